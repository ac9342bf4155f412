// The way from all orders to those that a touch brought; each step says what it lost.
import { bars } from "../charts/bars.js";
import { count, share } from "../format.js";

const LOSSES = [
  ["no_touch", "with a touch, ever", "without any touch"],
  ["touch_after_order", "with one before the order", "touched only after the order"],
  ["outside_window", "with one in the 7 days before: attributed", "touched only earlier than that"],
];

export const reasons = {
  id: "reasons",
  queries: ["reasons"],
  rows: ({ reasons: rows }, currency) => rows.filter((row) => row.currency === currency),
  empty: { words: "No orders yet.", source: "orders" },
  draw(rows) {
    const orders = new Map(rows.map((row) => [row.reason, row.orders]));
    const all = rows.reduce((sum, row) => sum + row.orders, 0);
    const steps = [{ label: "orders", value: all, words: count(all), kind: "all" }];
    let left = all;
    for (const [reason, label, why] of LOSSES) {
      const lost = orders.get(reason) ?? 0;
      left -= lost;
      steps.push({ label, value: left, words: `${count(left)} · ${share(left, all)}`, note: lost ? `− ${count(lost)} ${why}` : "none lost" });
    }
    steps.at(-1).kind = "end";
    return bars(steps, { title: "Orders from placed to attributed" });
  },
};
