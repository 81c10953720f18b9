/** One value to YAML text of one line, which reads back as that value and looks as people write it. */

import { printable } from "../yaml/quote.ts";
import { resolveScalar } from "../yaml/resolve-scalar.ts";

export interface ScalarContext {
  /** Within brackets, where a comma ends a text. */
  readonly inFlow: boolean;
  /** The quotes that stand there already, or that the whole file uses. */
  readonly quotes?: "single" | "double" | undefined;
}

export function writeScalar(value: string | number | boolean, context: ScalarContext): string {
  if (typeof value === "string") return writeText(value, context);
  return typeof value === "number" ? writeNumber(value) : String(value);
}

/** Decimal notation as far as people write it; a number outside that keeps its exponent. */
export function writeNumber(value: number): string {
  if (Math.abs(value) >= 1e15) return value.toExponential().replace("+", "");
  const text = String(value === 0 ? 0 : value);
  const [, sign = "", digits = "", places = ""] = /^(-?)([\d.]+)e-(\d+)$/.exec(text) ?? [];
  if (digits === "" || Number(places) > 20) return text;
  return `${sign}0.${"0".repeat(Number(places) - 1)}${digits.replace(".", "")}`;
}

/** A key is text whatever it looks like to old readers, and `on` is one that manifests have. */
export function writeKey(key: string, context: ScalarContext): string {
  const isBare =
    context.quotes === undefined && isWritable(key, true) && resolveScalar(key) === key;
  return isBare ? key : writeText(key, context);
}

function writeText(value: string, { inFlow, quotes }: ScalarContext): string {
  if (quotes === "double") return doubleQuoted(value);
  if (quotes === "single" && printable(value) === value) return `'${value.replaceAll("'", "''")}'`;
  return isPlain(value, inFlow) ? value : doubleQuoted(value);
}

/** True when no reader of YAML, old or new, takes the text without quotes for anything else. */
const isPlain = (text: string, inFlow: boolean): boolean =>
  isWritable(text, inFlow) &&
  resolveScalar(text) === text &&
  !WORDS.test(text) &&
  !NUMBERS.test(text);

/** True when all of the text is one word or sentence of YAML, and can be seen. */
function isWritable(text: string, inFlow: boolean): boolean {
  if (!/^[\p{L}\p{N}_./(]/u.test(text) || text.endsWith(" ") || printable(text) !== text)
    return false;
  return !/: |:$| #|^\.\.\./.test(text) && !(inFlow && /[,[\]{}]/.test(text));
}

// What YAML 1.1 reads as true, false or nothing, and as numbers: 12:30 and 1_000 are among them.
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const NUMBERS = /^(?:[\d_.,:]+|[\d_.]+e[-+]?\d+|0[xob][\da-f_]+|\.inf|\.nan)$/i;

function doubleQuoted(text: string): string {
  const escaped = [...text].map((char) => ESCAPES[char] ?? visible(char));
  return `"${escaped.join("")}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** What a reader cannot see, as its number. */
function visible(char: string): string {
  if (printable(char) === char) return char;
  const code = (char.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
