/** A call to what it is billed for: tokens, and what these are. */

import type { Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import { add, derive, type Uncertain, unknown, ZERO } from "../quantity/uncertain.ts";
import { type CallTokens, workOf } from "./call-energy.ts";
import { given, givenShare } from "./context.ts";
import type { BilledAs } from "./list-price.ts";

/** A call, as far as its price goes. */
export interface PricedCall {
  readonly model: Model;
  readonly step: Step;
  readonly path: string;
}

/** What a call is billed for. */
export interface Billed {
  readonly input: Uncertain;
  /** Shares of the input that are read from a cache and written to it; together at most all. */
  readonly cached: Uncertain;
  readonly written: Uncertain;
  readonly output: Uncertain;
}

/** Everything that is billed by the token, whatever the model makes of it. */
export function billedFor({ model, step, path }: PricedCall, tokens: CallTokens): Billed {
  const share = step.cache_write_pct;
  const asked = share === undefined ? ZERO : givenShare(share, `${path}.cache_write_pct`);
  const { input, cached } = tokens;
  const written =
    share === undefined ? ZERO : derive((part, read) => Math.min(part, 1 - read), asked, cached);
  return { input, cached, written, output: billedOutput({ model, step, path }, tokens) };
}

/** As declared. Embeddings have none; any other model writes something, so that nothing declared is unknown. */
function billedOutput({ model, step, path }: PricedCall, tokens: CallTokens): Uncertain {
  const { output_tokens: output, reasoning_tokens: reasoning } = step;
  if (workOf({ model, step }) === "decode") return tokens.output;
  if (output === undefined) {
    const none = model.task === "embed" || model.task === "rerank";
    return none ? ZERO : unknown(`${path}.output_tokens`);
  }
  const thought = reasoning === undefined ? ZERO : given(reasoning, `${path}.reasoning_tokens`);
  return add(given(output, `${path}.output_tokens`), thought);
}

/** Tokens of a speech model are sound, those of an image or video model pictures, where these have a price of their own. */
export function billedAs({ model: { task }, step }: PricedCall): BilledAs {
  const sound = task === "speech" ? "audio" : "text";
  const made = task === "image-gen" ? "image" : task === "video-gen" ? "video" : sound;
  return { input: sound, output: made, cacheTtl: step.cache_ttl ?? "5m" };
}
