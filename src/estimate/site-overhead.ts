/** What a site adds to the energy of its machines: PUE, water on site, and water of the electricity. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { PUE } from "../coefficients/site.ts";
import { WATER } from "../coefficients/water.ts";
import { type Uncertain, ZERO } from "../quantity/uncertain.ts";
import { cloudOf, type Spotted } from "./cloud-region.ts";
import { assume, type Context, given, type Ledger, take } from "./context.ts";
import type { Site } from "./place.ts";

type Table = Readonly<Record<string, Coefficient | undefined>>;

/** Facility energy over IT energy: the manifest's, the region's, the fleet's there, or a range that is named. */
export function pueOf(
  context: Context,
  ledger: Ledger,
  site: Site,
  { region, country }: Partial<Spotted>,
): Uncertain {
  if (site.pue !== undefined) return given(site.pue, site.inputs.pue);
  if (region?.pue !== undefined) return take(context, region.pue);
  const { where, provider } = site;
  if (where === "edge" || where === "device") return take(context, PUE["pue.edge"]);
  const fleet = ofFleet(PUE, "pue", provider, country);
  if (fleet !== undefined) return take(context, fleet);
  const known = where === "on-prem" ? PUE["pue.on-prem"] : PUE["pue.other-cloud"];
  return assume(context, ledger, known, {
    text: `PUE of ${where === "on-prem" ? "the site" : "the provider"} not given`,
    input: site.inputs.pue,
    scope: provider ?? site.path,
  });
}

/** Litres per kWh of IT energy on site; devices and machines outside data centres evaporate none. */
export function wueOf(
  context: Context,
  { where, provider }: Site,
  { region, country }: Partial<Spotted>,
): Uncertain {
  if (region?.wue !== undefined) return take(context, region.wue);
  if (where === "edge" || where === "device") return ZERO;
  return take(context, ofFleet(WATER, "wue", provider, country) ?? WATER["wue.other"]);
}

/** Litres per kWh of facility energy, where the electricity is made: of the state, the country, the world. */
export function ewifOf(context: Context, { region, country }: Partial<Spotted>): Uncertain {
  const byPlace: Table = WATER;
  const state = region?.state === undefined ? undefined : byPlace[`ewif.US-${region.state}`];
  return take(context, state ?? byPlace[`ewif.${country}`] ?? WATER["ewif.world"]);
}

/** The fleet of a large cloud in an area where it says so, else its whole fleet. */
function ofFleet(
  table: Table,
  key: "pue" | "wue",
  provider: string | undefined,
  country: string | undefined,
): Coefficient | undefined {
  const cloud = cloudOf(provider);
  if (cloud === undefined) return undefined;
  const area = AREAS.find(([, countries]) => country !== undefined && countries.includes(country));
  return table[`${key}.${cloud}.${area?.[0]}`] ?? table[`${key}.${cloud}`];
}

/** Areas that providers report on, with the countries where they have regions. AWS leaves China out. */
const AREAS = [
  ["americas", "US CA MX BR CL"],
  ["europe", "IE GB FR DE CH SE IT ES NL BE FI PL NO DK AT GR"],
  ["asia", "IN SG AU ID TH HK JP KR MY NZ TW"],
] as const;
