import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { amend, appendTo } from "../src/amend/amend.ts";
import { unifiedDiff } from "../src/amend/unified-diff.ts";

vi.setConfig({ testTimeout: 120_000 });

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "greenlight-diff-"));
  git("init", "--quiet");
});
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...given: string[]) =>
  execFileSync("git", ["-c", "core.autocrlf=false", ...given], { cwd: folder, stdio: "pipe" });

/** Git is the witness: what is in the file once it has applied the patch. */
function applied(path: string, before: string, after: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, before);
  writeFileSync(join(folder, "the.patch"), unifiedDiff(path, before, after));
  git("apply", "--whitespace=nowarn", "the.patch");
  return readFileSync(file, "utf8");
}

const TEN = Array.from({ length: 10 }, (_, index) => `line ${index + 1}\n`).join("");

test("has three lines of context", () => {
  expect(unifiedDiff("architecture.yaml", TEN, TEN.replace("line 5\n", "line 5\nnew\n"))).toBe(
    `--- a/architecture.yaml
+++ b/architecture.yaml
@@ -3,6 +3,7 @@
 line 3
 line 4
 line 5
+new
 line 6
 line 7
 line 8
`,
  );
});

test("tells changes apart that are far from each other, and joins those that are near", () => {
  const far = unifiedDiff("a", TEN, TEN.replace("line 1\n", "one\n").replace("line 10\n", "ten\n"));
  expect(far.match(/^@@.*$/gm)).toEqual(["@@ -1,4 +1,4 @@", "@@ -7,4 +7,4 @@"]);
  const near = unifiedDiff("a", TEN, TEN.replace("line 1\n", "one\n").replace("line 8\n", "8\n"));
  expect(near.match(/^@@.*$/gm)).toEqual(["@@ -1,10 +1,10 @@"]);
});

test("says where a line break is missing at the end", () => {
  expect(unifiedDiff("a", "x\ny", "x\nz\n")).toBe(
    "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n",
  );
});

test("counts a range without lines from the line before it", () => {
  expect(unifiedDiff("a", "", "x\n")).toBe("--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
  expect(unifiedDiff("a", "x\ny\n", "")).toBe("--- a/a\n+++ b/a\n@@ -1,2 +0,0 @@\n-x\n-y\n");
});

test("names a file that is given from the root as it is named below it", () => {
  expect(unifiedDiff("/srv/a.yaml", "x\n", "y\n")).toContain(
    "--- a/srv/a.yaml\n+++ b/srv/a.yaml\n",
  );
});

test("is empty for texts that are the same", () => {
  expect(unifiedDiff("a", TEN, TEN)).toBe("");
});

const PATHS = [
  "architecture.yaml",
  "services/a b/architecture.yaml",
  "prüfung/architektur.yaml",
  'quo"te.yaml',
  "back\\slash.yaml",
  "tab\there.yaml",
  "new\nline.yaml",
  " lead.yaml",
];

test.each(PATHS)("git finds the file %j", (path) => {
  expect(applied(path, "a\nb\nc\n", "a\nB\nc\n")).toBe("a\nB\nc\n");
});

test.each([
  ["at the start", "a\nb\n", "new\na\nb\n"],
  ["at the end", "a\nb\n", "a\nb\nnew\n"],
  ["at the end without a line break", "a\nb", "a\nb\nnew"],
  ["of the line break at the end", "a\nb", "a\nb\n"],
  ["in a file with CRLF", "a\r\nb\r\n", "a\r\nnew\r\nb\r\n"],
  ["of all lines", "a\nb\n", "c\n"],
  ["of a file that was empty", "", "a\n"],
  ["that leaves nothing", "a\nb", ""],
  ["of lines that occur several times", "a\na\nb\na\n", "a\nb\na\na\na\n"],
])("git applies a change %s", (_, before, after) => {
  expect(applied("file.yaml", before, after)).toBe(after);
});

test("git applies an amendment", () => {
  const example = readFileSync("examples/llm-service/architecture.yaml", "utf8");
  for (const before of [example, example.replaceAll("\n", "\r\n"), example.trimEnd()]) {
    const once = amend(before, ["models", 3, "precision", "kv"], "fp8");
    const twice = once.ok ? appendTo(once.text, ["answers"], [{ check: "CH1-1" }]) : once;
    if (!twice.ok) throw new Error(twice.because);
    expect(applied("architecture.yaml", before, twice.text)).toBe(twice.text);
    expect(unifiedDiff("a", before, twice.text).match(/^@@/gm)).toHaveLength(2);
  }
});

test("git applies the difference of any two texts", () => {
  const line = fc.constantFrom("a\n", "b\n", "  c: 1\n", "\n", "d\r\n", "- x\n", "+y\n", "\\ z\n");
  const text = fc
    .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom("", "end", "a"))
    .map(([lines, end]) => lines.join("") + end);
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      expect(applied("file.yaml", before, after)).toBe(after);
    }),
    { numRuns: 60 },
  );
});
