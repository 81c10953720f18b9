/** All that was said of one finding to what comes out: decided by people, contested, or still open. */

import { keyText } from "../conversation/memory.ts";
import { type Effect, effectOf } from "./effect.ts";
import type { Question } from "./question.ts";
import { type Court, type Standing, standingOf } from "./standing.ts";
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

function decide(question: Question, statements: readonly Statement[], court: Court): Decision {
  const judged = statements
    .map((statement): Voice => {
      const effect = effectOf(statement.said, question);
      return { statement, effect, standing: standingOf(statement, effect, question, court) };
    })
    .toSorted(byTime);
  const voices = withReasons(judged);
  const counting = voices.filter(({ standing }) => standing.counts);
  return {
    question,
    voices,
    result: resultOf(counting),
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
    if (question !== undefined) decisions.set(key, decide(question, about, courtOf(question)));
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

/** Who contradicts an answer that counts has to say why. */
function withReasons(voices: readonly Voice[]): Voice[] {
  let standing: Voice | undefined;
  return voices.map((voice) => {
    if (!voice.standing.counts || contentOf(voice) === undefined) return voice;
    const differs = standing !== undefined && contentOf(standing) !== contentOf(voice);
    const { said, by } = voice.statement;
    const reason = "reason" in said ? said.reason : undefined;
    if (differs && reason === undefined && standing?.statement.by !== by)
      return {
        ...voice,
        standing: {
          counts: false,
          why: "form",
          because: `It contradicts ${standing?.statement.by}: that needs a reason`,
        },
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

function resultOf(counting: readonly Voice[]): Result {
  const opinions = counting.filter((voice) => contentOf(voice) !== undefined);
  const last = opinions.at(-1);
  if (last === undefined) return OPEN;
  if (new Set(opinions.map(contentOf)).size > 1) return { is: "contested", between: opinions };
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
