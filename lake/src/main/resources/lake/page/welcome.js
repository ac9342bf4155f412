// What to do with a platform that nothing has come into yet.
import { el } from "./dom.js";

const place = document.querySelector("#welcome");

export function welcome({ clock }, command) {
  const nothing = clock !== undefined && !clock[0]?.newest_time;
  place.hidden = !nothing;
  if (nothing && place.childElementCount === 0) {
    place.append(
      el("h2", null, "The platform is up, and nothing has come in yet"),
      el("p", null, "Send a made-up shop through it:"),
      el("code", null, command("demo")),
      el("p", null, "or your own records:"),
      el("code", null, command("ingest orders.jsonl --table orders")),
      el("p", null, "This page fills by itself."),
    );
  }
}
