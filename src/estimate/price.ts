/** Price of API calls: the manifest's own, else the dated list price of the model that the name is. */

import type { Provider, Usage } from "@pydantic/genai-prices";
import { PRICES } from "../coefficients/prices.ts";
import type { Amount } from "../manifest/amount.ts";
import type { Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import { percentiles } from "../quantity/percentiles.ts";
import {
  add,
  derive,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import type { CallTokens } from "./call-energy.ts";
import { type Context, given, givenShare, type Ledger, note, take } from "./context.ts";
import type { PriceBook } from "./data.ts";

/** The entry of the price table that a model's name stands for. */
export interface PriceMatch {
  readonly provider: Provider;
  /** The provider with nothing but this model, which then needs no search. */
  readonly alone: Provider;
  /** Id in the price table. */
  readonly matched: string;
  /** "exact": the same name, or one that differs by date or version. "other": a name that the table only begins like. */
  readonly kind: "exact" | "other";
  /** The seller whose own price is not in the table. */
  readonly standsFor: string | undefined;
}

/** US dollars of one call. */
export function callPrice(
  context: Context,
  ledger: Ledger,
  { model, step, path }: { readonly model: Model; readonly step: Step; readonly path: string },
  tokens: CallTokens,
): Uncertain {
  if (model.price !== undefined) return ownPrice(model, step, path, tokens);
  const priced = listPrice(context, ledger, model, step, path, tokens);
  if (step.batch_api !== true) return priced;
  note(
    ledger,
    "batch interface at half the list price",
    `models.${model.id}.price`,
    "price.factor.batch-api",
  );
  return multiply(priced, take(context, PRICES["price.factor.batch-api"]));
}

function ownPrice(model: Model, step: Step, path: string, tokens: CallTokens): Uncertain {
  const price = model.price ?? {};
  const at = `models.${model.id}.price`;
  const perToken = (amount: Amount | undefined, key: string, otherwise: Uncertain) =>
    amount === undefined ? otherwise : scale(given(amount, `${at}.${key}`), 1e-6);
  const hasTokens = Object.keys(price).some((key) => key !== "usd_per_call");
  const none = hasTokens ? undefined : ZERO;
  const input = perToken(
    price.input_usd_per_m_tokens,
    "input_usd_per_m_tokens",
    none ?? unknown(`${at}.input_usd_per_m_tokens`),
  );
  const read = perToken(
    price.cached_input_usd_per_m_tokens,
    "cached_input_usd_per_m_tokens",
    input,
  );
  const write = perToken(price.cache_write_usd_per_m_tokens, "cache_write_usd_per_m_tokens", input);
  const output = perToken(
    price.output_usd_per_m_tokens,
    "output_usd_per_m_tokens",
    none ?? unknown(`${at}.output_usd_per_m_tokens`),
  );
  const written = cacheWrites(step, path);
  const fresh = derive(
    (cached, stored) => Math.max(0, 1 - cached - stored),
    tokens.cached,
    written,
  );
  const perInput = add(
    multiply(fresh, input),
    add(multiply(tokens.cached, read), multiply(written, write)),
  );
  const perCall =
    price.usd_per_call === undefined ? ZERO : given(price.usd_per_call, `${at}.usd_per_call`);
  return add(perCall, add(multiply(tokens.input, perInput), multiply(tokens.output, output)));
}

function cacheWrites(step: Step, path: string): Uncertain {
  const share = step.cache_write_pct;
  return share === undefined ? ZERO : givenShare(share, `${path}.cache_write_pct`);
}

function listPrice(
  context: Context,
  ledger: Ledger,
  model: Model,
  step: Step,
  path: string,
  tokens: CallTokens,
): Uncertain {
  const input = `models.${model.id}.price`;
  const book = context.data.prices;
  const match = book === undefined ? undefined : priceMatch(context, book, model);
  if (book === undefined || match === undefined) return unknown(input);
  if (match.kind === "other") {
    note(ledger, `no list price for ${model.name}: the table only has ${match.matched}`, input);
    return unknown(input);
  }
  const source = `price:${match.provider.id}/${match.matched}`;
  if (match.standsFor !== undefined)
    note(
      ledger,
      `list price of ${match.provider.name} stands for that of ${match.standsFor}`,
      input,
    );
  return tokensPrice(context, book, match, source, {
    tokens,
    writes: cacheWrites(step, path),
    input,
  });
}

/**
 * Price tiers depend on the likely number of tokens of one call; uncertain tokens then scale what input
 * and output cost, and uncertain cached and written shares move between the prices of input.
 */
function tokensPrice(
  context: Context,
  book: PriceBook,
  match: PriceMatch,
  source: string,
  { tokens, writes, input }: { tokens: CallTokens; writes: Uncertain; input: string },
): Uncertain {
  const [asked, written] = [central(tokens.input), central(tokens.output)];
  const price = (usage: Usage) => priceOf(book, match, usage, context.today);
  const cached = central(tokens.cached) * asked;
  const prompt = {
    input_tokens: asked,
    cache_read_tokens: cached,
    cache_write_tokens: Math.min(central(writes) * asked, asked - cached),
  };
  const all = price({ ...prompt, output_tokens: written });
  if (all === undefined) return unknown(input);
  const from = { origins: [{ source, cause: undefined }], missing: [] };
  if ([tokens.input, tokens.output, tokens.cached, writes].every(isExact))
    return { values: all, ...from };
  const costOf = (usage: Usage) => price({ input_tokens: asked, output_tokens: 0, ...usage }) ?? 0;
  const output = all - costOf(prompt);
  const fresh = costOf({});
  const read = costOf({ cache_read_tokens: asked }) - fresh;
  const stored = costOf({ cache_write_tokens: asked }) - fresh;
  const inputCost = derive(
    (share, kept) => Math.max(0, fresh + share * read + Math.min(kept, 1 - share) * stored),
    tokens.cached,
    writes,
  );
  const part = (cost: Uncertain, amount: Uncertain, likely: number) =>
    likely === 0 ? scale(amount, 0) : multiply({ values: 1 / likely, ...from }, cost, amount);
  return add(part(inputCost, tokens.input, asked), part(exactly(output), tokens.output, written));
}

function isExact({ values, missing }: Uncertain): boolean {
  return typeof values === "number" && missing.length === 0;
}

/** The likely value; nothing where it is unknown. */
function central({ values }: Uncertain): number {
  return values === undefined ? 0 : percentiles(values).likely;
}

/** A price of the table at noon UTC of the day, with the time always given. Undefined where usage has no price. */
function priceOf(
  { calcPrice }: PriceBook,
  { alone, matched }: PriceMatch,
  usage: Usage,
  today: string,
): number | undefined {
  const timestamp = new Date(`${today}T12:00:00Z`);
  return calcPrice(usage, matched, { provider: alone, timestamp })?.total_price;
}

/** Finds a model in the price table, by its platform, then by its vendor, then by its name. */
export function priceMatch(
  context: Context,
  book: PriceBook,
  model: Model,
): PriceMatch | undefined {
  const key = JSON.stringify([model.platform, model.vendor, model.name]);
  const known = context.priceMatches.get(key);
  if (known !== undefined) return known === "none" ? undefined : known;
  const match = findMatch(book, model, context.today);
  context.priceMatches.set(key, match ?? "none");
  return match;
}

function findMatch(book: PriceBook, model: Model, today: string): PriceMatch | undefined {
  const timestamp = new Date(`${today}T12:00:00Z`);
  let other: PriceMatch | undefined;
  for (const provider of providersFor(book, model)) {
    const found = book.calcPrice({ input_tokens: 0, output_tokens: 0 }, model.name, {
      provider: withoutFallbacks(provider),
      timestamp,
    });
    if (found === null) continue;
    const kind = sameModel(model.name, found.model.id) ? "exact" : "other";
    const matched = found.model.id;
    const one = { ...found.model, match: { equals: matched } };
    const alone = { ...withoutFallbacks(provider), models: [one] };
    const match = { provider, alone, matched, kind, standsFor: seller(model, provider) } as const;
    if (kind === "exact") return match;
    other ??= match;
  }
  return other;
}

function seller({ platform }: Model, provider: Provider): string | undefined {
  if (platform === undefined || isCalled(provider, spelt(platform))) return undefined;
  return platform;
}

function spelt(name: string): string {
  return name
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/g, "-");
}

/** Fallbacks are looked up here, so that it is known whose price it is. */
function withoutFallbacks(provider: Provider): Provider {
  return { ...provider, fallback_model_providers: [] };
}

function providersFor({ table: { providers } }: PriceBook, model: Model): readonly Provider[] {
  const named = [model.platform, model.vendor].flatMap((name) => {
    const found = providers.find((one) => name !== undefined && isCalled(one, spelt(name)));
    return found === undefined ? [] : [found, ...fallbacksOf(found, providers)];
  });
  if (named.length > 0) return [...new Set(named)];
  return providers.filter(
    ({ model_match: match }) => match !== undefined && matches(match, model.name),
  );
}

function fallbacksOf(provider: Provider, providers: readonly Provider[]): readonly Provider[] {
  const ids = provider.fallback_model_providers ?? [];
  return providers.filter(({ id }) => ids.includes(id));
}

function isCalled({ id, name, provider_match: match }: Provider, asked: string): boolean {
  if (id === asked || name.toLowerCase() === asked) return true;
  return match !== undefined && matches(match, asked);
}

type Match = NonNullable<Provider["provider_match"]>;

/** The matching rules of the price table, without its regular expressions, which are for model names only. */
function matches(rule: Match, text: string): boolean {
  const asked = text.toLowerCase();
  if ("or" in rule) return rule.or.some((part) => matches(part, asked));
  if ("and" in rule) return rule.and.every((part) => matches(part, asked));
  if ("equals" in rule) return asked === rule.equals.toLowerCase();
  if ("starts_with" in rule) return asked.startsWith(rule.starts_with.toLowerCase());
  if ("ends_with" in rule) return asked.endsWith(rule.ends_with.toLowerCase());
  if ("contains" in rule) return asked.includes(rule.contains.toLowerCase());
  return new RegExp(rule.regex).test(asked);
}

/** True when two names differ by nothing but prefixes of platforms, dates and versions. */
export function sameModel(asked: string, found: string): boolean {
  return core(asked) === core(found);
}

function core(name: string): string {
  return name
    .toLowerCase()
    .trim()
    .replace(/^(models|accounts\/[a-z-]+\/models|publishers\/[a-z]+\/models)\//, "")
    .replace(/^(us|eu|apac|global|regional)\./, "")
    .replace(/^[a-z0-9]+\.(?=[a-z])/, "")
    .replace(/^[a-z-]+\/(?=[a-z])/, "")
    .replace(/[-@:](latest|preview|exp|beta)?(-?v?\d+(:\d+)?)?$/, dropVersion)
    .replace(/[-@](20\d{2}-?\d{2}-?\d{2}|\d{2}-\d{2}|\d{4})$/, "")
    .replace(/-(latest|preview|exp)$/, "");
}

/** Drops a trailing version such as -v1:0, -001, -2411, @20250929 and -latest, but not a size or a generation. */
function dropVersion(suffix: string): string {
  return /(latest|preview|exp|beta|v\d|:\d|\d{3,})/.test(suffix) ? "" : suffix;
}
