// A pull request with people around it, and the built action that talks to them: where tests of the
// conversation begin. Its pack is small, so that a test sees at a glance what is asked and why.

import { expect } from "vitest";
import { readMemory } from "../src/conversation/memory.ts";
import type { Outcome, Settings } from "../src/main.ts";
import { BOT, type Scene, scene } from "./action-scene.ts";
import type { Comment, ReviewComment, Said } from "./github-double/conversation.ts";
import type { RecordedRequest } from "./github-double/faults.ts";
import { writesOf } from "./github-double/github-double.ts";
import type { Permissions } from "./github-double/github-state.ts";
import { reply as replyTo } from "./github-double/people.ts";
import { type Changes, comment, push } from "./github-double/seed.ts";
import type { ActionResult, ActionRun } from "./run-action.ts";
import { prepareRun, TODAY } from "./run-here.ts";

/** Checks by id: each asks in another way. The first two hang on `product` only. */
const CHECKS = {
  /** Yes or no, by a person. */
  STOP: {
    severity: "blocker",
    answer: "kind: yes-no",
    covers: "product.stage",
    ask: "Can a person stop it?",
  },
  /** A reason, by a person. */
  WHY: {
    severity: "high",
    answer: "kind: reason",
    covers: "product.functional_unit",
    ask: "Why is a model needed?",
  },
  /** A value of the manifest, then the data decide. */
  UNITS: {
    severity: "high",
    answer: "kind: value, field: usage.units_per_month",
    needs: "usage.units_per_month",
    pass: "usage.units_per_month > 10.0",
    ask: "How many units a month?",
  },
  /** A figure that the estimate proposes. */
  WATTS: {
    severity: "high",
    answer: "kind: value, field: budgets.wh_per_unit",
    needs: "budgets.wh_per_unit",
    pass: "budgets.wh_per_unit > 0.0",
    ask: "How many watt-hours a unit?",
  },
  /** Of each model. */
  TRIED: {
    severity: "high",
    for: "models",
    answer: "kind: yes-no",
    covers: "it.name",
    ask: "Was a smaller one tried than {it.name}?",
  },
  /** Failed by the data where there is more than one model. */
  FEW: {
    severity: "high",
    answer: "kind: reason",
    pass: "size(models) <= 1",
    ask: "Why so many models?",
  },
  /** Passed by a text that links what shows it. */
  EXIT: {
    severity: "high",
    answer: "kind: reason",
    needs: "operations.exit_plan",
    pass: "has(operations.exit_plan)",
    ask: "How could the vendor be left?",
  },
  /** Nothing that blocks. */
  NICE: { severity: "medium", answer: "kind: yes-no", covers: "product.name", ask: "Is it nice?" },
} as const;
export type CheckId = keyof typeof CHECKS;

interface CheckText {
  readonly severity: string;
  readonly answer: string;
  readonly ask: string;
  readonly for?: string;
  readonly covers?: string;
  readonly needs?: string;
  readonly pass?: string;
}

function checkText(
  id: string,
  { severity, answer, ask, covers, needs, pass, ...rest }: CheckText,
): string {
  return [
    `  - id: ${id}`,
    "    practice: H1",
    `    slug: ${id.toLowerCase()}`,
    `    title: ${id} holds.`,
    `    for: ${rest.for ?? "manifest"}`,
    `    severity: ${severity}`,
    ...(needs === undefined ? [] : [`    needs: [${needs}]`]),
    ...(pass === undefined ? [] : [`    pass: ${pass}`]),
    ...(covers === undefined ? [] : [`    covers: [${covers}]`]),
    `    ask: "${ask}"`,
    `    why: ${id} matters.`,
    "    who: pm",
    `    answer: { ${answer} }`,
    `    fix: Change ${id}.`,
    "    evidence: [A document]",
  ].join("\n");
}

export const packOf = (ids: readonly CheckId[]) => `pack: shop
title: The shop's own pack
version: 1
source: { title: House rules, url: "https://example.org/rules", relation: own }
practices: [{ id: H1, title: Ask people }]
checks:
${ids.map((id) => checkText(id, CHECKS[id])).join("\n")}
`;

/** Line numbers matter: product 2, name 3, stage 4, functional_unit 5, models 6, flows 8. */
export const MANIFEST = `version: 1
product:
  name: Shop assistant
  stage: pilot
  functional_unit: question
models:
  - { id: answer, name: gpt-5.4-mini-2026-03-17, access: api, vendor: openai, platform: openai }
flows:
  - id: ask
    steps:
      - { use: answer, input_tokens: 1000, output_tokens: 200 }
`;

export const LEA = "answer: { users: [lea, marc] }";

/** The policy with the shop's pack, and these further lines. */
const policyOf = (...lines: readonly string[]) =>
  ["version: 1", "packs: [{ use: .github/pack.yaml, enforce: all }]", ...lines, ""].join("\n");

export interface Talk extends Scene {
  /** A run of the built action, in a process of its own. */
  readonly act: (options?: Partial<ActionRun>) => Promise<ActionResult & Wrote>;
  /** A run of the same code in this process: far cheaper, and on any day. */
  readonly look: (settings?: Partial<Settings> & Tokens) => Promise<Outcome & Wrote>;
  /** First comment of the bot's thread about a check, or about a check and an item of it. */
  readonly thread: (check: string) => ReviewComment | undefined;
  /** First comments of the bot's threads that ask something. */
  readonly threads: () => readonly ReviewComment[];
  /** First comments of the bot's threads that offer to keep answers. */
  readonly offers: () => readonly ReviewComment[];
  readonly reply: (check: string, by: string, body: string) => ReviewComment;
  readonly say: (by: string, body: string) => Comment;
  /** Bodies of the bot's replies in the thread of a check. */
  readonly heardIn: (check: string) => readonly string[];
  /** Bodies of the bot's comments in the conversation, besides the scorecard. */
  readonly told: () => readonly string[];
  readonly scorecard: () => string;
  readonly push: (changes: Changes) => void;
  /** Conclusion of the newest check of the head commit. */
  readonly verdict: () => string | undefined;
}

interface Wrote {
  /** What the run wrote, such as "POST pulls/reviews": without ids. */
  readonly writes: readonly string[];
}

interface Tokens {
  /** Paths and globs of manifests; the one of `head` unless said. */
  readonly manifests?: readonly string[];
  readonly token?: string;
  readonly policyToken?: string;
}

export interface TalkSetting {
  readonly checks?: readonly CheckId[];
  /** Lines of the policy. */
  readonly policy?: readonly string[];
  readonly head?: string;
  /** The manifest on main, where there is one. */
  readonly base?: string;
  /** Further files on main. */
  readonly files?: Changes;
  readonly permissions?: Permissions;
}

const HOUR = 3600_000;

export { TODAY };

export async function talk({
  checks = ["STOP"],
  policy = [LEA],
  head = MANIFEST,
  base,
  files = {},
  permissions,
}: TalkSetting = {}): Promise<Talk> {
  const onMain = {
    ".github/greenlight.yaml": policyOf(...policy),
    ".github/pack.yaml": packOf(checks),
    ...(base === undefined ? {} : { "architecture.yaml": base }),
    ...files,
  };
  const setting = permissions === undefined ? {} : { permissions };
  const shop = await scene(onMain, { "architecture.yaml": head }, setting);
  // Its first commits may be old; what people say is not, or it would have expired.
  // In the first hour of a day it is of that day all the same, for tests that count days.
  shop.state.clock = Math.max(Math.floor(Date.now() / 1000) * 1000 - HOUR, Date.parse(TODAY));
  return talkOn(shop);
}

function talkOn(shop: Scene): Talk {
  const { state, repository, github: double, pull } = shop;
  const all = () => repository.reviewComments.filter(isQuestion);
  const isOffer = ({ body }: ReviewComment) => readMemory(body)[0]?.key.check === "";
  const threads = () => all().filter((one) => !isOffer(one));
  const offers = () => all().filter(isOffer);
  const thread = (check: string) => threads().find(({ body }) => footerOf(body).includes(check));
  const present = (check: string) => {
    const found = thread(check);
    if (found === undefined) throw new Error(`There is no thread about ${check}`);
    return found;
  };
  const ownComments = () => repository.comments.filter(({ author }) => author === BOT);
  let [running, together] = [0, false];
  const wrote = async <T extends object>(run: () => Promise<T>): Promise<T & Wrote> => {
    const before = double.requests.length;
    running += 1;
    together = running > 1 || together;
    const result = await run().finally(() => {
      running -= 1;
    });
    // Two runs know nothing of each other; one of them writes one thing at a time.
    if (!together) expect(double.overlaps).toEqual([]);
    return { ...result, writes: writesOf(double.requests.slice(before)).map(writeText) };
  };
  return {
    ...shop,
    act: (options) => wrote(() => shop.run(options)),
    look: (settings) => wrote(() => lookAt(shop, settings)),
    thread,
    threads,
    offers,
    reply: (check, by, body) => replyTo(state, repository, present(check), by, body),
    say: (by, body) => comment(state, repository, pull.number, by, body),
    heardIn: (check) => {
      const { id } = present(check);
      return repository.reviewComments
        .filter(({ author, inReplyTo }) => author === BOT && inReplyTo === id)
        .map(({ body }) => body);
    },
    told: () => ownComments().flatMap(({ body }) => (isScorecard(body) ? [] : [body])),
    scorecard: () => ownComments().find(({ body }) => isScorecard(body))?.body ?? "",
    push: (changes) => {
      push(state, repository, "feature/x", changes);
    },
    verdict: () =>
      repository.checkRuns.findLast(
        ({ headSha, name }) => headSha === pull.head.sha && name === "greenlight",
      )?.conclusion,
  };
}

function lookAt(
  { github: { url }, pull }: Scene,
  { token, policyToken, manifests, ...settings }: Partial<Settings> & Tokens = {},
): Promise<Outcome> {
  return prepareRun({ url, number: pull.number, token, policyToken, manifests, settings }).run();
}

function isQuestion({ author, inReplyTo, body }: ReviewComment): boolean {
  return author === BOT && inReplyTo === undefined && body.startsWith("<!-- greenlight:question ");
}

const isScorecard = (body: string) => body.startsWith("<!-- greenlight:scorecard ");

/** The line that names number, severity, check and item. */
const footerOf = (body: string) => /<sub>(.*)<\/sub>/.exec(body)?.[1] ?? "";

function writeText({ method, path, body }: Pick<RecordedRequest, "method" | "path" | "body">) {
  if (path !== "/graphql")
    return `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+\//, "").replace(/\/\d+/g, "")}`;
  const { query } = body as { readonly query: string };
  return /\{ (\w+)\(/.exec(query)?.[1] ?? query;
}

/** A text as people see it: without what it hides. */
export const visible = (body: string) => body.replace(/<!--[\s\S]*?-->/g, "").trim();

/** How a question stands: the first line of its thread. */
export const titleOf = (root: ReviewComment | undefined) =>
  /\*\*(.*?)\*\*/.exec(visible(root?.body ?? ""))?.[1];

/** Reactions of the bot to a comment. */
export const receipts = ({ reactions }: Said) =>
  reactions.flatMap(({ user, content }) => (user === BOT ? [content] : []));

/** What people said, in the scorecard, without the offer to keep it. */
export function saidIn(body: string): string {
  const [, section = ""] = /### What people said\n\n([\s\S]*?)\n\n/.exec(body) ?? [];
  return section;
}
