/** A comment's body to the plain text of what its author says, and to its clauses. */

import { type Clause, clausesOf } from "./clauses.ts";
import { ownWords } from "./own-words.ts";
import { CODE, GONE } from "./shown-inline.ts";

export interface Said {
  /** Without marks of lists, headings and emphasis, emoji and greetings at the end. Empty when nothing is said. */
  readonly text: string;
  /** The same with the people whom it addresses. */
  readonly addressed: string;
  readonly clauses: readonly Clause[];
  /** What stands in backticks or quotation marks at the very beginning. */
  readonly quoted: { readonly text: string; readonly rest: string } | undefined;
  /** Emoji that the text had, in order. */
  readonly emoji: readonly string[];
  /** Whether it begins with a box to tick, which anybody may tick. */
  readonly boxed: boolean;
}

/** A command says what it says elsewhere. */
const COMMAND = /^\/greenlight(?:\s|$)/i;
const LIST_MARK = /^(?:[-+*•]|\d{1,9}[.)])[ \t]+/;
const BOX = /^\[[ xX]\](?:\s|$)/;
const HEADING = /^#{1,6}[ \t]+/;
const RULE = /^(?:[-*_=] *){3,}$/;
const MENTIONS = /^(?:@[A-Za-z0-9][A-Za-z0-9_/[\]-]{0,100}[,:]?\s+)+/;
const EMOJI =
  /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]|(?<=^|\s):(?:[+-]1|[a-z][a-z0-9_]{1,38}):(?=$|[\s.,;!?])/gmu;
const SIGN_OFF =
  /^(?:thanks|thank you|thx|cheers|best|best regards|kind regards|regards|danke|viele grüße|merci|gracias|grazie|obrigad[oa]|bedankt)(?:[\s,.!-]+[\p{L}.]{1,30}){0,2}[\s,.!]*$/iu;
const OPENING_QUOTE: Readonly<Record<string, string>> = {
  '"': '"',
  "“": "”",
  "„": "“",
  "«": "»",
  [CODE.open]: CODE.close,
};

export function saidIn(body: string): Said {
  const lines = plainLines(ownWords(body).replaceAll(GONE, ""));
  const marked = lines.join("\n");
  const emoji = [...marked.matchAll(EMOJI)].map(([one]) => one);
  const said = marked
    .replace(EMOJI, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
  const unaddressed = said.replace(MENTIONS, "");
  const text = withoutCode(unaddressed);
  return {
    text,
    addressed: withoutCode(said),
    clauses: clausesOf(text),
    quoted: quotedStart(unaddressed),
    emoji,
    boxed: BOX.test(marked),
  };
}

function plainLines(text: string): string[] {
  const lines: string[] = [];
  for (const raw of text.split("\n")) {
    const line = plainLine(raw);
    if (lines.length > 0 && line.length < 100 && SIGN_OFF.test(line)) break;
    if (line !== "" && !COMMAND.test(line)) lines.push(line);
  }
  return lines;
}

/** A line without the marks that only say how it looks. */
function plainLine(raw: string): string {
  let line = raw.trim();
  if (RULE.test(line)) return "";
  for (let nested = 0; nested < 3; nested += 1) line = line.replace(LIST_MARK, "");
  return withoutEmphasis(line.replace(HEADING, "")).trim();
}

/** Stars and underscores around words; not those within a name, a path or an address. */
function withoutEmphasis(line: string): string {
  return line.replace(/[*_]+/g, (marks, at: number) => {
    if (marks.length > 3) return marks;
    const before = line[at - 1] ?? " ";
    const after = line[at + marks.length] ?? " ";
    const opens = /[\s("'“]/.test(before) && !/\s/.test(after);
    const closes = !/\s/.test(before) && /[\s)"'”.,;:!?…。、，！？]/.test(after);
    return opens || closes ? "" : marks;
  });
}

const withoutCode = (text: string): string =>
  text.replaceAll(CODE.open, "").replaceAll(CODE.close, "");

function quotedStart(text: string): Said["quoted"] {
  const close = OPENING_QUOTE[text.charAt(0)];
  if (close === undefined) return undefined;
  const end = text.indexOf(close, 1);
  if (end < 0) return undefined;
  return {
    text: withoutCode(text.slice(1, end)).trim(),
    rest: withoutCode(text.slice(end + close.length)),
  };
}
