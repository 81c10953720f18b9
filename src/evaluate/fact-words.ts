/** Facts in words, for questions and for the reasons of failures. */

import type { FactItem } from "../facts/fact-items.ts";
import { factAt } from "../facts/fact-path.ts";
import { type FactValue, isFactObject } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";

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
  const value = factAt(path, item, facts);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  return typeof value === "string" ? value : valueWords(value, 3);
}

/** "prompt_tokens_fixed is 2,100, limit 1,500 (parameter max_fixed_prompt_tokens)". */
export function becauseWords(
  reads: readonly string[],
  item: FactItem,
  facts: Facts,
  parameters: Parameters,
): string {
  const phrases = reads
    .filter((path) => parameterName(path) === undefined)
    .map((path) => {
      const value = factAt(path, item, facts);
      const name = path.replace(/^(it\.d|it|d)\./, "");
      return `${name} is ${value === undefined ? "not stated" : valueWords(value, 6)}`;
    });
  const limits = reads.flatMap((path) => {
    const name = parameterName(path);
    const value = name === undefined ? undefined : parameters[name];
    return value === undefined ? [] : [`limit ${numberWords(value, 6)} (parameter ${name})`];
  });
  return joinUpTo([...phrases, ...limits]);
}

/** At most that many significant digits, and thousands set apart. */
export function numberWords(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  if (Math.abs(rounded) >= 1e15 || (rounded !== 0 && Math.abs(rounded) < 1e-6))
    return String(rounded);
  const [whole = "0", fraction] = String(rounded).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function valueWords(value: FactValue, digits: number): string {
  if (typeof value === "number") return numberWords(value, digits);
  if (typeof value === "string") return `"${shorten(value, LONGEST_TEXT)}"`;
  if (Array.isArray(value)) return listWords(value, digits);
  if (value !== undefined && isFactObject(value))
    return Object.entries(value)
      .slice(0, MOST_ELEMENTS)
      .map(([name, field]) => `${name} ${valueWords(field, digits)}`)
      .join(", ");
  return value === undefined ? "not stated" : String(value);
}

function listWords(values: readonly FactValue[], digits: number): string {
  if (values.length === 0) return "empty";
  const shown = values
    .slice(0, MOST_ELEMENTS)
    .map((value) => (typeof value === "string" ? value : valueWords(value, digits)));
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
