/** Which levers may save most, before any is estimated: nobody saves more of an item than it uses. */

import type { Estimate, Metrics } from "../estimate/result.ts";
import type { Lever } from "../levers/lever.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";

/** The levers on the weightiest items, in the order that they were found in; all of them where they are not more. */
export function weightiest(
  levers: readonly Lever[],
  estimate: Estimate,
  most: number,
): readonly Lever[] {
  if (levers.length <= most) return levers;
  const shares = sharesOf(estimate);
  const weight = ({ item }: Lever) => shares.get(item) ?? shares.get(parentOf(item)) ?? 1;
  const kept = new Set(levers.toSorted((a, b) => weight(b) - weight(a)).slice(0, most));
  return levers.filter((lever) => kept.has(lever));
}

/** By the key of an item: the largest of its shares of the month's energy, carbon and cost. */
function sharesOf({ components, models, flows, month }: Estimate): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  const remember = (item: string, share: number) =>
    shares.set(item, Math.max(share, shares.get(item) ?? 0));
  for (const { kind, subject, month: own } of components)
    remember(`${SECTIONS[kind]}/${subject}`, largest(own, month));
  for (const { id, energyShare = 1, costShare = 1 } of models)
    remember(`models/${id}`, Math.max(energyShare, costShare));
  for (const { steps } of flows)
    for (const { id, month: own } of steps) remember(`steps/${id}`, largest(own, month));
  return shares;
}

const SECTIONS = {
  component: "components",
  model: "models",
  training: "training",
  evaluation: "environments",
  data: "data",
} as const;

/** "training/detector/1" is one of the jobs of "training/detector". */
function parentOf(item: string): string {
  return item.split("/").slice(0, 2).join("/");
}

type Weighed = Pick<Metrics, "energyKwh" | "carbonKg" | "costUsd">;

/** What is unknown may be all of it. */
function largest(own: Weighed, of: Weighed): number {
  return Math.max(
    ...(["energyKwh", "carbonKg", "costUsd"] as const).map((metric) =>
      shareOf(own[metric], of[metric]),
    ),
  );
}

function shareOf(part: Figure, whole: Figure): number {
  if (isUnknown(part)) return 1;
  return isUnknown(whole) || whole.likely === 0 ? 0 : part.likely / whole.likely;
}
