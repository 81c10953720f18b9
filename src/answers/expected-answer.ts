/** Which answer fits a finding, which field of the manifest a value fills, and the value that "yes" accepts. */

import { allRegions } from "../coefficients/regions.ts";
import type { Finding } from "../evaluate/finding.ts";
import { formatPath, parsePath } from "../facts/fact-path.ts";
import type { FactType } from "../facts/fact-type.ts";
import { valueAt } from "../facts/facts.ts";
import { sectionTypes } from "../facts/scope-types.ts";
import type { Expected } from "../reply/reply.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { proposal } from "./proposal.ts";

export interface ExpectedAnswer extends Expected {
  /** The field that a value fills; undefined where no single field does. */
  readonly field: Path | undefined;
}

/** Fields whose name says their unit, by how the name ends. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^wh_/, "Wh"],
  [/^gco2e_/, "gCO2e"],
  [/^ml_water_/, "mL"],
  [/^usd_/, "USD"],
  [/^kwh_/, "kWh"],
  [/^kgco2e_/, "kgCO2e"],
  [/^l_water_/, "L"],
  [/_pct$/, "%"],
  [/tokens|_tokens_/, "tokens"],
  [/_ms$/, "ms"],
  [/_gb$|^gb$/, "GB"],
  [/_mb$/, "MB"],
  [/hours/, "hours"],
  [/_years$/, "years"],
  [/g_kwh$/, "g/kWh"],
];

export function expectedAnswer(manifest: ReviewedManifest, finding: Finding): ExpectedAnswer {
  const { answer } = finding.check;
  if (finding.outcome === "question" && finding.asks === "evidence")
    return { kind: "yes-no", field: undefined };
  const field = fieldOf(finding);
  if (asksForFields(finding)) return valueFor(manifest, field);
  if (answer.kind === "value" || answer.kind === "choice") return valueFor(manifest, field);
  return { kind: answer.kind, field };
}

/** A question in the words of the schema takes a value and nothing else. */
export function asksForFields(finding: Finding): boolean {
  return finding.outcome === "question" && finding.asks === "fields";
}

/** The one missing field, or the field that the check names for its answers. */
function fieldOf(finding: Finding): Path | undefined {
  const { check, item } = finding;
  const missing = finding.outcome === "question" ? finding.missing : [];
  const [only, ...more] = missing;
  if (asksForFields(finding))
    return only !== undefined && more.length === 0 ? parsePath(only) : undefined;
  const named = check.answer.field;
  if (named === undefined) return undefined;
  const keys = named.split(".");
  const path = keys[0] === "it" ? [...item.path, ...keys.slice(1)] : keys;
  // An item of a section that is left out has no place yet.
  return keys[0] === "it" && typeof item.path.at(-1) !== "number" ? undefined : path;
}

function valueFor(manifest: ReviewedManifest, field: Path | undefined): ExpectedAnswer {
  if (field?.at(-1) === "placement")
    return { kind: "choice", choices: regionsFor(manifest, field), field };
  const type = field === undefined ? undefined : typeAt(field);
  const choices = type?.kind === "text" && !type.free ? type.choices : undefined;
  if (choices !== undefined) return { kind: "choice", choices, field };
  const taken = type === undefined ? undefined : VALUE_TYPES[type.kind];
  if (field === undefined || taken === undefined) return { kind: "value", field: undefined };
  const name = String(field.at(-1));
  const unit = taken === "number" ? unitOf(name, manifest) : undefined;
  const isDate = taken === "text" && /_on$|^on$|as_of$/.test(name);
  return {
    kind: "value",
    type: isDate ? "date" : taken,
    unit,
    proposed: taken === "number" ? proposal(manifest, formatPath(field)) : undefined,
    field,
  };
}

/** As the name of the field says it; units of the product have the product's name for them. */
function unitOf(name: string, { manifest }: ReviewedManifest): string | undefined {
  if (name === "units_per_month") return `${several(manifest.product.functional_unit)} per month`;
  const unit =
    name === "runs_per_month" ? "runs" : UNITS.find(([ending]) => ending.test(name))?.[1];
  return unit !== undefined && name.endsWith("_month") ? `${unit} per month` : unit;
}

/** A product that counts in thousands is not asked in thousands of thousands. */
const MAGNITUDE = /\b(?:hundreds?|thousands?|millions?|billions?|dozens?|k|m|bn|mio)\b/i;

/** "answers" of an answer. What is no plain noun is called units. */
function several(noun: string): string {
  if (!/^[a-z]+(?: [a-z]+)?$/i.test(noun) || MAGNITUDE.test(noun)) return "units";
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /s$/i.test(noun) ? noun : `${noun}s`;
}

/** Of the item's own provider, where it has one: a region is named without quotes. */
function regionsFor({ manifest }: ReviewedManifest, field: Path): readonly string[] {
  const provider = valueAt(manifest, [...field.slice(0, -1), "provider"]);
  const all = allRegions();
  const own = all.filter((region) => region.provider === provider);
  return [...new Set((own.length > 0 ? own : all).map(({ name }) => name))];
}

const VALUE_TYPES = {
  number: "number",
  bool: "bool",
  text: "text",
  list: undefined,
  object: undefined,
} as const satisfies Record<FactType["kind"], Expected["type"]>;

function typeAt(path: Path): FactType | undefined {
  let type: FactType | undefined = { kind: "object", fields: sectionTypes() };
  for (const key of path) {
    if (typeof key === "number") type = type?.kind === "list" ? type.of : undefined;
    else type = type?.kind === "object" ? type.fields.get(key) : undefined;
  }
  return type;
}
