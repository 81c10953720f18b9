import { describe, expect, test } from "vitest";
import { estimate } from "../../src/estimate/estimate.ts";
import { batchingLevers } from "../../src/levers/batching.ts";
import { newerAcceleratorLevers } from "../../src/levers/newer-accelerator.ts";
import { onDeviceLevers } from "../../src/levers/on-device.ts";
import { purchaseLevers } from "../../src/levers/purchase.ts";
import { regionLevers } from "../../src/levers/region.ts";
import { replicaLevers } from "../../src/levers/replicas.ts";
import { scaleToZeroLevers } from "../../src/levers/scale-to-zero.ts";
import { scheduleLevers } from "../../src/levers/schedule.ts";
import { smallerAcceleratorLevers } from "../../src/levers/smaller-accelerator.ts";
import type { Component } from "../../src/manifest/component.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import type { Training } from "../../src/manifest/model.ts";
import { manifestOf, TODAY } from "../estimate-manifest.ts";
import { changedText, DATA, effectOf, leversIn, only } from "./lever-scene.ts";

const FINDERS = [
  regionLevers,
  scheduleLevers,
  purchaseLevers,
  replicaLevers,
  scaleToZeroLevers,
  batchingLevers,
  newerAcceleratorLevers,
  smallerAcceleratorLevers,
  onDeviceLevers,
];

const gpu: Component = {
  id: "gpu",
  kind: "inference",
  runs: ["m"],
  where: "cloud",
  provider: "aws",
  placement: [{ region: "us-east-1" }],
  accelerator: "nvidia-a10g",
  replicas: { min: 1, mean: 1 },
  busy_pct: 50,
};

const job: Training = {
  kind: "fine-tune",
  accelerator: "nvidia-a100-80",
  accelerators: 8,
  hours_per_run: 20,
  runs_per_month: 4,
  provider: "aws",
  placement: [{ region: "eu-central-1" }],
};

function sceneOf(
  machine: Partial<Component> = {},
  training: readonly Training[] = [],
  rest: Partial<Manifest> = {},
): Manifest {
  return manifestOf({
    usage: { units_per_month: 100_000 },
    models: [
      {
        id: "m",
        name: "own-1b",
        access: "self-hosted",
        generative: true,
        params_b: 1,
        ...(training.length > 0 ? { training: [...training] } : {}),
      },
    ],
    components: [{ ...gpu, ...machine }],
    flows: [{ id: "ask", steps: [{ use: "m", input_tokens: 300, output_tokens: 200 }] }],
    ...rest,
  });
}

const titles = (manifest: Manifest) => leversIn(manifest, regionLevers).map(({ title }) => title);

describe("a move to a cleaner region", () => {
  test("goes to the cleanest of the same part of the world, and what was said of the old site stays there", () => {
    const manifest = sceneOf({ pue: 1.3, usd_per_hour: 1 });
    const lever = only(leversIn(manifest, regionLevers));
    expect(lever.title).toBe("Move gpu from aws us-east-1 to ca-central-1");
    expect(lever.checks).toEqual(["CH12-D6-02", "CH12-D6-03"]);
    expect(lever.changes).toEqual([
      { path: ["components", 0, "placement"], value: [{ region: "ca-central-1" }] },
      { path: ["components", 0, "pue"], value: undefined },
    ]);
    changedText(manifest, lever.changes);
    expect(effectOf(manifest, lever).carbonKg.certainty).toBe("less");
  });

  test("names the second choice where the price list does not have the chip in the first", () => {
    expect(titles(sceneOf({ accelerator: "nvidia-h200" }))).toEqual([
      "Move gpu from aws us-east-1 to ca-central-1",
      "Move gpu from aws us-east-1 to us-west-2",
    ]);
  });

  test("starts from the grid zone of a region without a figure of its own", () => {
    const manifest = sceneOf({ provider: "azure", placement: [{ region: "uksouth" }] });
    expect(titles(manifest)).toEqual(["Move gpu from azure uksouth to swedencentral"]);
  });

  test.each<[string, Partial<Component>]>([
    ["is in several places", { placement: [{ region: "us-east-1" }, { region: "eu-west-1" }] }],
    ["has no region", { placement: [{ country: "US" }] }],
    ["is at a provider without figures", { provider: "scaleway", placement: [{ region: "waw" }] }],
    ["stands at a site of one's own", { where: "on-prem" }],
    ["is on a clean grid", { placement: [{ region: "ca-central-1" }] }],
    ["has a grid of its own", { grid_g_kwh: 300 }],
  ])("is not proposed for what %s", (_, machine) => {
    expect(titles(sceneOf(machine))).toEqual([]);
  });

  test("repeats the reason to stay, as one line of bounded length", () => {
    const operations = { region_reason: `Contract\n@everyone ${"x".repeat(4000)}` };
    const [lever] = leversIn(sceneOf({}, [], { operations }), regionLevers);
    const reason = lever?.against[0] ?? "";
    expect(reason).toMatch(
      /^The manifest gives a reason to stay: "Contract @everyone x+\.\.\."\.$/,
    );
    expect(reason.length).toBeLessThan(220);
  });

  test("takes machines of training and all their jobs along", () => {
    const { placement, ...placeless } = job;
    const trainer: Component = {
      id: "trainer",
      kind: "training",
      runs: ["m"],
      where: "cloud",
      provider: "aws",
      ...(placement === undefined ? {} : { placement }),
      accelerator: "nvidia-a100-80",
      accelerators_per_replica: 8,
      replicas: { min: 0, mean: 1 },
      hours_per_month: 200,
    };
    const manifest = sceneOf({ placement: [{ region: "ca-central-1" }] }, [job, placeless], {});
    const both = { ...manifest, components: [...(manifest.components ?? []), trainer] };
    const lever = only(leversIn(both, regionLevers));
    expect(lever.item).toBe("training/m/1");
    expect(lever.changes.map(({ path }) => path.join("."))).toEqual([
      "components.1.placement",
      "models.0.training.0.placement",
    ]);
    changedText(both, lever.changes);
    expect(effectOf(both, lever).carbonKg.certainty).toBe("less");
  });
});

describe("training in clean hours", () => {
  const own = { placement: [{ region: "ca-central-1" }] };

  test("is proposed for repeated jobs, without a figure", () => {
    const manifest = sceneOf(own, [job, { ...job, schedule: "off-peak" }]);
    const levers = leversIn(manifest, scheduleLevers);
    expect(levers.map(({ item }) => item)).toEqual(["training/m/1", "training/m/2"]);
    expect(levers.every(({ notEstimated }) => notEstimated !== undefined)).toBe(true);
    for (const { changes } of levers) changedText(manifest, changes);
  });

  test.each<[string, Partial<Training>]>([
    ["waits for them already", { schedule: "carbon-aware" }],
    ["is done once", { once: true, runs_per_month: undefined, runs: 1 }],
    ["somebody waits for", { trigger: "every-commit" }],
    ["takes next to nothing", { hours_per_run: 0.001 }],
  ])("is not proposed for a job that %s", (_, other) => {
    expect(leversIn(sceneOf(own, [{ ...job, ...other }]), scheduleLevers)).toEqual([]);
  });
});

test("a thousand machines are looked through in little time", () => {
  const components = Array.from({ length: 1000 }, (_, index) => ({
    ...gpu,
    id: `gpu-${index}`,
    busy_pct: 5,
    replicas: { min: 3, mean: 3, max: 3 },
  }));
  const manifest = sceneOf({}, [], { components });
  const input = {
    manifest,
    estimate: estimate(manifest, DATA, TODAY),
    data: DATA,
    today: TODAY,
  };
  const begin = process.hrtime.bigint();
  const count = FINDERS.flatMap((find) => find(input)).length;
  expect(Number(process.hrtime.bigint() - begin) / 1e6).toBeLessThan(5000);
  expect(count).toBeGreaterThan(1000);
});
