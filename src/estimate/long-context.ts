/** What the context adds to a token: attention to it in a prompt, and reading its keys and values while writing. */

import { SERVING } from "../coefficients/inference.ts";
import { derive, type Uncertain } from "../quantity/uncertain.ts";
import { attentionShare, contextRead } from "./architecture.ts";
import type { Call, CallTokens } from "./call-energy.ts";
import { type Context, take } from "./context.ts";
import type { ModelSize } from "./serving.ts";

/** Work on a fresh prompt token, with attention to those before it, over the work without. */
export function attention(
  context: Context,
  { size }: Pick<Call, "size">,
  { input, cached }: Pick<CallTokens, "input" | "cached">,
): Uncertain {
  const { architecture } = size;
  if (architecture !== undefined)
    return derive(
      (tokens, share, used) => 1 + attentionShare(architecture, used, tokens, tokens * share),
      input,
      cached,
      positive(size.active),
    );
  return derive(
    (tokens, share, used, each) => 1 + (tokens * (1 + share) * each * used ** -0.26) / 1000,
    input,
    cached,
    positive(size.active),
    take(context, SERVING["serving.attention"]),
  );
}

/** GB that one output token reads of its own context, which no batch shares. */
export function contextGb(
  context: Context,
  { model, size }: Pick<Call, "model" | "size">,
  tokens: Uncertain,
): Uncertain {
  const bytes = bytesOfCache(model.precision?.kv);
  const { architecture } = size;
  if (architecture !== undefined)
    return derive((held) => contextRead(architecture, held, bytes), tokens);
  return derive(
    (held, used, each) => ((held * each * used ** 0.42) / 1000) * (bytes / 2),
    tokens,
    positive(size.active),
    take(context, SERVING["serving.kv-cache"]),
  );
}

/** Keys and values are kept in 16 bit unless the manifest says otherwise. */
function bytesOfCache(format: string | undefined): number {
  if (format === "fp8" || format === "int8") return 1;
  return format === "int4" ? 0.5 : 2;
}

/** A size of zero has no power below zero. */
function positive(size: ModelSize["active"]): Uncertain {
  return derive((billions) => Math.max(1e-3, billions), size);
}
