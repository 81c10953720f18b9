// A pull request whose manifest holds texts of others in its fields, and all that the bot writes of it.

import { scorecardMarker } from "../src/reconcile/marker.ts";
import type { Check } from "../src/reconcile/reconcile.ts";
import { extrasOf } from "../src/render/html/extras.ts";
import { renderHtml } from "../src/render/html/report.ts";
import { renderSummary } from "../src/render/job-summary.ts";
import { renderJson } from "../src/render/json.ts";
import { renderText } from "../src/render/text.ts";
import { adviceText } from "../src/render/text-advice.ts";
import type { Review } from "../src/review/review.ts";
import { PullRequest } from "./attack-scene.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";
import { FILE, isAccepted, manifestText, type Place, TEXT_PLACES } from "./manifest-fields.ts";

const POLICY = `version: 1
packs: [{ use: cpl-12, enforce: all }]
answer: { users: [lea, otto] }
`;

/** Everything that readers get of one run. */
export interface Shown {
  readonly review: Review;
  /** The summary of the job, which has room for all of the scorecard; threads, replies and announcement. */
  readonly markdown: readonly string[];
  /** The scorecard as a comment and in the check: both leave out what is too much. */
  readonly bounded: readonly string[];
  readonly check: Check;
  /** For a terminal of 80 columns. */
  readonly text: string;
  readonly json: string;
  /** The page of its own. */
  page(): string;
}

/** A new manifest, or one that is changed, at a path of its own where one is given. */
export async function show(text: string, path = FILE, before?: string): Promise<Shown> {
  const head = { state: "text", path, text } as const;
  const base =
    before === undefined
      ? ({ state: "absent", path } as const)
      : ({ state: "text", path, text: before } as const);
  const address = "https://github.com/acme/shop";
  const files = { manifest: path, address, among: () => new Set<string>() };
  const pull = new PullRequest({
    head: text,
    base: "",
    policy: POLICY,
    reading: { manifests: [{ head, base, files, reports: new Map() }] },
  });
  return written(await pull.run());
}

function written(outcome: Awaited<ReturnType<PullRequest["run"]>>): Shown {
  const { plan, review, advice } = outcome;
  const bodies = plan.flatMap((change) => [
    ...("body" in change && !isScorecard(change.body) ? [change.body] : []),
    ...(change.do === "ask" ? change.threads.map(({ body }) => body) : []),
  ]);
  const check = plan.flatMap((change) => (change.do === "createCheck" ? [change.check] : []))[0];
  const comment = plan
    .flatMap((change) => ("body" in change ? [change.body] : []))
    .find(isScorecard);
  if (check === undefined || comment === undefined) throw new Error("Something was not written");
  return {
    review,
    markdown: [renderSummary(outcome), ...bodies],
    bounded: [comment, check.summary],
    check,
    text: renderText(review, LOOK, (of) => {
      const one = advice.get(of);
      return one === undefined ? [] : adviceText(one, LOOK);
    }),
    json: renderJson(review, advice),
    page: () => renderHtml(review, extrasOf(review, advice, undefined)),
  };
}

const LOOK = { colour: false, width: 80 };

const isScorecard = (body: string) => body.startsWith(scorecardMarker("greenlight"));

/** Text of others for each of these places. */
export type TextFor = (index: number, place: Place) => string;

export const manifestOf = (places: readonly Place[], textFor: TextFor): string =>
  manifestText(new Map(places.map((place, index) => [place, textFor(index, place)])));

const [SUMMARY] = TEXT_PLACES.filter(({ name }) => name === "product.summary");

/** Those that a manifest may hold: it is refused for what no editor shows. */
export const HELD = ALL_HOSTILE.filter(
  (text) => SUMMARY !== undefined && isAccepted(manifestText(new Map([[SUMMARY, `x ${text}`]]))),
);

/** In turn at the start of a sentence and within one, and another text in each place. */
export const turned =
  (texts: readonly string[], turn: number): TextFor =>
  (index, { takes = 0 }) => {
    const text = texts[(index + turn) % texts.length] ?? "";
    return `${turn % 2 === 0 ? "" : "so "}${text} is what the whole team wrote`.slice(0, takes);
  };

/** As many words that nobody could mind, another in each place. */
export const HARMLESS = TEXT_PLACES.map(
  (_, index) => `word${"ghijklmnop"[index % 10]}${"qrstuvwxyz".repeat(2)[Math.floor(index / 10)]}`,
);

/** Fields whose text reaches a reader where no other field holds anything strange, and only there. */
export async function shownAlone(): Promise<readonly Place[]> {
  const together = await reaching(TEXT_PLACES);
  const alone: Place[] = [];
  for (const place of TEXT_PLACES)
    if (!together.includes(place)) alone.push(...(await reaching([place])));
  return alone;
}

async function reaching(places: readonly Place[]): Promise<readonly Place[]> {
  const { markdown, text, json } = await show(manifestOf(places, (index) => `zq${index}x words`));
  const all = [...markdown, text, json].join("\n");
  return places.filter((_, index) => all.includes(`zq${index}x`));
}
