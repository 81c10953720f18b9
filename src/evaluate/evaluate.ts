/**
 * Packs and facts to findings: each check on each item of its scope, in the order of packs, checks
 * and items, with what explains what. Weighing and gating come later.
 */

import type { Severity } from "../checklist/checklist.ts";
import type { CompiledCheck, CompiledPack } from "../checklist/load-pack.ts";
import type { FactItem } from "../facts/fact-items.ts";
import { type FactValue, factObject } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";
import { isOptionalSection, type Scope } from "../facts/scope.ts";
import { numberWords } from "../quantity/number-words.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { CheckInUse, Draft } from "./draft.ts";
import type { Parameters } from "./fact-words.ts";
import type { Evaluation, NotApplicable } from "./finding.ts";
import { type Judgement, NOT_APPLICABLE } from "./judge.ts";
import { judgeShown } from "./judge-shown.ts";
import { measureLengths, STEP_LIMITS, stepsOfCheck } from "./step-budget.ts";
import { type Positions, toFindings } from "./to-findings.ts";

/** A pack, and what policy sets for it. */
export interface PackSettings {
  readonly pack: CompiledPack;
  readonly use: {
    /** Thresholds that replace the pack's own. */
    readonly params: Readonly<Record<string, number>>;
    /** Severities of single checks that replace the pack's own, by id of the check. */
    readonly severity: Readonly<Record<string, Severity>>;
  };
}

export function evaluate(
  packs: readonly PackSettings[],
  facts: Facts,
  positions: Positions,
  limits = STEP_LIMITS,
): Evaluation {
  const notApplicable: NotApplicable[] = [];
  const lengths = measureLengths(facts);
  let left = limits.inAll;
  const drafts = packs.flatMap((settings) => {
    const parameters = parametersOf(settings);
    const rootsFor = conditionRoots(facts, parameters);
    return settings.pack.checks.flatMap((compiled): readonly Draft[] => {
      const use = inUse(compiled, settings, parameters);
      const items = itemsFor(compiled.check.for, facts);
      const steps = stepsOfCheck(compiled, items, lengths);
      const allowed = Math.min(limits.perCheck, left);
      if (steps > allowed) return [tooManySteps(use, steps, allowed)];
      left -= steps;
      const { drafts, others } = judgeItems(use, items, facts, rootsFor);
      const {
        pack,
        compiled: { check },
      } = use;
      if (others.length > 0) notApplicable.push({ pack, check, items: others });
      return drafts;
    });
  });
  return { findings: toFindings(drafts, facts, positions), notApplicable };
}

function judgeItems(
  use: CheckInUse,
  items: readonly FactItem[],
  facts: Facts,
  rootsFor: (item: FactItem) => object,
): { readonly drafts: readonly Draft[]; readonly others: readonly FactItem[] } {
  const drafts: Draft[] = [];
  const others: FactItem[] = [];
  for (const item of items) {
    const roots = rootsFor(item);
    const judgement = judgeItem(use, item, facts, roots);
    if (judgement.is === "not-applicable") others.push(item);
    else drafts.push({ use, item, judgement, roots });
  }
  return { drafts, others };
}

function parametersOf({ pack: { checklist }, use }: PackSettings): Parameters {
  const parameters: Record<string, number> = {};
  for (const [name, { value }] of Object.entries(checklist.params))
    parameters[name] = (Object.hasOwn(use.params, name) ? use.params[name] : undefined) ?? value;
  return parameters;
}

/** What conditions see for each item; made once per item and pack. */
function conditionRoots({ roots }: Facts, parameters: Parameters): (item: FactItem) => object {
  const shared = factObject({ ...roots, params: factObject(parameters) });
  const byItem = new Map<FactItem, object>();
  return (item) => {
    const known = byItem.get(item);
    if (known !== undefined) return known;
    const own: Record<string, FactValue> = Object.create(shared);
    if (item.it !== undefined) own["it"] = item.it;
    byItem.set(item, own);
    return own;
  };
}

/** The items of a scope; for a section that is left out, the section itself. */
function itemsFor(scope: Scope, { items, absent }: Facts): readonly FactItem[] {
  return isOptionalSection(scope) && absent.has(scope) ? [wholeSection(scope)] : items[scope];
}

/** Where the items of a scope stand, when that is no section of its own. */
const SECTIONS = new Map<Scope, Path>([
  ["manifest", []],
  ["training", ["models"]],
  ["steps", ["flows"]],
]);

function wholeSection(scope: Scope): FactItem {
  return { key: scope, path: SECTIONS.get(scope) ?? [scope], it: undefined, onlyFor: [] };
}

function judgeItem(
  { compiled, severity }: CheckInUse,
  item: FactItem,
  facts: Facts,
  roots: object,
): Judgement {
  const { for: scope } = compiled.check;
  if (item.key !== scope || scope === "manifest")
    return judgeShown(compiled, severity, item, facts, roots);
  // Nobody knows the items of a section that is left out; unless the check applies to none.
  if (compiled.when?.evaluate(roots).is === "false") return NOT_APPLICABLE;
  return { is: "question", gap: "section", facts: [scope], missing: [scope] };
}

function inUse(
  compiled: CompiledCheck,
  { pack, use }: PackSettings,
  parameters: Parameters,
): CheckInUse {
  const { id, severity } = compiled.check;
  const settled = use.severity[id] ?? severity;
  return { pack: pack.checklist.pack, compiled, severity: settled, parameters };
}

function tooManySteps(use: CheckInUse, steps: number, allowed: number): Draft {
  const because = `the conditions would take ${numberWords(steps, 2)} steps on this manifest, and ${numberWords(allowed, 2)} are left: they loop over a list for each item of a list`;
  const item = wholeSection(use.compiled.check.for);
  return { use, item, judgement: { is: "error", because }, roots: {} };
}
