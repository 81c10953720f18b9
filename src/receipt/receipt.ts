/** A review, and what it rested on, to its receipt. */

import { type EstimateNeeds, estimateNeeds } from "../estimate/data.ts";
import { filesNamedIn, type HeadFiles, pathsOf } from "../facts/evidence.ts";
import { sha256 } from "../facts/sha256.ts";
import { percentages } from "../render/json.ts";
import { type Review, verdictOf } from "../review/review.ts";
import { decidable, type ManifestReview } from "../review/review-manifest.ts";
import type { ManifestPair, PolicyFile, SourceFile } from "../review/source-file.ts";
import { countedIn } from "./counted.ts";
import {
  type InputKind,
  isRepositoryPath,
  type Receipt,
  type ReceiptInput,
} from "./receipt-schema.ts";
import { hashOf, seal } from "./seal.ts";

/** What a review rested on, and what the edge knows of it. */
export interface Basis {
  readonly from: Receipt["from"];
  readonly manifests: readonly ManifestPair[];
  readonly policyFile: PolicyFile;
  readonly packSources: readonly SourceFile[];
  readonly parted?: ReadonlyMap<string, SourceFile> | undefined;
  /**
   * Where a file stands from the root of the repository; undefined where it is not in it. What a manifest
   * names is given by its path from there, with the name of the manifest.
   */
  readonly fileOf: (kind: InputKind, name: string, manifest?: string) => string | undefined;
  /** SHA-256 of the tables that were used, by name. */
  readonly tables: Readonly<Record<string, string>>;
  /** SHA-256 of the JSON report. */
  readonly report: string;
  readonly command: string;
  readonly onGitHub?: Receipt["onGitHub"];
}

export function receiptOf(review: Review, given: Basis): Receipt {
  const basis = { ...given, fileOf: onlyPlain(given.fileOf) };
  const counted = countedIn(review);
  const { from, policyFile, tables, report, command, onGitHub } = basis;
  return seal({
    receipt: 1,
    tool: review.toolVersion,
    at: review.today,
    from,
    verdict: review.verdict,
    ...percentages(review.tally),
    manifests: review.manifests.map((one, at) => outcomeOf(one, basis.manifests[at])),
    inputs: inputsOf(review, basis),
    policyFrom: policyFile.origin,
    data: dataOf(review, tables),
    answers: { sha256: hashOf(counted), counted },
    ...(onGitHub === undefined ? {} : { onGitHub }),
    report,
    command,
  });
}

/** What has an odd name, such as one with a backslash, is not looked for: it would lead elsewhere on another system. */
function onlyPlain(fileOf: Basis["fileOf"]): Basis["fileOf"] {
  return (...of) => {
    const file = fileOf(...of);
    return file !== undefined && isRepositoryPath(file) ? file : undefined;
  };
}

/** Hashes of what ships and was used. */
export function dataOf({ packs, coefficients }: Review, tables: Basis["tables"]): Receipt["data"] {
  return {
    coefficients,
    packs: Object.fromEntries(packs.map((pack) => [pack.pack, sha256(JSON.stringify(pack))])),
    tables: { ...tables },
  };
}

/** Names of the tables that the estimates of a review were made with. */
export function tablesUsed({ manifests }: Review): (keyof EstimateNeeds)[] {
  const needs = manifests.flatMap((one) => {
    const judged = decidable(one);
    return judged === undefined ? [] : [estimateNeeds(judged.manifest)];
  });
  return TABLES.filter((table) => needs.some((need) => need[table]));
}

/** Tables that ship beside the coefficients. */
export const TABLES = ["prices", "machinePrices", "countries", "zones"] as const;

export function outcomeOf(
  one: ManifestReview,
  pair: ManifestPair | undefined,
): Receipt["manifests"][number] {
  const { path: name, state } = one;
  const { files } = pair ?? {};
  const where = {
    name,
    ...(files !== undefined && isRepositoryPath(files.manifest) ? { named: files.manifest } : {}),
    ...(files?.address === undefined ? {} : { repository: files.address }),
  };
  const verdict = verdictOf(one);
  if (one.state !== "reviewed") return { ...where, state, verdict };
  const product = one.manifest.product.name;
  return { ...where, product, state, verdict, ...percentages(one.tally) };
}

function inputsOf(review: Review, basis: Basis): ReceiptInput[] {
  const { manifests, policyFile, packSources, parted, from } = basis;
  const input = (kind: InputKind, file: SourceFile, more: Partial<ReceiptInput> = {}) =>
    inputOf(kind, file, basis.fileOf(kind, file.path), more);
  return [
    ...manifests.map(({ head }) => input("manifest", head)),
    ...manifests.flatMap(({ base, isAlone }) =>
      isAlone && from === "command line" ? [] : [input("base manifest", base)],
    ),
    ...[...(parted?.values() ?? [])].map((one) =>
      input("manifest where head parted from base", one),
    ),
    input("policy", policyFile.file),
    ...(policyFile.head === undefined ? [] : [input("policy on head", policyFile.head)]),
    ...(policyFile.floor === undefined ? [] : [input("extended policy", policyFile.floor)]),
    ...packSources.map((one) => input("pack", one)),
    ...manifests.flatMap((pair) => besides(review, pair, basis)),
  ];
}

function inputOf(
  kind: InputKind,
  file: SourceFile,
  place: string | undefined,
  more: Partial<ReceiptInput>,
): ReceiptInput {
  return {
    kind,
    name: file.path,
    ...more,
    ...(place === undefined ? {} : { file: place }),
    state: file.state,
    ...(file.state === "text" ? { sha256: sha256(file.text) } : {}),
  };
}

/** Files beside a manifest that it names: energy reports that were read, and evidence that was found. */
function besides(
  { manifests }: Review,
  { head, files, baseFiles, reports, baseReports }: ManifestPair,
  { fileOf }: Basis,
): ReceiptInput[] {
  const one = manifests.find(({ path }) => path === head.path);
  const judged = one && decidable(one);
  if (judged === undefined || files === undefined) return [];
  const read = reportsRead("energy report", head.path, reports, files, fileOf);
  const before = baseFiles === undefined || one?.state === "removed" ? files : baseFiles;
  const readBefore = reportsRead("energy report on base", head.path, baseReports, before, fileOf);
  const known = new Set(read.map(({ file }) => file));
  const evidence = filesNamedIn(judged.manifest, files).flatMap((path): ReceiptInput[] => {
    const file = fileOf("evidence", path, head.path);
    if (file === undefined || known.has(file)) return [];
    const git = files.idOf?.(path);
    const about = { kind: "evidence" as const, name: path, manifest: head.path, file };
    return [{ ...about, state: "text", ...(git === undefined ? {} : { git }) }];
  });
  return [...read, ...readBefore, ...evidence];
}

function reportsRead(
  kind: InputKind,
  manifest: string,
  reports: ManifestPair["reports"],
  files: HeadFiles,
  fileOf: Basis["fileOf"],
): ReceiptInput[] {
  return [...(reports ?? [])].flatMap(([name, { text }]) => {
    const path = pathsOf(name, files).find((one) => files.among([one])?.has(one));
    if (text === undefined || path === undefined) return [];
    const file = fileOf(kind, path, manifest);
    const about = { kind, name, manifest, ...(file === undefined ? {} : { file }) };
    return [{ ...about, state: "text" as const, sha256: sha256(text) }];
  });
}
