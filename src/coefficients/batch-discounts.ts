/** What sellers of API calls take for tokens that are sent through their batch interface, as a share of the list price. */

import { type Coefficient, table } from "./coefficient.ts";

export const BATCH = table(
  {
    unit: "USD/USD",
    source: "batch-anthropic",
    locator: "all usage at 50 % of the standard price; discounts of the cache are on top",
    published: "2026-06",
    boundary: "tokens sent through the batch interface of Anthropic, cache reads too",
    vintage: 2026,
    quality: "vendor",
  },
  {
    "price.batch.anthropic": 0.5,
    "price.batch.openai": [
      0.5,
      {
        source: "batch-openai",
        locator: "50 % off for all work done through the batch endpoint",
        boundary: "tokens sent through the batch interface of OpenAI",
      },
    ],
    "price.batch.azure": [
      0.5,
      {
        source: "batch-azure",
        locator: "introduction: 50 % less cost than global standard",
        boundary: "tokens sent through global batch deployments of Azure OpenAI",
      },
    ],
    "price.batch.google": [
      0.5,
      {
        source: "batch-google",
        locator: "table of mechanisms: batch, 50 % discount",
        boundary: "tokens sent through the batch interface of Gemini, without cache reads",
      },
    ],
    "price.batch.aws": [
      [0.5, 0.5, 0.55],
      {
        source: "batch-aws",
        locator: "batch inference at 50 % of the on-demand price, for models that support it",
        published: "2026-03",
        boundary: "tokens sent through batch inference of Amazon Bedrock",
      },
    ],
    "price.batch.mistral": [
      [0.5, 0.5, 0.6],
      {
        source: "batch-mistral",
        locator: "50 % less per token (likely); the vendor's page says reduced, without a figure",
        published: "2026",
        boundary: "tokens sent through the batch interface of Mistral",
        quality: "assumed",
      },
    ],
    "price.batch.groq": [
      [0.5, 0.5, 0.75],
      {
        source: "batch-groq",
        locator:
          "25 % cost discount in an older copy of the page (high), 50 % in newer price lists",
        published: "2025",
        vintage: 2025,
        boundary: "tokens sent through the batch interface of Groq",
      },
    ],
    "price.batch.together": [
      [0.5, 0.5, 0.8],
      {
        source: "batch-together",
        locator: "batch overview: up to 50 % off serverless rates",
        published: "2026",
        boundary: "tokens sent through the batch interface of Together AI",
      },
    ],
    "price.batch.fireworks": [
      0.5,
      {
        source: "batch-fireworks",
        locator: "50 % lower cost compared to serverless pricing",
        published: "2026",
        boundary: "tokens sent through the batch interface of Fireworks AI",
      },
    ],
    "price.batch.x-ai": [
      [0.5, 0.5, 0.8],
      {
        source: "batch-xai",
        locator: "50 % off standard pricing (low); 20 to 50 % off by model in the price list",
        boundary: "tokens sent through the batch interface of xAI",
      },
    ],
    "price.batch.openrouter": [
      [0.5, 0.5, 0.9],
      {
        source: "batch-openrouter",
        locator: "providers generally charge 50 % of their normal price, some less discount",
        published: "2026",
        boundary: "tokens sent through the batch interface of OpenRouter",
      },
    ],
    "price.batch-read.google": [
      1,
      {
        source: "batch-google-stack",
        locator: "discounts of cache and batch do not stack; the cache's takes precedence",
        boundary: "cache reads in batch requests of Gemini",
      },
    ],
    "price.batch-read.other": [
      [0.75, 0.5, 1],
      {
        source: "greenlight",
        locator: "discount on cache reads (low) or none (high): the sellers do not all say",
        boundary: "cache reads in batch requests, where the seller does not say",
        quality: "assumed",
      },
    ],
  },
);

/** What a seller takes for batch requests: for fresh input, cache writes and output, and for cache reads. */
export interface BatchDiscount {
  readonly tokens: Coefficient;
  readonly reads: Coefficient;
}

/** By the id of the seller in the price table. A seller that is not here is not known to have a batch interface. */
export function batchDiscount(seller: string): BatchDiscount | undefined {
  const known: Readonly<Record<string, Coefficient | undefined>> = BATCH;
  const tokens = known[`price.batch.${seller}`];
  if (tokens === undefined) return undefined;
  if (tokens.id === "price.batch.anthropic") return { tokens, reads: tokens };
  const own = known[`price.batch-read.${seller}`];
  return { tokens, reads: own ?? BATCH["price.batch-read.other"] };
}
