/** What the command line writes where, and what the terminal can show. */

import { escapeTerminal } from "../render/escape-terminal.ts";
import { inParts } from "../render/json-pieces.ts";
import type { Problem } from "../yaml/parse-yaml.ts";

/** How text for people is laid out. */
export interface Look {
  readonly colour: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

const WIDTH_OF_A_FILE = 100;
const NARROWEST = 60;
const WIDEST = 120;

/** Follows the terminal; NO_COLOR and FORCE_COLOR as their conventions say. */
export function lookOf(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Look {
  const { NO_COLOR: no = "", FORCE_COLOR: force = "", TERM: term } = environment;
  const forced = force !== "" && force !== "0";
  const wanted = no === "" && force !== "0";
  const colour = forced || (wanted && stream.isTTY === true && term !== "dumb");
  const columns = stream.isTTY === true ? stream.columns : WIDTH_OF_A_FILE;
  return { colour, width: Math.min(WIDEST, Math.max(NARROWEST, columns ?? WIDTH_OF_A_FILE)) };
}

/** Results go to standard output. */
export function say(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Most results are one text; one of many megabytes comes in pieces, and is written without holding all of it. */
export function sayInPieces(pieces: Iterable<string>): void {
  for (const part of inParts(pieces)) process.stdout.write(part);
}

/** Everything else goes to standard error. */
export function complain(lines: readonly string[]): void {
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** As compilers write it, so that editors and terminals make it a link. */
export function problemLine({ file, line, column, message }: Problem): string {
  return `${safely(file)}:${line}:${column}: ${safely(message)}`;
}

/** A path, or a message that may quote one: it may come from a pattern, and hold whatever a file system lets it. */
export function safely(text: string): string {
  return escapeTerminal(text, LONGEST);
}

/** What a fault of the program says, which may quote anything, line by line. */
export function safeLines(text: string): string {
  return text
    .split("\n")
    .map((line) => `${/^ */.exec(line)?.[0] ?? ""}${safely(line)}`)
    .join("\n");
}

/** Of a path, as operating systems limit it. */
const LONGEST = 4096;
