/** The shortest way to a pass, in words: the same for Markdown, for a terminal and for a page. */

import type { GreenStep, PathToGreen } from "../advise/path-to-green.ts";
import { askedOf } from "../review/gate-checks.ts";
import { ASKED, type Writer } from "./answer-hint.ts";
import { count } from "./headline.ts";
import { leverWords } from "./lever-words.ts";

/** All escaped. */
export interface PathWords {
  /** "Shortest way to a pass: 2 changes and 1 answer". */
  readonly title: string;
  readonly steps: readonly StepWords[];
  /** Steps that are not shown. */
  readonly more: number;
  /** What is taken for granted of answers; undefined where there are none. */
  readonly taken: string | undefined;
  /** Sentences on what is in the way even then. */
  readonly left: readonly string[];
}

export interface StepWords {
  /** What to do, without a full stop, where a change is computed; otherwise `says` says it. */
  readonly title: string | undefined;
  readonly says: string;
  /** The checks that it is about, with their item and line; empty where it answers none. */
  readonly about: string;
}

const MOST_STEPS = 8;

export function pathWords({ steps, leadsTo, left }: PathToGreen, writer: Writer): PathWords {
  const shown = steps.slice(0, MOST_STEPS);
  const what = leadsTo === "pass" ? "Shortest way to a pass" : "Nearest to a pass";
  return {
    title: `${what}: ${stepsText(steps)}`,
    steps: shown.map((step) => stepWords(step, writer)),
    more: steps.length - shown.length,
    taken: steps.some((step) => step.do === "answer")
      ? "Answers are taken to be such that the check is met; what is stated in the manifest is judged anew."
      : undefined,
    left: left.map((because) => `Still in the way then: ${writer.text(because)}`),
  };
}

function stepsText(steps: readonly GreenStep[]): string {
  const answers = steps.filter((step) => step.do === "answer").length;
  const changes = steps.length - answers;
  return [
    ...(changes > 0 ? [count(changes, "change")] : []),
    ...(answers > 0 ? [count(answers, "answer")] : []),
  ].join(" and ");
}

function stepWords(step: GreenStep, writer: Writer): StepWords {
  const { text, code } = writer;
  if (step.do === "change") {
    const { title, effect } = leverWords(step.effect, writer);
    const ids = new Set(step.settles.map(({ check }) => text(check.id)));
    return { title, says: effect, about: [...ids].join(", ") };
  }
  const { finding } = step;
  const { check, item, line } = finding;
  const asked = finding.outcome === "question" ? finding.question : check.ask;
  const named = item.key === "manifest" ? "" : ` ${code(item.key)}`;
  return {
    title: undefined,
    says: text(step.do === "answer" ? `${ASKED[askedOf(check)]}: ${asked}` : check.fix),
    about: `${text(check.id)}${named}, line ${line}`,
  };
}
