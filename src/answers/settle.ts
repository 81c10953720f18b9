/** Findings and what people said to findings as they count: passed, failed, accepted, waived by a person's word. */

import type { Finding, Word } from "../evaluate/finding.ts";
import { daysBetween } from "./days.ts";
import type { Decision, Voice } from "./decide.ts";
import { saidWords } from "./said-words.ts";

/** By the key of a finding of one manifest. */
export type DecisionFor = (finding: Finding) => Decision | undefined;

/** The findings with what was decided. What a decided finding explained stands by itself from then on: an exception from one is none from others. */
export function settle(
  findings: readonly Finding[],
  decisionFor: DecisionFor,
  today: string,
): readonly Finding[] {
  const settled = findings.map((finding) => {
    const decision = decisionFor(finding);
    return decision === undefined ? finding : settleOne(finding, decision, today);
  });
  const decided = new Set(
    settled
      .filter((finding, at) => finding !== findings[at])
      .map(({ check, item }) => `${check.id} ${item.key}`),
  );
  if (decided.size === 0) return findings;
  return settled.map((finding) => {
    const { mutedBy } = finding;
    const orphaned = mutedBy !== undefined && decided.has(`${mutedBy.check} ${mutedBy.item}`);
    return orphaned ? { ...finding, mutedBy: undefined } : finding;
  });
}

/** Data come first: a person's word decides what they leave open, and excuses what they fail. */
function settleOne(finding: Finding, { result, waiver }: Decision, today: string): Finding {
  const { outcome } = finding;
  if (outcome !== "question" && outcome !== "fail") return finding;
  const excused = outcome === "fail" && result.is === "accepts";
  const now =
    isDecided(result) && (outcome === "question" || excused) ? decided(finding, result) : finding;
  if (waiver === undefined || (now.outcome !== "question" && now.outcome !== "fail")) return now;
  return { ...baseOf(finding), outcome: "waived", because: waivedBecause(waiver, today) };
}

type Decided = Extract<
  Decision["result"],
  { is: "passes" | "fails" | "accepts" | "not-applicable" }
>;

function isDecided(result: Decision["result"]): result is Decided {
  return ["passes", "fails", "accepts", "not-applicable"].includes(result.is);
}

function decided(finding: Finding, { is, by }: Decided): Finding {
  switch (is) {
    case "passes":
      return { ...baseOf(finding), outcome: "pass", word: wordOf(by) };
    case "fails":
      return become(finding, "fail", by);
    case "accepts":
      return become(finding, "accepted", by);
    case "not-applicable":
      return become(finding, "not-applicable", by);
  }
}

function become(
  finding: Finding,
  outcome: "fail" | "accepted" | "not-applicable",
  by: Voice,
): Finding {
  const word = wordOf(by);
  return { ...baseOf(finding), outcome, because: `${word.by} says ${word.text}`, word };
}

function waivedBecause({ statement, effect }: Voice, today: string): string {
  const until = effect.is === "waives" ? effect.until : today;
  const left = daysBetween(today, until);
  const days = left === 0 ? "its last day" : `${left} ${left === 1 ? "day" : "days"} left`;
  return `waived until ${until} (${days}) by ${statement.by}: ${saidWords(statement.said)}`;
}

function wordOf({ statement }: Voice): Word {
  const { by, on, said, source } = statement;
  const url = source.from === "remark" ? source.remark.url : source.where;
  return { by, on, url, text: saidWords(said) };
}

/** What a finding is whatever came out. */
function baseOf(finding: Finding): Omit<Finding, "outcome"> {
  const { pack, check, item, severity, weighsAs, line, column, mutedBy } = finding;
  const { hashes, states, isWorse } = finding;
  return { pack, check, item, severity, weighsAs, line, column, mutedBy, hashes, states, isWorse };
}
