/** The beginning of a prompt read from a prefix cache, where the vendor or the server has one and calls come often enough. */

import { SERVING } from "../coefficients/inference.ts";
import { LEVERS } from "../coefficients/levers.ts";
import { type Context, createContext } from "../estimate/context.ts";
import { ratesOf } from "../estimate/list-price.ts";
import { priceMatch } from "../estimate/price-match.ts";
import { likely } from "../manifest/amount.ts";
import { evidenceOf } from "./evidence.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import { type ModelCall, monthlyCalls, writingCalls } from "./model-calls.ts";
import { type Spread, shownSpread, toAmount } from "./spread.ts";
import { ASKED } from "./step-checks.ts";
import { stepLever } from "./step-lever.ts";

export const promptCacheLevers: FindLevers = (input) => {
  const context = createContext(input.manifest, input.data, input.today);
  return writingCalls(input).flatMap((call) => cached(input, call, context) ?? []);
};

/** Shorter beginnings are kept by no large vendor; servers of one's own keep any. */
const LEAST_PREFIX = { api: 1024, "self-hosted": 256, "on-device": 256 } as const;

/** A hit that is less likely than this is not worth writing to the cache for. */
const LEAST_HITS = 0.5;

/** What is not ten percent of the input more than now is no change. */
const LEAST_GAIN = 10;

function cached(input: LeverInput, call: ModelCall, context: Context): Lever | undefined {
  const { step, model, name } = call;
  const cache = cacheOf(context, call);
  const found = step.repeats === "until-done" ? heldInLoop(call) : heldOfPrefix(call);
  if (cache === undefined || found === undefined) return undefined;
  const now = likely(step.cached_input_pct ?? 0);
  const then = scaleUp(found.read);
  if (then.value < now + LEAST_GAIN) return undefined;
  const written = scaleUp(found.written);
  const fields = {
    cached_input_pct: toAmount(then, 100),
    ...(cache.billsWriting ? { cache_write_pct: toAmount(written, 100 - then.value) } : {}),
  };
  return stepLever(input, call, fields, {
    kind: "prompt-cache",
    restsOn: LENGTHS.map((key) => [...call.path, key]),
    title: `Read ${shownSpread(then)} % of the input of ${name} from the prefix cache instead of ${now} %`,
    assumes: [
      found.because,
      ...(step.cached_input_pct === undefined
        ? ["Nothing is read from a cache now, as the manifest gives no cached_input_pct."]
        : []),
      ...(model.access === "api"
        ? []
        : ["The serving software has a prefix cache, and memory for it."]),
    ],
    evidence: [
      ...(model.access === "api"
        ? [
            evidenceOf(
              LEVERS["lever.cache-read"],
              "Input read from the cache costs 10 % of fresh input at most vendors, 50 % for older models; some bill writing to it at 125 %.",
            ),
          ]
        : []),
      evidenceOf(
        SERVING["serving.cached-token"],
        "A token read from the cache is taken to need 10 % (1 to 25 %) of the energy of a fresh one.",
      ),
    ],
    effort: "development",
    against: [
      "Only an unchanged beginning is found again: nothing that differs from call to call, such as a date, may stand in front.",
      ...(cache.billsWriting
        ? [
            "Writing to the cache costs more than fresh input: with few calls it costs more than it saves.",
          ]
        : []),
      ...(step.repeats === "until-done"
        ? ["An agent that rewrites or shortens its history between calls loses the cache."]
        : []),
    ],
  });
}

/** What is found again is a share of these. */
const LENGTHS = ["input_tokens", "prompt_tokens_fixed", "context_tokens"] as const;

/** Whether its seller has a price for reading, and one for writing; servers of one's own bill neither. */
function cacheOf(context: Context, { model, step }: ModelCall) {
  if (model.access !== "api") return { billsWriting: false };
  const book = context.data.prices;
  const match = book === undefined ? undefined : priceMatch(context, book, model);
  if (book === undefined || match === undefined || match.kind === "other") return undefined;
  const billed = { input: "text", output: "text", cacheTtl: step.cache_ttl ?? "5m" } as const;
  const rates = ratesOf(book, match, billed, context.today)[0]?.tiers[0];
  if (rates === undefined || rates.read <= 0 || rates.read >= rates.input) return undefined;
  return { billsWriting: rates.write > rates.input };
}

/** Shares of the input, 0 to 1. */
interface Held {
  readonly read: Spread;
  readonly written: Spread;
  readonly because: string;
}

/** Seconds that a beginning stays in the cache after its last use. */
const KEPT_SECONDS = { "5m": 300, "1h": 3600 } as const;
const SECONDS_OF_MONTH = 730 * 3600;

/** The fixed prompt is found when another call came shortly before: in the same run, or at random times. */
function heldOfPrefix(call: ModelCall): Held | undefined {
  const { prompt_tokens_fixed: fixed, input_tokens: all, cache_ttl: kept = "5m" } = call.step;
  if (fixed === undefined || all === undefined) return undefined;
  if (likely(fixed) < LEAST_PREFIX[call.model.access]) return undefined;
  const share = Math.min(1, likely(fixed) / likely(all));
  if (likely(call.step.cached_input_pct ?? 0) >= share * ASKED.minPromptCachedPct) return undefined;
  const rate = (monthlyCalls(call) ?? 0) / SECONDS_OF_MONTH;
  const byChance = 1 - Math.exp(-rate * KEPT_SECONDS[kept]);
  const hits = Math.max(byChance, inRun(call));
  if (hits < LEAST_HITS) return undefined;
  const middle = (hits + 1) / 2;
  return {
    read: { value: share * middle, low: share * hits, high: share },
    written: { value: share * (1 - middle), low: 0, high: share * (1 - hits) },
    because:
      "The fixed prompt stands first and stays in the cache for five minutes after each use: it is found at least as often as with calls at random times, or after the first call of a run.",
  };
}

/** Share of the calls of a run that are not its first. */
function inRun({ step: { calls = 1 } }: ModelCall): number {
  return Math.max(0, 1 - 1 / Math.max(1, likely(calls)));
}

/**
 * In a loop the input of a call is that of the call before and more. When it grows evenly from the fixed prompt,
 * all calls but the last are read again: of `c` calls with `n` tokens on average and `f` fixed, `1 - (2n - f)/(cn)`.
 */
function heldInLoop(call: ModelCall): Held | undefined {
  const { prompt_tokens_fixed: fixed, input_tokens: all, calls = 1 } = call.step;
  if (fixed === undefined || all === undefined || likely(calls) <= 1) return undefined;
  if (likely(call.step.cached_input_pct ?? 0) >= ASKED.minLoopCachedPct) return undefined;
  const [n, f, c] = [likely(all), likely(fixed), likely(calls)];
  const again = inRun(call);
  const low = (again * f) / n;
  const value = Math.max(low, Math.min(again, 1 - (2 * n - f) / (c * n)));
  const read = { value, low, high: Math.max(value, again) };
  return {
    read,
    written: { value: 1 - read.value, low: 1 - read.high, high: 1 - read.low },
    because:
      "A call sends again what the call before had, and its history grows evenly: at least the fixed prompt is found, at most all but the first call.",
  };
}

function scaleUp({ value, low, high }: Spread): Spread {
  return { value: 100 * value, low: 100 * low, high: 100 * high };
}
