// A column chart over days or other ordered keys. The arrow keys walk along its columns.
import { svg } from "../dom.js";
import { compact } from "../format.js";
import { scale } from "./scale.js";
import { hideTip, showTip } from "./tip.js";

const LEFT = 44;
const TOP = 10;
const BOTTOM = 22;
const HALF_A_LABEL = 24;

/** `points` are `{ label, value, lines }`: what stands under the column, how high it is, what is told about it. */
export function columns(points, { width, height, title }) {
  const [low, high, step] = scale(points.map((point) => point.value));
  const y = (value) => TOP + ((high - value) / (high - low)) * (height - TOP - BOTTOM);
  const slot = (width - LEFT) / points.length;
  const x = (i) => LEFT + i * slot;
  const thickness = Math.max(1, Math.min(44, slot * 0.72));
  const every = Math.ceil((2 * HALF_A_LABEL + 10) / slot);
  const chart = svg("svg", { class: "columns", viewBox: `0 0 ${width} ${height}`, role: "img", tabindex: 0, "aria-label": title });
  for (let tick = Math.ceil(low / step) * step || 0; tick <= high + step / 2; tick += step) {
    chart.append(
      svg("line", { class: "rule", x1: LEFT, x2: width, y1: y(tick), y2: y(tick) }),
      svg("text", { class: "tick", x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, compact(tick)),
    );
  }
  let looked = -1;
  const leave = () => {
    marks[looked]?.classList.remove("looked");
    looked = -1;
    hideTip();
  };
  const look = (i) => {
    leave();
    looked = i;
    marks[i].classList.add("looked");
    showTip(points[i].lines, marks[i]);
  };
  const marks = points.map((point, i) => {
    const top = y(Math.max(point.value, 0));
    const bottom = y(Math.min(point.value, 0));
    const middle = x(i) + slot / 2;
    const mark = svg("rect", {
      class: "mark",
      x: middle - thickness / 2,
      y: top,
      width: thickness,
      height: Math.max(bottom - top, point.value === 0 ? 0 : 1),
      rx: Math.min(3, thickness / 4),
    });
    chart.append(
      mark,
      svg("rect", { class: "reach", x: x(i), y: 0, width: slot, height, pointerenter: () => look(i), pointerleave: leave }),
    );
    if (i % every === 0) {
      const cramped = middle + HALF_A_LABEL > width;
      chart.append(svg("text", { class: "tick", x: cramped ? width : middle, y: height - 5, "text-anchor": cramped ? "end" : "middle" }, point.label));
    }
    return mark;
  });
  chart.addEventListener("blur", leave);
  chart.addEventListener("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (move) {
      event.preventDefault();
      look(Math.max(0, Math.min(points.length - 1, looked + move)));
    }
  });
  return chart;
}
