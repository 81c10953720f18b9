/**
 * A review and a conversation to the review as it counts: what people said, whether it counts, and what
 * became of each finding.
 */

import { type Circumstances, NOTHING_KNOWN } from "../conversation/conversation.ts";
import { isSameShown, keyText, NEVER_SHOWN } from "../conversation/memory.ts";
import { type Review, reconsider } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Hurdle } from "../score/gate.ts";
import { type Authority, answerAuthority, authorityWords, waiveAuthority } from "./authority.ts";
import { type Decision, type Decisions, decideAll } from "./decide.ts";
import { effectOf } from "./effect.ts";
import { followed } from "./follow.ts";
import { HEARD_NOTHING, type Heard } from "./heard.ts";
import { keptStatements } from "./kept.ts";
import { keyOf, type Questions, questionsOf } from "./question.ts";
import { settle } from "./settle.ts";
import type { Court } from "./standing.ts";
import type { Statement } from "./statement.ts";

export interface Considered {
  /** The findings as they count. */
  readonly review: Review;
  /** By identity, as data alone say. */
  readonly questions: Questions;
  readonly heard: Heard;
  readonly decisions: Decisions;
  /** What head claims that somebody said, and nobody has confirmed. */
  readonly claims: readonly Statement[];
  readonly authorityOf: (manifest: ReviewedManifest) => Authority;
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
  { heard: all, circumstances, author, ledger }: Hearing,
): Considered {
  const heard = { ...all, statements: all.statements.map((one) => trusted(one, circumstances)) };
  const questions = questionsOf(review);
  const { rules, today } = review;
  const authorityOf = (manifest: ReviewedManifest): Authority =>
    answerAuthority(rules?.policy ?? {}, manifest.base);
  if (rules === undefined)
    return { review, questions, heard, decisions: new Map(), claims: [], authorityOf };

  const { policy } = rules;
  const kept = [...review.manifests.flatMap(keptIn), ...ledger];
  const statements = moved([...kept, ...heard.statements], questions);
  const decisions = withinCap(
    decideAll(
      questions,
      statements,
      ({ manifest }): Court => ({
        policy,
        answers: authorityOf(manifest),
        waivers: waiveAuthority(policy, manifest.base),
        circumstances,
        author,
        today,
      }),
    ),
    policy.waivers.max_open,
  );
  const claims = unconfirmed(statements, questions, decisions, today);
  const settled = reconsider(review, (manifest) => ({
    findings: settle(
      manifest.findings,
      (finding) => decisions.get(keyText(keyOf(manifest.path, finding))),
      today,
    ),
    hurdles: claims
      .filter(({ key }) => key.manifest === manifest.path)
      .map((claim) => claimHurdle(claim, authorityOf(manifest))),
  }));
  return { review: settled, questions, heard, decisions, claims, authorityOf };
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

/**
 * A comment of the bot that somebody else has edited last is no memory of what was shown. This goes into
 * what is remembered from now on, or the next run would trust what this one has only put right.
 */
function trusted(statement: Statement, { editors }: Circumstances): Statement {
  const { source } = statement;
  if (source.from !== "remark" || source.memoryIn?.edited !== true) return statement;
  // Where GitHub cannot tell, nobody but the bot is taken to have edited its own comment.
  const isForged = (editors.get(source.memoryIn.nodeId) ?? "") !== "";
  return isForged ? { ...statement, shown: NEVER_SHOWN } : statement;
}

function keptIn(manifest: Review["manifests"][number]): Statement[] {
  return manifest.state === "reviewed" ? keptStatements(manifest) : [];
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
 * A claim is confirmed by somebody who says the same of the same facts here, or who has said it before.
 * One that is dated ahead would not expire when it should.
 */
function unconfirmed(
  statements: readonly Statement[],
  questions: Questions,
  decisions: Decisions,
  today: string,
): Statement[] {
  return statements.filter((statement) => {
    if (statement.source.from !== "head") return false;
    if (statement.on > today) return true;
    const key = keyText(statement.key);
    const question = questions.get(key);
    const claimed = question && JSON.stringify(effectOf(statement.said, question));
    const voices = decisions.get(key)?.voices ?? [];
    return !voices.some(
      ({ standing, effect, statement: said }) =>
        standing.counts &&
        JSON.stringify(effect) === claimed &&
        isSameShown(said.shown, statement.shown),
    );
  });
}

function claimHurdle({ key, by, said }: Statement, authority: Authority): Hurdle {
  const at = key.item === "manifest" ? key.check : `${key.check}@${key.item}`;
  const what = said.is === "waive" ? "waivers" : "answers";
  return {
    verdict: "waiting",
    about: "claim",
    because: `The manifest claims under ${what} that ${by} spoke to ${at}. That counts once it is said here by ${authorityWords(authority)}; or take it out.`,
  };
}
