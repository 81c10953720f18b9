/** The building bricks of a manifest: ids, amounts with their basis, evidence, places and dates. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";

/**
 * What a schema node is to a check condition, where its shape in the file is richer than that:
 * an amount is a number to a condition, evidence is a text.
 */
export const FactKind = z.registry<{ readonly kind: "amount" | "evidence" }>();

/** Name of an item, by which other parts of the manifest point at it. */
export const Id = z
  .string()
  .check(
    z.maxLength(64),
    z.regex(
      /^[a-z][a-z0-9-]*$/,
      "must be lower-case letters, digits and hyphens, such as rag-answer",
    ),
  );

/** One line of text. */
export const Line = z.string().check(z.minLength(1), z.maxLength(300));

/** A paragraph of text. */
export const Text = z.string().check(z.minLength(1), z.maxLength(4000));

export const IsoDate = z.iso.date("must be a date such as 2026-11-22");

/** A GitHub login or team, such as @lea or @acme/ml. */
export const Login = z
  .string()
  .check(
    z.regex(
      /^@?[A-Za-z0-9][A-Za-z0-9_-]{0,38}(\/[A-Za-z0-9_.-]{1,100})?$/,
      "must be a GitHub login such as @lea",
    ),
  );

const COUNTRY = /^[A-Z]{2}$/;
export const Country = z
  .string()
  .check(z.regex(COUNTRY, "must be a country code of two capital letters, such as FR"));

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** Where a number comes from; the same in all amounts. */
const ORIGIN = {
  basis: described(
    z.optional(z.enum(["measured", "vendor", "estimated"])),
    "How the number came about.",
  ),
  as_of: described(z.optional(IsoDate), "When it was measured, published or estimated."),
  source: described(z.optional(Line), "Where a reader can check it: a link or a path."),
};

/** Smaller amounts are slips of the pen, and products of them would leave the range of floating-point numbers. */
const SMALLEST = 1e-12;
const TOO_SMALL_MESSAGE = `must be 0, or at least ${SMALLEST}`;
const isSizeable = (value: number) => value === 0 || Math.abs(value) >= SMALLEST;

/** A number, or a number with its range, basis, date and source. */
export function amount(description: string, { min = 0, max = 1e15 }: Bounds = {}) {
  return describedCopy(amountWithin(min, max), description).register(FactKind, { kind: "amount" });
}
export type Amount = z.infer<ReturnType<typeof amount>>;

const amounts = new Map<string, ReturnType<typeof newAmount>>();

/** Amounts with the same bounds share one schema: it is made once, and JSON Schema names it once. */
function amountWithin(min: number, max: number) {
  const id = `amount_${min}_to_${max}`.replace(/[^a-z0-9_]/g, "minus");
  const made = amounts.get(id) ?? newAmount(min, max).register(z.globalRegistry, { id });
  amounts.set(id, made);
  return made;
}

function newAmount(min: number, max: number) {
  const bounded = z
    .number()
    .check(z.minimum(min), z.maximum(max), z.refine(isSizeable, TOO_SMALL_MESSAGE));
  // Most amounts are a number alone: what the other form is made of is made when there is one.
  const detailed = z.lazy(() => detailedAmount(bounded));
  return z.union([bounded, detailed]);
}

function detailedAmount(bounded: z.ZodMiniNumber<number>) {
  return z
    .strictObject({
      value: describedCopy(bounded, "The likely value."),
      low: described(z.optional(bounded), "5th percentile."),
      high: described(z.optional(bounded), "95th percentile."),
      ...ORIGIN,
    })
    .check(
      z.superRefine(({ value, low = value, high = value }, context) => {
        if (low > value)
          context.addIssue({ code: "custom", path: ["low"], message: "must not be above value" });
        if (high < value)
          context.addIssue({ code: "custom", path: ["high"], message: "must not be below value" });
      }),
    );
}

/** Between 0 and 100. */
export const percent = (description: string) => amount(description, { max: 100 });

/** An intensity by contracts, in gCO2e per kWh: a claim that counts only with what shows it. */
export function marketAmount(description: string) {
  const sourced = amountWithin(0, 1500).check(
    z.superRefine((value, context) => {
      if (typeof value === "number" || value.source === undefined)
        context.addIssue({
          code: "custom",
          message: "needs the source of the contracts, as in { value: 20, source: ... }",
        });
    }),
  );
  return described(sourced, description).register(FactKind, { kind: "amount" });
}

const EvidenceValue = z
  .union([
    Text,
    z.strictObject({
      result: describedCopy(Text, "What came out."),
      link: described(z.optional(Line), "A path in this repository, or an https address."),
      on: described(z.optional(IsoDate), "When."),
    }),
  ])
  .register(z.globalRegistry, { id: "evidence" });

/** A text that shows that something was done, or its result with a link and a date. */
export const evidence = (description: string) =>
  describedCopy(EvidenceValue, description).register(FactKind, { kind: "evidence" });
export type Evidence = z.infer<ReturnType<typeof evidence>>;

const ZONE = /^[A-Z]{2}(-[A-Z0-9]{1,6}){0,3}$/;

/** Where something runs: a cloud region, a grid zone or a country, and its share when there are several. */
export const Placement = z
  .strictObject({
    region: described(
      z.optional(Line),
      "The provider's own name of the region, such as eu-north-1.",
    ),
    country: described(z.optional(Country), "Two-letter country code, where there is no region."),
    zone: described(
      z.optional(
        z.string().check(z.regex(ZONE, "must be a grid zone such as US-CAL-CISO or NO-NO1")),
      ),
      "Grid zone as Electricity Maps names it, such as US-CAL-CISO, where a site of your own stands; its intensity goes before that of region and country.",
    ),
    share_pct: z.optional(
      percent(
        "Share of the work done here; the shares of a list add up to 100, and a place without one has the rest.",
      ),
    ),
  })
  .check(
    z.superRefine(({ region, country, zone }, context) => {
      if (region === undefined && country === undefined && zone === undefined)
        context.addIssue({ code: "custom", message: "needs a region, a country or a grid zone" });
      if (country !== undefined && zone !== undefined && !zone.startsWith(country))
        context.addIssue({ code: "custom", path: ["zone"], message: `is not in ${country}` });
    }),
  );
export type Placement = z.infer<typeof Placement>;

export const placements = (description: string) =>
  described(
    z.array(Placement).check(z.minLength(1), z.maxLength(50), z.superRefine(checkShares)),
    description,
  );

/** Shares that leave a part of the work nowhere, or put it in two places, cannot be estimated. */
function checkShares(places: readonly Placement[], context: z.core.$RefinementCtx): void {
  const given = places.flatMap(({ share_pct: share }) =>
    share === undefined ? [] : [likely(share)],
  );
  if (given.length === 0) return;
  const total = given.reduce((sum, share) => sum + share, 0);
  const shown = Number(total.toPrecision(6));
  if (given.length === places.length && Math.abs(total - 100) > 1)
    context.addIssue({ code: "custom", message: `has shares that add up to ${shown}, not 100` });
  if (given.length < places.length && total >= 100)
    context.addIssue({
      code: "custom",
      message: `has shares that add up to ${shown} and leave nothing for the place without one`,
    });
}

/** The likely value of an amount. */
export function likely(value: Amount): number {
  return typeof value === "number" ? value : value.value;
}

/** The text of evidence. */
export function textOf(value: Evidence): string {
  return typeof value === "string" ? value : value.result;
}
