/** Carbon intensity of the grid at a place: what the manifest says, else the region's, its zone's, its country's. */

import { type Coefficient, coefficient } from "../coefficients/coefficient.ts";
import { GRID } from "../coefficients/site.ts";
import type { Placement } from "../manifest/amount.ts";
import { type Uncertain, union, unknown } from "../quantity/uncertain.ts";
import type { Spotted } from "./cloud-region.ts";
import { assume, type Context, given, type Ledger, note, take } from "./context.ts";
import type { CountryTable, ZoneTable } from "./data.ts";
import type { Site } from "./place.ts";
import { unknownPlace } from "./unknown-name.ts";

/** gCO2e per kWh, the yearly average of where the electricity is taken (location-based). */
export function gridOf(
  context: Context,
  ledger: Ledger,
  site: Site,
  place: Placement,
  spot: Spotted,
): Uncertain {
  if (site.grid !== undefined) return given(site.grid, site.inputs.grid);
  const contradiction = contradictionIn(place, spot);
  if (contradiction !== undefined) {
    note(ledger, contradiction, site.inputs.place);
    return unknown(site.inputs.place);
  }
  const ofZone = zoneGrid(context, spot.zone);
  if (place.zone !== undefined && ofZone !== undefined) return take(context, ofZone);
  const own = spot.region?.grid;
  if (own !== undefined) return spanning(context, own, ofZone);
  return surroundingGrid(context, ledger, site, place, spot);
}

/** Of two places for one spot, nobody knows which is meant. */
function contradictionIn(
  { region, country, zone }: Placement,
  { region: known }: Spotted,
): string | undefined {
  const other = country ?? zone?.slice(0, 2);
  if (known === undefined || other === undefined || known.country === other) return undefined;
  return `the region ${region} lies in ${known.country}, not in ${country ?? zone}: give one of the two`;
}

/** For a region without a figure of its own, or a country. A zone that is a country reaches to both data sets. */
function surroundingGrid(
  context: Context,
  ledger: Ledger,
  site: Site,
  place: Placement,
  { zone, country }: Spotted,
): Uncertain {
  const ofZone = zoneGrid(context, zone);
  const ofCountry = countryGrid(context, country);
  const found = ofZone ?? ofCountry;
  if (found === undefined) {
    note(ledger, unknownPlace(context, site.provider, place), site.inputs.place);
    return unknown(site.inputs.place);
  }
  if (place.region !== undefined) {
    const from = ofZone === undefined ? `country, ${country}` : `grid zone, ${zone}`;
    const text = `grid intensity of ${place.region} taken from its ${from}`;
    note(ledger, text, site.inputs.grid, found.id);
  }
  return spanning(context, found, zone === country ? ofCountry : undefined);
}

/** A place that nobody has named. */
export function unplacedGrid(context: Context, ledger: Ledger, site: Site): Uncertain {
  if (site.grid !== undefined) return given(site.grid, site.inputs.grid);
  const { grid, text, scope } = site.fallback ?? {
    scope: site.path,
    grid: GRID["grid.unknown"],
    text: "place unknown: grid anywhere between the cleanest and the dirtiest large ones",
  };
  return assume(context, ledger, grid, { text, input: site.inputs.place, scope });
}

/** A figure whose range reaches to that of another data set, where the two differ by more than it is wide. */
function spanning(
  context: Context,
  figure: Coefficient,
  other: Coefficient | undefined,
): Uncertain {
  if (other === undefined || (other.value >= figure.low && other.value <= figure.high))
    return take(context, figure);
  const low = Math.min(figure.low, other.value);
  const high = Math.max(figure.high, other.value);
  const drawn = take(context, { ...figure, low, high });
  return { ...drawn, origins: union(drawn.origins, [{ source: other.id, cause: undefined }]) };
}

/** Remembers it, so that a reader can be shown its source. */
function zoneGrid({ data, listed }: Context, zone: string | undefined): Coefficient | undefined {
  const found = data.zones === undefined ? undefined : zoneCoefficient(data.zones, zone);
  if (found !== undefined) listed.set(found.id, found);
  return found;
}

/** The coefficient of a grid zone, from the table that the edge hands in. */
export function zoneCoefficient(
  { package: name, version, recordedOn, year, gPerKwh }: ZoneTable,
  zone: string | undefined,
): Coefficient | undefined {
  const value = zone === undefined ? undefined : gPerKwh[zone];
  if (value === undefined) return undefined;
  return coefficient(`grid.zone.${zone}`, [value, value * 0.8, value * 1.25], {
    unit: "gCO2e/kWh",
    source: "electricity-maps",
    locator: `average of ${zone} in ${year}, in ${name} ${version}`,
    published: recordedOn,
    boundary:
      "location-based yearly average of the grid zone, imports included, life cycle of plants",
    vintage: year,
    quality: "vendor",
  });
}

/** Remembers it, so that a reader can be shown its source. */
function countryGrid(
  { data, listed }: Context,
  country: string | undefined,
): Coefficient | undefined {
  const { countries } = data;
  const found = countries === undefined ? undefined : countryCoefficient(countries, country);
  if (found !== undefined) listed.set(found.id, found);
  return found;
}

/** The coefficient of a country's grid, from the table that the edge hands in. */
export function countryCoefficient(
  { package: name, version, recordedOn, year: newest, olderYears, gPerKwh }: CountryTable,
  country: string | undefined,
): Coefficient | undefined {
  const value = country === undefined ? undefined : gPerKwh[country];
  if (country === undefined || value === undefined) return undefined;
  const year = olderYears[country] ?? newest;
  return coefficient(`grid.country.${country}`, [value, value * 0.8, value * 1.25], {
    unit: "gCO2e/kWh",
    source: "ember",
    locator: `average of ${country} in ${year}, in ${name} ${version}`,
    published: recordedOn,
    boundary: "location-based yearly average of the country's generation",
    vintage: year,
    quality: "vendor",
  });
}
