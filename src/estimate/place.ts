/** Where a part runs: grid intensity, PUE and water, from what the manifest says of the place. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import type { Amount, Placement } from "../manifest/amount.ts";
import {
  add,
  derive,
  divide,
  exactly,
  multiply,
  scale,
  sum,
  type Uncertain,
  ZERO,
} from "../quantity/uncertain.ts";
import { spotted } from "./cloud-region.ts";
import { type Context, given, type Ledger, note, once } from "./context.ts";
import { gridOf, unplacedGrid } from "./grid.ts";
import { ewifOf, pueOf, wueOf } from "./site-overhead.ts";

/** What the place of a part does to its energy. */
export interface Place {
  /** gCO2e per kWh, location-based. */
  readonly grid: Uncertain;
  /** gCO2e per kWh by contracts, where the manifest gives it: for a labelled extra, never for a sum. */
  readonly market: Uncertain | undefined;
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
  readonly market?: Amount | undefined;
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
    market: site.market === undefined ? undefined : given(site.market, `${site.path}.market_g_kwh`),
    pue,
    carbonPerKwh: make("carbon", () => scale(multiply(pue, grid), 0.001)),
    waterPerKwh: make("water", () => add(wue, multiply(pue, ewif))),
  };
}

/** A name for what comes from one coefficient, so that products of coefficients are worked out once. */
function identityOf({ values, origins, missing }: Uncertain): string {
  const [only] = origins;
  const moved = origins.filter(({ cause }) => cause !== undefined);
  if (missing.length > 0 || moved.length > 1) return "?";
  if (moved[0]?.cause !== undefined) return moved[0].cause;
  if (typeof values !== "number") return "?";
  return only === undefined ? String(values) : `${only.source}=${values}`;
}

interface SharedSpot extends Spot {
  readonly share: Uncertain;
}

function spotsOf(context: Context, ledger: Ledger, site: Site): readonly SharedSpot[] {
  const { placement = [] } = site;
  if (placement.length === 0) return [{ ...nowhere(context, ledger, site), share: exactly(1) }];
  const shares = sharesOf(placement, site.path);
  if (placement.filter(({ share_pct: share }) => share === undefined).length > 1)
    note(ledger, "places without a share have equal shares of the rest", site.inputs.place);
  return placement.map((place, index) => {
    const spot = spotted(site.provider, place);
    return {
      grid: gridOf(context, ledger, site, place, spot),
      pue: pueOf(context, ledger, site, spot),
      wue: wueOf(context, site, spot),
      ewif: ewifOf(context, spot),
      share: shares[index] ?? ZERO,
    };
  });
}

/** Percent of the work at each place of a list: what is given, and equal parts of the rest of 100 where none is. */
export function sharesOf(placement: readonly Placement[], path: string): readonly Uncertain[] {
  const declared = placement.map(({ share_pct: share }, index) =>
    share === undefined ? undefined : given(share, `${path}.placement.${index}.share_pct`, 100),
  );
  const known = declared.filter((share) => share !== undefined);
  const open = placement.length - known.length;
  const rest = derive((given) => Math.max(0, 100 - given) / open, sum(known));
  return declared.map((share) => share ?? rest);
}

/** A part whose place nobody has named. */
function nowhere(context: Context, ledger: Ledger, site: Site): Spot {
  return {
    grid: unplacedGrid(context, ledger, site),
    pue: pueOf(context, ledger, site, {}),
    wue: wueOf(context, site, {}),
    ewif: ewifOf(context, {}),
  };
}

/** The mean over the places, weighted by their shares. */
function mean(spots: readonly SharedSpot[], key: keyof Spot, input: string): Uncertain {
  const [only] = spots;
  if (only !== undefined && spots.length === 1) return only[key];
  const shares = spots.reduce((total, { share }) => add(total, share), ZERO);
  const weighted = spots.reduce((total, spot) => add(total, multiply(spot.share, spot[key])), ZERO);
  return divide(weighted, shares, input);
}
