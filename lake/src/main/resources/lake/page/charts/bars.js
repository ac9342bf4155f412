// Named bars, one under the other, each with its words beside it.
import { el } from "../dom.js";

/** `rows` are `{ label, value, words, note }`; negative values have no bar. */
export function bars(rows, { title }) {
  const most = Math.max(...rows.map((row) => row.value), 0) || 1;
  return el(
    "ol",
    { class: "bars", "aria-label": title },
    rows.map((row) =>
      el(
        "li",
        { class: row.kind },
        el("span", { class: "label" }, row.label),
        el("span", { class: "track" }, bar(row.value / most)),
        el("span", { class: "words" }, row.words),
        row.note ? el("span", { class: "note" }, row.note) : null,
      ),
    ),
  );
}

/** A bar that fills a part of its track. */
export function bar(part) {
  const mark = el("span", { class: "mark" });
  mark.style.width = `${Math.max(0, part) * 100}%`;
  return mark;
}
