// The built action holds a pull request against its base branch.
import { expect, test } from "vitest";
import { botComments, RAG, scene } from "./action-scene.ts";

const POLICY = `version: 1
packs: [{ use: cpl-12, enforce: advisory }]
budgets: { increase_pct: { kwh_per_month: 1, wh_per_unit: 300 } }
`;
const MORE = RAG.replace("output_tokens: 45 ", "output_tokens: 900 ");

test("comment, check and exit code say what a pull request uses more, and a new manifest has no base", async () => {
  const shop = await scene(
    { "architecture.yaml": RAG, ".github/greenlight.yaml": POLICY },
    {
      "architecture.yaml": MORE,
      "services/new/architecture.yaml": RAG.replace(/name: .*/, "name: New"),
    },
  );
  const run = await shop.run({
    inputs: { manifest: "architecture.yaml\nservices/*/architecture.yaml", "fail-job": "true" },
  });
  expect([run.exitCode, run.outputs["verdict"]]).toEqual([1, "fail"]);
  const [comment] = botComments(shop);
  expect(comment?.body).toMatch(
    /- ✗ Energy per month of all 2 manifests together is over the limit of 1 % more than on base: [\d.]+ to [\d.]+ % more\./,
  );
  expect(comment?.body).toContain("✓ within the limit of 300 % more per unit than on base (");
  expect(comment?.body).toContain(
    "– no base for the limit of 300 % more per unit than on base (the manifest is new)",
  );
  const [check] = shop.repository.checkRuns;
  expect(check?.conclusion).toBe("failure");
});
