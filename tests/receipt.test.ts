// Receipts of the command line, written and checked by the built program.
import { createHash } from "node:crypto";
import {
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkReceipt } from "../src/command/check-receipt.ts";
import { checkSeal } from "../src/receipt/check-outcome.ts";
import { parseReceipt } from "../src/receipt/parse-receipt.ts";
import type { Receipt } from "../src/receipt/receipt-schema.ts";
import { renderReceipt, seal } from "../src/receipt/seal.ts";
import { readShipped } from "../src/shipped/read-shipped.ts";
import { cloneWith, greenlight, REVIEW, saying, WHOLE } from "./receipt-scene.ts";
import { DAY } from "./run-cli.ts";

const RELEASE = readShipped("dist/data");
const SCHEMA = JSON.parse(readFileSync("schema/receipt.schema.json", "utf8"));

const ZEROS = "0".repeat(64);
let known: string | undefined;

/** A clone with all of it, and the receipt of its review, which is made once for all tests. */
function reviewed(files: Readonly<Record<string, string>> = WHOLE, review = REVIEW) {
  const isUsual = files === WHOLE && review === REVIEW;
  const clone = cloneWith(files);
  if (isUsual && known !== undefined) {
    writeFileSync(join(clone, "r.json"), known);
    return { clone, ...open(clone) };
  }
  const { stderr, exitCode } = greenlight(clone, ...review);
  expect([stderr, exitCode === 0 || exitCode === 1]).toEqual(["", true]);
  if (isUsual) known = open(clone).text;
  return { clone, ...open(clone) };
}

function open(clone: string) {
  const text = readFileSync(join(clone, "r.json"), "utf8");
  return { text, receipt: JSON.parse(text) as Receipt };
}

/** The same receipt with something else in it, sealed as whoever knows the format would. */
function resealed(receipt: Receipt, change: Partial<Receipt>): string {
  const { sha256: _, ...open } = { ...receipt, ...change };
  return renderReceipt(seal(open));
}

describe("a receipt", () => {
  test("names all that the review rested on, and is as its schema says", async () => {
    const { text, receipt } = reviewed();
    const validate = new Ajv2020({ strict: false }).compile(SCHEMA);
    validate(receipt);
    expect(validate.errors ?? []).toEqual([]);
    // Hashes of what ships change with each release.
    const shipped = [receipt.report, receipt.sha256, ...Object.values(receipt.data.packs)];
    const all = [...shipped, receipt.data.coefficients, ...Object.values(receipt.data.tables)];
    const golden = all.reduce((json, hash) => json.replaceAll(hash, "(a hash)"), text);
    await expect(golden).toMatchFileSnapshot("golden/receipt/receipt.json");
  });

  test("has the hash of the JSON report, byte for byte", () => {
    const clone = cloneWith(WHOLE);
    greenlight(clone, ...REVIEW, "--format", "json", "--output", "report.json");
    const report = readFileSync(join(clone, "report.json"));
    const hash = createHash("sha256").update(report).digest("hex");
    expect(open(clone).receipt.report).toBe(hash);
  });

  test("says with which command the report can be made again", () => {
    const { clone, receipt } = reviewed();
    const [, ...args] = receipt.command.split(" ");
    const { stdout } = greenlight(clone, ...args);
    expect(createHash("sha256").update(stdout).digest("hex")).toBe(receipt.report);
  });

  test("is the same whatever else is written", () => {
    const { text } = reviewed();
    expect(reviewed(WHOLE, [...REVIEW]).text).toBe(text);
    expect(reviewed(WHOLE, [...REVIEW, "--format", "sarif"]).text).toBe(text);
  });

  test("cannot be written where there is no folder for it, which is said", () => {
    const clone = cloneWith(WHOLE);
    const { exitCode, stderr } = greenlight(clone, ...REVIEW.slice(0, -1), "no/such/r.json");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("cannot be written")]);
  });
});

describe("verify", () => {
  test("of what has not changed says so, line by line", async () => {
    const { clone } = reviewed();
    const result = greenlight(clone, "verify", "r.json");
    expect([result.exitCode, result.stderr]).toEqual([0, ""]);
    await expect(result.stdout).toMatchFileSnapshot("golden/receipt/verified.txt");
  });

  test.each([
    [
      "without a policy",
      ["review", "architecture.yaml"],
      { "architecture.yaml": "app/architecture.yaml" },
    ],
    ["in a folder below", ["review", "app/architecture.yaml"], {}],
  ])("holds %s", (_, args, moved: Readonly<Record<string, string>>) => {
    const { ".github/greenlight.yaml": policy, ...rest } = WHOLE;
    const files = Object.entries(moved).map(([to, from]) => [to, rest[from as keyof typeof rest]]);
    const all =
      Object.keys(moved).length > 0
        ? Object.fromEntries(files)
        : { ...rest, ".github/greenlight.yaml": policy };
    const { clone } = reviewed(all, [...args, "--receipt", "r.json"]);
    expect(greenlight(clone, "verify", "r.json")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("works from anywhere, and in a copy of the repository", () => {
    const { clone } = reviewed();
    mkdirSync(join(clone, "elsewhere"));
    renameSync(join(clone, "r.json"), join(clone, "elsewhere/r.json"));
    expect(greenlight(clone, "verify", "elsewhere/r.json").exitCode).toBe(0);
    const copy = cloneWith(WHOLE);
    rmSync(join(copy, ".git"), { recursive: true });
    const receipt = join(clone, "elsewhere/r.json");
    expect(greenlight("/", "verify", receipt, "--root", copy).exitCode).toBe(0);
  });

  test("any other byte of any file is found, under the name of the file", async () => {
    const { clone, text, receipt } = reviewed();
    const folders = { root: realpathSync(clone), base: undefined };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(WHOLE)),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (path, at, by) => {
          const file = join(clone, path);
          const before = readFileSync(file);
          const after = Buffer.from(before);
          const place = at % after.length;
          after[place] = ((after[place] ?? 0) + by) % 256;
          writeFileSync(file, after);
          const checks = await checkReceipt(receipt, text, folders, RELEASE);
          writeFileSync(file, before);
          const differs = checks.filter(({ is }) => is === "differs").map(({ what }) => what);
          expect(differs).toEqual([NAMES[path as keyof typeof WHOLE]]);
        },
      ),
    );
    expect(greenlight(clone, "verify", "r.json").exitCode).toBe(0);
  });

  test("any edit of the receipt is found", () => {
    const { clone, text } = reviewed();
    const isFound = (other: string) => {
      const parsed = parseReceipt("r.json", other);
      if (!parsed.ok) return true;
      return checkSeal(parsed.located.value, other).some(({ is }) => is === "differs");
    };
    expect(isFound(text)).toBe(false);
    const character = fc.constantFrom(...'0a ,:-\n}{]"x\\#');
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), character, fc.nat(1), (at, put, more) => {
        const other = `${text.slice(0, at)}${put}${text.slice(at + more)}`;
        expect(isFound(other)).toBe(other !== text);
      }),
    );
    for (const other of [text.replace("{", "{ "), text.replaceAll("  ", "\t"), `# x\n${text}`]) {
      writeFileSync(join(clone, "r.json"), other);
      expect([1, 2]).toContain(greenlight(clone, "verify", "r.json").exitCode);
    }
  });

  test.each<[string, (receipt: Receipt) => Partial<Receipt>, string]>([
    ["verdict", () => ({ verdict: "pass" }), "outcome"],
    ["score", () => ({ score: 100 }), "outcome"],
    [
      "verdict of a manifest",
      ({ manifests }) => ({ manifests: manifests.map((one) => ({ ...one, verdict: "pass" })) }),
      "outcome of app/architecture.yaml",
    ],
    ["report", () => ({ report: ZEROS }), "report"],
    [
      "hash of coefficients",
      ({ data }) => ({ data: { ...data, coefficients: ZEROS } }),
      "coefficients",
    ],
    [
      "hash of a table",
      ({ data }) => ({ data: { ...data, tables: { ...data.tables, zones: ZEROS } } }),
      "table zones",
    ],
    ["day", () => ({ at: "2026-11-23" }), "report"],
  ])("a forged %s is found, even under a sound seal", (_, change, named) => {
    const { clone, receipt } = reviewed();
    writeFileSync(join(clone, "r.json"), resealed(receipt, change(receipt)));
    const result = greenlight(clone, "verify", "r.json");
    expect(result.exitCode).toBe(1);
    expect(saying("differs", result)).toContain(named);
    expect(saying("differs", result)).not.toContain("receipt");
  });

  test("of another version checks the files, and claims nothing of the rest", () => {
    const { clone, receipt } = reviewed();
    writeFileSync(
      join(clone, "r.json"),
      resealed(receipt, { tool: "9.9.9", data: { ...receipt.data, coefficients: ZEROS } }),
    );
    const result = greenlight(clone, "verify", "r.json");
    expect(result.exitCode).toBe(3);
    expect(saying("differs", result)).toEqual([]);
    expect(saying("same", result)).toEqual(expect.arrayContaining(Object.values(NAMES)));
    expect(result.stdout).toMatch(/unchecked {2}the review: .* has other coefficients/);
    writeFileSync(join(clone, "app/docs/scope.md"), "other\n");
    expect(greenlight(clone, "verify", "r.json").exitCode).toBe(1);
  });

  test("a file that was not there, and is there now, is found", () => {
    const { ".github/greenlight.yaml": policy, ...rest } = WHOLE;
    const { clone } = reviewed({ "architecture.yaml": rest["app/before.yaml"] }, [
      ...["review", "architecture.yaml", "--receipt", "r.json"],
    ]);
    mkdirSync(join(clone, ".github"));
    writeFileSync(join(clone, ".github/greenlight.yaml"), policy);
    const result = greenlight(clone, "verify", "r.json");
    expect([result.exitCode, saying("differs", result)]).toEqual([
      1,
      ["policy .github/greenlight.yaml"],
    ]);
  });

  test("what stands outside of the repository is not claimed to be checked", () => {
    const outside = cloneWith({ "policy.yaml": "version: 1\n" });
    const { clone } = reviewed(WHOLE, [...REVIEW, "--policy", join(outside, "policy.yaml")]);
    const result = greenlight(clone, "verify", "r.json");
    expect(result.exitCode).toBe(3);
    expect(result.stdout).toMatch(/unchecked {2}policy .*: it stands outside of the repository/);
  });

  test.each([
    "../secret.txt",
    "/etc/passwd",
    "app/../../secret.txt",
    "app//x",
    ".",
    "..\\secret.txt",
  ])("a receipt that leads to %s is malformed", (file) => {
    const { receipt } = reviewed();
    const [first, ...rest] = receipt.inputs;
    if (first === undefined) throw new Error("fixture");
    const text = resealed(receipt, { inputs: [{ ...first, file }, ...rest] });
    expect(parseReceipt("r.json", text)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("must be a path inside the repository") }],
    });
  });

  test("a link that leads out of the repository is not followed", () => {
    const { clone } = reviewed();
    const outside = cloneWith(WHOLE);
    rmSync(join(clone, "app"), { recursive: true });
    symlinkSync(join(outside, "app"), join(clone, "app"));
    const result = greenlight(clone, "verify", "r.json");
    expect(result.exitCode).toBe(1);
    expect(saying("differs", result)).toContain("manifest app/architecture.yaml");
  });

  test("all that is wrong with a receipt is said at once", () => {
    const { clone, text } = reviewed();
    const broken = text
      .replace('"receipt": 1', '"receipt": 2')
      .replace('"verdict": "', '"verdct": "')
      .replace(/"sha256": "[0-9a-f]{64}"/, '"sha256": "short"');
    writeFileSync(join(clone, "r.json"), broken);
    const { exitCode, stderr } = greenlight(clone, "verify", "r.json");
    expect(exitCode).toBe(2);
    for (const said of ["receipt:", "verdict", "SHA-256"]) expect(stderr).toContain(said);
  });

  test.each([
    ["no receipt", ["verify", "none.json"], /none\.json: no such file/],
    ["no folder", ["verify", "r.json", "--root", "none"], /none: no such folder/],
    ["nothing", ["verify"], /Usage: greenlight verify RECEIPT/],
    ["what is no receipt", ["verify", "app/architecture.yaml"], /unknown key/],
  ])("with %s it says what is wrong", (_, args, said) => {
    const { clone } = reviewed();
    const { exitCode, stderr } = greenlight(clone, ...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(said)]);
  });

  test("a hostile receipt commands nothing in a log and on a terminal", () => {
    const { clone, receipt } = reviewed();
    const hostile = "x\u001b[31m\n::error::x ##[error]";
    const [first, ...rest] = receipt.inputs;
    if (first === undefined) throw new Error("fixture");
    const inputs = [{ ...first, name: hostile }, ...rest];
    writeFileSync(join(clone, "r.json"), resealed(receipt, { inputs, tool: hostile }));
    const { stdout, stderr } = greenlight(clone, "verify", "r.json");
    for (const text of [stdout, stderr]) {
      expect(text).not.toContain("\u001b");
      expect(text).not.toContain("##[");
      expect(text).not.toMatch(/^\s*::/m);
    }
  });

  test("answers in the manifest are counted, and bound to their facts", () => {
    const path = "app/architecture.yaml";
    const report = JSON.parse(
      greenlight(cloneWith(WHOLE), "review", path, "--format", "json", "--at", DAY).stdout,
    );
    const asked = report.manifests[0].findings.find(
      ({ outcome, check, item }: { outcome: string; check: string; item: string }) =>
        outcome === "question" && item === "manifest" && check === "CH12-C4-03",
    );
    const { version, facts } = asked;
    const entry = `answers:\n  - { check: CH12-C4-03, version: "${version}", facts: "${facts}", by: "@lea", on: 2026-11-01, answer: yes, reason: read in May }\n`;
    const { clone, receipt } = reviewed({ ...WHOLE, [path]: `${WHOLE[path]}${entry}` }, [
      ...["review", path, "--at", DAY, "--receipt", "r.json"],
    ]);
    expect(receipt.answers.counted).toEqual([
      expect.objectContaining({ check: "CH12-C4-03", outcome: "pass", by: "lea", facts }),
    ]);
    const result = greenlight(clone, "verify", "r.json");
    expect(result.exitCode).toBe(0);
    expect(saying("same", result)).toContain(
      "answer of lea to CH12-C4-03@manifest of app/architecture.yaml",
    );
  });
});

const NAMES: Readonly<Record<keyof typeof WHOLE, string>> = {
  "app/architecture.yaml": "manifest app/architecture.yaml",
  "app/before.yaml": "base manifest app/architecture.yaml",
  "app/energy.json": "energy report energy.json of app/architecture.yaml",
  "app/docs/scope.md": "evidence app/docs/scope.md of app/architecture.yaml",
  ".github/greenlight.yaml": "policy .github/greenlight.yaml",
  ".github/own-pack.yaml": "pack .github/own-pack.yaml",
};
