/**
 * A value to indented JSON in pieces, so that a report of many megabytes is never held as one text. They are what
 * `JSON.stringify` would give, with two spaces, of a value that holds nothing but data.
 */

/** Down to here, members are pieces of their own: a component or a finding of a report is one. */
const LEVELS = 5;

export function* jsonPieces(value: unknown, indent = "", levels = LEVELS): Generator<string> {
  if (levels === 0 || typeof value !== "object" || value === null) {
    const text = JSON.stringify(value, undefined, 2);
    // A line break inside a text is written as \n, so that these are all between members.
    yield indent === "" ? text : text.replaceAll("\n", `\n${indent}`);
    return;
  }
  const inner = `${indent}  `;
  const [begin, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  let before = begin;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}\n${inner}${Array.isArray(value) ? "" : `${JSON.stringify(name)}: `}`;
    yield* jsonPieces(member, inner, levels - 1);
    before = ",";
  }
  yield before === begin ? `${begin}${end}` : `\n${indent}${end}`;
}

/** Pieces put together, because a write of each would cost more than the pieces do. */
export function* inParts(pieces: Iterable<string>): Generator<string> {
  let part = "";
  for (const piece of pieces) {
    part += piece;
    if (part.length < ENOUGH_TO_WRITE) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}

const ENOUGH_TO_WRITE = 65_536;
