// The built command line, started as a user would.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type CliResult, DAY, runCli } from "./run-cli.ts";

const EXAMPLES = readdirSync("examples", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const RAG = readFileSync("examples/rag-assistant/architecture.yaml", "utf8");
const MANIFEST = `version: 1
product: { name: Shop search, stage: idea, functional_unit: search }
models:
  - { id: ranker, name: ranker-small, access: self-hosted, params_b: 0.1 }
flows:
  - { id: search, steps: [{ use: ranker }] }
`;
const ADVISORY = "version: 1\npacks: [{ use: cpl-12, enforce: advisory }]\n";

describe("review", () => {
  test.each(EXAMPLES)("of the example %s reads as before", async (name) => {
    const path = `examples/${name}/architecture.yaml`;
    const text = runCli(["review", path, "--at", DAY]);
    expect(text.stderr).toBe("");
    expect([0, 1]).toContain(text.exitCode);
    await expect(text.stdout).toMatchFileSnapshot(`golden/examples/${name}.txt`);
    const markdown = runCli(["review", path, "--at", DAY, "--format", "markdown"]);
    await expect(markdown.stdout).toMatchFileSnapshot(`golden/examples/${name}.md`);
    expect(markdown.exitCode).toBe(text.exitCode);
  });

  test("has a row for every practice, figures with ranges, and where they come from", () => {
    const { stdout } = runCli(["review", "examples/rag-assistant/architecture.yaml"]);
    for (const practice of [
      "D1",
      "D2",
      "D3",
      "D4",
      "D5",
      "D6",
      "D7",
      "S1",
      "S2",
      "C1",
      "C2",
      "C3",
      "C4",
    ])
      expect(stdout).toMatch(new RegExp(`^ *${practice}\\b`, "m"));
    for (const word of [
      "kWh",
      "CO2e",
      "USD",
      "per month",
      "customer question",
      "architecture.yaml:",
    ])
      expect(stdout).toContain(word);
  });

  test.each<{
    name: string;
    args: string[];
    files: Record<string, string>;
    exit: number;
    says?: RegExp;
  }>([
    {
      name: "advisory",
      args: [],
      files: { "architecture.yaml": MANIFEST, ".github/greenlight.yaml": ADVISORY },
      exit: 0,
    },
    {
      name: "the nearest policy above",
      args: ["app/architecture.yaml"],
      files: { "app/architecture.yaml": RAG, ".github/greenlight.yaml": ADVISORY },
      exit: 0,
    },
    {
      name: "a named policy",
      args: ["--policy", "p.yaml"],
      files: { "architecture.yaml": RAG, "p.yaml": ADVISORY },
      exit: 0,
    },
    { name: "a truthful pilot with gaps", args: [], files: { "architecture.yaml": RAG }, exit: 1 },
    { name: "no manifest", args: [], files: {}, exit: 2, says: /No manifest here/ },
    {
      name: "a manifest that is not there",
      args: ["nope.yaml"],
      files: {},
      exit: 2,
      says: /nope\.yaml: no such file/,
    },
    { name: "a folder", args: ["."], files: {}, exit: 2, says: /not a regular file/ },
    {
      name: "two typos",
      args: [],
      files: { "architecture.yaml": MANIFEST.replace("stage", "stagee").replace("flows", "flow") },
      exit: 2,
      says: /architecture\.yaml:2:\d+: [\s\S]*architecture\.yaml:5:1: /,
    },
    {
      name: "a broken policy",
      args: [],
      files: {
        "architecture.yaml": MANIFEST,
        ".github/greenlight.yaml": "version: 1\npacks: [{ use: cpl-13 }]\n",
      },
      exit: 2,
      says: /cpl-13.*cpl-12/,
    },
    {
      name: "an unknown parameter",
      args: [],
      files: {
        "architecture.yaml": MANIFEST,
        ".github/greenlight.yaml": "version: 1\npacks: [{ use: cpl-12, params: { nope: 1 } }]\n",
      },
      exit: 2,
      says: /nope/,
    },
    {
      name: "a policy with a glob, whose library loads when it is needed",
      args: [],
      files: {
        "architecture.yaml": MANIFEST,
        ".github/greenlight.yaml":
          "version: 1\ngate: { min_stage: [{ path: 'arch*.yaml', stage: production }] }\n",
      },
      exit: 1,
    },
    {
      name: "a broken text, whose faults are told by a library that loads when it is needed",
      args: [],
      files: { "architecture.yaml": "a: [1,,2]\nb: @x\n" },
      exit: 2,
      says: /1:7: this is one comma too many\.\n.*2:4: text cannot begin with "@"/,
    },
    {
      name: "a bad date",
      args: ["--at", "2026-02-31"],
      files: { "architecture.yaml": MANIFEST },
      exit: 2,
      says: /--at must be a date/,
    },
    {
      name: "an unknown format",
      args: ["--format", "pdf"],
      files: { "architecture.yaml": MANIFEST },
      exit: 2,
      says: /text, markdown, json, html, sarif/,
    },
    { name: "an unknown option", args: ["--polcy", "x"], files: {}, exit: 2, says: /--policy/ },
    {
      name: "different policies",
      args: ["a/architecture.yaml", "b/architecture.yaml"],
      files: {
        "a/architecture.yaml": RAG,
        "b/architecture.yaml": MANIFEST,
        "b/.github/greenlight.yaml": ADVISORY,
      },
      exit: 2,
      says: /different policies/,
    },
  ])("exit code and message: $name", ({ args, files, exit, says = /^/ }) => {
    const { exitCode, stderr } = runCli(["review", ...args], files);
    expect({ exitCode, stderr }).toEqual({ exitCode: exit, stderr: expect.stringMatching(says) });
  });

  test("--output writes the file and nothing else", () => {
    const result = runCli(["review", "--format", "json", "--output", "report.json"], {
      "architecture.yaml": MANIFEST,
    });
    expect(result).toMatchObject({ stdout: "", stderr: "" });
    expect(
      runCli(["review", "-o", "no/such/folder"], { "architecture.yaml": MANIFEST }),
    ).toMatchObject({ exitCode: 2 });
  });

  test("--format html writes one page", () => {
    const args = ["review", "examples/ticket-triage/architecture.yaml", "--at", DAY];
    const { exitCode, stdout, stderr } = runCli([...args, "--format", "html"]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: runCli(args).exitCode, stderr: "" });
    expect(stdout).toMatch(/^<!doctype html>\n<html lang="en">[\s\S]*<\/html>\n$/);
  });

  test("same input, same bytes", () => {
    const run = () =>
      runCli(["review", "examples/llm-service/architecture.yaml", "--at", DAY, "--format", "json"]);
    expect(run().stdout).toBe(run().stdout);
  });

  test("colours only where they are wanted", () => {
    const files = { "architecture.yaml": MANIFEST };
    const esc = String.fromCharCode(27);
    expect(runCli(["review"], files).stdout).not.toContain(esc);
    expect(runCli(["review"], files, { FORCE_COLOR: "1" }).stdout).toContain(esc);
    expect(
      runCli(["review", "-o", "/dev/stdout"], files, { FORCE_COLOR: "1" }).stdout,
    ).not.toContain(esc);
  });
});

describe("the surroundings", () => {
  const shell = (script: string, files: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), "greenlight-shell-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const greenlight = `greenlight() { '${process.execPath}' '${resolve("dist/cli/index.js")}' "$@"; }`;
    try {
      return spawnSync("bash", ["-c", `set -o pipefail; ${greenlight}; ${script}`], {
        cwd: folder,
        encoding: "utf8",
        timeout: 30_000,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test("a reader that stops after the first line is no failure of the review", () => {
    const script = "greenlight review -f json | head -c 10";
    expect(shell(script, { "architecture.yaml": RAG })).toMatchObject({ status: 1, stderr: "" });
    const advisory = "greenlight review -p p.yaml -f json | head -c 10";
    const files = { "architecture.yaml": RAG, "p.yaml": ADVISORY };
    expect(shell(advisory, files)).toMatchObject({ status: 0, stderr: "" });
  });

  test("a policy that is a link to nowhere is not taken for no policy", () => {
    const script = "mkdir .github; ln -s nowhere .github/greenlight.yaml; greenlight review";
    expect(shell(script, { "architecture.yaml": MANIFEST })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /greenlight\.yaml:1:1: is a link to a file that does not exist/,
      ),
    });
  });

  test("a pipe is refused, and not waited for", () => {
    const script = "mkfifo architecture.yaml; greenlight review";
    expect(shell(script, {})).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("architecture.yaml: is not a regular file"),
    });
  });

  test("a manifest that is named twice is reviewed once", () => {
    const named = ["./architecture.yaml", "architecture.yaml"];
    const { stdout, stderr } = runCli(["review", ...named], { "architecture.yaml": MANIFEST });
    expect(stderr).toBe("");
    expect(stdout).toBe(
      runCli(["review", named[0] ?? ""], { "architecture.yaml": MANIFEST }).stdout,
    );
  });
});

describe("--base", () => {
  const files = {
    "architecture.yaml": RAG,
    "before.yaml": RAG,
    "other.yaml": RAG,
    ".github/greenlight.yaml": "version: 1\npacks: [{ use: cpl-12, enforce: new }]\n",
  };
  const NOTE = "Here is no base branch to compare with";

  test("lets pass what was there before; without it everything counts, which is said", () => {
    const alone = runCli(["review"], files);
    expect([alone.exitCode, alone.stdout.includes(NOTE)]).toEqual([1, true]);
    const compared = runCli(["review", "--base", "before.yaml"], files);
    expect([compared.exitCode, compared.stdout.includes(NOTE)]).toEqual([0, false]);
    expect(compared.stdout).toContain("Nothing new blocks.");
  });

  test.each([
    [["--base", "nowhere.yaml"], "nowhere.yaml: no such file"],
    [["--base", ".github/greenlight.yaml"], ".github/greenlight.yaml:2:1: packs: unknown key"],
    [["architecture.yaml", "other.yaml", "--base", "before.yaml"], "--base is for one manifest"],
  ])("with %j says what is wrong", (options, said) => {
    const { exitCode, stderr } = runCli(["review", ...options], files);
    expect([exitCode, stderr.includes(said)]).toEqual([2, true]);
  });
});

describe("what of a policy does not act", () => {
  const saying = (policy: string) =>
    runCli(["review"], {
      "architecture.yaml": MANIFEST,
      ".github/greenlight.yaml": `version: 1\n${policy}`,
    }).stdout;

  test("a policy that it extends is not read on a laptop, which is said", () => {
    const floor = "extends: acme/policy/base.yaml@v1";
    const text = saying(`packs: [{ use: cpl-12, enforce: all }]\n${floor}`);
    expect(text).toContain("`extends` is not read here: only this file counts.");
  });

  test("nothing is said of what nobody has set", () => {
    expect(saying("packs: [{ use: cpl-12, enforce: all }]")).not.toContain("Notes");
  });

  test.each([
    ["enforce: advisory", "The pack `cpl-12` is advisory: nothing of it blocks."],
    [
      "enforce: new, from: 2027-01-01",
      "The pack `cpl-12` is advisory until 2027-01-01: before that day, nothing of it blocks.",
    ],
  ])("a pack with %s is said to block nothing, and nothing else is said of it", (use, said) => {
    const text = saying(`packs: [{ use: cpl-12, ${use} }]`);
    expect(text).toContain(said);
    expect(text).toMatch(/^Ready to merge, advisory only: score/);
    expect(text).toContain("The policy lets no finding block yet.");
  });
});

describe("answers and waivers in the manifest", () => {
  const CHECK = "CH12-D2-06";
  const findingIn = (manifest: string, at = "2026-11-30") => {
    const { stdout } = runCli(["review", "--format", "json", "--at", at], {
      "architecture.yaml": manifest,
    });
    const { findings } = JSON.parse(stdout).manifests[0];
    return findings.find(({ check }: { check: string }) => check === CHECK);
  };
  const { version, facts, outcome } = findingIn(RAG);
  const bound = `check: ${CHECK}, version: "${version}", facts: "${facts}", by: "@lea", on: 2026-11-01`;
  const answered = `${RAG}answers:\n  - { ${bound}, answer: yes, reason: worked out in May }\n`;

  test("count on a laptop as if they were merged, which is said", () => {
    expect(outcome).toBe("question");
    expect(findingIn(answered)).toMatchObject({ outcome: "pass" });
    expect(runCli(["review"], { "architecture.yaml": answered }).stdout).toContain(
      "count here as if they were merged",
    );
  });

  test("count no longer once they have expired", () => {
    expect(findingIn(answered, "2027-04-30")).toMatchObject({ outcome: "pass" });
    expect(findingIn(answered, "2027-05-01")).toMatchObject({ outcome: "question" });
  });

  test("count only for the facts that they were given for", () => {
    const other = answered.replace("value: 42000", "value: 43000");
    expect(findingIn(other)).toMatchObject({ outcome: "question" });
  });

  test("excuse until their last day", () => {
    const waived = `${RAG}waivers:\n  - { ${bound}, reason: cost, because: small, until: 2026-12-01 }\n`;
    expect(findingIn(waived, "2026-12-01")).toMatchObject({ outcome: "waived" });
    expect(findingIn(waived, "2026-12-02")).toMatchObject({ outcome: "question" });
    const { stdout } = runCli(["review", "--at", "2026-12-01"], { "architecture.yaml": waived });
    expect(stdout).toMatch(/Excused or accepted\n {2}~ .*CH12-D2-06/);
    expect(stdout).toContain("waived until 2026-12-01 (its last day) by lea: cost, small");
  });

  const bad = (change: (text: string) => string) => change(bound);
  test.each<[why: string, entry: string, at: string, said: RegExp]>([
    [
      "have expired",
      bound,
      "2027-05-01",
      /does not count\. It expired on 2027-04-30, after 180 days\./,
    ],
    [
      "are dated ahead",
      bad((text) => text.replace("2026-11-01", "2027-11-01")),
      "2026-11-30",
      /does not count\. It is dated 2027-11-01, which is yet to come\./,
    ],
    [
      "are about other facts",
      bad((text) => text.replace(`"${facts}"`, '"0123456789abcdef"')),
      "2026-11-30",
      /does not count\. Facts that it is about changed since: say it again\./,
    ],
    [
      "are about no check that there is",
      bad((text) => text.replace(CHECK, "CH99-X")),
      "2026-11-30",
      /on CH99-X is about nothing that is asked here/,
    ],
    [
      "are about no item that there is",
      `item: models/ghost, ${bound}`,
      "2026-11-30",
      /on CH12-D2-06@models\/ghost is about nothing that is asked here/,
    ],
  ])("that %s are told not to count", (_, entry, at, said) => {
    const text = `${RAG}answers:\n  - { ${entry}, answer: yes, reason: worked out in May }\n`;
    const { stdout } = runCli(["review", "--format", "json", "--at", at], {
      "architecture.yaml": text,
    });
    const notices: string[] = JSON.parse(stdout).notices;
    expect(notices.filter((one) => said.test(one))).toHaveLength(1);
  });

  test("that ask for more than the policy allows are told not to count", () => {
    const text = `${RAG}waivers:\n  - { ${bound}, reason: cost, because: small, until: 2027-12-01 }\n`;
    const { stdout } = runCli(["review", "--format", "json", "--at", "2026-11-30"], {
      "architecture.yaml": text,
    });
    const notices: string[] = JSON.parse(stdout).notices;
    expect(notices.join("\n")).toContain(
      "The policy allows 90 days: until 2027-01-30 at the latest.",
    );
  });
});

describe("validate", () => {
  test.each<{
    name: string;
    files: Record<string, string>;
    args: string[];
    want: Partial<CliResult>;
  }>([
    {
      name: "sound files",
      files: { "architecture.yaml": MANIFEST, ".github/greenlight.yaml": ADVISORY },
      args: [],
      want: {
        exitCode: 0,
        stdout: "architecture.yaml: valid manifest\n.github/greenlight.yaml: valid policy\n",
      },
    },
    {
      name: "a policy by what it says, whatever its name",
      files: {
        "a.yaml": "version: 1\nbudgets: { usd_per_month: 5, when_undecided: allow }\n",
        "b.yaml": ADVISORY,
        "c.yaml": "version: 1\nwaivers: { max_open: 3 }\n",
      },
      args: ["a.yaml", "b.yaml", "c.yaml"],
      want: {
        exitCode: 0,
        stdout: "a.yaml: valid policy\nb.yaml: valid policy\nc.yaml: valid policy\n",
      },
    },
    {
      name: "a manifest by what it says, with a mistake in it",
      files: { "a.yaml": MANIFEST.replace("product:", "produkt:") },
      args: ["a.yaml"],
      want: {
        exitCode: 2,
        stderr: expect.stringContaining('unknown key. Did you mean "product"?'),
      },
    },
    {
      name: "a policy that names a pack that is not there",
      files: { ".github/greenlight.yaml": "version: 1\npacks: [{ use: packs/own.yaml }]\n" },
      args: [],
      want: {
        exitCode: 2,
        stderr: ".github/greenlight.yaml:2:16: the pack packs/own.yaml does not exist\n",
      },
    },
    { name: "nothing", files: {}, args: [], want: { exitCode: 2 } },
    {
      name: "a missing file",
      files: {},
      args: ["x.yaml"],
      want: { exitCode: 2, stderr: "x.yaml:1:1: no such file\n" },
    },
  ])("$name", ({ files, args, want }) => {
    expect(runCli(["validate", ...args], files)).toMatchObject(want);
  });

  test("takes the shipped pack and every example", () => {
    const files = EXAMPLES.flatMap((name) => [
      `examples/${name}/architecture.yaml`,
      `examples/${name}/.github/greenlight.yaml`,
    ]);
    const result = runCli(["validate", "checklists/12-refine-architecture.yaml", ...files]);
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe("explain", () => {
  test("what loosens the gate is explained like any other check", () => {
    const { stdout, exitCode } = runCli(["explain", "gate-stage@manifest"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^GATE-STAGE stage-not-lowered\n/);
    expect(stdout).toContain("owners of the policy");
  });

  test.each([
    ["CH12-D4-01", /fixed prompt/i],
    ["prompt-size", /CH12-D4-01/],
    ["ch12-d4-01", /CH12-D4-01/],
    ["CH12-D4-01@steps/ask/answer", /CH12-D4-01/],
    ["D6", /^D6 Cleaner regions.*\n\nCH12-D6-01 +high: It is known where this part runs\.\n/],
    ["max_vendor_pct", /Value +80 percent[\s\S]*Range +1 to 100[\s\S]*Read by +CH12-D1-03/],
  ])("a check, a practice, a threshold by %s", (name, says) => {
    expect(runCli(["explain", name])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(says),
    });
  });

  test("a coefficient, with its range, boundary and source", () => {
    const { stdout, exitCode } = runCli(["explain", "host.provisioned"]);
    expect(exitCode).toBe(0);
    for (const word of ["Range", "Boundary", "Source", "https://"]) expect(stdout).toContain(word);
  });

  test("a name that nothing has: the nearest one", () => {
    expect(runCli(["explain", "promt-size"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"prompt-size"'),
    });
  });
});

describe("test-pack", () => {
  test("runs the cases of a pack", () => {
    const shipped = runCli(["test-pack", "checklists/12-refine-architecture.yaml"]);
    expect(shipped).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+ passed, 0 failed$/m),
    });
    expect(runCli(["test-pack", "tests/fixtures/own-pack.yaml"])).toMatchObject({ exitCode: 0 });
  });

  test("says which case differs", () => {
    const pack = readFileSync("tests/fixtures/own-pack.yaml", "utf8").replace("<= 1", "<= 5");
    const result = runCli(["test-pack", "p.yaml"], { "p.yaml": pack });
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain("OWN-1");
  });

  test("refuses a field that the manifest does not have, with its place", () => {
    const pack = readFileSync("tests/fixtures/own-pack.yaml", "utf8").replace(
      "size(models)",
      "size(modles)",
    );
    const result = runCli(["test-pack", "p.yaml"], { "p.yaml": pack });
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toMatch(/^p\.yaml:13:\d+: .*modles/m);
  });
});

describe("greenlight itself", () => {
  test.each([["--help"], ["review", "--help"], ["-h"]])("%s", (...args) => {
    expect(runCli(args)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Usage:"),
      stderr: "",
    });
  });

  test("--version is that of package.json", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(runCli(["--version"])).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
  });

  test.each([
    [[], /Usage:/],
    [["reviw"], /review/],
  ])("wrong usage %j exits with 2", (args, says) => {
    expect(runCli(args)).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(says) });
  });
});
