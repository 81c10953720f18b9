import type { Path } from "../yaml/parse-yaml.ts";
import type { FactItem } from "./fact-items.ts";
import { derivationOf, formatPath, manifestFactAt, parsePath } from "./fact-path.ts";
import { type FactValue, isFactObject } from "./fact-view.ts";
import type { Facts } from "./facts.ts";
import { isOptionalSection, type Scope } from "./scope.ts";

/** Fields that mean something sensible when they are left out, so that nobody is asked for them. */
const HAVE_DEFAULTS = new Set([
  "flows.per_unit",
  "flows.runs_per_month",
  "flows.steps.use",
  "flows.steps.calls",
  "flows.steps.reach_pct",
  "flows.steps.ends_pct",
  "flows.steps.repeats",
  "models.fallback",
  "models.used_for",
  "models.open_weights",
  "components.environment",
  "components.reason",
  "it.grid_g_kwh",
]);

/** Most fields that are named for one missing fact. */
const MOST_NAMED = 5;

/**
 * The manifest fields, such as "flows[0].steps[2].input_tokens", whose values would give a missing
 * fact. Of a derived fact, those among the fields it rests on that are missing.
 */
export function missingFields(
  fact: string,
  scope: Scope,
  item: FactItem,
  facts: Facts,
): readonly string[] {
  const derivation = derivationOf(scope, fact);
  if (derivation === undefined) return [formatPath(placeOf(fact, item))];
  const selectors = derivation.from.filter((selector) => !HAVE_DEFAULTS.has(selector));
  for (const selector of selectors) {
    const [root = "", ...keys] = placeOf(selector, item);
    const found = gaps(facts.roots[root], [root], keys, isOptionalSection(String(root))).filter(
      (path) => !isTokensOfMachine(path, facts),
    );
    if (found.length > 0) return found.slice(0, MOST_NAMED).map(formatPath);
  }
  // Everything is declared, and not known to the tables: a better value for the first field helps.
  const [first = fact] = derivation.from;
  return [formatPath(placeOf(first, item))];
}

/** Only models count tokens: nobody is asked for those of a cache or a service. */
function isTokensOfMachine(path: Path, facts: Facts): boolean {
  const [flows, , steps, , field] = path;
  if (flows !== "flows" || steps !== "steps" || !/_tokens$/.test(String(field))) return false;
  const use = manifestFactAt([...path.slice(0, 4), "use"], facts);
  return componentIds(facts).has(use);
}

const COMPONENT_IDS = new WeakMap<Facts, ReadonlySet<FactValue>>();

function componentIds(facts: Facts): ReadonlySet<FactValue> {
  const known = COMPONENT_IDS.get(facts);
  if (known !== undefined) return known;
  const components = facts.roots["components"];
  const list: readonly FactValue[] = Array.isArray(components) ? components : [];
  const ids = new Set(list.map((one) => fieldOf(one, "id")));
  COMPONENT_IDS.set(facts, ids);
  return ids;
}

/** A path relative to the item, such as "it.placement", as a path in the manifest. */
export function placeOf(path: string, { path: own, model, flow }: FactItem): Path {
  const [root = "", ...keys] = parsePath(path);
  if (root === "it") return [...own, ...keys];
  if (root === "model" && model !== undefined) return [...model, ...keys];
  if (root === "model") return [...own, "use"];
  return root === "flow" && flow !== undefined ? [...flow, ...keys] : [root, ...keys];
}

/** Where nothing stands along a path; without an index, in any element of a list. */
function gaps(value: FactValue, done: Path, keys: Path, isList: boolean): readonly Path[] {
  if (value === undefined) return [isList ? done : [...done, ...keys]];
  const [key, ...rest] = keys;
  if (key === undefined) return [];
  if (Array.isArray(value) && typeof key === "string")
    return value.flatMap((element: FactValue, index) =>
      gaps(element, [...done, index], keys, false),
    );
  const next = Array.isArray(value) ? value[Number(key)] : fieldOf(value, key);
  return gaps(next, [...done, key], rest, false);
}

function fieldOf(value: FactValue, key: string | number): FactValue {
  return value !== undefined && isFactObject(value) ? value[key] : undefined;
}
