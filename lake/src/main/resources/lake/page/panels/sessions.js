// Sessions a day, and where they came from.
import { bars } from "../charts/bars.js";
import { columns } from "../charts/columns.js";
import { everyDay } from "../days.js";
import { el } from "../dom.js";
import { count, day, longDay } from "../format.js";

const CHANNELS = 5;

export const sessions = {
  id: "sessions",
  queries: ["sessions"],
  rows: ({ sessions: rows }) => rows,
  empty: { words: "No sessions yet.", source: "events" },
  draw(rows, { width }) {
    const byDay = totals(rows, "day");
    const points = everyDay([...byDay.keys()]).map((date) => {
      const total = byDay.get(date) ?? { sessions: 0, events: 0, minutes: 0 };
      return { label: day(date), value: total.sessions, lines: [longDay(date), `${count(total.sessions)} sessions`, each(total)] };
    });
    const channels = [...totals(rows, "channel")].sort((a, b) => b[1].sessions - a[1].sessions);
    return [
      columns(points, { width, height: 136, title: "Sessions by day" }),
      bars(
        channels.slice(0, CHANNELS).map(([channel, total]) => ({ label: channel, value: total.sessions, words: count(total.sessions), note: each(total) })),
        { title: "Sessions by the channel they began with" },
      ),
      channels.length > CHANNELS ? el("p", { class: "more" }, `and ${channels.length - CHANNELS} more channels`) : null,
    ];
  },
};

function totals(rows, by) {
  const all = new Map();
  for (const row of rows) {
    const total = all.get(row[by]) ?? { sessions: 0, events: 0, minutes: 0 };
    for (const measure of Object.keys(total)) {
      total[measure] += Number(row[measure]);
    }
    all.set(row[by], total);
  }
  return all;
}

const each = ({ sessions: n, events, minutes }) => (n ? `${count(events / n)} events, ${count(minutes / n)} min` : "");
