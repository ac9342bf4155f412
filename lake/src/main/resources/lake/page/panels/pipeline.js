// The pipeline: sources, tables, jobs, marts and the lake, with the records in each table's log and how fast they grow.
import { svg } from "../dom.js";
import { age, compact, count, rough } from "../format.js";
import { placed } from "./layout.js";

const CARD = { width: 160, height: 40, gap: 12 };
const JOBS = 122;
const SIDE = 118;
const TOP = 34;

const body = document.querySelector("#pipeline .body");
let drawn = null;
let parts = { tables: new Map(), lake: () => {} };
let before = null;

/** Draws once; from then on only numbers change. */
export function showPipeline(overview) {
  const flows = JSON.stringify(overview.flows);
  if (flows !== drawn) {
    drawn = flows;
    body.replaceChildren(drawing(overview));
  }
  for (const table of overview.tables) {
    parts.tables.get(table.name)?.(table, rate(table, overview.time));
  }
  parts.lake(overview);
  if (before?.time !== overview.time) {
    before = overview;
  }
}

/** Records a second since the look before. */
function rate(table, time) {
  const seconds = (Date.parse(time) - Date.parse(before?.time ?? time)) / 1000;
  const then = before?.tables.find((other) => other.name === table.name);
  return then && seconds > 0 ? (table.log_records - then.log_records) / seconds : null;
}

function drawing({ flows, tables }) {
  const known = new Map(tables.map((table) => [table.name, table]));
  const nodes = placed(flows).filter((node) => known.has(node.name));
  const last = Math.max(...nodes.map((node) => node.column));
  for (const node of nodes) {
    node.left = SIDE + node.column * (CARD.width + JOBS);
    node.right = node.left + CARD.width;
    node.y = TOP + node.row * (CARD.height + CARD.gap);
  }
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const present = (names) => names.map((name) => byName.get(name)).filter(Boolean);
  const width = 2 * SIDE + (last + 1) * CARD.width + last * JOBS;
  const height = Math.max(...nodes.map((node) => node.y + (CARD.height * Math.max(1, node.writers.length / 2)) / 2)) + CARD.gap;
  const edges = svg("g", { class: "edges" });
  const into = new Map(nodes.map((node) => [node.name, []]));
  const edge = (to, x1, y1, x2, y2) => {
    const bend = Math.min(60, (x2 - x1) / 2);
    const path = svg("path", { d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` });
    edges.append(path);
    into.get(to)?.push(path);
  };
  const front = svg("g");

  for (const source of flows.filter((flow) => flow.reads.length === 0)) {
    const targets = present(source.writes);
    const y = targets.reduce((sum, node) => sum + node.y, 0) / targets.length;
    targets.forEach((node) => edge(node.name, 62, y, node.left, node.y));
    front.append(svg("g", { class: "source" }, svg("circle", { cx: 34, cy: y, r: 30 }), svg("text", { x: 34, y: y + 4 }, source.name)));
  }
  for (const job of flows.filter((flow) => flow.reads.length > 0)) {
    for (const output of present(job.writes)) {
      const offset = (output.writers.indexOf(job.name) - (output.writers.length - 1) / 2) * 25;
      const x = output.left - 24;
      present(job.reads).forEach((input) => edge(output.name, input.right, input.y, x - 6, output.y + offset));
      edge(output.name, x + 6, output.y + offset, output.left, output.y + offset / 3);
      front.append(dot(job, x, output.y + offset));
    }
  }
  const cards = nodes.map((node) => card(known.get(node.name), node, into.get(node.name)));
  parts.tables = new Map(cards.map(({ name, show }) => [name, show]));
  const marts = nodes.filter((node) => node.column === last && known.get(node.name).in_lake);
  const lake = water(marts, width - SIDE + 22, SIDE - 24);
  marts.forEach((node) => edge(null, node.right, node.y, width - SIDE + 22, node.y));
  parts.lake = lake.show;
  front.append(...cards.map(({ element }) => element), lake.element);
  const titles = ["ingested", "prepared", ...Array(Math.max(0, last - 2)).fill(""), "marts"].slice(0, last + 1);
  return svg(
    "svg",
    { class: "pipeline", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `${nodes.length} tables and the jobs between them` },
    titles.map((title, column) => svg("text", { class: "title", x: SIDE + column * (CARD.width + JOBS), y: 14 }, title)),
    edges,
    front,
  );
}

/** A job; its name is written only where it is not that of the table it writes. */
function dot(job, x, y) {
  return svg(
    "g",
    { class: "job" },
    svg("title", null, `job ${job.name}: ${job.reads.join(", ")} → ${job.writes.join(", ")}`),
    svg("circle", { cx: x, cy: y, r: 6 }),
    job.writes.includes(job.name) ? null : svg("text", { x: x - 10, y: y + 3 }, job.name.replace(`${job.writes[0]}_`, "")),
  );
}

function card({ name, in_lake: inLake }, { left, y }, into) {
  const top = y - CARD.height / 2;
  const tooltip = svg("title");
  const number = svg("text", { class: "number", x: left + 10, y: top + 30 });
  const speed = svg("text", { class: "speed", x: left + CARD.width - 10, y: top + 30 });
  const level = svg("rect", { class: "level", x: left + 1, y: top + CARD.height - 4, height: 3, width: 0 });
  const element = svg(
    "g",
    { class: "table" },
    tooltip,
    svg("rect", { class: "card", x: left, y: top, width: CARD.width, height: CARD.height, rx: 6 }),
    svg("text", { class: "name", x: left + 10, y: top + 15 }, name),
    number,
    speed,
    inLake ? level : null,
  );
  const show = (table, perSecond) => {
    const flowing = perSecond > 0;
    number.textContent = table.log_records ? compact(table.log_records) : "empty";
    speed.textContent = flowing ? `+${rough(perSecond)}/s` : "";
    tooltip.textContent = `${name}: ${count(table.log_records)} records in the log${inLake ? `, ${count(table.hot_only)} of them not in the lake yet` : ", not tiered"}`;
    level.setAttribute("width", table.log_records ? ((CARD.width - 2) * (table.log_records - table.hot_only)) / table.log_records : 0);
    element.classList.toggle("flowing", flowing);
    into.forEach((path) => path.classList.toggle("flowing", flowing));
  };
  return { name, element, show };
}

function water(marts, x, width) {
  if (marts.length === 0) {
    return { element: svg("g"), show: () => {} };
  }
  const top = Math.min(...marts.map((node) => node.y)) - CARD.height / 2;
  const bottom = Math.max(...marts.map((node) => node.y)) + CARD.height / 2;
  const middle = (top + bottom) / 2;
  const lines = [-24, -2, 14, 30].map((dy) => svg("text", { x: x + width / 2, y: middle + dy }));
  lines[0].setAttribute("class", "heading");
  lines[0].textContent = "lake";
  const show = ({ tables, time }) => {
    const held = tables.filter((table) => table.lake_snapshot !== null);
    const newest = Math.max(...held.filter((table) => table.lake_committed).map((table) => Date.parse(table.lake_committed)));
    lines[1].textContent = `${held.length} tables`;
    lines[2].textContent = `${rough(held.reduce((sum, table) => sum + table.log_records - table.hot_only, 0))} records`;
    lines[3].textContent = newest > 0 ? `${age(Date.parse(time) - newest)} old` : "";
  };
  return { element: svg("g", { class: "lake" }, svg("rect", { x, y: top, width, height: bottom - top, rx: 8 }), lines), show };
}
