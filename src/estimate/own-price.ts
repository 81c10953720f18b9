/** The price that a manifest gives for a model, to US dollars of one call. */

import type { Amount } from "../manifest/amount.ts";
import type { Model } from "../manifest/model.ts";
import {
  derive,
  multiply,
  scale,
  sum,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import type { Billed } from "./billed.ts";
import { given } from "./context.ts";

/** A side without a price of its own is unknown, unless calls are all that is paid for. */
export function ownPrice(model: Model, { input, cached, written, output }: Billed): Uncertain {
  const price = model.price ?? {};
  const at = `models.${model.id}.price`;
  const perToken = (amount: Amount | undefined, key: string, otherwise: Uncertain) =>
    amount === undefined ? otherwise : scale(given(amount, `${at}.${key}`), 1e-6);
  const hasTokens = Object.keys(price).some((key) => key !== "usd_per_call");
  const side = (amount: Amount | undefined, key: string) =>
    perToken(amount, key, hasTokens ? unknown(`${at}.${key}`) : ZERO);
  const fresh = side(price.input_usd_per_m_tokens, "input_usd_per_m_tokens");
  const read = perToken(
    price.cached_input_usd_per_m_tokens,
    "cached_input_usd_per_m_tokens",
    fresh,
  );
  const write = perToken(price.cache_write_usd_per_m_tokens, "cache_write_usd_per_m_tokens", fresh);
  const rest = derive((part, kept) => Math.max(0, 1 - part - kept), cached, written);
  const perInput = sum([multiply(rest, fresh), multiply(cached, read), multiply(written, write)]);
  const perOutput = side(price.output_usd_per_m_tokens, "output_usd_per_m_tokens");
  const perCall =
    price.usd_per_call === undefined ? ZERO : given(price.usd_per_call, `${at}.usd_per_call`);
  return sum([perCall, multiply(input, perInput), multiply(output, perOutput)]);
}
