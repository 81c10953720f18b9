/** What manifests hold of earlier answers and waivers and does not count: sentences for those who keep them. */

import { keyText, type QuestionKey } from "../conversation/memory.ts";
import type { Review } from "../review/review.ts";
import type { Decisions } from "./decide.ts";
import type { Questions } from "./question.ts";
import type { Statement } from "./statement.ts";

const MOST_NOTICES = 20;

/** Those about what no check of this review asks: nobody would ever see them otherwise. */
export function strayNotices(
  statements: readonly Statement[],
  questions: Questions,
  { manifests }: Pick<Review, "manifests">,
): string[] {
  const reviewed = manifests.flatMap((one) => (one.state === "reviewed" ? [one] : []));
  const paths = new Set(reviewed.map(({ path }) => path));
  // Of a check that could not be run, nobody knows what it applies to.
  const notRun = new Set(
    reviewed.flatMap(({ findings }) =>
      findings.flatMap(({ outcome, check }) => (outcome === "error" ? [check.id] : [])),
    ),
  );
  const strays = statements.filter(
    ({ key, source }) =>
      (source.from === "base" || source.from === "head") &&
      paths.has(key.manifest) &&
      !notRun.has(key.check) &&
      !questions.has(keyText(key)),
  );
  return bounded(
    strays.map(
      (one) =>
        `${entryWords(one)} is about nothing that is asked here: no pack in use has a check ${one.key.check} that applies to ${itemWords(one.key)}. It counts for nothing; correct it or take it out.`,
    ),
  );
}

/** Those about a finding, with the reason why they do not count. */
export function uncountedNotices(decisions: Decisions): string[] {
  const uncounted = [...decisions.values()].flatMap(({ voices }) =>
    voices.flatMap(({ statement, standing }) =>
      standing.counts || statement.source.from === "remark"
        ? []
        : [`${entryWords(statement)} does not count. ${standing.because}.`],
    ),
  );
  return bounded(uncounted);
}

function entryWords({ key, by, on, said }: Statement): string {
  const what = said.is === "waive" ? "The exception" : "The answer";
  const item = key.item === "manifest" ? "" : `@${key.item}`;
  return `${what} of ${by}, ${on}, in ${key.manifest} on ${key.check}${item}`;
}

const itemWords = ({ item }: QuestionKey): string =>
  item === "manifest" ? "the whole manifest" : item;

function bounded(notices: readonly string[]): string[] {
  const more = notices.length - MOST_NOTICES;
  const shown = notices.slice(0, MOST_NOTICES);
  return more > 0 ? [...shown, `${more} more answers and exceptions do not count.`] : [...shown];
}
