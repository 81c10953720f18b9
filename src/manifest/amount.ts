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
      /^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(\/[A-Za-z0-9_.-]{1,100})?$/,
      "must be a GitHub login such as @lea",
    ),
  );

const COUNTRY = /^[A-Z]{2}$/;
export const Country = z
  .string()
  .check(z.regex(COUNTRY, "must be a two-letter country code such as FR"));

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** How a number came about. */
const Basis = z.enum(["measured", "vendor", "estimated"]);

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
  const bounded = z.number().check(z.minimum(min), z.maximum(max));
  const detailed = z
    .strictObject({
      value: describedCopy(bounded, "The likely value."),
      low: described(z.optional(bounded), "5th percentile."),
      high: described(z.optional(bounded), "95th percentile."),
      basis: described(z.optional(Basis), "How the number came about."),
      as_of: described(z.optional(IsoDate), "When it was measured, published or estimated."),
      source: described(z.optional(Line), "Where a reader can check it: a link or a path."),
    })
    .check(
      z.superRefine(({ value, low = value, high = value }, context) => {
        if (low > value)
          context.addIssue({ code: "custom", path: ["low"], message: "must not be above value" });
        if (high < value)
          context.addIssue({ code: "custom", path: ["high"], message: "must not be below value" });
      }),
    );
  return z.union([bounded, detailed]);
}

/** Between 0 and 100. */
export const percent = (description: string) => amount(description, { max: 100 });

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

/** Where something runs: a cloud region or a country, and its share when there are several. */
export const Placement = z
  .strictObject({
    region: described(
      z.optional(Line),
      "The provider's own name of the region, such as eu-north-1.",
    ),
    country: described(z.optional(Country), "Two-letter country code, where there is no region."),
    share_pct: z.optional(
      percent("Share of the work done here; the shares of a list add up to 100."),
    ),
  })
  .check(
    z.superRefine(({ region, country }, context) => {
      if (region === undefined && country === undefined)
        context.addIssue({ code: "custom", message: "needs a region or a country" });
    }),
  );
export type Placement = z.infer<typeof Placement>;

export const placements = (description: string) =>
  described(z.array(Placement).check(z.minLength(1), z.maxLength(50)), description);

/** The likely value of an amount. */
export function likely(value: Amount): number {
  return typeof value === "number" ? value : value.value;
}

/** The text of evidence. */
export function textOf(value: Evidence): string {
  return typeof value === "string" ? value : value.result;
}
