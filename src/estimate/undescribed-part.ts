/** Parts that the manifest uses and does not describe: nobody knows what they take, and a total with them is "at least". */

import { danglingReferences } from "../manifest/references.ts";
import { isZero, unknown } from "../quantity/uncertain.ts";
import { type Context, createLedger, note } from "./context.ts";
import { unknownImpact } from "./impact.ts";
import type { Part } from "./part.ts";
import type { PartKind } from "./result.ts";
import type { Traffic } from "./traffic.ts";

/** One part for each id that steps call, tests call, or machines run. */
export function undescribedParts(context: Context, traffic: Traffic): readonly Part[] {
  const dangling = danglingReferences(context.manifest);
  const meant = new Map(dangling.map((one) => [one.id, one.meant]));
  const parts = new Map<string, Part>();
  const put = (id: string, input: string, kind: PartKind) => {
    if (meant.has(id) && !parts.has(id)) parts.set(id, undescribed(id, input, kind, meant.get(id)));
  };
  for (const [use, works] of traffic.worksByUse) {
    const called = works.find(({ callsPerMonth }) => !isZero(callsPerMonth));
    if (called === undefined) continue;
    put(use, called.path, called.environment === undefined ? "component" : "evaluation");
  }
  for (const { id, runs = [] } of context.manifest.components ?? [])
    for (const model of runs) put(model, `components.${id}.runs`, "component");
  return [...parts.values()];
}

function undescribed(
  subject: string,
  input: string,
  kind: PartKind,
  meant: string | undefined,
): Part {
  const ledger = createLedger();
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  note(ledger, `${subject} is used and described nowhere${hint}`, input);
  return {
    id: input,
    kind,
    subject,
    method: "unknown",
    impact: unknownImpact(unknown(input)),
    active: undefined,
    idle: undefined,
    grid: unknown(input),
    bestRegionNearby: undefined,
    bestRegion: undefined,
    shift: undefined,
    declared: undefined,
    boundaries: { energy: "not known", cost: "not known" },
    ledger,
  };
}
