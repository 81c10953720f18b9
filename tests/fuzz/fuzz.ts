// `npm run fuzz`: at least 100,000 inputs over all parsers, from a seed that is printed. It fails where something does not hold.
//   npm run fuzz -- --seed 1 --runs 5000 --only comment
import { parseArgs } from "node:util";
import { runTarget, TARGETS, type Tally } from "./run-target.ts";

/** Of the processor, for the machine may be busy. Generous: each input is read many times, and what this is to catch takes minutes. */
const MOST_MILLISECONDS = 10_000;
const LONGEST = 70_000;
const RUNS = 100_000;

const { values } = parseArgs({
  options: { seed: { type: "string" }, runs: { type: "string" }, only: { type: "string" } },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const runs = values.runs === undefined ? RUNS : Number(values.runs);
const targets = TARGETS.filter(({ name }) => values.only === undefined || name === values.only);
if (!Number.isInteger(seed) || !Number.isInteger(runs) || targets.length === 0) {
  print(
    `--seed and --runs take whole numbers, --only one of ${TARGETS.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}

print(
  `Seed ${seed}, ${runs} inputs. The same again: npm run fuzz -- --seed ${seed} --runs ${runs}`,
);
const shares = targets.reduce((sum, { share }) => sum + share, 0);
const effort = { seed, longest: LONGEST, mostMilliseconds: MOST_MILLISECONDS };
const start = performance.now();
const rows = targets.map((target) => {
  const own = Math.ceil((runs * target.share) / shares);
  const tally = runTarget(target, { ...effort, runs: own });
  print(`${target.name}: ${tally.failure ?? `${tally.inputs} inputs, and all holds`}`);
  return { name: target.name, tally };
});

print("");
print(row("parser", "inputs", "parsed", "slowest", "kind"));
for (const { name, tally } of rows) print(rowOf(name, tally));
const total = rows.reduce((sum, { tally }) => sum + tally.inputs, 0);
const seconds = (performance.now() - start) / 1000;
const mebibytes = process.resourceUsage().maxRSS / 1024;
print(`${total} inputs in ${seconds.toFixed(0)} s, peak memory ${mebibytes.toFixed(0)} MiB.`);
const failed = rows.filter(({ tally }) => tally.failure !== undefined).map(({ name }) => name);
if (failed.length > 0) print(`Something does not hold: ${failed.join(", ")}. Seed ${seed}.`);
process.exitCode = failed.length > 0 ? 1 : 0;

function rowOf(name: string, { inputs, parsed, slowest }: Tally): string {
  const slow = `${slowest.milliseconds.toFixed(0)} ms`;
  return row(name, String(inputs), String(parsed), slow, slowest.kind ?? "");
}

function row(...cells: readonly [string, string, string, string, string]): string {
  const [name, ...rest] = cells;
  return name.padEnd(10) + rest.map((cell) => cell.padStart(10)).join("");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
