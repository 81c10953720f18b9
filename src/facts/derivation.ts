/** Bricks of the derived facts: how each comes about, and the manifest fields it rests on. */

/** How a derived fact comes about. */
export interface Derivation {
  /** Counted from the manifest alone, or taken from the estimate, which coefficients also decide. */
  readonly by: "manifest" | "estimate";
  /**
   * Manifest fields that it rests on: relative to the item (`it.`), to the model or the flow that
   * the item belongs to (`model.`, `flow.`), or to the manifest.
   */
  readonly from: readonly string[];
}

/** The kinds of derived facts, as conditions see them. */
export const number = { kind: "number" } as const;
export const yes = { kind: "bool" } as const;
/** A text that is never free: an id or a name from a table. */
export const name = { kind: "text", free: false } as const;
export const ids = { kind: "list", of: name } as const;
export const oneOf = <const Words extends readonly string[]>(...choices: Words) =>
  ({ kind: "text", free: false, choices }) as const;

export type Kind =
  | typeof number
  | typeof yes
  | typeof name
  | typeof ids
  | ReturnType<typeof oneOf<readonly string[]>>;

/** The value of a fact of that kind. */
export type ValueOf<K extends Kind> = K extends { readonly choices: readonly (infer Word)[] }
  ? Word
  : {
      readonly number: number;
      readonly bool: boolean;
      readonly text: string;
      readonly list: readonly string[];
    }[K["kind"]];

/** A derived fact: its kind, what it says, and what it rests on. */
export type DerivedFact<K extends Kind = Kind> = Derivation & {
  readonly type: K & { readonly description: string };
};

/** A fact counted from the manifest alone. */
export function counted<K extends Kind>(
  kind: K,
  description: string,
  ...from: string[]
): DerivedFact<K> {
  return { type: { ...kind, description }, by: "manifest", from };
}

/** A fact taken from the estimate. */
export function estimated<K extends Kind>(
  kind: K,
  description: string,
  ...from: string[]
): DerivedFact<K> {
  return { type: { ...kind, description }, by: "estimate", from };
}

export const USE = ["flows.steps.use"];
export const VOLUME = ["usage.units_per_month", "flows.per_unit", "flows.runs_per_month"];
export const CALLS = [...USE, "flows.steps.calls", "flows.steps.reach_pct", "flows.steps.ends_pct"];
export const ENERGY = [
  ...VOLUME,
  ...CALLS,
  "flows.steps.input_tokens",
  "flows.steps.output_tokens",
];
/** Why a model that no step calls may still be used. */
export const OTHER_USE = ["models.fallback", "models.used_for", "environments.evals"];
