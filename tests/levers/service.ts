// A service with models of its own and sold ones, of which tests change what they are about.
import type { Component } from "../../src/manifest/component.ts";
import type { Flow, Step } from "../../src/manifest/flow.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import type { Model } from "../../src/manifest/model.ts";

const OWN: Model = {
  id: "chat",
  name: "meta-llama/Llama-3.3-70B-Instruct",
  access: "self-hosted",
  task: "chat",
  generative: true,
  open_weights: true,
  params_b: 70.6,
  precision: { weights: "bf16" },
};

export const SOLD: Model = {
  id: "answer",
  name: "gpt-5.4-2026-03-05",
  access: "api",
  vendor: "openai",
  platform: "openai",
  task: "qa",
  generative: true,
};

const GPU: Component = {
  id: "gpu",
  kind: "inference",
  runs: ["chat"],
  where: "cloud",
  provider: "aws",
  placement: [{ region: "eu-west-1" }],
  accelerator: "nvidia-h100",
  accelerators_per_replica: 4,
  replicas: { min: 2, mean: 2, max: 2 },
  concurrency: 200,
};

interface Parts {
  readonly model?: Partial<Model>;
  readonly step?: Partial<Step>;
  readonly flow?: Partial<Flow>;
  readonly gpu?: Partial<Component>;
  readonly rest?: Partial<Manifest>;
}

const STEP = {
  input_tokens: 3000,
  prompt_tokens_fixed: 400,
  output_tokens: 300,
  reasoning_tokens: 0,
  max_output_tokens: 900,
} as const;

/** One flow that calls one model of its own on one machine. */
export function ownService({ model, step, flow, gpu, rest }: Parts = {}): Manifest {
  return {
    version: 1,
    product: { name: "Service", stage: "production", functional_unit: "answer" },
    usage: { units_per_month: 400_000 },
    models: [{ ...OWN, ...model }],
    components: [{ ...GPU, ...gpu }],
    flows: [
      { id: "ask", mode: "interactive", steps: [{ use: "chat", ...STEP, ...step }], ...flow },
    ],
    ...rest,
  };
}

/** One flow that calls one model of a vendor. */
export function soldService({ model, step, flow, rest }: Parts = {}): Manifest {
  return {
    version: 1,
    product: { name: "Service", stage: "production", functional_unit: "answer" },
    usage: { units_per_month: 400_000 },
    models: [{ ...SOLD, ...model }],
    flows: [
      { id: "ask", mode: "interactive", steps: [{ use: "answer", ...STEP, ...step }], ...flow },
    ],
    ...rest,
  };
}

/** A model that looks once, on small machines that follow its load. */
export function classifierService(): Manifest {
  const { output_tokens: _, reasoning_tokens: _none, max_output_tokens: _cap, ...step } = STEP;
  const gpu = {
    accelerator: "nvidia-l4",
    accelerators_per_replica: 1,
    replicas: { min: 1, max: 60 },
  };
  return {
    ...ownService({ gpu, rest: { usage: { units_per_month: 40_000_000 } } }),
    models: [
      {
        id: "chat",
        name: "own-bert",
        access: "self-hosted",
        task: "classify",
        generative: false,
        params_b: 0.34,
        precision: { weights: "fp16" },
      },
    ],
    flows: [{ id: "ask", mode: "interactive", steps: [{ use: "chat", ...step }] }],
  };
}
