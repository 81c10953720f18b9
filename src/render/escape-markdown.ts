/**
 * Text of unknown origin to GitHub Markdown that shows it and does nothing else.
 *
 * Two passes of GitHub's renderer have to be stopped. Markdown itself is stopped by backslashes and
 * entities. After it, GitHub turns mentions, issue numbers, commit ids, addresses and emoji names into
 * elements, and works on the rendered text, so entities and backslashes are undone before it looks.
 * It skips code (`pre code a style` in its published pipeline), and so does the autolink extension of
 * cmark-gfm. Whatever could be such a reference is therefore set as code: readable, and without
 * the zero-width characters that other bots insert and that people then copy.
 */

import { escapes, shorten, visible } from "./visible-text.ts";

/** Longest text, in characters, that a caller gets without asking for more. */
const USUAL_LENGTH = 300;

/** What GitHub might make a link, a mention, a formula or an emoji of, after Markdown. */
const REFERENCE = /@|:\/\/|www|#\d|\b(?:gh|ghsa|cve)-|[0-9a-f]{7}|:[\w+-]+:|\$|^(?:mailto|xmpp):/i;
/** At the end of a text: a colon of the sentence that it stands in would make an emoji of it. */
const OPEN_EMOJI = /:[\w+-]+$/;
/** Whatever holds a reference or code holds one of these. Most texts hold none, and need no closer look. */
const SUSPECT = /[@$`]|:\/\/|www|#\d|\b(?:gh|ghsa|cve)-|[0-9a-f]{7}|:[\w+-]+(?::|$)|mailto:|xmpp:/i;
/** A writer's own code: no character in it that could end the code or the cell around it. */
const WRITTEN_CODE = /(`[^`|\\<>&\s](?:[^`|\\<>&]{0,98}[^`|\\<>&\s])?`)/;
/** Characters that stand alone, so that code never holds one. */
const ALONE = /([`|\\<>\s])/;
/** Characters that mean something in Markdown anywhere in a line. */
const SPECIAL = /[`|\\<>&*_~[\]#]/g;
/** A backslash helps for the others. */
const ENTITY: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "`": "&#96;",
  "|": "&#124;",
  "\\": "&#92;",
  "<": "&lt;",
  ">": "&gt;",
};

/** One line of Markdown, safe in running text, in a list and in a cell of a table. */
export function escapeMarkdown(text: string, most = USUAL_LENGTH): string {
  const line = shorten(visible(text), most);
  const escaped = SUSPECT.test(line) ? escapePieces(line) : escapePlain(line);
  // What opens a heading, a list, a quote, the rule of a table or a command does so only at the start of a line.
  return escaped.replace(/^(?:[-+=:/]|\d{1,9}(?=[.)]))/, (start) =>
    /\d/.test(start) ? `${start}\\` : `\\${start}`,
  );
}

/** The text as code, such as a path or an id. */
export function codeSpan(text: string, most = USUAL_LENGTH): string {
  const line = shorten(visible(text), most).replace(/[`|\\<>]/g, escapes);
  return line === "" ? "" : inCode(line);
}

/** Markdown may be printed in a log too, where a GitHub runner reads a command from `##[` in any place. */
function inCode(text: string): string {
  return `\`${text.replaceAll("##[", "#\\u{23}[")}\``;
}

function escapePlain(text: string): string {
  return text.replace(SPECIAL, (one) => ENTITY[one] ?? `\\${one}`);
}

function escapePieces(line: string): string {
  return joined(piecesOf(line))
    .map(({ code, text }) => (code ? inCode(text) : text))
    .join("");
}

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

function piecesOf(line: string): Piece[] {
  const parts = line.split(WRITTEN_CODE);
  const isLast = (index: number) => index === parts.length - 1;
  return parts.flatMap((part, index) =>
    index % 2 === 1
      ? [{ code: true, text: part.slice(1, -1) }]
      : part
          .split(ALONE)
          .filter((one) => one !== "")
          .map((one, at, all) => pieceOf(one, isLast(index) && at === all.length - 1)),
  );
}

function pieceOf(text: string, isLast: boolean): Piece {
  const code = REFERENCE.test(text) || (isLast && OPEN_EMOJI.test(text));
  return { code, text: code ? text : escapePlain(text) };
}

/** Code right after code is one piece: two would share their marks, and neither would be code. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.code === true && piece.code)
      out[out.length - 1] = { code: true, text: last.text + piece.text };
    else out.push(piece);
  }
  return out;
}
