/** What a repository without a manifest is told: the check succeeds, and how to begin. */

/** A manifest with all that is required, and the volume, which most figures need. */
const FIRST_MANIFEST = `version: 1

product:
  name: Help-centre assistant
  stage: prototype # idea, prototype, pilot or production
  functional_unit: answered question

usage:
  units_per_month: { value: 20000, low: 10000, high: 40000, basis: estimated }

models:
  - id: answer
    name: gpt-5.4-mini
    access: api # api, self-hosted or on-device
    vendor: openai
    platform: openai
    task: qa
    generative: true

components:
  - id: backend
    kind: orchestrator
    where: cloud
    provider: aws
    placement: [{ region: eu-north-1 }]
    compute: { vcpus: 2, memory_gb: 4 }

flows:
  - id: ask
    steps:
      - { use: backend }
      - { use: answer, input_tokens: 1800, output_tokens: 250 }
`;

const DOCS = "https://github.com/greenlight-review/greenlight/blob/main/docs/manifest.md";

export function gettingStarted(): string {
  return [
    "Greenlight reviews the AI system that `architecture.yaml` describes. To start, put the file below in the repository, with your own system in it. Everything else may be left out at first: what is missing is asked for.",
    "",
    "<details><summary>A first manifest</summary>",
    "",
    "```yaml",
    FIRST_MANIFEST.trimEnd(),
    "```",
    "",
    "</details>",
    "",
    `All fields are described in [the manifest's documentation](${DOCS}).`,
  ].join("\n");
}
