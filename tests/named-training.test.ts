import { expect, test } from "vitest";
import { judged, reviewFiles } from "./review-files.ts";

const manifest = (id: string) => `version: 1
product: { name: Weld check, stage: production, functional_unit: image }
models:
  - id: detector
    name: detector
    access: self-hosted
    params_b: 0.05
    training:
      - { ${id}kind: fine-tune, accelerator: nvidia-a100, accelerators: 4, hours_per_run: 20, runs_per_month: 8,
          provider: aws, placement: [{ region: us-east-1 }], trigger: calendar }
flows:
  - { id: check, steps: [{ use: detector }] }
`;

test("a training job with a name is judged by the same facts as one without", () => {
  const outcomes = (id: string) =>
    judged(reviewFiles({ "architecture.yaml": manifest(id) }))
      .findings.filter(({ item }) => item.key.startsWith("training/"))
      .map(({ check, outcome, states }) => [
        check.id,
        outcome,
        Object.entries(states()).filter(([field]) => /grid|region|energy_share/.test(field)),
      ]);
  const unnamed = outcomes("");
  expect(unnamed.some(([, , states]) => (states as unknown[]).length > 0)).toBe(true);
  expect(outcomes("id: nightly, ")).toEqual(unnamed);
});
