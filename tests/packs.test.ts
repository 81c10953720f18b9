import { readdirSync, readFileSync } from "node:fs";
import { type CelEnv, type CelInput, celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { describe, expect, test } from "vitest";
import type { Check, Checklist } from "../src/checklist/checklist.ts";
import { compileChecklist } from "../src/checklist/compile-checklist.ts";
import { parseChecklist } from "../src/checklist/parse-checklist.ts";
import type { Condition } from "../src/condition/condition.ts";
import { caseFacts, runPackTests } from "../src/evaluate/run-pack-tests.ts";
import { factObject } from "../src/facts/fact-view.ts";
import { factsOf } from "../src/facts/facts.ts";
import { rootTypes } from "../src/facts/scope-types.ts";
import { parseManifest } from "../src/manifest/manifest.ts";
import { withStepwiseHas } from "./stepwise-has.ts";

const packs = readdirSync("checklists")
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => {
    const parsed = parseChecklist(file, readFileSync(`checklists/${file}`, "utf8"));
    return { file, parsed };
  });

test("every shipped pack is sound", () => {
  expect(packs.length).toBeGreaterThan(0);
  expect(packs.flatMap(({ parsed }) => (parsed.ok ? [] : parsed.problems))).toEqual([]);
});

const sound = packs.flatMap(({ file, parsed }) =>
  parsed.ok ? [{ file, checklist: parsed.located.value }] : [],
);

describe.each(sound)("$file", ({ checklist }) => {
  test("its own cases come out as they say", () => {
    expect(runPackTests(checklist).filter(({ ok }) => !ok)).toEqual([]);
  });

  test.each(checklist.checks)("$id has cases for each way it can come out", (check) => {
    expect(expectations(check)).toEqual(check.tests.map(({ expect: word }) => word).filter(unique));
  });

  test("a second library gives the same answers on all cases", () => {
    const wrong = compileChecklist(checklist).checks.flatMap(({ check, when, pass }) =>
      check.tests.flatMap(({ given }) => {
        const { seen } = caseFacts(check, given, rootTypes(check.for), parametersOf(checklist));
        return [when, pass].flatMap((condition) => disagreement(condition, seen));
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** A check must show each outcome that it can have; the order is that of its cases. */
function expectations({ when, needs, pass, tests }: Check): string[] {
  const words = tests.map(({ expect: word }) => word).filter(unique);
  const must = [
    ...(pass === undefined ? [] : ["pass", "fail"]),
    ...(pass === undefined || needs.length > 0 ? ["question"] : []),
    ...(when === undefined ? [] : ["not-applicable"]),
  ];
  return [...words, ...must].filter(unique);
}

function unique(word: string, index: number, words: readonly string[]): boolean {
  return words.indexOf(word) === index;
}

function parametersOf({ params }: Checklist): Record<string, number> {
  return Object.fromEntries(Object.entries(params).map(([name, { value }]) => [name, value]));
}

const examples = readdirSync("examples", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(examples)("a second library gives the same answers on the example %s", (name) => {
  const path = `examples/${name}/architecture.yaml`;
  const parsed = parseManifest(path, readFileSync(path, "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const facts = factsOf(parsed.located.value, undefined, "2026-11-22");
  let compared = 0;
  const wrong = sound.flatMap(({ checklist }) => {
    const params = factObject(parametersOf(checklist));
    return compileChecklist(checklist).checks.flatMap(({ check, when, pass }) =>
      facts.items[check.for].flatMap(({ it }) => {
        compared += 1;
        const seen = factObject({ ...facts.roots, params, it });
        return [when, pass].flatMap((condition) => disagreement(condition, seen));
      }),
    );
  });
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(100);
});

/** What the two libraries say, where they differ. An error there is a missing fact here. */
function disagreement(condition: Condition | undefined, seen: object): string[] {
  if (condition === undefined) return [];
  const ours = condition.evaluate(seen);
  const own = ours.is === "missing" || ours.is === "error" ? "error" : ours.is;
  const other = oracle(condition.text)(seen);
  return own === other ? [] : [`${condition.text}: ${JSON.stringify(ours)}, and ${other}`];
}

const environment: CelEnv = celEnv({ funcs: strings });
const planned = new Map<string, (seen: object) => string>();

/** The other library; `has` over several steps means the same there, once it is written out. */
function oracle(text: string): (seen: object) => string {
  const known = planned.get(text);
  if (known !== undefined) return known;
  const run = plan(environment, parse(withStepwiseHas(text)));
  const made = (seen: object) => {
    const result = run(Object.fromEntries(Object.entries(seen).map(([k, v]) => [k, celValue(v)])));
    return isCelError(result) ? "error" : String(result);
  };
  planned.set(text, made);
  return made;
}

function celValue(value: unknown): CelInput {
  if (Array.isArray(value)) return value.map(celValue);
  if (typeof value === "object" && value !== null)
    return new Map(Object.entries(value).map(([key, field]) => [key, celValue(field)]));
  return value as CelInput;
}
