/** What ships beside the program, read from its data folder: at once what every run needs, later the rest. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { calcPrice } from "@pydantic/genai-prices";
import { loadPack, type SoundPack } from "../checklist/load-pack.ts";
import type {
  CountryTable,
  EstimateNeeds,
  MachinePriceTable,
  ZoneTable,
} from "../estimate/data.ts";
import type { Shipped } from "../review/review.ts";
import { type PackedPriceTable, unpackPrices } from "./packed-prices.ts";
import { readVersion } from "./read-version.ts";

export function readShipped(folder: string): Shipped {
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const packs = read<SoundPack[]>("packs.json").map(loadPack);
  return {
    version: readVersion(folder),
    packs: new Map(packs.map((pack) => [pack.checklist.pack, pack])),
    estimateData: ({ prices, machinePrices, countries, zones }: EstimateNeeds) => ({
      machinePrices: machinePrices ? read<MachinePriceTable>("machine-prices.json") : undefined,
      prices: prices
        ? { table: unpackPrices(read<PackedPriceTable>("prices.json")), calcPrice }
        : undefined,
      countries: countries ? read<CountryTable>("countries.json") : undefined,
      zones: zones ? read<ZoneTable>("zones.json") : undefined,
    }),
  };
}
