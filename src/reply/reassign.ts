/** "Don't know, ask @otto by Friday" to whom a question goes, and until when. */

import { parseDay } from "./days.ts";
import { type Reply, unclear } from "./reply.ts";

const LOGIN = `@([A-Za-z0-9][A-Za-z0-9_/-]{0,100})`;
/** People begin a request with these. With "I will" or "we should" they announce their own. */
const POLITE = `(?:(?:please|pls|plz|kindly|better|best|just|rather|maybe|so|then|and|but|you should|you could|you can|you'd better|you may|you might want to|bitte|no|sorry) ){0,3}`;
const ASK = `(?:ask|try|ping|check with|talk to|over to|hand over to|hand this to|pass (?:this |it )?(?:on )?to|forward (?:this |it )?to|give (?:this |it )?to|assign (?:this |it )?to|reassign (?:this |it )?to|delegate (?:this |it )?to|reassign|(?:this|that)(?: is|'s) (?:a question )?for|a question for|question for|frag(?:e|t)?|fragen sie|demande[rz]? à|pregunta a|pregúntale a|pergunte a(?:o)?|chiedi a|vraag|fråga|spørg|spør)`;
const TO_PERSON = new RegExp(`^${POLITE}${ASK} ${LOGIN}`, "i");
const BY_PERSON = new RegExp(
  String.raw`^${POLITE}${LOGIN},? (?:(?:should|will|would|may|might|must|can|could|does|probably|surely|you|please) ){0,3}(?:know|knows|answer|answers|tell|decide|decides|own|owns|take (?:this|it|over)|do you know|please answer|has the answer|weiß|fragen|sait)(?![\p{L}\p{N}'’-])(?!\s?(?:that|how|about|nothing|not|no|better|me|us)(?![\p{L}]))`,
  "iu",
);
const BREAK = /[.;:!,()\n]\s|\n|\s[-–—]\s|[—–]/;
const DEADLINE =
  /^(.{0,300}?)(?<![\p{L}])(?:no later than|not later than|by|until|till|before|due|bis|avant|d'ici)\s(?:the )?/isu;
const TIME_WORD = /^(?:in (?:an?|\d{1,3}|\p{L}{3,5}) |today|tomorrow|on \p{L}{6,9}(?!\p{L}))/iu;
const MOST_CLAUSES = 8;

const TEAM = unclear("A question goes to one person. Name a person rather than a team.");
const SEVERAL = unclear("A question goes to one person. Name only the one who should answer.");
const NO_DAY = unclear("The day is not clear. Write it as in: ask @name by 2026-12-04.");
const PAST = unclear("That day is in the past. Write a day to come.");

export function readReassignment(text: string, on: string): Reply | undefined {
  const start = text
    .slice(0, 1000)
    .replace(/’/g, "'")
    .replace(/[ \t]+/g, " ");
  const found = findPerson(start);
  if (found === undefined) return undefined;
  const { to, rest } = found;
  if (to.includes("/")) return TEAM;
  if (to.length > 39 || /[-_]$/.test(to)) return SEVERAL;
  const [sentence = ""] = rest.split(/[.!?]\s|\n/, 1);
  if (/(?:^|\s)@[A-Za-z0-9]/.test(sentence)) return SEVERAL;
  return withDeadline(to, sentence, on);
}

function findPerson(text: string): { readonly to: string; readonly rest: string } | undefined {
  let rest = text;
  for (let clause = 0; clause < MOST_CLAUSES && rest !== ""; clause += 1) {
    const found = TO_PERSON.exec(rest) ?? BY_PERSON.exec(rest);
    if (found !== null) return { to: found[1] ?? "", rest: rest.slice(found[0].length) };
    const end = BREAK.exec(rest);
    rest = end === null ? "" : rest.slice(end.index + end[0].length).trimStart();
  }
  return undefined;
}

function withDeadline(to: string, sentence: string, on: string): Reply {
  const after = deadlineIn(sentence.replace(/(?<![.!?])[.!?]+$/, ""));
  if (after === undefined) return { is: "reassign", to };
  const day = parseDay(after, on);
  if (day === undefined) return NO_DAY;
  return day.date < on ? PAST : { is: "reassign", to, until: day.date };
}

/** The text that should be a day, if the sentence names one. */
function deadlineIn(sentence: string): string | undefined {
  const found = DEADLINE.exec(sentence);
  if (found !== null) return sentence.slice(found[0].length);
  const loose = sentence.replace(/^[\s,]+/, "");
  return TIME_WORD.test(loose) ? loose : undefined;
}
