// What a manifest keeps of answers and does not count is told; what counts is not called a stray.
import { describe, expect, test } from "vitest";
import { considerKept } from "../src/answers/consider.ts";
import type { SourceFile } from "../src/review/source-file.ts";
import { judged, reviewPairs } from "./review-files.ts";
import { DAY } from "./run-cli.ts";

const PATH = "architecture.yaml";
const manifest = (model: string, more = "") => `version: 1
product: { name: Shop, stage: pilot, functional_unit: answer, pm: "@lea" }
models:
  - { id: ${model}, name: gpt-4o-mini, platform: openai, vendor: openai, access: api, fallback: none }
flows:
  - { id: ask, steps: [{ use: ${model}, input_tokens: 2000, output_tokens: 300 }] }
${more}`;
const file = (text: string): SourceFile => ({ state: "text", path: PATH, text });

/** A question about the model that a person decides. */
const asked = () => {
  const { findings } = judged(
    reviewPairs([{ head: file(manifest("chat")), base: file(manifest("chat")) }]),
  );
  const found = findings.find(
    ({ outcome, item, check }) =>
      outcome === "question" && item.key === "models/chat" && check.answer.kind === "yes-no",
  );
  if (found === undefined) throw new Error("no question about a model");
  return found;
};

const answer = (model: string) => {
  const finding = asked();
  const { version, facts } = finding.hashes();
  return `answers:
  - { check: ${finding.check.id}, item: models/${model}, version: "${version}", facts: "${facts}", by: "@lea", on: ${DAY}, answer: yes, reason: tried in May }
`;
};

const noticesOf = (head: string, base: string) =>
  considerKept(reviewPairs([{ head: file(head), base: file(base) }])).review.notices;

describe("an answer about a model", () => {
  test("that is there is no stray", () => {
    const text = manifest("chat", answer("chat"));
    expect(noticesOf(text, text).filter((one) => one.includes("nothing that is asked"))).toEqual(
      [],
    );
  });

  test("that has another name now follows it, and is no stray", () => {
    const notices = noticesOf(manifest("talk", answer("chat")), manifest("chat", answer("chat")));
    expect(notices.filter((one) => one.includes("nothing that is asked"))).toEqual([]);
  });

  test("that was never there is one", () => {
    const text = manifest("chat", answer("ghost"));
    expect(noticesOf(text, text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^The answer of lea, .*@models\/ghost is about nothing that is asked here/,
        ),
      ]),
    );
  });
});
