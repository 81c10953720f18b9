/** What a pull request loosens, as findings: they wait for an owner of the policy. */

import type { Finding } from "../evaluate/finding.ts";
import { hashText } from "../facts/hash-facts.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Budgets } from "../manifest/product.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import { loosenedSettings } from "../policy/loosening.ts";
import { type Policy, parsePolicy } from "../policy/policy.ts";
import { isLowerStage } from "../score/stage.ts";
import type { Located, Path } from "../yaml/parse-yaml.ts";
import { GATE_CHECKS, type GateCheck } from "./gate-checks.ts";
import type { ChangedFile, PolicyFile } from "./source-file.ts";

/** One way in which a gate gets looser. */
export interface Loosening {
  readonly check: GateCheck;
  /** What it does, as the end of "This pull request …": our own words, and values in quotes. */
  readonly does: string;
  /** What the agreement is about: equal texts need no second one. */
  readonly change: string;
  /** Where it stands in the manifest; its first line where it stands elsewhere. */
  readonly at?: Path;
}

/**
 * A manifest against the one on base; and against the one where head parted from it, where that is another: what
 * only base has changed since is nothing that the pull request does.
 */
export function loosenedManifest(
  now: Manifest,
  before: Manifest | undefined,
  parted: Manifest | undefined = before,
): Loosening[] {
  const own = new Set(loosenedSince(now, parted).map(({ check }) => check));
  return loosenedSince(now, before).filter(({ check }) => own.has(check));
}

function loosenedSince(now: Manifest, before: Manifest | undefined): Loosening[] {
  if (before === undefined || before === now) return [];
  return [
    ...loweredStage(now, before),
    ...raisedBudgets(now, before),
    ...changedPeople(now, before),
  ];
}

function loweredStage({ product: now }: Manifest, { product: before }: Manifest): Loosening[] {
  if (!isLowerStage(now.stage, before.stage)) return [];
  const change = `from ${before.stage} to ${now.stage}`;
  return [
    { check: "GATE-STAGE", does: `lowers the stage ${change}`, change, at: ["product", "stage"] },
  ];
}

/** A target that is gone limits nothing either. */
function raisedBudgets(
  { budgets: now = {} }: Manifest,
  { budgets: before = {} }: Manifest,
): Loosening[] {
  // The threshold of quality is a text: what it limits is for people to say.
  const amounts = ({
    quality: _,
    ...rest
  }: Budgets): Readonly<Record<string, Amount | undefined>> => rest;
  const raised = Object.entries(amounts(before)).flatMap(([key, old]) => {
    const fresh = amounts(now)[key];
    if (old === undefined) return [];
    if (fresh === undefined) return [`${key} (was ${likely(old)}, is gone)`];
    return likely(fresh) > likely(old) ? [`${key} (was ${likely(old)}, is ${likely(fresh)})`] : [];
  });
  if (raised.length === 0) return [];
  const change = raised.join(", ");
  return [{ check: "GATE-BUDGETS", does: `raises budgets: ${change}`, change, at: ["budgets"] }];
}

function changedPeople({ product: now }: Manifest, { product: before }: Manifest): Loosening[] {
  const changed = (["pm", "tech_lead"] as const).flatMap((role) => {
    const [old, fresh] = [before[role], now[role]];
    return old === fresh ? [] : [`${role} (was ${old ?? "nobody"}, is ${fresh ?? "nobody"})`];
  });
  if (changed.length === 0) return [];
  const change = changed.join(", ").replaceAll("@", "");
  return [
    {
      check: "GATE-PEOPLE",
      does: `changes whose answers count: ${change}`,
      change,
      at: ["product"],
    },
  ];
}

/** A manifest as it is, and as base has it. */
interface Compared {
  readonly path: string;
  readonly manifest: Manifest;
  readonly base: Manifest | undefined;
}

/** What other manifests have taken over from one. */
export function movedParts(one: Compared, all: readonly Compared[]): Loosening[] {
  const gone = without(one.base, one.manifest);
  if (gone.length === 0) return [];
  const moved = all.flatMap(({ path, manifest, base }) => {
    const gained = without(manifest, base);
    const taken = path === one.path ? [] : gone.filter((id) => gained.includes(id));
    return taken.length === 0 ? [] : [`${taken.join(", ")} to ${path}`];
  });
  if (moved.length === 0) return [];
  const change = moved.join("; ");
  return [{ check: "GATE-MOVED", does: `moves parts of this manifest: ${change}`, change }];
}

/** Ids that one state has and another has not. */
function without(one: Manifest | undefined, other: Manifest | undefined): string[] {
  const known = other === undefined ? new Set<string>() : idsOf(other);
  return one === undefined ? [] : [...idsOf(one)].filter((id) => !known.has(id));
}

function idsOf({ models, components = [], flows }: Manifest): ReadonlySet<string> {
  return new Set([...models, ...components, ...flows].map(({ id }) => id));
}

/** What it changes of policy, packs and workflow. */
export function loosenedRules(
  file: PolicyFile,
  policy: Policy,
  changedPacks: readonly ChangedFile[],
): Loosening[] {
  return [
    ...loosenedPolicy(file, policy),
    ...changedFiles("GATE-PACKS", "changes packs that the policy uses", changedPacks),
    ...changedFiles(
      "GATE-WORKFLOW",
      "changes the workflow that runs reviews",
      file.changedWorkflows ?? [],
    ),
  ];
}

/** What is agreed to holds for the files as they are then. */
function changedFiles(check: GateCheck, does: string, files: readonly ChangedFile[]): Loosening[] {
  if (files.length === 0) return [];
  const change = files.map(({ path, sha }) => `${path} ${sha}`).join(", ");
  return [{ check, does: `${does}: ${files.map(({ path }) => path).join(", ")}`, change }];
}

function loosenedPolicy({ head }: PolicyFile, policy: Policy): Loosening[] {
  if (head === undefined) return [];
  if (head.state === "absent") return [inPolicy("removes the policy", "removed")];
  const parsed = head.state === "text" ? parsePolicy(head.path, head.text) : undefined;
  if (!parsed?.ok) return [inPolicy("makes the policy unreadable", "unreadable")];
  const settings = loosenedSettings(policy, parsed.located.value);
  if (settings.length === 0) return [];
  return [
    inPolicy(
      `loosens the policy: ${settings.join(", ")}`,
      hashText(JSON.stringify(parsed.located.value)),
    ),
  ];
}

function inPolicy(does: string, change: string): Loosening {
  return { check: "GATE-POLICY", does, change };
}

/** A manifest that is gone, and asked about as it was; `instead`: the texts of those that are new. */
export function removal(
  { path, text }: { readonly path: string; readonly text: string },
  instead: string,
): Loosening {
  const change = [path, text, instead].map(hashText).join();
  return { check: "GATE-REMOVED", does: `removes ${path}`, change };
}

/** As a finding of the gate: a question to an owner of the policy, or a failure where it takes a reason. */
export function toGateFinding(
  { check: id, does, change, at = [] }: Loosening,
  { positionOf }: Pick<Located<unknown>, "positionOf">,
): Finding {
  const check = GATE_CHECKS[id];
  const { line, column } = positionOf(at);
  const base = {
    pack: GATE_PACK,
    check,
    item: { key: "manifest", path: at },
    severity: check.severity,
    weighsAs: check.severity,
    line: at.length === 0 ? 1 : line,
    column: at.length === 0 ? 1 : column,
    hashes: () => ({ version: hashText(id), facts: hashText(change), fields: {} }),
    states: () => ({}),
    isWorse: () => true,
  };
  if (check.answer.kind === "reason")
    return { ...base, outcome: "fail", because: `this pull request ${does}` };
  return {
    ...base,
    outcome: "question",
    question: `This pull request ${does}. Does an owner of the policy agree?`,
    asks: "check",
    missing: [],
  };
}

/** Whether a finding is one of a manifest against its own state on base. */
export function isAboutBase({ pack, check: { id } }: Finding): boolean {
  return pack === GATE_PACK && ["GATE-STAGE", "GATE-BUDGETS", "GATE-PEOPLE"].includes(id);
}
