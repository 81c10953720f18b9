/** What a model runs on, at which batch and with which context, to the joules of one output token. */

import { architectureId } from "../coefficients/architectures.ts";
import {
  type DecodeConstants,
  decodeConstantsOf,
  PRECISION_EFFECT,
  SERVING,
} from "../coefficients/inference.ts";
import {
  add,
  derive,
  divide,
  multiply,
  type Origin,
  scale,
  type Uncertain,
} from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { launchesPerStep, weightsRead } from "./architecture.ts";
import type { Call, CallTokens } from "./call-energy.ts";
import { type Context, once, take } from "./context.ts";
import { type Drafting, draftingOf } from "./drafting.ts";
import { contextGb } from "./long-context.ts";
import type { Serving } from "./serving.ts";

type Work = Pick<Call, "model" | "size">;

/**
 * `residual * q * (memory * (W/B + S) + work * P + launch * n*L/B + token * n)`: weights read, which the batch
 * shares, and the request's own context, which it does not; arithmetic; launches; time in which all
 * accelerators wait. `tokens` give the mean context, prompt and half of the output.
 */
export function joulesPerOutputToken(
  context: Context,
  call: Work,
  serving: Serving,
  tokens: Pick<CallTokens, "input" | "output">,
): Uncertain {
  const constants = decodeConstantsOf(serving.accelerator);
  const held = add(tokens.input, scale(tokens.output, 0.5));
  const drafting = draftingOf(context, call);
  const written = perToken(context, call, serving, held, drafting);
  const residual = residualOf(context, call, serving, held, constants);
  if (drafting === undefined) return multiply(residual, written);
  const draft = perToken(context, drafting.draft, serving, held, undefined);
  const drafted = divide(scale(draft, drafting.tokens), drafting.gain);
  return multiply(residual, add(written, drafted));
}

/** Without the residual. A step that checks drafted tokens works on all of them, and writes `gain` tokens. */
function perToken(
  context: Context,
  call: Work,
  serving: Serving,
  held: Uncertain,
  drafting: Drafting | undefined,
): Uncertain {
  const constants = decodeConstantsOf(serving.accelerator);
  const shared = sharedPerStep(call, serving, constants, 1 + (drafting?.tokens ?? 0));
  const own = scale(contextGb(context, call, held), constants.memory.value);
  const step = add(shared, own);
  const one = drafting === undefined ? step : divide(step, drafting.gain);
  return isLowered(call) ? multiply(one, effectOf8Bit(context, serving.batch)) : one;
}

/** A step's joules per request: all but what the request reads of its own context. */
function sharedPerStep(
  { model, size }: Work,
  { accelerator, accelerators, batch }: Serving,
  { memory, work, launch, token }: DecodeConstants,
  positions: number,
): Uncertain {
  const { architecture: facts } = size;
  const lowered = isLowered({ model });
  const capacity = accelerator.memory.value;
  const overhead = SERVING["serving.memory-overhead"];
  const joules = derive(
    (b, all, used, bytes) => {
      const n = accelerators ?? acceleratorsFor(all * bytes * overhead.value, capacity);
      const read = weightsRead(facts, all, used, lowered ? 2 : bytes, b * positions);
      const launched = n * launchesPerStep(facts, all, used);
      const each = work.value * used * positions + token.value * n;
      return (memory.value * read + launch.value * launched) / b + each;
    },
    batch,
    size.total,
    size.active,
    size.bytes,
  );
  const sized = accelerators === undefined ? [accelerator.memory, overhead] : [];
  const { bandwidth, flops, tdp } = accelerator;
  const modelled = bandwidth === undefined ? [] : [bandwidth, flops, tdp];
  const behind: Origin[] = [memory, work, launch, token, ...modelled, ...sized].map(({ id }) => ({
    source: id,
    cause: undefined,
  }));
  const known = facts === undefined ? [] : [{ source: architectureId(facts), cause: undefined }];
  return { ...joules, origins: [...joules.origins, ...behind, ...known] };
}

/** The power of two of accelerators whose memory holds so many GB (EcoLogits' rule). */
export function acceleratorsFor(neededGb: number, memoryGb: number): number {
  const needed = Math.ceil(neededGb / memoryGb);
  return 2 ** Math.ceil(Math.log2(Math.max(1, needed)));
}

/** Weights in 8 bit, whose conversions cost more at small batches than their bytes save. */
function isLowered({ model }: Pick<Call, "model">): boolean {
  return model.precision?.weights === "fp8" || model.precision?.weights === "int8";
}

/**
 * Energy of a token in 8 bit over that in 16 bit. Published for batches of 8 to 16, 17 to 64 and 65 to 256;
 * between their middles it is a straight line in logarithms, continued down to 8 and flat outside.
 */
export function effectOf8Bit(context: Context, batch: Uncertain): Uncertain {
  const at = (size: "small" | "medium" | "large") =>
    take(context, PRECISION_EFFECT[`precision.effect.${size}-batch`]);
  return derive(effectAt, batch, at("small"), at("medium"), at("large"));
}

/** The effect at a batch, from those at the middles of the published ranges. */
export function effectAt(batch: number, small: number, medium: number, large: number): number {
  const x = Math.log(Math.min(128, Math.max(8, batch)));
  return x <= MIDDLES.medium
    ? small ** share(x, "medium", "small") * medium ** share(x, "small", "medium")
    : medium ** share(x, "large", "medium") * large ** share(x, "medium", "large");
}

/** Logarithms of the middles of the published ranges. */
const MIDDLES = { small: Math.log(11.3), medium: Math.log(32), large: Math.log(128) };

/** How far x is on the way between two middles. */
function share(x: number, from: keyof typeof MIDDLES, to: keyof typeof MIDDLES): number {
  return (x - MIDDLES[from]) / (MIDDLES[to] - MIDDLES[from]);
}

/** One cause for all calls of a model on a chip; wider outside of what was measured. */
function residualOf(
  context: Context,
  call: Work,
  serving: Serving,
  held: Uncertain,
  constants: DecodeConstants,
): Uncertain {
  const { model, size } = call;
  const coefficient =
    size.architecture === undefined ? constants.residualUnknown : constants.residual;
  const scope = `model ${model.name} on ${serving.accelerator.id}`;
  const within = take(context, coefficient, scope);
  if (!isOutside(call, serving, held)) return within;
  return once(context, `outside|${coefficient.id}|${scope}`, () => {
    const exponent = SERVING["serving.outside-fit"];
    const wider = derive(
      (residual) => coefficient.value * (residual / coefficient.value) ** exponent.value,
      within,
    );
    return { ...wider, origins: [...wider.origins, { source: exponent.id, cause: undefined }] };
  });
}

/** Whether the likely figures lie outside the measured runs, by more than the fit can be trusted with. */
function isOutside({ model, size }: Work, serving: Serving, held: Uncertain): boolean {
  const { weights } = model.precision ?? {};
  const batch = likelyOf(serving.batch) ?? 0;
  return (
    batch < 4 ||
    batch > 4500 ||
    (likelyOf(size.active) ?? 0) > 40 ||
    (likelyOf(size.total) ?? 0) > 600 ||
    (likelyOf(held) ?? 0) > 12_000 ||
    (serving.accelerators ?? 0) > 8 ||
    model.optimisations?.includes("speculative") === true ||
    (weights !== undefined && !MEASURED_FORMATS.has(weights))
  );
}

const MEASURED_FORMATS: ReadonlySet<string> = new Set(["bf16", "fp16", "fp8", "int8"]);

/** Joules of one fresh prompt token without attention: arithmetic at the pace of long passes. */
export function joulesPerInputToken(
  context: Context,
  { model, size }: Work,
  { accelerator }: Serving,
): Uncertain {
  const { work, prefill, prefillSparse } = decodeConstantsOf(accelerator);
  const factor = take(
    context,
    isSparse(size) ? prefillSparse : prefill,
    `model ${model.name} on ${accelerator.id}`,
  );
  const each = multiply(factor, scale(size.active, work.value));
  return { ...each, origins: [...each.origins, { source: work.id, cause: undefined }] };
}

function isSparse({ architecture, total, active }: Call["size"]): boolean {
  if (architecture !== undefined) return architecture.experts !== undefined;
  return total !== active && (likelyOf(active) ?? 0) < 0.9 * (likelyOf(total) ?? 0);
}
