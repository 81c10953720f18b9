// Runs a parser on many inputs, looks for what must never change, and notes how it went.
import assert from "node:assert/strict";
import fc from "fast-check";
import { FILE_TARGETS } from "./file-targets.ts";
import type { Input, Kind } from "./inputs.ts";
import { KEPT_TARGETS } from "./kept-targets.ts";
import { SAID_TARGETS } from "./said-targets.ts";
import type { Target } from "./target.ts";

export const TARGETS: readonly Target[] = [...FILE_TARGETS, ...SAID_TARGETS, ...KEPT_TARGETS];

export interface Effort {
  readonly seed: number;
  readonly runs: number;
  /** Most characters of an input that repeats one thing. */
  readonly longest: number;
  /** Most time of the processor that one input may take, where time is looked at. */
  readonly mostMilliseconds?: number;
}

export interface Tally {
  readonly inputs: number;
  /** How many of them could be read. */
  readonly parsed: number;
  readonly slowest: { readonly milliseconds: number; readonly kind: Kind | undefined };
  /** What does not hold, with the smallest input found; undefined where all holds. */
  readonly failure: string | undefined;
}

export function runTarget({ inputs, check }: Target, effort: Effort): Tally {
  const { seed, runs, longest, mostMilliseconds = Number.POSITIVE_INFINITY } = effort;
  let [tried, parsed] = [0, 0];
  let slowest: Tally["slowest"] = { milliseconds: 0, kind: undefined };
  const before = builtIns();
  const property = fc.property(inputs(longest), (input) => {
    const start = process.cpuUsage();
    const isRead = check(input);
    const milliseconds = process.cpuUsage(start).user / 1000;
    tried += 1;
    if (isRead) parsed += 1;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, kind: input.kind };
    assert(milliseconds <= mostMilliseconds, `took ${milliseconds.toFixed(0)} ms`);
    assert.deepEqual(builtIns(), before, "what all objects share has changed");
  });
  const found = fc.check(property, { seed, numRuns: runs });
  return { inputs: tried, parsed, slowest, failure: failureOf(found) };
}

function failureOf({
  failed,
  seed,
  counterexample,
  counterexamplePath,
  errorInstance,
}: fc.RunDetails<[Input]>): string | undefined {
  if (!failed) return undefined;
  const [input] = counterexample ?? [];
  const { stack } = errorInstance as Error;
  const shown = JSON.stringify(input?.content ?? "").slice(0, MOST_SHOWN);
  return `seed ${seed}, path ${counterexamplePath}, ${input?.kind}: ${shown}\n${stack}`;
}

const MOST_SHOWN = 4000;

/** Names that every object, list, text and function has: a text that adds one has taken over the program. */
function builtIns(): readonly (string | symbol)[] {
  return [Object, Array, String, Function].flatMap(({ prototype }) => Reflect.ownKeys(prototype));
}
