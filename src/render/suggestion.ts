/** A value that somebody gave, as a change of the manifest: one click where the line allows it, else a folded patch. */

import { amend } from "../amend/amend.ts";
import { heldBy } from "../amend/line-change.ts";
import { unifiedDiff } from "../amend/unified-diff.ts";
import type { Ask } from "../answers/ask.ts";
import { hidesSomething } from "./visible-text.ts";

/** More would be no change of a value. */
const LONGEST_PATCH = 20_000;

/** A block of Markdown; empty where no value waits for the manifest. `line` is where the comment hangs. */
export function offeredChange({ question, decision }: Ask, line: number | undefined): string[] {
  if (question === undefined || decision?.result.is !== "value") return [];
  // Once the data meet the check, nobody's value is waited for.
  if (question.finding.outcome === "pass") return [];
  const { field, value } = decision.result.effect;
  const { text, path } = question.manifest;
  const amended = amend(text, field, value);
  if (amended.ok && amended.text === text) return [];
  if (!amended.ok) return ["The change cannot be made by itself: state the value in the manifest."];
  const held = line === undefined ? undefined : heldBy(line, text, amended.change);
  if (held === undefined) return [patchBlock(path, text, amended.text)];
  const lines = held.lines.join("\n");
  return [hidesSomething(lines) ? HIDDEN : fenced("suggestion", lines)];
}

/** Code is shown as it is, so a reader would commit what nobody can see. */
const HIDDEN =
  "The change would hold characters that nobody can see: state the value in the manifest.";

/** What a runner acts on, where Markdown is printed in a log: a line that begins with two colons, or `##[` anywhere. */
const COMMAND = /##\[|^[ +-]?\s*::/m;
const COMMANDS =
  "The change stands beside what a log would take for a command: state the value in the manifest.";

export function patchBlock(path: string, before: string, after: string): string {
  const patch = unifiedDiff(path, before, after);
  if (patch.length > LONGEST_PATCH)
    return "The change is too long to be shown here: state the value in the manifest.";
  if (hidesSomething(patch)) return HIDDEN;
  const shown = fenced("diff", COMMAND.test(patch) ? ` ${COMMANDS}` : patch);
  return `<details><summary>The change, as a patch for <code>git apply</code></summary>\n\n${shown}\n\n</details>`;
}

/** The fence is longer than any that the text holds. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}
