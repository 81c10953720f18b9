/** Lines of Markdown to those outside of quotes, code blocks and quoted mail. What is dropped leaves an empty line. */

import { endsOwnText, isMailHeader } from "./quoted-mail.ts";

/** Marks of list items before what a line says. */
const LIST_MARKS = /^(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+)*/;
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;
/** What ends a quote although the line has no quote mark: a fence, a list, a heading, a rule, a comment. */
const STARTS_BLOCK = /^ {0,3}(?:```|~~~|[-+*] +\S|1[.)] +\S|#{1,6} |<!--|(?:[-*_] *){3,}$)/;
const INDENTED = /^(?: {4}| {0,3}\t)/;
/** Shows nothing: the idiom for a hidden remark. */
const LINK_DEFINITION = /^ {0,3}\[[^[\]]{1,300}\]:/;

interface Fence {
  readonly mark: string;
  readonly length: number;
  readonly indent: number;
}

type Inside =
  | { readonly in: "text" | "nothing" | "quote" | "comment" }
  | { readonly in: "fence"; readonly fence: Fence };

export function ownLines(lines: readonly string[]): string[] {
  const own: string[] = [];
  let inside: Inside = { in: "nothing" };
  for (const [index, line] of lines.entries()) {
    const free: boolean = line !== "" && inside.in !== "fence" && inside.in !== "comment";
    if (free && (endsOwnText(line) || isMailHeader(lines, index))) break;
    const step: { inside: Inside; keep: string } = readLine(line, inside);
    own.push(step.keep);
    inside = step.inside;
  }
  return own;
}

const NOTHING: Inside = { in: "nothing" };

function readLine(line: string, inside: Inside): { inside: Inside; keep: string } {
  if (inside.in === "fence") {
    return { inside: closes(line, inside.fence) ? NOTHING : inside, keep: "" };
  }
  if (inside.in === "comment") return readComment(line);
  const blank = line.trim() === "";
  if (blank) return { inside: NOTHING, keep: "" };
  if (inside.in === "quote" && !isQuote(line) && !STARTS_BLOCK.test(line))
    return { inside, keep: "" };
  return readBlockStart(line, inside);
}

function readBlockStart(line: string, inside: Inside): { inside: Inside; keep: string } {
  const content = line.replace(LIST_MARKS, "").trimStart();
  if (content.startsWith(">")) {
    const says = content.replace(/^[>\s]+/, "") !== "";
    return { inside: { in: says ? "quote" : "nothing" }, keep: "" };
  }
  if (inside.in !== "text" && INDENTED.test(line)) return { inside: NOTHING, keep: "" };
  const fence = FENCE.exec(content);
  if (fence !== null) {
    const marks = fence[1] ?? fence[2] ?? "";
    const indent = line.length - content.length;
    return {
      inside: { in: "fence", fence: { mark: marks.charAt(0), length: marks.length, indent } },
      keep: "",
    };
  }
  if (content.startsWith("<!--")) return readComment(content);
  if (LINK_DEFINITION.test(line)) return { inside: NOTHING, keep: "" };
  return { inside: { in: "text" }, keep: line };
}

const isQuote = (line: string): boolean => line.replace(LIST_MARKS, "").trimStart().startsWith(">");

/** A closing fence has the mark of the opening one at least as often, and nothing else. */
function closes(line: string, { mark, length, indent }: Fence): boolean {
  const text = line.trim();
  const spaces = line.length - line.trimStart().length;
  return spaces <= indent + 3 && text.length >= length && text === mark.repeat(text.length);
}

/** What follows the end of a comment on its last line is shown, but begins no line. */
function readComment(line: string): { inside: Inside; keep: string } {
  const end = line.lastIndexOf("-->");
  if (end < 0) return { inside: { in: "comment" }, keep: "" };
  const rest = line.slice(end + 3);
  if (rest.trim() === "") return { inside: NOTHING, keep: "" };
  return { inside: { in: "text" }, keep: `<i>${rest}` };
}
