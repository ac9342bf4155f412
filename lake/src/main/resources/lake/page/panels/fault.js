// What is wrong with a query, under the place where it is.
import { el } from "../dom.js";

export function fault(sql, { message, position }) {
  const words = el("p", { class: "message" }, message);
  if (position === undefined) {
    return el("div", { class: "fault", role: "alert" }, words);
  }
  const before = sql.slice(0, position);
  const line = before.split("\n").length;
  const column = position - (before.lastIndexOf("\n") + 1);
  const text = sql.split("\n")[line - 1];
  // Tabs are as wide above the mark as in front of it.
  const indent = text.slice(0, column).replace(/[^\t]/g, " ");
  return el(
    "div",
    { class: "fault", role: "alert" },
    words,
    el("p", { class: "place" }, `line ${line}, column ${column + 1}`),
    el("pre", null, `${text}\n${indent}`, el("span", { class: "caret" }, "^")),
  );
}
