/** Failing root checks explain what else fails, or is asked, on their item and on items that exist only for it. */

import type { FactItem } from "../facts/fact-items.ts";
import type { Facts } from "../facts/facts.ts";
import type { Draft, Explanation } from "./draft.ts";

/** Scopes in the order in which causes are looked for: a model explains its components, not they it. */
const CAUSES_FIRST = [
  "manifest",
  "models",
  "components",
  "flows",
  "steps",
  "training",
  "data",
  "environments",
] as const;

/** The fact by which a check on the whole manifest explains the items that point nowhere. */
const POINTS_NOWHERE = "d.dangling";

export function rootCauses(
  drafts: readonly Draft[],
  { items }: Pick<Facts, "items">,
): Map<Draft, Explanation> {
  const failing = failingRoots(drafts);
  const explained = new Map<Draft, Explanation>();
  if (failing.size === 0) return explained;
  const causes = causesByItem(
    CAUSES_FIRST.flatMap((scope) => items[scope]),
    failing,
  );
  for (const draft of drafts) {
    const { is } = draft.judgement;
    const by = causes.get(draft.item.key);
    const follows = is === "fail" || is === "question";
    if (by !== undefined && by !== draft && follows && !isManifest(draft.item))
      explained.set(draft, { by, why: "root" });
  }
  return explained;
}

/** The first failing root check of each item. */
function failingRoots(drafts: readonly Draft[]): ReadonlyMap<string, Draft> {
  const failing = new Map<string, Draft>();
  for (const draft of drafts) {
    const { check, pass } = draft.use.compiled;
    if (!check.root || draft.judgement.is !== "fail" || failing.has(draft.item.key)) continue;
    if (isManifest(draft.item) && !pass?.reads.includes(POINTS_NOWHERE)) continue;
    failing.set(draft.item.key, draft);
  }
  return failing;
}

/** What explains the failures on each item: its own root check, or that of what it exists for. */
function causesByItem(
  items: readonly FactItem[],
  failing: ReadonlyMap<string, Draft>,
): ReadonlyMap<string, Draft> {
  const causes = new Map<string, Draft>();
  const fromOthers = ({ onlyFor }: FactItem) =>
    onlyFor.every((key) => causes.has(key)) ? causes.get(onlyFor[0] ?? "") : undefined;
  for (const item of items) {
    const cause = fromOthers(item) ?? failing.get(item.key);
    if (cause !== undefined) causes.set(item.key, cause);
  }
  // Once more, for a model that exists only for components, which come after it.
  for (const item of items) {
    const cause = causes.has(item.key) ? undefined : fromOthers(item);
    if (cause !== undefined) causes.set(item.key, cause);
  }
  return causes;
}

function isManifest({ key }: FactItem): boolean {
  return key === "manifest";
}
