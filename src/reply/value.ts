/** A reply to the value that a question asks for. A sentence that merely holds a value is discussion. */

import { isDay, parseFullDay } from "./days.ts";
import { example, type ReadValue, readNumberValue } from "./number-value.ts";
import { BOUNDS, type Expected, type Unclear, unclear } from "./reply.ts";
import type { Said } from "./said.ts";

const LEAD_IN =
  /^(?:(?:the )?(?:value|answer|choice)(?: is\s|\s?[:=]\s?)|(?:it is|it's|it’s|that is|that's|that’s|currently|today|we have|we expect|we use|we measured|wert:|antwort:|réponse ?:|valor:)\s)/i;
const INTRODUCED = /^(?:the )?(?:value|answer|wert|antwort|réponse|valor)\s?[:=][ \t]*/i;
/** One word that cannot be a remark, such as eu-north-1, int8 or docs/exit.md. */
const TECHNICAL =
  /^(?=[A-Za-z0-9._/:@~+-]*[A-Za-z])(?=[A-Za-z0-9._/:@~+-]*\d|[A-Za-z0-9._-]+\/[A-Za-z0-9._/-]*\.[a-z])[A-Za-z0-9][A-Za-z0-9._/:@~+-]{2,}[A-Za-z0-9]$/;
const PLACEHOLDER = /^(?:tbd|tba|tbc|todo|unknown|later|pending|fixme|xxx|n\/?a|[^\p{L}\p{N}]*)$/iu;
const TRUE = /^(?:true|yes|on|enabled)$/;
const FALSE = /^(?:false|no|off|disabled)$/;
/** Only these may stand between a value and more words. */
const ENDS =
  /^(?:$|[\s]*$|\s*\n|[.,;:!)。，、](?=\s|$)|\s+[-–—(]|\s*[—–(]|\s+(?:because|since|as|see|weil|parce|porque|omdat)\s)/i;

/** A value, why it is unclear, or nothing when the text does not begin with one. */
export function readValue(
  said: Said,
  text: string,
  expected: Expected,
): ReadValue | Unclear | undefined {
  switch (expected.type) {
    case "number":
      return readNumberOnly(text, expected.unit);
    case "date":
      return readDate(text);
    case "bool":
      return readBool(text);
    case "text":
      return readText(said, text);
    case undefined:
      return undefined;
  }
}

/** Without "it is", "value:" and the like. */
export const withoutLeadIn = (text: string): string => text.replace(LEAD_IN, "");

/** True when nothing but a separator, or a reason, follows. */
export const endsHere = (rest: string): boolean => ENDS.test(rest);

function readNumberOnly(text: string, unit: string | undefined): ReadValue | Unclear | undefined {
  const start = withoutLeadIn(text);
  const read = readNumberValue(start, unit);
  if (read === undefined) return /^[-+$€£¥]?\d/.test(start) ? onlyNumber(unit) : undefined;
  if ("is" in read) return read;
  return endsHere(read.rest) && !MULTIPLIED.test(read.rest) ? read : onlyNumber(unit);
}

/** What follows says that the number is not the whole of it: "per tenant", "each", "times three". */
const MULTIPLIED = /^[\s,;(–—-]*(?:per|each|every|times|pro|par|por|[x×]\s?\d)(?![\p{L}\p{N}])/iu;

const onlyNumber = (unit: string | undefined): Unclear =>
  unclear(`Write ${example(unit)}, and anything else after a comma.`);

function readDate(text: string): ReadValue | Unclear | undefined {
  const start = withoutLeadIn(text);
  const day = parseFullDay(start);
  const rest = start.slice(day?.length ?? 0);
  if (day !== undefined && endsHere(rest)) return { value: day.date, rest };
  return /^\d/.test(start) ? unclear("Write the day as in 2026-11-22.") : undefined;
}

/** The words yes and no are read elsewhere: they may accept what was proposed. */
function readBool(text: string): ReadValue | Unclear | undefined {
  const start = withoutLeadIn(text);
  const word = /^[A-Za-z]{2,8}(?![\p{L}\p{N}\p{M}_/'’-])/u.exec(start)?.[0] ?? "";
  const rest = start.slice(word.length);
  const introduced = start !== text || /^(?:true|false)$/i.test(word);
  if (!introduced || !endsHere(rest)) return undefined;
  if (TRUE.test(word.toLowerCase())) return { value: true, rest };
  return FALSE.test(word.toLowerCase()) ? { value: false, rest } : undefined;
}

function readText(said: Said, text: string): ReadValue | Unclear | undefined {
  const introduced = INTRODUCED.exec(text)?.[0];
  if (introduced !== undefined) {
    const [line = ""] = text.slice(introduced.length).split("\n", 1);
    const rest = text.slice(introduced.length + line.length);
    return bounded(line.trim().replace(/^(["“])(.*)["”]$/, "$2"), rest);
  }
  if (said.quoted !== undefined && said.text === text) {
    return endsHere(said.quoted.rest) ? bounded(said.quoted.text, said.quoted.rest) : undefined;
  }
  return readTechnical(text);
}

function readTechnical(text: string): ReadValue | Unclear | undefined {
  const word = /^\S{1,300}/.exec(text)?.[0].replace(/[.,;:!]+$/, "") ?? "";
  const rest = text.slice(word.length);
  if (!TECHNICAL.test(word) || !endsHere(rest)) return undefined;
  return bounded(word, rest);
}

function bounded(value: string, rest: string): ReadValue | Unclear {
  if (PLACEHOLDER.test(value))
    return unclear("A placeholder is no value yet. Write what it is today.");
  if (value.length > BOUNDS.value)
    return unclear(`A value has at most ${BOUNDS.value} characters.`);
  return { value, rest };
}

/** What was proposed, when it is of the type that was asked for. */
export function proposedValue({ proposed, type }: Expected): string | number | boolean | undefined {
  if (type === "date" && !(typeof proposed === "string" && isDay(proposed))) return undefined;
  return proposed;
}
