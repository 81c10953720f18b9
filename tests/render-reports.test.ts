import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { renderSummary } from "../src/render/job-summary.ts";
import { renderJson, reportOf } from "../src/render/json.ts";
import { outputsOf } from "../src/render/outputs.ts";
import { Report } from "../src/render/report-schema.ts";
import type { Review } from "../src/review/review.ts";
import type { ManifestReview } from "../src/review/review-manifest.ts";
import { anEstimate, aReview, aReviewedManifest, asUsual } from "./fixtures/a-review.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";

const invalid: ManifestReview = {
  state: "invalid",
  path: "a.yaml",
  problems: [{ file: "a.yaml", line: 3, column: 1, message: "unknown key" }],
};
const REVIEWS: readonly (readonly [string, Review])[] = [
  ["of one manifest", aReview()],
  ["of none", aReview(asUsual, { verdict: "not-applicable", manifests: [] })],
  [
    "of manifests that cannot be judged",
    aReview(asUsual, {
      verdict: "fail",
      manifests: [
        invalid,
        { state: "removed", path: "b.yaml", was: undefined },
        { state: "not-judged", path: "c.yaml" },
      ],
      problems: [{ file: "p.yaml", line: 1, column: 1, message: "no such pack" }],
      packs: [],
      policy: { path: "p.yaml", origin: "branch main", found: false, text: undefined },
    }),
  ],
];

const validate = new Ajv2020({ strict: false }).compile(
  z.toJSONSchema(Report, { target: "draft-2020-12" }),
);

test.each(REVIEWS)("the report %s is valid", (_, review) => {
  validate(JSON.parse(renderJson(review)));
  expect(validate.errors ?? []).toEqual([]);
});

test("the report in pieces is the report", () => {
  const review = aReview();
  expect(renderJson(review)).toBe(`${JSON.stringify(reportOf(review), undefined, 2)}\n`);
});

test("a report with a key too many, or without a verdict, is not valid", () => {
  const report = reportOf(aReview());
  expect(validate({ ...report, extra: 1 })).toBe(false);
  expect(validate({ ...report, verdict: undefined })).toBe(false);
});

test("the report says what the design promises", () => {
  const report = reportOf(aReview());
  const [manifest] = report.manifests;
  if (manifest?.state !== "reviewed") throw new Error("fixture");
  expect(report).toMatchObject({ version: 1, verdict: "fail", score: 11.1, coverage: 56.2 });
  expect(manifest).toMatchObject({ path: "services/help/architecture.yaml", levers: [] });
  expect(manifest.estimate.month.waterL).toEqual({
    unknown: true,
    unit: "L",
    missing: ["environments.nightly build.where"],
  });
  expect(manifest.findings[0]).toMatchObject({
    check: "CH12-D1-01",
    item: "manifest",
    outcome: "fail",
    severity: "blocker",
    blocks: true,
    line: 42,
    source: { url: "https://climateproductleaders.org/playbook/refine-architecture" },
  });
  expect(manifest.findings[4]).toMatchObject({ who: "pm", missing: ["usage.units_per_month"] });
});

test("every id behind a figure leads to a publication", () => {
  const report = reportOf(aReview());
  const [manifest] = report.manifests;
  if (manifest?.state !== "reviewed") throw new Error("fixture");
  const ids = report.sources.flatMap((source) => source.ids);
  const used = manifest.estimate.components.flatMap(({ sources }) => sources);
  expect(ids).toEqual(expect.arrayContaining(used));
});

test("equal inputs have equal hashes, others do not", () => {
  const inputs = (review: Review) => reportOf(review).inputs;
  expect(inputs(aReview())).toEqual(inputs(aReview()));
  const other = aReview(asUsual, {
    manifests: [aReviewedManifest(asUsual, { text: "version: 1 # other\n" })],
    policy: { ...aReview().policy, text: "version: 1 # other\n" },
  });
  expect(inputs(other).manifests).not.toEqual(inputs(aReview()).manifests);
  expect(inputs(other).policy.sha256).not.toBe(inputs(aReview()).policy.sha256);
  expect(inputs(other).packs).toEqual(inputs(aReview()).packs);
});

test("hostile text comes back unchanged, and commands nothing in a log", () => {
  for (const hostile of ALL_HOSTILE) {
    const text = renderJson(aReview((usual) => `${hostile} ${usual}`));
    const [manifest] = (JSON.parse(text) as Report).manifests;
    expect(manifest).toMatchObject({ product: `${hostile} Help-centre assistant` });
    expect(text).not.toContain("##[");
    expect(text).not.toMatch(/^\s*::/m);
  }
});

test("the outputs are those of action.yml", () => {
  expect(outputsOf(aReview())).toEqual({
    verdict: "fail",
    score: "11",
    coverage: "56",
    "open-questions": "3",
    "energy-kwh-month": "",
    "carbon-kg-month": "",
    "cost-usd-month": "",
  });
});

test("figures of several manifests are added up, and an incomplete one empties the sum", () => {
  const complete = anEstimate();
  const figure = (likely: number) => ({
    ...complete.month.energyKwh,
    ...{ low: 1, likely, high: 99, boundary: "", sources: [], unit: "kWh" as const },
    missing: undefined,
  });
  const of = (likely: number) => {
    const { missing: _, ...energyKwh } = figure(likely);
    const estimate = { ...complete, month: { ...complete.month, energyKwh } };
    return aReviewedManifest(asUsual, { estimate });
  };
  const energy = (manifests: readonly ManifestReview[]) =>
    outputsOf(aReview(asUsual, { manifests }))["energy-kwh-month"];
  expect(energy([of(10.5), of(2.25), invalid])).toBe("12.75");
  expect(energy([of(10.5), aReviewedManifest()])).toBe("");
  expect(energy([])).toBe("");
});

test("the job summary begins with what could not be done, and names the permission", () => {
  const denied = [
    { change: "postComment", permission: "pull-requests: write", because: "403." },
    { change: "createCheck", permission: "checks: write", because: "403." },
    { change: "editComment", permission: undefined, because: "It was answered with 500: <b>." },
  ];
  const text = renderSummary({ review: aReview(), denied, superseded: false });
  const [first = "", second = "", third = "", fourth = ""] = text.split("\n\n");
  expect(first).toContain("Add `pull-requests: write` to the `permissions`");
  expect(second).toContain("set `publish: status`");
  expect(third).toContain("It was answered with 500");
  expect(third).not.toContain("permissions");
  expect(third).not.toContain("<b>");
  expect(fourth).toMatch(/^## Not ready to merge/);
});

test("a superseded run says that another reports", () => {
  const text = renderSummary({ review: aReview(), denied: [], superseded: true });
  expect(text).toMatch(/^> A newer commit was pushed/);
});
