/** Ember's country averages, as `@tgwf/co2` packages them, to the JSON that ships: a derived database, CC BY-SA 4.0. */

import { readFile } from "node:fs/promises";
import { averageIntensity } from "@tgwf/co2/data";
import type { CountryTable } from "../estimate/data.ts";
import { ALPHA3_BY_ALPHA2 } from "./country-codes.ts";
import { NEWEST_YEAR, OLDER_YEARS } from "./country-years.ts";

/** The release whose figures were looked at, and the day it was published. */
const RECORDED = { version: "0.19.0", on: "2026-06-29" };

const MANIFEST = "node_modules/@tgwf/co2/package.json";

export async function countryTable(): Promise<CountryTable> {
  return toCountryTable(averageIntensity.data, await co2Release());
}

/** Name, version and day of the package that the figures come from. */
export async function co2Release(): Promise<{
  readonly package: string;
  readonly version: string;
  readonly recordedOn: string;
}> {
  const { name, version } = JSON.parse(await readFile(MANIFEST, "utf8"));
  if (version !== RECORDED.version)
    throw new Error(`${name} is ${version}: check its figures, then set RECORDED in countries.ts`);
  return { package: name, version, recordedOn: RECORDED.on };
}

/** A pure function of the package's table, which has three-letter codes. A country without a figure is left out. */
function toCountryTable(
  intensities: Readonly<Record<string, number>>,
  release: Pick<CountryTable, "package" | "version" | "recordedOn">,
): CountryTable {
  const known = Object.entries(ALPHA3_BY_ALPHA2).flatMap(([two, three]) => {
    const value = intensities[three];
    const year = OLDER_YEARS.get(three);
    return value === undefined || value <= 0 ? [] : [{ two, value, year }];
  });
  if (known.length < 150) throw new Error(`only ${known.length} countries have a grid figure`);
  return {
    ...release,
    licence: "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)",
    source:
      "Ember, yearly electricity data (https://ember-energy.org/data/yearly-electricity-data/)",
    year: NEWEST_YEAR,
    olderYears: Object.fromEntries(
      known.flatMap(({ two, year }) => (year === undefined ? [] : [[two, year] as const])),
    ),
    gPerKwh: Object.fromEntries(known.map(({ two, value }) => [two, value])),
  };
}
