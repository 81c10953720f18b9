// Limits of the policy for a month hold for all manifests of a review: splitting a system doubles no budget.
import { describe, expect, test } from "vitest";
import { isUnknown } from "../src/quantity/quantity.ts";
import { reportOf } from "../src/render/json.ts";
import { Report } from "../src/render/report-schema.ts";
import { renderMarkdown } from "../src/render/scorecard.ts";
import { renderText } from "../src/render/text.ts";
import type { Review } from "../src/review/review.ts";
import { reviewFiles, reviewPairs, shippedFromSource } from "./review-files.ts";

const SHIPPED = shippedFromSource();

/** A system whose cost is exact; at the stage of an idea, so that only limits decide. */
const system = (name: string, usd: number, more = "") => `version: 1
product: { name: ${name}, stage: idea, functional_unit: page }
usage: { units_per_month: 100 }
models: []
components:
  - id: web
    kind: orchestrator
    where: cloud
    provider: aws
    placement: [{ region: eu-north-1 }]
    compute: { vcpus: 2, memory_gb: 8, busy_pct: 20 }
    usd_per_month: ${usd}
flows: [{ id: read, steps: [{ use: web }] }]
${more}`;

const policy = (budgets: string) => `version: 1\nbudgets: { ${budgets} }\n`;
const review = (systems: readonly string[], budgets: string): Review =>
  reviewFiles(
    Object.fromEntries(systems.map((text, index) => [`s${index + 1}/architecture.yaml`, text])),
    policy(budgets),
    SHIPPED,
  );
const limitsOf = ({ verdict, together }: Review) => [
  verdict,
  ...(together?.budgets ?? []).map(({ state, sentence }) => `${state}: ${sentence}`),
];

describe("a limit for the month", () => {
  test("is kept by one system, and not by two of the same size", () => {
    expect(review([system("A", 100)], "usd_per_month: 150").verdict).toBe("pass");
    expect(limitsOf(review([system("A", 100), system("B", 100)], "usd_per_month: 150"))).toEqual([
      "fail",
      "over: Cost per month of all 2 manifests together is over the budget of 150 USD: 200 USD.",
    ]);
    expect(limitsOf(review([system("A", 100), system("B", 50)], "usd_per_month: 150"))).toEqual([
      "pass",
      "met: Cost per month of all 2 manifests together is within the budget of 150 USD: 150 USD.",
    ]);
  });

  test("holds for one manifest alone in its own section", () => {
    const result = review([system("A", 100)], "usd_per_month: 50");
    expect([result.verdict, result.together]).toEqual(["fail", undefined]);
  });

  test("counts once, not for each manifest and again for all", () => {
    const result = review([system("A", 200), system("B", 200)], "usd_per_month: 150");
    expect(renderText(result, { width: 200, colour: false })).toMatch(
      /^Not ready to merge: 1 limit of the policy not met\n/,
    );
  });

  test("that stands per unit holds for each manifest by itself", () => {
    const result = review([system("A", 100), system("B", 30)], "usd_per_unit: 0.5");
    const states = result.manifests.map((one) => one.state === "reviewed" && one.gate.verdict);
    expect([result.verdict, states, result.together?.budgets]).toEqual([
      "fail",
      ["fail", "pass"],
      [],
    ]);
  });

  test("leaves the targets of each manifest alone", () => {
    const target = "budgets: { usd_per_month: 150 }\n";
    const result = review([system("A", 100, target), system("B", 100)], "usd_per_month: 500");
    const rows = result.manifests.flatMap((one) => (one.state === "reviewed" ? one.budgets : []));
    expect(rows.map(({ origin, state }) => `${origin} ${state}`)).toEqual(["manifest met"]);
  });
});

describe("a part that is not known", () => {
  const broken = "version: 1\nproduct: 3\n";

  test("keeps a limit from being met, and names the manifest", () => {
    const { verdict, together } = review([system("A", 100), broken], "usd_per_month: 150");
    const [row] = together?.budgets ?? [];
    // The manifest that cannot be read is not evaluated in any case.
    expect([verdict, row?.state, together?.verdict]).toEqual(["error", "undecided", "waiting"]);
    expect(row?.sentence).toBe(
      "Cost per month of all 2 manifests together is at least 100 USD, which does not decide the budget of 150 USD. What would decide it: s2/architecture.yaml.",
    );
  });

  test("does not hide what is over already", () => {
    const { verdict, together } = review([system("A", 200), broken], "usd_per_month: 150");
    expect([verdict, together?.budgets[0]?.state]).toEqual(["fail", "over"]);
  });

  test("of a second product by the same name counts as not known, not as nothing", () => {
    const { together } = review([system("A", 100), system("A", 100)], "usd_per_month: 150");
    expect(together?.budgets[0]?.state).toBe("undecided");
  });

  test("that head removes uses nothing more", () => {
    const file = (path: string, text: string) => ({ state: "text" as const, path, text });
    const gone = { state: "absent" as const, path: "s2/architecture.yaml" };
    const kept = file("s1/architecture.yaml", system("A", 100));
    const other = file("s3/architecture.yaml", system("C", 40));
    const result = reviewPairs(
      [
        { head: kept, base: kept },
        { head: gone, base: file(gone.path, system("B", 100)) },
        { head: other, base: other },
      ],
      policy("usd_per_month: 150"),
      SHIPPED,
    );
    expect(limitsOf(result).slice(1)).toEqual([expect.stringMatching(/^met: .* 140 USD/)]);
  });
});

test("what two manifests share moves together: twice the same is twice the range", () => {
  const range = (figure: NonNullable<Review["together"]>["month"]["energyKwh"] | undefined) =>
    figure === undefined || isUnknown(figure) ? [] : [figure.low, figure.likely, figure.high];
  const twice = review([system("A", 1), system("B", 1)], "kwh_per_month: 1");
  const [one] = twice.manifests;
  const alone = one?.state === "reviewed" ? range(one.estimate.month.energyKwh) : [];
  expect(alone.length).toBe(3);
  for (const [index, value] of range(twice.together?.month.energyKwh).entries())
    expect(value).toBeCloseTo(2 * (alone[index] ?? 0), 3);
  expect(alone[0]).toBeLessThan(alone[2] ?? 0);
});

test("comment, terminal and report show it", async () => {
  const result = review([system("A", 100), system("B", 100)], "usd_per_month: 150");
  expect(renderMarkdown(result)).toContain("**All 2 together**");
  expect(renderMarkdown(result)).toContain("Limits of the policy for all manifests together:");
  expect(renderText(result, { width: 100, colour: false })).toContain(
    "All 2 manifests together, per month\n  Energy ",
  );
  const report = Report.parse(JSON.parse(JSON.stringify(reportOf(result))));
  expect(report.together?.budgets.map(({ state }) => state)).toEqual(["over"]);
  expect(report.together?.hurdles.length).toBe(1);
});
