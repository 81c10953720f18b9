import { calcPrice, type Provider } from "@pydantic/genai-prices";
import { machinePriceTable } from "../src/build/machine-prices.ts";
import type { CountryTable, EstimateData } from "../src/estimate/data.ts";
import { estimate } from "../src/estimate/estimate.ts";
import type { Estimate, Metrics } from "../src/estimate/result.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import { type Figure, isUnknown } from "../src/quantity/quantity.ts";

/** A small price table with made-up models, so that prices can be checked by hand. */
const PROVIDERS: readonly Provider[] = [
  {
    id: "acme",
    name: "Acme",
    api_pattern: "acme",
    model_match: { starts_with: "acme-" },
    models: [
      {
        id: "acme-large",
        match: { starts_with: "acme-large" },
        prices: {
          input_mtok: { base: 2, tiers: [{ start: 200_000, price: 4 }] },
          cache_read_mtok: 0.2,
          cache_write_mtok: 2.5,
          output_mtok: 10,
        } as never,
      },
      {
        id: "acme-small",
        match: { equals: "acme-small" },
        prices: [
          { prices: { input_mtok: 1, output_mtok: 4 } },
          {
            constraint: { type: "start_date", start_date: "2026-06-01" },
            prices: { input_mtok: 0.5, output_mtok: 2 },
          },
        ],
      },
    ],
  },
  {
    id: "reseller",
    name: "Reseller",
    api_pattern: "reseller",
    fallback_model_providers: ["acme"],
    models: [],
  },
];

export const PRICES: NonNullable<EstimateData["prices"]> = {
  table: {
    package: "prices",
    version: "1.0.0",
    recordedOn: "2026-08-21",
    providers: PROVIDERS,
  },
  calcPrice,
};

const COUNTRIES: CountryTable = {
  package: "countries",
  version: "1.0.0",
  recordedOn: "2026-06-29",
  licence: "CC BY-SA 4.0",
  source: "Ember",
  year: 2024,
  olderYears: { CH: 2023 },
  gPerKwh: { FR: 44, DE: 342, CH: 37, US: 384 },
};

/** The list prices that ship. */
export const MACHINE_PRICES = await machinePriceTable();

export const TODAY = "2026-11-22";

/** A manifest of the given parts; the rest is the least that is required. */
export function manifestOf(parts: Partial<Manifest>): Manifest {
  return {
    version: 1,
    product: { name: "Test", stage: "pilot", functional_unit: "answer" },
    models: [],
    flows: [],
    ...parts,
  };
}

export function estimateOf(parts: Partial<Manifest>, today = TODAY): Estimate {
  return estimate(
    manifestOf(parts),
    { prices: PRICES, machinePrices: MACHINE_PRICES, countries: COUNTRIES },
    today,
  );
}

/** The likely value, or what is missing. */
export function likelyOf(figure: Figure): number | readonly string[] {
  return isUnknown(figure) ? figure.missing : figure.likely;
}

export function partOf({ components }: Estimate, id: string) {
  const found = components.find((part) => part.id === id);
  if (found === undefined) throw new Error(`no part ${id} among ${components.map((c) => c.id)}`);
  return found;
}

/** Every figure of an estimate. */
export function figuresOf({ month, unit, components, flows, models }: Estimate): Figure[] {
  const metrics = (of: Partial<Metrics>) => Object.values(of) as Figure[];
  return [
    ...metrics(month),
    ...metrics(unit),
    ...components.flatMap((part) => metrics(part.month)),
    ...components.flatMap(({ activeEnergyKwh, idleEnergyKwh, gridGPerKwh }) =>
      [activeEnergyKwh, idleEnergyKwh, gridGPerKwh].filter((figure) => figure !== undefined),
    ),
    ...flows.flatMap(({ month: own, runsPerMonth, steps }) => [
      ...metrics(own),
      runsPerMonth,
      ...steps.flatMap((step) => [...metrics(step.month), step.callsPerMonth, step.callsPerRun]),
    ]),
    ...models.flatMap(({ energyKwh, costUsd, callsPerMonth }) => [
      energyKwh,
      costUsd,
      callsPerMonth,
    ]),
  ];
}
