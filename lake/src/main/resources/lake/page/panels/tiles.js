// The totals on top.
import { el } from "../dom.js";
import { amount, count, day, share } from "../format.js";

export const tiles = {
  id: "overview",
  queries: ["reasons", "sessions", "clock"],
  rows: (answers, currency) => (answers.clock[0]?.newest_time ? [answers, currency] : []),
  draw([answers, currency]) {
    const orders = answers.reasons.filter((row) => row.currency === currency);
    const sum = (rows, column) => rows.reduce((total, row) => total + Number(row[column]), 0);
    const attributed = orders.filter((row) => row.reason === "attributed");
    const sessions = answers.sessions;
    const newest = answers.clock[0].newest_time;
    const noted = (words) => [currency, words].filter(Boolean).join(", ");
    return [
      tile("Orders", count(sum(orders, "orders")), currency ? `in ${currency}` : "none yet"),
      tile("Attributed", share(sum(attributed, "orders"), sum(orders, "orders")), `${count(sum(attributed, "orders"))} orders`),
      tile("Revenue", amount(sum(orders, "revenue")), noted("refunds subtracted")),
      tile("A touch brought", amount(sum(attributed, "revenue")), noted(share(sum(attributed, "revenue"), sum(orders, "revenue")))),
      tile("Sessions", count(sum(sessions, "sessions")), `${count(sum(sessions, "events"))} events in them`),
      tile("Newest time seen", `${day(newest.slice(0, 10))}, ${newest.slice(11, 16)}`, `${newest.slice(0, 4)}, UTC`),
    ];
  },
};

const tile = (label, value, note) =>
  el("div", { class: "tile" }, el("span", { class: "label" }, label), el("strong", null, value), el("span", { class: "note" }, note));
