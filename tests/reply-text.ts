import { parseReply } from "../src/reply/parse-reply.ts";
import type { Expected, Reply } from "../src/reply/reply.ts";

/** A Wednesday. */
export const ON = "2026-11-25";

export const YES_NO: Expected = { kind: "yes-no" };
export const REASON: Expected = { kind: "reason" };
export const TEXT: Expected = { kind: "value", type: "text" };
export const NUMBER: Expected = { kind: "value", type: "number", unit: "Wh" };
export const PLAIN_NUMBER: Expected = { kind: "value", type: "number" };
export const CHOICE: Expected = {
  kind: "choice",
  choices: ["open-standard", "portable", "proprietary"],
};

/** What a reply says in one line, such as `no (we tried) [docs/a.md]`. An unclear one without its hint. */
export function says(body: string, expected: Expected): string {
  return inOneLine(parseReply(body, expected, ON));
}

export function inOneLine(reply: Reply): string {
  switch (reply.is) {
    case "unclear":
    case "discussion":
      return reply.is;
    case "reassign":
      return `to ${reply.to}${reply.until === undefined ? "" : ` by ${reply.until}`}`;
    case "value": {
      const range = reply.low === undefined ? "" : ` of ${reply.low} to ${reply.high}`;
      return `${JSON.stringify(reply.value)}${range}${grounds(reply)}`;
    }
    default:
      return `${reply.is}${grounds(reply)}`;
  }
}

function grounds({
  reason,
  evidence,
}: {
  reason?: string | undefined;
  evidence?: string | undefined;
}) {
  return `${reason === undefined ? "" : ` (${reason})`}${evidence === undefined ? "" : ` [${evidence}]`}`;
}
