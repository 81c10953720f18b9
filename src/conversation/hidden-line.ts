/** Values in hidden lines of the bot's own comments. */

/** No character in it can end the HTML comment that holds it. */
export function hiddenLine(name: string, value: unknown): string {
  const json = JSON.stringify(value);
  // A number takes no escape, and the minus in 1e-7 ends no comment.
  const safe = json.replace(/"(?:[^"\\]+|\\.)*"/g, (text) => text.replace(ESCAPED, escapeCodes));
  return `${openOf(name)}${safe}${CLOSE}`;
}

/** What could end the comment, and what nobody sees where the comment is printed. */
const ESCAPED = /[<>&-]|[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

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

/** As JSON writes them: those beyond 16 bits as two. */
function escapeCodes(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
