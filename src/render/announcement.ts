/** What new questions are announced with: the only text of the bot that mentions anybody, and it is posted once. */

import { type Ask, isNewlyAsked } from "../answers/ask.ts";
import { ASKED } from "./answer-hint.ts";
import { codeSpan } from "./escape-markdown.ts";
import { count } from "./headline.ts";

/** A login that a mention of ours may hold: nothing else becomes one. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
const MOST_NUMBERS = 10;

interface Announced {
  readonly asks: readonly Ask[];
  readonly diff: ReadonlyMap<string, unknown>;
  readonly hasScorecard: boolean;
}

/** Body of a review; empty where nothing is asked. `begins`: whether any thread begins with it. */
export function announcement({ asks, diff, hasScorecard }: Announced, begins: boolean): string {
  // Without a scorecard to remember it, only a thread shows that a question was announced.
  const fresh = asks.filter(
    (ask) => isNewlyAsked(ask) && (hasScorecard || diff.has(ask.key.manifest)),
  );
  // Threads that come back after somebody has deleted them, or that offer something, mention nobody.
  if (fresh.length === 0) return begins ? "About the architecture:" : "";
  const byPerson = new Map<string, Ask[]>();
  for (const ask of fresh) {
    const who = ask.addressee.login ?? ask.addressee.role;
    byPerson.set(who, [...(byPerson.get(who) ?? []), ask]);
  }
  const lines = [...byPerson.values()].map(personLine);
  return [
    `Greenlight has ${count(fresh.length, "question")} about the architecture.`,
    lines.join("\n"),
    hasScorecard
      ? "Answer in a sentence: in the thread of a question, or in a comment with its number, such as `Q1: yes, because …`. You need no right to write to the repository."
      : "Reply in the thread of each question, in a sentence. You need no right to write to the repository.",
  ].join("\n\n");
}

function personLine(asks: readonly Ask[]): string {
  const { login, role } = asks[0]?.addressee ?? {};
  const isPerson = login !== undefined && LOGIN.test(login);
  const who = isPerson
    ? `@${login}`
    : login === undefined
      ? ASKED[role ?? "pm"]
      : codeSpan(login, 60);
  const numbers = asks.flatMap(({ number }) => (number === undefined ? [] : [`Q${number}`]));
  const isListed = numbers.length === asks.length && numbers.length <= MOST_NUMBERS;
  return `- ${who}: ${isListed ? numbers.join(", ") : count(asks.length, "question")}`;
}
