/** Text where a number belongs, to the number that was meant, or to what the field takes. */

import { quote } from "./quote.ts";

/** The field that the number is for. */
export interface NumberField {
  /** Its key, which names its unit, as `growth_gb_month` does. */
  readonly key: string;
  /** What the schema says of it. */
  readonly description: string | undefined;
  /** True where a range may stand instead. */
  readonly takesRange: boolean;
}

/** A sentence, or nothing. It never names a number of another size than was written. */
export function numberAdvice(written: string, field: NumberField): string | undefined {
  // No longer text is a number by mistake, and the patterns are slow on long ones.
  if (written.length > 60) return undefined;
  const text = written.trim();
  const range = field.takesRange ? rangeIn(text) : undefined;
  if (range !== undefined) return `Write { value: ..., low: ${range[0]}, high: ${range[1]} }.`;
  const [, number, rest] = NUMBER.exec(text) ?? [];
  const value = number === undefined ? undefined : ungrouped(number);
  if (number !== undefined && value !== undefined) return withUnit(number, value, rest, field);
  return /\d/.test(text) ? takes(field) : undefined;
}

function withUnit(
  number: string,
  value: string,
  rest: string | undefined,
  field: NumberField,
): string {
  if (rest === undefined) return `Write ${value}${number === value ? ", without quotes" : ""}.`;
  const factor = factorOf(rest, unitOf(field.key));
  if (factor === undefined) return takes(field);
  if (factor === 1) return `Write ${value}, without ${quote(rest)}.`;
  return `Write ${Number((Number(value) * factor).toPrecision(12))}.`;
}

/** Thousands are set apart by one kind of mark, and begin with no zero; a point is one only where there are two. */
const DIGITS = String.raw`[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[_' ]\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3}){2,}|\d*\.\d+|\d+\.?`;
const NUMBER = new RegExp(String.raw`^([-+]?(?:${DIGITS}))(?![\d.,])\s*(\D.*)?$`);
const RANGE = new RegExp(String.raw`^(${DIGITS})\s*(?:-|–|\.\.|to)\s*(${DIGITS})$`, "i");

/** Undefined where one point may stand before thousands. */
function ungrouped(number: string): string | undefined {
  if (/^[-+]?[1-9]\d{0,2}\.\d{3}$/.test(number)) return undefined;
  const points = number.split(".").length - 1;
  return points > 1 ? number.replaceAll(".", "") : number.replace(/[,_' ]/g, "");
}

function rangeIn(text: string): readonly [string, string] | undefined {
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from === undefined || to === undefined || /^0\d/.test(to)) return undefined;
  const [low, high] = [ungrouped(from), ungrouped(to)];
  if (low === undefined || high === undefined) return undefined;
  return Number(low) < Number(high) ? [low, high] : undefined;
}

const takes = ({ description }: NumberField): string =>
  `It takes a number alone${description === undefined ? "." : `: ${description}`}`;

type Family = Readonly<Record<string, number>>;

/** Units that are multiples of each other, in lower case. */
const FAMILIES: readonly Family[] = [
  { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, pb: 1e15 },
  { wh: 1, kwh: 1e3, mwh: 1e6, gwh: 1e9 },
  { w: 1, kw: 1e3, mw: 1e6 },
  { g: 1, kg: 1e3, t: 1e6 },
  { ml: 1e-3, l: 1, m3: 1e3 },
  { ms: 1e-3, s: 1, min: 60, h: 3600, days: 86_400 },
  { months: 1, years: 12 },
  { k: 1e3, m: 1e6, b: 1e9, t: 1e12 },
  { pct: 1 },
  { usd: 1 },
  { tokens: 1 },
];

const OTHER_NAMES: Readonly<Record<string, string>> = {
  "%": "pct",
  percent: "pct",
  $: "usd",
  dollars: "usd",
  token: "tokens",
  gco2e: "g",
  kgco2e: "kg",
  tco2e: "t",
  watts: "w",
  hour: "h",
  hours: "h",
  hrs: "h",
  minutes: "min",
  seconds: "s",
  sec: "s",
  day: "days",
  d: "days",
  month: "months",
  year: "years",
  litres: "l",
  liters: "l",
  billion: "b",
  bn: "b",
  million: "m",
};

const MAGNITUDES: readonly (readonly [RegExp, number])[] = [
  [/^(k|thousand)(?![a-z])\s*/i, 1e3],
  [/^(M|million|mio|mn)(?![A-Za-z])\s*/, 1e6],
  [/^(bn|billion)(?![a-z])\s*/i, 1e9],
];

const nameOf = (unit: string): string => {
  const plain = unit.trim().toLowerCase();
  return Object.hasOwn(OTHER_NAMES, plain) ? (OTHER_NAMES[plain] ?? plain) : plain;
};

/** What one of the key's own unit is, among its multiples. */
interface OwnUnit {
  readonly family: Family;
  readonly size: number;
}

/** The unit that a key names: the first word of it that is one, before "per" and the month of a rate. */
function unitOf(key: string): OwnUnit | undefined {
  if (/g_kwh$/.test(key)) return undefined;
  const words = key
    .replace(/_per_.*$/, "")
    .replace(/_month$/, "")
    .split("_");
  for (const [at, word] of words.entries()) {
    if (word.length === 1 && word !== "w" && at < words.length - 1) continue;
    const name = nameOf(word);
    const family = familiesOf(name).at(0);
    if (family !== undefined) return { family, size: family[name] ?? 1 };
  }
  return undefined;
}

const familiesOf = (name: string): readonly Family[] =>
  FAMILIES.filter((family) => Object.hasOwn(family, name));

/** What a number before this text has to be multiplied by; undefined where that cannot be told. */
function factorOf(text: string, own: OwnUnit | undefined): number | undefined {
  return factorOfUnit(text, own) ?? factorOfMagnitude(text, own);
}

function factorOfUnit(text: string, own: OwnUnit | undefined): number | undefined {
  const unit = nameOf(text);
  // Milliwatts are no megawatts.
  if (own === undefined || !Object.hasOwn(own.family, unit) || /^m[Ww]/.test(text))
    return undefined;
  return (own.family[unit] ?? 1) / own.size;
}

function factorOfMagnitude(text: string, own: OwnUnit | undefined): number | undefined {
  for (const [pattern, magnitude] of MAGNITUDES) {
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) continue;
    const rest = text.slice(found.length);
    // "500M" of a disk is 500 MB to many, and "5 M" of a wait five minutes.
    if (rest === "") return own !== undefined && hasMultiples(own) ? undefined : magnitude;
    const factor = factorOfUnit(rest, own);
    return factor === undefined ? undefined : magnitude * factor;
  }
  return undefined;
}

function hasMultiples({ family }: OwnUnit): boolean {
  return Object.keys(family).length > 1;
}
