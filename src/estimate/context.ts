/** What every part of the estimate needs: the manifest by id, the data handed in, and draws made once. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import type { Amount } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Flow } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { exactly, keep, type Uncertain, uncertain } from "../quantity/uncertain.ts";
import type { EstimateData } from "./data.ts";
import type { PriceMatch } from "./price-match.ts";
import type { Assumption } from "./result.ts";
import type { ModelSize } from "./serving.ts";

export interface Context {
  readonly manifest: Manifest;
  readonly data: EstimateData;
  /** Day for which prices hold, YYYY-MM-DD: time is an input. */
  readonly today: string;
  readonly models: ReadonlyMap<string, Model>;
  readonly components: ReadonlyMap<string, Component>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** A machine where most machines stand whose place is known. */
  readonly home: Component | undefined;
  /** What was worked out once, by what it is. */
  readonly drawn: Map<string, Uncertain>;
  readonly memory: Memory;
  /** Sizes of models, and what was assumed for them. */
  readonly sizes: Map<Model, { readonly size: ModelSize; readonly ledger: Ledger }>;
  /** Normal scores by cause, for finding what widens a range. */
  readonly scored: Map<string, Float64Array>;
  /** Figures taken from tables that the edge handed in, by id. */
  readonly listed: Map<string, Coefficient>;
  /** What was probably meant by names that no table knows, by kind and name. */
  readonly hints: Map<string, string | undefined>;
}

/** What was assumed for one part. */
export interface Ledger {
  readonly assumptions: Assumption[];
}

export function createLedger(): Ledger {
  return { assumptions: [] };
}

/** What does not depend on the manifest: estimates of several, for one day, may share it. */
export interface Memory {
  /** Draws of coefficients by cause: what shares a cause moves together. */
  readonly draws: Map<string, { readonly of: Coefficient; readonly drawn: Uncertain }>;
  /** What was found in the price table, by platform, vendor and name. */
  readonly priceMatches: Map<string, PriceMatch | "none">;
}

export function createMemory(): Memory {
  return { draws: new Map(), priceMatches: new Map() };
}

export function createContext(
  manifest: Manifest,
  data: EstimateData,
  today: string,
  memory: Memory = createMemory(),
): Context {
  return {
    memory,
    manifest,
    data,
    today,
    models: byId(manifest.models),
    components: byId(manifest.components ?? []),
    flows: byId(manifest.flows),
    home: homeOf(manifest.components ?? []),
    drawn: new Map(),
    sizes: new Map(),
    scored: new Map(),
    listed: new Map(),
    hints: new Map(),
  };
}

/**
 * A coefficient as draws. Within a scope, such as one component, it has a cause of its own; without one
 * every use moves together.
 */
export function take(context: Context, coefficient: Coefficient, scope = ""): Uncertain {
  const cause = scope === "" ? coefficient.id : `${coefficient.id}|${scope}`;
  const known = context.memory.draws.get(cause);
  if (known !== undefined && isSameRange(known.of, coefficient)) {
    // What is asked for twice is shared by parts, and so will be what they make of it.
    const kept = keep(known.drawn);
    if (kept !== known.drawn) context.memory.draws.set(cause, { of: coefficient, drawn: kept });
    return kept;
  }
  const { id, value, low, high, unit } = coefficient;
  const range = { low, likely: value, high, ...BOUNDS[unit] };
  const fresh = uncertain(id, range, cause);
  context.memory.draws.set(cause, { of: coefficient, drawn: fresh });
  return fresh;
}

/** Prices of a table have ids that say what they are of, and not on which day. */
function isSameRange(one: Coefficient, other: Coefficient): boolean {
  if (one === other) return true;
  return one.value === other.value && one.low === other.low && one.high === other.high;
}

/** A figure of a table that the edge handed in, which is remembered so that a reader can be shown its source. */
export function takeListed(context: Context, coefficient: Coefficient): Uncertain {
  context.listed.set(coefficient.id, coefficient);
  return take(context, coefficient);
}

/** What no draw of a unit can be beyond: shares are at most all, overhead is never negative. */
const BOUNDS: Readonly<Record<string, { readonly min?: number; readonly max?: number }>> = {
  "%": { max: 100 },
  share: { max: 1 },
  "share of TDP": { max: 1 },
  "share of peak": { max: 1 },
  "share of prefill": { max: 1 },
  "kWh/kWh": { min: 1 },
};

/** A coefficient used because an input is missing: says so, and which input would replace it. */
export function assume(
  context: Context,
  ledger: Ledger,
  coefficient: Coefficient,
  { text, input, scope }: { text: string; input?: string; scope?: string },
): Uncertain {
  note(ledger, text, input, coefficient.id);
  return take(context, coefficient, scope);
}

/** A value worked out once per key, such as the energy of a token that many steps share. */
export function once(context: Context, key: string, make: () => Uncertain): Uncertain {
  const made = context.drawn.get(key);
  if (made !== undefined) {
    const kept = keep(made);
    if (kept !== made) context.drawn.set(key, kept);
    return kept;
  }
  const fresh = make();
  context.drawn.set(key, fresh);
  return fresh;
}

export function note(ledger: Ledger, text: string, input?: string, coefficient?: string): void {
  if (ledger.assumptions.some((known) => known.text === text && known.input === input)) return;
  ledger.assumptions.push({ text, input, coefficient });
}

/** An amount of the manifest as draws; its path is its cause and, with a range or a source, its source. */
export function given(amount: Amount, path: string, max?: number): Uncertain {
  if (typeof amount === "number") return exactly(amount);
  const { value, low = value, high = value } = amount;
  const least = path.endsWith(".pue") ? { min: 1 } : {};
  const most = max === undefined ? {} : { max };
  return uncertain(`manifest:${path}`, { low, likely: value, high, ...least, ...most });
}

/** A percentage of the manifest as a share from 0 to 1. */
export function givenShare(amount: Amount, path: string): Uncertain {
  if (typeof amount === "number") return exactly(amount / 100);
  const { value, low = value, high = value } = amount;
  const range = { low: low / 100, likely: value / 100, high: high / 100, max: 1 };
  return uncertain(`manifest:${path}`, range);
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** The order of the components does not matter: of equally common places, the first by name. */
function homeOf(components: readonly Component[]): Component | undefined {
  const groups = new Map<string, Component[]>();
  for (const component of components) {
    if (component.placement === undefined) continue;
    const place = JSON.stringify([component.provider, component.where, component.placement]);
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [component]);
    else group.push(component);
  }
  const [home] = [...groups].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
  return home?.[1].toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
}
