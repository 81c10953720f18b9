/** What a context beyond the measured ones adds to a call: attention to it, and reading its keys and values. */

import { DECODE, SERVING } from "../coefficients/inference.ts";
import { percentiles } from "../quantity/percentiles.ts";
import { derive, exactly, isZero, type Uncertain, ZERO } from "../quantity/uncertain.ts";
import type { Call } from "./call-energy.ts";
import { type Context, type Ledger, note, take } from "./context.ts";
import type { Serving } from "./serving.ts";

/** Context from which on attention is counted: the measured conversations are shorter. */
const FIT_TOKENS = 20_000;

/** Thousands of context tokens beyond the measured ones. */
export function beyondFit(ledger: Ledger, { model }: Call, input: Uncertain): Uncertain {
  const { values } = input;
  if (values === undefined || percentiles(values).high <= FIT_TOKENS) return ZERO;
  note(
    ledger,
    "attention grows with the context beyond 20,000 tokens",
    `models.${model.id}.wh_per_call`,
    SERVING["serving.attention"].id,
  );
  return derive((tokens) => Math.max(0, tokens - FIT_TOKENS) / 1000, input);
}

/** Work on a prompt token with attention over the same without. Larger models spend a smaller share on it. */
export function attention(context: Context, { size }: Call, far: Uncertain): Uncertain {
  if (isZero(far)) return exactly(1);
  return derive(
    (thousands, used, each) => 1 + thousands * each * used ** -0.26,
    far,
    positive(size.active),
    take(context, SERVING["serving.attention"]),
  );
}

/** Joules per output token for reading the keys and values of the context, which no batch shares. */
export function cacheJoules(
  context: Context,
  { size }: Call,
  { accelerator }: Serving,
  far: Uncertain,
): Uncertain {
  const constants = DECODE.get(accelerator.id);
  if (isZero(far) || constants === undefined) return ZERO;
  return derive(
    (thousands, used, gb) => thousands * gb * used ** 0.42 * constants.k1.value,
    far,
    positive(size.active),
    take(context, SERVING["serving.kv-cache"]),
  );
}

/** A size of zero has no power below zero. */
function positive(size: Uncertain): Uncertain {
  return derive((billions) => Math.max(1e-3, billions), size);
}
