/** The price table as it ships: the models of each provider as a text, because a run reads those of two or three. */

import type { Provider } from "@pydantic/genai-prices";
import type { PriceTable } from "../estimate/data.ts";

export interface PackedPriceTable extends Omit<PriceTable, "providers"> {
  readonly providers: readonly PackedProvider[];
}

interface PackedProvider extends Omit<Provider, "models"> {
  /** JSON. */
  readonly models: string;
}

export function packPrices({ providers, ...release }: PriceTable): PackedPriceTable {
  const packed = providers.map((one) => ({ ...one, models: JSON.stringify(one.models) }));
  return { ...release, providers: packed };
}

/** The models of a provider are read when they are first asked for. */
export function unpackPrices({ providers, ...release }: PackedPriceTable): PriceTable {
  return { ...release, providers: providers.map(unpack) };
}

function unpack({ models: text, ...provider }: PackedProvider): Provider {
  let models: Provider["models"] | undefined;
  return {
    ...provider,
    get models() {
      models ??= JSON.parse(text) as Provider["models"];
      return models;
    },
  };
}
