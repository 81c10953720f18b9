/** What a good answer to a question is, and where it goes. */

import type { Check } from "../checklist/checklist.ts";
import { fieldName } from "../facts/field-name.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Expected } from "../reply/reply.ts";
import type { Asked } from "../review/gate-checks.ts";
import { type LinePlace, linesText } from "./place-text.ts";

const MOST_FIELDS = 2;

export const ASKED: Record<Asked, string> = {
  owner: "Owner of the policy",
  pm: "Product manager",
  engineering: "Engineering",
};

/** How a format shows text of unknown origin, and names of fields and choices. */
export interface Writer {
  readonly text: (text: string) => string;
  readonly code: (text: string) => string;
}

/** The rest of a sentence that begins with "A good answer". `type` is that of the field, where it is known. */
export function goodAnswer(
  { answer, evidence }: Check,
  asks: "check" | "fields" | "evidence",
  { text, code }: Writer,
  type?: Expected["type"],
): string {
  if (asks === "fields")
    return "is what you know today, be it rough; the manifest can be corrected later.";
  if (asks === "evidence")
    return "is the path of a file in this repository that shows it, or the word of a person who may answer.";
  const shownBy = text(evidence[0] ?? "");
  const choices = (answer.choices ?? []).map((one) => code(one)).join(", ");
  switch (answer.kind) {
    case "value":
      return `${ROUGH[type ?? "any"]} It is best shown by: ${shownBy}.`;
    case "choice":
      return choices === "" ? "is one of the choices." : `is one of ${choices}.`;
    case "yes-no":
      return `is yes or no. It is best shown by: ${shownBy}.`;
    case "reason":
      return `is the reason in a sentence, or what shows it: ${shownBy}.`;
  }
}

const ROUGH: Readonly<Record<NonNullable<Expected["type"]> | "any", string>> = {
  number: "may be rough: a figure, or a low and a high.",
  text: "is a sentence or two.",
  date: "is a day.",
  bool: "is true or false.",
  any: "may be rough: a figure with a low and a high, or a sentence.",
};

/** The fields to fill, by their last word where several items lack the same, and the lines to look at. */
export function destination(
  findings: readonly (LinePlace & { readonly missing: readonly string[] })[],
  manifest: Manifest,
  { code }: Writer,
): string {
  const paths = findings.flatMap(({ missing }) => missing.map((one) => fieldName(one, manifest)));
  const fields = [...new Set(findings.length > 1 ? paths.map(lastWord) : paths)];
  const named = fields.slice(0, MOST_FIELDS).map((one) => code(one));
  const more = fields.length - named.length;
  const at = linesText(findings);
  if (named.length === 0) return `It is about ${at}.`;
  return `It goes into ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}, ${at}.`;
}

function lastWord(field: string): string {
  return field.split(".").at(-1) ?? field;
}
