/** Which packs a review uses: those of the policy and of the caller, shipped or from the repository. */

import type { CompiledPack } from "../checklist/load-pack.ts";
import { DEFAULT_POLICY, type PackUse, type Policy, parsePolicy } from "../policy/policy.ts";
import { nearest } from "../yaml/nearest.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import type { PolicyFile } from "./source-file.ts";

/** A pack in use: its checks, and how policy enforces it. */
export interface PackInUse {
  readonly pack: CompiledPack;
  readonly use: PackUse;
}

export type Resolved<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A pack of the team's own: what became of its file; undefined when there is none. */
export interface PackFile {
  readonly path: string;
  readonly pack: Resolved<CompiledPack> | undefined;
}

/** The policy in the file, or the default one where there is no file; with the packs that the caller adds. */
export function resolvePolicy({ file }: PolicyFile, extra: readonly string[]): Resolved<Policy> {
  if (file.state === "absent") return { ok: true, value: withPacks(DEFAULT_POLICY, extra) };
  if (file.state === "unreadable")
    return { ok: false, problems: [problemOf(file.path, file.because)] };
  const parsed = parsePolicy(file.path, file.text);
  return parsed.ok ? { ok: true, value: withPacks(parsed.located.value, extra) } : parsed;
}

/** Packs that the caller adds count as the default policy counts its own. */
function withPacks(policy: Policy, extra: readonly string[]): Policy {
  const used = new Set(policy.packs.map(({ use }) => use));
  const added = extra
    .filter((use) => !used.has(use))
    .map((use): PackUse => ({ use, enforce: "new", params: {}, severity: {} }));
  return { ...policy, packs: [...policy.packs, ...added] };
}

/** Paths of the pack files that have to be read: all uses that are not ids of shipped packs. */
export function packPaths(
  policy: Resolved<Policy>,
  shipped: ReadonlyMap<string, CompiledPack>,
): string[] {
  if (!policy.ok) return [];
  const uses = policy.value.packs.map(({ use }) => use);
  return uses.filter((use) => !shipped.has(use) && isPath(use)).map(pathOf);
}

/** Every pack, or every problem of every pack. A bad pack is refused as a whole. */
export function resolvePacks(
  policy: Policy,
  files: readonly PackFile[],
  shipped: ReadonlyMap<string, CompiledPack>,
  policyPath: string,
): Resolved<PackInUse[]> {
  const problems: Problem[] = [];
  const packs: PackInUse[] = [];
  for (const use of policy.packs) {
    const pack = resolvePack(use.use, files, shipped, policyPath);
    if (pack.ok) {
      problems.push(...settingProblems(use, pack.value, policyPath));
      packs.push({ pack: pack.value, use });
    } else problems.push(...pack.problems);
  }
  problems.push(...duplicateProblems(packs, policyPath));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: packs };
}

/** Findings name packs by id, so two packs of one id could not be told apart. */
function duplicateProblems(packs: readonly PackInUse[], path: string): Problem[] {
  const ids = packs.map(({ pack }) => pack.checklist.pack);
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return twice.map((id) =>
    problemOf(path, `two of the packs are called "${id}": rename one of them`),
  );
}

function resolvePack(
  use: string,
  files: readonly PackFile[],
  shipped: ReadonlyMap<string, CompiledPack>,
  policyPath: string,
): Resolved<CompiledPack> {
  const known = shipped.get(use);
  if (known !== undefined) return { ok: true, value: known };
  if (!isPath(use))
    return refuse(policyPath, `no shipped pack is called "${use}"${hint(use, shipped)}`);
  const file = files.find(({ path }) => path === pathOf(use));
  return file?.pack ?? refuse(policyPath, `the pack ${use} does not exist`);
}

/** Thresholds and severities that policy sets for things that the pack does not have. */
function settingProblems(
  { params, severity, use }: PackUse,
  pack: CompiledPack,
  path: string,
): Problem[] {
  const { checklist } = pack;
  const unknownParams = Object.keys(params).filter(
    (name) => !Object.hasOwn(checklist.params, name),
  );
  const ids = checklist.checks.map(({ id }) => id);
  const unknownChecks = Object.keys(severity).filter((id) => !ids.includes(id));
  const outside = Object.entries(params).flatMap(([name, value]) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } =
      checklist.params[name] ?? {};
    return value < min || value > max
      ? [`${name} of the pack ${use} must be from ${min} to ${max}`]
      : [];
  });
  return [
    ...unknownParams.map(
      (name) =>
        `the pack ${use} has no parameter "${name}"${suggest(name, Object.keys(checklist.params))}`,
    ),
    ...unknownChecks.map((id) => `the pack ${use} has no check "${id}"${suggest(id, ids)}`),
    ...outside,
  ].map((message) => problemOf(path, message));
}

function isPath(use: string): boolean {
  return /[/.]/.test(use);
}

/** As GitHub lists it, however it is written. */
function pathOf(use: string): string {
  return use.replace(/^(\.\/+)+/, "");
}

function hint(use: string, shipped: ReadonlyMap<string, CompiledPack>): string {
  return `${suggest(use, [...shipped.keys()])} Shipped are: ${[...shipped.keys()].join(", ")}. A pack of your own is named by its path`;
}

function suggest(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "." : `. Did you mean "${near}"?`;
}

function refuse(file: string, message: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [problemOf(file, message)] };
}

/** A problem of a whole file stands on its first line. */
export function problemOf(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message };
}
