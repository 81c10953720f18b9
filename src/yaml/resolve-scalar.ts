/** Unquoted text to what it means in YAML 1.2 (core schema): empty, true or false, a number, or text. */

export type ScalarValue = string | number | boolean | null;

/** A number that cannot be held as it is written. */
export interface Refused {
  readonly refused: string;
}

export function resolveScalar(source: string): ScalarValue | Refused {
  // Most text is told from everything else by its first character.
  if (!/^[-+.\d~nNtTfF]/.test(source)) return source === "" ? null : source;
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (NUMBER.test(source)) return toNumber(source);
  return /^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(source) ? NOT_FINITE : source;
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...["~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

const NUMBER = /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/;

function toNumber(source: string): number | Refused {
  const value = Number(source);
  if (!Number.isFinite(value)) return TOO_LARGE;
  if (value === 0) return /^[^eE]*[1-9]/.test(source) ? TOO_SMALL : 0;
  // With a point or an exponent, a number is a measurement, and its last digits are not relied on.
  const whole = Number.isSafeInteger(value) || /[.eE]/.test(source.replace(/^0x.*/, ""));
  return whole ? value : TOO_LONG;
}

const NOT_FINITE: Refused = {
  refused: "must be a finite number. Write one, or put text in quotes.",
};
const TOO_LARGE: Refused = {
  refused: "is a number too large to hold. Write one below 1e308, or put text in quotes.",
};
const TOO_SMALL: Refused = {
  refused: "is a number too small to hold, and would become 0. Write 0 or a larger number.",
};
const TOO_LONG: Refused = {
  refused:
    "is a whole number beyond 9007199254740991, and would lose digits. Write it as 1.2e16, or in quotes if it is an id.",
};

/**
 * "40.000" and "2.100" are thousands to some and thousandths to others. Who writes a fraction by hand leaves
 * its last zeros out; what programs write is another matter.
 */
export function twoReadings(source: string): Refused | undefined {
  const [, whole, tail] = /^[-+]?([1-9]\d{0,2})\.(\d\d0)$/.exec(source) ?? [];
  if (whole === undefined || tail === undefined) return undefined;
  const fraction = Number(`${whole}.${tail}`);
  return {
    refused: `may be meant as ${fraction} or as ${whole},${tail}. Write ${fraction} or ${whole}${tail}.`,
  };
}
