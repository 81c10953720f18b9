/** Where the manifest says that something runs: to the regions, grid zones and countries of the tables. */

import { type CloudProvider, OTHER_ZONES, REGION_ROWS } from "../coefficients/region-rows.ts";
import { type Region, regionNamed } from "../coefficients/regions.ts";
import type { Placement } from "../manifest/amount.ts";
import { regionNameOf } from "./region-names.ts";
import { type Shift, shiftTo } from "./shift.ts";

/** The cloud behind a name such as aws-bedrock, "Google Cloud" or azure-openai. */
export function cloudOf(name: string | undefined): CloudProvider | undefined {
  if (name === undefined) return undefined;
  const [, aws, gcp, azure] = CLOUD_NAMES.exec(name) ?? [];
  if (aws !== undefined) return "aws";
  if (gcp !== undefined) return "gcp";
  return azure === undefined ? undefined : "azure";
}

const CLOUD_NAMES = /(aws|amazon|bedrock|sagemaker)|(gcp|google|vertex)|(azure|microsoft)/i;

/** True for names of companies that rent machines, as against a site of one's own. */
export function isCloud(name: string): boolean {
  return cloudOf(name) !== undefined || OTHER_CLOUDS.test(name);
}

const OTHER_CLOUDS =
  /scaleway|ovh|hetzner|exoscale|infomaniak|ionos|stackit|open-?telekom|outscale|lambda|runpod|coreweave|crusoe|nebius|vast|paperspace|digitalocean|vultr|linode|akamai|oracle|oci|ibm|alibaba|tencent|huawei|together|fireworks|replicate|modal|hugging|cloudflare|vercel|heroku|render|fly|cloud/i;

/** A place as the tables know it. */
export interface Spotted {
  /** Undefined where the table has no figures of the region itself. */
  readonly region: Region | undefined;
  /** Grid zone of Electricity Maps. */
  readonly zone: string | undefined;
  /** Two-letter code. */
  readonly country: string | undefined;
}

/** A placement by region, zone or country; without a provider, a region is one whose name only one has. */
export function spotted(provider: string | undefined, placement: Placement): Spotted {
  const { region: written, country, zone } = placement;
  const found = written === undefined ? undefined : namedRegion(provider, written);
  const region = found && regionNamed(...found);
  const known = region?.zone ?? (found && OTHER_ZONES[found[0]][found[1]]);
  const own = zone ?? known;
  return { region, zone: own, country: country ?? own?.slice(0, 2) };
}

/** A region of the table; without a provider, the only one of that name. */
export function regionOf(provider: string | undefined, name: string): Region | undefined {
  return spotted(provider, { region: name }).region;
}

/** The clouds whose regions a name may be of. */
export function cloudsOf(provider: string | undefined): readonly CloudProvider[] {
  const cloud = cloudOf(provider);
  if (cloud !== undefined) return [cloud];
  return provider === undefined ? CLOUDS : [];
}

const CLOUDS = ["aws", "gcp", "azure"] as const;

function namedRegion(
  provider: string | undefined,
  written: string,
): readonly [CloudProvider, string] | undefined {
  const found = cloudsOf(provider).flatMap((one) => {
    const name = regionNameOf(one, written);
    return name === undefined ? [] : [[one, name] as const];
  });
  const exact = found.filter(([, name]) => name === written.toLowerCase());
  const [only, other] = exact.length > 0 ? exact : found;
  return other === undefined ? only : undefined;
}

/** A region with its grid. */
export interface CleanRegion {
  readonly name: string;
  readonly gridGPerKwh: number;
}

/** The regions of the same provider with the cleanest grid, and what a move there would do. */
export interface BestRegions {
  /** In the same part of the world. */
  readonly bestRegionNearby: CleanRegion | undefined;
  /** Anywhere. */
  readonly bestRegion: CleanRegion | undefined;
  readonly shift: Shift | undefined;
}

/** What the manifest says of where something runs. */
interface Located {
  readonly provider: string | undefined;
  readonly placement: readonly Placement[] | undefined;
}

/**
 * For a site in known regions of a known cloud; its own region counts too. Users notice a service that
 * moves far away; nobody notices a job that does.
 */
export function bestRegionsOf(
  { provider, placement = [] }: Located,
  reach: "nearby" | "anywhere" = "nearby",
): BestRegions {
  const here = placement.flatMap((place) => spotted(provider, place).region ?? []);
  const [first] = here;
  if (first === undefined)
    return { bestRegionNearby: undefined, bestRegion: undefined, shift: undefined };
  const { provider: cloud, country } = first;
  const nearby = cleanest(cloud, areaOf(country));
  const anywhere = cleanest(cloud);
  const named = (region: Region | undefined) =>
    region?.grid === undefined ? undefined : { name: region.name, gridGPerKwh: region.grid.value };
  return {
    bestRegionNearby: named(nearby),
    bestRegion: named(anywhere),
    shift: shiftTo(here, reach === "nearby" ? [nearby, anywhere] : [anywhere]),
  };
}

/** Part of the world within which a service can usually move without users noticing. */
function areaOf(country: string): string {
  return AREAS.find(([, countries]) => countries.includes(country))?.[0] ?? country;
}

const AREAS = [
  ["north-america", "US CA"],
  ["europe", "IE GB FR DE SE ES BE NL FI PL IT CH DK AT GR"],
  ["north-east-asia", "JP KR TW"],
] as const;

/** Regions that not everybody may use. */
const RESTRICTED = /^(us-gov|usgov|cn-|china)/;

/** Cleanest region of a provider, in a part of the world or anywhere. */
function cleanest(cloud: CloudProvider, area?: string): Region | undefined {
  return byGrid(cloud, area)[0];
}

/** Regions of a provider that anybody may use, cleanest grid first: in the part of the world of a country, or anywhere. */
export function regionsByGrid(cloud: CloudProvider, near?: string): readonly Region[] {
  return byGrid(cloud, near === undefined ? undefined : areaOf(near));
}

/** Regions without a published figure are left out. */
function byGrid(cloud: CloudProvider, area: string | undefined): readonly Region[] {
  const key = `${cloud}/${area}`;
  const known = BY_GRID.get(key);
  if (known !== undefined) return known;
  const found = Object.entries(REGION_ROWS[cloud]).flatMap(([name, { zone, grid }]) => {
    const isOpen = grid !== undefined && !RESTRICTED.test(name);
    const isNear = area === undefined || areaOf(zone.slice(0, 2)) === area;
    return isOpen && isNear ? [{ name, grid }] : [];
  });
  const regions = found
    .sort((a, b) => a.grid - b.grid)
    .flatMap(({ name }) => regionNamed(cloud, name) ?? []);
  BY_GRID.set(key, regions);
  return regions;
}

const BY_GRID = new Map<string, readonly Region[]>();
