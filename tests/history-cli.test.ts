import { describe, expect, test } from "vitest";
import { RAG } from "./action-scene.ts";
import { DAY, runCli } from "./run-cli.ts";

const figure = { low: 9, likely: 10, high: 11 };
const figures = { energyKwh: figure, carbonKg: figure, waterL: "unknown", costUsd: figure };
const earlier = JSON.stringify({
  version: 1,
  entries: [
    {
      commit: "abc",
      day: "2026-10-01",
      tool: "0.0.1",
      coefficients: "c1",
      manifests: [
        {
          path: "architecture.yaml",
          product: "Shop",
          verdict: "waiting",
          score: 12,
          coverage: 50,
          month: figures,
          unit: figures,
        },
      ],
    },
  ],
});
const FILES = { "architecture.yaml": RAG, "history.json": earlier };
const run = (...more: string[]) =>
  runCli(["review", "architecture.yaml", "--at", DAY, "--history", "history.json", ...more], FILES);

describe("--history", () => {
  test("shows the line, with this review as the newest, and marks newer data", () => {
    const { stdout, stderr } = run();
    expect(stderr).toBe("");
    expect(stdout.replace(/\s+/g, " ")).toMatch(
      /^Trend Score 12 → \d+ over 2 reviews; energy per unit 10,000 Wh → [\d.]+ Wh\. Energy is less than in the review before, by a newer tool or newer data too\. Tool or data changed on 2026-11-22, so not all of it is the team's own change\. Not ready/,
    );
  });

  test("shows it in Markdown too", () => {
    expect(run("--format", "markdown").stdout).toContain("\n**Trend.** Score 12 → ");
  });

  test("with json is refused, and not ignored", () => {
    const { exitCode, stdout, stderr } = run("--format", "json");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("--history shows a line for people: leave it out with json");
  });

  test.each([
    ["is no history", { ...FILES, "history.json": "[]" }, "names no history of version 1"],
    ["is not there", { "architecture.yaml": RAG }, "no such file"],
  ])("that %s is wrong input", (_, files, because) => {
    const result = runCli(["review", "architecture.yaml", "--history", "history.json"], files);
    expect([result.exitCode, result.stdout]).toEqual([2, ""]);
    expect(result.stderr).toContain(`history.json: `);
    expect(result.stderr).toContain(because);
  });
});
