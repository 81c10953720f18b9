// The history of reviews: what is kept, what is added, and what a line and a badge may say of it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendEntry } from "../src/history/append.ts";
import { badgesOf } from "../src/history/badge.ts";
import { entryOf } from "../src/history/entry.ts";
import {
  type Entry,
  type History,
  historyText,
  NO_HISTORY,
  parseHistory,
  type RecordedFigure,
  type RecordedManifest,
} from "../src/history/history.ts";
import { trendOf } from "../src/history/trend.ts";
import { trendMarkdown } from "../src/render/trend-line.ts";
import { reviewFiles, shippedFromSource } from "./review-files.ts";

const UNKNOWN = {
  energyKwh: "unknown",
  carbonKg: "unknown",
  waterL: "unknown",
  costUsd: "unknown",
} as const;
const manifest = (more: Partial<RecordedManifest> = {}): RecordedManifest => ({
  path: "architecture.yaml",
  product: "Shop",
  verdict: "pass",
  score: 82,
  coverage: 90,
  month: UNKNOWN,
  unit: UNKNOWN,
  ...more,
});
const energy = (low: number, likely: number, high: number, atLeast?: true): RecordedFigure => ({
  low,
  likely,
  high,
  ...(atLeast ? { atLeast } : {}),
});
const entry = (more: Partial<Entry> = {}, ...manifests: RecordedManifest[]): Entry => ({
  commit: "a".repeat(40),
  day: "2026-11-22",
  tool: "1.0.0",
  coefficients: "c1",
  manifests: manifests.length === 0 ? [manifest()] : manifests,
  ...more,
});
const historyOf = (...entries: Entry[]): History => ({ version: 1, entries });
const using = (unit: RecordedFigure, score = 82) =>
  manifest({ score, unit: { ...UNKNOWN, energyKwh: unit } });

describe("an entry", () => {
  const review = reviewFiles(
    {
      "architecture.yaml": `version: 1
product: { name: Shop, stage: idea, functional_unit: page }
models: []
components: [{ id: web, kind: orchestrator, where: cloud, provider: aws, placement: [{ region: eu-north-1 }], compute: { vcpus: 2, memory_gb: 8, busy_pct: 20 }, usd_per_month: 100 }]
flows: [{ id: read, steps: [{ use: web }] }]
`,
    },
    undefined,
    shippedFromSource(),
  );

  test("holds what a review came to, with ranges, and what is unknown as unknown", () => {
    const made = entryOf(review, "abc");
    expect(made).toMatchObject({
      commit: "abc",
      day: review.today,
      coefficients: review.coefficients,
    });
    const [one] = made?.manifests ?? [];
    expect(one).toMatchObject({ path: "architecture.yaml", product: "Shop" });
    expect(one?.month.costUsd).toEqual({ low: 100, likely: 100, high: 100 });
    const kwh = one?.month.energyKwh;
    expect(kwh !== "unknown" && kwh !== undefined && kwh.low < kwh.high).toBe(true);
    // Nobody has said how many pages there are.
    expect(one?.unit.energyKwh).toBe("unknown");
    expect(made && parseHistory(historyText(historyOf(made)))).toEqual(made && historyOf(made));
  });

  test("is none where nothing was judged", () => {
    const broken = reviewFiles({ "architecture.yaml": "version: 1\n" });
    expect(entryOf(broken, "abc")).toBeUndefined();
  });
});

describe("a history", () => {
  test("gets nothing where only commit and day differ", () => {
    const before = historyOf(entry());
    const again = entry({ commit: "b".repeat(40), day: "2026-11-30" });
    expect(appendEntry(before, again)).toBe(before);
  });

  test.each<[string, Partial<Entry>, RecordedManifest]>([
    ["a score", {}, manifest({ score: 83 })],
    ["a verdict", {}, manifest({ verdict: "fail" })],
    ["a figure", {}, using(energy(1, 2, 3))],
    ["the tool", { tool: "1.1.0" }, manifest()],
    ["the data", { coefficients: "c2" }, manifest()],
  ])("gets an entry where %s differs", (_, more, one) => {
    const next = appendEntry(historyOf(entry()), entry(more, one));
    expect(next.entries.length).toBe(2);
  });

  test("keeps the newest 200 entries, and fewer where they are large", () => {
    const many = Array.from({ length: 250 }, (_, at) => entry({}, manifest({ score: at % 100 })));
    const kept = many.reduce(appendEntry, NO_HISTORY);
    expect([kept.entries.length, kept.entries.at(-1)]).toEqual([200, many.at(-1)]);
    const large = Array.from({ length: 400 }, () => manifest({ product: "x".repeat(900) }));
    const wide = Array.from({ length: 5 }, (_, at) => entry({ tool: `${at}` }, ...large));
    const text = historyText(wide.reduce(appendEntry, NO_HISTORY));
    expect(text.length).toBeLessThan(1024 * 1024);
    expect(parseHistory(text)?.entries.at(-1)?.tool).toBe("4");
  });

  test.each([
    ["no JSON", "# Ours\n"],
    ["another version", `{ "version": 2, "entries": [] }`],
    ["what somebody has added", `{ "version": 1, "entries": [], "ours": true }`],
    ["a figure that is no figure", historyText(historyOf(entry())).replace('"unknown"', '"0"')],
    ["null", "null"],
  ])("that is %s is none", (_, text) => {
    expect(parseHistory(text)).toBeUndefined();
  });

  test("comes back as it was written", () => {
    const number = fc.double({ min: 0, max: 1e9, noNaN: true });
    const figure = fc.oneof(
      fc.constant("unknown" as const),
      fc.tuple(number, number, number).map(([a, b, c]) => energy(a, b, c)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), figure)), (ones) => {
        const history = historyOf(
          ...ones.map(([product, value]) => entry({}, { ...using(value), product })),
        );
        // A number of JSON knows no minus zero.
        const plain = JSON.parse(JSON.stringify(history));
        expect(parseHistory(historyText(history))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a change of energy per unit", () => {
  const changeOf = (...figures: (RecordedFigure | [RecordedFigure, Partial<Entry>])[]) => {
    const entries = figures.map((one) =>
      Array.isArray(one) ? entry(one[1], using(one[0])) : entry({}, using(one)),
    );
    const [system] = trendOf(historyOf(...entries))?.systems ?? [];
    return system?.series.find(({ metric, per }) => metric === "energyKwh" && per === "unit")
      ?.change;
  };
  test.each<[string, Parameters<typeof changeOf>, object | undefined]>([
    ["is none without a second point", [energy(1, 2, 3)], { is: "unknown" }],
    [
      "is sure where the ranges are apart",
      [energy(4, 5, 6), energy(1, 2, 3)],
      { is: "less", isTeams: true },
    ],
    [
      "is sure the other way too",
      [energy(1, 2, 3), energy(4, 5, 6)],
      { is: "more", isTeams: true },
    ],
    [
      "is not sure where they overlap",
      [energy(1, 5, 9), energy(1, 2, 3)],
      { is: "unsure", isTeams: true },
    ],
    ["is the same", [energy(1, 2, 3), energy(1, 2, 3)], { is: "same", isTeams: true }],
    [
      "is not the team's by newer data",
      [energy(4, 5, 6), [energy(1, 2, 3), { coefficients: "c2" }]],
      { is: "less", isTeams: false },
    ],
    [
      "is not the team's by a newer tool",
      [energy(4, 5, 6), "unknown", [energy(1, 2, 3), { tool: "2" }]],
      { is: "less", isTeams: false },
    ],
    [
      "is unknown where the newest is",
      [energy(1, 2, 3), energy(1, 2, 3), "unknown"],
      { is: "unknown" },
    ],
    [
      "is not less where the newest lacks a part",
      [energy(4, 5, 6), energy(1, 2, 3, true)],
      { is: "unsure", isTeams: true },
    ],
    [
      "is not more where the one before lacked a part",
      [energy(1, 2, 3, true), energy(4, 5, 6)],
      { is: "unsure", isTeams: true },
    ],
  ])("%s", (_, figures, expected) => {
    expect(changeOf(...figures)).toEqual(expected);
  });
});

describe("the line", () => {
  const lineOf = (...entries: Entry[]) => {
    const trend = trendOf(historyOf(...entries));
    return trend === undefined ? "" : trendMarkdown(trend);
  };

  test("says where score and energy per unit began, and where they are", () => {
    const line = lineOf(
      entry({}, using(energy(0.0008, 0.0009, 0.001), 82)),
      entry({}, using(energy(0.0006, 0.0007, 0.00075), 86)),
    );
    expect(line).toBe(
      "**Trend.** Score 82 → 86 over 2 reviews; energy per unit 0.9 Wh → 0.7 Wh. The last change of energy is less for sure.\n\n",
    );
  });

  test("does not make newer data the team's change", () => {
    const line = lineOf(
      entry({}, using(energy(4, 5, 6))),
      entry({ coefficients: "c2", day: "2026-12-01" }, using(energy(1, 2, 3))),
    );
    expect(line).toContain(
      "Energy is less than in the review before, by a newer tool or newer data too. Tool or data changed on 2026-12-01, so not all of it is the team's own change.",
    );
  });

  test("says unknown, and not nothing, of what is not known", () => {
    const line = lineOf(
      entry({}, manifest({ score: 1 })),
      entry({}, manifest({ score: 2, unit: { ...UNKNOWN, energyKwh: energy(1, 2, 3, true) } })),
    );
    expect(line).toContain("energy per unit unknown → at least 2,000 Wh");
  });

  test("is none of one review, and one for each of several systems, with hostile names made harmless", () => {
    expect(lineOf(entry())).toBe("");
    const other = manifest({ path: "b.yaml", product: "<img src=x> @everyone" });
    const line = lineOf(
      entry({}, manifest(), other),
      entry({}, manifest({ score: 90 }), { ...other, score: 10 }),
    );
    expect(line.match(/^- /gm)?.length).toBe(2);
    expect(line).not.toMatch(/<img|(?<!`)@everyone/);
  });
});

describe("a badge", () => {
  test.each<[string, RecordedManifest, object]>([
    [
      "of known figures",
      using(energy(0.0005, 0.00071, 0.0012)),
      {
        message: "score 82 % of 90 % decided, 0.71 Wh per unit (0.5 to 1.2)",
        color: "brightgreen",
      },
    ],
    [
      "of unknown energy",
      manifest({ verdict: "waiting" }),
      { message: "score 82 % of 90 % decided, energy unknown", color: "yellow" },
    ],
    [
      "of a part that is not known",
      { ...using(energy(0.001, 0.002, 0.003, true)), verdict: "fail" },
      { message: "score 82 % of 90 % decided, at least 2 Wh per unit (1 to 3)", color: "red" },
    ],
  ])("%s shows score with coverage, and energy", (_, one, expected) => {
    const badges = badgesOf(entry({}, one));
    expect([...badges]).toEqual([
      ["badge.json", { schemaVersion: 1, label: "greenlight", ...expected }],
    ]);
  });

  test("without a score says so", () => {
    const { score: _, coverage: __, ...none } = manifest();
    expect(badgesOf(entry({}, none)).get("badge.json")?.message).toBe(
      "no score yet, energy unknown",
    );
  });

  test("of several systems shows the lowest score, and each has one of its own, by names that are files everywhere", () => {
    const badges = badgesOf(
      entry(
        {},
        manifest({ path: "services/../Search & Find.yaml", score: 90 }),
        manifest({ path: "services/search/find.yml", score: 40, verdict: "fail" }),
        manifest({ path: "日本.yaml" }),
      ),
    );
    expect([...badges.keys()]).toEqual([
      "badge.json",
      "badge-services-search-find.json",
      "badge-services-search-find-2.json",
      "badge-manifest.json",
    ]);
    expect(badges.get("badge.json")).toMatchObject({
      message: "score 40 % of 90 % decided, lowest of 3 systems",
      color: "red",
    });
  });
});
