// Keeps the page fresh. The tables are looked at every two seconds; queries run again only when a table has changed,
// one after the other, with a rest that grows with the time they took. A page that nobody sees asks nothing.
import { tables } from "./server.js";

const BETWEEN_LOOKS = 2000;
const REST_PER_QUERYING = 4;
const LONGEST_REST = 20_000;
const AFTER_A_FAILURE = 10_000;

/**
 * `seen` is told of every look at the tables, `changed` is to run the queries and says whether all went well, `lost` is told why
 * there was no answer.
 */
export async function keepFresh({ seen, changed, lost }) {
  let known = null;
  let restUntil = 0;
  for (;;) {
    await visible();
    try {
      const overview = await tables();
      seen(overview);
      const state = overview.tables.map((table) => `${table.name} ${table.log_records}`).join();
      const begun = performance.now();
      if (state !== known && begun >= restUntil) {
        const whole = await changed();
        const ended = performance.now();
        known = whole ? state : null;
        restUntil = ended + (whole ? Math.min(REST_PER_QUERYING * (ended - begun), LONGEST_REST) : AFTER_A_FAILURE);
      }
    } catch (error) {
      lost(error);
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
}

async function visible() {
  while (document.hidden) {
    await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
  }
}
