/**
 * A review and a conversation to the review as it counts: what people said, whether it counts, and what
 * became of each finding.
 */

import { type Circumstances, NOTHING_KNOWN } from "../conversation/conversation.ts";
import { isSameShown, keyText, type QuestionKey } from "../conversation/memory.ts";
import type { Finding } from "../evaluate/finding.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import { type Review, reconsider } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Hurdle } from "../score/gate.ts";
import { type Authority, answerAuthority, authorityWords, waiveAuthority } from "./authority.ts";
import { addDays } from "./days.ts";
import { type Decision, type Decisions, decideAll } from "./decide.ts";
import { effectOf } from "./effect.ts";
import { followed } from "./follow.ts";
import { HEARD_NOTHING, type Heard } from "./heard.ts";
import { keptStatements } from "./kept.ts";
import { strayNotices } from "./kept-notices.ts";
import { isOpen, keyOf, type Questions, questionsOf } from "./question.ts";
import { settle } from "./settle.ts";
import type { Court } from "./standing.ts";
import type { Statement } from "./statement.ts";

export interface Considered {
  /** The findings as they count. */
  readonly review: Review;
  /** By identity, as data alone say; what nothing explains any more as it is asked now. */
  readonly questions: Questions;
  readonly heard: Heard;
  readonly decisions: Decisions;
  /** What head claims that somebody said, and nobody has confirmed. */
  readonly claims: readonly Statement[];
  readonly authorityOf: (manifest: ReviewedManifest, finding?: Finding) => Authority;
}

export interface Hearing {
  readonly heard: Heard;
  readonly circumstances: Circumstances;
  /** Who opened the pull request; empty where there is none. */
  readonly author: string;
  /** What the ledger holds, by the path of its manifest. */
  readonly ledger: readonly Statement[];
}

export function consider(
  review: Review,
  { heard, circumstances, author, ledger }: Hearing,
): Considered {
  const questions = questionsOf(review);
  const { rules, today } = review;
  const authorityOf = (manifest: ReviewedManifest, finding?: Finding): Authority =>
    answerAuthority(review, manifest, finding);
  if (rules === undefined)
    return { review, questions, heard, decisions: new Map(), claims: [], authorityOf };

  const { policy } = rules;
  const merged = [...review.manifests.flatMap((one) => keptIn(one, review)), ...ledger];
  // What loosens the gate is agreed to here, or not at all: its facts could be guessed beforehand.
  const isForHere = ({ key, source }: Statement) =>
    source.from === "remark" || questions.get(keyText(key))?.finding.pack !== GATE_PACK;
  const statements = moved([...merged, ...heard.statements], questions).filter(isForHere);
  const decisions = withinCap(
    decideAll(
      questions,
      statements,
      ({ manifest, finding }): Court => ({
        policy,
        answers: authorityOf(manifest, finding),
        waivers: waiveAuthority(review, manifest, finding),
        circumstances,
        author,
        today,
      }),
      heard.before,
    ),
    policy.waivers.max_open,
  );
  const claims = unconfirmed(statements, questions, decisions, today);
  const settled = reconsider(review, (manifest) => ({
    findings: settle(
      manifest.findings,
      (finding) => decisionOn(finding, decisions.get(keyText(keyOf(manifest.path, finding)))),
      today,
    ),
    isDue: (finding) => hasEnded(decisions.get(keyText(keyOf(manifest.path, finding)))),
    hurdles: claims
      .filter(({ key }) => key.manifest === manifest.path)
      .map((claim) => claimHurdle(claim, authorityOf(manifest))),
  }));
  const asked = withUncovered(questions, questionsOf(settled));
  const notices = [...settled.notices, ...strayNotices(statements, questions, review)];
  const considered = { ...settled, notices };
  return { review: considered, questions: asked, heard, decisions, claims, authorityOf };
}

/** Questions that were answered or excused once, where that has ended. */
export function dueIn({ decisions }: Pick<Considered, "decisions">): readonly QuestionKey[] {
  return [...decisions.values()].filter(hasEnded).map(({ question }) => question.key);
}

/** What was answered or excused once is asked again when that has ended: it is no backlog. A no changes nothing about that. */
function hasEnded(decision: Decision | undefined): boolean {
  const kept = (decision?.voices ?? []).filter(
    ({ statement }) => statement.source.from !== "remark" && statement.said.is !== "no",
  );
  return kept.length > 0 && !kept.some(({ standing }) => standing.counts);
}

/** What stands by itself since the finding that explained it was decided is asked like any other question. */
function withUncovered(questions: Questions, settled: Questions): Questions {
  return new Map(
    [...questions].map(([key, question]) => {
      const now = settled.get(key);
      const isUncovered =
        question.finding.mutedBy !== undefined && now !== undefined && isOpen(now.finding);
      return [key, isUncovered ? now : question];
    }),
  );
}

/** Where nobody speaks: what manifests hold of earlier answers and waivers. */
export function considerKept(review: Review): Considered {
  return consider(review, {
    heard: HEARD_NOTHING,
    circumstances: NOTHING_KNOWN,
    author: "",
    ledger: [],
  });
}

/** What a base branch keeps that anybody may write to is what anybody may have said. */
function keptIn(manifest: Review["manifests"][number], { policy }: Review): Statement[] {
  if (manifest.state !== "reviewed") return [];
  const kept = keptStatements(manifest);
  return policy.ignoresBase ? kept.filter(({ source }) => source.from !== "base") : kept;
}

/** Of two packs with one check id, the decision is about the finding that it was judged against. */
function decisionOn(finding: Finding, decision: Decision | undefined): Decision | undefined {
  return decision?.question.finding === finding ? decision : undefined;
}

/** Answers follow an item that has another name now; waivers never do. */
function moved(statements: readonly Statement[], questions: Questions): Statement[] {
  return statements.map((statement) => {
    if (statement.said.is === "waive" || questions.has(keyText(statement.key))) return statement;
    const question = followed(statement, statements, questions);
    return question === undefined ? statement : { ...statement, key: question.key };
  });
}

/** Of the waivers that stand, the oldest up to the number that policy allows. */
function withinCap(decisions: Decisions, most: number): Decisions {
  const standing = [...decisions.values()]
    .flatMap(({ waiver, question }) => (waiver === undefined ? [] : [{ waiver, question }]))
    .toSorted((one, other) =>
      one.waiver.statement.on < other.waiver.statement.on
        ? -1
        : one.waiver.statement.on > other.waiver.statement.on
          ? 1
          : 0,
    );
  const over = new Set(standing.slice(most).map(({ question }) => keyText(question.key)));
  if (over.size === 0) return decisions;
  return new Map(
    [...decisions].map(([key, decision]) => [
      key,
      over.has(key) ? capped(decision, most) : decision,
    ]),
  );
}

function capped(decision: Decision, most: number): Decision {
  const because = `The policy allows ${most} open exceptions at a time, and there are as many already`;
  const voices = decision.voices.map((voice) =>
    voice === decision.waiver
      ? { ...voice, standing: { counts: false as const, why: "form" as const, because } }
      : voice,
  );
  return { ...decision, voices, waiver: undefined };
}

/**
 * A claim is confirmed by somebody who says the same of the same facts here, or who has said it before. Once
 * merged it counts for whatever facts it names, for as long as its day allows.
 */
function unconfirmed(
  statements: readonly Statement[],
  questions: Questions,
  decisions: Decisions,
  today: string,
): Statement[] {
  return statements.filter((statement) => {
    if (statement.source.from !== "head") return false;
    const key = keyText(statement.key);
    const question = questions.get(key);
    if (question === undefined || !isSameShown(statement.shown, question.shown())) return true;
    if (statement.on > addDays(today, 1)) return true;
    const claimed = JSON.stringify(effectOf(statement.said, question));
    const voices = decisions.get(key)?.voices ?? [];
    return !voices.some(
      ({ standing, effect }) => standing.counts && JSON.stringify(effect) === claimed,
    );
  });
}

function claimHurdle({ key, by, said }: Statement, authority: Authority): Hurdle {
  const at = key.item === "manifest" ? key.check : `${key.check}@${key.item}`;
  const what = said.is === "waive" ? "waivers" : "answers";
  return {
    verdict: "waiting",
    about: "claim",
    because: `The manifest claims under ${what} that ${by} spoke to ${at}. That counts once it is said here, of the same facts, by ${authorityWords(authority)}; or take it out.`,
  };
}
