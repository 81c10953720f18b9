// The way to a pass against all ways there are, with few levers; and what stands on it whatever is changed.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { findingKey } from "../../src/advise/finding-key.ts";
import { type LeverEffect, type Levers, leversOf } from "../../src/advise/lever-effects.ts";
import { overlaps } from "../../src/advise/overlaps.ts";
import { pathToGreen } from "../../src/advise/path-to-green.ts";
import { createRehearsal } from "../../src/advise/rehearse.ts";
import { considerKept } from "../../src/answers/consider.ts";
import type { Finding } from "../../src/evaluate/finding.ts";
import { findLevers } from "../../src/levers/levers.ts";
import { parseManifest } from "../../src/manifest/manifest.ts";
import { resolvePolicy } from "../../src/review/packs.ts";
import { type Review, review } from "../../src/review/review.ts";
import type { ReviewedManifest } from "../../src/review/review-manifest.ts";
import type { Rules } from "../../src/review/weigh.ts";
import { readShipped } from "../../src/shipped/read-shipped.ts";

const TODAY = "2026-11-30";
const shipped = readShipped("dist/data");

const STRICT = `version: 1
packs: [{ use: cpl-12, enforce: all }]
gate:
  pilot: [blocker, high, medium]
  production: [blocker, high, medium]
waivers: { max_open: 100 }
`;

interface Sides {
  readonly head: string;
  readonly base?: string;
  readonly policy?: string;
  readonly policyOnHead?: string;
}

function reviewOf({ head, base, policy = STRICT, policyOnHead }: Sides): Review {
  const fileOf = (path: string, text: string) => ({ state: "text", path, text }) as const;
  const file = fileOf(".github/greenlight.yaml", policy);
  const changed = policyOnHead === undefined ? undefined : fileOf(file.path, policyOnHead);
  const changedByHead = changed !== undefined;
  const policyFile = { file, origin: "disk", changedByHead, readsNoFloor: true, head: changed };
  const path = "architecture.yaml";
  const isAlone = base === undefined;
  const manifests = [{ head: fileOf(path, head), base: fileOf(path, base ?? head), isAlone }];
  const input = { manifests, policyFile, policy: resolvePolicy(policyFile, []), packFiles: [] };
  return considerKept(review({ ...input, today: TODAY }, shipped)).review;
}

function judged(sides: Sides): { readonly one: ReviewedManifest; readonly rules: Rules } {
  const { manifests, rules, problems } = reviewOf(sides);
  const [one] = manifests;
  if (one?.state !== "reviewed" || rules === undefined)
    throw new Error(JSON.stringify([problems, one]));
  return { one, rules };
}

const textOf = (name: string) => readFileSync(`examples/${name}/architecture.yaml`, "utf8");

const blockersOf = ({ gate }: ReviewedManifest): readonly Finding[] => [
  ...gate.blocking,
  ...gate.waitingFor,
];

/** Steps of a way with these levers done, and where it leads. */
function wayWith(effects: readonly LeverEffect[], one: ReviewedManifest, rules: Rules) {
  const changes = effects.flatMap(({ lever }) => lever.changes);
  const rehearse = createRehearsal(one, changes, rules, TODAY);
  const settled = new Set<string>();
  let then = rehearse(settled);
  while (blockersOf(then).some((finding) => !settled.has(findingKey(finding)))) {
    for (const finding of blockersOf(then)) settled.add(findingKey(finding));
    then = rehearse(settled);
  }
  return { steps: effects.length + settled.size, leadsTo: then.gate.verdict };
}

function subsetsOf([first, ...rest]: readonly LeverEffect[]): readonly (readonly LeverEffect[])[] {
  if (first === undefined) return [[]];
  const others = subsetsOf(rest);
  const isFree = (some: readonly LeverEffect[]) =>
    !some.some(({ lever }) => overlaps(lever, first.lever));
  return [...others, ...others.filter(isFree).map((some) => [first, ...some])];
}

/** A few of the levers: those that answer what blocks, and those that save most. */
function fewLevers(one: ReviewedManifest): Levers {
  const { effects } = leversOf(one, findLevers, shipped, TODAY);
  const asked = new Set(blockersOf(one).map(({ check }) => check.id));
  const answering = effects.filter(({ lever }) => lever.checks.some((id) => asked.has(id)));
  const few = new Set([...answering.slice(0, 3), ...effects.filter(({ saving }) => saving > 0)]);
  return { effects: [...few].slice(0, 5), together: undefined };
}

/** Limits below what a system uses, by so many percent. */
function limited(text: string, ...[energy, cost]: readonly [number, number]): string {
  const { one } = judged({ head: text });
  const { energyKwh, costUsd } = one.estimate.month;
  if (!("likely" in energyKwh) || !("likely" in costUsd)) throw new Error("unknown");
  return `${STRICT}budgets: { kwh_per_month: ${energyKwh.high * energy}, usd_per_month: ${costUsd.high * cost} }\n`;
}

describe.each(["llm-service", "rag-assistant", "ticket-triage"])(
  "in %s no other choice of levers is a shorter way",
  (name) => {
    const head = textOf(name);
    test.each([
      ["past findings", () => STRICT],
      ["past a limit", () => limited(head, 0.8, 10)],
      ["past two limits", () => limited(head, 0.9, 0.9)],
      ["past a score", () => `${STRICT.replace("gate:", "gate:\n  min_score_pct: 70")}`],
    ])("%s", (_, policyOf) => {
      const { one, rules } = judged({ head, policy: policyOf() });
      const levers = fewLevers(one);
      const path = pathToGreen(one, levers, rules, TODAY);
      const ways = subsetsOf(levers.effects).map((some) => wayWith(some, one, rules));
      const open = ways.filter(({ leadsTo }) => leadsTo === "pass");
      const shortest = Math.min(...open.map(({ steps }) => steps));
      expect(path?.leadsTo === "pass").toBe(open.length > 0);
      if (open.length > 0) expect(path?.steps.length).toBe(shortest);
    });
  },
);

test("two limits, of which each lever is the answer to one, need both", () => {
  const head = `version: 1
product: { name: Sorting, stage: production, functional_unit: parcel }
usage: { units_per_month: 100000 }
models: [{ id: rank, name: own-ranker, access: self-hosted, task: rerank, params_b: 0.6 }]
components:
  - { id: gpu, kind: inference, runs: [rank], where: cloud, provider: aws, placement: [{ region: eu-central-1 }], accelerator: nvidia-l4, replicas: { min: 1, mean: 1, max: 1 }, busy_pct: 70, usd_per_hour: 1, deferrable: true }
flows: [{ id: ask, mode: batch, per_unit: 1, steps: [{ use: rank, input_tokens: 300, output_tokens: 0 }] }]
`;
  const advisory = "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n";
  const { carbonKg, costUsd } = judged({ head, policy: advisory }).one.estimate.month;
  if (!("low" in carbonKg) || !("low" in costUsd)) throw new Error("unknown");
  const policy = `${advisory}budgets: { kgco2e_per_month: ${carbonKg.low * 0.9}, usd_per_month: ${costUsd.low * 0.98} }\n`;
  const { one, rules } = judged({ head, policy });
  const { effects } = leversOf(one, findLevers, shipped, TODAY);
  const path = pathToGreen(one, { effects, together: undefined }, rules, TODAY);
  const kinds = path?.steps.map((step) => (step.do === "change" ? step.effect.lever.kind : ""));
  expect({ kinds: kinds?.toSorted(), leadsTo: path?.leadsTo }).toEqual({
    kinds: ["purchase", "region"],
    leadsTo: "pass",
  });
});

describe("whatever is changed in the manifest", () => {
  const head = textOf("rag-assistant");

  test("a loosened policy still waits for its owners", () => {
    const { one, rules } = judged({
      head,
      base: head,
      policyOnHead: "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n",
    });
    const loosening = blockersOf(one).find(({ check }) => check.id === "GATE-POLICY");
    expect(loosening).toBeDefined();
    for (const { lever } of leversOf(one, findLevers, shipped, TODAY).effects) {
      const then = createRehearsal(one, lever.changes, rules, TODAY)(new Set());
      expect(
        blockersOf(then).map(({ check }) => check.id),
        lever.title,
      ).toContain("GATE-POLICY");
    }
  });

  test("no lever loosens the gate by itself", () => {
    const { one, rules } = judged({ head, base: head });
    for (const { lever } of leversOf(one, findLevers, shipped, TODAY).effects) {
      const { findings } = createRehearsal(one, lever.changes, rules, TODAY)(new Set());
      expect(
        findings.filter(({ check }) => check.id.startsWith("GATE")),
        lever.title,
      ).toEqual([]);
    }
  });

  test("what is waived stays so while its facts do", () => {
    const { one, rules } = judged({ head: waived(head) });
    const excused = one.findings.filter(({ outcome }) => outcome === "waived").map(findingKey);
    expect(excused.length).toBeGreaterThan(3);
    for (const { lever } of leversOf(one, findLevers, shipped, TODAY).effects) {
      const then = createRehearsal(one, lever.changes, rules, TODAY)(new Set());
      const before = new Map(one.findings.map((finding) => [findingKey(finding), finding]));
      for (const finding of then.findings) {
        const was = before.get(findingKey(finding));
        if (was?.outcome !== "waived" || finding.outcome === "pass") continue;
        const isSame = was.hashes().facts === finding.hashes().facts;
        expect(finding.outcome === "waived", `${lever.title}: ${findingKey(finding)}`).toBe(isSame);
      }
    }
  });
});

/** All that blocks is waived. */
function waived(text: string): string {
  const { one } = judged({ head: text });
  const parsed = parseManifest("architecture.yaml", text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const waivers = blockersOf(one).map((finding) => {
    const { version, facts } = finding.hashes();
    const { check, item } = finding;
    return {
      check: check.id,
      ...(item.key === "manifest" ? {} : { item: item.key }),
      ...{ version, facts, by: one.manifest.product.pm, on: TODAY, until: "2026-12-24" },
      ...{ reason: "migration-planned", because: "It is on the way." },
    };
  });
  return stringify({ ...parsed.located.value, waivers }, { aliasDuplicateObjects: false });
}
