/** Where something could move: cleaner regions of its provider, as the tables know them. */

import type { CloudProvider } from "../coefficients/region-rows.ts";
import type { Region } from "../coefficients/regions.ts";
import { regionsByGrid } from "../estimate/cloud-region.ts";
import type { MachinePriceTable } from "../estimate/data.ts";

/** What is to move. */
export interface Origin {
  readonly cloud: CloudProvider;
  /** Two-letter code of where it is. */
  readonly country: string;
  /** gCO2e per kWh of where it is. */
  readonly gridGPerKwh: number;
  /** Ids of the accelerators that have to be there. */
  readonly chips: readonly string[];
  /** Users notice a service that moves far away; nobody notices a job that does. */
  readonly reach: "nearby" | "anywhere";
}

export interface Target {
  readonly region: Region;
  /** gCO2e per kWh. */
  readonly gridGPerKwh: number;
  /** Grid of the cleanest region within the usual reach. */
  readonly bestGPerKwh: number;
  /** Ids of chips that the price list has in other regions of the provider, and not in this one. */
  readonly unlisted: readonly string[];
}

/** Below this share of the intensity of today a region is worth a move: ranges of grids are a fifth wide. */
const CLEANER = 0.8;

/** In gCO2e per kWh: between two clean grids nobody moves. */
const LEAST_DROP = 25;

/**
 * At most two regions. A service goes to its part of the world, further only where that has nothing cleaner; a
 * job goes anywhere, with its own part of the world first where the rest has nothing that is clearly cleaner.
 * Where the price list does not have a chip in the first region, the cleanest that has it is the second.
 */
export function targetsFor(
  origin: Origin,
  table: MachinePriceTable | undefined,
): readonly Target[] {
  const near = regionsByGrid(origin.cloud, origin.country).filter(isBelow(origin.gridGPerKwh));
  const far = regionsByGrid(origin.cloud).filter(isBelow(origin.gridGPerKwh));
  const home = near[0] ?? far[0];
  if (home === undefined) return [];
  const within = near.length > 0 ? near : far;
  const beyond = origin.reach === "anywhere" ? far.find(isBelow(home.grid?.value ?? 0)) : undefined;
  const best = origin.reach === "anywhere" ? (far[0] ?? home) : home;
  const target = (region: Region): Target => ({
    region,
    gridGPerKwh: region.grid?.value ?? 0,
    bestGPerKwh: best.grid?.value ?? 0,
    unlisted: origin.chips.filter((chip) => isUnlisted(table, region, chip)),
  });
  const choices = beyond === undefined ? [home] : [beyond, home];
  const found = choices.map(target);
  if (found.every(({ unlisted }) => unlisted.length === 0)) return found;
  const offered = within.map(target).find(({ unlisted }) => unlisted.length === 0);
  const [first] = found;
  if (offered === undefined || first === undefined || offered.region === first.region) return found;
  return [first, offered];
}

function isBelow(gridGPerKwh: number): (region: Region) => boolean {
  const limit = Math.min(CLEANER * gridGPerKwh, gridGPerKwh - LEAST_DROP);
  return ({ grid }) => grid !== undefined && grid.value < limit;
}

/** A list with a chip in one or two regions says nothing of the others. */
const LISTED_BY_REGION = 3;

function isUnlisted(
  table: MachinePriceTable | undefined,
  { provider, name }: Region,
  chip: string,
): boolean {
  if (table === undefined) return false;
  const regions = regionsSelling(table).get(`${provider}/${chip}`);
  return regions !== undefined && regions.size >= LISTED_BY_REGION && !regions.has(name);
}

/** Regions by provider and chip, read once of each table. */
function regionsSelling(table: MachinePriceTable): ReadonlyMap<string, ReadonlySet<string>> {
  const known = SELLING.get(table);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  for (const { provider, accelerator, usd } of table.offers) {
    const key = `${provider}/${accelerator}`;
    const regions = found.get(key) ?? new Set();
    for (const region of Object.keys(usd)) regions.add(region);
    found.set(key, regions);
  }
  SELLING.set(table, found);
  return found;
}

const SELLING = new WeakMap<MachinePriceTable, ReadonlyMap<string, ReadonlySet<string>>>();
