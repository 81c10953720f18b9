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
import { sha256 } from "../facts/sha256.ts";
import type { Shipped } from "../review/review.ts";
import { type PackedPriceTable, unpackPrices } from "./packed-prices.ts";
import { readVersion } from "./read-version.ts";

export interface Release extends Shipped {
  /** SHA-256 of a table as it ships. */
  tableHash(table: keyof EstimateNeeds): string;
}

export function readShipped(folder: string): Release {
  const textOf = (file: string) => readFileSync(join(folder, file), "utf8");
  const read = <T>(file: string): T => JSON.parse(textOf(file));
  const packs = read<SoundPack[]>("packs.json").map(loadPack);
  return {
    version: readVersion(folder),
    packs: new Map(packs.map((pack) => [pack.checklist.pack, pack])),
    estimateData: ({ prices, machinePrices, countries, zones }: EstimateNeeds) => ({
      machinePrices: machinePrices ? read<MachinePriceTable>(FILES.machinePrices) : undefined,
      prices: prices
        ? { table: unpackPrices(read<PackedPriceTable>(FILES.prices)), calcPrice }
        : undefined,
      countries: countries ? read<CountryTable>(FILES.countries) : undefined,
      zones: zones ? read<ZoneTable>(FILES.zones) : undefined,
    }),
    tableHash: (table) => sha256(textOf(FILES[table])),
  };
}

const FILES = {
  prices: "prices.json",
  machinePrices: "machine-prices.json",
  countries: "countries.json",
  zones: "zones.json",
} as const satisfies Record<keyof EstimateNeeds, string>;
