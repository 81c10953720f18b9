/** The arguments of a waiver: what, until when, and why. */

import { WAIVER_REASONS, type WaiverReason } from "../manifest/answer.ts";
import type { Command } from "./commands.ts";
import { parseFullDay } from "./days.ts";
import { BOUNDS } from "./reply.ts";
import { readTarget, wrong } from "./target.ts";

const UNTIL = /^:?\s*(?:until|till)\s+/i;
const BECAUSE = /^,?\s*because(?:\s*:)?\s+/i;
const LEAST_WORDS = 2;

export function readWaiver(rest: string): Command {
  const target = readTarget(rest);
  if (target === undefined)
    return wrong("waive", "After it comes the id of a check, such as CH12-D1-04.");
  const until = UNTIL.exec(target.rest)?.[0];
  if (until === undefined) return wrong("waive", "After the check comes until and a day.");
  const after = target.rest.slice(until.length);
  const day = parseFullDay(after);
  if (day === undefined) return wrong("waive", "After until comes a day such as 2026-11-22.");
  const because = BECAUSE.exec(after.slice(day.length))?.[0];
  if (because === undefined) return wrong("waive", "After the day come because and the reason.");
  const reason = readReason(after.slice(day.length + because.length).trim());
  if (reason === undefined) return wrong("waive", "The reason takes at least two words.");
  const { check, item } = target;
  return { name: "waive", check, item, until: day.date, ...reason };
}

/** "because legal: ..." names the kind of reason. Where the word is part of the sentence, it stays there. */
function readReason(
  text: string,
): { readonly kind: WaiverReason; readonly because: string } | undefined {
  const start = text.toLowerCase().replace(/^(migration|not) (?=planned|relevant)/, "$1-");
  const kind = WAIVER_REASONS.find(
    (one) => start.startsWith(one) && !/^[\p{L}\p{N}_-]/u.test(start.slice(one.length)),
  );
  const label =
    kind === undefined ? undefined : /^\s*(?:[:,]|[-–—]\s)\s*/.exec(text.slice(kind.length));
  const because =
    kind === undefined || label === undefined || label === null
      ? text
      : text.slice(kind.length + label[0].length);
  const words = because.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length < LEAST_WORDS) return undefined;
  return { kind: kind ?? "other", because: because.slice(0, BOUNDS.reason).trim() };
}
