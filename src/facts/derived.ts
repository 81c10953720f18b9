/**
 * The derived facts: what conditions see besides the manifest's own fields, as `d` and `it.d`.
 * Here they are declared; derive-*.ts computes them.
 */

import {
  CALLS,
  counted,
  type DerivedFact,
  ENERGY,
  estimated,
  ids,
  name,
  number,
  OTHER_USE,
  oneOf,
  USE,
  type ValueOf,
  VOLUME,
  yes,
} from "./derivation.ts";
import {
  OfComponent,
  OfData,
  OfEnvironment,
  OfFlow,
  OfModel,
  OfStep,
  OfTraining,
} from "./derived-of-items.ts";
import type { BudgetKey } from "./estimate-facts.ts";
import type { Scope } from "./scope.ts";

/** The state of one budget: in words, and as yes or no where it is decided. */
function budgetFacts<Key extends BudgetKey>(key: Key, description: string) {
  const state = estimated(
    oneOf("unset", "met", "over", "undecided"),
    `${description}.`,
    `budgets.${key}`,
    ...VOLUME,
  );
  const met = estimated(
    yes,
    `${description}: whether it is met; missing while that is undecided.`,
    `budgets.${key}`,
    ...VOLUME,
  );
  return { [`budget_${key}`]: state, [`budget_${key}_met`]: met } as Record<
    `budget_${Key}`,
    typeof state
  > &
    Record<`budget_${Key}_met`, typeof met>;
}

const Whole = {
  model_calls_per_unit: counted(number, "Model calls per functional unit.", ...VOLUME, ...CALLS),
  generative_calls_per_unit: counted(
    number,
    "Calls of generative models per functional unit.",
    "models.generative",
    ...VOLUME,
    ...CALLS,
  ),
  fan_out: counted(
    number,
    "Calls of generative models per functional unit, where repeats over the input's items count once.",
    "models.generative",
    "flows.steps.repeats",
    ...VOLUME,
    ...CALLS,
  ),
  closed_api_calls_per_unit: counted(
    number,
    "Calls per functional unit of API models whose weights are not open.",
    "models.open_weights",
    ...VOLUME,
    ...CALLS,
  ),
  top_closed_vendor: estimated(
    name,
    "Closed vendor with the largest share of model cost, or of energy when cost is unknown.",
    "models.vendor",
    "models.open_weights",
    ...ENERGY,
  ),
  top_closed_vendor_pct: estimated(
    number,
    "Its share of model cost, or of energy when cost is unknown, in percent.",
    "models.vendor",
    "models.open_weights",
    ...ENERGY,
  ),
  dangling: counted(
    ids,
    "Ids that something names and nothing describes, models of your own that no component runs, and production misspelt.",
    ...USE,
    "components.runs",
    "components.stores",
    "components.environment",
    "models.training.dataset",
    ...OTHER_USE,
  ),
  model_traces: counted(
    ids,
    "Parts of the manifest that only a system with a model has: what trains or serves one, and steps that count tokens.",
    "models",
    "product.ai_activation",
    "components.kind",
    "components.runs",
    "flows.steps.input_tokens",
    "flows.steps.output_tokens",
  ),
  duplicated_kinds: counted(
    ids,
    "Kinds of component of which one is enough and production has several without a reason.",
    "components.kind",
    "components.environment",
    "components.reason",
  ),
  accelerator_components: counted(
    number,
    "Components with an accelerator.",
    "components.accelerator",
  ),
  api_models: counted(number, "Models called over an API.", "models.access"),
  self_hosted_models: counted(number, "Models that you run.", "models.access"),
  eval_calls_per_month: counted(
    number,
    "Model calls per month made by tests and evaluations.",
    "environments.evals",
  ),
  eval_to_prod_pct: counted(
    number,
    "Model calls of tests and evaluations as a share of those in production, in percent.",
    "environments.evals",
    ...VOLUME,
    ...CALLS,
  ),
  days_since_region_review: counted(
    number,
    "Days since the choice of regions was last reviewed.",
    "operations.region_reviewed_on",
  ),
  idle_energy_pct: estimated(
    number,
    "Share of the energy of components that is used while they have no work, in percent.",
    "components.replicas",
    "components.hours_per_month",
    "components.busy_pct",
    ...VOLUME,
  ),
  ...budgetFacts("wh_per_unit", "The energy estimate against the target per functional unit"),
  ...budgetFacts("gco2e_per_unit", "The carbon estimate against the target per functional unit"),
  ...budgetFacts("usd_per_unit", "The cost estimate against the target per functional unit"),
  ...budgetFacts("usd_per_month", "The cost estimate against the target per month"),
} as const;

/** What `it.d` holds in each scope. In the scope `manifest` it is the root `d`, which every scope sees. */
export const DerivedFacts = {
  manifest: Whole,
  models: OfModel,
  training: OfTraining,
  components: OfComponent,
  flows: OfFlow,
  steps: OfStep,
  data: OfData,
  environments: OfEnvironment,
} as const satisfies Readonly<Record<Scope, Readonly<Record<string, DerivedFact>>>>;

type Facts = typeof DerivedFacts;

/** The values of a scope's derived facts; undefined where one cannot be known. */
export type DerivedValues<S extends Scope> = {
  readonly [Name in keyof Facts[S]]:
    | (Facts[S][Name] extends DerivedFact<infer K> ? ValueOf<K> : never)
    | undefined;
};

/** Declaration of one derived fact; undefined for a name that is none. */
export function derivedFact(scope: Scope, fact: string): DerivedFact | undefined {
  const facts: Readonly<Record<string, DerivedFact>> = DerivedFacts[scope];
  return Object.hasOwn(facts, fact) ? facts[fact] : undefined;
}
