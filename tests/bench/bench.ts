// `npm run bench`: start-up, growth, bundles, API calls and memory, measured and printed. Not a test:
// machines differ, so times are ratios to an empty Node process of the same run.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { factsOf, pullRequestPayload } from "../github-double/event-payload.ts";
import type { RecordedRequest } from "../github-double/faults.ts";
import { type GithubDouble, startGithubDouble, writesOf } from "../github-double/github-double.ts";
import { addRepository, createGithub } from "../github-double/github-state.ts";
import { openPullRequest, push } from "../github-double/seed.ts";
import { runAction } from "../run-action.ts";
import { largeManifest } from "./large-manifest.ts";
import { buildPhases, measurePhases } from "./phases.ts";

const CLI = join(import.meta.dirname, "../../dist/cli/index.js");
const EXAMPLE = join(import.meta.dirname, "../../examples/rag-assistant/architecture.yaml");
const ROUNDS = 15;

const folder = mkdtempSync(join(tmpdir(), "greenlight-bench-"));
try {
  warnOfSettings();
  print("Node", process.version);
  benchCommandLine();
  await benchAction();
  await benchGrowth();
  benchBundles();
} finally {
  rmSync(folder, { recursive: true });
}

/** Certificates alone can triple the start of an empty process. */
function warnOfSettings(): void {
  const set = ["NODE_EXTRA_CA_CERTS", "NODE_OPTIONS"].filter((name) => name in process.env);
  if (set.length > 0)
    process.stderr.write(`Unset ${set.join(" and ")}: the ratios are wrong with it.\n`);
}

function print(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(52)} ${value}\n`);
}

/** Pairs, run in turn, so that what else the machine does hits both alike. */
function benchCommandLine(): void {
  const review = (...more: string[]) => [CLI, "review", ...more];
  const cases: [string, string[]][] = [
    ["review of an example, text", review(EXAMPLE)],
    ["review of an example, text with advice", review(EXAMPLE, "--advice")],
    ["review of an example, json", review(EXAMPLE, "--format", "json")],
    ["--version", [CLI, "--version"]],
  ];
  for (const [name, args] of cases) {
    const ratios: number[] = [];
    for (let round = -2; round < ROUNDS; round += 1) {
      const empty = milliseconds(["-e", "0"]);
      const own = milliseconds(args);
      if (round >= 0) ratios.push(own / empty);
    }
    print(`command line: ${name}`, `${median(ratios).toFixed(1)} times an empty process`);
  }
  print("command line: peak memory, example", `${peakMebibytes(review(EXAMPLE)).toFixed(0)} MiB`);
}

function milliseconds(args: readonly string[]): number {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0 && status !== 1)
    throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

/**
 * What the kernel says of the process's resident memory at its highest. Linux counts what a process was forked from
 * into the usage that it reports, which here is more than the process itself: there its own status is asked.
 */
function peakMebibytes(args: readonly string[]): number {
  const own = `/VmHWM:\\s+(\\d+)/.exec(require("fs").readFileSync("/proc/self/status", "utf8"))[1]`;
  const peak = process.platform === "linux" ? own : "process.resourceUsage().maxRSS";
  const script = `process.on("exit", () => process.stderr.write("peak " + ${peak}))`;
  const preload = join(folder, "peak.cjs");
  writeFileSync(preload, script);
  const { stderr } = spawnSync(process.execPath, ["--require", preload, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  return Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
}

/** Without threads and with them: those who ask none pay nothing for them. */
async function benchAction(): Promise<void> {
  for (const threads of [false, true]) {
    const scene = await startScene(threads);
    try {
      for (const kind of ["first", "unchanged"] as const) await benchRuns(scene, kind, threads);
    } finally {
      await scene.github.close();
    }
  }
}

async function benchRuns(
  scene: Scene,
  kind: "first" | "unchanged",
  threads: boolean,
): Promise<void> {
  const ratios: number[] = [];
  let calls: readonly RecordedRequest[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    if (kind === "first") scene.forget();
    const measured = await measureRun(scene);
    calls = measured.calls;
    if (round >= 0) ratios.push(measured.ratio);
  }
  const writes = writesOf(calls).length;
  const what = threads ? `${kind} run, with threads` : `${kind} run`;
  print(`action: API calls of a ${what}`, `${calls.length}, of which writes ${writes}`);
  print(`action: ${what} against loopback`, `${median(ratios).toFixed(1)} times an empty process`);
}

interface Scene {
  readonly github: GithubDouble;
  /** Takes back what earlier runs posted. */
  forget(): void;
  run(): ReturnType<typeof runAction>;
}

/** One pull request that changes a manifest, in a repository with a policy. */
async function startScene(threads: boolean): Promise<Scene> {
  const state = createGithub();
  const repository = addRepository(state, "acme/shop");
  const policy = { ".github/greenlight.yaml": "version: 1\n" };
  const base = push(state, repository, "main", { "architecture.yaml": "version: 1\n", ...policy });
  push(
    state,
    repository,
    "feature/x",
    { "architecture.yaml": readFileSync(EXAMPLE, "utf8") },
    base,
  );
  const pull = openPullRequest(state, repository, { number: 7, head: "feature/x" });
  const github = await startGithubDouble(state, { witnessed: false });
  return {
    github,
    forget: () => {
      repository.comments.length = 0;
      repository.checkRuns.length = 0;
      repository.reviews.length = 0;
      repository.reviewComments.length = 0;
      repository.threads.length = 0;
    },
    run: () =>
      runAction({
        url: github.url,
        event: "pull_request_target",
        payload: pullRequestPayload(factsOf(repository, pull), "synchronize"),
        repository: "acme/shop",
        sha: base,
        inputs: { threads: String(threads) },
        env: { GREENLIGHT_PACING: "none" },
      }),
  };
}

async function measureRun({ github, run }: Scene) {
  const empty = await emptyProcess();
  const before = github.requests.length;
  const { exitCode, milliseconds } = await run();
  if (exitCode !== 0) throw new Error(`the action ended with ${exitCode}`);
  return { ratio: milliseconds / empty, calls: github.requests.slice(before) };
}

/** Started as the action is, not synchronously: the double answers from this same process. */
function emptyProcess(): Promise<number> {
  const begin = performance.now();
  return new Promise((resolve) => {
    spawn(process.execPath, ["-e", "0"]).on("close", () => resolve(performance.now() - begin));
  });
}

async function benchGrowth(): Promise<void> {
  const phases = await buildPhases(folder);
  for (const components of [10, 100, 1000, 10_000]) {
    const text = largeManifest(components);
    const path = join(folder, `${components}.yaml`);
    const { parse, rest } = measurePhases(phases, text);
    const kilobytes = (text.length / 1024).toFixed(0);
    print(
      `${components} components, ${kilobytes} KiB`,
      `parse ${parse.toFixed(0)} ms, rest ${rest.toFixed(0)} ms (in one process, first call)`,
    );
    if (text.length > 1024 * 1024) continue;
    writeFileSync(path, text);
    for (const format of ["text", "json"]) benchReview(components, path, format);
    benchAdvice(components, path);
  }
}

function benchReview(components: number, path: string, format: string): void {
  const args = [CLI, "review", path, "--format", format];
  const ratio = median(
    Array.from({ length: 3 }, () => milliseconds(args) / milliseconds(["-e", "0"])),
  );
  print(
    `${components} components, whole command line, ${format}`,
    `${ratio.toFixed(1)} times an empty process, peak ${peakMebibytes(args).toFixed(0)} MiB`,
  );
}

/** Whole command line with advice and without, in turn. Target: at most 3 times at 1,000 components. */
function benchAdvice(components: number, path: string): void {
  const plain = [CLI, "review", path];
  const ratio = median(
    Array.from({ length: 3 }, () => milliseconds([...plain, "--advice"]) / milliseconds(plain)),
  );
  print(
    `${components} components, with advice`,
    `${ratio.toFixed(1)} times the review without it, peak ${peakMebibytes([...plain, "--advice"]).toFixed(0)} MiB`,
  );
}

function benchBundles(): void {
  const dist = join(import.meta.dirname, "../../dist");
  for (const part of ["cli", "action", "data"]) {
    const bytesOf = (wanted: (file: string) => boolean) =>
      readdirSync(join(dist, part))
        .filter(wanted)
        .reduce((sum, file) => sum + statSync(join(dist, part, file)).size, 0)
        .toLocaleString("en");
    const isProgram = (file: string) => file.endsWith(".js");
    const data = bytesOf((file) => !isProgram(file));
    print(`bytes of dist/${part}`, `programs ${bytesOf(isProgram)}, data ${data}`);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
