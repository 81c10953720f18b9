/** A policy upon the one that it extends, and what that says of its packs. */

import type { CompiledPack } from "../checklist/load-pack.ts";
import {
  type FloorAddress,
  floorAddress,
  isPinned,
  paramsWithin,
  severityWithin,
  tightened,
} from "../policy/floor.ts";
import { type PackUse, type Policy, parsePolicy } from "../policy/policy.ts";
import type { Located, Problem } from "../yaml/parse-yaml.ts";
import type { SourceFile } from "./source-file.ts";

export type Resolved<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface UponFloor {
  readonly policy: Policy;
  readonly notices: readonly string[];
}

/** A floor that cannot be read is no floor: then nothing is judged. */
export function uponFloor(
  { file, value: own, positionOf }: Located<Policy>,
  floor: SourceFile | undefined,
  readsNone: boolean,
): Resolved<UponFloor> {
  const at = { file, ...positionOf(["extends"]) };
  if (floor === undefined && own.extends !== undefined && !readsNone)
    return { ok: false, problems: [{ ...at, message: "extends: it was not read" }] };
  if (floor === undefined)
    return { ok: true, value: { policy: own, notices: unreadNotices(own.extends) } };
  if (floor.state !== "text") {
    const because = floor.state === "absent" ? "there is no such file" : floor.because;
    return { ok: false, problems: [{ ...at, message: `extends ${floor.path}: ${because}` }] };
  }
  const parsed = parsePolicy(floor.path, floor.text);
  if (!parsed.ok) return parsed;
  const { value } = parsed.located;
  const address = floorAddress(floor.path);
  if (value.extends !== undefined || address === undefined) {
    const message = "extends: a policy that others extend may extend none itself. Take it out";
    return {
      ok: false,
      problems: [{ file: floor.path, ...parsed.located.positionOf(["extends"]), message }],
    };
  }
  const packs = value.packs.map((one) => ({ ...one, use: packOfFloor(one.use, address) }));
  const { policy, ignored } = tightened(own, { ...value, packs });
  return { ok: true, value: { policy, notices: floorNotices(floor.path, address, ignored) } };
}

const UNREAD =
  "`extends` is not read here: only this file counts. In a pull request the policy that it extends counts too.";

function unreadNotices(named: string | undefined): string[] {
  const address = named === undefined ? undefined : floorAddress(named);
  if (named === undefined || address === undefined) return [];
  return [UNREAD, ...floorNotices(named, address, [])];
}

function floorNotices(path: string, address: FloorAddress, ignored: readonly string[]): string[] {
  const names = ignored.map((key) => `\`${key}\``).join(", ");
  return [
    ...(isPinned(address)
      ? []
      : [
          `\`extends\` names \`${path}\`, which can change without a change here. Name the full SHA of a commit after the @.`,
        ]),
    ...(ignored.length === 0
      ? []
      : [`Looser here than in \`${path}\`, whose settings count: ${names}.`]),
  ];
}

/** A pack beside a floor is read where the floor is. */
function packOfFloor(use: string, { owner, repo, ref }: FloorAddress): string {
  return isPath(use) ? `${owner}/${repo}/${pathOf(use)}@${ref}` : use;
}

/** Thresholds and severities as they count upon what the floor says of the pack. */
export function withinFloor(use: PackUse, { checklist }: CompiledPack): PackUse {
  if (use.floor === undefined) return use;
  const params = Object.entries(checklist.params).map(
    ([name, { value }]) => [name, value] as const,
  );
  const severities = checklist.checks.map(({ id, severity }) => [id, severity] as const);
  return {
    ...use,
    params: paramsWithin(use, Object.fromEntries(params)),
    severity: severityWithin(use, Object.fromEntries(severities)),
  };
}

/** A pack of the team's own is named by its path. */
export function isPath(use: string): boolean {
  return /[/.]/.test(use);
}

/** As GitHub lists it, however it is written. */
export function pathOf(use: string): string {
  return use.replace(/^(\.\/+)+/, "");
}
