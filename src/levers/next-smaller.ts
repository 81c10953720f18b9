/** The next smaller model of a family, as far as the tables of models and prices know it. */

import { ARCHITECTURES, type ArchitectureFacts } from "../coefficients/architectures.ts";
import { likelyOf } from "../estimate/allocation.ts";
import { type Context, createLedger } from "../estimate/context.ts";
import { ratesOf } from "../estimate/list-price.ts";
import { listedModels, priceMatch } from "../estimate/price-match.ts";
import { apiModelOf, sizeOf } from "../estimate/serving.ts";
import type { Model } from "../manifest/model.ts";

/** A size or a price below this share of another is of a smaller model, not of another version. */
const CLEARLY_SMALLER = 0.7;

/** Billions of parameters used per token, likely; undefined where neither manifest nor tables know. */
export function activeSize(context: Context, model: Model): number | undefined {
  return likelyOf(sizeOf(context, createLedger(), model).active);
}

/**
 * Whether one model is clearly smaller than another. Of sold models sizes are bounds, so that their prices have to
 * be clearly apart instead, where both are listed.
 */
export function isSmaller(context: Context, one: Model, other: Model): boolean {
  const [small, large] = [activeSize(context, one), activeSize(context, other)];
  if (small === undefined || large === undefined || small >= large) return false;
  const [cheap, dear] = [tokenPrice(context, one), tokenPrice(context, other)];
  if (cheap !== undefined && dear !== undefined) return cheap <= dear * CLEARLY_SMALLER;
  return small <= large * CLEARLY_SMALLER;
}

/** US dollars of an input and an output token together; undefined without a list price, or with an own one. */
function tokenPrice(context: Context, model: Model): number | undefined {
  const book = context.data.prices;
  if (book === undefined || model.access !== "api" || model.price !== undefined) return undefined;
  const match = priceMatch(context, book, model);
  if (match === undefined || match.kind === "other") return undefined;
  const billed = { input: "text", output: "text", cacheTtl: "5m" } as const;
  const rates = ratesOf(book, match, billed, context.today)[0]?.tiers[0];
  return rates === undefined ? undefined : rates.input + rates.output;
}

/** Words for sizes, from large to small, by the first word of the family. No word is a size too. */
const SIZES: Readonly<Record<string, readonly string[]>> = {
  gpt: ["pro", "", "mini", "nano"],
  claude: ["opus", "sonnet", "haiku"],
  gemini: ["pro", "flash", "flash-lite"],
  mistral: ["large", "medium", "small"],
  "text-embedding": ["large", "small"],
};

/** A name in parts: claude, sonnet, 4.6. */
interface Sized {
  readonly family: string;
  readonly sizes: readonly string[];
  readonly size: number;
  readonly generation: readonly number[];
  readonly name: string;
}

/** The name that the seller has for the next smaller model of the family and generation; undefined where none is listed. */
export function nextSmallerSold(context: Context, model: Model): Model | undefined {
  const own = sizedName(model.name);
  const book = context.data.prices;
  if (own === undefined || book === undefined || apiModelOf(model) === undefined) return undefined;
  const prefix = model.name.slice(0, model.name.length - bareName(model.name).length);
  const found = listedModels(book, model)
    .flatMap((name) => sizedName(name) ?? [])
    .filter(({ family, size }) => family === own.family && size > own.size)
    .filter(({ generation }) => isNoNewer(generation, own))
    .sort(
      (a, b) =>
        a.size - b.size || byGeneration(b.generation, a.generation) || (a.name < b.name ? -1 : 1),
    );
  for (const { name } of found) {
    const smaller = renamed(model, `${prefix}${name}`);
    const match = priceMatch(context, book, smaller);
    if (match?.kind !== "exact" || apiModelOf(smaller) === undefined) continue;
    if (isSmaller(context, smaller, withoutOwnSize(model))) return smaller;
  }
  return undefined;
}

/** The same item with another model's name: what is declared of the old one's size and price does not hold. */
function renamed(model: Model, name: string): Model {
  const { price: _, ...rest } = withoutOwnSize(model);
  return { ...rest, name };
}

function withoutOwnSize(model: Model): Model {
  const { params_b: _all, active_params_b: _active, size_mb: _file, ...rest } = model;
  return rest;
}

function bareName(name: string): string {
  return name.replace(/^.*\//, "").replace(/^(?:[a-z]+\.)+(?=[a-z])/i, "");
}

const SNAPSHOT = /([-@:](v\d[\d.:]*|20\d{6}|20\d\d-\d\d-\d\d|\d{4}|latest|preview))+$/;

function sizedName(name: string): Sized | undefined {
  const bare = bareName(name).toLowerCase();
  const family = Object.keys(SIZES).find((word) => bare.startsWith(`${word}-`));
  const sizes = SIZES[family ?? ""];
  if (family === undefined || sizes === undefined) return undefined;
  const plain = bare.replace(SNAPSHOT, "");
  const numbers = plain.slice(family.length).match(/\d+(?:[.-]\d+)*(?=-|$)/)?.[0] ?? "";
  const words = plain
    .slice(family.length)
    .replace(numbers, "")
    .split("-")
    .filter(Boolean)
    .join("-");
  const size = sizes.indexOf(words);
  if (size < 0) return undefined;
  const generation = numbers.split(/[.-]/).filter(Boolean).map(Number);
  return { family, sizes, size, generation, name: bareName(name) };
}

/** GPT and embeddings carry their generation in each size; other families renew sizes one by one. */
function isNoNewer(generation: readonly number[], { family, generation: own }: Sized): boolean {
  const order = byGeneration(generation, own);
  return family === "gpt" || family === "text-embedding"
    ? order === 0
    : own.length === 0 || order <= 0;
}

function byGeneration(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Open models of the same family and main version with fewer parameters per token: the largest, and a sparse one. */
export function nextSmallerOpen(context: Context, model: Model): readonly ArchitectureFacts[] {
  const own = sizeOf(context, createLedger(), model).architecture;
  if (own === undefined) return [];
  const family = Object.values(ARCHITECTURES).find((rows) => rows.includes(own)) ?? [];
  const alike = family.filter(
    (row) => lineOf(row.name) === lineOf(own.name) && row.params < own.params,
  );
  const smaller = alike
    .filter(({ active }) => active <= own.active * CLEARLY_SMALLER)
    .sort((a, b) => b.active - a.active || b.params - a.params);
  const dense = smaller.find(({ experts }) => experts === undefined);
  const sparse =
    own.experts === undefined ? smaller.find(({ experts }) => experts !== undefined) : undefined;
  return [dense, sparse].filter((row) => row !== undefined);
}

/** Llama-3.1-70B and Llama-3.2-3B are of the line llama-3. */
function lineOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/-\d+(?:x\d+)?(?:\.\d+)?b(?:-a\d+b)?.*$/, "")
    .replace(/\.\d+$/, "");
}
