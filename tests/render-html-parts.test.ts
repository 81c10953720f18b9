import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Manifest } from "../src/manifest/manifest.ts";
import type { Figure } from "../src/quantity/quantity.ts";
import { differenceWords } from "../src/render/figure.ts";
import { differenceHtml } from "../src/render/html/difference-words.ts";
import { figureHtml } from "../src/render/html/figure-words.ts";
import { code, html, joined, type Part, prose, textOf } from "../src/render/html/html.ts";
import { leversTable } from "../src/render/html/levers-table.ts";
import { rangeBar } from "../src/render/html/range-bar.ts";
import { systemGraph } from "../src/render/html/system-graph.ts";
import {
  PART_HEIGHT,
  PART_WIDTH,
  RUN_WIDTH,
  systemLayout,
} from "../src/render/html/system-layout.ts";
import { trendCharts } from "../src/render/html/trend-chart.ts";
import { vendorLetters } from "../src/render/html/vendor-letters.ts";
import { anEstimate } from "./fixtures/a-review.ts";
import { aDifference, aLeverRow } from "./fixtures/html-extras.ts";

const figure = (low: number, likely: number, high: number, missing?: string[]): Figure => ({
  ...{ low, likely, high, unit: "kWh", boundary: "all", sources: [] },
  ...(missing === undefined ? {} : { missing }),
});
const UNKNOWN: Figure = { unknown: true, unit: "kWh", missing: ["components.gpu.<b>"] };

describe("HTML as a value", () => {
  test.each<[string, Part, string]>([
    ["text is escaped", `<b title="x">&'`, "<p>&lt;b title=&quot;x&quot;&gt;&amp;&#39;</p>"],
    ["HTML is not escaped twice", html`<i>${"<"}</i>`, "<p><i>&lt;</i></p>"],
    ["a list is written one after the other", ["a", html`<br>`, 3], "<p>a<br>3</p>"],
    ["nothing leaves nothing", undefined, "<p></p>"],
    ["what hides is shown", "a\u202eb", "<p>a\\u{202e}b</p>"],
    [
      "code is marked as writers do",
      prose("Set `runs: [<b>]` there"),
      "<p>Set <code>runs: [&lt;b&gt;]</code> there</p>",
    ],
    ["a long id is cut", code("x".repeat(9), 4), "<p><code>xxx…</code></p>"],
    ["parts may stand apart", joined(["a", "<"], ", "), "<p>a, &lt;</p>"],
  ])("%s", (_, part, shown) => {
    expect(textOf(html`<p>${part}</p>`)).toBe(shown);
  });
});

describe("a figure", () => {
  test.each([
    ["known", figure(8.1, 12.3, 19), "12.3 kWh 8.1 to 19"],
    ["at least", figure(8.1, 12.3, 19, ["x"]), "at least 12.3 kWh 8.1 to 19"],
    ["unknown", UNKNOWN, "unknown needs components.gpu.&lt;b&gt;"],
  ])("that is %s says so", (_, one, says) => {
    expect(textOf(figureHtml(one)).replace(/<[^>]*>/g, "")).toBe(says);
  });

  const bar = (one: Figure, limit?: number) => textOf(rangeBar(one, { to: 20, limit }));
  const count = (text: string, name: string) => text.split(`class="${name}"`).length - 1;

  test.each([
    ["known", figure(8, 12, 19), { fill: 1, whisker: 3, open: 0, mark: 1 }],
    ["exact", figure(12, 12, 12), { fill: 1, whisker: 0, open: 0, mark: 1 }],
    ["at least", figure(8, 12, 19, ["x"]), { fill: 1, whisker: 3, open: 1, mark: 1 }],
    ["unknown", UNKNOWN, { fill: 0, whisker: 0, open: 0, mark: 0 }],
  ])("that is %s has the bar of one", (_, one, parts) => {
    const names = Object.keys(parts);
    expect(Object.fromEntries(names.map((name) => [name, count(bar(one), name)]))).toEqual(parts);
  });

  test("stands on its scale: likely, low, high and limit", () => {
    const drawn = bar(figure(5, 10, 15), 18);
    expect(drawn).toContain('class="fill" x="0" y="3" width="50%"');
    expect(drawn).toContain('class="whisker" x1="25%" y1="9" x2="75%"');
    expect(drawn).toContain('class="limit" x1="90%"');
  });

  test("that is beyond the scale ends at its edge, and zero is a bar without length", () => {
    expect(bar(figure(0, 40, 50))).toContain('width="100%"');
    expect(textOf(rangeBar(figure(0, 0, 0), { to: 0 }))).toContain(
      'class="fill" x="0" y="3" width="0%"',
    );
  });
});

describe("a difference", () => {
  test.each([
    [{ low: -19_000, likely: -12_300, high: -8100 }, "−12.3 MWh", "−19 to −8.1"],
    [{ low: -0.5, likely: 0.25, high: 1 }, "+250 Wh", "−500 to +1,000"],
    [{ low: -2, likely: 0, high: 4 }, "0 kWh", "−2 to +4"],
    [{ low: -3, likely: -3, high: -3 }, "−3 kWh", "exact"],
  ])("%j", (of, likely, range) => {
    expect(differenceWords({ ...of, unit: "kWh" })).toEqual({ likely, range });
  });

  test.each([
    [aDifference(-4, "kWh"), "−4 kWh −6 to −3 less"],
    [aDifference(4, "kWh", { certainty: "undecided" }), "+4 kWh +2 to +5 direction not certain"],
    [aDifference(0, "kWh"), "no change"],
    [
      aDifference(4, "kWh", { missing: { base: ["x"], head: [] } }),
      "+4 kWh +2 to +5 more, a part is unknown",
    ],
    [
      {
        unknown: true,
        unit: "kWh",
        certainty: "undecided",
        missing: { base: [], head: [] },
      } as const,
      "unknown",
    ],
  ])("says how sure its direction is: %j", (change, says) => {
    expect(textOf(differenceHtml(change)).replace(/<[^>]*>/g, "")).toBe(says);
  });
});

describe("what is optional", () => {
  test("is no section where there is none", () => {
    expect([leversTable([]), trendCharts([]), vendorLetters([])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("one review is no trend, and a line of zeros is drawn", () => {
    const point = { on: "2026-11-01", low: 0, likely: 0, high: 0 };
    const series = (points: readonly (typeof point)[]) => [
      { name: "Cost", unit: "USD" as const, points },
    ];
    expect(trendCharts(series([point]))).toBeUndefined();
    const drawn = trendCharts(series([point, { ...point, on: "2026-11-02" }]));
    expect(drawn && textOf(drawn)).toContain('points="8,152 592,152"');
  });

  test("levers keep their order, and many are cut", () => {
    const rows = Array.from({ length: 70 }, (_, at) =>
      aLeverRow(undefined, { lever: { title: `Lever ${at}` } }),
    );
    const written = textOf(leversTable(rows) ?? html``);
    const titles = [...written.matchAll(/<b>(Lever \d+)</g)].map(([, title]) => title);
    expect(titles).toEqual(rows.slice(0, 60).map(({ lever }) => lever.title));
    expect(written).toContain("…and 10 more, in the JSON report.");
  });

  test("a lever that cannot be estimated shows no figure", () => {
    const row = aLeverRow(undefined, {
      lever: { notEstimated: "The estimate uses yearly averages." },
      energyKwh: aDifference(-99, "kWh"),
    });
    const written = textOf(leversTable([row]) ?? html``);
    expect(written.match(/not estimated/g)).toHaveLength(4);
    expect(written).not.toContain("99");
  });
});

/** Systems of any size: each flow calls some parts, and some models run on some components. */
const system = fc
  .record({
    models: fc.integer({ min: 1, max: 40 }),
    components: fc.integer({ min: 0, max: 40 }),
    flows: fc.array(fc.array(fc.nat(90), { minLength: 1, maxLength: 20 }), {
      minLength: 1,
      maxLength: 20,
    }),
    runs: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 30 }),
  })
  .map(({ models, components, flows, runs }): Manifest => {
    const ids = [
      ...Array.from({ length: models }, (_, at) => `m${at}`),
      ...Array.from({ length: components }, (_, at) => `c${at}`),
    ];
    return {
      version: 1,
      product: { name: "Any", stage: "pilot", functional_unit: "answer" },
      models: Array.from({ length: models }, (_, at) => ({
        id: `m${at}`,
        name: `n${at}`,
        access: "api" as const,
      })),
      components: Array.from({ length: components }, (_, at) => ({
        id: `c${at}`,
        kind: "inference" as const,
        runs: runs.flatMap(([model, host]) => (host === at && model < models ? [`m${model}`] : [])),
      })),
      flows: flows.map((steps, at) => ({
        id: `f${at}`,
        steps: steps.map((one) => ({
          use: ids[one % ids.length] ?? "m0",
        })) as Manifest["flows"][number]["steps"],
      })) as Manifest["flows"],
    };
  });

describe("the diagram", () => {
  test("of any system is bounded, keeps boxes apart and ends each line at a box", () => {
    fc.assert(
      fc.property(system, (manifest) => {
        const graph = systemGraph(manifest, anEstimate());
        const { runs, parts, links, width, height } = systemLayout(graph);
        expect(runs.length + parts.length).toBeLessThanOrEqual(40);
        expect(runs.length + graph.moreRuns).toBe(manifest.flows.length);
        const boxes = [
          ...runs.map(({ y, height: tall }) => ({ x: 0, y, right: RUN_WIDTH, bottom: y + tall })),
          ...parts.map(({ x, y }) => ({ x, y, right: x + PART_WIDTH, bottom: y + PART_HEIGHT })),
        ];
        for (const [at, one] of boxes.entries()) {
          expect(one.right).toBeLessThanOrEqual(width);
          expect(one.bottom).toBeLessThanOrEqual(height);
          for (const other of boxes.slice(at + 1))
            expect(
              one.x >= other.right ||
                other.x >= one.right ||
                one.y >= other.bottom ||
                other.y >= one.bottom,
            ).toBe(true);
        }
        for (const { from, to } of links) {
          expect(
            boxes.some(({ right, y, bottom }) => right === from.x && from.y > y && from.y < bottom),
          ).toBe(true);
          expect(boxes.some(({ x, y, bottom }) => x === to.x && to.y > y && to.y < bottom)).toBe(
            true,
          );
          expect(to.x).toBeGreaterThan(from.x);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("keeps the largest parts, in the order of the manifest", () => {
    const [part] = anEstimate().components;
    if (part === undefined) throw new Error("fixture");
    const models = Array.from({ length: 30 }, (_, at) => ({
      id: `m${at}`,
      name: `n${at}`,
      access: "api" as const,
    }));
    const components = models.map(({ id }, at) => ({
      ...part,
      id: `models.${id}`,
      energyShare: at / 500,
    }));
    const graph = systemGraph({ ...MANIFEST, models }, { ...anEstimate(), components });
    expect(graph.parts.map(({ key }) => key)).toEqual(models.slice(4).map(({ id }) => id));
    expect(graph.moreParts).toBe(4);
  });

  test("of a large system keeps models together with what runs them", () => {
    const ids = Array.from({ length: 100 }, (_, at) => at);
    const models = ids.map((at) => ({
      id: `m${at}`,
      name: `n${at}`,
      access: "self-hosted" as const,
    }));
    const components = ids.map((at) => ({
      id: `c${at}`,
      kind: "inference" as const,
      runs: [`m${at}`],
    }));
    const [part] = anEstimate().components;
    if (part === undefined) throw new Error("fixture");
    const estimated = ids.map((at) => ({
      ...part,
      id: `components.c${at}`,
      energyShare: at / 5000,
    }));
    const graph = systemGraph(
      { ...MANIFEST, models, components },
      { ...anEstimate(), components: estimated },
    );
    const last = ids.slice(-13);
    expect(graph.parts.map(({ key }) => key)).toEqual([
      ...last.map((at) => `m${at}`),
      ...last.map((at) => `c${at}`),
    ]);
  });

  test("names each host of a model that runs in several places", () => {
    const graph = systemGraph(
      {
        ...MANIFEST,
        components: [
          { id: "edge", kind: "edge-device", runs: ["m"] },
          { id: "trainer", kind: "training", runs: ["m"] },
        ],
      },
      anEstimate(),
    );
    expect(graph.parts[0]).toMatchObject({ key: "m", hosts: ["edge", "trainer"], column: 1 });
    expect(systemLayout(graph).links.map(({ kind }) => kind)).toEqual([
      "uses",
      "runs on",
      "runs on",
    ]);
  });
});

const MANIFEST: Manifest = {
  version: 1,
  product: { name: "Any", stage: "pilot", functional_unit: "answer" },
  models: [{ id: "m", name: "n", access: "self-hosted" }],
  flows: [{ id: "f", steps: [{ use: "m" }] }],
};
