/** What of a policy may block, and from which day on. */

import type { PackUse, Policy } from "./policy.ts";

/** What blocks because the gate itself gets looser is found under this name. No pack may bear it. */
export const GATE_PACK = "greenlight";

/** Whether anything of the policy blocks, or is to block some day. */
export function everBlocks({ packs }: Policy): boolean {
  const blocks = ({ enforce }: PackUse) => enforce !== "advisory";
  return packs.some((use) => blocks(use) || (use.floor !== undefined && blocks(use.floor)));
}

/** What of a pack may block: nothing, what a pull request causes or worsens, or everything. */
export type Enforcement = PackUse["enforce"];

/** What of a pack may block on that day. */
export function enforcementOn(use: PackUse, today: string): Enforcement {
  const own = enforcementOf(use, today);
  const least = use.floor === undefined ? own : enforcementOf(use.floor, today);
  return compareEnforcement(own, least) > 0 ? own : least;
}

const STRICTER: readonly Enforcement[] = ["advisory", "new", "all"];

/** Less than 0 when the first blocks less. */
export function compareEnforcement(a: Enforcement, b: Enforcement): number {
  return STRICTER.indexOf(a) - STRICTER.indexOf(b);
}

function enforcementOf({ enforce, from, all_from }: PackUse, today: string): Enforcement {
  if (from !== undefined && today < from) return "advisory";
  return enforce === "new" && all_from !== undefined && all_from <= today ? "all" : enforce;
}

/** What of the policy does not act on that day; one sentence each. */
export function notInForce(policy: Policy, today: string): string[] {
  const advisory = policy.packs.filter((one) => enforcementOn(one, today) === "advisory");
  return advisory.map(advisorySentence);
}

function advisorySentence({ use, enforce, from }: PackUse): string {
  return enforce === "advisory" || from === undefined
    ? `The pack \`${use}\` is advisory: nothing of it blocks.`
    : `The pack \`${use}\` is advisory until ${from}: before that day, nothing of it blocks.`;
}
