// One pull request from questions to green, on the double: what docs/answering.md tells and shows.
import { readFileSync } from "node:fs";
import { github } from "../../src/github/client.ts";
import { clockOf } from "../../src/github/clock.ts";
import { githubForge } from "../../src/github/forge.ts";
import { main } from "../../src/main.ts";
import { branchesOf } from "../../src/policy/policy.ts";
import type { Verdict } from "../../src/score/gate.ts";
import { readShipped } from "../../src/shipped/read-shipped.ts";
import type { Comment, ReviewComment } from "../github-double/conversation.ts";
import { addComment } from "../github-double/converse.ts";
import { startGithubDouble } from "../github-double/github-double.ts";
import { addRepository, createGithub } from "../github-double/github-state.ts";
import { reply } from "../github-double/people.ts";
import { openPullRequest, push } from "../github-double/seed.ts";
import type { Spoken } from "./comment-page.ts";

const EXAMPLE = "examples/rag-assistant";
const BOT = "github-actions[bot]";
const DAY = 24 * 60 * 60 * 1000;

export interface Walk {
  /** Verdicts, in the order of the story. */
  readonly verdicts: readonly Verdict[];
  readonly announcement: Spoken;
  /** A question as it is asked. */
  readonly asked: readonly Spoken[];
  /** The same thread once it is answered. */
  readonly answered: readonly Spoken[];
  /** A value that waits for its commit. */
  readonly suggested: readonly Spoken[];
  /** An answer of somebody who may not, and one of somebody who may. */
  readonly refused: readonly Spoken[];
  /** The scorecard when all have spoken. */
  readonly scorecard: string;
  /** A question whose facts have changed. */
  readonly askedAgain: readonly Spoken[];
}

const original = readFileSync(`${EXAMPLE}/architecture.yaml`, "utf8");

/** The example as it was a day before: two figures less, no exit plan, no energy on the panel. */
const MANIFEST = changed(original, [
  ["  usd_per_month_hard_cap: 1500 # Spend limit of the Azure subscription.\n", ""],
  ["    eval_reports: [quality, latency, cost]\n", ""],
  [
    "  monitors: [cost, tokens, latency, quality]\n",
    "  monitors: [cost, tokens, latency, quality, energy]\n  exit_plan: { result: Answer with mistral-small-2603. Two weeks of work., link: docs/exit-plan.md }\n",
  ],
]);

function changed(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The example no longer holds: ${from}`);
    return before.replace(from, to);
  }, text);
}

export async function walk(): Promise<Walk> {
  const state = createGithub();
  state.clock = Date.UTC(2026, 10, 23, 9);
  const repository = addRepository(state, "velolease/help-centre");
  const policy = readFileSync(`${EXAMPLE}/.github/greenlight.yaml`, "utf8");
  const base = push(state, repository, "main", { ".github/greenlight.yaml": policy });
  const files = { "architecture.yaml": MANIFEST, "docs/exit-plan.md": "# Exit plan\n" };
  push(state, repository, "assistant", files, base);
  openPullRequest(state, repository, {
    number: 7,
    head: "assistant",
    author: "tom-renard",
  });
  const double = await startGithubDouble(state);
  const shipped = readShipped("dist/data");
  const verdicts: Verdict[] = [];

  const review = async () => {
    const client = github("ghs_actions", double.url, { clock: clockOf(0) });
    const forge = githubForge(client, {
      place: { owner: "velolease", repo: "help-centre" },
      target: { kind: "pull-request", number: 7 },
      token: "ghs_actions",
      workflowToken: "ghs_actions",
      manifests: ["architecture.yaml"],
      policyPath: ".github/greenlight.yaml",
      checkName: "greenlight",
      publish: "check",
      listedBranches: branchesOf,
      extended: () => undefined,
      policyClient: client,
    });
    const settings = {
      today: new Date(state.clock).toISOString().slice(0, 10),
      checkName: "greenlight",
      publish: "check",
      comment: "always",
      threads: true,
      resolve: false,
      packs: [],
    } as const;
    const outcome = await main(forge, settings, shipped);
    if (outcome.denied.length > 0) throw new Error(JSON.stringify(outcome.denied));
    verdicts.push(outcome.review.verdict);
  };
  const threadAbout = (check: string): ReviewComment => {
    const found = repository.reviewComments.find(
      ({ inReplyTo, body }) => inReplyTo === undefined && body.includes(check),
    );
    if (found === undefined) throw new Error(`Nobody asks about ${check}`);
    return found;
  };
  const say = (check: string, who: string, body: string) =>
    reply(state, repository, threadAbout(check), who, body);
  const shown = (check: string): Spoken[] => {
    const root = threadAbout(check);
    return repository.reviewComments
      .filter(({ id, inReplyTo }) => id === root.id || inReplyTo === root.id)
      .map(spoken);
  };
  const scorecard = () => repository.comments.find(({ author }) => author === BOT)?.body ?? "";

  try {
    await review();
    const announcement = {
      author: BOT,
      body: repository.reviews[0]?.body ?? "",
      reactions: [],
    };
    const asked = shown(SCOPE);

    state.clock += DAY;
    say(
      SCOPE,
      "lea-morel",
      "Yes, legal and I signed the scope off on 3 November, see https://wiki.velolease.example/scope",
    );
    say(ENERGY, "lea-morel", "yes");
    say(CAP, "lea-morel", "1500, that is the spend limit of the Azure subscription");
    say(TESTS, "tom-renard", "Yes, it does");
    say(TESTS, "marc-dw", "Yes, since October it shows both, from the tokens of each run");
    const waiver = `/greenlight waive ${BUSY}@components/reranker until 2027-01-31 because migration-planned: the reranker moves to a shared GPU in January`;
    addComment(state, repository, 7, "hanne-claes", waiver);
    await review();
    const [answered, suggested, refused] = [shown(SCOPE), shown(CAP), shown(TESTS)];
    const whole = scorecard();

    state.clock += DAY;
    const committed = changed(MANIFEST, [
      [
        "  usd_per_unit: 0.02\n",
        "  usd_per_unit: 0.02\n  wh_per_unit: 3.1\n  usd_per_month_hard_cap: 1500\n",
      ],
    ]);
    push(state, repository, "assistant", { "architecture.yaml": committed });
    await review();

    state.clock += DAY;
    const wider = changed(committed, [
      ["Answers from help-centre articles only.", "Answers from articles and contracts."],
    ]);
    push(state, repository, "assistant", { "architecture.yaml": wider });
    await review();
    return {
      verdicts,
      announcement,
      asked,
      answered,
      suggested,
      refused,
      scorecard: whole,
      askedAgain: shown(SCOPE),
    };
  } finally {
    await double.close();
  }
}

const SCOPE = "CH12-D3-05";
const ENERGY = "CH12-S1-01";
const CAP = "CH12-D1-07";
const TESTS = "CH12-D2-04";
const BUSY = "CH12-D3-02";

function spoken({ author, body, reactions }: Comment | ReviewComment): Spoken {
  return { author, body, reactions: reactions.map(({ content }) => content) };
}
