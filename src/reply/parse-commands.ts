/** A comment to its commands: whole lines that begin with /greenlight, outside of quotes and code. */

import { COMMANDS, type Command, type CommandName } from "./commands.ts";
import { ownWords } from "./own-words.ts";
import { readWaiver } from "./read-waiver.ts";
import { BOUNDS } from "./reply.ts";
import { CODE, GONE } from "./shown-inline.ts";
import { readTarget, wrong } from "./target.ts";

const COMMAND = /^ {0,3}\/greenlight(?=[ \t]|$)[ \t]*(.*)$/i;
const WORD = /^([^\s]*)[ \t]*(.*)$/;
const SHOWN_WORD = /^[A-Za-z0-9-]{1,20}$/;

/** Every such line gives a command, be it one that says what is wrong with it. */
export function parseCommands(body: string): readonly Command[] {
  const commands: Command[] = [];
  for (const line of ownWords(body).split("\n")) {
    const found = COMMAND.exec(line);
    if (found === null) continue;
    commands.push(readCommand((found[1] ?? "").replaceAll(GONE, "").trim()));
    if (commands.length >= BOUNDS.commands) break;
  }
  return commands;
}

function readCommand(line: string): Command {
  if (line.length > BOUNDS.commandText)
    return { name: "unknown", because: `A command has at most ${BOUNDS.commandText} characters.` };
  const [, word = "", rest = ""] = WORD.exec(withoutCode(line)) ?? [];
  const name = COMMANDS.find((one) => one.name === word.toLowerCase().replace(/[.!]+$/, ""))?.name;
  return name === undefined ? unknownWord(word) : readKnown(name, rest, line);
}

function readKnown(name: CommandName, rest: string, line: string): Command {
  switch (name) {
    case "help":
    case "recheck":
    case "questions":
      return /^[.!]*$/.test(rest) ? { name } : wrong(name, "Nothing may follow it on its line.");
    case "explain":
      return readExplain(rest);
    case "answer":
      return readAnswer(line);
    case "waive":
      return readWaiver(rest);
    case "whatif":
      return readWhatif(rest);
  }
}

function readExplain(rest: string): Command {
  const target = readTarget(rest);
  if (target === undefined || /[^.!?]/.test(target.rest))
    return wrong("explain", "It takes the id of one check, such as CH12-D1-04.");
  return { name: "explain", check: target.check };
}

/** The answer keeps its inline code, so that it is read as in a thread. */
function readAnswer(line: string): Command {
  const marked = line.replace(/^\S+\s*/, "");
  const target = readTarget(marked.replace(/^\ue000([^\ue001]*)\ue001/, "$1"));
  if (target === undefined)
    return wrong("answer", "After it comes the id of a check, such as CH12-D1-04.");
  const text = target.rest.replace(/^:\s*/, "");
  if (text === "") return wrong("answer", "After the check comes the answer.");
  if (text.startsWith("@"))
    return wrong(
      "answer",
      "The item follows the check without a space, as in CH12-D1-04@models/answer.",
    );
  return { name: "answer", check: target.check, item: target.item, text: asMarkdown(text) };
}

const MANIFEST = /^("[^"]*"|“[^”]*”|'[^']*'|[^\s="'“]+)(?:\s+|$)/;
const KEY = /^[A-Za-z_][A-Za-z0-9_./~[\]-]{0,199}$/;
const ASSIGNMENT = /([^\s=]+)=("[^"]*"|“[^”]*”|'[^']*'|[^\s"“']\S*)(?:\s+|$)/y;

function readWhatif(words: string): Command {
  const [first = "", named] = MANIFEST.exec(words) ?? [];
  const manifest = named === undefined ? undefined : unquoted(named);
  const assignments = readAssignments(words.slice(first.length));
  if (assignments === undefined || !isShort(manifest)) return wrongWhatif();
  return assignments.length > BOUNDS.assignments
    ? wrong("whatif", `It takes at most ${BOUNDS.assignments} values.`)
    : { name: "whatif", manifest, assignments };
}

const isShort = (text = "-"): boolean => text !== "" && text.length <= BOUNDS.value;

/** Undefined where there are none, or where one is none. */
function readAssignments(words: string) {
  const assignments: { key: string; value: string }[] = [];
  ASSIGNMENT.lastIndex = 0;
  let end = 0;
  for (let found = ASSIGNMENT.exec(words); found !== null; found = ASSIGNMENT.exec(words)) {
    const [, key = "", written = ""] = found;
    const value = unquoted(written);
    if (!KEY.test(key) || !isShort(value)) return undefined;
    assignments.push({ key, value });
    end = ASSIGNMENT.lastIndex;
  }
  return assignments.length === 0 || end < words.length ? undefined : assignments;
}

const unquoted = (text: string): string => text.replace(/^["“']|["”']$/g, "").trim();

const wrongWhatif = (): Command =>
  wrong("whatif", "It takes pairs without spaces, such as usage.units_per_month=5000.");

function unknownWord(word: string): Command {
  const list = COMMANDS.map(({ name }) => name).join(", ");
  const what =
    word === ""
      ? "A command is missing."
      : SHOWN_WORD.test(word)
        ? `There is no command “${word}”.`
        : "There is no such command.";
  return { name: "unknown", because: `${what} The commands are: ${list}.` };
}

const withoutCode = (text: string): string =>
  text.replaceAll(CODE.open, "").replaceAll(CODE.close, "");

const asMarkdown = (text: string): string =>
  text.replaceAll(CODE.open, "`").replaceAll(CODE.close, "`");
