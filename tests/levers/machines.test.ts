import { describe, expect, test } from "vitest";
import { batchingLevers } from "../../src/levers/batching.ts";
import type { FindLevers, Lever } from "../../src/levers/lever.ts";
import { newerAcceleratorLevers } from "../../src/levers/newer-accelerator.ts";
import { onDeviceLevers } from "../../src/levers/on-device.ts";
import { purchaseLevers } from "../../src/levers/purchase.ts";
import { replicaLevers } from "../../src/levers/replicas.ts";
import { scaleToZeroLevers } from "../../src/levers/scale-to-zero.ts";
import { smallerAcceleratorLevers } from "../../src/levers/smaller-accelerator.ts";
import type { Component } from "../../src/manifest/component.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import type { Model } from "../../src/manifest/model.ts";
import { manifestOf } from "../estimate-manifest.ts";
import { changedText, effectOf, leversIn, only } from "./lever-scene.ts";

const writer: Model = {
  id: "m",
  name: "own-8b",
  access: "self-hosted",
  task: "chat",
  generative: true,
  params_b: 8,
};

const gpu: Component = {
  id: "gpu",
  kind: "inference",
  runs: ["m"],
  where: "cloud",
  provider: "aws",
  placement: [{ region: "us-east-1" }],
  accelerator: "nvidia-a100-80",
  replicas: { min: 1, mean: 4, max: 8 },
  concurrency: 8,
  busy_pct: 50,
};

interface Scene {
  readonly model?: Partial<Model>;
  readonly machine?: Partial<Component>;
  readonly mode?: "interactive" | "batch";
  readonly calls?: number;
}

function sceneOf({ model, machine, mode = "interactive", calls = 1_000_000 }: Scene): Manifest {
  return manifestOf({
    product: {
      name: "Test",
      stage: "production",
      functional_unit: "answer",
      user_countries: ["FR"],
    },
    usage: { units_per_month: calls, peak_to_average: 2 },
    models: [{ ...writer, ...model }],
    components: [{ ...gpu, ...machine }],
    flows: [
      {
        id: "ask",
        mode,
        steps: [{ use: "m", input_tokens: 300, output_tokens: 200 }],
      },
    ],
  });
}

const found = (find: FindLevers, scene: Scene) => leversIn(sceneOf(scene), find);
const certainty = (scene: Scene, lever: Lever) => {
  const manifest = sceneOf(scene);
  changedText(manifest, lever.changes);
  const { energyKwh, costUsd } = effectOf(manifest, lever);
  return { energy: energyKwh.certainty, cost: costUsd.certainty };
};
const fieldsOf = ({ changes }: Lever) =>
  Object.fromEntries(changes.map(({ path, value }) => [path.slice(2).join("."), value]));

describe("more requests in flight", () => {
  const scene: Scene = {};

  test("take fewer hours of fewer replicas, so that energy and cost fall", () => {
    const lever = only(found(batchingLevers, scene));
    expect(fieldsOf(lever)).toMatchObject({ concurrency: 16, "replicas.mean": 2.91 });
    expect(certainty(scene, lever)).toEqual({ energy: "less", cost: "less" });
  });

  test.each<[string, Scene]>([
    ["the number in flight is not known", { machine: { concurrency: undefined } }],
    ["it is high already", { machine: { concurrency: 200 } }],
    [
      "the replicas that always run are all there are",
      { machine: { replicas: { min: 4, mean: 4 } } },
    ],
    ["the model writes no tokens", { model: { task: "embed", generative: false } }],
    ["the memory is full", { machine: { accelerator: "nvidia-t4", concurrency: 32 } }],
    ["a measured energy of a call would not hold", { model: { wh_per_call: 0.1 } }],
  ])("are not proposed where %s", (_, other) => {
    expect(found(batchingLevers, other)).toEqual([]);
  });
});

describe("fewer replicas", () => {
  const scene: Scene = { machine: { replicas: { min: 6, mean: 6, max: 6 }, busy_pct: 5 } };

  test("do the same work, two of them left for failover", () => {
    const lever = only(found(replicaLevers, scene));
    expect(fieldsOf(lever)).toEqual({ "replicas.min": 2, "replicas.mean": 2, busy_pct: 15 });
    expect(lever.checks).toEqual(["CH12-D3-04"]);
    expect(certainty(scene, lever)).toEqual({ energy: "less", cost: "less" });
  });

  test("are not proposed where those that run have work, hold data, or serve others too", () => {
    expect(found(replicaLevers, {})).toEqual([]);
    const idle = { replicas: { min: 6, mean: 6, max: 6 }, busy_pct: 5 };
    expect(found(replicaLevers, { machine: { ...idle, kind: "vector-store" } })).toEqual([]);
    const shared = { service: "platform", share_pct: 20 };
    expect(found(replicaLevers, { machine: { ...idle, shared } })).toEqual([]);
  });
});

describe("a machine that stops", () => {
  test("draws nothing between rare calls", () => {
    const scene: Scene = { calls: 900, machine: { replicas: { min: 1, mean: 1 }, busy_pct: 1 } };
    const lever = only(found(scaleToZeroLevers, scene));
    expect(fieldsOf(lever)).toEqual({
      "replicas.min": 0,
      "replicas.mean": undefined,
      "replicas.max": 1,
      busy_pct: undefined,
    });
    expect(certainty(scene, lever)).toEqual({ energy: "less", cost: "less" });
  });

  test("has no pauses where calls come every few seconds", () => {
    expect(found(scaleToZeroLevers, { machine: { replicas: { min: 1, mean: 1 } } })).toEqual([]);
  });
});

describe("another chip", () => {
  test("of a newer generation does the same work in fewer hours, and its price is the list's", () => {
    const scene: Scene = { machine: { usd_per_hour: 3, power_w: { idle: 100, busy: 500 } } };
    const levers = found(newerAcceleratorLevers, scene);
    expect(levers.map(({ option }) => option)).toEqual(["h100", "h200"]);
    for (const lever of levers) {
      expect(fieldsOf(lever)).toMatchObject({ usd_per_hour: undefined, power_w: undefined });
      changedText(sceneOf(scene), lever.changes);
    }
  });

  test("B200 for H100 takes the published range, in which more energy is possible", () => {
    const scene: Scene = { machine: { accelerator: "h100" } };
    const lever = found(newerAcceleratorLevers, scene).find(({ option }) => option === "b200");
    if (lever === undefined) throw new Error("no lever to b200");
    expect(fieldsOf(lever)["busy_pct"]).toMatchObject({ basis: "estimated" });
    expect(certainty(scene, lever).energy).toBe("undecided");
  });

  test("that is smaller is proposed where the present one mostly waits, and holds the model", () => {
    const scene: Scene = { machine: { accelerator: "h100", busy_pct: 4 } };
    const levers = found(smallerAcceleratorLevers, scene);
    expect(levers.map(({ option }) => option)).toEqual(["l4", "l40s"]);
    expect(levers.map(({ checks }) => checks)).toEqual([
      ["CH12-D3-02", "CH12-D3-03", "CH12-D7-01"],
      ["CH12-D7-01"],
    ]);
    for (const lever of levers)
      expect(certainty(scene, lever)).toEqual({ energy: "less", cost: "less" });
  });

  test("is none where the provider is not known to have it, or where the chip is one's own", () => {
    const idle = { accelerator: "h100", busy_pct: 4 };
    for (const machine of [
      { ...idle, provider: "scaleway" },
      { ...idle, purchase: "owned" as const },
      { ...idle, where: "on-prem" as const },
    ])
      expect(found(smallerAcceleratorLevers, { machine })).toEqual([]);
  });

  test("is virtual CPUs for an encoder that has little to do", () => {
    const scene: Scene = {
      model: { task: "embed", generative: false, params_b: 0.1 },
      machine: { accelerator: "nvidia-t4", busy_pct: 2, replicas: { min: 1, mean: 1 } },
    };
    const manifest = sceneOf(scene);
    const flows = [{ id: "ask", mode: "interactive", steps: [{ use: "m", input_tokens: 60 }] }];
    const encoder = { ...manifest, flows } as Manifest;
    const lever = only(leversIn(encoder, smallerAcceleratorLevers));
    expect(lever.title).toBe("Run gpu on 2 virtual CPUs instead of t4");
    changedText(encoder, lever.changes);
    expect(effectOf(encoder, lever).energyKwh.certainty).toBe("less");
    const long = [{ id: "ask", steps: [{ use: "m", input_tokens: 100_000 }] }];
    expect(leversIn({ ...encoder, flows: long }, smallerAcceleratorLevers)).toEqual([]);
  });
});

describe("spot machines", () => {
  const job: Partial<Component> = {
    deferrable: true,
    provider: "gcp",
    placement: [{ region: "us-central1" }],
    accelerator: "nvidia-h100",
    usd_per_hour: 20,
  };

  test("cost less for work that can be interrupted, and draw the same", () => {
    const scene: Scene = { machine: job };
    const lever = only(found(purchaseLevers, scene));
    expect(fieldsOf(lever)).toMatchObject({
      purchase: "spot",
      usd_per_hour: { basis: "estimated" },
    });
    expect(certainty(scene, lever)).toEqual({ energy: "same", cost: "less" });
  });

  test("are not proposed for what has to answer, is reserved, or where nobody sells them", () => {
    expect(found(purchaseLevers, {})).toEqual([]);
    expect(found(purchaseLevers, { machine: { ...job, purchase: "reserved" } })).toEqual([]);
    expect(found(purchaseLevers, { machine: { ...job, provider: "scaleway" } })).toEqual([]);
    expect(found(purchaseLevers, { machine: { ...job, deferrable: false } })).toEqual([]);
  });
});

describe("users' devices", () => {
  const small: Scene = {
    model: { params_b: 1, open_weights: true, task: "translate" },
    machine: { accelerator: "nvidia-l4", replicas: { min: 2, mean: 2 }, busy_pct: 10 },
    calls: 100_000,
  };

  test("take the work of a machine that mostly waits", () => {
    const lever = only(found(onDeviceLevers, small));
    expect(certainty(small, lever)).toEqual({ energy: "less", cost: "less" });
  });

  test.each<[string, Scene]>([
    ["is too large", { ...small, model: { ...small.model, params_b: 8 } }],
    ["may not be given away", { ...small, model: { ...small.model, open_weights: false } }],
    ["looks into what all users share", { ...small, model: { ...small.model, task: "embed" } }],
    ["works while nobody waits", { ...small, mode: "batch" }],
  ])("get no model that %s", (_, scene) => {
    expect(found(onDeviceLevers, scene)).toEqual([]);
  });
});
