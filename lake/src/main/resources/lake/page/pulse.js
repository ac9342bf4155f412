// Whether the platform answers, and since when not.
const element = document.querySelector("#pulse");
const words = element.querySelector(".words");
let lastSeen = null;

export const pulse = {
  seen() {
    lastSeen = new Date().toLocaleTimeString("en-GB");
    say("live", "live");
  },
  lost(error) {
    const since = lastSeen === null ? "" : `; what is shown is of ${lastSeen}`;
    say("lost", `${error.message}${since}`);
  },
};

function say(state, text) {
  element.className = state;
  document.body.classList.toggle("lost", state === "lost");
  if (words.textContent !== text) {
    words.textContent = text;
  }
}
