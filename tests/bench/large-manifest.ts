/** A manifest with so many components, each with a model that a flow calls; ten steps a flow. */
export function largeManifest(components: number): string {
  const numbers = Array.from({ length: components }, (_, index) => index);
  const models = numbers.map(
    (n) =>
      `  - { id: m${n}, name: model-${n}, access: self-hosted, task: classify, params_b: 0.3, generative: false, open_weights: true, pinned: true }`,
  );
  const hosts = numbers.map(
    (n) =>
      `  - { id: c${n}, kind: inference, runs: [m${n}], where: cloud, provider: aws, placement: [{ region: eu-west-1 }], accelerator: nvidia-t4, replicas: { min: 1, mean: 1, max: 2 }, busy_pct: 40 }`,
  );
  const flows = Array.from({ length: Math.ceil(components / 10) }, (_, flow) => {
    const steps = numbers
      .slice(flow * 10, flow * 10 + 10)
      .map((n) => `{ use: m${n}, input_tokens: 200, output_tokens: 1 }`);
    return `  - { id: f${flow}, mode: interactive, steps: [${steps.join(", ")}] }`;
  });
  return [
    "version: 1",
    "product: { name: Large system, stage: production, functional_unit: request }",
    "usage: { units_per_month: 100000, peak_to_average: 2 }",
    "models:",
    ...models,
    "components:",
    ...hosts,
    "flows:",
    ...flows,
    "",
  ].join("\n");
}
