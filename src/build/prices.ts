/** The price list of `@pydantic/genai-prices` to the JSON that ships: prices and match rules, nothing else. */

import { readFile } from "node:fs/promises";
import {
  type ConditionalPrice,
  type ModelInfo,
  type ModelPrice,
  type Provider,
  waitForUpdate,
} from "@pydantic/genai-prices";
import type { PriceTable } from "../estimate/data.ts";

/** The release whose prices were looked at, and the day of its prices. A new release has to be looked at again. */
const RECORDED = { version: "0.1.8", on: "2026-08-21" };

/** Prices of calls that a manifest can describe: tokens of text, sound and pictures, cache, time, pages, searches. */
export const KEPT_PRICES: ReadonlySet<string> = new Set([
  "input_mtok",
  "output_mtok",
  "cache_read_mtok",
  "cache_write_mtok",
  "cache_write_1h_mtok",
  "input_audio_mtok",
  "cache_audio_read_mtok",
  "output_audio_mtok",
  "output_image_mtok",
  "output_video_mtok",
  "audio_hours",
  "input_audio_hours",
  "input_document_kpages",
  "web_searches_kcount",
  "requests_kcount",
]);

const MANIFEST = "node_modules/@pydantic/genai-prices/package.json";

export async function priceTable(): Promise<PriceTable> {
  const providers = await waitForUpdate();
  const { name, version } = JSON.parse(await readFile(MANIFEST, "utf8"));
  if (providers === null || providers.length === 0) throw new Error(`${name} has no prices`);
  if (version !== RECORDED.version)
    throw new Error(`${name} is ${version}: check its prices, then set RECORDED in prices.ts`);
  return toPriceTable(providers, { package: name, version, recordedOn: RECORDED.on });
}

/** A pure function of the package's providers. Throws when a model has no price that is known here. */
function toPriceTable(
  providers: readonly Provider[],
  release: Pick<PriceTable, "package" | "version" | "recordedOn">,
): PriceTable {
  return { ...release, providers: providers.map(trimProvider) };
}

function trimProvider(provider: Provider): Provider {
  const { id, name, api_pattern, models } = provider;
  return {
    id,
    name,
    api_pattern,
    ...defined(provider, "provider_match"),
    ...defined(provider, "model_match"),
    ...defined(provider, "fallback_model_providers"),
    models: models.map(trimModel).filter(hasPrice),
  };
}

function trimModel({ id, match, prices }: ModelInfo): ModelInfo {
  return { id, match, prices: Array.isArray(prices) ? prices.map(trimDated) : trimPrice(prices) };
}

function trimDated({ constraint, prices }: ConditionalPrice): ConditionalPrice {
  const trimmed = { prices: trimPrice(prices) };
  return constraint === undefined ? trimmed : { constraint, ...trimmed };
}

function trimPrice(price: ModelPrice): ModelPrice {
  return Object.fromEntries(Object.entries(price).filter(([key]) => KEPT_PRICES.has(key)));
}

function hasPrice({ prices }: ModelInfo): boolean {
  const all = Array.isArray(prices) ? prices.map(({ prices: price }) => price) : [prices];
  return all.some((price) => Object.keys(price).length > 0);
}

function defined<K extends keyof Provider>(provider: Provider, key: K): Partial<Provider> {
  return provider[key] === undefined ? {} : { [key]: provider[key] };
}
