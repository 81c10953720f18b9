import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { adviceOf } from "../../src/advise/advice.ts";
import type { LeverEffect } from "../../src/advise/lever-effects.ts";
import type { GreenStep } from "../../src/advise/path-to-green.ts";
import { considerKept } from "../../src/answers/consider.ts";
import { compareEstimates, type MonthDifference } from "../../src/estimate/compare.ts";
import type { Finding } from "../../src/evaluate/finding.ts";
import { findLevers } from "../../src/levers/levers.ts";
import { withChanges } from "../../src/levers/with-changes.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import { resolvePolicy } from "../../src/review/packs.ts";
import { type Review, review } from "../../src/review/review.ts";
import type { ReviewedManifest } from "../../src/review/review-manifest.ts";
import { readShipped } from "../../src/shipped/read-shipped.ts";
import { DATA, EXAMPLES } from "../levers/lever-scene.ts";

const TODAY = "2026-11-30";
const shipped = readShipped("dist/data");

/** Every check of every pack counts, whoever caused it: so that there is a way to find. */
const STRICT = `version: 1
packs: [{ use: cpl-12, enforce: all }]
gate:
  pilot: [blocker, high, medium]
  production: [blocker, high, medium]
waivers: { max_open: 100 }
`;

function reviewOf(text: string, policy = STRICT): Review {
  const head = { state: "text", path: "architecture.yaml", text } as const;
  const file = { state: "text", path: ".github/greenlight.yaml", text: policy } as const;
  const policyFile = { file, origin: "disk", changedByHead: false, readsNoFloor: true };
  const manifests = [{ head, base: head, isAlone: true }];
  const input = { manifests, policyFile, policy: resolvePolicy(policyFile, []), packFiles: [] };
  return considerKept(review({ ...input, today: TODAY }, shipped)).review;
}

function only({ manifests, problems }: Review): ReviewedManifest {
  const [one] = manifests;
  if (one?.state !== "reviewed") throw new Error(JSON.stringify([problems, one]));
  return one;
}

const textOf = (name: string) => readFileSync(`examples/${name}/architecture.yaml`, "utf8");

function adviceFor(name: string, policy?: string) {
  const reviewed = reviewOf(textOf(name), policy);
  const advice = adviceOf(reviewed, findLevers, shipped).get("architecture.yaml");
  if (advice === undefined) throw new Error("there is no advice");
  return { one: only(reviewed), ...advice };
}

const METRICS = ["energyKwh", "carbonKg", "waterL", "costUsd"] as const;

function expectSame(found: MonthDifference, manifest: Manifest, changed: Manifest, of: string) {
  const { month } = compareEstimates(manifest, changed, DATA, TODAY);
  for (const metric of METRICS) {
    const [one, whole] = [found[metric], month[metric]];
    expect(one.certainty, `${of}: ${metric}`).toBe(whole.certainty);
    if ("unknown" in one || "unknown" in whole) continue;
    for (const end of ["low", "likely", "high"] as const)
      expect(Math.abs(one[end] - whole[end]), `${of}: ${metric} ${end}`).toBeLessThanOrEqual(
        1e-4 * Math.abs(whole[end]) + 1e-9,
      );
  }
}

const changesOf = (effects: readonly LeverEffect[]) =>
  effects.flatMap(({ lever }) => lever.changes);

test.each(EXAMPLES)(
  "in %s the figures of each lever are those of the manifest it describes",
  (name) => {
    const { one, levers } = adviceFor(name);
    expect(levers.effects.length).toBeGreaterThan(0);
    for (const { lever, month } of levers.effects) {
      if (month === undefined) expect(lever.notEstimated).toBeDefined();
      else expectSame(month, one.manifest, withChanges(one.manifest, lever.changes), lever.title);
    }
    const { together } = levers;
    if (together === undefined) return;
    const all = withChanges(one.manifest, changesOf(together.effects));
    expectSame(together.month, one.manifest, all, "together");
  },
);

test.each(EXAMPLES)(
  "in %s levers that go together set no field twice, and save more than the best alone",
  (name) => {
    const { levers, best } = adviceFor(name);
    const { together } = levers;
    if (together === undefined) return;
    const paths = changesOf(together.effects).map(({ path }) => path.join("."));
    const owners = together.effects.map(
      ({ lever }) => new Set(lever.changes.map(({ path }) => path.join("."))),
    );
    for (const path of paths) expect(owners.filter((own) => own.has(path))).toHaveLength(1);
    expect(together.saving).toBeGreaterThan(best[0]?.saving ?? 0);
  },
);

/** The manifest as its people would write it: levers done, and whatever else is on the way excused. */
function followed(one: ReviewedManifest, steps: readonly GreenStep[]): string {
  const changes = steps.flatMap((step) => (step.do === "change" ? step.effect.lever.changes : []));
  const changed = withChanges(one.manifest, changes);
  // What is excused is bound to the facts of then.
  const then = only(reviewOf(stringify(changed, { aliasDuplicateObjects: false })));
  const byHand = steps.flatMap((step) => (step.do === "change" ? [] : [step.finding]));
  // What is stated well settles what waits for the same data, too.
  const waivers = byHand
    .flatMap((finding) => [finding, ...waitingFor(finding, then)])
    .map((finding) => waiverFor(finding, then));
  return stringify({ ...changed, waivers }, { aliasDuplicateObjects: false });
}

function waitingFor({ check, item }: Finding, { findings }: ReviewedManifest): Finding[] {
  return findings.filter(
    ({ mutedBy }) =>
      mutedBy?.why === "missing" && mutedBy.check === check.id && mutedBy.item === item.key,
  );
}

function waiverFor({ check, item }: Finding, { findings, manifest }: ReviewedManifest) {
  const now = findings.find((one) => one.check.id === check.id && one.item.key === item.key);
  if (now === undefined) throw new Error(`${check.id} on ${item.key} is gone`);
  const { version, facts } = now.hashes();
  return {
    check: check.id,
    ...(item.key === "manifest" ? {} : { item: item.key }),
    ...{ version, facts, by: manifest.product.pm, on: TODAY, until: "2026-12-24" },
    ...{ reason: "migration-planned", because: "It is on the way." },
  };
}

test.each(EXAMPLES)("in %s the way to a pass leads there, and no step of it is idle", (name) => {
  const { one, path } = adviceFor(name);
  expect(one.gate.verdict).not.toBe("pass");
  expect(path?.leadsTo).toBe("pass");
  const steps = path?.steps ?? [];
  expect(steps.length).toBeLessThanOrEqual(one.gate.blocking.length + one.gate.waitingFor.length);
  expect(reviewOf(followed(one, steps)).verdict).toBe("pass");
  for (const left of steps.keys())
    expect(
      reviewOf(followed(one, steps.toSpliced(left, 1))).verdict,
      `without step ${left}`,
    ).not.toBe("pass");
});

test("a gate that is open has no way to it", () => {
  const { path } = adviceFor(
    "llm-service",
    "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n",
  );
  expect(path).toBeUndefined();
});

test("an environment that stops at night stops its machines, and is advised", () => {
  const text = `version: 1
product: { name: Help desk, stage: production, functional_unit: answer }
usage: { units_per_month: 100000 }
models: [{ id: rank, name: own-ranker, access: self-hosted, task: rerank, params_b: 0.6 }]
components:
  - { id: gpu, kind: inference, runs: [rank], environment: staging, where: cloud, provider: aws, placement: [{ region: eu-north-1 }], accelerator: nvidia-l4, replicas: { min: 2, mean: 2, max: 2 } }
flows: [{ id: ask, per_unit: 1, steps: [{ use: rank, input_tokens: 300, output_tokens: 0 }] }]
environments: [{ name: staging, where: cloud, off_hours_shutdown: false }]
`;
  const advice = adviceOf(reviewOf(text), findLevers, shipped).get("architecture.yaml");
  const effect = advice?.levers.effects.find(({ lever }) => lever.item === "environments/staging");
  expect(effect?.lever.title).toBe("Stop staging at night and at weekends");
  expect(effect?.month?.energyKwh.certainty).toBe("less");
});
