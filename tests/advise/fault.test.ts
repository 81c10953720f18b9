import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adviceBeside } from "../../src/advise/advice.ts";
import { reviewFiles, shippedFromSource } from "../review-files.ts";

test("a fault in advice takes nothing from the verdict, and is told", () => {
  const text = readFileSync("examples/ticket-triage/architecture.yaml", "utf8");
  const shipped = shippedFromSource();
  const review = reviewFiles({ "architecture.yaml": text }, undefined, shipped);
  const broken = () => {
    throw new TypeError("nothing is no lever");
  };
  const found = adviceBeside(review, broken, shipped);
  expect(found.advice.size).toBe(0);
  expect(found.review.verdict).toBe(review.verdict);
  expect(found.review.notices.at(-1)).toBe(
    "What to do next could not be worked out, because of a fault in Greenlight: nothing is no lever",
  );
});
