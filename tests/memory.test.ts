// The bot's memory is one hidden line: whatever is remembered comes back, and nothing in it ends the line early.
import { expect, test } from "vitest";
import { type Proposed, readMemory, writeMemory } from "../src/conversation/memory.ts";

const remembered = (proposed: Proposed, item = "manifest") => ({
  key: { manifest: "architecture.yaml", check: "A-1", item },
  number: 3,
  since: 0,
  shown: { version: "0a1b", facts: "2c3d", fields: {}, proposed },
  heard: [],
  asked: true,
  reopened: false,
});

test.each([
  // JSON writes these with a minus sign that is no text, and takes no escape there.
  ["a small figure", remembered(1.5e-7)],
  ["a figure below zero", remembered(-2)],
  ["a text that ends comments", remembered('--> <b> --!> \\" - \\\\" &lt;')],
  ["a key that ends comments", remembered(1, "--><!-- greenlight:memory [] -->")],
])("%s comes back", (_, memory) => {
  const line = writeMemory([memory, remembered(0.4)]);
  expect(readMemory(`A scorecard\n${line}\n`)).toEqual([memory, remembered(0.4)]);
  expect(line.slice(4, -3)).not.toMatch(/--|[<>\n]/);
});
