/** The YAML library's syntax errors to faults in plain words: one a line, since one slip often makes several. */

import { type Fault, positionsIn } from "./fault.ts";
import { excerpt, quote } from "./quote.ts";

/** An error of the library, by its own code and message. */
export interface SyntaxNote {
  readonly at: number;
  readonly code: string;
  readonly message: string;
}

/** A quoted text that spans lines or is never closed. */
export interface TextQuote {
  readonly at: number;
  readonly end: number;
  readonly closed: boolean;
}

export function describeSyntax(
  text: string,
  notes: readonly SyntaxNote[],
  quotes: readonly TextQuote[],
): readonly Fault[] {
  if (notes.length === 0) return [];
  const conflicts = [...text.matchAll(/^<{7} /gm)];
  if (conflicts.length > 0)
    return conflicts.map(({ index }) => ({ at: index, say: () => CONFLICT }));

  const unclosed = quotes.filter(({ closed }) => !closed);
  const others = notes.filter(({ message }) => !message.startsWith("Missing closing"));
  return [
    ...unclosed.map(({ at }) => ({ at, say: () => UNCLOSED_QUOTE })),
    ...byLine(text, others).map((group) => describeLine(text, group, quotes)),
  ];
}

const CONFLICT =
  "a merge conflict begins here. Resolve it and remove its <<<<<<<, ======= and >>>>>>> lines.";
const UNCLOSED_QUOTE = "the quote that opens here is never closed.";

function byLine(text: string, notes: readonly SyntaxNote[]): readonly SyntaxNote[][] {
  const positionAt = positionsIn(text);
  const groups = new Map<number, SyntaxNote[]>();
  for (const note of notes) {
    const { line } = positionAt(note.at);
    const group = groups.get(line);
    if (group) group.push(note);
    else groups.set(line, [note]);
  }
  return [...groups.values()];
}

/** What stands around an error. */
interface Place {
  readonly text: string;
  readonly at: number;
  readonly message: string;
  readonly before: string;
  readonly after: string;
  readonly quotes: readonly TextQuote[];
}

interface Rule {
  readonly when: RegExp;
  /** Where the author must look, when the library points elsewhere. */
  readonly move?: (text: string, at: number) => number;
  readonly say: (place: Place) => string;
}

function describeLine(
  text: string,
  group: readonly SyntaxNote[],
  quotes: readonly TextQuote[],
): Fault {
  const tags = group.map(({ code, message }) => `${code} ${message}`);
  // What an error means can depend on the others of its line, so a rule may look at all of them.
  const all = tags.join("\n");
  const rule = RULES.find(({ when }) => when.test(all)) ?? FALLBACK;
  const index = Math.max(
    0,
    tags.findIndex((tag) => rule.when.test(tag)),
  );
  const { at: found, message } = group[index] ?? { at: 0, message: "" };
  const at = rule.move ? rule.move(text, found) : found;
  return {
    at,
    say: () => {
      const start = text.lastIndexOf("\n", at - 1) + 1;
      const end = text.indexOf("\n", at);
      const after = text.slice(at, end < 0 ? text.length : end).trimEnd();
      return rule.say({ text, at, message, before: text.slice(start, at), after, quotes });
    },
  };
}

const toNextLine = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? at : toText(text, end + 1);
};

const toText = (text: string, at: number): number => {
  const found = text.slice(at, at + 1000).search(/[^\s]/);
  return found < 0 ? at : at + found;
};

const firstWord = ({ after }: Place): string => /^[^\s,\]}#]*/.exec(after)?.[0] ?? "";

const needsQuotes = (place: Place): string => {
  const word = firstWord(place);
  return `text cannot begin with ${quote(word.charAt(0))}. Put it in quotes, as in "${excerpt(word)}".`;
};

const misaligned = (): string =>
  "this line's indentation fits nothing above it. Indent it like the lines it belongs with.";

/** In order of how well they explain a line with several errors. */
const RULES: readonly Rule[] = [
  {
    when: /^TAB_AS_INDENT/m,
    say: () => "a tab is used for indentation. YAML takes only spaces there.",
  },
  { when: /^BAD_SCALAR_START|(Alias|Anchor) cannot be an empty/m, say: needsQuotes },
  {
    when: /^BLOCK_IN_FLOW/m,
    say: () => "a comma or a closing bracket is missing after this.",
  },
  { when: /Missing , (or : )?between/, say: () => "a comma is missing before this." },
  { when: /Missing space after :/, say: () => "a space is missing after the colon." },
  { when: /Unexpected , in|Unexpected empty item/, say: () => "this is one comma too many." },
  {
    when: /end with a [\]}]/,
    say: ({ message }) => `a closing "${message.at(-1)}" is missing before this.`,
  },
  {
    when: /flow-(seq|map)-end token/,
    say: () => "this bracket closes nothing. Remove it, or put the text in quotes.",
  },
  {
    when: /^BLOCK_AS_IMPLICIT_KEY Nested[\s\S]*^MULTILINE_IMPLICIT_KEY/m,
    move: toNextLine,
    say: () =>
      "this line is indented below a key that already has a value. Indent it like that key.",
  },
  {
    when: /^BLOCK_AS_IMPLICIT_KEY Nested/m,
    say: () => 'a second ": " on one line. Put the text after the first one in quotes.',
  },
  {
    when: /^BLOCK_AS_IMPLICIT_KEY|^BAD_INDENT All|Sequence item without/m,
    move: toText,
    say: misaligned,
  },
  {
    when: /block-seq-ind on same line/,
    say: ({ before }) =>
      before.trim() === ""
        ? "a list item does not fit here: the lines around it are keys. Indent it below its key."
        : 'a list cannot begin on the line of its key. Write each "- " on a line of its own.',
  },
  {
    when: /[Bb]lock scalars? (values|lines|with)/,
    say: () => "the lines of a text below | or > must be indented, none less than the first.",
  },
  { when: /^MULTILINE_IMPLICIT_KEY|Implicit map keys need/m, move: toText, say: describeKeyLine },
  {
    when: /Invalid escape sequence/,
    say: ({ message }) =>
      `${quote(message.slice(24))} is not an escape sequence. Write a backslash twice, or use single quotes.`,
  },
  {
    when: /Not a YAML token|scalar header|Unexpected block-scalar/,
    say: () =>
      'after "|" or ">" the text begins on the next line. A value that begins with one of them must be in quotes.',
  },
  {
    when: /directives-end/,
    say: () => 'a line with "---" is missing after the line that begins with "%".',
  },
  { when: /^MISSING_CHAR Comments/m, say: () => 'a space is missing before "#".' },
  { when: /at node end|Unexpected .* token in YAML/, say: describeUnexpected },
];

const FALLBACK: Rule = {
  when: /(?:)/,
  say: ({ message }) => `this is not valid YAML: ${excerpt(message, 120)}.`,
};

function describeKeyLine({ after }: Place): string {
  const [, key, value] = /^(?:- )?([^\s:"'{[]+):(\S.*)$/.exec(after) ?? [];
  return key && value
    ? `a space is missing after the colon. Write ${quote(`${key}: ${value}`)}.`
    : `${quote(after)} is not "key: value". Add what is missing, or indent it below the text that it continues.`;
}

function describeUnexpected(place: Place): string {
  const { text, at, before, quotes } = place;
  const start = at - before.length;
  const last = quotes.find(({ closed, end }) => closed && end > start && end <= at);
  if (last) {
    const { line } = positionsIn(text)(last.at);
    return `a quote that opens on line ${line} closes just before this. Is a quote missing on line ${line}?`;
  }
  return /["']\s*$/.test(before)
    ? "this follows a closing quote. Put all of the text in one pair of quotes."
    : `${quote(firstWord(place) || place.after)} does not fit here. Check the indentation and the quotes.`;
}
