/** Names of clouds and regions, as manifests spell them, to the regions of the table. */

import { type CloudProvider, REGIONS, type Region } from "../coefficients/regions.ts";
import type { Placement } from "../manifest/amount.ts";

const REGION_BY_NAME: ReadonlyMap<string, Region> = new Map(
  REGIONS.map((region) => [`${region.provider}/${region.name}`, region]),
);

const REGIONS_BY_BARE_NAME: ReadonlyMap<string, readonly Region[]> = groupByName();

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

/** A region of the table; without a provider, the only one of that name. */
export function regionOf(provider: string | undefined, name: string): Region | undefined {
  const cloud = cloudOf(provider);
  const bare = name.toLowerCase();
  if (cloud !== undefined) return REGION_BY_NAME.get(`${cloud}/${bare}`);
  if (provider !== undefined) return undefined;
  const named = REGIONS_BY_BARE_NAME.get(bare) ?? [];
  return named.length === 1 ? named[0] : undefined;
}

/** A region with its grid. */
export interface CleanRegion {
  readonly name: string;
  readonly gridGPerKwh: number;
}

/** The regions of the same provider with the cleanest grid: in the same part of the world, and anywhere. */
export interface BestRegions {
  readonly bestRegionNearby: CleanRegion | undefined;
  readonly bestRegion: CleanRegion | undefined;
}

/** What the manifest says of where something runs. */
interface Located {
  readonly provider: string | undefined;
  readonly placement: readonly Placement[] | undefined;
}

/** For a site in known regions of a known cloud; its own region counts too. */
export function bestRegionsOf({ provider, placement = [] }: Located): BestRegions {
  const here = placement.flatMap(({ region }) => {
    const known = region === undefined ? undefined : regionOf(provider, region);
    return known === undefined ? [] : [known];
  });
  const [first] = here;
  if (first === undefined) return { bestRegionNearby: undefined, bestRegion: undefined };
  return {
    bestRegionNearby: CLEANEST.get(`${first.provider}/${areaOf(first.country)}`),
    bestRegion: CLEANEST.get(first.provider),
  };
}

/** Part of the world within which a service can usually move without users noticing. */
function areaOf(country: string): string {
  if (["US", "CA"].includes(country)) return "north-america";
  if (["IE", "GB", "FR", "DE", "SE", "ES", "BE", "NL", "FI", "PL", "IT"].includes(country))
    return "europe";
  if (["JP", "KR", "TW"].includes(country)) return "north-east-asia";
  return country;
}

/** Cleanest region by provider, and by provider and area. */
const CLEANEST: ReadonlyMap<string, CleanRegion> = cleanest();

function cleanest(): ReadonlyMap<string, CleanRegion> {
  const best = new Map<string, CleanRegion>();
  for (const { provider, name, country, grid } of REGIONS) {
    if (grid === undefined) continue;
    const candidate = { name, gridGPerKwh: grid.value };
    for (const key of [provider, `${provider}/${areaOf(country)}`]) {
      const known = best.get(key);
      if (known === undefined || candidate.gridGPerKwh < known.gridGPerKwh)
        best.set(key, candidate);
    }
  }
  return best;
}

function groupByName(): ReadonlyMap<string, readonly Region[]> {
  const groups = new Map<string, Region[]>();
  for (const region of REGIONS) {
    const group = groups.get(region.name);
    if (group === undefined) groups.set(region.name, [region]);
    else group.push(region);
  }
  return groups;
}
