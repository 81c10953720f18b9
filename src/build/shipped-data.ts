/** Packs, prices and grid averages to the JSON that ships in dist/data. */

import { readFile } from "node:fs/promises";
import { shippedPack } from "../checklist/compile-checklist.ts";
import { readChecklists } from "./checklists.ts";
import { countryTable } from "./countries.ts";
import { priceTable } from "./prices.ts";

/** Path to text of every data file. */
export async function shippedData(): Promise<Record<string, string>> {
  const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  const data = {
    "release.json": { version },
    "packs.json": (await readChecklists()).map(shippedPack),
    "prices.json": await priceTable(),
    "countries.json": await countryTable(),
  };
  return Object.fromEntries(
    Object.entries(data).map(([file, value]) => [`dist/data/${file}`, JSON.stringify(value)]),
  );
}
