/** A model's name, platform and vendor to its entry in the price table. */

import type { Provider } from "@pydantic/genai-prices";
import type { Model } from "../manifest/model.ts";
import type { Context } from "./context.ts";
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

/** Finds a model in the price table, by its platform, then by its vendor, then by its name. */
export function priceMatch(
  context: Context,
  book: PriceBook,
  model: Model,
): PriceMatch | undefined {
  const key = JSON.stringify([model.platform, model.vendor, model.name]);
  const known = context.memory.priceMatches.get(key);
  if (known !== undefined) return known === "none" ? undefined : known;
  const match = findMatch(book, model, context.today);
  context.memory.priceMatches.set(key, match ?? "none");
  return match;
}

/** Names of models that the table lists, of the model's platform and vendor where it knows them. */
export function listedModels(book: PriceBook, model: Model): readonly string[] {
  const named = providersFor(book, model);
  const providers = named.length > 0 ? named : book.table.providers;
  // Some entries stand for many models, and have a pattern for a name.
  return providers.flatMap(({ models }) =>
    models.flatMap(({ id }) => (/^[\w.:/@-]+$/.test(id) && !/-$/.test(id) ? [id] : [])),
  );
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
