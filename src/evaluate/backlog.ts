/** Which findings were there before: what a pull request neither causes nor worsens. */

import { isMissingState, markedNumber } from "../facts/hash-facts.ts";
import { changesBetween, type FieldChange, isNoWorse } from "./field-changes.ts";
import type { Finding, Outcome } from "./finding.ts";

/** Whether a finding of head is old. Two findings of one check and item are the same one. */
export type IsOld = (finding: Finding) => boolean;

/** How bad an outcome is. What could not be evaluated is never old. */
const RANK: Readonly<Record<Outcome, number>> = {
  pass: 0,
  accepted: 0,
  waived: 0,
  "not-applicable": 0,
  question: 1,
  fail: 2,
  error: 3,
};

/** What is worked out from all of a manifest moves a little with every change of it: by less than a hundredth is not at all. */
const LEAST_SHIFT = 0.01;

/**
 * By data alone on both sides: base has the same finding with the same outcome or a worse one, and what it
 * rests on is the same, or is in numbers that only became better. Of what is asked for, a part that is given
 * makes nothing worse. Base is read when it is asked for.
 */
export function backlog(onHead: readonly Finding[], onBase: () => readonly Finding[]): IsOld {
  let before: ReadonlyMap<string, Finding> | undefined;
  let now: ReadonlyMap<string, Finding> | undefined;
  const known = new Map<string, boolean>();
  return (finding) => {
    const key = identity(finding);
    const told = known.get(key);
    if (told !== undefined) return told;
    before ??= byIdentity(onBase());
    now ??= byIdentity(onHead);
    const is = wasThere(now.get(key), before.get(key));
    known.set(key, is);
    return is;
  };
}

function wasThere(now: Finding | undefined, before: Finding | undefined): boolean {
  if (now === undefined || before === undefined || now.outcome === "error") return false;
  if (RANK[now.outcome] > RANK[before.outcome]) return false;
  const changes = changesBetween(before.states(), now.states()).filter(
    (one) => !isSlight(one) && !(now.outcome === "question" && isMissingState(one.before)),
  );
  return changes.length === 0 || isNoWorse(changes, now);
}

/** Of what is derived only: a manifest's own figures are as they were written. */
function isSlight({ field, before, now }: FieldChange): boolean {
  const [old, fresh] = [markedNumber(before), markedNumber(now)];
  if (old === undefined || fresh === undefined || !/^(it\.)?d\./.test(field)) return false;
  return Math.abs(fresh - old) < LEAST_SHIFT * Math.abs(old);
}

function byIdentity(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [identity(finding), finding]));
}

function identity({ pack, check, item }: Finding): string {
  return `${pack} ${check.id} ${item.key}`;
}
