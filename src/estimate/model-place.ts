/** A model that no machine of the manifest serves to the place where its calls are worked on. */

import { GRID } from "../coefficients/site.ts";
import type { Model } from "../manifest/model.ts";
import { cloudOf, regionOf } from "./cloud-region.ts";
import type { Context, Ledger } from "./context.ts";
import { type Place, placedBy, placeOf } from "./place.ts";

export function placeOfModel(context: Context, ledger: Ledger, model: Model): Place {
  const seller = sellerOf(model);
  const path = `models.${model.id}`;
  return placeOf(context, ledger, {
    path,
    inputs: placedBy(model.access === "api" ? `${path}.placement` : "components"),
    provider: providerOf(model),
    placement: model.placement,
    market: model.market_g_kwh,
    where: model.access === "on-device" ? "device" : "cloud",
    fallback: model.access === "api" ? { ...countryOf(seller), scope: seller } : undefined,
  });
}

/** Whose machines answer the calls: the platform, else the maker, else whom the name suggests. */
export function sellerOf({ platform, vendor, name }: Model): string {
  return platform ?? vendor ?? name;
}

function countryOf(seller: string) {
  if (/mistral/i.test(seller))
    return { grid: GRID["grid.vendor.fr"], text: "vendor runs in Europe, mostly in France" };
  if (/deepseek|alibaba|qwen|moonshot|zhipu|baidu/i.test(seller))
    return { grid: GRID["grid.vendor.cn"], text: "vendor runs in China" };
  return { grid: GRID["grid.vendor.us"], text: "vendor runs in the United States" };
}

/** A cloud that is only guessed holds where it has the regions that are named; else their names say which one it is. */
function providerOf(model: Model): string | undefined {
  const known = cloudOf(model.platform);
  if (known !== undefined) return known;
  const guessed = hostOfVendor(sellerOf(model));
  if (guessed === undefined) return model.platform;
  const regions = (model.placement ?? []).flatMap(({ region }) => region ?? []);
  return regions.every((one) => regionOf(guessed, one) !== undefined) ? guessed : undefined;
}

/** The cloud that a vendor's own API runs on, where it says so. */
function hostOfVendor(seller: string): string | undefined {
  if (/openai|^gpt-(?!oss)/i.test(seller)) return "azure";
  if (/anthropic|claude/i.test(seller)) return "aws";
  if (/google|gemini/i.test(seller)) return "gcp";
  return undefined;
}
