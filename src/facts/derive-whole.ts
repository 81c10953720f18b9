/** The derived facts of the whole manifest, which conditions see as `d`. */

import { likely, textOf } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import { type Dangling, danglingReferences } from "../manifest/references.ts";
import type { DerivedValues } from "./derived.ts";
import type { BudgetKey } from "./estimate-facts.ts";
import { allEvalCalls } from "./eval-calls.ts";
import { type Count, sum } from "./flow-counts.ts";
import { isPlaceholder } from "./placeholder.ts";
import { acceleratorOf, isClosed, isProduction, percentOf, type Sources } from "./sources.ts";
import { topClosedVendor } from "./vendors.ts";

/** Kinds of component of which production usually needs one. */
const ONE_IS_ENOUGH = new Set(["vector-store", "cache", "gateway", "queue", "monitoring"]);
const DAY = 86_400_000;

export function deriveWhole(sources: Sources): DerivedValues<"manifest"> {
  const { index, counts, estimate } = sources;
  const { models, components } = index.manifest;
  const all = { ofModel: () => 1 };
  const generative = (id: string) => asCount(index.models.get(id)?.generative);
  const closed = (id: string) => {
    const model = index.models.get(id);
    return model === undefined ? undefined : Number(isClosed(model));
  };
  const evalCalls = allEvalCalls(index, counts.weighedPerRun(all));
  return {
    model_calls_per_unit: counts.weighedPerUnit(all),
    generative_calls_per_unit: counts.weighedPerUnit({ ofModel: generative }),
    fan_out: counts.weighedPerUnit({ ofModel: generative, itemsCountOnce: true }),
    closed_api_calls_per_unit: counts.weighedPerUnit({ ofModel: closed }),
    ...topClosedVendor(sources),
    dangling: dangling(sources),
    model_traces: modelTraces(sources),
    duplicated_kinds: components && duplicatedKinds(components),
    accelerator_components: components?.filter((one) => acceleratorOf(one) !== undefined).length,
    api_models: models.filter(({ access }) => access === "api").length,
    self_hosted_models: models.filter(({ access }) => access === "self-hosted").length,
    eval_calls_per_month: evalCalls,
    eval_to_prod_pct: percentOf(evalCalls, prodModelCalls(sources)),
    days_since_region_review: daysSinceReview(sources),
    idle_energy_pct: estimate.idleEnergyPct,
    ...budgets(sources),
  };
}

/** What something names and nothing describes, and models of one's own that nothing runs. */
export function pointsNowhere({ index }: Pick<Sources, "index">): readonly Dangling[] {
  const { manifest, runsOn } = index;
  // Without components, where a model runs is a question of its own.
  const homeless = manifest.models.flatMap(({ id, access }, position) =>
    manifest.components && access !== "api" && !runsOn.has(id)
      ? [{ id, path: ["models", position], to: "model" as const, meant: undefined }]
      : [],
  );
  return [...danglingReferences(manifest), ...homeless];
}

function dangling(sources: Pick<Sources, "index">): string[] {
  return [...new Set(pointsNowhere(sources).map(({ id }) => id))];
}

/** Step fields that say something of a model's work, and of nothing else. */
const MODEL_WORK = [
  "input_tokens",
  "output_tokens",
  "prompt_tokens_fixed",
  "context_tokens",
  "cached_input_pct",
  "cache_write_pct",
  "reasoning_tokens",
  "max_output_tokens",
  "prompt_tested",
  "batch_api",
] as const;

/** What gives away a model that the list of models leaves out; by id, in the order of the manifest. */
function modelTraces({ index }: Sources): string[] {
  const { product, components = [], flows } = index.manifest;
  const machines = components.filter(
    ({ kind, runs = [] }) => kind === "inference" || kind === "training" || runs.length > 0,
  );
  const steps = flows.flatMap((flow) =>
    flow.steps
      .filter((step) => MODEL_WORK.some((field) => step[field] !== undefined))
      .map(({ id, use }) => `${flow.id}/${id ?? use}`),
  );
  return [
    ...(product.ai_activation === undefined ? [] : ["product.ai_activation"]),
    ...machines.map(({ id }) => id),
    ...steps,
  ];
}

function duplicatedKinds(components: readonly Component[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind, environment, reason } of components) {
    const explained = reason !== undefined && !isPlaceholder(textOf(reason));
    if (ONE_IS_ENOUGH.has(kind) && isProduction(environment) && !explained)
      counts.set(kind, 1 + (counts.get(kind) ?? 0));
  }
  return [...counts].filter(([, count]) => count > 1).map(([kind]) => kind);
}

function prodModelCalls({ index, callsPerMonth }: Sources): Count {
  return sum(
    index.manifest.models.map(({ id }) => callsPerMonth.get(id) ?? unlessCalled(index, id)),
  );
}

function unlessCalled({ calledBySteps }: Sources["index"], id: string): Count {
  return calledBySteps.has(id) ? undefined : 0;
}

/** A review that lies in the future has not taken place. */
function daysSinceReview({ index, today }: Sources): Count {
  const reviewed = index.manifest.operations?.region_reviewed_on;
  if (reviewed === undefined) return undefined;
  const days = Math.round((Date.parse(today) - Date.parse(reviewed)) / DAY);
  return days >= 0 ? days : undefined;
}

type BudgetFacts = Pick<
  DerivedValues<"manifest">,
  `budget_${BudgetKey}` | `budget_${BudgetKey}_met`
>;

function budgets(sources: Sources): BudgetFacts {
  const wh = budgetState("wh_per_unit", sources);
  const gco2e = budgetState("gco2e_per_unit", sources);
  const usd = budgetState("usd_per_unit", sources);
  const usdPerMonth = budgetState("usd_per_month", sources);
  return {
    budget_wh_per_unit: wh,
    budget_wh_per_unit_met: isMet(wh),
    budget_gco2e_per_unit: gco2e,
    budget_gco2e_per_unit_met: isMet(gco2e),
    budget_usd_per_unit: usd,
    budget_usd_per_unit_met: isMet(usd),
    budget_usd_per_month: usdPerMonth,
    budget_usd_per_month_met: isMet(usdPerMonth),
  };
}

function budgetState(
  key: BudgetKey,
  { index, estimate }: Sources,
): BudgetFacts["budget_wh_per_unit"] {
  const limit = index.manifest.budgets?.[key];
  return limit === undefined ? "unset" : estimate.compare(key, likely(limit));
}

function isMet(state: BudgetFacts["budget_wh_per_unit"]): boolean | undefined {
  if (state === "met") return true;
  return state === "over" ? false : undefined;
}

function asCount(value: boolean | undefined): Count {
  return value === undefined ? undefined : Number(value);
}
