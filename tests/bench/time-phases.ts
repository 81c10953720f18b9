// Reads a manifest from standard input and prints how long its phases took, in milliseconds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseText } from "yaml";
import { compileSparingly } from "../../src/command/engine.ts";
import { estimateNeeds } from "../../src/estimate/data.ts";
import { estimate } from "../../src/estimate/estimate.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { factsOf } from "../../src/facts/facts.ts";
import { Manifest } from "../../src/manifest/manifest.ts";
import { DEFAULT_POLICY } from "../../src/policy/policy.ts";
import { practiceRows, tallyOf } from "../../src/score/score.ts";
import { readShipped } from "../../src/shipped/read-shipped.ts";
import { LIMITS } from "../../src/yaml/limits.ts";
import { type Located, parseYaml } from "../../src/yaml/parse-yaml.ts";

const TODAY = "2026-11-22";
const text = readFileSync(0, "utf8");

void time();

async function time(): Promise<void> {
  await compileSparingly();
  const shipped = readShipped(join(process.cwd(), "dist/data"));
  const begin = performance.now();
  const located = text.length <= LIMITS.bytes ? parsedAsShipped() : parsedWithoutLimit();
  const parse = performance.now() - begin;

  const after = performance.now();
  const { value } = located;
  const figures = estimate(value, shipped.estimateData(estimateNeeds(value)), TODAY);
  const [use] = DEFAULT_POLICY.packs;
  const pack = [...shipped.packs.values()][0];
  if (use === undefined || pack === undefined) throw new Error("no pack ships");
  const facts = factsOf(value, undefined, TODAY);
  const { findings, notApplicable } = evaluate([{ pack, use }], facts, located);
  practiceRows([], findings, notApplicable);
  tallyOf(findings);
  const rest = performance.now() - after;
  process.stdout.write(JSON.stringify({ parse, rest, parts: figures.components.length }));
}

function parsedAsShipped(): Located<Manifest> {
  const parsed = parseYaml("architecture.yaml", text, Manifest);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems.slice(0, 3)));
  return parsed.located;
}

/** The product refuses so large a file; what comes after parsing shall be measured all the same. */
function parsedWithoutLimit(): Located<Manifest> {
  const value = Manifest.parse(parseText(text));
  return { file: "architecture.yaml", value, positionOf: () => ({ line: 1, column: 1 }) };
}
