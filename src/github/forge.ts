/** A pull request (or a commit of a merge queue) on GitHub, as `main` needs it: read, then apply. */

import picomatch from "picomatch";
import type { Forge, Reading } from "../main.ts";
import { POLICY_PATH } from "../policy/policy.ts";
import type { PolicyFile } from "../review/source-file.ts";
import { applyPlan } from "./apply-plan.ts";
import type { Client } from "./client.ts";
import { type PullRequest, PullRequestPayload, type Target } from "./event.ts";
import { readManifests } from "./manifests.ts";
import { findEntry, type Place, readFileAt, readTree, type Tree } from "./repository.ts";
import { readShown } from "./shown.ts";

export interface ForgeSettings {
  readonly place: Place;
  readonly target: Target;
  /** The token itself, whose kind tells who it may speak for. */
  readonly token: string;
  /** Paths and globs of manifests. */
  readonly manifests: readonly string[];
  readonly policyPath: string | undefined;
  readonly checkName: string;
  readonly publish: "check" | "status";
  /** Which base branches bring their own policy, once the default branch's policy is known. */
  readonly listedBranches: (policyText: string) => readonly string[];
}

/** What is judged against what, as it is now. */
interface Commits {
  readonly headSha: string;
  readonly baseRef: string;
  readonly defaultBranch: string;
  readonly number: number | undefined;
}

export function githubForge(client: Client, settings: ForgeSettings): Forge {
  const { place, target } = settings;
  // The event's own facts serve the first reading; a second one asks GitHub, for they may be old.
  let known = target.kind === "pull-request" ? target.known : undefined;
  let policyTree: Tree | undefined;

  let headSha = target.kind === "commit" ? target.headSha : known?.headSha;
  const publishes = target.kind === "pull-request" || target.publishes;

  return {
    get knownHead() {
      return publishes ? headSha : undefined;
    },

    async read(): Promise<Reading> {
      const commits = await commitsOf(client, place, target, known);
      known = undefined;
      headSha = commits.headSha;
      const head = await readTree(client, place, commits.headSha);
      const base = await readTree(client, place, commits.baseRef);
      const policy = await readPolicy(client, settings, commits, { head, base });
      policyTree = policy.tree;
      return {
        headSha: commits.headSha,
        baseRef: commits.baseRef,
        manifests: await readManifests(client, settings, { head, base }),
        policy: policy.file,
        shown: await readShown(client, settings, commits),
        conversation: commits.number !== undefined,
        publishes,
      };
    },

    async readPacks(paths) {
      const tree = policyTree;
      if (tree === undefined) throw new Error("packs are read after the policy");
      const files = [];
      for (const path of paths) files.push(await readFileAt(client, place, tree, path));
      return files;
    },

    async headIs(sha) {
      if (target.kind === "commit") return true;
      known = await readPullRequest(client, place, target.number);
      headSha = known.headSha;
      return known.headSha === sha;
    },

    apply: (plan) => applyPlan(client, settings, plan),
  };
}

async function commitsOf(
  client: Client,
  place: Place,
  target: Target,
  known: PullRequest | undefined,
): Promise<Commits> {
  if (target.kind === "pull-request")
    return known ?? (await readPullRequest(client, place, target.number));
  const { data } = await client.rest.repos.get({ ...place });
  const { headSha, baseRef } = target;
  return { headSha, baseRef, defaultBranch: data.default_branch, number: undefined };
}

async function readPullRequest(client: Client, place: Place, number: number): Promise<PullRequest> {
  const { data } = await client.rest.pulls.get({ ...place, pull_number: number });
  return PullRequestPayload.parse(data);
}

/** Policy counts as it is on the default branch, or on a base branch that it lists; never on head. */
async function readPolicy(
  client: Client,
  { place, policyPath = POLICY_PATH, listedBranches }: ForgeSettings,
  { baseRef, defaultBranch }: Commits,
  trees: { readonly head: Tree; readonly base: Tree },
): Promise<{ file: PolicyFile; tree: Tree }> {
  const ofDefault =
    baseRef === defaultBranch ? trees.base : await readTree(client, place, defaultBranch);
  const read = (tree: Tree) => readFileAt(client, place, tree, policyPath);
  let [tree, file, branch] = [ofDefault, await read(ofDefault), defaultBranch];
  const listed = file.state === "text" ? listedBranches(file.text) : [];
  if (baseRef !== defaultBranch && listed.some((glob) => picomatch.isMatch(baseRef, glob)))
    [tree, file, branch] = [trees.base, await read(trees.base), baseRef];

  const atHead = await findEntry(client, place, trees.head, policyPath);
  const atBase = await findEntry(client, place, trees.base, policyPath);
  const changedByHead = atHead?.sha !== atBase?.sha;
  return { tree, file: { file, origin: `branch ${branch}`, changedByHead } };
}
