/** The question for what shows that a text in the manifest is true, where a check is too important for words alone. */

import type { Check } from "../checklist/checklist.ts";
import type { Claim } from "./judge.ts";

/** More of the same kind would not be read. */
const MOST_CLAIMS = 3;
const LONGEST_LINK = 120;

export function evidenceQuestion({ title }: Check, claims: readonly Claim[]): string {
  const [first] = claims;
  const more = claims.length - MOST_CLAIMS;
  const said = claims.slice(0, MOST_CLAIMS).map(wordsFor);
  const rest = more > 0 ? [`And ${more} more of this kind.`] : [];
  return [...said, ...rest, `${askFor(first)}: "${title.replace(/\.$/, "")}"?`].join(" ");
}

function wordsFor({ field, proof }: Claim): string {
  switch (proof.is) {
    case "no-link":
      return `${field} is a text without a link to anything that shows it.`;
    case "absent":
      return `${field} names ${shorten(proof.link)}, and no such file stands in the repository.`;
    case "not-looked-up":
      return `${field} names ${shorten(proof.link)}, which nobody has looked up.`;
    case "elsewhere":
      return `${field} names ${shorten(proof.link)}, where Greenlight cannot look.`;
  }
}

function askFor(claim: Claim | undefined): string {
  const isThere = claim?.proof.is === "elsewhere" || claim?.proof.is === "not-looked-up";
  return isThere ? "Does it show this" : "What shows this";
}

function shorten(link: string): string {
  return link.length <= LONGEST_LINK ? link : `${[...link].slice(0, LONGEST_LINK).join("")}...`;
}
