/** A reviewed manifest as it would count with changes made and findings settled: nothing is said or stored. */

import type { Finding } from "../evaluate/finding.ts";
import type { FieldChange } from "../levers/lever.ts";
import { withChanges } from "../levers/with-changes.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { type Rules, weigh } from "../review/weigh.ts";

export interface Rehearsal {
  readonly changes: readonly FieldChange[];
  /** Keys of findings that count as met: somebody answers, or mends what they ask for by hand. See `findingKey`. */
  readonly settled: ReadonlySet<string>;
}

/** One finding in two reviews. */
export function findingKey({
  pack,
  check,
  item,
}: Pick<Finding, "pack" | "check" | "item">): string {
  return `${pack} ${check.id} ${item.key}`;
}

export function rehearse(
  one: ReviewedManifest,
  { changes, settled }: Rehearsal,
  rules: Rules,
  today: string,
): ReviewedManifest {
  const then = changes.length === 0 ? one : one.as(withChanges(one.manifest, changes));
  const now = new Map(one.findings.map((finding) => [findingKey(finding), finding]));
  const findings = then.findings.map((finding) => {
    const key = findingKey(finding);
    if (settled.has(key)) return asMet(finding);
    const before = now.get(key);
    return before !== undefined && before !== finding && keepsWord(before, finding)
      ? withWordOf(finding, before)
      : finding;
  });
  const open = new Set([...one.gate.blocking, ...one.gate.waitingFor].map(findingKey));
  // What counts today although it was there before, counts then as well.
  const isOld = (finding: Finding) => !open.has(findingKey(finding)) && then.isOld(finding);
  const hurdles = one.gate.hurdles.filter(({ about }) => about === "claim");
  const stage = then.gate.stage;
  return {
    ...then,
    findings,
    ...weigh({ ...then, stage, findings, hurdles, isOld }, rules, today),
  };
}

/** What a person said holds while the facts that it was said of do. */
function keepsWord(before: Finding, after: Finding): boolean {
  const isTold = before.word !== undefined;
  if (!isTold || after.outcome === "pass") return false;
  const [one, other] = [before.hashes(), after.hashes()];
  return one.version === other.version && one.facts === other.facts;
}

function withWordOf(finding: Finding, { outcome, word, ...before }: Finding): Finding {
  const because = "because" in before ? { because: before.because } : {};
  return { ...finding, ...because, outcome, word } as Finding;
}

function asMet(finding: Finding): Finding {
  return { ...finding, outcome: "pass" } as Finding;
}
