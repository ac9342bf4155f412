// Lines over time. The pointer tells what they were at a moment.
import { svg } from "../dom.js";
import { clock, inUnit } from "../format.js";
import { scale } from "./scale.js";
import { hideTip, showTip } from "./tip.js";

const LEFT = 58;
const TOP = 8;
const BOTTOM = 20;
const RIGHT = 6;
const HEIGHT = 190;
const TIMES = 5;
const TOLD = 8;
const BROKEN_AFTER = 3;

/** `series` are `{ name, hue, points: [[epoch seconds, value]] }`, drawn over the `seconds` before `until`. */
export function lines(series, { until, seconds, unit, title, width }) {
  const [low, high, step] = scale(series.flatMap(({ points }) => points.map(([, value]) => value)));
  const from = until - seconds;
  const x = (time) => LEFT + ((time - from) / seconds) * (width - LEFT - RIGHT);
  const y = (value) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const chart = svg("svg", { class: "lines", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": title });
  for (let tick = Math.ceil(low / step) * step || 0; tick <= high + step / 2; tick += step) {
    chart.append(
      svg("line", { class: "rule", x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick) }),
      svg("text", { class: "tick", x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, inUnit(tick, unit)),
    );
  }
  for (let i = 0; i <= TIMES; i++) {
    const time = from + (i * seconds) / TIMES;
    const anchor = i === 0 ? "start" : i === TIMES ? "end" : "middle";
    chart.append(svg("text", { class: "tick", x: x(time), y: HEIGHT - 4, "text-anchor": anchor }, clock(time, seconds)));
  }
  // The first stands on top.
  [...series].reverse().forEach(({ points, hue }) => {
    chart.append(
      points.length === 1
        ? svg("circle", { class: hue, cx: x(points[0][0]), cy: y(points[0][1]), r: 2.5 })
        : svg("path", { class: hue, d: path(points, x, y) }),
    );
  });
  const cursor = svg("line", { class: "cursor", y1: TOP, y2: HEIGHT - BOTTOM, visibility: "hidden" });
  chart.append(cursor);
  chart.addEventListener("pointermove", (event) => {
    const box = chart.getBoundingClientRect();
    const time = from + ((((event.clientX - box.left) / box.width) * width - LEFT) / (width - LEFT - RIGHT)) * seconds;
    if (time < from || time > until) {
      return;
    }
    cursor.setAttribute("x1", x(time));
    cursor.setAttribute("x2", x(time));
    cursor.setAttribute("visibility", "visible");
    const told = series.slice(0, TOLD).map(({ name, points }) => `${name} ${inUnit(nearest(points, time)[1], unit)}`);
    showTip([clock(time, 0), ...told], cursor);
  });
  chart.addEventListener("pointerleave", () => {
    cursor.setAttribute("visibility", "hidden");
    hideTip();
  });
  return chart;
}

/** A line, broken where values are missing. */
function path(points, x, y) {
  const step = Math.min(...points.slice(1).map(([time], i) => time - points[i][0]));
  return points
    .map(([time, value], i) => {
      const goesOn = i > 0 && time - points[i - 1][0] <= BROKEN_AFTER * step;
      return `${goesOn ? "L" : "M"}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
}

const nearest = (points, time) => points.reduce((best, point) => (Math.abs(point[0] - time) < Math.abs(best[0] - time) ? point : best));
