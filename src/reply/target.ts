/** What a command is about: a check, and often one item of it. And what is said when that is wrong. */

import { COMMANDS, type Command, type CommandName } from "./commands.ts";

export interface Target {
  /** Upper case. */
  readonly check: string;
  readonly item: string | undefined;
  readonly rest: string;
}

const TARGET =
  /^([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)(?:@([A-Za-z][A-Za-z0-9_./~-]*[A-Za-z0-9_~]))?(?=$|[\s:.!?])\s*/;
const LONGEST_CHECK = 64;
const LONGEST_ITEM = 200;

export function readTarget(text: string): Target | undefined {
  const found = TARGET.exec(text);
  const [all = "", check = "", item] = found ?? [];
  if (found === null || check.length > LONGEST_CHECK) return undefined;
  if (item !== undefined && item.length > LONGEST_ITEM) return undefined;
  return { check: check.toUpperCase(), item, rest: text.slice(all.length) };
}

/** A known command with wrong arguments. */
export function wrong(name: CommandName, what: string): Command {
  const usage = COMMANDS.find((one) => one.name === name)?.usage ?? "";
  return { name: "unknown", because: `${what} Write: \`${usage}\`` };
}
