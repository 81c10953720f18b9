// Manifests, policies and packs: read, and where they can be read, used.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";
import { parseChecklist } from "../../src/checklist/parse-checklist.ts";
import { runPackTests } from "../../src/evaluate/run-pack-tests.ts";
import { parseManifest } from "../../src/manifest/manifest.ts";
import { branchesOf, parsePolicy } from "../../src/policy/policy.ts";
import { assertProblems, parsedSoundly, textOf } from "./file-properties.ts";
import { YAML_PIECES } from "./hostile.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { mutated } from "./mutate.ts";
import { assertNotEvaluated, assertShown, POLICY_FILE, reviewOf } from "./review-properties.ts";
import { shaped, valuesOf } from "./shaped.ts";
import type { Target } from "./target.ts";

const read = (path: string) => readFileSync(path, "utf8");
const schemaOf = (name: string) => JSON.parse(read(`schema/${name}.schema.json`));

const EXAMPLES = [
  "llm-service",
  "rag-assistant",
  "tender-agents",
  "ticket-triage",
  "weld-inspection",
].map((name) => read(`examples/${name}/architecture.yaml`));
const SMALL = read(".github/architecture.yaml");
const MANIFESTS = [...EXAMPLES, SMALL, read("tests/fixtures/attacked.yaml")];

const POLICIES = [
  read(".github/greenlight.yaml"),
  read(".github/greenlight-examples.yaml"),
  `version: 1
branches: [release/*, "next"]
packs:
  - { use: cpl-12, enforce: all, from: 2026-01-01, params: { min_text: 20 } }
  - use: checklists/own.yaml
    enforce: advisory
    severity: { OWN-1: low }
gate: { idea: [], prototype: [blocker], pilot: [blocker, high], production: [blocker, high] }
people:
  answer: { users: [lea], teams: [acme/ml] }
  waive: { users: ["@otto"] }
waivers: { max_days: 60, max_open: 3, unwaivable: [CH12-D1-04] }
answers_expire_days: 90
ledger: branch
budgets: [{ match: "services/**", cost_usd_month: 1000, carbon_kg_month: 50 }]
`,
];

/** The shipped pack by two checks at a time: all of it would take longer than it finds. */
const PACKS = [
  ...pieces(read("checklists/12-refine-architecture.yaml"), 2),
  ...["tests/fixtures/own-pack.yaml", "tests/fixtures/attacked-pack.yaml"].map(read),
];

/** Each sound by itself: a parameter that no check uses is a fault. */
function pieces(text: string, checks: number): string[] {
  const [head = "", ...all] = text.split(/^(?= {2}- id: )/m);
  const count = Math.ceil(all.length / checks);
  return Array.from({ length: count }, (_, at) => {
    const some = all.slice(at * checks, (at + 1) * checks).join("");
    const used = head.replace(/^ {2}(\w+):\n {4}\{.*\n/gm, (lines, name: string) =>
      some.includes(`params.${name}`) ? lines : "",
    );
    return `${used.replace(/^params:\n(?=\S|\n)/m, "")}${some}`;
  });
}

/** The words of a format, as lines of its real files and as bare keys. */
function piecesOf(texts: readonly string[]): string[] {
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line.trim() !== "");
  const keys = lines.flatMap((line) => /[a-z_]+: /.exec(line)?.[0] ?? []);
  return [
    ...YAML_PIECES,
    ...YAML_PIECES,
    ...new Set(keys),
    ...lines.slice(0, 150).map((line) => `${line}\n`),
  ];
}

function inputs(texts: readonly string[], schema: string) {
  const real = texts.map((text): unknown => parse(text, { logLevel: "silent" }));
  const values = fc.oneof(valuesOf(schemaOf(schema)), fc.constantFrom(...real));
  const sources = { pieces: piecesOf(texts), mutated: mutated(texts), shaped: shaped(values) };
  return (longest: number) => inputsOf(sources, longest);
}

function checkManifest({ content }: Input): boolean {
  const path = "architecture.yaml";
  const text = textOf(path, content);
  if (text === undefined) return false;
  const manifest = parsedSoundly(path, text, parseManifest);
  const review = reviewOf({ manifest: text });
  if (manifest === undefined) assertNotEvaluated(review);
  else assertShown(review);
  return manifest !== undefined;
}

function checkPolicy({ content }: Input): boolean {
  const text = textOf(POLICY_FILE, content);
  if (text === undefined) return false;
  const policy = parsedSoundly(POLICY_FILE, text, parsePolicy);
  assert(Array.isArray(branchesOf(text)));
  const review = reviewOf({ manifest: SMALL, policy: text });
  assertProblems(POLICY_FILE, text, review.problems);
  if (policy === undefined || review.problems.length > 0) assertNotEvaluated(review);
  else assertShown(review);
  return policy !== undefined;
}

function checkPack({ content }: Input): boolean {
  const path = "checklists/own.yaml";
  const text = textOf(path, content);
  if (text === undefined) return false;
  const pack = parsedSoundly(path, text, parseChecklist);
  if (pack !== undefined) runPackTests(pack);
  const policy = `version: 1\npacks: [{ use: ${path}, enforce: all }]\n`;
  const review = reviewOf({ manifest: SMALL, policy, packs: { [path]: text } });
  if (pack === undefined) assertNotEvaluated(review);
  else assertShown(review);
  return pack !== undefined;
}

export const FILE_TARGETS: readonly Target[] = [
  { name: "manifest", share: 0.05, inputs: inputs(MANIFESTS, "manifest"), check: checkManifest },
  { name: "policy", share: 0.04, inputs: inputs(POLICIES, "policy"), check: checkPolicy },
  { name: "pack", share: 0.05, inputs: inputs(PACKS, "pack"), check: checkPack },
];
