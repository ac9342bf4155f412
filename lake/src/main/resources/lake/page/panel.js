// A panel shows what some of the page's queries answered, and draws only when that has changed.
import { el } from "./dom.js";
import { count } from "./format.js";
import { toBox } from "./panels/sql-box.js";
import { queryText } from "./server.js";

const NARROWEST = 280;

export function panel({ id, queries, rows, empty, draw }) {
  const section = document.getElementById(id);
  const body = section.querySelector(".body") ?? section;
  const header = section.querySelector("header");
  let drawn = null;
  header?.append(
    ...queries.map((name) => el("button", { type: "button", class: "source", title: "Put this query into the box", click: async () => toBox(await queryText(name)) }, "SQL")),
  );
  return {
    queries,
    /** Shows answers, or what went wrong; what was drawn before stays under a fault. */
    show({ answers, faults, currency, command, records }) {
      const fault = queries.map((name) => faults[name]).find(Boolean);
      section.classList.toggle("stale", Boolean(fault));
      section.title = fault ? fault.message : "";
      if (queries.some((name) => answers[name] === undefined)) {
        if (fault) {
          body.replaceChildren(el("p", { class: "empty" }, fault.message));
        }
        return;
      }
      const shown = rows(answers, currency);
      const width = Math.max(NARROWEST, body.clientWidth);
      const waiting = empty ? records(empty.source) : 0;
      const state = JSON.stringify([shown, currency, width, command(""), shown.length ? 0 : waiting]);
      if (state === drawn) {
        return;
      }
      drawn = state;
      if (shown.length > 0) {
        body.replaceChildren(...[draw(shown, { currency, width })].flat().filter(Boolean));
      } else if (empty) {
        body.replaceChildren(nothing(empty, waiting, command));
      } else {
        body.replaceChildren();
      }
    },
  };
}

/** Why there is nothing, and the command to run next. */
const nothing = ({ words, source }, waiting, command) =>
  waiting > 0
    ? el("p", { class: "empty" }, `${words} The table ${source} has ${count(waiting)} records; how far the jobs are with them tells`, el("code", null, command("status")))
    : el("p", { class: "empty" }, words, el("code", null, command(`ingest ${source}.jsonl --table ${source}`)));
