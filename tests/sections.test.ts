// A section that is left out is one question, which weighs as much as all that it hides.
import { describe, expect, test } from "vitest";
import type { Finding } from "../src/evaluate/finding.ts";
import { tallyOf, WEIGHT } from "../src/score/score.ts";
import { judged, reviewFiles, shippedFromSource } from "./review-files.ts";

const SHIPPED = shippedFromSource();

const findingsOf = (more = "", stage = "production"): readonly Finding[] =>
  judged(
    reviewFiles(
      {
        "architecture.yaml": `version: 1
product: { name: Help, stage: ${stage}, functional_unit: answer }
models:
  - { id: m, name: gpt-4o-mini, access: api, vendor: openai, platform: openai, task: qa, generative: true }
flows:
  - { id: ask, steps: [{ use: m, input_tokens: 5000, output_tokens: 250 }] }
${more}`,
      },
      undefined,
      SHIPPED,
    ),
  ).findings;

/** Questions that stand by themselves and ask for something below that section. */
const openBelow = (section: string, findings: readonly Finding[]) =>
  findings.flatMap((one) =>
    one.outcome === "question" &&
    one.mutedBy === undefined &&
    one.missing.some((field) => field === section || field.startsWith(`${section}.`))
      ? [one]
      : [],
  );

describe.each(["usage", "budgets", "operations"])("%s", (section) => {
  test("left out is one question, with the section to copy", () => {
    const [one, ...more] = openBelow(section, findingsOf());
    expect(more).toEqual([]);
    const fields = (one?.missing ?? []).map((field) => field.slice(section.length + 1));
    expect(fields.length).toBeGreaterThan(1);
    expect(one?.question).toContain(
      `${section}: { ${fields.map((field) => `${field}: ...`).join(", ")} }`,
    );
  });

  test("empty is the same question", () => {
    const words = (findings: readonly Finding[]) =>
      openBelow(section, findings).map(({ question }) => question);
    expect(words(findingsOf(`${section}: {}\n`))).toEqual(words(findingsOf()));
  });

  test("hides nothing from the gate: the question is as severe as the worst that waits for it", () => {
    const findings = findingsOf();
    const [one] = openBelow(section, findings);
    const hidden = findings.filter(({ mutedBy }) => mutedBy?.check === one?.check.id);
    expect(hidden.length).toBeGreaterThan(0);
    const worst = Math.max(...hidden.map(({ check }) => WEIGHT[check.severity]));
    expect(WEIGHT[one?.severity ?? "low"]).toBeGreaterThanOrEqual(worst);
  });
});

test("whatever is hidden counts as undecided, each check with its own weight and once", () => {
  const findings = findingsOf();
  const undecided = findings.filter(({ outcome }) => outcome === "question");
  const { applicable, decided } = tallyOf(findings);
  expect(applicable - decided).toBe(
    undecided.reduce((sum, { check }) => sum + WEIGHT[check.severity], 0),
  );
});

test("filling a section in moves only what is decided, unless further checks apply then", () => {
  const before = tallyOf(findingsOf());
  const after = tallyOf(findingsOf("usage: { units_per_month: 1000, peak_to_average: 3 }\n"));
  expect(after.applicable).toBeGreaterThanOrEqual(before.applicable);
  expect(after.decided).toBeGreaterThan(before.decided);
});

test("a section of which one field is sought is asked for in the words of the check", () => {
  const findings = findingsOf("usage: { peak_to_average: 3 }\n");
  expect(openBelow("usage", findings).map(({ check, asks }) => [check.id, asks])).toEqual([
    ["CH12-D1-02", "check"],
  ]);
});
