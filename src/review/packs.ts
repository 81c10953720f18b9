/** Which packs a review uses: those of the policy and of the caller, shipped or from the repository. */

import type { Checklist } from "../checklist/checklist.ts";
import type { CompiledPack } from "../checklist/load-pack.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import { DEFAULT_POLICY, type PackUse, type Policy, parsePolicy } from "../policy/policy.ts";
import { LIMITS } from "../yaml/limits.ts";
import { nearest } from "../yaml/nearest.ts";
import type { Located, Path, Problem } from "../yaml/parse-yaml.ts";
import { excerpt, printable, quote } from "../yaml/quote.ts";
import type { PolicyFile } from "./source-file.ts";
import { isPath, pathOf, type Resolved, uponFloor, withinFloor } from "./upon-floor.ts";

/** A pack in use: its checks, and how policy enforces it. */
export interface PackInUse {
  readonly pack: CompiledPack;
  readonly use: PackUse;
}

/** A pack of the team's own: what became of its file; undefined when there is none. */
export interface PackFile {
  readonly path: string;
  readonly pack: Resolved<CompiledPack> | undefined;
}

/** What is wrong with a pack in use, or with the setting of it that the path leads to; without a pack, with the policy. */
export type PackProblem = (use: PackUse | undefined, path: Path, message: string) => Problem;

export type ResolvedPolicy =
  | {
      readonly ok: true;
      readonly value: Policy;
      /** The file alone, without floor and without what the caller adds. */
      readonly own: Policy;
      readonly problemAt: PackProblem;
      /** What a reader has to know of how it came about; it may quote the policy. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The policy in the file, or the default one where there is no file; with the packs that the caller adds, and upon its floor. */
export function resolvePolicy(
  { file, floor, readsNoFloor = false }: PolicyFile,
  extra: readonly string[],
): ResolvedPolicy {
  if (file.state === "absent") {
    const problemAt: PackProblem = (_use, _path, message) => problemOf(file.path, message);
    const own = DEFAULT_POLICY;
    return { ok: true, value: withPacks(own, extra), own, problemAt, notices: [] };
  }
  if (file.state === "unreadable")
    return { ok: false, problems: [problemOf(file.path, file.because)] };
  const parsed = parsePolicy(file.path, file.text);
  if (!parsed.ok) return parsed;
  const { located } = parsed;
  const upon = uponFloor(located, floor, readsNoFloor);
  if (!upon.ok) return upon;
  const { policy, notices } = upon.value;
  return {
    ok: true,
    value: withPacks(policy, extra),
    own: located.value,
    problemAt: packProblemsIn(located),
    notices,
  };
}

/** Problems of packs stand where the policy has them; those of packs that it does not name, on its first line. */
export function packProblemsIn({ file, value, positionOf }: Located<Policy>): PackProblem {
  return (use, path, message) => {
    const at = use && placeOf(use, value.packs);
    if (at === -1) return problemOf(file, message);
    const whole = at === undefined ? path : ["packs", at, ...path];
    return { ...problemOf(file, message), ...positionOf(whole) };
  };
}

/** What stands upon a floor is a copy: it is where its name is. */
function placeOf(use: PackUse, packs: readonly PackUse[]): number {
  const at = packs.indexOf(use);
  return at === -1 ? packs.findIndex((one) => one.use === use.use) : at;
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
  policy: { readonly ok: true; readonly value: Policy } | { readonly ok: false },
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
  problemAt: PackProblem,
): Resolved<PackInUse[]> {
  const problems: Problem[] = [];
  const packs: PackInUse[] = [];
  for (const use of policy.packs) {
    const pack = resolvePack(use, files, shipped, problemAt);
    if (pack.ok) {
      problems.push(...settingProblems(use, pack.value, problemAt));
      packs.push({ pack: pack.value, use: withinFloor(use, pack.value) });
    } else problems.push(...pack.problems);
  }
  problems.push(...duplicateProblems(packs, problemAt));
  // What another pack has cannot be known while one is refused.
  if (packs.length === policy.packs.length)
    problems.push(...unwaivableProblems(policy, packs, problemAt));
  return problems.length > 0
    ? { ok: false, problems: first(problems) }
    : { ok: true, value: packs };
}

/** As many as a file may have in words; the rest as a number. */
function first(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[LIMITS.problems];
  if (next === undefined) return problems;
  const message = `and ${problems.length - LIMITS.problems} more problems.`;
  return [...problems.slice(0, LIMITS.problems), { ...next, message }];
}

/** Findings name packs by id, so two packs of one id could not be told apart. */
function duplicateProblems(packs: readonly PackInUse[], problemAt: PackProblem): Problem[] {
  const ids = packs.map(({ pack }) => pack.checklist.pack);
  return packs.flatMap(({ use }, index) => {
    const id = ids[index];
    // Of three that share an id, the first repetition says it for all.
    const repeats = ids.slice(0, index).filter((one) => one === id).length;
    if (id === undefined || repeats !== 1) return [];
    return [
      problemAt(use, ["use"], `two of the packs are called ${quote(id)}: rename one of them`),
    ];
  });
}

/** A check that is named wrong would be open to exceptions. */
function unwaivableProblems(
  { waivers }: Policy,
  packs: readonly PackInUse[],
  problemAt: PackProblem,
): Problem[] {
  const ids = packs.flatMap(({ pack }) => pack.checklist.checks.map(({ id }) => id));
  return waivers.unwaivable.flatMap((id, at) =>
    ids.includes(id)
      ? []
      : [
          problemAt(
            undefined,
            ["waivers", "unwaivable", at],
            `waivers.unwaivable[${at}]: no pack in use has a check ${quote(id)}${suggest(id, ids)}`,
          ),
        ],
  );
}

function resolvePack(
  packUse: PackUse,
  files: readonly PackFile[],
  shipped: ReadonlyMap<string, CompiledPack>,
  problemAt: PackProblem,
): Resolved<CompiledPack> {
  const { use } = packUse;
  const refuse = (message: string): Resolved<CompiledPack> => ({
    ok: false,
    problems: [problemAt(packUse, ["use"], message)],
  });
  const known = shipped.get(use);
  if (known !== undefined) return { ok: true, value: known };
  if (!isPath(use)) return refuse(`no shipped pack is called ${quote(use)}${hint(use, shipped)}`);
  const file = files.find(({ path }) => path === pathOf(use));
  const { pack } = file ?? {};
  if (pack?.ok === true && pack.value.checklist.pack === GATE_PACK)
    return refuse(`no pack may be called "${GATE_PACK}": give it another name`);
  return pack ?? refuse(`the pack ${excerpt(use)} does not exist`);
}

/** Thresholds and severities that policy sets for things that the pack does not have. */
function settingProblems(
  packUse: PackUse,
  { checklist }: CompiledPack,
  problemAt: PackProblem,
): Problem[] {
  const { use } = packUse;
  const params = Object.entries(packUse.params).flatMap(([name, value]) => {
    const problem = paramProblem(name, value, use, checklist);
    return problem === undefined ? [] : [problemAt(packUse, ["params", name], problem)];
  });
  const ids = checklist.checks.map(({ id }) => id);
  const unknownChecks = Object.keys(packUse.severity).filter((id) => !ids.includes(id));
  const severities = unknownChecks.map((id) =>
    problemAt(
      packUse,
      ["severity", id],
      `the pack ${excerpt(use)} has no check ${quote(id)}${suggest(id, ids)}`,
    ),
  );
  return [...params, ...severities];
}

function paramProblem(
  name: string,
  value: number,
  use: string,
  { params }: Checklist,
): string | undefined {
  if (!Object.hasOwn(params, name))
    return `the pack ${excerpt(use)} has no parameter ${quote(name)}${suggest(name, Object.keys(params))}`;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = params[name] ?? {};
  if (value >= min && value <= max) return undefined;
  return `${name} of the pack ${excerpt(use)} must be from ${min} to ${max}`;
}

function hint(use: string, shipped: ReadonlyMap<string, CompiledPack>): string {
  return `${suggest(use, [...shipped.keys()])} Shipped are: ${[...shipped.keys()].join(", ")}. A pack of your own is named by its path`;
}

function suggest(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "." : `. Did you mean ${quote(near)}?`;
}

/** A problem of a whole file stands on its first line. */
export function problemOf(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message: printable(message) };
}
