// Receipts of the action: written on a pull request, checked by the command line on two clones.
import { realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Receipt } from "../src/receipt/receipt-schema.ts";
import { LEA, MANIFEST, type Talk, TODAY, talk } from "./conversation-scene.ts";
import { filesOf } from "./github-double/git-objects.ts";
import { cloneWith, greenlight, saying } from "./receipt-scene.ts";
import { soundRun } from "./sarif-schema.ts";

const ZEROS = "0".repeat(16);

/** What the action wrote, with both branches on disk. */
async function received(it: Talk) {
  const { outputs, files } = await it.act();
  const text = files.get(outputs["receipt"] ?? "") ?? "";
  const [head, base] = [it.pull.head.sha, it.repository.branches.get("main")].map((commit) =>
    cloneOf(it, commit),
  ) as [string, string];
  writeFileSync(join(head, "r.json"), text);
  const sarif = soundRun(files.get(outputs["sarif"] ?? "") ?? "");
  return { head, base, sarif, outputs, receipt: JSON.parse(text) as Receipt };
}

function cloneOf({ repository: { objects } }: Talk, commit: string | undefined): string {
  const rows = [...filesOf(objects, commit).values()];
  return cloneWith(
    Object.fromEntries(rows.map(({ path, sha }) => [path, objects.blobs.get(sha) ?? ""])),
  );
}

test("what people said counts as the receipt has it, bound to the facts of the manifest", async () => {
  const it = await talk({
    checks: ["STOP", "WHY", "FEW"],
  });
  await it.look();
  it.reply("STOP", "lea", "yes, because the on-call can");
  it.reply("WHY", "marc", "yes, because tickets come in free text");
  const { head, base, receipt, outputs, sarif } = await received(it);
  expect(receipt).toMatchObject({ from: "GitHub", verdict: outputs["verdict"], at: TODAY });
  expect(receipt.answers.counted.map(({ check, outcome, by }) => [check, outcome, by])).toEqual([
    ["STOP", "pass", "lea"],
    ["WHY", "accepted", "marc"],
  ]);
  expect(sarif.results.map(({ ruleId, suppressions }) => [ruleId, suppressions?.length])).toEqual([
    ["WHY", 1],
  ]);
  const result = greenlight(head, "verify", "r.json", "--base", base);
  expect([result.exitCode, result.stderr, saying("differs", result)]).toEqual([0, "", []]);
  expect(saying("same", result)).toEqual(
    expect.arrayContaining([
      "policy .github/greenlight.yaml",
      "pack .github/pack.yaml",
      "answer of lea to STOP@manifest of architecture.yaml",
      "answer of marc to WHY@manifest of architecture.yaml",
      "outcome of architecture.yaml",
    ]),
  );
  expect(result.stdout).toContain("taken from the receipt");
});

test("without the base branch nothing is claimed of what rests on it", async () => {
  const it = await talk({ base: MANIFEST, head: `${MANIFEST}# x\n` });
  const { head } = await received(it);
  const result = greenlight(head, "verify", "r.json");
  expect(result.exitCode).toBe(3);
  expect(saying("differs", result)).toEqual([]);
  // What head has as base had it needs no second clone.
  expect(saying("same", result)).toContain("policy .github/greenlight.yaml");
  expect(result.stdout).toMatch(/unchecked {2}base manifest architecture\.yaml: .*--base/);
});

test.each([
  [
    "a manifest that was said of other facts",
    "stage: pilot",
    "stage: idea",
    "manifest architecture.yaml",
  ],
])("%s is found", async (_, from, to, named) => {
  const it = await talk({});
  await it.look();
  it.reply("STOP", "lea", "yes, because the on-call can");
  const { head, base } = await received(it);
  writeFileSync(join(head, "architecture.yaml"), MANIFEST.replace(from, to));
  const result = greenlight(head, "verify", "r.json", "--base", base);
  expect([result.exitCode, saying("differs", result)]).toEqual([1, [named]]);
});

test("exceptions, claims and answers that have ended are part of the receipt", async () => {
  const claim = `answers:\n  - { check: STOP, version: "${ZEROS}", facts: "${ZEROS}", by: lea, on: ${TODAY}, answer: "yes" }\n`;
  const two = MANIFEST.replace(
    "flows:",
    "  - { id: spare, name: gpt-5.4-nano-2026-03-17, access: api, vendor: openai, platform: openai, used_for: fallback }\nflows:",
  );
  const it = await talk({
    checks: ["STOP", "FEW"],
    policy: [LEA],
    base: MANIFEST,
    head: `${two}${claim}`,
  });
  await it.look();
  const until = new Date(Date.parse(TODAY) + 9 * 86_400_000).toISOString().slice(0, 10);
  it.say("lea", `/greenlight waive FEW until ${until} because cost: the second one is for outages`);
  const { head, base, receipt } = await received(it);
  expect(receipt.onGitHub?.claims).toHaveLength(1);
  expect(receipt.answers.counted).toMatchObject([{ check: "FEW", outcome: "waived" }]);
  const result = greenlight(head, "verify", "r.json", "--base", base);
  expect([result.exitCode, result.stderr, saying("differs", result)]).toEqual([0, "", []]);
});

test("a pull request that loosens the policy is judged by the former one here too", async () => {
  const it = await talk({ base: MANIFEST, head: `${MANIFEST}# x\n` });
  it.push({
    ".github/greenlight.yaml": "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n",
  });
  const { head, base, receipt } = await received(it);
  expect(receipt.onGitHub?.policyChanged).toBe(true);
  const result = greenlight(head, "verify", "r.json", "--base", realpathSync(base));
  expect([result.exitCode, saying("differs", result)]).toEqual([0, []]);
  expect(saying("same", result)).toEqual(
    expect.arrayContaining([
      "policy .github/greenlight.yaml",
      "policy on head .github/greenlight.yaml",
    ]),
  );
  const alone = greenlight(head, "verify", "r.json");
  expect([alone.exitCode, saying("differs", alone)]).toEqual([3, []]);
});
