/** Electricity Maps' yearly averages by grid zone, as `@tgwf/co2` packages them, to the JSON that ships: a derived database, ODbL. */

import { yearly2025 } from "@tgwf/co2/data/electricity-maps";
import type { ZoneTable } from "../estimate/data.ts";
import { co2Release } from "./countries.ts";

const YEAR = 2025;

export async function zoneTable(): Promise<ZoneTable> {
  return toZoneTable(yearly2025.data, await co2Release());
}

type Zones = typeof yearly2025.data;

/** A pure function of the package's table. A zone without a figure is left out. */
function toZoneTable(
  zones: Zones,
  release: Pick<ZoneTable, "package" | "version" | "recordedOn">,
): ZoneTable {
  const known = Object.entries(zones).flatMap(([zone, { carbonIntensity }]) =>
    carbonIntensity.value > 0 ? [[zone, carbonIntensity.value] as const] : [],
  );
  if (known.length < 300) throw new Error(`only ${known.length} zones have a grid figure`);
  return {
    ...release,
    licence: "ODbL 1.0 (https://opendatacommons.org/licenses/odbl/1-0/)",
    source: "Electricity Maps, yearly averages (https://www.electricitymaps.com/data/methodology)",
    year: YEAR,
    gPerKwh: Object.fromEntries(known),
  };
}
