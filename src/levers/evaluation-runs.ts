/** Fewer calls by tests: identical ones from a cache, and samples instead of full sets. */

import { likely } from "../manifest/amount.ts";
import type { Environment } from "../manifest/surroundings.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import { listed } from "./listed.ts";
import { likelyFigure, modelCalls, monthlyCalls } from "./model-calls.ts";
import { type Spread, scaled, shownNumber, spreadOf, toAmount } from "./spread.ts";
import { ASKED } from "./step-checks.ts";

export const evaluationRunLevers: FindLevers = (input) => {
  const tested = testsOf(input);
  const fewer = fewerTests(input, tested);
  return tested
    .flatMap((one) => [cachedTests(one), fewer(one)])
    .filter((lever) => lever !== undefined);
};

interface Tested {
  readonly at: number;
  readonly environment: Environment;
  readonly evals: NonNullable<Environment["evals"]>;
  /** Model calls that its tests make in a month. */
  readonly calls: number;
}

/** Environments whose tests call models. */
function testsOf({ manifest, estimate }: LeverInput): readonly Tested[] {
  const perRun = callsPerRun({ manifest, estimate });
  return (manifest.environments ?? []).flatMap((environment, at) => {
    const { evals = [] } = environment;
    const calls = evals.reduce((sum, { use, calls: asked, cached_pct: cached = 0 }) => {
      return sum + likely(asked) * (1 - likely(cached) / 100) * perRun(use);
    }, 0);
    return calls > 0 ? [{ at, environment, evals, calls }] : [];
  });
}

/** Model calls of one call of a model, or of one run of a flow, flows within it included. */
function callsPerRun({ manifest, estimate }: Pick<LeverInput, "manifest" | "estimate">) {
  const models = new Set(manifest.models.map(({ id }) => id));
  const flows = new Map(estimate.flows.map((flow) => [flow.id, flow]));
  const known = new Map<string, number>();
  const countOf = (id: string): number => {
    if (models.has(id)) return 1;
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, 0);
    const steps = flows.get(id)?.steps ?? [];
    const count = steps.reduce(
      (sum, { use, callsPerRun: calls }) => sum + (likelyFigure(calls) ?? 0) * countOf(use),
      0,
    );
    known.set(id, count);
    return count;
  };
  return countOf;
}

const ASKED_FOR = (check: string, says: string) =>
  ({ says, source: "greenlight", locator: `docs/checks.md, ${check}` }) as const;

/** How many test calls are the same as before, the manifest does not say. */
function cachedTests({ at, environment, evals, calls }: Tested): Lever | undefined {
  const { name, eval_cached: cached } = environment;
  const some = evals.some(({ cached_pct: share = 0 }) => likely(share) > 0);
  if (cached === true || some || calls <= ASKED.cacheEvalCalls) return undefined;
  return {
    kind: "evaluation-runs",
    item: `environments/${name}`,
    option: "cache",
    title: `Answer identical test calls in ${name} from a cache; the tests make ${shownNumber(calls)} model calls a month`,
    changes: [{ path: ["environments", at, "eval_cached"], value: true }],
    assumes: [],
    notEstimated:
      "How many of the calls are identical is not known: read it from the cache, and enter it as cached_pct of the evals.",
    evidence: [
      ASKED_FOR(
        "CH12-D2-03",
        `A cache of test calls is asked for from ${shownNumber(ASKED.cacheEvalCalls)} calls a month on.`,
      ),
    ],
    effort: "development",
    against: [
      "A cached answer does not show when a model changes under its name: clear the entries with each version.",
      "Tests that measure latency, or how much answers vary, must go past the cache.",
    ],
    checks: ["CH12-D2-03"],
  };
}

/** Down to the share of production calls that the checklist accepts, where all tests together are above it. */
function fewerTests(input: LeverInput, tested: readonly Tested[]) {
  const production = modelCalls(input).map(monthlyCalls);
  const unknown = production.some((calls) => calls === undefined);
  const prod = production.reduce<number>((sum, calls) => sum + (calls ?? 0), 0);
  const all = tested.reduce((sum, { calls }) => sum + calls, 0);
  const target = Math.max(ASKED.smallEvalCalls, (prod * ASKED.maxEvalPct) / 100);
  return (one: Tested): Lever | undefined => {
    if (unknown || prod === 0 || all <= target || one.calls < all * SMALL_PART) return undefined;
    const allowed = target - (all - one.calls);
    const enough = allowed >= one.calls * LEAST_SAMPLE;
    return fewerRuns(one, Math.max(LEAST_SAMPLE, allowed / one.calls), { prod, all, enough });
  };
}

/** Of all test calls; cutting a smaller part changes nothing. */
const SMALL_PART = 0.05;

/** A sample of a quarter; what is left of less finds little. */
const LEAST_SAMPLE = 0.25;

function fewerRuns(
  { at, environment: { name }, evals, calls }: Tested,
  factor: number,
  { prod, all, enough }: { prod: number; all: number; enough: boolean },
): Lever {
  const changes = evals.map(({ use, calls: asked }, index) => {
    const now = spreadOf(asked);
    return { use, now, left: roundedDown(scaled(now, flat(factor))), index };
  });
  const runs = changes.map(
    ({ use, now, left }) =>
      `${shownNumber(left.value)} instead of ${shownNumber(now.value)} of ${use}`,
  );
  return {
    kind: "evaluation-runs",
    item: `environments/${name}`,
    option: "fewer",
    title: `Run fewer tests in ${name} a month: ${listed(runs)}`,
    changes: changes.map(({ left, index }) => ({
      path: ["environments", at, "evals", index, "calls"],
      value: toAmount(left),
    })),
    assumes: [
      `Tests make ${shownNumber((100 * all) / prod)} % as many model calls as production, ${shownNumber((100 * calls) / prod)} % in ${name}; ${ASKED.maxEvalPct} % in all is what the checklist accepts.`,
    ],
    evidence: [
      ASKED_FOR(
        "CH12-D2-02",
        `Tests are asked to make at most ${ASKED.maxEvalPct} % of the calls of production, or ${shownNumber(ASKED.smallEvalCalls)} calls.`,
      ),
    ],
    effort: "setting",
    against: [
      "What only the full set finds is found later: run a sample on each change, the full set before a release, and nothing when nothing has changed.",
    ],
    checks: enough ? ["CH12-D2-02"] : [],
  };
}

function flat(factor: number): Spread {
  return { value: factor, low: factor, high: factor };
}

/** To two digits, so that the sum stays within the limit. */
function roundedDown({ value, low, high }: Spread): Spread {
  const down = (number: number) => {
    const digit = 10 ** (Math.floor(Math.log10(Math.max(number, 1))) - 1);
    return Math.max(1, Math.floor(number / digit) * digit);
  };
  return { value: down(value), low: down(low), high: down(high) };
}
