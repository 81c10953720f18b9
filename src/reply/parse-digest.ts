/** A comment that answers several questions by their numbers to the text of each answer. */

import { clausesOf } from "./clauses.ts";
import { ownWords } from "./own-words.ts";
import { parseReply } from "./parse-reply.ts";
import { BOUNDS, type Expected, type Reply, unclear } from "./reply.ts";
import { CODE, GONE } from "./shown-inline.ts";
import { stanceOf } from "./stance.ts";

export interface DigestAnswer {
  readonly question: number;
  /** Markdown of the answer, for `parseDigestAnswer`. */
  readonly text: string;
  /** Whether the comment answers this question more than once. The first text is kept, and none counts. */
  readonly repeated: boolean;
}

const LIST_MARKS = /^[ \t]*(?:(?:[-+*•]|\d{1,9}[.)])[ \t]+){0,3}/;
const NUMBERED =
  /^[*_]{0,3}Q ?(\d{1,3})[*_]{0,3}(?:\s?[:=.)](?=\D|$)|\s[-–—](?=\s)|[–—])[*_]{0,3}\s*(.*)$/i;
/** Without a separator only a plain answer: "Q3 2026 was good" is about a quarter. */
const LOOSE = /^[*_]{0,3}Q ?(\d{1,3})[*_]{0,3},? +(.*)$/i;

/** Lines such as "Q3: no, because ...", each with what follows up to an empty line or the next number. */
export function parseDigest(body: string): readonly DigestAnswer[] {
  const answers = new Map<number, { lines: string[]; repeated: boolean }>();
  let open: string[] | undefined;
  for (const line of ownWords(body).split("\n")) {
    const start = startOf(line);
    if (start !== undefined) {
      const before = answers.get(start.question);
      open = [start.text];
      if (before === undefined && answers.size >= BOUNDS.digest) break;
      answers.set(start.question, { lines: before?.lines ?? open, repeated: before !== undefined });
    } else if (line.trim() === "") {
      open = undefined;
    } else {
      open?.push(line.trim());
    }
  }
  return [...answers].map(([question, { lines, repeated }]) => ({
    question,
    text: asMarkdown(lines.join("\n")),
    repeated,
  }));
}

/** An answer of a digest, read by what its own question expects. */
export function parseDigestAnswer(answer: DigestAnswer, expected: Expected, on: string): Reply {
  if (answer.repeated)
    return unclear(
      `Q${answer.question} is answered more than once. Write it once in a new comment.`,
    );
  return parseReply(answer.text, expected, on);
}

function startOf(line: string): { readonly question: number; readonly text: string } | undefined {
  const bare = line.replace(LIST_MARKS, "");
  const found = NUMBERED.exec(bare) ?? plainAnswer(bare);
  const question = Number(found?.[1] ?? 0);
  return question === 0 ? undefined : { question, text: found?.[2] ?? "" };
}

function plainAnswer(line: string): RegExpExecArray | null {
  const found = LOOSE.exec(line);
  const [first, next] = clausesOf((found?.[2] ?? "").slice(0, 200));
  return stanceOf(first, next) === undefined ? null : found;
}

const asMarkdown = (text: string): string =>
  text.replaceAll(CODE.open, "`").replaceAll(CODE.close, "`").replaceAll(GONE, "");
