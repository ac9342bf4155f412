// How far every table is, hot and in the lake.
import { bar } from "../charts/bars.js";
import { el } from "../dom.js";
import { age, count } from "../format.js";
import { toBox } from "./sql-box.js";

const LATE = 120_000;
const COLUMNS = ["table", "log records", "last change", "hot only", "in the lake", "snapshot", "committed"];

const body = document.querySelector("#freshness .body");
const changes = new Map();
let rows = new Map();

export function showFreshness({ tables, time }) {
  const names = tables.map((table) => table.name);
  if (names.join() !== [...rows.keys()].join()) {
    rows = new Map(names.map((name) => [name, row(name)]));
    body.replaceChildren(
      el(
        "table",
        { class: "list" },
        el("thead", null, el("tr", null, COLUMNS.map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", null, [...rows.values()].map((cells) => cells.element)),
      ),
    );
  }
  const now = Date.parse(time);
  for (const table of tables) {
    rows.get(table.name).show(table, now);
  }
}

/** A row is made once and then only its words change, so that focus and selection stay. */
function row(name) {
  const cells = COLUMNS.slice(1).map(() => el("td"));
  const [records, changed, hot, lake, snapshot, committed] = cells;
  const open = () => toBox(`SELECT *\nFROM ${name}\nLIMIT 100`, true);
  const element = el("tr", null, el("th", { scope: "row" }, el("button", { type: "button", class: "name", click: open }, name)), cells);
  const show = (table, now) => {
    const change = changeOf(table, now);
    const late = table.in_lake && table.hot_only > 0 && now - Date.parse(table.lake_committed ?? 0) > LATE && table.lake_snapshot !== null;
    say(records, count(table.log_records));
    say(changed, change === null ? "" : `${age(now - change)} ago`);
    say(hot, table.in_lake ? count(table.hot_only) : "all");
    say(snapshot, table.in_lake ? `${table.lake_snapshot ?? "none yet"}` : "");
    say(committed, table.lake_committed ? `${age(now - Date.parse(table.lake_committed))} ago` : "");
    hot.classList.toggle("late", late);
    hot.title = late ? "records wait for the lake longer than usual" : "";
    if (!table.in_lake) {
      say(lake, "not tiered");
    } else {
      const part = table.log_records ? (table.log_records - table.hot_only) / table.log_records : 0;
      if (lake.dataset.part !== String(part)) {
        lake.dataset.part = part;
        lake.title = `${Math.floor(part * 1000) / 10} % of the log's records`;
        lake.replaceChildren(el("span", { class: "track" }, bar(part)));
      }
    }
  };
  return { element, show };
}

function say(cell, words) {
  if (cell.textContent !== words) {
    cell.textContent = words;
  }
}

/** When the table was last seen to change; null when it has not since the page was opened. */
function changeOf(table, now) {
  const known = changes.get(table.name);
  if (known?.records !== table.log_records) {
    changes.set(table.name, { records: table.log_records, at: known ? now : null });
  }
  return changes.get(table.name).at;
}
