// The page: looks at the tables, runs its queries when they have changed, and lets the panels show what came back.
import { el } from "./dom.js";
import { panel } from "./panel.js";
import { attribution } from "./panels/attribution.js";
import { showFreshness } from "./panels/freshness.js";
import { showPipeline } from "./panels/pipeline.js";
import { reasons } from "./panels/reasons.js";
import { revenue } from "./panels/revenue.js";
import { sessions } from "./panels/sessions.js";
import { prepareBox } from "./panels/sql-box.js";
import { tiles } from "./panels/tiles.js";
import { pulse } from "./pulse.js";
import { keepFresh } from "./refresh.js";
import { ask, queryText } from "./server.js";
import { welcome } from "./welcome.js";

const panels = [tiles, attribution, reasons, revenue, sessions].map(panel);
const names = [...new Set(panels.flatMap((each) => each.queries))];
const choice = document.querySelector("#currency select");
const answers = {};
const faults = {};
let overview = { tables: [], bootstrap_servers: "" };

const command = (words) => `./headwater ${words} --connect ${overview.bootstrap_servers}`;
const records = (name) => overview.tables.find((table) => table.name === name)?.log_records ?? 0;

function show() {
  offerCurrencies(answers.reasons ?? []);
  welcome(answers, command);
  panels.forEach((each) => each.show({ answers, faults, currency: choice.value, command, records }));
}

/** Amounts of different currencies are never added, so one is looked at; at first that with the most orders. */
function offerCurrencies(rows) {
  const orders = new Map();
  rows.forEach((row) => orders.set(row.currency, (orders.get(row.currency) ?? 0) + row.orders));
  const known = [...orders.keys()].sort((a, b) => orders.get(b) - orders.get(a));
  if (known.join() !== [...choice.options].map((option) => option.value).join()) {
    const chosen = choice.value;
    choice.replaceChildren(...known.map((currency) => el("option", null, currency)));
    choice.value = known.includes(chosen) ? chosen : known[0];
  }
  choice.parentElement.hidden = known.length < 2;
}

async function run(name) {
  try {
    const { columns, rows } = await ask(await queryText(name));
    answers[name] = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
    delete faults[name];
  } catch (fault) {
    faults[name] = fault;
  }
}

choice.addEventListener("change", show);
addEventListener("resize", show);
prepareBox();
keepFresh({
  seen(newest) {
    overview = newest;
    pulse.seen();
    showFreshness(overview);
    showPipeline(overview);
  },
  async changed() {
    for (const name of names) {
      const first = answers[name] === undefined;
      await run(name);
      if (first) {
        show();
      }
    }
    // Together, so that numbers of one moment stand beside each other.
    show();
    return Object.keys(faults).length === 0;
  },
  lost: pulse.lost,
});
