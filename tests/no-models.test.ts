// `models: []` says that a product runs no model. It is reviewed, and it is no way around the review.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseManifest } from "../src/manifest/manifest.ts";
import { renderText } from "../src/render/text.ts";
import { judged, reviewFiles } from "./review-files.ts";
import { DAY } from "./run-cli.ts";

const OWN = ".github/architecture.yaml";
const own = readFileSync(OWN, "utf8");

interface Parts {
  readonly stage?: string;
  readonly product?: string;
  readonly models?: string;
  readonly component?: string;
  readonly step?: string;
}

const manifest = ({
  stage = "pilot",
  product = "",
  models = "models: []",
  component = "",
  step = "",
}: Parts) =>
  `version: 1
product: { name: Timesheet, stage: ${stage}, functional_unit: timesheet${product} }
${models}
components:
  - { id: web, kind: orchestrator${component} }
flows:
  - { id: book, steps: [{ use: web${step} }] }
`;

describe("the manifest", () => {
  const problems = (text: string) => {
    const parsed = parseManifest("a.yaml", text);
    return parsed.ok
      ? []
      : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  };

  test("may say that there is no model", () => {
    expect(problems(manifest({}))).toEqual([]);
  });

  test("must say it", () => {
    expect(problems(manifest({ models: "" }))).toEqual([
      "1:1 models: is missing. List the models that the system calls or trains, or write `models: []` to say that it calls none, not even through a vendor.",
    ]);
    expect(problems(manifest({ models: "models:" }))).toEqual([
      "3:1 models: has no value. Write a list.",
    ]);
  });

  test("cannot use a model that it denies", () => {
    expect(problems(manifest({}).replace("use: web", "use: gpt"))).toEqual([
      '7:32 flows[0].steps[0].use: "gpt" is no component and no flow, and `models: []` says that there is no model. Describe it under models or under components.',
    ]);
  });
});

describe("the review", () => {
  const findings = (parts: Parts) => {
    const { findings: all, gate } = judged(reviewFiles({ [OWN]: manifest(parts) }));
    const about = all.filter(({ check }) => /^CH12-D1-1[89]$/.test(check.id));
    return [
      gate.verdict,
      ...about.map((one) => `${one.outcome}${one.outcome === "fail" ? `: ${one.because}` : ""}`),
    ];
  };

  test("asks a person, and waits for the answer where high questions gate", () => {
    expect(findings({})).toEqual(["waiting", "question", "pass"]);
    expect(findings({ stage: "prototype" })).toEqual(["pass", "question", "pass"]);
  });

  test.each<[string, Parts, string]>([
    ["tokens", { step: ", input_tokens: 900" }, "book/web"],
    ["a tested prompt", { step: ", prompt_tested: docs/prompt.md" }, "book/web"],
    ["a machine that serves", { component: " }\n  - { id: gpu, kind: inference" }, "gpu"],
    ["a machine that trains", { component: " }\n  - { id: gpu, kind: training" }, "gpu"],
    ["a machine that runs one", { component: ", runs: [gpt]" }, "web"],
    ["a switch for the AI", { product: ", ai_activation: opt-in" }, "product.ai_activation"],
  ])("blocks at every stage what %s gives away", (_, parts, trace) => {
    expect(findings({ ...parts, stage: "idea" })).toEqual([
      "fail",
      "question",
      `fail: model traces is ${trace}`,
    ]);
  });

  test("asks nothing about what the AI may do, or how good it is", () => {
    const { findings: all } = judged(reviewFiles({ [OWN]: manifest({ stage: "production" }) }));
    const asked = all.flatMap((one) => (one.outcome === "question" ? [one.question] : []));
    expect(asked.filter((question) => /\bAI in\b|evaluation set/.test(question))).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
  });

  test("asks both as soon as there is a model", () => {
    const models = "models: [{ id: m, name: m-1, access: api }]";
    const { findings: all } = judged(reviewFiles({ [OWN]: manifest({ models }) }));
    const ids = all.flatMap((one) => (one.outcome === "question" ? [one.check.id] : []));
    expect(ids).toEqual(expect.arrayContaining(["CH12-D3-05", "CH12-S2-01"]));
    expect(ids).not.toContain("CH12-D1-18");
  });
});

test("Greenlight's own manifest reads as before", async () => {
  const result = reviewFiles({ [OWN]: own }, readFileSync(".github/greenlight.yaml", "utf8"));
  expect(result.verdict).toBe("pass");
  expect(judged(result).findings.filter(({ outcome }) => outcome === "fail")).toEqual([]);
  const text = renderText(result, { width: 100, colour: false });
  await expect(text.replace(/^Greenlight 0.*$/m, DAY)).toMatchFileSnapshot("golden/own.txt");
});
