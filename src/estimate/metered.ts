/** Energy over time on named chips: what no meter can have seen. */

import { HOST } from "../coefficients/host.ts";
import type { Metered, ReportedChip } from "../measured/measured-report.ts";
import { acceleratorOf } from "./serving.ts";

/** What the metered time was spent on. */
interface MeteredWork {
  /** Output tokens of all requests. */
  readonly tokens: number;
  /** True when no request ran beside another. */
  readonly oneByOne: boolean;
  /** Billions of parameters used per token, and their gigabytes, where known. */
  readonly billions: number | undefined;
  readonly gigabytes: number | undefined;
}

/** A meter may show somewhat more than the rated power. */
const ABOVE_RATED = 1.3;
const BELOW_IDLE = 0.3;

/** Formats of 4 bits do four times the arithmetic of 16 bits, and a draft model may guess some tokens at once. */
const FASTEST = 4;

/** Why the figures of a measurement cannot belong together; undefined where nothing speaks against them. */
export function impossibleMeter(metered: Metered, work?: MeteredWork): string | undefined {
  const { kwh, seconds, boundary, chips } = metered;
  if (seconds === undefined || seconds.sum === 0 || seconds.longest === 0) return undefined;
  const known = knownChips(chips);
  if (known === undefined) return undefined;
  const host = boundary === "accelerator" ? 1 : HOST["host.provisioned"].high;
  const most = ABOVE_RATED * known.rated * host;
  const least = BELOW_IDLE * known.idle;
  // One after the other, or all at once: only what fits neither cannot be.
  const [slow, fast] = [seconds.sum, seconds.longest].map((time) => (kwh * 3.6e6) / time);
  if (slow !== undefined && slow > most)
    return `its energy over its time is ${watts(slow)}, and its ${known.text} draw at most ${watts(most)}`;
  if (fast !== undefined && fast < least)
    return `its energy over its time is ${watts(fast)}, and its ${known.text} draw ${watts(least)} without work`;
  return work === undefined ? undefined : impossibleSpeed(work, seconds.longest, known);
}

interface KnownChips {
  readonly text: string;
  /** Watts of all. */
  readonly rated: number;
  readonly idle: number;
  /** TFLOP/s of all, dense, 16 bit. */
  readonly teraflops: number;
  /** GB/s of all; undefined where one is not known. */
  readonly bandwidth: number | undefined;
}

/** Undefined unless every chip that is named is in the table. */
function knownChips(chips: readonly ReportedChip[]): KnownChips | undefined {
  const found = chips.flatMap(({ names, count }) => {
    const chip = names.map(acceleratorOf).find((one) => one !== undefined);
    return chip === undefined || count <= 0 ? [] : [{ chip, count }];
  });
  if (found.length === 0 || found.length < chips.length) return undefined;
  const all = (of: (chip: (typeof found)[number]["chip"]) => number) =>
    found.reduce((sum, { chip, count }) => sum + of(chip) * count, 0);
  return {
    text: found.map(({ chip, count }) => `${count} ${chip.id}`).join(" and "),
    rated: all(({ tdp }) => tdp.high),
    idle: all(({ idle }) => idle.value),
    teraflops: all(({ flops }) => flops.high),
    bandwidth: found.some(({ chip }) => chip.bandwidth === undefined)
      ? undefined
      : all(({ bandwidth }) => bandwidth?.high ?? 0),
  };
}

/**
 * Two operations per parameter and token (Kaplan et al., arXiv 2001.08361, section 2.1), and, for one request
 * alone, all weights read from memory per token.
 */
function impossibleSpeed(
  { tokens, billions, gigabytes, oneByOne }: MeteredWork,
  seconds: number,
  { teraflops, bandwidth, text }: KnownChips,
): string | undefined {
  const speed = tokens / seconds;
  const computed = billions === undefined ? undefined : (1000 * teraflops) / (2 * billions);
  const read =
    oneByOne && bandwidth !== undefined && gigabytes !== undefined
      ? bandwidth / gigabytes
      : undefined;
  const most =
    FASTEST * Math.min(computed ?? Number.POSITIVE_INFINITY, read ?? Number.POSITIVE_INFINITY);
  if (speed <= most) return undefined;
  return `it wrote ${Math.round(speed)} tokens a second, and its ${text} can write ${Math.round(most)} at most`;
}

function watts(value: number): string {
  const kilo = value >= 10_000;
  return `${Number((kilo ? value / 1000 : value).toPrecision(3))} ${kilo ? "kW" : "W"}`;
}
