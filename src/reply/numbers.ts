/** A number as people write it to its value. Where a separator can mean two things, it is not guessed. */

export type ReadNumber =
  | { readonly ok: true; readonly value: number; readonly rest: string; readonly factor: number }
  | { readonly ok: false; readonly ambiguous: boolean };

const GROUPED = String.raw`(?:[ \u00a0\u2009\u202f'’_]\d{3}(?!\d))`;
const NUMBER = new RegExp(
  String.raw`^([-−]?)(\d+(?:\.\d+)?[eE][+-]?\d{1,2}(?![\p{L}\d])|\d{1,3}${GROUPED}+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)`,
  "u",
);
const LONGEST = 40;
/** Lower-case "m" may be milli, and upper-case "B" bytes or billions. */
const FACTORS: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["K", 1e3],
  ["thousand", 1e3],
  ["tausend", 1e3],
  ["tsd", 1e3],
  ["M", 1e6],
  ["mio", 1e6],
  ["Mio", 1e6],
  ["million", 1e6],
  ["millions", 1e6],
  ["Million", 1e6],
  ["Millionen", 1e6],
  ["bn", 1e9],
  ["billion", 1e9],
  ["Mrd", 1e9],
]);
const FACTOR = /^\s?(\p{L}{1,9})\.?(?!\p{L})/u;

/** `unit` wins over a factor that is written the same. */
export function readNumber(text: string, unit: string | undefined): ReadNumber | undefined {
  const found = NUMBER.exec(text.slice(0, LONGEST));
  if (found === null) return undefined;
  const [all, sign, digits = ""] = found;
  const plain = plainDigits(digits);
  if (plain === undefined || all.length >= LONGEST) return { ok: false, ambiguous: true };
  const after = text.slice(all.length);
  const factor = readFactor(after, unit);
  const value = scale(plain, factor?.by ?? 1) * (sign === "" ? 1 : -1);
  if (!Number.isFinite(value)) return { ok: false, ambiguous: false };
  return { ok: true, value, rest: factor?.rest ?? after, factor: factor?.by ?? 1 };
}

/** Through decimal text, so that 1.1 million is 1100000 and nothing behind it. */
export function scale(plain: string | number, by: number): number {
  return Number(/e/i.test(String(plain)) ? Number(plain) * by : `${plain}e${Math.log10(by)}`);
}

function readFactor(
  after: string,
  unit: string | undefined,
): { readonly by: number; readonly rest: string } | undefined {
  const found = FACTOR.exec(after.slice(0, LONGEST));
  const word = found?.[1];
  if (found === null || word === undefined || word === unit) return undefined;
  const by = FACTORS.get(word);
  return by === undefined ? undefined : { by, rest: after.slice(found[0].length) };
}

/** Digits with at most one dot, or nothing when the separators can be read in two ways. */
function plainDigits(digits: string): string | undefined {
  if (/[eE]/.test(digits)) return digits;
  const joined = digits.replace(/[ \u00a0\u2009\u202f'’_]/g, "");
  const marks = joined.replace(/\d/g, "");
  if (marks === "") return joined;
  if (joined !== digits) return marks.length === 1 ? joined.replace(",", ".") : undefined;
  if (marks.length === 1) return oneSeparator(joined, marks);
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(joined)) return joined.replaceAll(",", "");
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(joined))
    return joined.replaceAll(".", "").replace(",", ".");
  return undefined;
}

/**
 * "1.200" and "1,412" are thousands to some and thousandths to others.
 * "1,200" is taken for thousands: nobody measures in hundredths and writes two zeros behind them.
 */
function oneSeparator(digits: string, mark: string): string | undefined {
  const [whole = "", tail = ""] = digits.split(mark);
  const decimal = `${whole}.${tail}`;
  if (tail.length !== 3 || whole.length > 3 || /^0/.test(whole)) return decimal;
  return mark === "," && tail.endsWith("00") ? whole + tail : undefined;
}
