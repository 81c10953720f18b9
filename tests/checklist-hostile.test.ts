// A pack or a policy that means harm: refused in few words, which show what they quote and nothing else.
import { expect, test } from "vitest";
import { parseChecklist } from "../src/checklist/parse-checklist.ts";
import type { Problem } from "../src/yaml/parse-yaml.ts";
import { reviewFiles, shippedFromSource } from "./review-files.ts";

const CHECK = `  - id: OWN-1
    slug: pinned
    title: The model is pinned.
    practice: P1
    for: models
    severity: medium
    pass: it.pinned
    ask: Is it pinned?
    why: Because.
    who: engineering
    answer: { kind: yes-no }
    fix: Pin it.
    evidence: [config]
`;
const packOf = (check: string, params = "{}") => `pack: own
title: Own checks
version: 1
source: { title: House rules, url: https://example.org/rules }
practices: [{ id: P1, title: First }]
params: ${params}
checks:
${check}`;

const problemsOf = (text: string): readonly Problem[] => {
  const parsed = parseChecklist("own.yaml", text);
  return parsed.ok ? [] : parsed.problems;
};
const parameter = (name: string) => `"${name}": { value: 1, unit: x, why: y }`;

test("what cannot be seen is written out", () => {
  const check = CHECK.replace("practice: P1", 'practice: "P\\n2 \u202e"');
  expect(problemsOf(packOf(check)).map(({ message }) => message)).toEqual([
    'OWN-1 practice: there is no practice "P\\u{a}2 \\u{202e}"',
  ]);
});

test("a byte order mark takes no column", () => {
  const text = packOf(CHECK.replace("pinned\n    ask", "pined\n    ask"));
  expect(problemsOf(`\uFEFF${text}`)).toEqual(problemsOf(text));
  expect(problemsOf(text)).toMatchObject([{ line: 14, column: 11 }]);
});

test("a name that no pattern could hold is a name that no check uses", () => {
  const name = "a".repeat(300_000);
  expect(problemsOf(packOf(CHECK, `{ ${parameter(name)} }`)).map(({ message }) => message)).toEqual(
    [`the parameter "${"a".repeat(60)}…" is used by no check`],
  );
});

test("of thousands of faults the first 200 are put into words", () => {
  const names = Array.from({ length: 5000 }, (_, at) => parameter(`p${at}`));
  const problems = problemsOf(packOf(CHECK, `{ ${names.join(", ")} }`));
  expect(problems).toHaveLength(201);
  expect(problems.at(-1)?.message).toBe("and 4800 more problems.");
});

const MANIFEST = "version: 1\nproduct: 1\n";
const shipped = shippedFromSource();
const policyProblems = (packs: string) => {
  const policy = `version: 1\npacks: [${packs}]\n`;
  return reviewFiles({ "architecture.yaml": MANIFEST }, policy, shipped).problems;
};

test.each([
  ['{ use: "a\\nb" }', 'no shipped pack is called "a\\u{a}b". Shipped are: cpl-12.'],
  ['{ use: "./a\u202e.yaml" }', "the pack ./a\\u{202e}.yaml does not exist"],
  [`{ use: ${"a".repeat(300)} }`, `no shipped pack is called "${"a".repeat(60)}…".`],
  ['{ use: cpl-12, params: { "a\\tb": 1 } }', 'the pack cpl-12 has no parameter "a\\u{9}b".'],
])("a policy with %s", (packs, message) => {
  expect(policyProblems(packs)).toMatchObject([{ message: expect.stringContaining(message) }]);
});

test("of thousands of settings that no pack has the first 200 are put into words", () => {
  const params = Array.from({ length: 5000 }, (_, at) => `p${at}: 1`).join(", ");
  const problems = policyProblems(`{ use: cpl-12, params: { ${params} } }`);
  expect(problems).toHaveLength(201);
  expect(problems.at(-1)?.message).toBe("and 4800 more problems.");
});
