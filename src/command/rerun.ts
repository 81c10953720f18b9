/** A receipt and the files that it names to the review, once more. */

import { join } from "node:path";
import type { FoundFile } from "../receipt/check-files.ts";
import { withCounted } from "../receipt/counted.ts";
import type { InputKind, Receipt } from "../receipt/receipt-schema.ts";
import { packPaths, resolvePolicy } from "../review/packs.ts";
import { type Review, type ReviewInput, review, type Shipped } from "../review/review.ts";
import {
  type HeadFiles,
  type ManifestPair,
  mayNameReports,
  type PolicyFile,
  type SourceFile,
} from "../review/source-file.ts";
import { headFilesIn } from "./head-files.ts";
import { judge } from "./judge.ts";
import { parsePacks } from "./review-input.ts";

/** Files of a receipt that are what they were, by kind and name. */
export type FileFor = (kind: InputKind, name: string) => FoundFile | undefined;

export interface Rerun {
  /** As data alone have it. */
  readonly byData: Review;
  /** As it counts. */
  readonly result: Review;
}

/** `base`: the folder with the branch that a pull request goes to. */
export async function rerun(
  receipt: Receipt,
  fileFor: FileFor,
  folders: { readonly root: string; readonly base: string | undefined },
  shipped: Shipped,
): Promise<Rerun> {
  const input = await inputOf(receipt, fileFor, folders, shipped);
  const byData = review(input, shipped);
  if (receipt.onGitHub !== undefined) return { byData, result: withCounted(byData, receipt) };
  const comparing = receipt.inputs.some(({ kind }) => kind === "base manifest");
  return { byData, result: await judge(input, comparing, shipped) };
}

async function inputOf(
  { manifests, policyFrom, onGitHub, inputs, at }: Receipt,
  fileFor: FileFor,
  folders: Parameters<typeof rerun>[2],
  shipped: Shipped,
): Promise<ReviewInput> {
  const pairs = await Promise.all(
    manifests.map((one) => pairOf(one, inputs, fileFor, folders, onGitHub !== undefined)),
  );
  const [named] = inputs.filter(({ kind }) => kind === "policy");
  const policyFile: PolicyFile = {
    file: sourceOf(fileFor, "policy", named?.name ?? ""),
    origin: policyFrom,
    ...(onGitHub === undefined
      ? { changedByHead: false, readsNoFloor: true }
      : policyOnGitHub(onGitHub, inputs, fileFor)),
  };
  const policy = resolvePolicy(policyFile, onGitHub?.packs ?? []);
  const sources = packPaths(policy, shipped.packs).map((path) => sourceOf(fileFor, "pack", path));
  const parted = inputs
    .filter(({ kind }) => kind === "manifest where head parted from base")
    .map(({ kind, name }) => [name, sourceOf(fileFor, kind, name)] as const);
  return {
    manifests: pairs,
    policyFile,
    policy,
    packFiles: await parsePacks(sources),
    changedPacks: onGitHub?.changedPacks ?? [],
    ...(parted.length === 0 ? {} : { parted: new Map(parted) }),
    today: at,
  };
}

function policyOnGitHub(
  { policyChanged, ignoresBase, changedWorkflows }: NonNullable<Receipt["onGitHub"]>,
  inputs: Receipt["inputs"],
  fileFor: FileFor,
): Omit<PolicyFile, "file" | "origin"> {
  const head = inputs.find(({ kind }) => kind === "policy on head");
  return {
    changedByHead: policyChanged,
    ignoresBase,
    changedWorkflows,
    head: head && sourceOf(fileFor, head.kind, head.name),
  };
}

async function pairOf(
  { name, named, repository }: Receipt["manifests"][number],
  inputs: Receipt["inputs"],
  fileFor: FileFor,
  { root, base }: Parameters<typeof rerun>[2],
  isOnGitHub: boolean,
): Promise<ManifestPair> {
  const isIt = (kind: InputKind) =>
    inputs.find((one) => one.kind === kind && one.name === name)?.file;
  const head = sourceOf(fileFor, "manifest", name);
  const hasBase = inputs.some((one) => one.kind === "base manifest" && one.name === name);
  const before = hasBase ? sourceOf(fileFor, "base manifest", name) : head;
  const pair = { head, base: before, ...(hasBase || isOnGitHub ? {} : { isAlone: true }) };
  const file = isIt("manifest");
  if (named === undefined || file === undefined) return pair;
  // Links count from the repository, which may be a folder of the one that the receipt is of.
  const folder = file.slice(0, file.length - named.length);
  const filesIn = (where: string) => headFilesIn(join(where, folder), named, repository);
  const files = filesIn(root);
  const read = async (one: SourceFile, among: HeadFiles, where: string) => {
    if (!mayNameReports(one)) return undefined;
    return (await import("./measured-files.ts")).readReports(one, among, join(where, folder));
  };
  const reports = await read(head, files, root);
  if (base === undefined) return { ...pair, files, reports };
  const baseFiles = filesIn(base);
  return { ...pair, files, reports, baseFiles, baseReports: await read(before, baseFiles, base) };
}

/** Under the name that the review had it by. */
function sourceOf(fileFor: FileFor, kind: InputKind, name: string): SourceFile {
  const found = fileFor(kind, name) ?? { state: "absent" };
  return { ...found, path: name } as SourceFile;
}
