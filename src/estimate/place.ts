/** Where a part runs: grid intensity, PUE and water, from what the manifest says of the place. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { coefficient } from "../coefficients/coefficient.ts";
import { GRID, OTHER_REGIONS, PUE, type Region, WATER } from "../coefficients/regions.ts";
import type { Amount, Placement } from "../manifest/amount.ts";
import {
  add,
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { cloudOf, regionOf } from "./cloud-region.ts";
import { assume, type Context, given, type Ledger, note, once, take } from "./context.ts";

/** What the place of a part does to its energy. */
export interface Place {
  /** gCO2e per kWh, location-based. */
  readonly grid: Uncertain;
  /** Facility energy over IT energy. */
  readonly pue: Uncertain;
  /** kgCO2e per kWh of IT energy: PUE times grid. */
  readonly carbonPerKwh: Uncertain;
  /** Litres per kWh of IT energy, on site and at power stations. */
  readonly waterPerKwh: Uncertain;
}

/** One spot of a place. */
interface Spot {
  readonly grid: Uncertain;
  readonly pue: Uncertain;
  /** Litres per kWh of IT energy, on site. */
  readonly wue: Uncertain;
  /** Litres per kWh of facility energy, where the electricity is made. */
  readonly ewif: Uncertain;
}

/** What the manifest says of a place. */
export interface Site {
  /** Manifest path of the part. */
  readonly path: string;
  /** Manifest paths that would replace what is assumed of the place. */
  readonly inputs: { readonly place: string; readonly pue: string; readonly grid: string };
  readonly provider: string | undefined;
  readonly placement: readonly Placement[] | undefined;
  readonly where?: "cloud" | "on-prem" | "edge" | "device" | "saas" | undefined;
  readonly pue?: Amount | undefined;
  readonly grid?: Amount | undefined;
  /** Intensity to use, with its reason, when neither region nor country is known. */
  readonly fallback?:
    | { readonly grid: Coefficient; readonly text: string; readonly scope: string }
    | undefined;
}

/** Paths of a part whose placement is all that can be said of its place. */
export function placedBy(path: string): Site["inputs"] {
  return { place: path, pue: path, grid: path };
}

/**
 * Grid, PUE and water of a place; several placements are averaged by their shares. PUE multiplies what
 * the facility draws and the water of power stations, never the water evaporated on site
 * (Li et al., arXiv 2304.03271).
 */
export function placeOf(context: Context, ledger: Ledger, site: Site): Place {
  const spots = spotsOf(context, ledger, site);
  const of = (key: keyof Spot) => mean(spots, key, site.inputs.place);
  const [grid, pue, wue, ewif] = [of("grid"), of("pue"), of("wue"), of("ewif")];
  const key = [pue, grid, wue, ewif].map(identityOf).join("|");
  const make = (name: string, value: () => Uncertain) =>
    key.includes("?") ? value() : once(context, `${name}|${key}`, value);
  return {
    grid,
    pue,
    carbonPerKwh: make("carbon", () => scale(multiply(pue, grid), 0.001)),
    waterPerKwh: make("water", () => add(wue, multiply(pue, ewif))),
  };
}

/** A name for what comes from one coefficient, so that products of coefficients are worked out once. */
function identityOf({ values, origins, missing }: Uncertain): string {
  const [only] = origins;
  if (missing.length > 0 || origins.length > 1) return "?";
  if (only === undefined) return typeof values === "number" ? String(values) : "?";
  return only.cause ?? (typeof values === "number" ? `${only.source}=${values}` : "?");
}

/** The coefficient of a country's grid, from the table that the edge hands in. */
function countryGrid(context: Context, country: string): Coefficient | undefined {
  const table = context.data.countries;
  const value = table?.gPerKwh[country];
  if (table === undefined || value === undefined) return undefined;
  return coefficient(`grid.country.${country}`, [value, value * 0.8, value * 1.25], {
    unit: "gCO2e/kWh",
    source: "ember",
    locator: `yearly average of ${country}, in ${table.package} ${table.version}`,
    published: table.recordedOn,
    boundary: "location-based yearly average of the grid",
    vintage: Number(table.recordedOn.slice(0, 4)) - 2,
    quality: "vendor",
  });
}

interface SharedSpot extends Spot {
  readonly share: Uncertain;
}

function spotsOf(context: Context, ledger: Ledger, site: Site): readonly SharedSpot[] {
  const { placement = [] } = site;
  if (placement.length === 0) return [{ ...nowhere(context, ledger, site), share: exactly(1) }];
  return placement.map((place, index) => {
    const share =
      place.share_pct === undefined
        ? exactly(100)
        : given(place.share_pct, `${site.path}.placement.${index}.share_pct`, 100);
    const region = place.region === undefined ? undefined : regionOf(site.provider, place.region);
    return { ...spotOf(context, ledger, site, place, region), share };
  });
}

function spotOf(
  context: Context,
  ledger: Ledger,
  site: Site,
  place: Placement,
  region: Region | undefined,
): Spot {
  const country = countryOf(site, place, region);
  return {
    grid: gridOf(context, ledger, site, place, region),
    pue: pueOf(context, ledger, site, region),
    wue: region?.wue === undefined ? fleetWue(context, site) : take(context, region.wue),
    ewif: ewifOf(context, country),
  };
}

function gridOf(
  context: Context,
  ledger: Ledger,
  site: Site,
  place: Placement,
  region: Region | undefined,
): Uncertain {
  if (site.grid !== undefined) return given(site.grid, site.inputs.grid);
  if (region?.grid !== undefined) return take(context, region.grid);
  const country = countryOf(site, place, region);
  const national = country === undefined ? undefined : countryGrid(context, country);
  if (national !== undefined) {
    if (place.region !== undefined)
      note(
        ledger,
        `grid intensity of ${place.region} taken from its country, ${country}`,
        site.inputs.grid,
        national.id,
      );
    return take(context, national);
  }
  return unknown(site.inputs.place);
}

function countryOf(
  { provider }: Pick<Site, "provider">,
  { country, region: name }: Placement,
  region: Region | undefined,
): string | undefined {
  if (country !== undefined || region !== undefined) return country ?? region?.country;
  const cloud = cloudOf(provider);
  return cloud === undefined || name === undefined
    ? undefined
    : OTHER_REGIONS[cloud][name.toLowerCase()];
}

/** A part whose place nobody has named. */
function nowhere(context: Context, ledger: Ledger, site: Site): Spot {
  return {
    grid:
      site.grid === undefined
        ? worldGrid(context, ledger, site)
        : given(site.grid, site.inputs.grid),
    pue: pueOf(context, ledger, site, undefined),
    wue: fleetWue(context, site),
    ewif: ewifOf(context, undefined),
  };
}

function worldGrid(context: Context, ledger: Ledger, site: Site): Uncertain {
  const { grid, text, scope } = site.fallback ?? {
    scope: site.path,
    grid: GRID["grid.unknown"],
    text: "place unknown: grid anywhere between the cleanest and the dirtiest large ones",
  };
  return assume(context, ledger, grid, { text, input: site.inputs.place, scope });
}

function pueOf(
  context: Context,
  ledger: Ledger,
  site: Site,
  region: Region | undefined,
): Uncertain {
  if (site.pue !== undefined) return given(site.pue, site.inputs.pue);
  return region?.pue === undefined ? fleetPue(context, ledger, site) : take(context, region.pue);
}

function fleetPue(context: Context, ledger: Ledger, site: Site): Uncertain {
  const { where, provider } = site;
  if (where === "edge" || where === "device") return take(context, PUE["pue.edge"]);
  const cloud = cloudOf(provider);
  if (cloud !== undefined) return take(context, PUE[`pue.${cloud}`]);
  const known = where === "on-prem" ? PUE["pue.on-prem"] : PUE["pue.other-cloud"];
  return assume(context, ledger, known, {
    text: `PUE of ${where === "on-prem" ? "the site" : "the provider"} not given`,
    input: site.inputs.pue,
    scope: provider ?? site.path,
  });
}

/** Water on site; devices and machines outside data centres evaporate none. */
function fleetWue(context: Context, { where, provider }: Site): Uncertain {
  if (where === "edge" || where === "device") return ZERO;
  const cloud = cloudOf(provider);
  return take(context, cloud === undefined ? WATER["wue.other"] : WATER[`wue.${cloud}`]);
}

function ewifOf(context: Context, country: string | undefined): Uncertain {
  const byCountry: Readonly<Record<string, Coefficient | undefined>> = WATER;
  return take(context, byCountry[`ewif.${country}`] ?? WATER["ewif.world"]);
}

/** The mean over the places, weighted by their shares. */
function mean(spots: readonly SharedSpot[], key: keyof Spot, input: string): Uncertain {
  const [only] = spots;
  if (only !== undefined && spots.length === 1) return only[key];
  const shares = spots.reduce((sum, { share }) => add(sum, share), ZERO);
  const weighted = spots.reduce((sum, spot) => add(sum, multiply(spot.share, spot[key])), ZERO);
  return divide(weighted, shares, input);
}
