/** Whether what follows a number is the unit that was asked for. */

/** Ways to write one unit. The first is ours. */
const SAME: readonly (readonly string[])[] = [
  ["%", "percent", "per cent", "pct", "prozent", "pour cent"],
  ["usd", "$", "us$", "dollar", "dollars", "us dollars"],
  ["eur", "€", "euro", "euros"],
  ["ms", "millisecond", "milliseconds", "msec"],
  ["s", "sec", "second", "seconds"],
  ["h", "hour", "hours"],
  ["wh", "watt hour", "watt hours", "watt-hours"],
  ["kwh", "kilowatt hours", "kilowatt-hours"],
  ["gco2e", "g co2e", "gco2", "g co2", "g"],
  ["kgco2e", "kg co2e", "kgco2", "kg co2", "kg"],
  ["l", "litre", "litres", "liter", "liters"],
];
const NUMBER_OF = /^(?:us ?)?[$€]\s?/i;
const LETTER_NEXT = /^[\p{L}\p{N}$€%/²³]/u;

/** The text without the sign of a currency before the number, or nothing when another one is asked for. */
export function withoutCurrency(text: string, unit: string | undefined): string | undefined {
  const found = NUMBER_OF.exec(text)?.[0];
  if (found === undefined) return text;
  return unit !== undefined && isUnit(found.trim(), unit) ? text.slice(found.length) : undefined;
}

/** What follows the unit and its period, or the text itself when neither is there. */
export function afterUnit(text: string, unit: string | undefined): string {
  const period = PERIODS.find(([ending]) => unit?.endsWith(ending))?.[1];
  const rest = afterName(text, unit, period);
  return period === undefined ? rest : rest.replace(period, "");
}

/** How a period is written behind a number, by how the unit ends. Another period is not taken for it. */
const PERIODS: readonly (readonly [ending: string, written: RegExp])[] = [
  [
    "per month",
    /^\s{0,3}(?:(?:a|per|each|every|pro|im|par|al|por|à la) (?:month|monat|mois|mes|mês)|\/ ?(?:month|mo|monat|mois)|monthly|monatlich|mensuels?)(?![\p{L}\p{N}])/iu,
  ],
];

function afterName(text: string, unit: string | undefined, period: RegExp | undefined): string {
  const rest = text.replace(/^[ \t\u00a0\u202f]+/, "");
  for (const written of waysToWrite(unit)) {
    if (!rest.toLowerCase().startsWith(written.toLowerCase())) continue;
    const after = rest.slice(written.length);
    const isWhole = !LETTER_NEXT.test(after) || period?.test(after) === true;
    if (isWhole && isUnit(rest.slice(0, written.length), unit ?? "%")) return after;
  }
  return text;
}

/** Longest first, so that "USD per month" is not taken for USD and something unknown. */
function waysToWrite(unit: string | undefined): string[] {
  if (unit === undefined) return ["%", "percent", "per cent"];
  // Of what a product counts, the last word is what it is: of "user sessions", sessions and not users.
  const name = unit.replace(/ per .*$/, "");
  const last = name.split(" ").at(-1) ?? name;
  const ways = [unit, name, last].flatMap((one) => [
    one,
    ...sameAs(one),
    `${one}s`,
    one.replace(/s$/, ""),
  ]);
  return [...new Set(ways)]
    .filter((one) => one !== "")
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

const sameAs = (unit: string): readonly string[] =>
  SAME.find((ways) => ways.includes(unit.toLowerCase())) ?? [];

/** Case does not count, except for milli and mega. */
function isUnit(written: string, unit: string): boolean {
  if (/^m/i.test(written) && /^m/i.test(unit) && written.length === unit.length)
    return written.charAt(0) === unit.charAt(0);
  return waysToWrite(unit).some((one) => one.toLowerCase() === written.toLowerCase());
}
