// What a manifest states of its machines and its training, against what they can be.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PUE } from "../src/coefficients/site.ts";
import { createContext, take } from "../src/estimate/context.ts";
import { estimateNeeds } from "../src/estimate/data.ts";
import { estimate } from "../src/estimate/estimate.ts";
import { believe } from "../src/estimate/plausible.ts";
import type { Component } from "../src/manifest/component.ts";
import type { Model, Training } from "../src/manifest/model.ts";
import { parseReport } from "../src/measured/parse-report.ts";
import { toFigure } from "../src/quantity/quantity.ts";
import { scale } from "../src/quantity/uncertain.ts";
import { likelyOf, manifestOf, partOf, TODAY } from "./estimate-manifest.ts";

describe("stated of a machine", () => {
  const gpu: Component = { id: "gpu", kind: "inference", accelerator: "h100", provider: "own-dc" };
  const check = (stated: Partial<Component>) => {
    const { manifest, refused } = believe(manifestOf({ components: [{ ...gpu, ...stated }] }));
    const texts = (refused.get("components.gpu") ?? []).map(({ text }) => text);
    return { component: manifest.components?.[0], texts: texts.join("\n") };
  };

  test.each<[string, Partial<Component>, RegExp]>([
    [
      "power below rest",
      { power_w: { idle: 0.0001, busy: 0.0001 } },
      /power_w of gpu is refused: 0.0001 W are less/,
    ],
    [
      "power of another unit",
      { power_w: { idle: 100, busy: 700_000 } },
      /700000 W are more than a machine with h100/,
    ],
    [
      "power of one for eight",
      { power_w: { idle: 100, busy: 700 }, accelerators_per_replica: 8 },
      /less than 8 h100/,
    ],
    [
      "power with a low end below rest",
      { power_w: { idle: 100, busy: { value: 700, low: 1 } } },
      /1 W are less/,
    ],
    ["an overhead of nearly nothing", { pue: 1.01 }, /pue of gpu is refused: 1.01 is better/],
    [
      "a grid without carbon",
      { grid_g_kwh: { value: 0, source: "docs/solar.md" } },
      /no grid is without any carbon/,
    ],
    ["a grid cleaner than any", { grid_g_kwh: 0.5 }, /names no source/],
  ])("%s is left out, and said", (_, stated, expected) => {
    const { component, texts } = check(stated);
    expect(texts).toMatch(expected);
    const [key] = Object.keys(stated);
    expect(component).not.toHaveProperty(key ?? "");
  });

  test.each<[string, Partial<Component>]>([
    ["power of an H100 in its host", { power_w: { idle: 150, busy: 900 } }],
    [
      "power of a node of eight",
      { power_w: { idle: 1500, busy: 8400 }, accelerators_per_replica: 8 },
    ],
    [
      "power of a small card in a large host",
      { accelerator: "t4", power_w: { idle: 120, busy: 400 } },
    ],
    [
      "power of a box that is not known",
      { accelerator: "own-chip", power_w: { idle: 0.1, busy: 0.2 } },
    ],
    ["a good overhead", { pue: 1.03 }],
    ["a better one with a source", { pue: { value: 1.01, source: "docs/site.md" } }],
    ["none around a device", { where: "edge", pue: 1 }],
    ["a clean grid", { grid_g_kwh: 12 }],
    ["a cleaner one with a source", { grid_g_kwh: { value: 0.6, source: "docs/hydro.md" } }],
  ])("%s is believed", (_, stated) => {
    const { component, texts } = check(stated);
    expect(texts).toBe("");
    expect(component).toEqual({ ...gpu, ...stated });
  });

  test("and refused is estimated as if it were not there, with the reason in its part", () => {
    const lie = { power_w: { idle: 1e-4, busy: 1e-4 }, pue: 1, grid_g_kwh: 0 };
    const parts = [{}, lie].map((stated) => {
      const manifest = manifestOf({ components: [{ ...gpu, ...stated }] });
      return partOf(estimate(manifest, {}, TODAY), "components.gpu");
    });
    const [honest, lied] = parts;
    expect(lied?.month).toEqual(honest?.month);
    const refused = lied?.assumptions.filter(({ text }) => text.includes("is refused"));
    expect(refused?.map(({ input }) => input)).toEqual([
      "components.gpu.power_w",
      "components.gpu.pue",
      "components.gpu.grid_g_kwh",
    ]);
  });

  test("of a grid and refused needs the table of countries after all", () => {
    const place = { placement: [{ country: "FR" }] };
    const needs = (grid_g_kwh: number) =>
      estimateNeeds(manifestOf({ components: [{ ...gpu, ...place, grid_g_kwh }] })).countries;
    expect([needs(44), needs(0)]).toEqual([false, true]);
  });
});

describe("stated of a training", () => {
  const job: Training = {
    kind: "from-scratch",
    accelerator: "a100-80",
    accelerators: 8,
    hours_per_run: 10,
    runs_per_month: 2,
    provider: "gcp",
  };
  const bom = (kwh: number, tonnes?: number) => {
    const co2 =
      tonnes === undefined ? {} : { co2CostEquivalent: { value: tonnes, unit: "tCO2eq" } };
    const one = { activity: "training", activityEnergyCost: { value: kwh, unit: "kWh" }, ...co2 };
    const considerations = { environmentalConsiderations: { energyConsumptions: [one] } };
    return JSON.stringify({
      bomFormat: "CycloneDX",
      components: [{ name: "own", modelCard: { considerations } }],
    });
  };
  const trained = (text: string | undefined, training: readonly Training[] = [job]) => {
    const energy_report = "report";
    const own: Model = {
      id: "own",
      name: "own-13b",
      access: "self-hosted",
      training: [...training],
    };
    const model = text === undefined ? own : { ...own, energy_report };
    const reports = new Map(
      text === undefined ? [] : [[energy_report, parseReport("report", text)]],
    );
    const part = partOf(
      estimate(manifestOf({ models: [model] }), { reports }, TODAY),
      "models.own.training.0",
    );
    return { ...part, said: part.assumptions.map(({ text: one }) => one).join("\n") };
  };
  const modelled = trained(undefined);

  test("counts once per run when it can be true", () => {
    // 80 A100-hours of 400 W at 70 % and a host of 1.35: 30 kWh by the model.
    const { method, month, said } = trained(bom(40, 0.016));
    expect(method).toBe("declared");
    expect(said).toMatch(/is used \(60 to 100 kWh a month against/);
    // 2 runs of 40 kWh, times the overhead of the place.
    const pue = take(createContext(manifestOf({}), {}, TODAY), PUE["pue.gcp"]);
    const expected = toFigure(scale(pue, 80), "kWh", "");
    expect(Number(likelyOf(month.energyKwh)) / Number(likelyOf(expected))).toBeCloseTo(1, 1);
    expect(month.embodiedCarbonKg).toEqual(modelled.month.embodiedCarbonKg);
    expect(month.costUsd).toEqual(modelled.month.costUsd);
  });

  test.each<[string, string, RegExp]>([
    [
      "more than 1,500 g/kWh",
      readFileSync("tests/fixtures/measured/cyclonedx-tonnes.json", "utf8"),
      /no grid has/,
    ],
    ["tonnes for kg", bom(40, 16), /400000 g\/kWh, which no grid has/],
    ["hardly any carbon", bom(40, 1e-6), /no grid has/],
    ["a thousand times too much", bom(1e6), /a thousand times off/],
    ["below what the job needs", bom(4), /no person has confirmed it/],
    ["nothing", bom(0), /no training needs nothing/],
  ])("%s is not used, and said", (_, text, expected) => {
    const { method, month, said } = trained(text);
    expect(said).toMatch(expected);
    expect(said).toMatch(/a month against .* modelled/);
    expect(method).toBe("accelerator-hours");
    expect(month.energyKwh).toEqual(modelled.month.energyKwh);
  });

  test("must say of which job", () => {
    const { said } = trained(bom(40), [
      { ...job, id: "0" },
      { ...job, id: "1" },
    ]);
    expect(said).toContain("does not say which");
    expect(trained(bom(40), [{ ...job, kind: "fine-tune" }]).said).toContain("does not say which");
  });

  test("as carbon alone is shown beside the model, and a wrong unit is named", () => {
    const card = (grams: number) => `---\nco2_eq_emissions: ${grams}\n---\n`;
    // 60 kWh a month at a few hundred grams are some 15 to 30 kg; 10 kg a run are 20.
    expect(trained(card(10_000)).said).toMatch(
      /is shown and not used: carbon .* \(20 kgCO2e a month/,
    );
    // Written in kg: 10 g a run.
    expect(trained(card(10)).said).toMatch(
      /more than a thousand times off .*: model cards state grams/,
    );
    expect(trained(card(10_000)).month).toEqual(modelled.month);
  });
});
