import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type LeverEffect, leversOf } from "../../src/advise/lever-effects.ts";
import { changedText } from "../../src/levers/changed-text.ts";
import { findLevers } from "../../src/levers/levers.ts";
import { leverOffer } from "../../src/render/lever-offer.ts";
import { judged, reviewFiles, shippedFromSource } from "../review-files.ts";
import { DAY } from "../run-cli.ts";

const TEXT = readFileSync("examples/llm-service/architecture.yaml", "utf8");
const shipped = shippedFromSource();
const one = judged(reviewFiles({ "architecture.yaml": TEXT }, undefined, shipped));
const { effects } = leversOf(one, findLevers, shipped, DAY);

/** Where all that a lever changes stands on one line. */
function onOneLine(): { effect: LeverEffect; line: number; changed: string } {
  for (const effect of effects) {
    const changed = changedText(one, effect.lever.changes);
    const [before, after] = [TEXT, changed ?? TEXT].map((text) => text.split("\n"));
    const lines = (before ?? []).flatMap((line, at) => (line === after?.[at] ? [] : [at + 1]));
    const [line] = lines;
    if (changed !== undefined && lines.length === 1 && before?.length === after?.length)
      return { effect, line: line as number, changed };
  }
  throw new Error("no lever of the example stays on one line");
}

test("a lever of one line is a suggestion on that line, which does what the lever says", () => {
  const { effect, line, changed } = onOneLine();
  const [said, suggestion] = leverOffer(one, effect, line);
  expect(said).toMatch(/^\*\*What would save:\*\* .* per month\./);
  const lines = TEXT.split("\n");
  const offered = (suggestion ?? "").replace(/^`+suggestion\n/, "").replace(/\n`+$/, "");
  lines.splice(line - 1, 1, offered);
  expect(lines.join("\n")).toBe(changed);
});

test("on another line, and on the file, it is the sentence alone", () => {
  const { effect, line } = onOneLine();
  expect(leverOffer(one, effect, line + 5)).toHaveLength(1);
  expect(leverOffer(one, effect, undefined)).toHaveLength(1);
});
