// Texts of the corpus in a history, as the Markdown of the job summary and of the command line.
import { expect, test } from "vitest";
import { trendOf } from "../../src/history/trend.ts";
import { trendMarkdown } from "../../src/render/trend-line.ts";
import { aHistory } from "../fixtures/a-history.ts";
import { ALL_HOSTILE } from "../fixtures/hostile-texts.ts";
import { effectsOf, unexpected } from "./effects.ts";

const effectsWith = (texts: readonly string[]) =>
  effectsOf(
    texts.map((text) => {
      const trend = trendOf(aHistory(text));
      if (trend === undefined) throw new Error("there is no trend");
      return trendMarkdown(trend);
    }),
  );

test("a trend renders as that of harmless names", () => {
  const harmless = [effectsWith(["words", "other words"])];
  for (let from = 0; from < ALL_HOSTILE.length; from += 20) {
    const texts = ALL_HOSTILE.slice(from, from + 20);
    expect({ texts, strange: unexpected(effectsWith(texts), harmless) }).toEqual({
      texts,
      strange: [],
    });
  }
});
