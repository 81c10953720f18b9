import { expect, test } from "vitest";
import { renderMarkdown } from "../src/render/scorecard.ts";
import { renderText } from "../src/render/text.ts";
import { aReview, aReviewedManifest, asUsual } from "./fixtures/a-review.ts";

test("where nothing is decided there is no score of anything", () => {
  const tally = { passed: 0, decided: 0, applicable: 10 };
  const review = aReview(asUsual, { manifests: [aReviewedManifest(asUsual, { tally })] });
  const text = renderText(review, { colour: false, width: 100 });
  expect(text).toContain("No score yet: nothing is decided, judged as ");
  const markdown = renderMarkdown(review);
  expect(markdown).toContain("**No score yet**: nothing is decided · judged as ");
  expect(text + markdown).not.toMatch(/none yet\W+of/);
});
