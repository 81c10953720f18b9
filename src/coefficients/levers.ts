/** What measures against energy, carbon and cost have been reported to do: ranges that a lever writes into a manifest. */

import { table } from "./coefficient.ts";

export const LEVERS = table(
  {
    unit: "share of tokens",
    source: "llmlingua",
    locator: "compression of 2 to 5 times without loss of quality; up to 20 times at best",
    published: "2024",
    boundary: "tokens of a fixed prompt that are left",
    vintage: 2024,
    quality: "measured",
  },
  {
    "lever.prompt-left": [0.32, 0.2, 0.5],
    "lever.context-left": [
      [0.25, 0.2, 0.5],
      {
        locator: "retrieval with a quarter of the tokens (likely); compression of 2 to 5 times",
        boundary: "tokens of retrieved passages and history that are left",
      },
    ],
    "lever.routed-pct": [
      [64, 48, 80],
      {
        unit: "%",
        source: "intelligence-per-watt",
        locator: "energy saved by a router that is right in 80 % (60 %, 100 %) of the cases",
        published: "2025-11",
        vintage: 2025,
        boundary: "share of calls that a smaller model answers as well, chat and reasoning",
        quality: "modelled",
      },
    ],
    "lever.routed-cost": [
      0.15,
      {
        unit: "USD/USD",
        source: "routellm",
        locator: "core features: costs down by up to 85 % at 95 % of the quality, MT Bench",
        published: "2024-07",
        boundary: "cost with a router over that of the large model alone, at best",
      },
    ],
    "lever.distilled": [
      0.61,
      {
        unit: "energy/energy",
        source: "luccioni-2024",
        locator: "DistilBERT against BERT-base, two data sets",
        published: "2023-11",
        vintage: 2023,
        boundary: "accelerator and host, one pass",
      },
    ],
    "lever.task-model": [
      0.007,
      {
        unit: "energy/energy",
        source: "luccioni-2024",
        locator: "sentiment: DistilBERT 0.0029 against Llama-2-7B 0.412 kWh per 1,000 calls",
        published: "2023-11",
        vintage: 2023,
        boundary: "a classifier over a generative model that does its task",
      },
    ],
    "lever.fewer-parameters": [
      0.15,
      {
        unit: "energy/energy",
        source: "ml-energy-3",
        locator: "Llama 3.1 8B against 70B, H100, 64 requests in flight, per output token",
        published: "2026",
        vintage: 2025,
        boundary: "accelerators, per output token, small over large model of a family",
        quality: "modelled",
      },
    ],
    "lever.fewer-active": [
      0.28,
      {
        unit: "energy/energy",
        source: "ml-energy-blog",
        locator: "Qwen3 30B-A3B against Qwen3 32B: 3.56 times less per token",
        published: "2026-01",
        vintage: 2025,
        boundary: "accelerators, per output token, mixture of experts over dense",
      },
    ],
    "lever.not-reasoning": [
      0.04,
      {
        unit: "energy/energy",
        source: "ml-energy-blog",
        locator: "text conversation against problem solving: 184 J against 4,625 J per response",
        published: "2026-01",
        vintage: 2025,
        boundary: "accelerators, per response without over with reasoning, tasks differ",
      },
    ],
    "lever.cache-read": [
      [0.1, 0.1, 0.5],
      {
        unit: "USD/USD",
        source: "genai-prices",
        locator: "cache_read over input: Claude, GPT-5 and Gemini 2.5 0.1, GPT-4o 0.5",
        published: "2026-08-21",
        vintage: 2026,
        boundary: "input tokens read from the vendor's cache over fresh ones",
        quality: "vendor",
      },
    ],
    "lever.library-int8": [
      [1.7, 1.17, 2.47],
      {
        unit: "energy/energy in 16 bit",
        source: "ecocompute",
        locator: "bitsandbytes with default settings: 17 to 147 % more; pure 8 bit 3 to 8 % less",
        published: "2026",
        vintage: 2026,
        boundary: "accelerator, per token, batches of one to a few",
      },
    ],
  },
);
