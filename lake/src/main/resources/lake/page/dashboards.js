// The dashboards: every panel asks the server for its series, which asks Prometheus.
import { lines } from "./charts/lines.js";
import { el } from "./dom.js";
import { inUnit } from "./format.js";
import { pulse } from "./pulse.js";
import { panels, series } from "./server.js";

const BETWEEN_LOOKS = 15_000;
const IN_LEGEND = 8;
const NARROWEST = 280;

const range = document.querySelector("#range");
const wished = new URLSearchParams(location.search).get("minutes");
const names = document.querySelector("#dashboards");
const place = document.querySelector("#panels");
let all = {};
let cards = [];
let looks = 0;

const chosen = () => (location.hash.slice(1) in all ? location.hash.slice(1) : Object.keys(all)[0]);

function layOut() {
  const name = chosen();
  names.replaceChildren(
    ...Object.keys(all).map((each) =>
      el("a", { href: `#${each}`, "aria-current": each === name ? "page" : null }, each[0].toUpperCase() + each.slice(1)),
    ),
  );
  cards = all[name].map((panel, i) => {
    const number = el("strong");
    const body = el("div", { class: "body" });
    const card = el("section", { class: "card" }, el("header", null, el("h2", null, panel.title), el("p", { title: panel.description }, panel.description), number), body);
    return { panel, path: `${name}/${i}`, card, number, body };
  });
  place.replaceChildren(...cards.map(({ card }) => card));
}

/** Draws all panels; a newer look makes an older one pointless. */
async function look() {
  const mine = ++looks;
  for (const card of cards) {
    const answer = await series(card.path, range.value);
    if (mine !== looks) {
      return;
    }
    draw(card, answer);
  }
  pulse.seen();
}

function draw({ panel, number, body }, answer) {
  const shown = answer.series
    .map(({ name, points }) => ({ name, points: points.map(([time, value]) => [time, Number(value)]).filter(([, value]) => Number.isFinite(value)) }))
    .filter(({ points }) => points.length > 0)
    .map((one) => ({ ...one, last: one.points.at(-1)[1] }))
    .sort((a, b) => b.last - a.last)
    .map((one, i) => ({ ...one, hue: `hue-${Math.min(i, IN_LEGEND - 1)}` }));
  number.textContent = shown.length === 1 ? inUnit(shown[0].last, panel.unit) : "";
  if (shown.length === 0) {
    body.replaceChildren(el("p", { class: "empty" }, "No data in this time."));
    return;
  }
  body.replaceChildren(
    lines(shown, { ...answer, unit: panel.unit, title: panel.title, width: Math.max(NARROWEST, body.clientWidth) }),
    el(
      "ul",
      { class: "legend" },
      shown.slice(0, IN_LEGEND).map((one) => el("li", { class: one.hue }, `${one.name} ${inUnit(one.last, panel.unit)}`)),
      shown.length > IN_LEGEND ? el("li", { class: "others" }, `and ${shown.length - IN_LEGEND} more`) : null,
    ),
  );
}

async function keepLooking() {
  for (;;) {
    try {
      if (cards.length === 0) {
        all = await panels();
        layOut();
      }
      if (!document.hidden) {
        await look();
      }
    } catch (error) {
      pulse.lost(error);
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
}

if ([...range.options].some((option) => option.value === wished)) {
  range.value = wished;
}
const now = () => look().catch(pulse.lost);
range.addEventListener("change", now);
addEventListener("hashchange", () => {
  layOut();
  now();
});
keepLooking();
