import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { IsoDate, Line, Login, Text } from "./amount.ts";

const CheckId = z
  .string()
  .check(
    z.regex(/^[A-Za-z][A-Za-z0-9-]*$/, "must be the id of a check such as CH12-D1-04"),
    z.maxLength(64),
  );
const Item = z
  .string()
  .check(
    z.maxLength(200),
    z.regex(/^[a-z][a-z-]*(\/[a-z0-9~-]+)*$/, "must be an item such as models/answer"),
  );
const VERSION =
  "must be the version that the question showed; Greenlight offers whole entries on the pull request";
const Version = z.string(VERSION).check(z.regex(/^[0-9a-f]{8,64}$/, VERSION));
const FACTS =
  "must be the hash of facts that the question showed; Greenlight offers whole entries on the pull request";
const FactsHash = z.string(FACTS).check(z.regex(/^[0-9a-f]{8,64}$/, FACTS));

const bound = {
  check: describedCopy(CheckId, "Id of the check."),
  item: described(
    z.optional(Item),
    "Item it is about; left out for a check on the whole manifest.",
  ),
  version: describedCopy(Version, "Version of the check that was answered."),
  facts: describedCopy(FactsHash, "Hash of the facts that were shown."),
  by: describedCopy(Login, "Who said it."),
  on: describedCopy(IsoDate, "When."),
  where: described(z.optional(Line), "Link to the comment in which it was said."),
};

/** What a person said about a check. A claim until it is merged or confirmed: see docs/answering.md. */
export const Answer = z.strictObject({
  ...bound,
  answer: described(z.enum(["yes", "no", "n/a", "value", "reason"]), "What was said."),
  value: described(
    z.optional(z.union([z.string().check(z.maxLength(300)), z.number(), z.boolean()])),
    "The value, for such an answer.",
  ),
  reason: described(z.optional(Text), "Why."),
  evidence: described(z.optional(Line), "Link that shows it."),
});
export type Answer = z.infer<typeof Answer>;

/** Kinds of reasons for a waiver. */
export const WAIVER_REASONS = [
  "legal",
  "contract",
  "cost",
  "latency",
  "quality",
  "migration-planned",
  "not-relevant",
  "other",
] as const;
export type WaiverReason = (typeof WAIVER_REASONS)[number];

/** A time-limited exception. A claim until it is merged or confirmed: see docs/answering.md. */
export const Waiver = z.strictObject({
  ...bound,
  reason: described(z.enum(WAIVER_REASONS), "Kind of reason."),
  because: describedCopy(Text, "The reason in words."),
  until: describedCopy(IsoDate, "Last day on which it holds."),
  compensation: described(z.optional(Text), "What is done instead."),
});
export type Waiver = z.infer<typeof Waiver>;
