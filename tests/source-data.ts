// The tables that ship, and the examples, as they are in source: no build needed.
import { readdirSync, readFileSync } from "node:fs";
import { calcPrice } from "@pydantic/genai-prices";
import { shippedData } from "../src/build/shipped-data.ts";
import type { EstimateData, EstimateNeeds } from "../src/estimate/data.ts";
import { type Manifest, parseManifest } from "../src/manifest/manifest.ts";
import { unpackPrices } from "../src/shipped/packed-prices.ts";

const FILES = await shippedData();
const table = (name: string) => JSON.parse(FILES[`dist/data/${name}.json`] ?? "null");

export function estimateData(needs: EstimateNeeds): EstimateData {
  return {
    prices: needs.prices ? { table: unpackPrices(table("prices")), calcPrice } : undefined,
    machinePrices: needs.machinePrices ? table("machine-prices") : undefined,
    countries: needs.countries ? table("countries") : undefined,
    zones: needs.zones ? table("zones") : undefined,
  };
}

export const ALL_DATA = estimateData({
  prices: true,
  machinePrices: true,
  countries: true,
  zones: true,
});

export const EXAMPLES: readonly (readonly [name: string, manifest: Manifest])[] = readdirSync(
  "examples",
)
  .filter((name) => !name.includes("."))
  .map((name) => [name, exampleOf(name)] as const);

function exampleOf(name: string): Manifest {
  const path = `examples/${name}/architecture.yaml`;
  const parsed = parseManifest(path, readFileSync(path, "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.located.value;
}
