/** All that was said of one finding to what comes out: decided by people, contested, or still open. */

import { loginKey, sameLogin } from "../conversation/conversation.ts";
import { type HeardWord, keyText } from "../conversation/memory.ts";
import { mayAct } from "./authority.ts";
import { type Effect, effectOf } from "./effect.ts";
import type { Heard } from "./heard.ts";
import type { Question } from "./question.ts";
import { against, type Court, editedByOther, type Standing, standingOf } from "./standing.ts";
import type { Statement } from "./statement.ts";

/** One person's word on a finding, and what became of it. */
export interface Voice {
  readonly statement: Statement;
  readonly effect: Effect;
  readonly standing: Standing;
}

type Decisive = "passes" | "fails" | "accepts" | "not-applicable";

export interface Decision {
  readonly question: Question;
  /** Oldest first, those that do not count included. */
  readonly voices: readonly Voice[];
  readonly result: Result;
  /** Whom an authorised person has passed the question on to. */
  readonly passedOn: PassedOn | undefined;
  /** The exception that stands, whatever was answered. */
  readonly waiver: Voice | undefined;
}

export type Result =
  | { readonly is: "open" }
  /** Agreed; the newest voice speaks for all. */
  | { readonly is: Decisive; readonly by: Voice }
  /** A value that the manifest does not state yet. */
  | { readonly is: "value"; readonly by: Voice; readonly effect: Effect & { readonly is: "value" } }
  | { readonly is: "contested"; readonly between: readonly Voice[] };

export interface PassedOn {
  readonly by: Voice;
  readonly to: string;
  readonly until: string | undefined;
}

const OPEN: Result = { is: "open" };

/** `before`: what is remembered to have been said of the question, be it there still or not. */
function decide(
  question: Question,
  statements: readonly Statement[],
  court: Court,
  before: readonly HeardWord[] = [],
): Decision {
  const judged = statements
    .map((statement): Voice => {
      const effect = effectOf(statement.said, question);
      return { statement, effect, standing: standingOf(statement, effect, question, court) };
    })
    .toSorted(byTime);
  const lost = lostWords(before, judged, court);
  const voices = withReasons(newestOfEach(judged).map((voice) => sinceLost(voice, lost)));
  const counting = voices.filter(({ standing }) => standing.counts);
  return {
    question,
    voices,
    result: resultOf(counting, voices.filter(isUntold)),
    passedOn: passedOnIn(counting),
    waiver: counting.findLast(({ effect }) => effect.is === "waives"),
  };
}

/** Decisions by the text of the key of their question. */
export type Decisions = ReadonlyMap<string, Decision>;

/** Those about which anything was said. */
export function decideAll(
  questions: ReadonlyMap<string, Question>,
  statements: readonly Statement[],
  courtOf: (question: Question) => Court,
  before: Heard["before"],
): Decisions {
  const byKey = new Map<string, Statement[]>();
  for (const statement of statements) {
    const key = keyText(statement.key);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [statement]);
    else known.push(statement);
  }
  const decisions = new Map<string, Decision>();
  for (const [key, about] of byKey) {
    const question = questions.get(key);
    if (question !== undefined)
      decisions.set(key, decide(question, about, courtOf(question), before.get(key)));
  }
  return decisions;
}

function byTime(one: Voice, other: Voice): number {
  const [a, b] = [timeOf(one), timeOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function timeOf({ statement: { source, on } }: Voice): string {
  return source.from === "remark" ? source.remark.at : on;
}

/** Of what one person kept in the manifest and said here, the newest counts. */
function newestOfEach(voices: readonly Voice[]): Voice[] {
  const newest = new Map<string, Voice>();
  for (const voice of voices)
    if (voice.standing.counts && contentOf(voice) !== undefined)
      newest.set(loginKey(voice.statement.by), voice);
  return voices.map((voice) => {
    const last = newest.get(loginKey(voice.statement.by));
    const isOlder = voice.standing.counts && contentOf(voice) !== undefined && voice !== last;
    return isOlder
      ? { ...voice, standing: against("form", "They have said something else since") }
      : voice;
  });
}

/** Answers of people with a say that are gone from the conversation, or are no longer as they wrote them. */
function lostWords(
  before: readonly HeardWord[],
  voices: readonly Voice[],
  { answers, author, circumstances }: Court,
): HeardWord[] {
  const isThere = (word: HeardWord) =>
    voices.some(
      (voice) =>
        voice.statement.source.from === "remark" &&
        voice.effect.is !== "waives" &&
        sameLogin(voice.statement.by, word.by) &&
        timeOf(voice) >= word.at &&
        editedByOther(voice.statement, { circumstances }) === undefined,
    );
  return before.filter(
    (word) =>
      word.kind === "answer" &&
      !sameLogin(word.by, author) &&
      mayAct(answers, word.by, circumstances) === "yes" &&
      !isThere(word),
  );
}

/** What was lost may have been a no: nothing older opens the gate. Anybody with a say may say it again. */
function sinceLost(voice: Voice, lost: readonly HeardWord[]): Voice {
  const opens = voice.standing.counts && isDecisive(voice.effect) && voice.effect.is !== "fails";
  const newer = opens ? lost.find(({ at }) => at >= timeOf(voice)) : undefined;
  if (newer === undefined) return voice;
  const because = `What ${newer.by} said after it is gone: say it again`;
  return { ...voice, standing: against("facts", because) };
}

/** Who contradicts an answer that counts has to say why. */
function withReasons(voices: readonly Voice[]): Voice[] {
  let standing: Voice | undefined;
  return voices.map((voice) => {
    if (!voice.standing.counts || contentOf(voice) === undefined) return voice;
    const differs = standing !== undefined && contentOf(standing) !== contentOf(voice);
    const { said, by } = voice.statement;
    const reason = "reason" in said ? said.reason : undefined;
    if (differs && reason === undefined && !sameLogin(standing?.statement.by ?? "", by))
      return {
        ...voice,
        standing: against("form", `It contradicts ${standing?.statement.by}: that needs a reason`),
      };
    standing = voice;
    return voice;
  });
}

/** Equal contents are one opinion. Undefined for what is none. */
function contentOf({ effect }: Voice): string | undefined {
  switch (effect.is) {
    case "value":
      return JSON.stringify(effect.value);
    case "asks-another":
    case "waives":
    case "unclear":
      return undefined;
    default:
      return effect.is;
  }
}

/** Nobody knows yet whether it counts, and it may be a no. */
function isUntold({ standing }: Voice): boolean {
  return !standing.counts && standing.untold === true;
}

function resultOf(counting: readonly Voice[], untold: readonly Voice[]): Result {
  const opinions = counting.filter((voice) => contentOf(voice) !== undefined);
  const last = opinions.at(-1);
  if (last === undefined) return OPEN;
  const others = untold.filter((voice) => ![undefined, contentOf(last)].includes(contentOf(voice)));
  const between = [...opinions, ...others].toSorted(byTime);
  if (new Set(between.map(contentOf)).size > 1) return { is: "contested", between };
  const { effect } = last;
  if (effect.is === "value") return { is: "value", by: last, effect };
  return isDecisive(effect) ? { is: effect.is, by: last } : OPEN;
}

function isDecisive(effect: Effect): effect is Effect & { readonly is: Decisive } {
  return ["passes", "fails", "accepts", "not-applicable"].includes(effect.is);
}

/** Until the person asked, or anybody else, has answered. */
function passedOnIn(counting: readonly Voice[]): PassedOn | undefined {
  const last = counting.at(-1);
  if (last?.effect.is !== "asks-another") return undefined;
  return { by: last, to: last.effect.to, until: last.effect.until };
}
