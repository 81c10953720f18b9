// Pull requests at the moments at which a run has most to do: between them they make every call there is.
import { BOT } from "../action-scene.ts";
import { MANIFEST, type Talk, talk } from "../conversation-scene.ts";
import { addComment, addReview } from "../github-double/converse.ts";
import type { Permissions, Token } from "../github-double/github-state.ts";
import { edit, joinTeam, merge, resolve, review, setRole } from "../github-double/people.ts";
import { push } from "../github-double/seed.ts";
import type { Moment } from "./world.ts";

const WRITE: Permissions = {
  contents: "write",
  pull_requests: "write",
  checks: "write",
  statuses: "write",
};
const POLICY = ["answer: { users: [lea], teams: [acme/ml], roles: [maintain] }", "ledger: branch"];
const TEAMS = "ghp_teams";
const LEDGER = `${JSON.stringify({ version: 1, answers: [], waivers: [] }, undefined, 2)}\n`;
const MODELS = /models:\n/;
const SECOND_MODEL =
  "models:\n  - { id: small, name: gpt-5.4-nano-2026-03-17, access: api, vendor: openai, platform: openai }\n";

/** Another product than head has, so that its questions are those of this pull request. */
const BASE = MANIFEST.replace("pilot", "idea")
  .replace("unit: question", "unit: ticket")
  .replace("5.4-mini", "5.4-nano");

type How = Partial<Omit<Moment, "state">>;

function momentOf({ state }: Talk, how: How = {}): Moment {
  return { state, settings: { resolve: true }, token: "ghs_actions", policyToken: TEAMS, ...how };
}

/** A repository with all that decides who may answer, and a base that has moved on. */
async function opened(): Promise<Talk> {
  const checks = ["STOP", "WHY", "NICE", "TRIED"] as const;
  const it = await talk({ checks, policy: POLICY, permissions: WRITE, base: BASE });
  const { state, repository } = it;
  const reader: Token = { kind: "user", login: "reader", permissions: { members: "read" } };
  state.tokens.set(TEAMS, reader);
  setRole(repository, "marc", "maintain");
  joinTeam(state, "acme/ml", "dana");
  push(state, repository, "main", { "architecture.yaml": `${BASE}# Later.\n` });
  return it;
}

/** Asked, and answered in every way there is by people of every kind. */
async function answered(): Promise<Talk> {
  const it = await opened();
  push(it.state, it.repository, "greenlight-ledger", { "answers.json": LEDGER });
  const settings = { resolve: true, policyToken: TEAMS };
  await it.look(settings);
  await it.look(settings);
  const { state, repository, pull } = it;
  it.reply("STOP", "lea", "yes");
  const why = it.reply("WHY", "dana", "I have to look");
  edit(state, why, "Because rules reached 58 % only");
  it.reply("TRIED", "mallory", "yes");
  it.reply("TRIED", "dana", "yes");
  it.say("lea", "/greenlight questions");
  it.say("mallory", "Q1: no, I do not like it");
  review(state, repository, pull, "marc", { body: "Q3: yes, it is" });
  return it;
}

/** Somebody with a say speaks against what somebody else said, and has put their words right since. */
function contradict(it: Talk): void {
  const said = it.reply("STOP", "marc", "no");
  edit(it.state, said, "no, because only the vendor can");
}

export const moments: Readonly<Record<string, () => Promise<Moment>>> = {
  "a first run": async () => momentOf(await opened()),

  // Before the one that passes: what goes wrong first goes wrong where the truth is no success.
  "a run that finds a contradiction": async () => {
    const it = await answered();
    contradict(it);
    return momentOf(it);
  },

  "a run that finds answers": async () => momentOf(await answered()),

  "a run after a push and after other hands": async () => {
    const it = await answered();
    contradict(it);
    const { state, repository, pull } = it;
    it.push({ "architecture.yaml": MANIFEST.replace(MODELS, SECOND_MODEL) });
    const stop = it.thread("STOP");
    if (stop !== undefined) resolve(repository, stop, "alice");
    // Two runs at the same moment have left this.
    const why = it.thread("WHY");
    addComment(state, repository, pull.number, BOT, it.scorecard());
    if (why !== undefined)
      addReview(state, repository, pull, { author: BOT, body: "", comments: [{ ...why }] });
    return momentOf(it);
  },

  "a run that publishes a status": async () =>
    momentOf(await answered(), { settings: { publish: "status" } }),

  "a run after the merge": async () => {
    const it = await answered();
    await it.look({ resolve: true, policyToken: TEAMS });
    merge(it.state, it.repository, it.pull, "lea");
    return momentOf(it);
  },

  "a run after the first merge of all": async () => {
    const it = await answered();
    await it.look({ resolve: true, policyToken: TEAMS });
    merge(it.state, it.repository, it.pull, "lea");
    it.repository.branches.delete("greenlight-ledger");
    return momentOf(it);
  },

  "a run that can only ask on the file": async () => {
    const [product = "", rest = ""] = MANIFEST.split(/(?=models:)/);
    const far = `${rest}${"# A remark.\n".repeat(20)}${product.replace("version: 1\n", "")}`;
    const base = `version: 1\n${far}`;
    const head = base.replace("pilot", "production");
    const checks = ["STOP", "WHY"] as const;
    return momentOf(await talk({ checks, policy: POLICY, permissions: WRITE, base, head }), {
      policyToken: undefined,
    });
  },

  "a run of an App": async () => {
    const it = await talk({ checks: ["STOP", "WHY"] });
    const app = { id: 99, slug: "gate" };
    it.state.tokens.set("ghs_app", { kind: "installation", app, permissions: WRITE });
    await it.look({ token: "ghs_app" });
    it.say("lea", "Q1: yes");
    return momentOf(it, { token: "ghs_app", policyToken: undefined });
  },
};
