// An answer as a table, and as a chart where it has a number.
import { bars } from "../charts/bars.js";
import { columns } from "../charts/columns.js";
import { el } from "../dom.js";
import { count } from "../format.js";

const PAGE = 100;
const MOST_BARS = 30;
const MOST_COLUMNS = 400;

export function result({ columns: names, rows, cut }) {
  if (rows.length === 0) {
    return [el("p", { class: "empty" }, "No rows.")];
  }
  const numeric = names.map((_, i) => rows.every((row) => row[i] === null || isNumber(row[i])) && rows.some((row) => row[i] !== null));
  const grid = table(names, rows, numeric, cut);
  const values = names.map((_, i) => i).filter((i) => numeric[i]);
  if (values.length === 0 || rows.length < 2) {
    return [grid];
  }
  return [tabs(grid, () => chart(names, rows, numeric, values))];
}

const isNumber = (value) => typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));

function table(names, rows, numeric, cut) {
  const body = el("tbody");
  const more = el("button", { type: "button", click: () => show() });
  const show = () => {
    const begin = body.rows.length;
    body.append(...rows.slice(begin, begin + PAGE).map((row) => el("tr", null, row.map((value, i) => cell(value, numeric[i])))));
    more.textContent = `Show more (${count(rows.length - body.rows.length)} left)`;
    more.hidden = body.rows.length === rows.length;
  };
  show();
  return el(
    "div",
    null,
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows" },
      el("table", { class: "list rows" }, el("thead", null, el("tr", null, names.map((name, i) => el("th", { scope: "col", class: numeric[i] && "right" }, name)))), body),
    ),
    more,
    cut ? el("p", { class: "more" }, "The answer is longer than a page can show; add a LIMIT, or take it all with ./headwater query --csv.") : null,
  );
}

const cell = (value, numeric) =>
  value === null ? el("td", { class: "null" }, "null") : el("td", { class: numeric && "right" }, String(value));

function tabs(grid, drawing) {
  const panel = el("div", null, grid);
  const choices = ["Table", "Chart"].map((name, i) =>
    el("button", { type: "button", "aria-pressed": String(i === 0), click: () => choose(i) }, name),
  );
  const choose = (chosen) => {
    choices.forEach((choice, i) => choice.setAttribute("aria-pressed", String(i === chosen)));
    panel.replaceChildren(chosen === 0 ? grid : drawing());
  };
  return el("div", null, el("div", { class: "tabs", role: "group", "aria-label": "Show as" }, choices), panel);
}

/** The first column that is no number names the marks; a few of them are bars, many or days are columns. */
function chart(names, rows, numeric, values) {
  const naming = Math.max(0, numeric.indexOf(false));
  const drawn = el("div", { class: "drawn" });
  const choice = el("select", { change: () => draw(Number(choice.value)) }, values.map((i) => el("option", { value: i }, names[i])));
  const draw = (value) => {
    const label = (row) => String(row[naming] ?? "null");
    const points = rows.map((row) => ({ label: label(row), value: Number(row[value] ?? 0), words: String(row[value] ?? "null") }));
    const title = `${names[value]} by ${names[naming]}`;
    const days = points.every((point) => /^\d{4}-\d\d-\d\d/.test(point.label));
    const asColumns = points.length > MOST_BARS || days;
    drawn.replaceChildren(
      asColumns
        ? columns(
            points.slice(0, MOST_COLUMNS).map((point) => ({ ...point, label: point.label.slice(0, 10), lines: [point.label, `${names[value]} ${point.words}`] })),
            { width: Math.max(320, document.querySelector("#answer").clientWidth), height: 260, title },
          )
        : bars(points, { title }),
    );
    if (points.length > MOST_COLUMNS) {
      drawn.append(el("p", { class: "more" }, `the first ${MOST_COLUMNS} of ${count(points.length)} rows`));
    }
  };
  draw(values.at(-1));
  choice.value = values.at(-1);
  return el("div", null, values.length > 1 ? el("label", { class: "measure" }, "Shows ", choice) : null, drawn);
}
