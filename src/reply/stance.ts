/** A clause to the answer that it begins with. */

import {
  BECAUSE,
  CLAUSE_STARTS,
  type Follow,
  LONGEST_PHRASE,
  PHRASES,
  type Stance,
} from "./answer-words.ts";
import type { Clause } from "./clauses.ts";

export interface Found {
  readonly stance: Stance;
  /** Words of the clause that are the answer. */
  readonly length: number;
}

/** The longest phrase counts: "not applicable" before "not", "no idea" before "no". */
export function stanceOf(clause: Clause | undefined, after: Clause | undefined): Found | undefined {
  if (clause === undefined) return undefined;
  const most = Math.min(LONGEST_PHRASE, clause.words.length);
  for (let length = most; length > 0; length -= 1) {
    const phrase = PHRASES.get(clause.words.slice(0, length).join(" "));
    if (phrase === undefined) continue;
    const next = clause.words[length];
    if (mayFollow(phrase.follow, next, clause, after)) return { stance: phrase.stance, length };
    if (phrase.follow !== "a reason") return { stance: "doubtful", length };
  }
  return undefined;
}

function mayFollow(
  follow: Follow,
  next: string | undefined,
  clause: Clause,
  after: Clause | undefined,
): boolean {
  const reason = next !== undefined && BECAUSE.has(next);
  switch (follow) {
    case "anything":
      return true;
    case "a clause":
      return next === undefined || reason || CLAUSE_STARTS.has(next);
    case "a reason":
      return next === undefined || reason;
    case "a reason only":
      return reason || (next === undefined && reasonFollows(clause, after));
  }
}

function reasonFollows(clause: Clause, after: Clause | undefined): boolean {
  return !clause.endsSentence && BECAUSE.has(after?.words[0] ?? "");
}
