/** The policy that counts: from which branch, upon which floor, and whether head would change it. */

import { floorAddress } from "../policy/floor.ts";
import { POLICY_PATH } from "../policy/policy.ts";
import type { ChangedFile, PolicyFile, SourceFile } from "../review/source-file.ts";
import type { Client } from "./client.ts";
import type { OtherRepository } from "./floor.ts";
import type { ForgeSettings } from "./forge.ts";
import { findEntry, type Place, readFileAt, type Tree } from "./repository.ts";
import { type Commits, readBranch, type Trees } from "./trees.ts";

type Settings = Pick<
  ForgeSettings,
  "place" | "policyPath" | "workflowPath" | "listedBranches" | "extended"
>;

interface FoundPolicy {
  readonly file: PolicyFile;
  /** Where packs of the team's own are read too. */
  readonly tree: Tree;
}

export async function readPolicy(
  client: Client,
  settings: Settings,
  commits: Commits,
  trees: Trees,
  others: OtherRepository,
): Promise<FoundPolicy> {
  const { place, policyPath = POLICY_PATH } = settings;
  const { ofDefault, counting, ignoresBase } = await rightOne(client, settings, commits, trees);
  const { tree, file, branch } = counting;
  const floor = await readFloor(settings, [ofDefault, file], others);
  const changedByHead = (await changedFile(client, place, trees, policyPath)) !== undefined;
  const head = changedByHead ? await readFileAt(client, place, trees.head, policyPath) : undefined;
  const changedWorkflows = await readWorkflows(client, settings, trees);
  const origin = `branch ${branch}`;
  return {
    tree,
    file: { file, origin, changedByHead, ignoresBase, floor, head, changedWorkflows },
  };
}

interface OnBranch {
  readonly tree: Tree;
  readonly file: SourceFile;
  readonly branch: string;
}

/**
 * Policy counts as it is on the default branch, or on a base branch that it lists and that has one;
 * never on head.
 */
async function rightOne(
  client: Client,
  { place, policyPath = POLICY_PATH, listedBranches }: Settings,
  { baseRef, baseSha, defaultBranch }: Commits,
  trees: Trees,
): Promise<{ ofDefault: SourceFile; counting: OnBranch; ignoresBase: boolean }> {
  const isDefault = baseRef === defaultBranch;
  // What a merge group is built upon may be another one, whose policy nobody has merged yet.
  const isBranch = baseSha === undefined;
  const tree = isDefault && isBranch ? trees.base : await readBranch(client, place, defaultBranch);
  const file = await readFileAt(client, place, tree, policyPath);
  const byDefault = { ofDefault: file, counting: { tree, file, branch: defaultBranch } };
  if (isDefault) return { ...byDefault, ignoresBase: false };
  const listed = file.state === "text" ? listedBranches(file.text) : [];
  if (!(await isListed(baseRef, listed))) return { ...byDefault, ignoresBase: true };
  const ofBase = isBranch ? trees.base : await readBranch(client, place, baseRef);
  const own = await readFileAt(client, place, ofBase, policyPath);
  // A listed branch without a policy, such as one older than the policy, keeps the default's.
  if (own.state === "absent") return { ...byDefault, ignoresBase: false };
  const counting = { tree: ofBase, file: own, branch: baseRef };
  return { ofDefault: file, counting, ignoresBase: false };
}

/** A branch with a policy of its own stands on the default branch's floor, where that has one. */
async function readFloor(
  { extended }: Settings,
  files: readonly SourceFile[],
  others: OtherRepository,
): Promise<SourceFile | undefined> {
  const named = files.flatMap((file) => (file.state === "text" ? (extended(file.text) ?? []) : []));
  const address = named[0] === undefined ? undefined : floorAddress(named[0]);
  return address === undefined ? undefined : others.read(address);
}

/** More at once are no change of how Greenlight runs. */
const MOST_WORKFLOWS = 20;
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** Workflows that run Greenlight, this one and others, where head changes, adds or removes them. */
async function readWorkflows(
  client: Client,
  { place, workflowPath }: Settings,
  trees: Trees,
): Promise<readonly ChangedFile[]> {
  const listed = [trees.head, trees.base].flatMap(({ entries }) => [...entries.keys()]);
  const known = listed.filter((path) => WORKFLOW.test(path));
  const paths = [...new Set([...(workflowPath === undefined ? [] : [workflowPath]), ...known])];
  const changed: ChangedFile[] = [];
  for (const path of paths) {
    const one = await changedFile(client, place, trees, path);
    if (one !== undefined) changed.push(one);
  }
  const ours: ChangedFile[] = [];
  for (const one of changed.slice(0, MOST_WORKFLOWS)) {
    const { path } = one;
    if (isNamed(path) || path === workflowPath || (await runsUs(client, place, trees, path)))
      ours.push(one);
  }
  return ours.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const isNamed = (text: string) => /greenlight/i.test(text);

async function runsUs(client: Client, place: Place, trees: Trees, path: string) {
  for (const tree of [trees.base, trees.head]) {
    const file = await readFileAt(client, place, tree, path);
    if (file.state === "text" && isNamed(file.text)) return true;
  }
  return false;
}

/** What is at a path on head, where it differs from base, and from where the two parted. */
export async function changedFile(
  client: Client,
  place: Place,
  trees: Trees,
  path: string,
): Promise<ChangedFile | undefined> {
  const idIn = async (one: Tree) => (await findEntry(client, place, one, path))?.sha;
  const sha = await idIn(trees.head);
  const isChanged = sha !== (await idIn(trees.base)) && sha !== (await idIn(await trees.split()));
  return isChanged ? { path, sha: sha ?? "gone" } : undefined;
}

async function isListed(branch: string, globs: readonly string[]): Promise<boolean> {
  return globs.length > 0 && (await import("./globs.ts")).matchesAny(branch, globs);
}
