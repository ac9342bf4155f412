// Channels down, attribution models across: a bar a cell, all on one scale.
import { bar } from "../charts/bars.js";
import { el } from "../dom.js";
import { compact, count, money, words } from "../format.js";

const MODELS = ["first", "last", "linear", "position_based", "time_decay"];

export const attribution = {
  id: "attribution",
  queries: ["attribution"],
  rows: ({ attribution: rows }, currency) => rows.filter((row) => row.currency === currency),
  empty: {
    words: "No order has a touch on its path yet. Touches are events with a channel or a campaign, in the 7 days before an order.",
    source: "events",
  },
  draw(rows, { currency }) {
    const models = [...new Set([...MODELS, ...rows.map((row) => row.model)])].filter((model) => rows.some((row) => row.model === model));
    const cells = new Map(rows.map((row) => [`${row.channel}\n${row.model}`, row]));
    const revenue = (channel, model) => Number(cells.get(`${channel}\n${model}`)?.revenue ?? 0);
    const sum = (channel) => models.reduce((total, model) => total + revenue(channel, model), 0);
    const channels = [...new Set(rows.map((row) => row.channel))].sort((a, b) => sum(b) - sum(a));
    const most = Math.max(...rows.map((row) => Number(row.revenue)), 0) || 1;
    const cell = (channel, model) => {
      const row = cells.get(`${channel}\n${model}`);
      return el(
        "td",
        { title: `${channel}, ${words(model)}: ${money(revenue(channel, model), currency)}, ${count(Number(row?.orders ?? 0))} orders` },
        el("span", { class: "number" }, row ? compact(revenue(channel, model)) : "–"),
        el("span", { class: "track" }, bar(revenue(channel, model) / most)),
      );
    };
    return el(
      "table",
      { class: "matrix" },
      el("caption", { class: "hidden" }, `Revenue in ${currency} by channel and attribution model`),
      el("thead", null, el("tr", null, el("td"), models.map((model) => el("th", { scope: "col" }, words(model))))),
      el(
        "tbody",
        null,
        channels.map((channel) => el("tr", null, el("th", { scope: "row" }, channel), models.map((model) => cell(channel, model)))),
      ),
    );
  },
};
