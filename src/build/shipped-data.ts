/** Packs, prices and grid averages to the JSON that ships in dist/data. */

import { readFile } from "node:fs/promises";
import { shippedPack } from "../checklist/compile-checklist.ts";
import { allCoefficients } from "../coefficients/coefficients.ts";
import type { CountryTable, PriceTable, ZoneTable } from "../estimate/data.ts";
import { sha256 } from "../facts/sha256.ts";
import { packPrices } from "../shipped/packed-prices.ts";
import { readChecklists } from "./checklists.ts";
import { countryTable } from "./countries.ts";
import { machinePriceTable } from "./machine-prices.ts";
import { priceTable } from "./prices.ts";
import { zoneTable } from "./zones.ts";

/** Path to text of every data file. */
export async function shippedData(): Promise<Record<string, string>> {
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  const [prices, countries] = [await priceTable(), await countryTable()];
  const zones = await zoneTable();
  const data = {
    "release.json": { version, coefficients: sha256(JSON.stringify(allCoefficients())) },
    "packs.json": (await readChecklists()).map(shippedPack),
    "prices.json": packPrices(prices),
    "machine-prices.json": await machinePriceTable(),
    "countries.json": countries,
    "zones.json": zones,
  };
  const files: Record<string, string> = {
    "dist/data/NOTICE.txt": notice(prices, countries, zones),
  };
  for (const [file, value] of Object.entries(data))
    files[`dist/data/${file}`] = JSON.stringify(value);
  return files;
}

/** Whose data this is. The grid averages keep the licence of the database that they come from. */
function notice(prices: PriceTable, countries: CountryTable, zones: ZoneTable): string {
  return `countries.json is a database derived from ${countries.source},
as packaged by ${countries.package} ${countries.version} (code Apache-2.0, Copyright 2020 The Greenweb Foundation).
It keeps that database's licence, ${countries.licence},
and is not under the MIT licence of Greenlight. Changed: only the newest yearly average of each country is kept.

zones.json is a database derived from ${zones.source}, as packaged by ${zones.package} ${zones.version}.
Contains information from Electricity Maps, which is made available here under the Open Database License,
${zones.licence}.
It is not under the MIT licence of Greenlight. Changed: only the carbon intensity of ${zones.year} of each zone is kept.

prices.json is taken from ${prices.package} ${prices.version}, MIT, Copyright Pydantic Services Inc.
Changed: only prices that a manifest can describe are kept.

machine-prices.json lists single prices as facts, each with the collection or page where it was read and its date.

packs.json and release.json are part of Greenlight, MIT.
`;
}
