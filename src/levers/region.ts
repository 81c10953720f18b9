/** Moves to a cleaner region of the same provider. */

import { regionOf } from "../estimate/cloud-region.ts";
import type { MachinePriceTable } from "../estimate/data.ts";
import { shiftTo } from "../estimate/shift.ts";
import { likelyFigure, matters } from "./estimated-parts.ts";
import type { FieldChange, FindLevers, Lever, LeverInput } from "./lever.ts";
import { listed } from "./listed.ts";
import { againstMoving } from "./region-against.ts";
import type { Mover } from "./region-mover.ts";
import { moversOf } from "./region-movers.ts";
import { keyOf, type Piece } from "./region-pieces.ts";
import { type Target, targetsFor } from "./region-target.ts";
import { short } from "./short.ts";

export const regionLevers: FindLevers = (input) => {
  const movers = moversOf(input);
  const present = countByRegion(movers);
  return movers.flatMap((mover) => {
    if (!matters(mover.pieces.map(({ part }) => part))) return [];
    const staying = (present.get(keyOf(mover.at)) ?? 0) - mover.pieces.length;
    return targetsOf(mover, input.data.machinePrices).map((target) =>
      move(input, mover, target, staying),
    );
  });
};

/** How many things stand in a region; what is in two movers counts once. */
function countByRegion(movers: readonly Mover[]): ReadonlyMap<string, number> {
  const pieces = new Map(
    movers.flatMap((mover) => mover.pieces.map((piece) => [piece.path.join("/"), piece])),
  );
  const counts = new Map<string, number>();
  for (const { at } of pieces.values()) counts.set(keyOf(at), (counts.get(keyOf(at)) ?? 0) + 1);
  return counts;
}

function targetsOf(
  { kind, at, pieces }: Mover,
  table: MachinePriceTable | undefined,
): readonly Target[] {
  const grids = pieces.flatMap(({ part }) => likelyFigure(part?.gridGPerKwh) ?? []);
  const [grid] = grids;
  if (grid === undefined) return [];
  const chips = [...new Set(pieces.flatMap(({ chip }) => chip ?? []))];
  const reach = kind === "training" ? "anywhere" : "nearby";
  const { cloud, country } = at;
  return targetsFor({ cloud, country, gridGPerKwh: grid, chips, reach }, table);
}

function move(input: LeverInput, mover: Mover, target: Target, staying: number): Lever {
  const { item, at, pieces } = mover;
  const { region } = target;
  const here = pieces.flatMap(({ part }) => likelyFigure(part?.gridGPerKwh) ?? [])[0] ?? 0;
  const known = regionOf(at.cloud, at.region);
  const shift = known === undefined ? undefined : shiftTo([known], [region]);
  return {
    kind: "region",
    item,
    option: mover.kind === "all" ? `${at.cloud} ${at.region} to ${region.name}` : region.name,
    title: titleOf(mover, region.name),
    changes: pieces.flatMap((piece) => changesOf(piece, region.name)),
    assumes: assumesOf(pieces),
    evidence: [
      {
        says: `The average intensity of the grid is ${short(target.gridGPerKwh)} gCO2e/kWh in ${region.name}, and ${short(here)} in ${at.region}.`,
        source: region.grid?.source ?? "rtc-2026",
        locator: `${region.grid?.locator ?? ""}, row ${region.name}`,
      },
    ],
    effort: mover.kind === "training" || mover.kind === "api" ? "setting" : "deployment",
    against: againstMoving(input.manifest, mover, target, { shift, staying }),
    checks: checksOf(mover, target),
  };
}

function titleOf({ kind, names, at }: Mover, to: string): string {
  const ids = listed(names);
  if (kind === "training") return `Train ${ids} in ${at.cloud} ${to} instead of ${at.region}`;
  if (kind === "api") return `Call ${ids} in ${at.cloud} ${to} instead of ${at.region}`;
  if (kind === "all") return `Move all that runs in ${at.cloud} ${at.region} to ${to}: ${ids}`;
  return `Move ${ids} from ${at.cloud} ${at.region} to ${to}`;
}

/** What was said of the site that it leaves holds there only. */
function changesOf({ path, component }: Piece, region: string): readonly FieldChange[] {
  const site = ["pue", "market_g_kwh"] as const;
  const left = site.filter((key) => component?.[key] !== undefined);
  return [
    { path: [...path, "placement"], value: [{ region }] },
    ...left.map((key): FieldChange => ({ path: [...path, key], value: undefined })),
  ];
}

function assumesOf(pieces: readonly Piece[]): readonly string[] {
  const machines = pieces.flatMap(({ component }) => component ?? []);
  const isPaid = machines.some((one) => (one.usd_per_hour ?? one.usd_per_month) !== undefined);
  const isSited = machines.some((one) => (one.pue ?? one.market_g_kwh) !== undefined);
  return [
    "Machines and work stay as they are.",
    ...(isPaid ? ["Declared prices stay, although regions differ in price."] : []),
    ...(isSited
      ? ["The declared figures of the present site are replaced by those of the region."]
      : []),
  ];
}

/** Defaults of the pack: a clean grid, and a grid that is as good as the best. */
const CLEAN_G_PER_KWH = 100;
const AS_GOOD_AS_BEST = 1.3;

function checksOf({ kind, pieces, once }: Mover, target: Target): readonly string[] {
  const { gridGPerKwh: grid, bestGPerKwh: best } = target;
  const isClean = grid <= CLEAN_G_PER_KWH;
  const isBest = isClean || grid <= best * AS_GOOD_AS_BEST;
  if (kind === "training") return isBest && !once ? ["CH12-D6-08"] : [];
  const serves = pieces.some(
    ({ component }) => component?.kind === "inference" && component.where === "cloud",
  );
  if (!serves) return [];
  return [...(isClean ? ["CH12-D6-02"] : []), ...(isBest ? ["CH12-D6-03"] : [])];
}
