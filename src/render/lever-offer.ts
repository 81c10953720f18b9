/** A lever beside the question that it answers: a sentence with figures, and one click where its change is the line of the thread. */

import type { LeverEffect } from "../advise/lever-effects.ts";
import { changeBetween, heldBy } from "../amend/line-change.ts";
import { changedText } from "../levers/changed-text.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { leverWords } from "./lever-words.ts";
import { MARKDOWN } from "./markdown-writer.ts";
import { fenced } from "./suggestion.ts";
import { hidesSomething } from "./visible-text.ts";

/** Blocks of Markdown. `line` is where the comment hangs; undefined where it hangs on the file. */
export function leverOffer(
  manifest: ReviewedManifest,
  effect: LeverEffect,
  line: number | undefined,
): string[] {
  const { title, effect: changes, against } = leverWords(effect, MARKDOWN);
  return [
    `**What would save:** ${title}. ${changes}${against === "" ? "" : ` *Against it:* ${against}`}`,
    ...(line === undefined ? [] : suggestionFor(manifest, effect, line)),
  ];
}

/** Only what stays on the line itself is a change at a glance. */
function suggestionFor(one: ReviewedManifest, { lever }: LeverEffect, line: number): string[] {
  const changed = changedText(one, lever.changes);
  const held =
    changed === undefined ? undefined : heldBy(line, one.text, changeBetween(one.text, changed));
  const lines = held?.lines.join("\n");
  return lines === undefined || hidesSomething(lines) ? [] : [fenced("suggestion", lines)];
}
