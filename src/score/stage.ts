/** The stage that a manifest is judged at. */

import type { Stage } from "../manifest/product.ts";
import type { Policy } from "../policy/policy.ts";
import { matchesGlob } from "./matches-glob.ts";

const ORDER: readonly Stage[] = ["idea", "prototype", "pilot", "production"];

/** Whether the gate is looser at one stage than at another. */
export function isLowerStage(one: Stage, other: Stage): boolean {
  return ORDER.indexOf(one) < ORDER.indexOf(other);
}

/** The strictest of head, base and what policy asks for at this path: lowering the stage opens no gate. */
export function stageOf(path: string, head: Stage, base: Stage | undefined, policy: Policy): Stage {
  const asked = policy.gate.min_stage.filter((rule) => matchesGlob(path, rule.path));
  const stages = [head, ...(base === undefined ? [] : [base]), ...asked.map(({ stage }) => stage)];
  return stages.reduce((one, other) => (isLowerStage(one, other) ? other : one));
}
