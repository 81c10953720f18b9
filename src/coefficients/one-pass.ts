/** Models that look at their input once: encoders, rerankers, vision and speech models, trees. */

import { table } from "./coefficient.ts";

const ASSUMED = {
  source: "greenlight",
  published: "2026",
  vintage: 2026,
  quality: "assumed",
} as const;

/**
 * A pass takes a least time, whatever the model's size, in which the chip draws a share of its power; large
 * inputs take arithmetic on top. Figures of single requests follow from Luccioni's measurements.
 */
export const ONE_PASS = table(
  {
    unit: "s",
    source: "luccioni-2024",
    locator:
      "text encoders: 1,000 requests in 6 to 11 s, one at a time; energy suggests up to twice",
    published: "2024-06",
    boundary: "least time of one pass of one request, launches and host included",
    vintage: 2023,
    quality: "modelled",
  },
  {
    "one-pass.seconds.text": [0.01, 0.004, 0.03],
    "one-pass.seconds.image": [
      [0.03, 0.01, 0.1],
      {
        locator: "ViT-B and YOLOS-tiny: 1,000 requests in 27 and 47 s, one at a time",
        boundary: "least time of one pass of one image, decoding of the image included",
      },
    ],
    "one-pass.power": [
      [0.3, 0.15, 0.6],
      {
        ...ASSUMED,
        unit: "share of TDP",
        locator: "eight A100 of which one works: about 120 W for it beside seven at rest",
        boundary: "accelerator while it waits for launches more than it computes",
      },
    ],
    "one-pass.utilisation": [
      [0.35, 0.12, 0.6],
      {
        ...ASSUMED,
        unit: "share of peak",
        locator: "well batched encoders; prompt processing reaches 0.5 to 0.6 (high)",
        boundary: "arithmetic of one pass, at rated power",
      },
    ],
    "one-pass.batch": [
      [2, 1, 16],
      {
        ...ASSUMED,
        unit: "requests",
        locator: "default range",
        boundary: "requests that share a pass, where users wait",
      },
    ],
    "one-pass.batch.many": [
      [32, 4, 128],
      {
        ...ASSUMED,
        unit: "requests",
        locator: "default range",
        boundary: "requests that share a pass, in batch flows and at vendors",
      },
    ],
    "one-pass.audio-positions-per-second": [
      [50, 25, 100],
      {
        ...ASSUMED,
        unit: "positions/s",
        locator: "usual encoder frame rate; Whisper 1,500 positions in 30 s",
        boundary: "speech encoder",
      },
    ],
    "one-pass.text-tokens-per-second": [
      [4, 2, 6],
      {
        ...ASSUMED,
        unit: "tokens/s",
        locator: "120 to 180 words a minute at 1.3 tokens a word, with punctuation and pauses",
        boundary: "text that is written of speech",
      },
    ],
    "one-pass.audio-tokens-per-second": [
      [50, 25, 75],
      {
        ...ASSUMED,
        unit: "tokens/s",
        locator: "frame rates of neural audio codecs",
        boundary: "speech that is made of text, when output tokens are not given",
      },
    ],
    "one-pass.cpu-seconds": [
      [0.001, 0.0001, 0.01],
      {
        ...ASSUMED,
        locator: "trees and linear models: microseconds to milliseconds, with reading the request",
        boundary: "one virtual CPU, one call",
      },
    ],
  },
);
