// The query server, as the page asks it.
import { rowsOf } from "./rows.js";

/** A refusal of the server; `position` is the index of the faulty character, if it is known. */
export class Refusal extends Error {
  constructor(message, position) {
    super(message);
    this.position = position;
  }
}

/** Runs a query; `id` names it for `cancel`. Rows beyond what a page can show are left out, and `cut` says so. */
export async function ask(sql, { side = "all", id = crypto.randomUUID() } = {}) {
  const response = await reach("/query", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sql, side, id }),
  });
  return rowsOf(response);
}

export const cancel = (id) => reach(`/query/${encodeURIComponent(id)}`, { method: "DELETE" });

/** How far every table is, and what flows between them. */
export const tables = async () => (await reach("/tables")).json();

/** The panels of every dashboard, by its name. */
export const panels = async () => (await reach("/panels")).json();

/** What a panel shows of the last minutes; `path` is the dashboard's name and the panel's number. */
export const series = async (path, minutes) => (await reach(`/panels/${path}?minutes=${minutes}`)).json();

/** The text of one of the page's own queries. */
export const queryText = async (name) => (await (await reach(`/page/queries/${name}.sql`)).text()).trim();

async function reach(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: "omit", ...options });
  } catch {
    throw new Error("the query server does not answer");
  }
  if (!response.ok) {
    const { error, position } = await response.json().catch(() => ({}));
    throw new Refusal(error ?? `${path} answered ${response.status}`, position);
  }
  return response;
}
