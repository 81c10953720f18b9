/** A review to the two sentences that answer: may I merge, and if not, what do I do? */

import { enforcementOn } from "../policy/enforcement.ts";
import type { PackUse } from "../policy/policy.ts";
import { type Review, verdictOf } from "../review/review.ts";
import { decidable, type ReviewedManifest } from "../review/review-manifest.ts";
import { coveragePercent, scorePercent } from "../score/score.ts";
import { percentText } from "./figure.ts";

/** Our own words and counts only, so that they are safe wherever they are shown. */
export interface Headline {
  /** At most 140 characters, without a full stop. */
  readonly title: string;
  /** What to do next. */
  readonly advice: string;
}

/** What stands between the pull request and its merge, counted over all manifests. */
interface Counts {
  readonly fix: number;
  readonly answer: number;
  readonly limits: number;
  readonly undecided: number;
  /** What head claims that somebody said. */
  readonly claims: number;
  readonly removed: number;
  readonly invalid: number;
  readonly unrun: number;
  /** Findings and questions that do not block. */
  readonly suggestions: number;
  readonly questions: number;
  readonly answerable: boolean;
  /** Of these, what would block if it were not on base too. */
  readonly backlog: number;
  /** Day from which it does block; undefined where the policy names none. */
  readonly deadline: string | undefined;
  /** True when no pack of the policy may block on the day. */
  readonly advisory: boolean;
}

/** `answerable`: whether there is a conversation in which questions can be answered. */
export function headlineOf(review: Review, answerable = false): Headline {
  const counts = countAll(review, answerable);
  switch (review.verdict) {
    case "pass":
      return ready(review, counts);
    case "fail":
      return {
        title: `Not ready to merge: ${list(blockers(counts))}`,
        advice: `${howToFix(counts)}${doNotBlock(counts)}`,
      };
    case "waiting":
      return {
        title: `Not ready to merge yet: ${list(blockers(counts))}`,
        advice: `${howToAnswer(counts)}${doNotBlock(counts)}`,
      };
    case "error":
      return notEvaluated(review, counts);
    case "not-applicable":
      return {
        title: "Ready to merge: there is no architecture manifest to review",
        advice: "The check succeeds. An `architecture.yaml` of about 30 lines starts the reviews.",
      };
  }
}

/** "1 finding", "2 findings". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function ready({ tally }: Review, counts: Counts): Headline {
  const { suggestions, questions, advisory, backlog } = counts;
  const [score, coverage] = [scorePercent(tally), coveragePercent(tally)];
  const known =
    score === undefined
      ? "nothing is decided yet"
      : `score ${percentText(score)} of the ${percentText(coverage)} that is decided`;
  const rest = [
    ...(suggestions > 0 ? [count(suggestions, "finding")] : []),
    ...(questions > 0 ? [count(questions, "open question")] : []),
  ];
  const nothing = backlog > 0 ? "Nothing new blocks." : "Nothing blocks.";
  const blocks = advisory ? "The policy lets no finding block yet." : nothing;
  return {
    title: `Ready to merge${advisory ? ", advisory only" : ""}: ${known}`,
    advice:
      rest.length === 0
        ? "Nothing is left to do."
        : `${blocks} ${list(rest)} below would make the system, or what is known about it, better.${older(counts)}`,
  };
}

function notEvaluated({ problems }: Review, { invalid, unrun }: Counts): Headline {
  const causes = [
    ...(problems.length > 0
      ? [`${count(problems.length, "problem")} in the policy or a pack`]
      : []),
    ...(invalid > 0 ? [`${count(invalid, "problem")} in the manifest`] : []),
    ...(unrun > 0 ? [`${count(unrun, "check")} could not be run`] : []),
  ];
  const named = causes.length > 0 ? list(causes) : "see below";
  return {
    title: `Not evaluated: ${named}`,
    advice:
      "This says nothing about the architecture. Correct what is listed below and push: the review runs again.",
  };
}

function blockers(counts: Counts): string[] {
  const { fix, answer, limits, undecided, claims, removed, invalid, unrun } = counts;
  return [
    ...(fix > 0 ? [`${count(fix, "finding")} to fix`] : []),
    ...(limits > 0 ? [`${count(limits, "limit")} of the policy not met`] : []),
    ...(removed > 0 ? [`${count(removed, "manifest")} removed`] : []),
    ...(answer > 0 ? [`${count(answer, "question")} to answer`] : []),
    ...(undecided > 0 ? [`${count(undecided, "limit")} of the policy undecided`] : []),
    ...(claims > 0 ? [`${count(claims, "claimed answer")} to confirm`] : []),
    ...(invalid > 0 ? [`${count(invalid, "problem")} in a manifest`] : []),
    ...(unrun > 0 ? [`${count(unrun, "check")} not run`] : []),
  ];
}

function howToFix(counts: Counts): string {
  const { fix, limits, answer, removed, invalid } = counts;
  const steps = [
    ...(fix > 0 ? ["change what is listed under “To fix before merging”"] : []),
    ...(limits > 0 ? ["meet the limits of the policy"] : []),
    ...(removed > 0 ? ["put the removed manifest back"] : []),
    ...(invalid > 0 ? ["correct the listed lines"] : []),
  ];
  const first =
    steps.length > 0 ? `${capital(list(steps))}, then push: the review runs again.` : "";
  return answer > 0 ? `${first} ${howToAnswer(counts)}`.trim() : first;
}

/** So that nobody adds up the table and wonders. */
function doNotBlock(counts: Counts): string {
  const rest = others(counts);
  const verb = counts.suggestions + counts.questions === 1 ? "does" : "do";
  return rest.length === 0 ? "" : ` ${list(rest)} ${verb} not block.${older(counts)}`;
}

/** What the policy lets pass because base has it too. */
function older({ backlog, deadline }: Counts): string {
  if (backlog === 0) return "";
  const [they, doBlock] = backlog === 1 ? ["it was", "does"] : ["they were", "do"];
  const then = deadline === undefined ? "" : `, and ${doBlock} from ${deadline} on`;
  return ` ${backlog} of them would block if ${they} new${then}.`;
}

function others({ fix, suggestions, answer, questions }: Counts): string[] {
  const other = (blocking: number) => (blocking > 0 ? "other " : "");
  return [
    ...(suggestions > 0 ? [count(suggestions, `${other(fix)}finding`)] : []),
    ...(questions > 0 ? [count(questions, `${other(answer)}question`)] : []),
  ];
}

function howToAnswer({ answer, answerable }: Counts): string {
  if (answer === 0) return "What would decide it is listed below.";
  return answerable
    ? "To answer a question, reply in its thread, or comment here with its number, such as `Q1: yes, because …`. Or state the fact in the manifest."
    : "To answer a question, state the fact in the manifest; each question names its field.";
}

function countAll(review: Review, answerable: boolean): Counts {
  const { manifests, together, rules, today } = review;
  const reviewed = manifests.filter((one): one is ReviewedManifest => one.state === "reviewed");
  // What is asked of a manifest that is removed is a question like any other.
  const asked = manifests.flatMap((one) => decidable(one) ?? []);
  const total = (of: (one: ReviewedManifest) => number, among = reviewed) =>
    among.reduce((sum, one) => sum + of(one), 0);
  const fix = total(({ gate }) => gate.blocking.length);
  const answer = total(({ gate }) => gate.waitingFor.length, asked);
  const all = [...reviewed.flatMap(({ gate }) => gate.hurdles), ...(together?.hurdles ?? [])];
  const limits = all.filter(({ about }) => about === undefined);
  const hurdles = (verdict: "fail" | "waiting") =>
    limits.filter((hurdle) => hurdle.verdict === verdict).length;
  return {
    fix,
    answer,
    limits: hurdles("fail"),
    undecided: hurdles("waiting"),
    claims: all.length - limits.length,
    backlog: total(({ gate }) => gate.backlog.length),
    deadline: deadlineOf(rules?.policy.packs ?? []),
    answerable,
    advisory: rules?.policy.packs.every((one) => enforcementOn(one, today) === "advisory") ?? false,
    removed: manifests.filter((one) => one.state === "removed" && verdictOf(one) === "fail").length,
    invalid: manifests.reduce(
      (sum, one) => sum + (one.state === "invalid" ? one.problems.length : 0),
      0,
    ),
    unrun: total((one) => countOf(one, "error")),
    suggestions: total((one) => countOf(one, "fail")) - fix,
    questions: total((one) => countOf(one, "question"), asked) - answer,
  };
}

/** The first day on which what is old blocks. */
function deadlineOf(packs: readonly PackUse[]): string | undefined {
  return packs.flatMap(({ all_from: day }) => day ?? []).sort()[0];
}

/** Findings that another one explains are not counted. */
function countOf({ findings }: ReviewedManifest, outcome: "fail" | "question" | "error"): number {
  return findings.filter((one) => one.outcome === outcome && one.mutedBy === undefined).length;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function list(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
