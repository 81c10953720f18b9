/** A few words of a person to the value that YAML reads in them. */

import { EVENT_ID } from "js-yaml";
import { checkText } from "../yaml/check-text.ts";
import type { Document } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readValue } from "../yaml/read-value.ts";
import { nodesOf } from "./node.ts";
import type { PlainValue } from "./plain-value.ts";
import { faultOf } from "./value-fault.ts";

export type ReadPlainValue =
  | { readonly ok: true; readonly value: PlainValue }
  | { readonly ok: false; readonly because: string };

const MAX_LENGTH = 4000;

/** "0.4", "true", "int8", "[a, b]", "{ min: 1 }". One line, without anchors, aliases and tags. */
export function readPlainValue(text: string): ReadPlainValue {
  const because = (reason: string): ReadPlainValue => ({ ok: false, because: reason });
  if (text.length > MAX_LENGTH)
    return because(`the value is longer than ${MAX_LENGTH} characters, the limit`);
  if (/[\n\r\uFEFF]/.test(text)) return because("the value must be on one line");

  const line = `value: ${text.trim()}`;
  const unreadable = faultOf(text) ?? (checkText(line).length > 0 ? NO_TEXT : undefined);
  if (unreadable !== undefined) return because(unreadable);
  const read = readDocument(line);
  if (!read.ok) return because(firstOf(read.faults));
  const { faults } = readValue(read.document);
  if (faults.length > 0) return because(firstOf(faults));
  const reason = whatIsOdd(read.document, line);
  if (reason !== undefined) return because(reason);

  const { value } = nodesOf(read.document).parts[0]?.value ?? {};
  const fault = faultOf(value);
  return fault === undefined ? { ok: true, value: value as PlainValue } : because(fault);
}

const firstOf = ([first]: readonly Fault[]): string =>
  first?.say().replace(/\.$/, "") ?? "it cannot be read";

/** What a manifest may hold, and what says nothing or something else in a few words of a person. */
function whatIsOdd(document: Document, line: string): string | undefined {
  if (document.events.some((event) => event.type === EVENT_ID.ALIAS || hasAnchor(event)))
    return 'anchors and aliases are not read here: put text that begins with "&" or "*" in quotes';
  const root = nodesOf(document);
  const [only, second] = root.parts;
  if (only === undefined || second !== undefined) return "the value must be one value";
  if (only.value.style === "block") return 'put text that begins with "|" or ">" in quotes';
  return line.slice(only.value.end).trim() === "" ? undefined : COMMENT;
}

const hasAnchor = (event: Document["events"][number]): boolean =>
  "anchorStart" in event && event.anchorStart >= 0;

const NO_TEXT = "the value has characters in it that are no text";

const COMMENT = 'what follows " #" would be lost: put the text in quotes';
