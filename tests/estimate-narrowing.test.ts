import { describe, expect, test } from "vitest";
import { allCoefficients } from "../src/coefficients/coefficients.ts";
import { createContext } from "../src/estimate/context.ts";
import { narrowingOf, type PartRef } from "../src/estimate/narrowing.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import { estimateOf, manifestOf, partOf, TODAY } from "./estimate-manifest.ts";

const COEFFICIENTS = allCoefficients();

const CONTEXT = createContext(
  manifestOf({
    models: [
      { id: "chat", name: "own", access: "self-hosted" },
      { id: "api", name: "acme-large", access: "api" },
      { id: "placed", name: "acme-large", access: "api", placement: [{ country: "FR" }] },
    ],
    components: [
      { id: "gpu", kind: "inference", runs: ["chat"] },
      { id: "here", kind: "inference", runs: ["chat"], placement: [{ country: "FR" }] },
    ],
    flows: [{ id: "ask", steps: [{ use: "api" }] }],
    environments: [{ name: "ci", evals: [{ use: "ask" }] }] as never,
    data: [{ id: "docs" }],
  } as Partial<Manifest>),
  {},
  TODAY,
);

const AT = {
  gpu: { id: "components.gpu", kind: "component", subject: "gpu" },
  here: { id: "components.here", kind: "component", subject: "here" },
  chat: { id: "models.chat", kind: "model", subject: "chat" },
  api: { id: "models.api", kind: "model", subject: "api" },
  placed: { id: "models.placed", kind: "model", subject: "placed" },
  job: { id: "models.chat.training.0", kind: "training", subject: "chat" },
  ci: { id: "environments.ci", kind: "evaluation", subject: "ci" },
  docs: { id: "data.docs", kind: "data", subject: "docs" },
} satisfies Record<string, PartRef>;

describe("what would narrow a range", () => {
  test("has words for every coefficient, and never only its id", () => {
    const wordless = COEFFICIENTS.filter(
      ({ id, low, high }) =>
        low !== high && !id.startsWith("lever.") && narrowingOf(id, AT.gpu, CONTEXT).text === id,
    );
    expect(wordless.map(({ id }) => id)).toEqual([]);
  });

  test.each([
    ["host.provisioned", "gpu", "components.gpu.power_w"],
    ["accelerator.h100.tdp", "gpu", "components.gpu.power_w"],
    ["inference.h100.residual", "gpu", "components.gpu.busy_pct"],
    ["inference.h100.residual", "api", "models.api.wh_per_call"],
    ["inference.h100.residual", "ci", "models.api.wh_per_call"],
    ["pue.aws", "gpu", "components.gpu.pue"],
    ["grid.vendor.us", "api", "models.api.placement"],
    ["grid.vendor.us", "placed", undefined],
    ["grid.unknown", "chat", undefined],
    ["grid.unknown", "docs", "data.docs.placement"],
    ["model.gpt-4o.active", "api", "models.api.params_b"],
    ["precision.bf16", "gpu", "models.chat.precision.weights"],
    ["training.utilisation.h100", "job", "models.chat.training.0.hours_per_run"],
    ["accelerator.h100.tdp", "job", undefined],
    ["price.vcpu", "gpu", "components.gpu.usd_per_hour"],
    ["storage.replication.object", "docs", "data.docs.copies"],
    ["lifetime.server", "gpu", "components.gpu.lifetime_years"],
    ["ewif.world", "gpu", "components.gpu.placement"],
    ["ewif.world", "here", undefined],
    ["price.storage.object", "docs", undefined],
  ])("%s of %s: %s", (id, part, input) => {
    const found = narrowingOf(id, AT[part as keyof typeof AT], CONTEXT);
    expect(found.input).toBe(input);
    expect(found.narrowedBy).not.toBe("");
  });

  test("is said of every part and every metric whose range has a cause", () => {
    const estimate = estimateOf({
      usage: { units_per_month: 10_000 },
      models: [
        { id: "m", name: "own", access: "self-hosted", params_b: 8, generative: true },
        { id: "api", name: "gpt-4o", access: "api", generative: true },
      ],
      components: [
        { id: "gpu", kind: "inference", runs: ["m"], accelerator: "h100", replicas: { mean: 1 } },
      ],
      flows: [
        {
          id: "f",
          steps: ["m", "api"].map((use) => ({ use, input_tokens: 500, output_tokens: 300 })),
        },
      ],
      data: [{ id: "docs", gb: 100, class: "ssd" }],
    });
    const parts = estimate.components.map(({ dominantUncertainty }) => dominantUncertainty);
    const metrics = Object.values(estimate.dominantUncertainty);
    for (const one of [...parts, ...metrics]) {
      expect(one?.narrowedBy).toBeTruthy();
      expect(one?.text).toMatch(/^[a-z0-9]/i);
    }
    expect(partOf(estimate, "components.gpu").dominantUncertainty?.input).toMatch(
      /^components\.gpu\./,
    );
  });
});
