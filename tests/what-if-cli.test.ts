// The built command line: `npm run build` comes first.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { WhatIfReport } from "../src/render/what-if-schema.ts";
import { DAY, runCli } from "./run-cli.ts";

const EXAMPLE = "examples/rag-assistant/architecture.yaml";
const ON = ["--at", DAY] as const;
const ASKED = [
  "usage.units_per_month=84000",
  "models.answer.placement[0].region=swedencentral",
  "components.reranker.replicas={ min: 0, mean: 0.4, max: 1 }",
] as const;

describe("greenlight whatif", () => {
  test.each([
    ["text", "txt"],
    ["markdown", "md"],
  ])("prints the differences as %s, the same at each run", async (format, ending) => {
    const args = ["whatif", EXAMPLE, ...ASKED, "--format", format, ...ON];
    const { exitCode, stdout, stderr } = runCli(args);
    expect([exitCode, stderr]).toEqual([0, ""]);
    await expect(stdout).toMatchFileSnapshot(`golden/what-if.${ending}`);
    expect(runCli(args).stdout).toBe(stdout);
  });

  test("prints JSON of the shape that it promises", () => {
    const { stdout } = runCli(["whatif", EXAMPLE, ...ASKED, "--format", "json", ...ON]);
    const report = WhatIfReport.parse(JSON.parse(stdout));
    expect(report.delta.month.costUsd.difference.certainty).toMatch(/less|more|undecided/);
    expect(report.settings.map(({ key }) => key)).toEqual(ASKED.map((pair) => pair.split("=")[0]));
    expect(report.inputs.at).toBe(DAY);
  });

  test("says when nothing differs", () => {
    const { stdout, exitCode } = runCli(["whatif", EXAMPLE, "models.rerank.params_b=0.568", ...ON]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Nothing differs: no figure, no finding, no verdict.");
  });

  test("is no gate: it exits with 0 whatever the verdict would be, and leaves the file as it is", () => {
    const text = readFileSync(EXAMPLE, "utf8");
    const files = { "architecture.yaml": text };
    const { exitCode, stdout } = runCli(
      ["whatif", "architecture.yaml", "product.stage=production", ...ON],
      files,
    );
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("Verdict: fail, as now")]);
    expect(readFileSync(EXAMPLE, "utf8")).toBe(text);
  });

  test("writes to a file instead", () => {
    const text = readFileSync(EXAMPLE, "utf8");
    const args = ["whatif", "a.yaml", "product.stage=idea", "--output", "out.txt", ...ON];
    const { exitCode, stdout } = runCli(args, { "a.yaml": text });
    expect([exitCode, stdout]).toEqual([0, ""]);
  });

  test("judges by the policy that is named", () => {
    const text = readFileSync(EXAMPLE, "utf8");
    const policy = "version: 1\nbudgets: { usd_per_month: 2000 }\n";
    const { stdout } = runCli(
      ["whatif", "a.yaml", "usage.units_per_month=420k", "--policy", "p.yaml", ...ON],
      { "a.yaml": text, "p.yaml": policy },
    );
    expect(stdout).toContain("✗ Cost: then over the limit of 2,000 USD per month; now within");
  });

  test.each([
    [["whatif"], "Usage: greenlight whatif MANIFEST KEY=VALUE..."],
    [["whatif", EXAMPLE], "Usage: greenlight whatif MANIFEST KEY=VALUE..."],
    [
      ["whatif", EXAMPLE, "oops"],
      "oops is no KEY=VALUE: write it as in usage.units_per_month=5000",
    ],
    [["whatif", "none.yaml", "a=1"], "none.yaml: no such file"],
    [["whatif", EXAMPLE, "models.anser.name=x", "x\u001b[31m=1"], 'did you mean "answer"?\n'],
    [["whatif", EXAMPLE, "usage.units_per_month=lots"], "must be a number"],
    [["whatif", EXAMPLE, "product.stage=idea", "--base", "x"], "There is no option --base"],
  ])("%j is wrong input, and says what to write", (args, says) => {
    const { exitCode, stdout, stderr } = runCli(args);
    expect([exitCode, stdout, stderr]).toEqual([2, "", expect.stringContaining(says)]);
    expect(stderr).not.toContain("\u001b");
  });

  test("of a manifest that is not sound lists its problems", () => {
    const { exitCode, stderr } = runCli(["whatif", "a.yaml", "a=1"], { "a.yaml": "version: 1\n" });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^a\.yaml:1:1: /)]);
  });

  test("explains itself", () => {
    const { stdout } = runCli(["whatif", "--help"]);
    expect(stdout).toContain("0 when it could be worked out, whatever\nthe verdict would be");
  });
});
