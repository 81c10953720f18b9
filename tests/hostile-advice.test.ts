// Texts of the corpus in the fields that advice quotes, in all that is written of it.

import { expect, test } from "vitest";
import { parse } from "yaml";
import { commandsIn, hiddenIn } from "./hostile-log.ts";
import { HARMLESS, HELD, type Shown, show } from "./hostile-scene.ts";
import { tagsOf } from "./html-tags.ts";

/** Levers of many kinds on a manifest whose texts are all those of others. `texts` gives each field another one. */
function advised(textFor: (index: number) => string, units: number): string {
  let index = 0;
  const text = () => textFor(index++).slice(0, 250);
  const place = [{ region: "eu-central-1" }];
  const cloud = { where: "cloud", provider: "aws", placement: place };
  return JSON.stringify({
    version: 1,
    product: {
      name: text(),
      stage: "production",
      functional_unit: text(),
      user_countries: ["DE"],
    },
    usage: { units_per_month: units, repeated_pct: 40 },
    operations: { region_reason: text(), hardware_review: text() },
    models: [
      {
        ...{
          id: "sold",
          name: "claude-sonnet-4-5",
          access: "api",
          platform: "anthropic",
          task: "chat",
          generative: true,
        },
        vendor: text(),
      },
      {
        ...{ id: "own", access: "self-hosted", task: "classify", generative: true, params_b: 8 },
        name: `${text()} Llama-3.1-8B`,
        precision: { weights: "bf16" },
      },
      {
        id: "named",
        name: text(),
        access: "api",
        platform: text(),
        task: "extract",
        generative: true,
        smaller_tried: text(),
        params_b: 20,
        price: { usd_per_call: 0.0001 },
      },
    ],
    components: [
      {
        id: "gw",
        kind: "gateway",
        ...cloud,
        compute: { vcpus: 2, memory_gb: 4 },
        replicas: { min: 1, mean: 1, max: 2 },
      },
      {
        id: "gpu",
        kind: "inference",
        runs: ["own"],
        ...cloud,
        accelerator: "nvidia-a100",
        replicas: { min: 2, mean: 4, max: 4 },
        busy_pct: 8,
        title: text(),
      },
      {
        id: "stage",
        kind: "inference",
        runs: ["own"],
        environment: "staging",
        ...cloud,
        accelerator: "nvidia-l4",
        replicas: { min: 2, mean: 2, max: 2 },
      },
    ],
    flows: [
      {
        ...{ id: "ask", mode: "interactive", title: text() },
        steps: [
          { use: "gw" },
          { use: "own", input_tokens: 900, output_tokens: 20 },
          {
            use: "sold",
            reach_pct: 0.1,
            input_tokens: 6000,
            prompt_tokens_fixed: 4000,
            output_tokens: 300,
          },
          { use: "named", input_tokens: 500, output_tokens: 40 },
        ],
      },
    ],
    environments: [
      {
        name: "staging",
        where: "cloud",
        off_hours_shutdown: false,
        evals: [{ use: "ask", calls: units }],
      },
    ],
  });
}

const shownWith = (textFor: (index: number) => string) =>
  show(
    advised(textFor, 300_000),
    "architecture.yaml",
    advised((at) => HARMLESS[at + 50] ?? "", 200_000),
  );

const harmless = await shownWith((at) => HARMLESS[at] ?? "");

const texts = (turn: number) => (at: number) => `so ${HELD[(at * 31 + turn) % HELD.length]} is it`;

test("levers, the way to a pass and what changed quote texts of the manifest", () => {
  for (const [where, of] of Object.entries({
    markdown: harmless.markdown.join("\n"),
    text: harmless.text.replace(/\s+/g, " "),
    page: harmless.page(),
  })) {
    expect(of, where).toMatch(/Shortest way to a pass|Changes that may save/);
    expect(
      HARMLESS.slice(2, 4).some((word) => of.includes(word)),
      where,
    ).toBe(true);
  }
  const { levers, delta } = parse(harmless.json).manifests[0];
  expect(new Set(levers.map(({ kind }: { kind: string }) => kind)).size).toBeGreaterThan(7);
  expect(delta).toBeDefined();
  for (const at of [2, 3, 5]) expect(JSON.stringify(levers)).toContain(HARMLESS[at] ?? "?");
});

const faultsOf = ({ text, json, markdown, bounded, page }: Shown) =>
  Object.entries({
    text,
    json,
    page: page(),
    markdown: [...markdown, ...bounded]
      .join("\n")
      .replace(/<!-- greenlight:memory [^\n]* -->/g, ""),
  }).flatMap(([where, of]) =>
    [...commandsIn(of), ...hiddenIn(of)].map((fault) => `${where}: ${fault}`),
  );

test("as it is written, none of them is a command of a log, hidden, or a tag", async () => {
  for (let turn = 0; turn < HELD.length; turn += 23) {
    const shown = await shownWith(texts(turn));
    expect({ turn, faults: faultsOf(shown) }).toEqual({ turn, faults: [] });
    expect({ turn, unclosed: tagsOf(shown.page()).unclosed }).toEqual({ turn, unclosed: [] });
  }
}, 120_000);
