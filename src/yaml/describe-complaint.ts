/** A complaint of the schema to words: what is wrong, and what to write instead. */

import { type Complaint, hasOwnWords } from "./complaint.ts";
import { demand, knownKeys } from "./demand.ts";
import { nearest } from "./nearest.ts";
import { numberAdvice } from "./number-advice.ts";
import { excerpt, listed, quote } from "./quote.ts";

/** What is to be known of the place that a complaint is about, asked only where it is needed. */
export interface Surroundings {
  /** What the schema says of the field. */
  readonly description: () => string | undefined;
  /** Where else the key may stand. */
  readonly elsewhere: () => readonly string[];
}

/** `source` is a scalar as its author wrote it. */
export function describeComplaint(
  complaint: Complaint,
  source: string | undefined,
  { description, elsewhere }: Surroundings,
): string {
  const { issue, own, written } = complaint;
  if (issue.code === "unrecognized_keys") return unknownKey(complaint, elsewhere);
  if (issue.code === "invalid_key") return own ?? describeKey(complaint);
  if (own !== undefined) return inOwnWords(own, complaint, source);
  const wanted = demandOfAll(complaint);
  if (written === undefined) return `is missing. ${toWrite(wanted)}`;
  if (written === null) return `has no value. ${toWrite(wanted)}`;
  const advised = advice(wanted, complaint, source, description);
  return `must ${wanted}${instead(complaint, source)}.${advised === undefined ? "" : ` ${advised}`}`;
}

function inOwnWords(
  own: string,
  { issue, written }: Complaint,
  source: string | undefined,
): string {
  const [, asked] = written === undefined ? (/^must be (.*)$/.exec(own) ?? []) : [];
  if (asked !== undefined) return `is missing. Write ${asked}.`;
  return issue.code === "invalid_format"
    ? `${own.replace(/\.$/, "")}${youWrote(written, source)}.`
    : own;
}

/** The known key that an unknown one was probably meant to be; one that is not there yet is likelier. */
export function meantKey({ path, schema, written }: Complaint): string | undefined {
  const key = String(path.at(-1));
  const known = knownKeys(schema);
  const present = typeof written === "object" && written !== null ? written : {};
  return (
    nearest(
      key,
      known.filter((name) => !Object.hasOwn(present, name)),
    ) ?? nearest(key, known)
  );
}

function unknownKey(complaint: Complaint, elsewhere: Surroundings["elsewhere"]): string {
  const meant = meantKey(complaint);
  if (meant !== undefined) return `unknown key. Did you mean ${quote(meant)}?`;
  const places = elsewhere();
  if (places.length > 0) return `unknown key here. It goes elsewhere: ${places.join(" or ")}.`;
  const known = knownKeys(complaint.schema);
  return known.length > 0
    ? `unknown key. Known keys: ${listed(known)}.`
    : "unknown key. Remove it.";
}

function describeKey({ issue, ...rest }: Complaint): string {
  const [inner] = issue.code === "invalid_key" ? issue.issues : [];
  if (!inner) return "this key is not allowed.";
  return hasOwnWords(inner) ? inner.message : `this key must ${demand({ ...rest, issue: inner })}.`;
}

function demandOfAll(complaint: Complaint): string {
  const { choices } = complaint;
  if (choices.length === 0) return demand(complaint);
  const demands = [...new Set(choices.map((choice) => choice.own ?? demandOfAll(choice)))];
  return demands.join(" or ").replaceAll(" or be ", " or ");
}

const toWrite = (wanted: string): string =>
  wanted.startsWith("be ") ? `Write ${wanted.slice(3)}.` : `It must ${wanted}.`;

/** What stands there instead of what was asked for. */
function instead({ issue, choices, written }: Complaint, source: string | undefined): string {
  if (issue.code === "invalid_type" || choices.length > 0) {
    return `${notThisKind(issue, written)}${youWrote(written, source)}`;
  }
  if (issue.code === "invalid_value") {
    // In quotes it is text, and looks the same.
    if (
      typeof written === "string" &&
      issue.values.some((one) => one !== written && String(one) === written)
    )
      return `, not text (you wrote ${quote(written)}). Write ${written}, without quotes`;
    return typeof written === "object"
      ? notThisKind(issue, written)
      : youWrote(written, source, issue.values);
  }
  const isSize = issue.code === "too_small" || issue.code === "too_big";
  return isSize && typeof written !== "number" ? sizeOf(written) : youWrote(written, source);
}

function sizeOf(written: unknown): string {
  const sized = typeof written === "string" || Array.isArray(written) ? written.length : 0;
  return sized > 0 ? ` (it has ${sized})` : "";
}

function youWrote(
  written: unknown,
  source: string | undefined,
  values: readonly unknown[] = [],
): string {
  if (typeof written === "object" || written === undefined) return "";
  const shown = typeof written === "string" ? quote(written) : excerpt(source ?? String(written));
  const meant = nearest(String(written), values.map(String));
  return ` (you wrote ${shown}${meant === undefined ? "" : `; did you mean ${quote(meant)}?`})`;
}

function notThisKind(issue: Complaint["issue"], written: unknown): string {
  const isSaid = issue.code === "invalid_type" && issue.expected === "int";
  return typeof written === "boolean" || (isSaid && typeof written === "number")
    ? ""
    : `, not ${kindOf(written)}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return typeof value === "string" ? "text" : "a number";
}

/** The value that was probably meant, where it can be told, as a sentence. */
function advice(
  wanted: string,
  { written, path }: Complaint,
  source: string | undefined,
  description: () => string | undefined,
): string | undefined {
  const takes = (noun: string): boolean => wanted.startsWith("be ") && wanted.includes(noun);
  if (source === undefined) return undefined;
  if (typeof written !== "string" && takes("text")) return `Put it in quotes: ${quote(source)}.`;
  if (takes("a number") || takes("a whole number")) {
    if (typeof written !== "string") return undefined;
    const takesRange = takes("a mapping");
    return numberAdvice(written, {
      key: String(path.at(-1)),
      takesRange,
      description: description(),
    });
  }
  if (takes("true or false")) return switchAdvice(source);
  return takes("a list") ? `Write [${listed([source])}].` : undefined;
}

function switchAdvice(written: string): string | undefined {
  if (/^(true|yes|on|y)$/i.test(written)) return "Write true.";
  return /^(false|no|off|n)$/i.test(written) ? "Write false." : undefined;
}
