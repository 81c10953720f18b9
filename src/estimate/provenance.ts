/** From the id of a figure's source to where it comes from: a coefficient, or a row of a table that the edge hands in. */

import type { Coefficient, Quality } from "../coefficients/coefficient.ts";
import { coefficientById } from "../coefficients/coefficients.ts";
import { SOURCES, type Source } from "../coefficients/sources.ts";
import { ageOf } from "./age.ts";
import type { PricesUsed } from "./result.ts";

/** All that a reader needs to find and judge a figure. */
export interface Provenance {
  readonly id: string;
  /** Undefined for a price list, which has several figures. */
  readonly amount:
    | { readonly value: number; readonly low: number; readonly high: number; readonly unit: string }
    | undefined;
  readonly boundary: string;
  readonly quality: Quality;
  /** Year that the data describe. */
  readonly vintage: number;
  /** Date of the publication, or of the version that was read. */
  readonly published: string;
  readonly locator: string;
  readonly source: Source;
  /** Why it may be out of date; undefined while it is young enough. */
  readonly old: string | undefined;
}

/** What the tables of the edge gave: figures by id, and the price list of API calls. */
export interface Listed {
  readonly listed: readonly Coefficient[];
  readonly prices: Pick<PricesUsed, "package" | "version" | "recordedOn"> | undefined;
}

/** Undefined for what no table has, such as an input of the manifest. `today` is YYYY-MM-DD. */
export function provenanceOf(
  id: string,
  { listed, prices }: Listed,
  today: string,
): Provenance | undefined {
  const found = coefficientById(id) ?? listed.find((one) => one.id === id);
  if (found !== undefined) return ofCoefficient(found, today);
  return prices !== undefined && id.startsWith(API_PRICE) ? ofPrice(id, prices, today) : undefined;
}

/** Ids of API prices: `price:vendor/model`. */
const API_PRICE = "price:";

/** Where the list prices are collected; the vendors' own pages are named there. */
export const PRICE_SOURCE_URL = "https://github.com/pydantic/genai-prices";

function ofCoefficient(coefficient: Coefficient, today: string): Provenance {
  const { value, low, high, unit, source, ...about } = coefficient;
  return {
    ...about,
    amount: { value, low, high, unit },
    source: SOURCES[source],
    old: ageOf(coefficient, today),
  };
}

function ofPrice(
  id: string,
  { package: name, version, recordedOn }: NonNullable<Listed["prices"]>,
  today: string,
): Provenance {
  const dated = { id, vintage: Number(recordedOn.slice(0, 4)), published: recordedOn };
  return {
    ...dated,
    amount: undefined,
    boundary: "list price of API calls, without taxes and discounts of your own",
    quality: "vendor",
    locator: id.slice(API_PRICE.length),
    source: {
      title: `List prices of API calls, from ${name} ${version}, as of ${recordedOn}`,
      url: PRICE_SOURCE_URL,
    },
    old: ageOf(dated, today),
  };
}
