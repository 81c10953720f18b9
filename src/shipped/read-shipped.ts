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
import { readRelease } from "./read-release.ts";

export interface Release extends Shipped {
  /** SHA-256 of a table as it ships. */
  tableHash(table: keyof EstimateNeeds): string;
}

/** Each table is read when it is first asked for. */
export function readShipped(folder: string): Release {
  const textOf = (file: string) => readFileSync(join(folder, file), "utf8");
  const read = <T>(file: string): T => JSON.parse(textOf(file));
  const packs = read<SoundPack[]>("packs.json").map(loadPack);
  const prices = once(() => unpackPrices(read<PackedPriceTable>(FILES.prices)));
  const machinePrices = once(() => read<MachinePriceTable>(FILES.machinePrices));
  const countries = once(() => read<CountryTable>(FILES.countries));
  const zones = once(() => read<ZoneTable>(FILES.zones));
  return {
    ...readRelease(folder),
    packs: new Map(packs.map((pack) => [pack.checklist.pack, pack])),
    estimateData: (needs: EstimateNeeds) => ({
      machinePrices: needs.machinePrices ? machinePrices() : undefined,
      prices: needs.prices ? { table: prices(), calcPrice } : undefined,
      countries: needs.countries ? countries() : undefined,
      zones: needs.zones ? zones() : undefined,
    }),
    tableHash: (table) => sha256(textOf(FILES[table])),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const FILES = {
  prices: "prices.json",
  machinePrices: "machine-prices.json",
  countries: "countries.json",
  zones: "zones.json",
} as const satisfies Record<keyof EstimateNeeds, string>;
