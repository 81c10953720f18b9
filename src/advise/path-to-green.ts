/**
 * The shortest way from a shut gate to an open one: the fewest changes and answers that turn the verdict, and of
 * several the one that saves most. Found by trying levers on the manifest, and proven by weighing what comes out.
 */

import type { Finding } from "../evaluate/finding.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Rules } from "../review/weigh.ts";
import type { Verdict } from "../score/gate.ts";
import type { LeverEffect, Levers } from "./lever-effects.ts";
import { overlaps } from "./overlaps.ts";
import { findingKey, rehearse } from "./rehearse.ts";

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
  const blockers = blockersOf(one);
  const trials = candidates(one, effects, blockers).map((effect) =>
    tried([effect], one, rules, today),
  );
  const groups = groupsOf(trials);
  if (together !== undefined && limitsOf(one).length > 0)
    groups.push(tried(together.effects, one, rules, today));
  const best = groups.reduce((a, b) => (compareGroups(b, a, blockers) < 0 ? b : a), NOTHING);
  return proven(best, blockers, one, rules, today);
}

/** Levers done together, with what they settle. */
interface Group {
  readonly effects: readonly LeverEffect[];
  /** Keys of blockers that no longer block. */
  readonly settles: ReadonlySet<string>;
  /** Limits of the policy that stand in the way no longer. */
  readonly limits: number;
  /** Blockers that were none before. */
  readonly fresh: number;
}

const NOTHING: Group = { effects: [], settles: new Set(), limits: 0, fresh: 0 };

function blockersOf({ gate }: ReviewedManifest): readonly Finding[] {
  return [...gate.blocking, ...gate.waitingFor];
}

/** Hurdles that figures or scores make, as against what somebody has to confirm. */
function limitsOf({ gate }: ReviewedManifest): readonly string[] {
  return gate.hurdles.filter(({ about }) => about === undefined).map(({ because }) => because);
}

/** As many parts as are judged again for one trial, of which a large manifest has room for few. */
const MOST_TRIALS = 10;
const PARTS_TRIED = 600;

/** Those that answer a check that blocks; where a limit of the policy does, those that save most as well. */
function candidates(
  one: ReviewedManifest,
  effects: readonly LeverEffect[],
  blockers: readonly Finding[],
): readonly LeverEffect[] {
  const { components = [], models, flows } = one.manifest;
  const parts = components.length + models.length + flows.length;
  const most = Math.min(MOST_TRIALS, Math.floor(PARTS_TRIED / Math.max(1, parts)));
  const asked = new Set(blockers.map(({ check }) => check.id));
  const isLimited = limitsOf(one).length > 0;
  const answering = effects.filter(({ lever }) => lever.checks.some((check) => asked.has(check)));
  const saving = effects.filter(({ saving: by }) => isLimited && by > 0);
  return [...new Set([...answering, ...saving])].slice(0, most);
}

function tried(
  effects: readonly LeverEffect[],
  one: ReviewedManifest,
  rules: Rules,
  today: string,
): Group {
  const changes = effects.flatMap(({ lever }) => lever.changes);
  const then = rehearse(one, { changes, settled: new Set() }, rules, today);
  const before = new Set(blockersOf(one).map(findingKey));
  const after = new Set(blockersOf(then).map(findingKey));
  return {
    effects,
    settles: new Set([...before].filter((key) => !after.has(key))),
    limits: limitsOf(one).length - limitsOf(then).length,
    fresh: [...after].filter((key) => !before.has(key)).length,
  };
}

/** Every choice of the trials that settle something and do not stand in each other's way. */
function groupsOf(trials: readonly Group[]): Group[] {
  let groups: Group[] = [NOTHING];
  for (const trial of trials.filter(({ settles, limits }) => settles.size > 0 || limits > 0)) {
    const joined = groups
      .filter((group) => isFree(group, trial))
      .map((group) => join(group, trial));
    groups = [...groups, ...joined];
  }
  return groups;
}

function isFree({ effects }: Group, trial: Group): boolean {
  return !effects.some(({ lever }) => trial.effects.some((other) => overlaps(lever, other.lever)));
}

function join(group: Group, trial: Group): Group {
  return {
    effects: [...group.effects, ...trial.effects],
    settles: new Set([...group.settles, ...trial.settles]),
    limits: Math.max(group.limits, trial.limits),
    fresh: group.fresh + trial.fresh,
  };
}

/** First what gets rid of limits that no answer could, then the fewest steps, then the greatest saving. */
function compareGroups(one: Group, other: Group, blockers: readonly Finding[]): number {
  const steps = ({ effects, settles, fresh }: Group) =>
    effects.length + blockers.length - settles.size + fresh;
  const saving = ({ effects }: Group) => effects.reduce((sum, effect) => sum + effect.saving, 0);
  return other.limits - one.limits || steps(one) - steps(other) || saving(other) - saving(one);
}

/** What is uncovered once a cause is gone may have to be answered as well. */
const MOST_ROUNDS = 6;

function proven(
  { effects, settles }: Group,
  blockers: readonly Finding[],
  one: ReviewedManifest,
  rules: Rules,
  today: string,
): PathToGreen {
  const changes = effects.flatMap(({ lever }) => lever.changes);
  const byHand = new Map<string, Finding>();
  for (const finding of blockers) {
    const key = findingKey(finding);
    if (!settles.has(key)) byHand.set(key, finding);
  }
  let then = rehearse(one, { changes, settled: new Set(byHand.keys()) }, rules, today);
  for (let round = 1; round < MOST_ROUNDS && blockersOf(then).length > 0; round += 1) {
    for (const finding of blockersOf(then)) byHand.set(findingKey(finding), finding);
    then = rehearse(one, { changes, settled: new Set(byHand.keys()) }, rules, today);
  }
  const settledBy = (effect: LeverEffect) =>
    blockers.filter(
      (finding) =>
        settles.has(findingKey(finding)) && effect.lever.checks.includes(finding.check.id),
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
