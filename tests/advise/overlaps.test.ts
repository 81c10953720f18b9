import { describe, expect, test } from "vitest";
import { overlaps } from "../../src/advise/overlaps.ts";
import type { FieldChange, Lever } from "../../src/levers/lever.ts";
import { findLevers } from "../../src/levers/levers.ts";
import { withChanges } from "../../src/levers/with-changes.ts";
import type { Component } from "../../src/manifest/component.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import type { Model } from "../../src/manifest/model.ts";
import { manifestOf } from "../estimate-manifest.ts";
import { EXAMPLES, exampleOf, leversIn } from "../levers/lever-scene.ts";

const leverOf = (changes: readonly FieldChange[], more: Partial<Lever> = {}): Lever => ({
  kind: "prompt",
  item: `steps/${JSON.stringify(changes.map(({ path }) => path))}`,
  title: "",
  changes,
  assumes: [],
  evidence: [],
  effort: "setting",
  against: [],
  checks: [],
  ...more,
});

const set = (...path: (string | number)[]): FieldChange => ({ path, value: 1 });
const gone = (...path: (string | number)[]): FieldChange => ({ path, value: undefined });

test.each<[string, readonly FieldChange[], readonly FieldChange[], boolean]>([
  ["that set the same field", [set("a", 0, "b")], [set("a", 0, "b")], true],
  ["of which one sets what holds the other's field", [set("a", 0)], [set("a", 0, "b")], true],
  ["that add an item at the same end of a list", [set("flows", 3)], [set("flows", 3)], true],
  ["of which one takes an item away before the other's", [gone("a", 1)], [set("a", 2, "b")], true],
  ["of which one takes away the last item before an end", [gone("a", 2)], [set("a", 3)], true],
  ["of which one takes an item away behind the other's", [gone("a", 1)], [set("a", 0, "b")], false],
  [
    "of which one takes an item away of another list",
    [gone("a", 0, "c", 1)],
    [set("a", 1, "c", 2)],
    false,
  ],
  [
    "of which one takes a field away beside the other's",
    [gone("a", 1, "c")],
    [set("a", 2, "b")],
    false,
  ],
  ["that set fields of different items", [set("a", 0, "b")], [set("a", 1, "b")], false],
])("two levers %s", (_, one, other, expected) => {
  expect(overlaps(leverOf(one), leverOf(other))).toBe(expected);
  expect(overlaps(leverOf(other), leverOf(one))).toBe(expected);
});

test("a lever does not go with one that sets what it is worked out from", () => {
  const one = leverOf([set("a", 0, "b")], { restsOn: [["a", 0, "c"]] });
  expect(overlaps(one, leverOf([set("a", 0, "c")]))).toBe(true);
  expect(overlaps(leverOf([set("a", 0, "c")]), one)).toBe(true);
  expect(overlaps(one, leverOf([set("a", 0, "d")], { restsOn: [["a", 0, "c"]] }))).toBe(false);
});

test("two levers of one kind on one item are two answers to one question", () => {
  const about: Partial<Lever> = { kind: "region", item: "components/gpu" };
  expect(overlaps(leverOf([set("a")], about), leverOf([set("b")], about))).toBe(true);
});

test.each(EXAMPLES)("in %s levers that go together may be done in any order", (name) => {
  const manifest = exampleOf(name);
  const levers = leversIn(manifest, findLevers);
  for (const [at, one] of levers.entries())
    for (const other of levers.slice(at + 1)) {
      if (overlaps(one, other)) continue;
      const [there, back] = [
        [one, other],
        [other, one],
      ].map((both) =>
        withChanges(
          manifest,
          both.flatMap(({ changes }) => changes),
        ),
      );
      expect(there, `${one.title}; ${other.title}`).toEqual(back);
    }
});

const GPU: Component = {
  id: "gpu",
  kind: "inference",
  runs: ["llm"],
  where: "cloud",
  provider: "aws",
  placement: [{ region: "eu-central-1" }],
  accelerator: "nvidia-h100",
};

/** A language model on machines of one's own, or of a vendor's, that one step calls. */
function asking(parts: Partial<Manifest>, step: object = {}): Manifest {
  const use = parts.models?.[0]?.id ?? "llm";
  const steps = [{ use, input_tokens: 3000, output_tokens: 200, ...step }];
  return manifestOf({
    product: { name: "Test", stage: "pilot", functional_unit: "answer", user_countries: ["DE"] },
    usage: { units_per_month: 300_000 },
    flows: [{ id: "ask", mode: "interactive", per_unit: 1, steps }],
    ...parts,
  } as Partial<Manifest>);
}

const LLM: Model = {
  id: "llm",
  name: "meta-llama/Llama-3.1-8B-Instruct",
  access: "self-hosted",
  task: "chat",
  generative: true,
  open_weights: true,
  params_b: 8,
  precision: { weights: "bf16" },
};

const SOLD: Model = {
  id: "sold",
  name: "claude-sonnet-4-5",
  access: "api",
  platform: "anthropic",
  task: "chat",
  generative: true,
};

function pairIn(
  manifest: Manifest,
  one: Partial<Lever>,
  other: Partial<Lever>,
): readonly [Lever, Lever] {
  const levers = leversIn(manifest, findLevers);
  const found = [one, other].map((wanted) =>
    levers.find(
      ({ kind, option }) =>
        kind === wanted.kind && (wanted.option === undefined || option === wanted.option),
    ),
  );
  const [first, second] = found;
  if (first === undefined || second === undefined)
    throw new Error(
      levers.map(({ kind, option, title }) => `${kind} ${option}: ${title}`).join("\n"),
    );
  return [first, second];
}

describe("although they set different fields, there is no doing together of", () => {
  test.each<[string, Manifest, Partial<Lever>, Partial<Lever>]>([
    [
      "a cache for a prompt and a shorter prompt",
      asking({ models: [SOLD] }, { prompt_tokens_fixed: 2500 }),
      { kind: "prompt-cache" },
      { kind: "prompt" },
    ],
    [
      "a smaller model for some calls and the same one for all",
      asking({ models: [SOLD] }),
      { kind: "routing" },
      { kind: "smaller-model" },
    ],
    [
      "fewer machines and slower ones",
      asking({ models: [LLM], components: [{ ...GPU, replicas: { min: 4, mean: 8, max: 8 } }] }),
      { kind: "replicas" },
      { kind: "smaller-accelerator" },
    ],
    [
      "8-bit arithmetic and a chip that may not have it",
      asking({ models: [LLM], components: [{ ...GPU, replicas: { min: 1, max: 4 } }] }),
      { kind: "precision" },
      { kind: "smaller-accelerator" },
    ],
    [
      "spot machines and no machines",
      asking({
        models: [{ ...LLM, params_b: 1, name: "Llama-3.2-1B", task: "summarise" }],
        components: [
          { ...GPU, accelerator: "nvidia-t4", replicas: { min: 1, max: 2 }, deferrable: true },
        ],
      }),
      { kind: "purchase" },
      { kind: "on-device" },
    ],
  ])("%s", (_, manifest, one, other) => {
    const [first, second] = pairIn(manifest, one, other);
    expect(overlaps(first, second), `${first.title}; ${second.title}`).toBe(true);
    const apart = (lever: Lever) => new Set(lever.changes.map(({ path }) => path.join(".")));
    for (const path of apart(first)) expect(apart(second)).not.toContain(path);
  });
});
