// One label that follows the pointer or the keyboard over a chart's marks.
import { el } from "../dom.js";

const tip = el("div", { class: "tip", role: "status", hidden: true });
document.body.append(tip);

export function showTip(lines, mark) {
  tip.replaceChildren(...lines.map((line, i) => el(i === 0 ? "strong" : "span", null, line)));
  tip.hidden = false;
  const at = mark.getBoundingClientRect();
  const left = at.left + at.width / 2 - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${at.top - tip.offsetHeight - 8 < 0 ? at.bottom + 8 : at.top - tip.offsetHeight - 8}px`;
}

export const hideTip = () => {
  tip.hidden = true;
};
