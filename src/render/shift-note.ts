/** Beside a finding that advises another region: what the move changes, on average and at the margin. */

import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { FindingGroup } from "./ranked-findings.ts";

/** Of the first item that has a clearly cleaner region; undefined for findings about anything else. */
export function shiftNote(
  { estimate }: ReviewedManifest,
  { check, findings }: FindingGroup,
): string | undefined {
  if (!check.pass?.includes("best_grid_g_kwh")) return undefined;
  for (const { item } of findings) {
    const part = estimate.components.find(({ id }) => isOf(id, item.key));
    if (part?.shift !== undefined) return part.shift.text;
  }
  return undefined;
}

/** Items are `components/gpu` and `training/detector/1`; parts are `components.gpu` and `models.detector.training.0`. */
function isOf(part: string, item: string): boolean {
  const [section, id] = item.split("/");
  if (section === "training") return part.startsWith(`models.${id}.training.`);
  return part === `${section}.${id}`;
}
