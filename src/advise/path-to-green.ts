/**
 * The shortest way from a shut gate to an open one: the fewest changes and answers that turn the verdict, and of
 * several the one that saves most. Found by trying levers on the manifest, and proven by weighing what comes out.
 */

import type { Finding } from "../evaluate/finding.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Rules } from "../review/weigh.ts";
import type { Verdict } from "../score/gate.ts";
import { findingKey } from "./finding-key.ts";
import type { LeverEffect, Levers } from "./lever-effects.ts";
import { overlaps } from "./overlaps.ts";
import { createRehearsal, type Rehearse } from "./rehearse.ts";

export type GreenStep =
  /** A change of the manifest that settles these findings by itself. */
  | {
      readonly do: "change";
      readonly effect: LeverEffect;
      readonly settles: readonly Finding[];
    }
  /** Somebody answers an open question so that it passes, or states what it asks for. */
  | { readonly do: "answer"; readonly finding: Finding }
  /** What the check asks for is mended by hand. */
  | { readonly do: "fix"; readonly finding: Finding };

export interface PathToGreen {
  readonly steps: readonly GreenStep[];
  readonly leadsTo: Verdict;
  /** Sentences on what is in the way even then. */
  readonly left: readonly string[];
}

/** Undefined where the gate is open, and where something could not be evaluated. */
export function pathToGreen(
  one: ReviewedManifest,
  { effects, together }: Levers,
  rules: Rules,
  today: string,
): PathToGreen | undefined {
  if (one.gate.verdict !== "fail" && one.gate.verdict !== "waiting") return undefined;
  const search: Search = { one, blockers: blockersOf(one), rules, today };
  const nothing = tried([], search);
  const trials = candidates(search, effects, nothing.left > 0).map((effect) =>
    tried([effect], search),
  );
  const groups = groupsOf(nothing, trials);
  if (together !== undefined && nothing.left > 0) groups.push(tried(together.effects, search));
  return bestOf(groups.toSorted(comparing(search, nothing)), search);
}

/** What a way is looked for in. */
interface Search {
  readonly one: ReviewedManifest;
  readonly blockers: readonly Finding[];
  readonly rules: Rules;
  readonly today: string;
}

/** Levers done together, with what they settle. */
interface Group {
  readonly effects: readonly LeverEffect[];
  /** Keys of blockers that no longer block. */
  readonly settles: ReadonlySet<string>;
  /** Blockers that were none before. */
  readonly fresh: number;
  /** Limits of the policy that are in the way even when all else is settled: of several levers, at least. */
  readonly left: number;
  /** Undefined where they have not been tried together. */
  readonly rehearse: Rehearse | undefined;
}

function blockersOf({ gate }: ReviewedManifest): readonly Finding[] {
  return [...gate.blocking, ...gate.waitingFor];
}

/** Hurdles that figures or scores make, as against what somebody has to confirm. */
function limitsOf({ gate }: ReviewedManifest): number {
  return gate.hurdles.filter(({ about }) => about === undefined).length;
}

/** As many parts as are judged again for one trial, of which a large manifest has room for few. */
const MOST_TRIALS = 10;
const PARTS_TRIED = 600;

function roomFor({ manifest: { components = [], models, flows } }: ReviewedManifest): number {
  const parts = components.length + models.length + flows.length;
  return Math.min(MOST_TRIALS, Math.floor(PARTS_TRIED / Math.max(1, parts)));
}

/** Those that answer a check that blocks; where a limit of the policy does, those that save most as well. */
function candidates(
  { one, blockers }: Search,
  effects: readonly LeverEffect[],
  isLimited: boolean,
): readonly LeverEffect[] {
  const asked = new Set(blockers.map(({ check }) => check.id));
  const answering = effects.filter(({ lever }) => lever.checks.some((check) => asked.has(check)));
  const saving = effects.filter(({ saving: by }) => isLimited && by > 0);
  return [...new Set([...answering, ...saving])].slice(0, roomFor(one));
}

function tried(effects: readonly LeverEffect[], { one, blockers, rules, today }: Search): Group {
  const changes = effects.flatMap(({ lever }) => lever.changes);
  const rehearse = createRehearsal(one, changes, rules, today);
  const before = new Set(blockers.map(findingKey));
  const after = new Set(blockersOf(rehearse(new Set())).map(findingKey));
  return {
    effects,
    settles: new Set([...before].filter((key) => !after.has(key))),
    fresh: [...after].filter((key) => !before.has(key)).length,
    left: limitsOf(rehearse(after)),
    rehearse,
  };
}

/** Every choice of the trials that settle something and do not stand in each other's way. */
function groupsOf(nothing: Group, trials: readonly Group[]): Group[] {
  let groups: Group[] = [nothing];
  for (const trial of trials.filter(({ settles }) => settles.size > 0 || nothing.left > 0)) {
    const joined = groups
      .filter((group) => isFree(group, trial))
      .map((group) => join(group, trial, nothing.left));
    groups = [...groups, ...joined];
  }
  return groups;
}

function isFree({ effects }: Group, trial: Group): boolean {
  return !effects.some(({ lever }) => trial.effects.some((other) => overlaps(lever, other.lever)));
}

function join(group: Group, trial: Group, limits: number): Group {
  return {
    effects: [...group.effects, ...trial.effects],
    settles: new Set([...group.settles, ...trial.settles]),
    fresh: group.fresh + trial.fresh,
    // Each may get rid of other limits; whether they do is found out where nothing better is.
    left: Math.max(0, group.left + trial.left - limits),
    rehearse: group.effects.length === 0 ? trial.rehearse : undefined,
  };
}

/** First what gets rid of limits that no answer could, then the fewest steps, then the greatest saving. */
function comparing({ blockers }: Search, nothing: Group) {
  const steps = ({ effects, settles, fresh }: Group) =>
    effects.length + blockers.length - settles.size + fresh;
  return (one: Group, other: Group) =>
    Math.min(one.left, nothing.left) - Math.min(other.left, nothing.left) ||
    steps(one) - steps(other) ||
    savingOf(other.effects) - savingOf(one.effects);
}

function savingOf(effects: readonly LeverEffect[]): number {
  return effects.reduce((sum, effect) => sum + effect.saving, 0);
}

/** The first of the groups that is proven to lead to a pass; where none is, the one that leaves least. */
function bestOf(groups: readonly Group[], search: Search): PathToGreen | undefined {
  let best: PathToGreen | undefined;
  for (const group of groups.slice(0, Math.max(1, roomFor(search.one)))) {
    const path = proven(group, search);
    if (best === undefined || isBetter(path, best)) best = path;
    if (best.leadsTo === "pass") return best;
  }
  return best;
}

function isBetter(one: PathToGreen, other: PathToGreen): boolean {
  return (one.leadsTo === "pass" ? 0 : one.left.length) < other.left.length;
}

/** What is uncovered once a cause is gone may have to be answered as well. */
const MOST_ROUNDS = 6;

function proven(
  { effects, rehearse: known }: Group,
  { one, blockers, rules, today }: Search,
): PathToGreen {
  const changes = effects.flatMap(({ lever }) => lever.changes);
  const rehearse = known ?? createRehearsal(one, changes, rules, today);
  const byHand = new Map<string, Finding>();
  let then = rehearse(new Set());
  const open = new Set(blockersOf(then).map(findingKey));
  for (let round = 0; round < MOST_ROUNDS && blockersOf(then).length > 0; round += 1) {
    for (const finding of blockersOf(then)) byHand.set(findingKey(finding), finding);
    then = rehearse(new Set(byHand.keys()));
  }
  const settledBy = ({ lever }: LeverEffect) =>
    blockers.filter(
      (finding) => !open.has(findingKey(finding)) && lever.checks.includes(finding.check.id),
    );
  return {
    steps: [
      ...effects.map((effect): GreenStep => ({ do: "change", effect, settles: settledBy(effect) })),
      ...[...byHand.values()].map(
        (finding): GreenStep => ({
          do: finding.outcome === "question" ? "answer" : "fix",
          finding,
        }),
      ),
    ],
    leadsTo: then.gate.verdict,
    left: then.gate.hurdles.map(({ because }) => because),
  };
}
