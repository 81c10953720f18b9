import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Lever } from "../../src/levers/lever.ts";
import { ASKED } from "../../src/levers/step-checks.ts";
import { withChanges } from "../../src/levers/with-changes.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import { judged, reviewFiles, shippedFromSource } from "../review-files.ts";
import { EXAMPLES } from "../source-data.ts";
import { leversOf } from "./model-scene.ts";
import { classifierService, ownService, soldService } from "./service.ts";

const SHIPPED = shippedFromSource();
const MANY = {
  usage: { units_per_month: 400_000 },
  environments: [{ name: "ci", evals: [{ use: "ask", calls: 160_000 }] }],
};

/** Manifests in which every check that these levers answer is open somewhere. */
const MANIFESTS: readonly (readonly [string, Manifest])[] = [
  ...EXAMPLES,
  ["many in flight", ownService({ rest: MANY })],
  ["some in flight", ownService({ gpu: { concurrency: 40 } })],
  ["a classifier", classifierService()],
  [
    "long prompts",
    soldService({
      flow: { mode: "batch" },
      step: {
        input_tokens: 16_000,
        prompt_tokens_fixed: 9000,
        context_tokens: 6000,
        max_output_tokens: undefined,
        reasoning_tokens: 9000,
      },
    }),
  ],
  [
    "a loop",
    soldService({
      step: { repeats: "until-done", calls: 9, input_tokens: 9000, prompt_tokens_fixed: 2500 },
    }),
  ],
  [
    "a narrow task",
    ownService({
      model: { name: "Qwen/Qwen3-14B", params_b: 14.8, task: "extract" },
      rest: { usage: { units_per_month: 8_000_000 } },
    }),
  ],
];

/** Outcomes of a check on items that the lever is about: its own, or the whole manifest. */
function outcomesOf(manifest: Manifest, check: string, { item }: Lever): readonly string[] {
  const { findings } = judged(
    reviewFiles({ "architecture.yaml": stringify(manifest) }, undefined, SHIPPED),
  );
  return findings
    .filter(
      (one) => one.check.id === check && (one.item.key === item || one.item.key === "manifest"),
    )
    .map(({ outcome }) => outcome);
}

/** A person is asked whether it was tried; once it is done, there is nothing to ask. */
const ASKS_A_PERSON = "CH12-D5-07";

describe.each(MANIFESTS)("in %s", (_, manifest) => {
  test("each check that a lever names is open, and passes once the lever is pulled", () => {
    for (const lever of leversOf(manifest))
      for (const check of lever.checks) {
        const about = `${check} of ${lever.title}`;
        expect(["fail", "question"], about).toContain(outcomesOf(manifest, check, lever)[0]);
        const after = outcomesOf(withChanges(manifest, lever.changes), check, lever);
        expect(after, about).toEqual(check === ASKS_A_PERSON ? [] : ["pass"]);
      }
  });
});

test("every check that these levers can answer is answered somewhere above", () => {
  const answered = MANIFESTS.flatMap(([, manifest]) =>
    leversOf(manifest).flatMap(({ checks }) => checks),
  );
  expect([...new Set(answered)].sort()).toEqual([
    "CH12-C2-04",
    "CH12-D2-02",
    "CH12-D2-03",
    "CH12-D3-06",
    "CH12-D3-12",
    "CH12-D4-01",
    "CH12-D4-03",
    "CH12-D4-04",
    "CH12-D4-06",
    "CH12-D4-07",
    "CH12-D5-01",
    "CH12-D5-07",
  ]);
});

test("the thresholds are those of the pack", () => {
  const { params } = parse(readFileSync("checklists/12-refine-architecture.yaml", "utf8"));
  const spelt = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const own = Object.fromEntries(
    Object.keys(ASKED).map((name) => [name, params[spelt(name)]?.value]),
  );
  expect(own).toEqual(ASKED);
});

test("a thousand steps, models and machines get at most two levers of a kind each, and soon", () => {
  const many = Array.from({ length: 1000 }, (_, at) => at);
  const {
    models,
    components = [],
    flows,
  } = ownService({
    gpu: { busy_pct: 40 },
    step: { prompt_tokens_fixed: 2000 },
  });
  const manifest: Manifest = {
    ...ownService(),
    models: many.map((at) => ({ ...(models[0] ?? fail()), id: `chat-${at}` })),
    components: many.map((at) => ({
      ...(components[0] ?? fail()),
      id: `gpu-${at}`,
      runs: [`chat-${at}`],
    })),
    flows: many.map((at) => ({
      ...(flows[0] ?? fail()),
      id: `ask-${at}`,
      steps: [{ ...(flows[0]?.steps[0] ?? fail()), use: `chat-${at}` }],
    })),
  };
  const counts = new Map<string, number>();
  for (const { kind, item } of leversOf(manifest))
    counts.set(`${kind} ${item}`, 1 + (counts.get(`${kind} ${item}`) ?? 0));
  expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(2);
});

function fail(): never {
  throw new Error("the service has one of each");
}
