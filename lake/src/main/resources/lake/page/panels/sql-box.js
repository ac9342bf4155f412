// The box to ask in: runs a query, shows its rows and a chart, or points at the fault.
import { el } from "../dom.js";
import { count } from "../format.js";
import { ask, cancel, queryText } from "../server.js";
import { fault } from "./fault.js";
import { result } from "./result.js";

const EXAMPLES = ["attribution", "reasons", "revenue", "sessions", "path", "orders", "tables"];

const FIRST = `SELECT order_id, reason, attributed_channel, campaign_name, total_amount, currency, order_time
FROM attributed_orders
ORDER BY order_time DESC
LIMIT 20`;

const form = document.querySelector("#sql form");
const box = document.querySelector("#statement");
const side = document.querySelector("#side");
const examples = document.querySelector("#examples");
const stop = document.querySelector("#cancel");
const outcome = document.querySelector("#outcome");
const answer = document.querySelector("#answer");
let running = null;

/** Puts a query into the box, and runs it when that is wanted. */
export function toBox(sql, run = false) {
  box.value = sql;
  box.focus();
  form.scrollIntoView({ block: "center" });
  if (run) {
    form.requestSubmit();
  }
}

export function prepareBox() {
  box.value = FIRST;
  examples.append(...EXAMPLES.map((name) => el("option", { value: name }, name)));
  examples.addEventListener("change", async () => {
    if (examples.value) {
      toBox(await queryText(examples.value));
      examples.value = "";
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && running) {
      cancel(running).catch(() => {});
    }
  });
  stop.addEventListener("click", () => cancel(running).catch(() => {}));
}

async function run() {
  if (running || !box.value.trim()) {
    return;
  }
  const sql = box.value;
  running = crypto.randomUUID();
  stop.hidden = false;
  outcome.textContent = "running …";
  const begun = performance.now();
  try {
    const rows = await ask(sql, { side: side.value, id: running });
    const took = Math.round(performance.now() - begun);
    outcome.textContent = `${rows.cut ? "the first " : ""}${count(rows.rows.length)} ${rows.rows.length === 1 ? "row" : "rows"} in ${count(took)} ms`;
    answer.replaceChildren(...result(rows));
  } catch (error) {
    outcome.textContent = "no answer";
    answer.replaceChildren(fault(sql, error));
    if (error.position !== undefined) {
      box.setSelectionRange(error.position, wordEnd(sql, error.position));
    }
  } finally {
    running = null;
    stop.hidden = true;
  }
}

const wordEnd = (sql, from) => from + Math.max(1, sql.slice(from).search(/\W|$/));
