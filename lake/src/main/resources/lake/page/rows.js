// Reads an answer, but no more of it than a page can show.
const MOST_CHARACTERS = 4 * 1024 * 1024;

export async function rowsOf(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return { ...JSON.parse(text, exact), cut: false };
    }
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST_CHARACTERS) {
      await reader.cancel();
      return { ...JSON.parse(wholeRows(text), exact), cut: true };
    }
  }
}

/** A BIGINT may have more digits than a number here: those stay text. */
const exact = (key, value, context) =>
  Number.isInteger(value) && !Number.isSafeInteger(value) && context ? context.source : value;

/** The beginning of a document up to its last whole row, closed. */
function wholeRows(text) {
  let depth = 0;
  let quoted = false;
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === "\\") {
        i++;
      } else if (c === '"') {
        quoted = false;
      }
    } else if (c === '"') {
      quoted = true;
    } else if (c === "[" || c === "{") {
      depth++;
    } else if (c === "]" || c === "}") {
      depth--;
      if (depth === 2) {
        end = i + 1;
      }
    }
  }
  return end === 0 ? `${text.slice(0, text.indexOf('"rows":[') + 8)}]}` : `${text.slice(0, end)}]}`;
}
