/** Facts in words, for questions and for the reasons of failures. */

import type { FactItem } from "../facts/fact-items.ts";
import { factAt } from "../facts/fact-path.ts";
import { type FactObject, type FactValue, isFactObject } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";
import { numberWords } from "../quantity/number-words.ts";

/** Values of the pack's thresholds by name, policy's own included. */
export type Parameters = Readonly<Record<string, number>>;

const MOST_CHARACTERS = 300;
const MOST_ELEMENTS = 5;
const LONGEST_TEXT = 60;

/** Undefined when the fact is missing. */
export function factWords(
  path: string,
  item: FactItem,
  facts: Facts,
  parameters: Parameters,
): string | undefined {
  const parameter = parameterName(path);
  if (parameter !== undefined) {
    const value = parameters[parameter];
    return value === undefined ? undefined : numberWords(value, 3);
  }
  const value = shownAt(path, item, facts);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value === "number") return numberWords(value, 3);
  return typeof value === "string" ? value : valueWords(value);
}

/** "prompt_tokens_fixed is 2,100, limit 1,500 (parameter max_fixed_prompt_tokens)"; derived facts in words. */
export function becauseWords(
  reads: readonly string[],
  item: FactItem,
  facts: Facts,
  parameters: Parameters,
): string {
  const words: string[] = [];
  let before: FactValue;
  let unit = "";
  for (const path of reads) {
    const parameter = parameterName(path);
    if (parameter === undefined) {
      before = shownAt(path, item, facts);
      unit = DERIVED.test(path) ? unitOf(path) : "";
      words.push(factIs(path, before, unit));
    } else if (before !== undefined) {
      // A limit follows the fact that it limits, and says nothing of one that is missing.
      words.push(`limit ${valueWords(parameters[parameter])}${unit} (parameter ${parameter})`);
    }
  }
  return joinUpTo(words);
}

/** A derived fact has no field that a reader could look up by its name. */
const DERIVED = /^(it\.)?d\./;

/** How names of derived facts end, and the unit that says. */
const UNITS: Readonly<Record<string, string>> = {
  _pct: " %",
  _g_kwh: " gCO2e/kWh",
  _b: " billion",
  _gb: " GB",
};
const UNIT_NAMES = /_(?:pct|g_kwh|b|gb)$/;

function unitOf(path: string): string {
  return UNITS[UNIT_NAMES.exec(path)?.[0] ?? ""] ?? "";
}

function factIs(path: string, value: FactValue, unit: string): string {
  const name = path.replace(/^(it\.d|it|d)\./, "");
  if (!DERIVED.test(path)) return `${name} is ${valueWords(value)}`;
  const [, budget] = /^budget_(.+)_met$/.exec(name) ?? [];
  if (budget !== undefined && value === false) return `budgets.${budget} is exceeded`;
  const words = name.replace(UNIT_NAMES, "").replaceAll("_", " ");
  if (typeof value === "boolean") return value ? words : `not ${words}`;
  return `${words} is ${valueWords(value)}${value === undefined ? "" : unit}`;
}

function shownAt(path: string, item: FactItem, facts: Facts): FactValue {
  return item.shown?.get(path)?.elements ?? factAt(path, item, facts);
}

/** Whole numbers in full, so that they can be told from a limit next to them. */
function valueWords(value: FactValue): string {
  if (typeof value === "number") return numberWords(value, Number.isInteger(value) ? 15 : 4);
  if (typeof value === "string") return `"${shorten(value, LONGEST_TEXT)}"`;
  if (Array.isArray(value)) return listWords(value);
  if (value !== undefined && isFactObject(value)) return objectWords(value);
  return value === undefined ? "not stated" : String(value);
}

function objectWords(object: FactObject): string {
  const fields = Object.entries(object).slice(0, MOST_ELEMENTS);
  return fields.map(([name, field]) => `${name} ${valueWords(field)}`).join(", ");
}

function listWords(elements: readonly FactValue[]): string {
  const values = elements.filter((element) => element !== undefined);
  if (values.length === 0) return "empty";
  const shown = values
    .slice(0, MOST_ELEMENTS)
    .map((value) => (typeof value === "string" ? value : valueWords(value)));
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

function joinUpTo(phrases: readonly string[]): string {
  let text = "";
  for (const [index, phrase] of phrases.entries()) {
    const next = text === "" ? phrase : `${text}, ${phrase}`;
    if (next.length > MOST_CHARACTERS)
      return text === ""
        ? shorten(phrase, MOST_CHARACTERS)
        : `${text}, and ${phrases.length - index} more`;
    text = next;
  }
  return text;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${[...text].slice(0, most - 3).join("")}...`;
}

function parameterName(path: string): string | undefined {
  return path.startsWith("params.") ? path.slice("params.".length) : undefined;
}
