// A name that no table knows is told to the reader, with the name that was probably meant, and meets no budget.
import { describe, expect, test } from "vitest";
import { renderText } from "../src/render/text.ts";
import { judged, reviewFiles } from "./review-files.ts";

const PATH = "architecture.yaml";
const manifest = (model: string, component: string) => `version: 1
product: { name: Shop, stage: idea, functional_unit: answer }
usage: { units_per_month: 40000 }
models:
  - { id: answer, access: api, fallback: none, params_b: 8, ${model} }
components:
  - { id: gpu, kind: inference, where: cloud, replicas: { mean: 1 }, busy_pct: 30, purchase: on-demand, ${component} }
flows:
  - { id: ask, steps: [{ use: answer, input_tokens: 2000, output_tokens: 300 }, { use: gpu }] }
`;
const MODEL = "name: gpt-4o-mini, platform: openai, vendor: openai";
const PLACE = "provider: aws, placement: [{ region: eu-north-1 }]";
const CHIP = "accelerator: nvidia-l4";
const POLICY = `version: 1
budgets: { usd_per_month: 1000000, kgco2e_per_month: 1000000 }
`;

const reasons = (text: string) =>
  judged(reviewFiles({ [PATH]: text })).estimate.assumptions.flatMap(({ input, text: why }) =>
    why.includes("has no ") || why.includes("no table") ? [`${input}: ${why}`] : [],
  );

const notMet = (text: string) =>
  judged(reviewFiles({ [PATH]: text }, POLICY)).budgets.flatMap(({ key, state }) =>
    state === "met" ? [] : [key],
  );

test("names that are known need no word", () => {
  expect(reasons(manifest(MODEL, `${CHIP}, ${PLACE}`))).toEqual([]);
  expect(notMet(manifest(MODEL, `${CHIP}, ${PLACE}`))).toEqual([]);
});

describe.each<[kind: string, text: string, reason: string, budgets: string[]]>([
  [
    "a region of a provider",
    manifest(MODEL, `${CHIP}, provider: aws, placement: [{ region: eu-nroth-1 }]`),
    "components.gpu.placement: no table has the region eu-nroth-1 of aws; did you mean eu-north-1?",
    ["kgco2e_per_month"],
  ],
  [
    "a region of another provider",
    manifest(MODEL, `${CHIP}, provider: gcp, placement: [{ region: eu-north-1 }]`),
    "components.gpu.placement: no table has the region eu-north-1 of gcp",
    ["kgco2e_per_month"],
  ],
  [
    "a region without a provider",
    manifest(MODEL, `${CHIP}, placement: [{ region: swedencentrall }]`),
    "components.gpu.placement: no table has the region swedencentrall; did you mean swedencentral?",
    ["kgco2e_per_month"],
  ],
  [
    "a country",
    manifest(MODEL, `${CHIP}, placement: [{ country: ZZ }]`),
    "components.gpu.placement: no table has the country ZZ",
    ["kgco2e_per_month"],
  ],
  [
    "a country by another code",
    manifest(MODEL, `${CHIP}, placement: [{ country: UK }]`),
    "components.gpu.placement: no table has the country UK; did you mean GB?",
    ["kgco2e_per_month"],
  ],
  [
    "a grid zone",
    manifest(MODEL, `${CHIP}, placement: [{ zone: ZZ-CAL-CISO }]`),
    "components.gpu.placement: no table has the grid zone ZZ-CAL-CISO; did you mean US-CAL-CISO?",
    ["kgco2e_per_month"],
  ],
  [
    "a chip",
    manifest(MODEL, `accelerator: nvidia-lv4, ${PLACE}`),
    "components.gpu.power_w: energy of gpu is not known: the table of accelerators has no nvidia-lv4; did you mean nvidia-l4?",
    ["kgco2e_per_month", "usd_per_month"],
  ],
  [
    "a model",
    manifest(MODEL.replace("4o-mini", "4o-mimi"), `${CHIP}, ${PLACE}`),
    "models.answer.price: the price table has no gpt-4o-mimi of openai; did you mean gpt-4o-mini?",
    ["usd_per_month"],
  ],
  [
    "a model whose platform is misspelt too",
    manifest("name: gpt-4o-mimi, platform: openia", `${CHIP}, ${PLACE}`),
    "models.answer.price: the price table has no gpt-4o-mimi of openia; did you mean gpt-4o-mini?",
    ["usd_per_month"],
  ],
  [
    "a model of another generation",
    manifest(MODEL.replace("gpt-4o-mini", "gpt-6o-mini"), `${CHIP}, ${PLACE}`),
    "models.answer.price: the price table has no gpt-6o-mini of openai",
    ["usd_per_month"],
  ],
])("%s that no table has", (_, text, reason, budgets) => {
  test("is named, with what was meant", () => {
    expect(reasons(text)).toEqual([reason]);
  });

  test("meets no budget that it takes part in", () => {
    expect(notMet(text)).toEqual(budgets);
  });

  test("is said where the figures are read", () => {
    const shown = renderText(reviewFiles({ [PATH]: text }), { colour: false, width: 500 });
    const [place = "", why = ""] = reason.split(/: (.*)/);
    expect(shown).toContain(`${place} (${why})`);
  });
});

test.each([
  ["a country", "region: eu-north-1, country: PL", "PL"],
  ["a grid zone", "region: eu-north-1, zone: US-CAL-CISO", "US-CAL-CISO"],
])("a region in another place than %s that stands beside it is neither", (_, place, other) => {
  const text = manifest(MODEL, `${CHIP}, provider: aws, placement: [{ ${place} }]`);
  const { assumptions } = judged(reviewFiles({ [PATH]: text })).estimate;
  expect(assumptions.map(({ text: why }) => why)).toContain(
    `the region eu-north-1 lies in SE, not in ${other}: give one of the two`,
  );
  expect(notMet(text)).toEqual(["kgco2e_per_month"]);
});

test("a region with its own country or zone beside it is taken", () => {
  for (const beside of ["country: SE", "zone: SE-SE3"]) {
    const text = manifest(
      MODEL,
      `${CHIP}, provider: aws, placement: [{ region: eu-north-1, ${beside} }]`,
    );
    expect(notMet(text)).toEqual([]);
  }
});
