/** Requests that were asked before, answered from a cache in front of the models. */

import type { PlainValue } from "../amend/plain-value.ts";
import type { Amount } from "../manifest/amount.ts";
import { likely } from "../manifest/amount.ts";
import { type Component, namesProduction } from "../manifest/component.ts";
import { type Flow, followsUnits } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { type Busier, busyAfter, type Called, calledNow } from "./busy-after.ts";
import { freeId } from "./free-id.ts";
import type { FieldChange, FindLevers, Lever, LeverInput } from "./lever.ts";
import { callsByModel, modelCalls, modelsThatMatter } from "./model-calls.ts";
import { shownSpread, spreadOf, toAmount } from "./spread.ts";

/** Fewer repeats than this, in percent, are not worth keeping answers for. */
const LEAST_REPEATED = 5;

/** Flows that users start and in which a model writes, where it is known how many units repeat. */
export const answerCacheLevers: FindLevers = (input) => {
  const { usage, flows, components = [] } = input.manifest;
  const repeated = usage?.repeated_pct;
  if (repeated === undefined || likely(repeated) < LEAST_REPEATED) return [];
  const matters = modelsThatMatter(input);
  const writing = new Set(
    modelCalls(input)
      .filter(({ model, writes }) => writes && matters.has(model.id))
      .map(({ flow }) => flow.id),
  );
  const nested = new Set(flows.flatMap(({ steps }) => steps.map(({ use }) => use)));
  const byId = new Map(components.map((component) => [component.id, component]));
  return flows.flatMap((flow, at) => {
    const own = !nested.has(flow.id) && followsUnits(flow, false) && flow.mode !== "batch";
    if (!own || !writing.has(flow.id) || flow.per_unit === 0) return [];
    const steps = flow.steps.map(({ use }) => byId.get(use));
    return cachedFlow(input, { flow, at, steps, repeated }) ?? [];
  });
};

interface Asked {
  readonly flow: Flow;
  readonly at: number;
  /** The component of each step; undefined for models and flows. */
  readonly steps: readonly (Component | undefined)[];
  readonly repeated: Amount;
}

/** In the cache that there is, in the gateway in front, or in a cache of its own. */
function cachedFlow(input: LeverInput, asked: Asked): Lever | undefined {
  const { flow, at, steps, repeated } = asked;
  const here = steps.findIndex((component) => component?.kind === "cache");
  if (here >= 0) return moreHits(input, asked, here);
  const first = steps.findIndex(
    (component) => component === undefined || !IN_FRONT.has(component.kind),
  );
  const front = first < 0 ? undefined : steps[first - 1];
  if (front === undefined || flow.steps[first - 1]?.ends_pct !== undefined) return undefined;
  const share = spreadOf(repeated);
  const busier = busyWithout(input, flow, first - 1, 1 - share.value / 100);
  return leverOf(flow, busier, {
    title: `Let ${front.id} answer repeated requests from a cache, ${shownSpread(share)} % of ${flow.id}`,
    changes: [
      { path: ["flows", at, "steps", first - 1, "ends_pct"], value: toAmount(share, 100) },
      ...store(input.manifest, front),
    ],
    // A cache of its own stands where that does.
    restsOn: [["components", (input.manifest.components ?? []).indexOf(front), "placement"]],
    assumes: [
      "Every request that repeats is answered from the cache, none expires: it is the most that can be saved.",
      ...(hasCache(input.manifest)
        ? []
        : ["The cache is a machine of 1 virtual CPU and 2 GB next to it."]),
    ],
  });
}

const IN_FRONT: ReadonlySet<string> = new Set(["gateway", "orchestrator", "ui", "queue"]);

/** Between what is found now and all that repeats. */
function moreHits(
  input: LeverInput,
  { flow, at, steps, repeated }: Asked,
  here: number,
): Lever | undefined {
  const step = flow.steps[here];
  const cache = steps[here];
  if (step === undefined || cache === undefined || likely(step.reach_pct ?? 100) < 100)
    return undefined;
  const [now, most] = [spreadOf(step.ends_pct ?? 0), spreadOf(repeated)];
  if (most.value - now.value < LEAST_REPEATED) return undefined;
  const then = { value: (now.value + most.value) / 2, low: now.value, high: most.value };
  const left = (100 - then.value) / Math.max(1, 100 - now.value);
  return leverOf(flow, busyWithout(input, flow, here, left), {
    title: `Let ${cache.id} answer ${shownSpread(then)} % of ${flow.id} instead of ${shownSpread(now)} %, as ${shownSpread(most)} % repeat`,
    changes: [{ path: ["flows", at, "steps", here, "ends_pct"], value: toAmount(then, 100) }],
    assumes: [
      "Answers are kept longer, or found for the same question in other words: between what is found now and all that repeats.",
    ],
  });
}

/** What is declared of machines, when so large a part of the runs is left for the steps after one. */
function busyWithout(
  input: LeverInput,
  flow: Flow,
  step: number,
  left: number,
): Busier | undefined {
  const later = new Set(flow.steps.slice(step + 1));
  const byModel = callsByModel(input);
  const after = new Map<string, readonly Called[]>();
  for (const { use } of later) {
    const calls = byModel.get(use);
    if (calls === undefined || after.has(use)) continue;
    const called = calls.map((call) => {
      const now = calledNow(call);
      return later.has(call.step) ? { ...now, calls: now.calls * left } : now;
    });
    after.set(use, called);
  }
  return busyAfter(input, after);
}

/** Where the answers are kept, when the manifest has no cache in production. */
function store(
  manifest: Manifest,
  { id, where, provider, placement, ...site }: Component,
): readonly FieldChange[] {
  if (hasCache(manifest)) return [];
  const cache = {
    id: freeId(manifest, "answer-cache"),
    kind: "cache",
    ...given({ where, provider, placement, pue: site.pue, grid_g_kwh: site.grid_g_kwh }),
    replicas: { min: 1, mean: 1, max: 1 },
    compute: { vcpus: 1, memory_gb: 2 },
    reason: `Keeps the answers that ${id} gives again.`,
  };
  return [{ path: ["components", manifest.components?.length ?? 0], value: cache as PlainValue }];
}

function hasCache({ components = [] }: Manifest): boolean {
  return components.some(
    ({ kind, environment = "prod" }) => kind === "cache" && namesProduction(environment),
  );
}

function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function leverOf(
  { id }: Flow,
  busier: Busier | undefined,
  found: Pick<Lever, "title" | "changes" | "assumes" | "restsOn">,
): Lever | undefined {
  if (busier === undefined) return undefined;
  return {
    kind: "answer-cache",
    item: `flows/${id}`,
    evidence: [
      {
        says: "What an answer from a cache saves is the whole of the call that it stands for; how many there can be is what usage.repeated_pct says.",
        source: "greenlight",
        locator: "docs/method.md",
      },
    ],
    effort: "development",
    against: [
      "An answer that depends on the user, or on data that change, must not be given to somebody else or too late.",
      "Finding the same question in other words needs an embedding of each request, and sometimes finds the wrong one.",
    ],
    checks: [],
    ...found,
    changes: [...found.changes, ...busier.changes],
    assumes: [...found.assumes, ...busier.assumes],
  };
}
