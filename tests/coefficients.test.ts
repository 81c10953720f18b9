import { describe, expect, test } from "vitest";
import { allAccelerators } from "../src/coefficients/accelerators.ts";
import { allApiModels } from "../src/coefficients/api-models.ts";
import { ARCHITECTURES } from "../src/coefficients/architectures.ts";
import { BATCH } from "../src/coefficients/batch-discounts.ts";
import { allCoefficients, coefficientById } from "../src/coefficients/coefficients.ts";
import { CPU_FAMILIES } from "../src/coefficients/cpus.ts";
import { allRegions } from "../src/coefficients/regions.ts";
import { SOURCES, type SourceId } from "../src/coefficients/sources.ts";
import type { EstimateData } from "../src/estimate/data.ts";
import { estimate } from "../src/estimate/estimate.ts";
import { apiModelOf } from "../src/estimate/serving.ts";
import type { Component } from "../src/manifest/component.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import type { Model, Training } from "../src/manifest/model.ts";
import type { DataSet } from "../src/manifest/surroundings.ts";
import { MACHINE_PRICES, manifestOf, PRICES, TODAY } from "./estimate-manifest.ts";

const COEFFICIENTS = allCoefficients();

const idsWhere = (wrong: (one: (typeof COEFFICIENTS)[number]) => boolean) =>
  COEFFICIENTS.filter(wrong).map(({ id }) => id);

describe("every coefficient", () => {
  test("has an id of its own, by which it is found", () => {
    expect(new Set(COEFFICIENTS.map(({ id }) => id)).size).toBe(COEFFICIENTS.length);
    expect(idsWhere((one) => coefficientById(one.id) !== one)).toEqual([]);
    expect(coefficientById("no such coefficient")).toBeUndefined();
  });

  test("lies within its range, and nothing is negative or not a number", () => {
    expect(
      idsWhere(({ low, value, high }) => !(low >= 0 && low <= value && value <= high)),
    ).toEqual([]);
    expect(idsWhere(({ high }) => !Number.isFinite(high))).toEqual([]);
  });

  test("has unit, source, locator, date, boundary and vintage", () => {
    expect(idsWhere(({ unit }) => unit.trim() === "")).toEqual([]);
    expect(idsWhere(({ source }) => !(source in SOURCES))).toEqual([]);
    expect(idsWhere(({ locator, boundary }) => locator.length < 5 || boundary.length < 5)).toEqual(
      [],
    );
    expect(idsWhere(({ published }) => !/^20\d\d(-\d\d(-\d\d)?)?$/.test(published))).toEqual([]);
    expect(idsWhere(({ vintage }) => vintage < 2015 || vintage > 2026)).toEqual([]);
  });

  test("has the date of its own source: a price is not as old as the chip", () => {
    const old = idsWhere(({ id, published }) => id.endsWith(".price") && published < "2026");
    expect(old).toEqual([]);
    expect(coefficientById("accelerator.t4.idle")?.published).toBe("2026-04-10");
  });

  test("that is an assumption of ours says so by its width", () => {
    const exact = [
      "precision.", // Definitions of number formats.
      "serving.batch.device",
      "use.hours-per-month",
      "pue.edge",
    ];
    const narrow = idsWhere(
      ({ id, quality, low, high }) =>
        quality === "assumed" && low === high && !exact.some((start) => id.startsWith(start)),
    );
    expect(narrow.filter((id) => !id.startsWith("model."))).toEqual([]);
  });
});

test("every source is used, and has an address", () => {
  const used = new Set<SourceId>(COEFFICIENTS.map(({ source }) => source));
  // Coefficients made from tables that the edge hands in.
  for (const { source } of MACHINE_PRICES.offers) used.add(source);
  used.add("electricity-maps");
  expect(Object.keys(SOURCES).filter((id) => !used.has(id as SourceId))).toEqual([]);
  const addresses = Object.values(SOURCES).map(({ url }) => url);
  expect(addresses.filter((url) => !/^(https:\/\/|docs\/)/.test(url))).toEqual([]);
});

describe("regions", () => {
  test("are those of the published tables", () => {
    const counts = ["aws", "gcp", "azure"].map(
      (cloud) => allRegions().filter(({ provider }) => provider === cloud).length,
    );
    expect(counts).toEqual([34, 45, 26]);
    const without = allRegions()
      .filter(({ grid }) => grid === undefined)
      .map(({ name }) => name);
    expect(without).toEqual([
      ...["ca-west-1", "ap-southeast-7", "me-south-1", "cn-north-1", "cn-northwest-1"],
      ...["westcentralus", "westus3", "mexicocentral"],
    ]);
  });

  test.each([
    ["region.aws.us-east-1.grid", 396.25, "rtc-2026", 2023],
    ["region.gcp.us-east5.grid", 343.48, "google-regions-2025", 2025],
    ["region.gcp.us-east5.marginal", 557, "rtc-2026", 2023],
    ["region.azure.eastus.pue", 1.14, "rtc-2026", 2022],
    ["region.aws.eu-central-1.pue", 1.24, "aws-sites-2025", 2025],
    ["region.aws.ap-southeast-3.wue", 2.85, "aws-sites-2025", 2025],
  ])("%s has the source and the year of its own value", (id, value, source, vintage) => {
    expect(coefficientById(id)).toMatchObject({ value, source, vintage });
  });
});

test("names of vendors' models find the family that they belong to", () => {
  const familyOf = (name: string) =>
    apiModelOf({ name })?.active.id.replace(/^model\.|\.active$/g, "");
  const names = {
    "gpt-4o-mini-2024-07-18": "gpt-4o-mini",
    "gpt-4o": "gpt-4o",
    "chatgpt-4o-latest": "gpt-4o",
    "gpt-5-mini": "gpt-5-mini",
    "gpt-5.4-nano-2026-03-17": "gpt-5-nano",
    "gpt-5": "gpt-5",
    "o3-mini": "openai-o-mini",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0": "claude-sonnet",
    "claude-3-5-sonnet-20241022": "claude-sonnet",
    "claude-3-5-haiku-latest": "claude-haiku-3",
    "claude-haiku-4-5": "claude-haiku",
    "claude-opus-4-1-20250805": "claude-opus-4",
    "claude-opus-4-6": "claude-opus",
    "gemini-2.5-flash-lite": "gemini-flash-lite",
    "models/gemini-2.5-pro": "gemini-pro",
    "openai/gpt-oss-120b": "gpt-oss-120b",
    "deepseek-ai/DeepSeek-V3.1": "deepseek-v3",
    "mistral-large-2411": "mistral-large-2407",
    "mistral-large-2512": "mistral-large",
    "gpt-5.4-pro": "gpt-5.4-pro",
    "gpt-5.4": "gpt-5.4",
    "gpt-5.2": "gpt-5",
    "gpt-4-turbo": "gpt-4-turbo",
    "text-embedding-3-large": "text-embedding-large",
    "somebody-elses-model": undefined,
  };
  const found = Object.fromEntries(Object.keys(names).map((name) => [name, familyOf(name)]));
  expect(found).toEqual(names);
});

describe("no coefficient is carried along unused", () => {
  const used = new Set(sweep().flatMap((manifest) => sourcesOf(estimate(manifest, DATA, TODAY))));
  /** For advice, not for footprints. */
  const forAdvice = (id: string) => id.endsWith(".marginal") || id.startsWith("lever.");

  test("an estimate of some manifest names it among its sources", () => {
    const unused = COEFFICIENTS.map(({ id }) => id).filter((id) => !used.has(id) && !forAdvice(id));
    expect(unused).toEqual([]);
  });

  test("and every source that an estimate names can be looked up", () => {
    const unknown = [...used].filter(
      (id) =>
        coefficientById(id) === undefined &&
        !/^(manifest|price|machine-price|machine-price-factor):/.test(id),
    );
    expect(unknown).toEqual([]);
  });
});

const DATA: EstimateData = { prices: PRICES, machinePrices: MACHINE_PRICES };

function sourcesOf({ sources, flows, models }: ReturnType<typeof estimate>): readonly string[] {
  const ratios = models.flatMap(({ lowPrecision: { ratio } = {} }) =>
    ratio === undefined || "unknown" in ratio ? [] : ratio.sources,
  );
  const steps = flows.flatMap(({ month }) =>
    Object.values(month).flatMap((figure) => ("unknown" in figure ? [] : figure.sources)),
  );
  return [...sources, ...ratios, ...steps];
}

/** Manifests that between them use every chip, region, CPU, storage, vendor, task and way of paying. */
function sweep(): readonly Manifest[] {
  return [
    chips(),
    regions(),
    vendors(),
    work(),
    plain(),
    training(),
    concurrency(),
    architectures(),
  ];
}

const usage = { units_per_month: 1000 };
const decode = { input_tokens: 1000, output_tokens: 200 };

function served(id: string, component: Partial<Component>, model: Partial<Model> = {}) {
  return {
    model: {
      id,
      name: "own",
      access: "self-hosted",
      params_b: 8,
      generative: true,
      precision: { weights: "bf16" },
      ...model,
    } as Model,
    component: {
      id: `${id}-box`,
      kind: "inference",
      runs: [id],
      where: "cloud",
      provider: "aws",
      placement: [{ region: "us-east-1" }],
      ...component,
    } as Component,
    flow: { id: `${id}-flow`, steps: [{ use: id, ...decode }] },
  };
}

function join(parts: readonly ReturnType<typeof served>[]): Manifest {
  return manifestOf({
    usage,
    models: parts.map(({ model }) => model),
    components: parts.map(({ component }) => component),
    flows: parts.map(({ flow }) => flow),
  });
}

function chips(): Manifest {
  const busy = { id: "busy-flow", runs_per_month: 1e9, steps: [{ use: "busy", ...decode }] };
  const scaled = served("busy", { accelerator: "h100", replicas: { min: 1, max: 1e4 } });
  return join([
    { ...scaled, flow: busy },
    ...allAccelerators().flatMap(({ id }) => [
      served(`p-${id}`, { accelerator: id, replicas: { mean: 1 } }),
      served(`c-${id}`, { accelerator: id }, { params_b: { value: 8, low: 7, high: 9 } }),
      served(`w-${id}`, { accelerator: id, replicas: { mean: 1 }, runs: [] }),
      served(`z-${id}`, { accelerator: id, replicas: { min: 0 } }),
      served(`l-${id}`, { accelerator: id, replicas: { mean: 1 } }, { params_b: 400 }),
    ]),
  ]);
}

/** Every model whose architecture is known, and one that drafts without saying with what. */
function architectures(): Manifest {
  const box = { accelerator: "h100", replicas: { mean: 1 } };
  const spelt: Readonly<Record<string, string>> = { "Mistral-Small-22B": "mistral-small-2409" };
  const rows = Object.values(ARCHITECTURES).flat();
  return join([
    ...rows.map(({ name, params, active }, i) =>
      served(`a${i}`, box, {
        name: spelt[name] ?? name,
        params_b: params,
        active_params_b: active,
      }),
    ),
    served("drafts", box, { optimisations: ["speculative"] }),
    ...["h100", "b200", "h200"].flatMap((accelerator) => [
      served(`s-${accelerator}`, { ...box, accelerator }, { params_b: 80, active_params_b: 8 }),
      served(`k-${accelerator}`, { ...box, accelerator }, { name: "qwen3-8b" }),
    ]),
  ]);
}

function regions(): Manifest {
  const places = allRegions().map(({ provider, name }, i) =>
    served(`r${i}`, {
      provider,
      placement: [{ region: name }],
      replicas: { mean: 1 },
      compute: { vcpus: 1 },
    }),
  );
  const others: readonly Partial<Component>[] = [
    { provider: "gcp", accelerator: "t4", placement: [{ region: "us-central1" }] },
    { provider: "aws", accelerator: "l4", purchase: "spot" },
    { provider: "gcp", accelerator: "b200" },
    { provider: "hetzner", accelerator: "l4" },
    { provider: undefined as never, placement: undefined as never, accelerator: "l4" },
    { provider: undefined as never, placement: undefined as never },
    { where: "edge", placement: [{ country: "FR" }] },
    { where: "on-prem", provider: "cellar", placement: [{ country: "US" }] },
    { where: "cloud", provider: "hetzner", placement: [{ country: "CN" }] },
    { where: "saas", provider: "someone", placement: undefined as never },
    { where: "cloud", provider: "aws", placement: [{ country: "SE" }] },
    { where: "cloud", provider: "gcp", placement: [{ country: "IE" }] },
    { where: "cloud", provider: "azure", placement: [{ country: "IE" }] },
    { where: "cloud", provider: "aws" },
    { where: "cloud", provider: "azure" },
    { where: "cloud", provider: "azure", placement: [{ country: "CA" }] },
    { where: "cloud", provider: "azure", placement: [{ country: "JP" }] },
    { where: "cloud", provider: "aws", placement: [{ country: "JP" }] },
    { where: "cloud", provider: "aws", placement: [{ country: "CA" }] },
  ];
  return join([
    ...places,
    ...others.map((place, i) =>
      served(`o${i}`, { replicas: { mean: 1 }, compute: { vcpus: 1 }, ...place }),
    ),
  ]);
}

function vendors(): Manifest {
  const names = allApiModels().map(({ active }) => active.id.replace(/^model\.|\.active$/g, ""));
  const spelt: Readonly<Record<string, string>> = {
    "openai-o": "o3",
    "openai-o-mini": "o4-mini",
    "claude-haiku-3": "claude-3-5-haiku",
    "claude-haiku": "claude-haiku-4-5",
    "claude-opus-4": "claude-opus-4-1",
    "claude-opus": "claude-opus-4-6",
    "claude-sonnet": "claude-sonnet-4-5",
    "gpt-3.5": "gpt-3.5-turbo",
    "text-embedding-small": "text-embedding-3-small",
    "text-embedding-large": "text-embedding-3-large",
    embedding: "embed-v4",
    grok: "grok-3",
    "flux.1": "flux.1-dev",
    "whisper-large-turbo": "whisper-large-v3-turbo",
    "stable-diffusion-2": "stable-diffusion-2-1",
    "gpt-image": "gpt-image-1",
    "openai-o-pro": "o3-pro",
    "gemini-pro-image": "gemini-2.5-pro-image",
    "gemini-flash-image": "gemini-2.5-flash-image",
  };
  const vendor = { generative: true, price: { usd_per_call: 0.01 } } as const;
  const models = names.map(
    (name, i): Model => ({ id: `v${i}`, name: spelt[name] ?? name, access: "api", ...vendor }),
  );
  const places: readonly Model[] = [
    { id: "w0", name: "mistral-large", access: "api", vendor: "mistral", ...vendor },
    { id: "w1", name: "deepseek-chat", access: "api", vendor: "deepseek", ...vendor },
  ];
  const listed: Model = {
    id: "w2",
    name: "acme-large",
    access: "api",
    platform: "acme",
    params_b: 8,
  };
  const resold = Object.keys(BATCH).map(
    (id): Model => ({ ...listed, id, vendor: "acme", platform: id.split(".").at(-1) }),
  );
  const all = [...models, ...places, listed, ...resold];
  const steps = all.map(({ id }) => ({
    use: id,
    ...decode,
    cached_input_pct: 50,
    batch_api: true,
  }));
  return manifestOf({ usage, models: all, flows: [{ id: "all", steps }] });
}

function work(): Manifest {
  const box = { accelerator: "h100", replicas: { mean: 1 } };
  const kinds = [
    served("detect", box, { task: "detect", generative: false }),
    served("embed", box, { task: "embed", generative: false }),
    served("speech", box, { task: "speech", generative: false }),
    served("image", box, { task: "image-gen" }),
    served("picture", box, { task: "image-gen", name: "own-turbo" }),
    served("drawn", { ...box, accelerator: "l40s" }, { task: "image-gen" }),
    served("video", box, { task: "video-gen" }),
    served("clip", box, { task: "video-gen" }),
    served("write", box, { task: "speech", generative: true }),
    served("speak", box, { task: "speech", generative: true }),
    served("index", box, { task: "embed", generative: false }),
    served("capped", box),
    served("long", box),
    served("device", {}, { access: "on-device" }),
    served("alone", {}),
    served(
      "tree",
      {},
      {
        task: "forecast",
        generative: false,
        size_mb: 20,
        params_b: undefined as never,
      },
    ),
    ...(["fp32", "fp16", "fp8", "int8", "mxfp4", "int4"] as const).map((weights) =>
      served(`as-${weights}`, box, { precision: { weights } }),
    ),
    served("unsaid", box, { precision: undefined as never }),
  ];
  const steps: Readonly<Record<string, object>> = {
    detect: {},
    speech: { work_per_call: { seconds: 30 } },
    image: { work_per_call: { pixels: 1e6 } },
    picture: {},
    drawn: {},
    video: { work_per_call: { frames: 49 } },
    clip: { work_per_call: { seconds: 4 } },
    write: { work_per_call: { seconds: 30 } },
    speak: { input_tokens: 100, work_per_call: { seconds: 30 } },
    long: { input_tokens: 60_000, output_tokens: 100 },
    capped: { input_tokens: 100, max_output_tokens: 500 },
  };
  const joined = join(kinds);
  return {
    ...joined,
    components: joined.components?.filter(
      ({ id }) => !["device-box", "alone-box", "tree-box"].includes(id),
    ),
    flows: joined.flows.map((flow) => {
      const [step] = flow.steps;
      const own = steps[step?.use ?? ""];
      const mode = step?.use === "index" ? { mode: "batch" as const } : {};
      return own === undefined || step === undefined
        ? { ...flow, ...mode }
        : { ...flow, steps: [{ use: step.use, ...own }] };
    }),
  };
}

/** CPUs, memory, power, storage, prices, and what is assumed when nothing is said. */
function plain(): Manifest {
  const cpus = CPU_FAMILIES.map(([, family], i) =>
    served(`cpu${i}`, {
      compute: { cpu: family, vcpus: 2, memory_gb: 8 },
    }),
  );
  const ways: readonly Partial<Component>[] = [
    { provider: "gcp", placement: [{ region: "us-central1" }], compute: { vcpus: 2 } },
    {
      provider: "azure",
      placement: [{ region: "eastus" }],
      compute: { vcpus: 2 },
      purchase: "spot",
    },
    { provider: "ovh", compute: { vcpus: 2 }, purchase: "reserved" },
    { power_w: { idle: 100, busy: 300 }, where: "on-prem" },
    { power_w: { idle: 5, busy: 10 }, where: "edge" },
  ];
  const own: DataSet = { id: "own", class: "hdd", gb: 10, provider: "cellar" };
  const classes = ["memory", "ssd", "hdd", "object", "archive"] as const;
  const data = classes.map(
    (kind): DataSet => ({ id: kind, class: kind, gb: 10, transfer_gb_month: 1 }),
  );
  const kept = (["vector-store", "database", "cache"] as const).map(
    (kind): Component => ({ id: kind, kind, where: "saas", stores: ["ssd"] }),
  );
  const parts = [...cpus, ...ways.map((way, i) => served(`way${i}`, way))];
  const environments = [
    {
      name: "dev",
      off_hours_shutdown: true,
      machines: [{ accelerator: "laptop" }, { vcpus: 2 }],
      ci: { runs_per_month: 100, minutes_per_run: 5 },
    },
  ];
  const joined = join(parts);
  const components = [...(joined.components ?? []), ...kept];
  return { ...joined, components, data: [...data, own], environments };
}

function training(): Manifest {
  const jobs: readonly Training[] = [
    ...["a100-80", "h100", "b200", "l40s", "v100", "tpu-v3"].map(
      (accelerator): Training => ({
        kind: "fine-tune",
        accelerator,
        tokens: 1e9,
        runs_per_month: 1,
      }),
    ),
    { kind: "adapter", accelerator: "h100", tokens: 1e9, runs_per_month: 1 },
    { kind: "from-scratch", accelerator: "h100", accelerators: 8, hours_per_run: 10, once: true },
    ...["aws", "gcp", "azure", "own"].map(
      (provider): Training => ({
        kind: "fine-tune",
        vcpus: 8,
        hours_per_run: 1,
        runs_per_month: 1,
        provider,
      }),
    ),
  ];
  return manifestOf({
    models: [{ id: "tuned", name: "own", access: "self-hosted", params_b: 8, training: [...jobs] }],
  });
}

/** Requests in flight decide what low precision does. */
function concurrency(): Manifest {
  return join(
    [8, 32, 128].map((requests) =>
      served(`b${requests}`, { accelerator: "h100", replicas: { mean: 1 }, concurrency: requests }),
    ),
  );
}
