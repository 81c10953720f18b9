/** A statement as a reader is told it, in one line. It holds its author's own text, which is escaped where it is shown. */

import type { Said } from "./statement.ts";

export function saidWords(said: Said): string {
  switch (said.is) {
    case "yes":
    case "no":
      return withGrounds(said.is, said.reason);
    case "not-applicable":
      return withGrounds("not applicable", said.reason);
    case "value":
      return withGrounds(valueWords(said), said.reason);
    case "reason":
      return said.reason;
    case "reassign":
      return said.until === undefined ? `ask ${said.to}` : `ask ${said.to}, by ${said.until}`;
    case "waive":
      return said.kind === "other" ? said.because : `${said.kind}, ${said.because}`;
    case "unclear":
      return "something that is no answer yet";
  }
}

function withGrounds(word: string, reason: string | undefined): string {
  return reason === undefined ? word : `${word}: ${reason}`;
}

function valueWords({ value, low, high }: Extract<Said, { readonly is: "value" }>): string {
  return low === undefined || high === undefined ? String(value) : `${value} (${low} to ${high})`;
}
