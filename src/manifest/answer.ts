import * as z from "zod";
import { IsoDate, Line, Login, Text } from "./amount.ts";
import { described } from "./described.ts";

const CheckId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, "must be the id of a check such as CH12-D1-04")
  .max(64);
const Item = z
  .string()
  .max(200)
  .regex(/^[a-z][a-z-]*(\/[a-z0-9~-]+)*$/, "must be an item such as models/answer");
const Version = z
  .string()
  .regex(/^[0-9a-f]{8,64}$/, "must be the version that the question showed");
const FactsHash = z
  .string()
  .regex(/^[0-9a-f]{8,64}$/, "must be the hash of facts that the question showed");

const bound = {
  check: CheckId.describe("Id of the check."),
  item: described(Item.optional(), "Item it is about; left out for a check on the whole manifest."),
  version: Version.describe("Version of the check that was answered."),
  facts: FactsHash.describe("Hash of the facts that were shown."),
  by: Login.describe("Who said it."),
  on: IsoDate.describe("When."),
  where: described(Line.optional(), "Link to the comment in which it was said."),
};

/** What a person said about a check. Not yet in force: see docs/policy.md. */
export const Answer = z.strictObject({
  ...bound,
  answer: described(z.enum(["yes", "no", "n/a", "value", "reason"]), "What was said."),
  value: described(
    z.union([z.string().max(300), z.number(), z.boolean()]).optional(),
    "The value, for such an answer.",
  ),
  reason: described(Text.optional(), "Why."),
  evidence: described(Line.optional(), "Link that shows it."),
});
export type Answer = z.infer<typeof Answer>;

/** A time-limited exception. Not yet in force: see docs/policy.md. */
export const Waiver = z.strictObject({
  ...bound,
  reason: described(
    z.enum([
      "legal",
      "contract",
      "cost",
      "latency",
      "quality",
      "migration-planned",
      "not-relevant",
      "other",
    ]),
    "Kind of reason.",
  ),
  because: Text.describe("The reason in words."),
  until: IsoDate.describe("Last day on which it holds."),
  compensation: described(Text.optional(), "What is done instead."),
});
export type Waiver = z.infer<typeof Waiver>;
