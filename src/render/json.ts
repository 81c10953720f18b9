/** A review to the JSON report, whose shape is in report-schema.ts. */

import type { Advice, ManifestAdvice } from "../advise/advice.ts";
import type { Checklist } from "../checklist/checklist.ts";
import type { Assumption, DominantUncertainty, Estimate, Metrics } from "../estimate/result.ts";
import { sha256 } from "../facts/sha256.ts";
import { type Review, verdictOf } from "../review/review.ts";
import type { ManifestReview, ReviewedManifest } from "../review/review-manifest.ts";
import type { BudgetRow } from "../score/budgets.ts";
import { coveragePercent, scorePercent, type Tally } from "../score/score.ts";
import type { Together } from "../score/together.ts";
import { adviceReport } from "./advice-json.ts";
import { sciReport, shiftReport } from "./carbon-json.ts";
import { figure, optional } from "./figure-json.ts";
import { findingReport, gatedIn } from "./finding-json.ts";
import { machineKeys, machinesReport } from "./machines-json.ts";
import { printedJson } from "./printed-json.ts";
import type { Report } from "./report-schema.ts";
import { sourceOf } from "./source-link.ts";
import { declaredReport, flowReport, modelReport, pricesReport } from "./use-json.ts";
import { usedFigures, usedSources } from "./used-sources.ts";
import { vendorLetters } from "./vendor-letter.ts";

/** Indented JSON with a final line break. */
export function renderJson(review: Review, advice?: Advice): string {
  return [...renderJsonInPieces(review, advice)].join("");
}

/** The same in pieces, for a report of many megabytes. */
export function renderJsonInPieces(review: Review, advice?: Advice): Generator<string> {
  return printedJson(reportOf(review, advice));
}

/** The report as a value; what is absent in it is left out of the JSON. */
export function reportOf(review: Review, advice: Advice = new Map()): Report {
  const { verdict, tally, notices, problems, manifests, together, packs } = review;
  return {
    version: 1,
    verdict,
    ...percentages(tally),
    notices: [...notices],
    problems: [...problems],
    manifests: manifests.map((one) => manifestReport(one, packs, advice.get(one.path))),
    ...(together === undefined ? {} : { together: togetherReport(together) }),
    coefficients: coefficientsOf(manifests),
    sources: sourcesOf(manifests),
    inputs: inputsOf(review),
  };
}

type ManifestReport = Report["manifests"][number];
type ReviewedReport = Extract<ManifestReport, { state: "reviewed" }>;
type BudgetReport = ReviewedReport["budgets"][number];
type TogetherReport = NonNullable<Report["together"]>;
type EstimateReport = ReviewedReport["estimate"];

function manifestReport(
  one: ManifestReview,
  packs: readonly Checklist[],
  advice: ManifestAdvice | undefined,
): ManifestReport {
  const { path, state } = one;
  if (one.state === "reviewed") return reviewedReport(one, packs, advice);
  const problems = one.state === "invalid" ? [...one.problems] : [];
  return { path, state: state as "invalid", verdict: verdictOf(one), problems };
}

function reviewedReport(
  one: ReviewedManifest,
  packs: readonly Checklist[],
  advice: ManifestAdvice | undefined,
): ManifestReport {
  const { path, manifest, gate, tally, practices, findings, notApplicable, budgets } = one;
  const gated = gatedIn(gate);
  return {
    path,
    state: "reviewed",
    product: manifest.product.name,
    stage: gate.stage,
    verdict: gate.verdict,
    ...percentages(tally),
    hurdles: [...gate.hurdles],
    practices: practices.map(({ pack, id, title, counts, tally: own }) => ({
      pack,
      id,
      title,
      ...percentages(own),
      counts: { ...counts },
    })),
    findings: findings.map((finding) => findingReport(finding, gated, sourceOf(finding, packs))),
    notApplicable: notApplicable.map(({ pack, check, items }) => ({
      pack,
      check: check.id,
      practice: check.practice,
      items: items.length,
    })),
    budgets: budgetsReport(budgets),
    estimate: estimateReport(one.estimate),
    ...adviceReport(advice),
    ...lettersReport(one),
  };
}

function lettersReport(one: ReviewedManifest): Pick<ReviewedReport, "vendorLetters"> {
  const letters = vendorLetters(one).map(({ about, ...letter }) => ({
    ...letter,
    about: [...about],
  }));
  return optional("vendorLetters", letters.length === 0 ? undefined : letters);
}

function budgetsReport(budgets: readonly BudgetRow[]): BudgetReport[] {
  return budgets.map(({ key, origin, per, limit, unit, state, sentence, increase }) => ({
    key,
    origin,
    per,
    limit,
    unit,
    state,
    sentence,
    ...(increase?.percent === undefined ? {} : { increase: increase.percent }),
  }));
}

function togetherReport({ manifests, month, budgets, hurdles }: Together): TogetherReport {
  return {
    manifests,
    month: {
      energyKwh: figure(month.energyKwh),
      carbonKg: figure(month.carbonKg),
      waterL: figure(month.waterL),
      costUsd: figure(month.costUsd),
    },
    budgets: budgetsReport(budgets),
    hurdles: [...hurdles],
  };
}

function estimateReport(estimate: Estimate): EstimateReport {
  const { functionalUnit, unitsPerMonth, month, unit, components } = estimate;
  const { energyKwh, carbonKg, waterL, costUsd } = estimate.dominantUncertainty;
  return {
    functionalUnit,
    unitsPerMonth: figure(unitsPerMonth),
    month: metrics(month),
    unit: metrics(unit),
    ...optional("machines", estimate.machines && machinesReport(estimate.machines)),
    sci: sciReport(estimate.sci),
    components: components.map((part) => ({
      id: part.id,
      kind: part.kind,
      method: part.method,
      month: metrics(part.month),
      ...optional("energyShare", part.energyShare),
      ...machineKeys(part),
      ...optional("declaredEnergy", part.declaredEnergy && declaredReport(part.declaredEnergy)),
      gridGPerKwh: figure(part.gridGPerKwh),
      ...optional("shift", part.shift === undefined ? undefined : shiftReport(part.shift)),
      ...optional(
        "marketBasedCarbonKg",
        part.marketBasedCarbonKg === undefined ? undefined : figure(part.marketBasedCarbonKg),
      ),
      assumptions: part.assumptions.map(assumption),
      ...optional("dominantUncertainty", uncertainty(part.dominantUncertainty)),
      missing: [...part.missing],
      sources: [...part.sources],
    })),
    models: estimate.models.map(modelReport),
    flows: estimate.flows.map(flowReport),
    ...optional("prices", estimate.prices && pricesReport(estimate.prices)),
    assumptions: estimate.assumptions.map(assumption),
    dominantUncertainty: {
      ...optional("energyKwh", uncertainty(energyKwh)),
      ...optional("carbonKg", uncertainty(carbonKg)),
      ...optional("waterL", uncertainty(waterL)),
      ...optional("costUsd", uncertainty(costUsd)),
    },
    missing: [...estimate.missing],
    sources: [...estimate.sources],
  };
}

function metrics(of: Metrics) {
  return {
    energyKwh: figure(of.energyKwh),
    carbonKg: figure(of.carbonKg),
    operationalCarbonKg: figure(of.operationalCarbonKg),
    embodiedCarbonKg: figure(of.embodiedCarbonKg),
    waterL: figure(of.waterL),
    costUsd: figure(of.costUsd),
  };
}

function assumption({ text, input, coefficient }: Assumption) {
  return { text, ...optional("input", input), ...optional("coefficient", coefficient) };
}

function uncertainty(of: DominantUncertainty | undefined) {
  if (of === undefined) return undefined;
  const { cause, text, share, input, narrowedBy } = of;
  return { cause, text, share, ...optional("input", input), narrowedBy };
}

/** Cut, not rounded, to a tenth: only a full score is 100. */
export function percentages(tally: Tally) {
  const cut = (value: number | undefined) =>
    value === undefined ? undefined : Math.floor(value * 10) / 10;
  return {
    ...optional("score", cut(scorePercent(tally))),
    ...optional("coverage", cut(coveragePercent(tally))),
  };
}

/** Price lists have no single figure: they are among the sources. */
function coefficientsOf(manifests: readonly ManifestReview[]): Report["coefficients"] {
  const used = estimatesOf(manifests).flatMap(usedFigures);
  const byId = new Map(used.map((one) => [one.id, one]));
  return [...byId.values()].flatMap(({ amount, source, id, boundary, old, ...about }) => {
    if (amount === undefined) return [];
    const { published, vintage, quality, locator } = about;
    const { title, url } = source;
    return {
      ...{ id, ...amount, boundary, published, vintage, quality },
      ...optional("old", old),
      ...{ locator, source: { title, url } },
    };
  });
}

function sourcesOf(manifests: readonly ManifestReview[]): Report["sources"] {
  const byTitle = new Map<string, Report["sources"][number]>();
  for (const { title, url, ids } of estimatesOf(manifests).flatMap((estimate) =>
    usedSources(estimate),
  )) {
    const known = byTitle.get(title)?.ids ?? [];
    byTitle.set(title, { title, url, ids: [...new Set([...known, ...ids])] });
  }
  return [...byTitle.values()];
}

function estimatesOf(manifests: readonly ManifestReview[]): Estimate[] {
  return manifests.flatMap((one) => (one.state === "reviewed" ? [one.estimate] : []));
}

/** What the review was made of: versions, and hashes of all texts. */
export function inputsOf({
  manifests,
  policy,
  packs,
  today,
  toolVersion,
  coefficients,
}: Review): Report["inputs"] {
  const texts = manifests.flatMap((one) =>
    one.state === "reviewed" ? [[one.path, sha256(one.text)] as const] : [],
  );
  const { path, origin, found, text } = policy;
  return {
    at: today,
    tool: toolVersion,
    manifests: Object.fromEntries(texts),
    ...energyReports(manifests),
    policy: {
      path,
      origin,
      found,
      ...optional("sha256", text === undefined ? undefined : sha256(text)),
    },
    packs: packs.map((pack) => ({
      id: pack.pack,
      version: pack.version,
      sha256: sha256(JSON.stringify(pack)),
    })),
    coefficients,
  };
}

function energyReports(manifests: Review["manifests"]): Pick<Report["inputs"], "energyReports"> {
  const named = manifests.flatMap((one) => {
    const found = one.state === "reviewed" ? [...(one.reports ?? [])] : [];
    const hashes = found.flatMap(([link, { text }]) =>
      text === undefined ? [] : [[link, sha256(text)] as const],
    );
    return hashes.length === 0 ? [] : [[one.path, Object.fromEntries(hashes)] as const];
  });
  return named.length === 0 ? {} : { energyReports: Object.fromEntries(named) };
}
