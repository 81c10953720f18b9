// What holds of the review of anything that can be read: every text of it can be written, with figures that are figures.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as z from "zod/mini";
import { type Advice, adviceOf } from "../../src/advise/advice.ts";
import { considerKept } from "../../src/answers/consider.ts";
import { findLevers } from "../../src/levers/levers.ts";
import type { FoundReport } from "../../src/measured/measured-report.ts";
import { extrasOf } from "../../src/render/html/extras.ts";
import { renderHtml } from "../../src/render/html/report.ts";
import { renderJson, reportOf } from "../../src/render/json.ts";
import { outputsOf } from "../../src/render/outputs.ts";
import { renderPullRequest } from "../../src/render/pull-request.ts";
import { Report } from "../../src/render/report-schema.ts";
import { renderMarkdown } from "../../src/render/scorecard.ts";
import { renderText } from "../../src/render/text.ts";
import { adviceText } from "../../src/render/text-advice.ts";
import { readPackFile } from "../../src/review/pack-file.ts";
import { packPaths, resolvePolicy } from "../../src/review/packs.ts";
import { type Review, review } from "../../src/review/review.ts";
import type { ManifestPair, SourceFile } from "../../src/review/source-file.ts";
import { shippedFromSource } from "../review-files.ts";
import { DAY } from "../run-cli.ts";

const SHIPPED = shippedFromSource();
export const POLICY_FILE = ".github/greenlight.yaml";

interface Files {
  readonly manifest: string;
  readonly policy?: string;
  /** Texts of packs by path. */
  readonly packs?: Readonly<Record<string, string>>;
  readonly reports?: ReadonlyMap<string, FoundReport>;
}

export function reviewOf({ manifest, policy, packs = {}, reports }: Files): Review {
  const head = { state: "text" as const, path: "architecture.yaml", text: manifest };
  const pair: ManifestPair = { head, base: head, reports };
  const file = sourceOf(POLICY_FILE, policy);
  const policyFile = { file, origin: "branch main", changedByHead: false };
  const resolved = resolvePolicy(policyFile, []);
  const packFiles = packPaths(resolved, SHIPPED.packs).map((path) =>
    readPackFile(sourceOf(path, packs[path])),
  );
  const input = { manifests: [pair], policyFile, policy: resolved, packFiles, today: DAY };
  return considerKept(review(input, SHIPPED)).review;
}

function sourceOf(path: string, text: string | undefined): SourceFile {
  return text === undefined ? { state: "absent", path } : { state: "text", path, text };
}

const SHA = "0123456789abcdef0123456789abcdef01234567";
const SHOWING = {
  checkName: "greenlight",
  publish: "check",
  comment: "always",
  resolve: false,
} as const;

/** All that anybody is shown of a review. */
export function assertShown(one: Review): void {
  const report = reportOf(one);
  const shape = z.safeParse(Report, report);
  assert(shape.success, `no report: ${JSON.stringify(shape.error?.issues)}`);
  assertFigures(report, "report");
  const inJson: unknown = JSON.parse(renderJson(one));
  assert.deepEqual(inJson, JSON.parse(JSON.stringify(report)), "the JSON says something else");
  assertFigures(outputsOf(one), "outputs");
  const texts = [renderText(one, { colour: false, width: 80 }), renderMarkdown(one)];
  for (const text of texts) assert(text.trim() !== "", "an empty text");
  const advice = adviceOf(one, findLevers, SHIPPED);
  assertAdvised(one, advice);
  assertPullRequest(one, advice);
}

/** What to do next is worked out of whatever can be judged, and shown. */
function assertAdvised(one: Review, advice: Advice): void {
  const shape = z.safeParse(Report, reportOf(one, advice));
  assert(shape.success, `no report with advice: ${JSON.stringify(shape.error?.issues)}`);
  for (const { levers, path } of advice.values()) {
    for (const { saving, month } of levers.effects)
      assertFinite([saving, month && Object.values(month)], "a lever");
    assert(path === undefined || path.steps.length > 0 || path.left.length > 0, "an empty way");
  }
  const lines = [...advice.values()].flatMap((found) =>
    adviceText(found, { colour: false, width: 80 }).flat(),
  );
  const wrong = lines.find((text) => /\b(?:NaN|undefined|Infinity)\b/.test(text));
  assert(wrong === undefined, `advice without a figure: ${wrong}`);
  assert(renderHtml(one, extrasOf(one, advice, undefined)).endsWith("</html>\n"), "no page");
}

function assertFinite(value: unknown, path: string): void {
  if (typeof value === "number") assert(Number.isFinite(value), `${path} is ${value}`);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) assertFinite(inner, `${path}.${key}`);
}

/** Within what GitHub takes. */
function assertPullRequest(one: Review, advice?: Advice): void {
  const policy = { file: sourceOf(POLICY_FILE, undefined), origin: "", changedByHead: false };
  const place = { headSha: SHA, number: 7, inputs: "", speaks: true, policy, manifests: [] };
  const { comment = "", check } = renderPullRequest({ review: one, advice }, place, SHOWING);
  assert(comment.length <= 65_536, `a comment of ${comment.length} characters`);
  assert(Buffer.byteLength(check.summary) <= 65_535, "a check that is too long");
  assert(check.title.length <= 140, "a title that is too long");
  assert(check.annotations.length <= 50, `${check.annotations.length} annotations`);
  for (const { line, title, message } of check.annotations) {
    assert(line >= 1 && title.length <= 255 && title !== "" && message !== "", "an annotation");
    assert(Buffer.byteLength(message) <= 64 * 1024, "an annotation that is too long");
  }
  assert.equal(check.conclusion === "success", isGreen(one), "a conclusion against the verdict");
}

const isGreen = ({ verdict }: Review): boolean =>
  verdict === "pass" || verdict === "not-applicable";

/** Finite, never negative, and with the likely figure within its range. */
export function assertFigures(value: unknown, path: string): void {
  if (typeof value === "number") {
    assert(Number.isFinite(value) && value >= 0, `${path} is ${value}`);
    return;
  }
  if (typeof value === "string" && /^(?:NaN|-?Infinity)$/.test(value))
    assert.fail(`${path} is ${value}`);
  if (typeof value !== "object" || value === null) return;
  const { low, likely, high } = value as Partial<Record<string, unknown>>;
  if (typeof low === "number" && typeof likely === "number" && typeof high === "number")
    assert(low <= likely && likely <= high, `${path}: ${low}, ${likely}, ${high}`);
  for (const [key, inner] of Object.entries(value)) assertFigures(inner, `${path}.${key}`);
}

/** What cannot be read is never judged, least of all to pass. */
export function assertNotEvaluated(one: Review): void {
  assert.equal(one.verdict, "error");
  assert.equal(reportOf(one).verdict, "error");
  assertPullRequest(one);
}
