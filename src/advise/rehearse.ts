/** A reviewed manifest as it would count with changes made and findings settled: nothing is said or stored. */

import type { Finding } from "../evaluate/finding.ts";
import type { FieldChange } from "../levers/lever.ts";
import { withChanges } from "../levers/with-changes.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { type Rules, weigh } from "../review/weigh.ts";
import { findingKey } from "./finding-key.ts";

/**
 * The changed manifest, with these findings counting as met: somebody answers, or mends what they ask for by hand.
 * See `findingKey`.
 */
export type Rehearse = (settled: ReadonlySet<string>) => ReviewedManifest;

/** The changed manifest is judged once, however much is settled then. */
export function createRehearsal(
  one: ReviewedManifest,
  changes: readonly FieldChange[],
  rules: Rules,
  today: string,
): Rehearse {
  const then = changes.length === 0 ? one : one.as(withChanges(one.manifest, changes));
  const told = withWords(withWaiting(then.findings, one.findings), one.findings);
  const open = new Set([...one.gate.blocking, ...one.gate.waitingFor].map(findingKey));
  // What counts today although it was there before, counts then as well.
  const isOld = (finding: Finding) => !open.has(findingKey(finding)) && then.isOld(finding);
  const hurdles = one.gate.hurdles.filter(({ about }) => about === "claim");
  const { stage } = then.gate;
  return (settled) => {
    const findings = withAnswers(told, settled);
    return {
      ...then,
      findings,
      ...weigh({ ...then, stage, findings, hurdles, isOld }, rules, today),
    };
  };
}

/** No change of this manifest takes back what the pull request does to policy, packs, workflow or other manifests. */
function withWaiting(then: readonly Finding[], now: readonly Finding[]): readonly Finding[] {
  const known = new Set(then.map(findingKey));
  return [...then, ...now.filter((one) => one.pack === GATE_PACK && !known.has(findingKey(one)))];
}

/** What a person said holds while the facts that it was said of do. */
function withWords(then: readonly Finding[], now: readonly Finding[]): readonly Finding[] {
  const before = new Map(now.map((finding) => [findingKey(finding), finding]));
  const decided = new Set<Finding>();
  const findings = then.map((finding) => {
    const said = before.get(findingKey(finding));
    if (said === undefined || said === finding || !keepsWord(said, finding)) return finding;
    const told = withWordOf(finding, said);
    decided.add(told);
    return told;
  });
  return uncovered(findings, (finding) => decided.has(finding));
}

function withAnswers(
  findings: readonly Finding[],
  settled: ReadonlySet<string>,
): readonly Finding[] {
  const isSettled = (finding: Finding) => settled.has(findingKey(finding));
  // Data that are stated settle what waits for them as well; a word settles what it is about.
  const standing = uncovered(
    findings,
    (finding) => isSettled(finding) && finding.outcome === "question" && finding.asks === "check",
  );
  return standing.map((finding) => (isSettled(finding) ? asMet(finding) : finding));
}

/** What a finding explained stands by itself once a person has decided that one. */
function uncovered(
  findings: readonly Finding[],
  isDecided: (finding: Finding) => boolean,
): readonly Finding[] {
  const decided = new Set(
    findings.filter(isDecided).map(({ check, item }) => `${check.id} ${item.key}`),
  );
  return findings.map((finding) => {
    const { mutedBy } = finding;
    const stands = mutedBy !== undefined && decided.has(`${mutedBy.check} ${mutedBy.item}`);
    return stands ? { ...finding, mutedBy: undefined } : finding;
  });
}

function keepsWord(before: Finding, after: Finding): boolean {
  const isTold = before.word !== undefined || before.outcome === "waived";
  if (!isTold || after.outcome === "pass" || after.outcome === "error") return false;
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
