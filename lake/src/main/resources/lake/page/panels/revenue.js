// A column a day.
import { columns } from "../charts/columns.js";
import { everyDay } from "../days.js";
import { count, day, longDay, money } from "../format.js";

export const revenue = {
  id: "revenue",
  queries: ["revenue"],
  rows: ({ revenue: rows }, currency) => rows.filter((row) => row.currency === currency),
  empty: { words: "No revenue yet.", source: "orders" },
  draw(rows, { currency, width }) {
    const byDay = new Map(rows.map((row) => [row.order_date, row]));
    const points = everyDay([...byDay.keys()]).map((date) => {
      const amount = Number(byDay.get(date)?.revenue ?? 0);
      return {
        label: day(date),
        value: amount,
        lines: [longDay(date), money(amount, currency), `${count(byDay.get(date)?.orders ?? 0)} orders`],
      };
    });
    return columns(points, { width, height: 292, title: `Revenue by day in ${currency}` });
  },
};
