/** What follows an answer to the reason, and to the link or path that shows it. */

import { evidenceIn } from "./evidence.ts";
import { BOUNDS, type Grounds } from "./reply.ts";

/** A dot before a letter begins a path. */
const SEPARATORS = /^(?:[\s,;:!…–—。、，：；！-]|\.+(?=\s|$)|\.{2,}(?!\/))+/;
const IN_BRACKETS = /^\(([^()]*)\)[.!]?$/;
/** Words that only open a reason. "Because of" stays, or the rest reads as nothing. */
const OPENERS =
  /^(?:(?:because|cuz|'cause|bc|b\/c|weil|denn|parce que|porque|perch[éè]|omdat|fordi|eftersom|ponieważ|gdyż|protože)(?! (?:of|de|du|des)\s)|(?:the )?reason(?:(?: is)? ?[:-]| is(?: that)?)|grund ?:|raison ?:|motivo ?:)[\s,:]+/iu;
/** Politeness and repetition are no reason. */
const PLEASANTRIES = new Set(
  "yes yep no nope of course indeed sure absolutely definitely certainly correct exactly sir thanks thank you thx please cheers danke bitte merci gracias grazie tak".split(
    " ",
  ),
);

/** The reason in one line, and what it points to. */
export function groundsIn(rest: string): Grounds {
  const reason = reasonIn(rest);
  if (reason === undefined) return {};
  const evidence = evidenceIn(reason);
  return evidence === undefined ? { reason: cut(reason) } : { reason: cut(reason), evidence };
}

function reasonIn(rest: string): string | undefined {
  const line = rest.replace(/\s+/g, " ").replace(SEPARATORS, "").trim();
  const reason = line.replace(IN_BRACKETS, "$1").replace(OPENERS, "").replace(SEPARATORS, "");
  const words = reason.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.every((word) => PLEASANTRIES.has(word))) return undefined;
  return reason;
}

/** Between characters, not within one. */
function cut(reason: string): string {
  if (reason.length <= BOUNDS.reason) return reason;
  return `${Array.from(reason.slice(0, BOUNDS.reason)).slice(0, -1).join("").trimEnd()}…`;
}
