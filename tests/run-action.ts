// Starts an action as a runner starts it: a process of its own in an empty folder, the event in a
// file, inputs and facts in the environment, and nothing else of this process's environment.
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

export interface ActionRun {
  /** Address of the API. */
  readonly url: string;
  readonly event: string;
  readonly payload: object;
  /** As in `acme/shop`. */
  readonly repository: string;
  /** The commit of the run: on a pull request its merge commit, never its head. */
  readonly sha: string;
  /** As in `refs/pull/7/merge`; the default branch `main` unless said. */
  readonly ref?: string;
  /** What the workflow's own token is; `ghs_actions` unless said. */
  readonly token?: string;
  /** What the workflow says under `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Further variables, and other values for those that are set here. */
  readonly env?: Readonly<Record<string, string>>;
  /** The script to start; the built action unless said. */
  readonly script?: string;
  /** The file that declares the inputs; `action.yml` of this repository unless said. */
  readonly metadata?: string;
  readonly runId?: number;
  readonly runAttempt?: number;
  readonly limitMilliseconds?: number;
}

export interface ActionResult {
  readonly exitCode: number | "timed out" | "killed";
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What was written for later steps: variables, paths and state. */
  readonly leftBehind: string;
  /** Files that outputs name, by path, as they were when the run ended. */
  readonly files: ReadonlyMap<string, string>;
  /** How long the process ran, from its start until its output was closed. */
  readonly milliseconds: number;
}

const ROOT = join(import.meta.dirname, "..");

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const folder = await mkdtemp(join(tmpdir(), "run-action-"));
  try {
    const env = await prepare(run, folder);
    const ended = await start(run, env, join(folder, "work"));
    const outputs = parseFileCommands(await readFile(join(folder, "output"), "utf8"));
    const summary = await readFile(join(folder, "summary"), "utf8");
    const later = ["env", "path", "state"].map((name) => readFile(join(folder, name), "utf8"));
    const leftBehind = (await Promise.all(later)).join("");
    return { ...ended, outputs, summary, leftBehind, files: await readOutputFiles(outputs) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lines `name=value`, or `name<<MARK`, lines, `MARK`: what a runner reads from GITHUB_OUTPUT. */
export function parseFileCommands(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const [, name, heredoc, rest = ""] = /^([^=<]+)(<<|=)(.*)$/.exec(line) ?? [];
    if (name === undefined) {
      if (line === "") continue;
      throw new Error(`A runner does not understand this line of an output file: ${line}`);
    }
    if (heredoc === "=") {
      found[name] = rest;
      continue;
    }
    const end = lines.indexOf(rest, at + 1);
    if (end === -1) throw new Error(`The end mark ${rest} of ${name} is missing`);
    found[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return found;
}

async function prepare(run: ActionRun, folder: string): Promise<Record<string, string>> {
  for (const name of ["work", "temp", "home"]) await mkdir(join(folder, name));
  for (const name of ["output", "summary", "env", "path", "state"]) {
    await writeFile(join(folder, name), "");
  }
  await writeFile(join(folder, "event.json"), JSON.stringify(run.payload));
  const { url, event, repository, sha, ref = "refs/heads/main" } = run;
  const { PATH = "" } = process.env;
  return {
    PATH,
    HOME: join(folder, "home"),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "__self",
    GITHUB_ACTOR: "alice",
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: repository.split("/")[0] ?? "",
    GITHUB_SHA: sha,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads\/|tags\/)?/, ""),
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_OUTPUT: join(folder, "output"),
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
    GITHUB_ENV: join(folder, "env"),
    GITHUB_PATH: join(folder, "path"),
    GITHUB_STATE: join(folder, "state"),
    GITHUB_RUN_ID: `${run.runId ?? 4711}`,
    GITHUB_RUN_NUMBER: "1",
    GITHUB_RUN_ATTEMPT: `${run.runAttempt ?? 1}`,
    GITHUB_WORKFLOW: "Review",
    GITHUB_JOB: "review",
    GITHUB_WORKSPACE: join(folder, "work"),
    RUNNER_TEMP: join(folder, "temp"),
    RUNNER_OS: "Linux",
    RUNNER_ARCH: "X64",
    ...(await inputVariables(run)),
    ...run.env,
  };
}

/** A runner sets every declared input, an empty one too, and upper-cases nothing but letters. */
async function inputVariables({ inputs = {}, token = "ghs_actions", metadata }: ActionRun) {
  const defaults = await readDefaults(metadata ?? join(ROOT, "action.yml"));
  // The only expression that a default of ours may hold is the workflow's own token.
  const declared = Object.entries(defaults).map(
    ([name, value]) =>
      [name, `${value ?? ""}`.replace(/\$\{\{\s*github\.token\s*\}\}/, token)] as const,
  );
  const all = [...declared, ...Object.entries(inputs)].map(
    ([name, value]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value] as const,
  );
  return Object.fromEntries(all);
}

async function readDefaults(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) return {};
  const { inputs = {} } = parse(await readFile(file, "utf8"));
  const entries = Object.entries(inputs as Record<string, { default?: unknown } | null>);
  return Object.fromEntries(entries.map(([name, input]) => [name, input?.default]));
}

type Ended = Pick<ActionResult, "exitCode" | "stdout" | "stderr" | "milliseconds">;

function start(run: ActionRun, env: Record<string, string>, cwd: string): Promise<Ended> {
  const { script = join(ROOT, "dist/action/index.js"), limitMilliseconds = 60_000 } = run;
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, [script], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, limitMilliseconds);
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(limit);
      const exitCode = late ? "timed out" : (code ?? "killed");
      resolve({
        exitCode,
        stdout: `${Buffer.concat(out)}`,
        stderr: `${Buffer.concat(err)}`,
        milliseconds: performance.now() - begin,
      });
    });
  });
}

async function readOutputFiles(outputs: Readonly<Record<string, string>>) {
  const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  const paths = Object.values(outputs).filter((value) => value.startsWith("/") && isFile(value));
  const texts = paths.map(async (path) => [path, await readFile(path, "utf8")] as const);
  return new Map(await Promise.all(texts));
}
