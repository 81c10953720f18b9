/** Values in hidden lines of the bot's own comments. */

/** No character in it can end the HTML comment that holds it. */
export function hiddenLine(name: string, value: unknown): string {
  const json = JSON.stringify(value);
  // A number takes no escape, and the minus in 1e-7 ends no comment.
  const safe = json.replace(/"(?:[^"\\]+|\\.)*"/g, (text) => text.replace(/[<>&-]/g, escapeCode));
  return `${openOf(name)}${safe}${CLOSE}`;
}

/** What the last such line of a comment holds; undefined where there is none, or where it is no JSON. */
export function readHiddenLine(name: string, body: string): unknown {
  const open = openOf(name);
  const start = body.lastIndexOf(open);
  const end = body.indexOf(CLOSE, start);
  if (start === -1 || end === -1) return undefined;
  return parseJson(body.slice(start + open.length, end));
}

function openOf(name: string): string {
  return `<!-- greenlight:${name} `;
}

const CLOSE = " -->";

function escapeCode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
