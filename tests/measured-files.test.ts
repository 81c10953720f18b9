// Reports that a manifest names, as each edge finds them: regular files at head, and nothing else.

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readSource } from "../src/command/files.ts";
import { headFilesOf as onDisk } from "../src/command/head-files.ts";
import { readReports as fromDisk } from "../src/command/measured-files.ts";
import type { Client } from "../src/github/client.ts";
import { headFilesOf as onGithub } from "../src/github/head-files.ts";
import { readReports as fromGithub } from "../src/github/measured-files.ts";
import type { Tree, TreeEntry } from "../src/github/repository.ts";
import type { FoundReport, ReadReport } from "../src/measured/measured-report.ts";
import { parseReport } from "../src/measured/parse-report.ts";
import { reportOf } from "../src/render/json.ts";
import { renderMarkdown } from "../src/render/scorecard.ts";
import type { SourceFile } from "../src/review/source-file.ts";
import { mayNameReports } from "../src/review/source-file.ts";
import { reviewPairs } from "./review-files.ts";

const boamps = readFileSync("tests/fixtures/measured/boamps-llm.json", "utf8");

function manifestNaming(...links: readonly string[]): string {
  const models = links.map(
    (link, index) =>
      `  - { id: m${index}, name: own-${index}, access: self-hosted, energy_report: ${JSON.stringify(link)} }`,
  );
  return [
    "version: 1",
    "product: { name: Test, stage: pilot, functional_unit: answer }",
    "models:",
    ...models,
    "flows:",
    "  - { id: ask, steps: [{ use: m0 }] }",
  ].join("\n");
}

const said = (reports: ReadonlyMap<string, ReadReport>, link: string) => {
  const read = reports.get(link);
  return read === undefined ? "not asked for" : read.ok ? read.report.format : read.because;
};

describe("on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-reports-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "repo/.git"), { recursive: true });
  mkdirSync(join(folder, "repo/app/energy"), { recursive: true });
  const write = (path: string, content: string | Uint8Array) =>
    writeFileSync(join(folder, path), content);
  write("outside.json", boamps);
  write("repo/root.json", boamps);
  write("repo/app/energy/chat.json", boamps);
  write("repo/app/large.json", `${" ".repeat(1024 * 1024)}{}`);
  write("repo/app/binary.json", Uint8Array.of(0xff, 0xfe, 0x00));
  symlinkSync(join(folder, "outside.json"), join(folder, "repo/app/link.json"));

  test.each([
    ["energy/chat.json", "BoAmps report"],
    ["./energy/chat.json", "BoAmps report"],
    ["root.json", "BoAmps report"],
    ["missing.json", "there is no such file in the repository"],
    ["link.json", "there is no such file in the repository"],
    ["../../outside.json", "there is no such file in the repository"],
    ["/etc/passwd", "there is no such file in the repository"],
    ["https://example.org/report.json", "there is no such file in the repository"],
    ["architecture.yaml", "there is no such file in the repository"],
    ["large.json", /at most 1048576 are read/],
    ["binary.json", /UTF-8/],
  ])("%s is %s", (link, expected) => {
    const path = join(folder, "repo/app/architecture.yaml");
    writeFileSync(path, manifestNaming(link));
    const found = said(fromDisk(readSource(path), onDisk(path)), link);
    if (typeof expected === "string") expect(found).toBe(expected);
    else expect(found).toMatch(expected);
  });
});

test("on disk too, a manifest that names many reads a bounded number", () => {
  const links = Array.from({ length: 25 }, (_, index) => `report-${index}.json`);
  const path = "architecture.yaml";
  const manifest: SourceFile = { state: "text", path, text: manifestNaming(...links) };
  const reports = fromDisk(manifest, {
    manifest: path,
    address: undefined,
    among: () => new Set(),
  });
  expect(said(reports, "report-19.json")).toContain("no such file");
  expect(said(reports, "report-20.json")).toBe("at most 20 reports are read");
});

describe("on GitHub", () => {
  const place = { owner: "acme", repo: "shop" };
  const bytes = Buffer.from(boamps);
  const sha = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
  const entry = (path: string, mode = "100644", size = bytes.length): TreeEntry => {
    return { path, mode, sha, size };
  };
  const tree = (...entries: readonly TreeEntry[]): Tree => {
    return {
      ref: "head",
      sha: "0",
      entries: new Map(entries.map((one) => [one.path, one])),
      truncated: false,
    };
  };

  async function read(head: Tree, ...links: readonly string[]) {
    const calls: string[] = [];
    const request = async (route: string) => {
      calls.push(route);
      return { data: { content: bytes.toString("base64"), encoding: "base64" } };
    };
    const client = { request } as unknown as Client;
    const path = "app/architecture.yaml";
    const manifest: SourceFile = { state: "text", path, text: manifestNaming(...links) };
    const files = onGithub(path, head, place);
    return { calls, reports: await fromGithub(client, place, head, manifest, files) };
  }

  test("a regular file costs one call", async () => {
    const { calls, reports } = await read(tree(entry("app/energy.json")), "energy.json");
    expect([said(reports, "energy.json"), calls.length]).toEqual(["BoAmps report", 1]);
  });

  test.each([
    ["a link", entry("app/energy.json", "120000"), /symbolic link/],
    ["a submodule", entry("app/energy.json", "160000"), /submodule/],
    ["a file that is too large", entry("app/energy.json", "100644", 2_000_000), /at most 1048576/],
    ["a file elsewhere", entry("other/energy.json"), /no such file/],
  ])("%s costs none", async (_, one, expected) => {
    const { calls, reports } = await read(tree(one), "energy.json");
    expect(said(reports, "energy.json")).toMatch(expected);
    expect(calls).toEqual([]);
  });

  test("a manifest that names many makes a bounded number of calls", async () => {
    const links = Array.from({ length: 50 }, (_, index) => `report-${index}.json`);
    const head = tree(...links.map((link) => entry(`app/${link}`)));
    const { calls, reports } = await read(head, ...links, ...links);
    expect(calls.length).toBe(20);
    expect(said(reports, "report-19.json")).toBe("BoAmps report");
    expect(said(reports, "report-20.json")).toBe("at most 20 reports are read");
  });
});

test("a manifest that names none is not looked at again", () => {
  const text = (content: string): SourceFile => ({ state: "text", path: "a.yaml", text: content });
  expect(mayNameReports(text(manifestNaming("a.json")))).toBe(true);
  expect(mayNameReports(text("version: 1"))).toBe(false);
  expect(mayNameReports({ state: "absent", path: "a.yaml" })).toBe(false);
});

describe("a review", () => {
  const path = "architecture.yaml";
  const hostile = "docs/@everyone <img>.json";
  const found = (text: string): FoundReport => ({ ...parseReport("r", text), text });
  const reviewed = (link: string, text: string) => {
    const file = { state: "text" as const, path, text: manifestNaming(link) };
    return reviewPairs([{ head: file, base: file, reports: new Map([[link, found(text)]]) }]);
  };

  test("rests on the reports that it read, and says so", () => {
    const { inputs } = reportOf(reviewed("energy.json", boamps));
    const hash = createHash("sha256").update(boamps).digest("hex");
    expect(inputs.energyReports).toEqual({ [path]: { "energy.json": hash } });
  });

  test("shows what a report says without letting it speak", () => {
    const text = renderMarkdown(reviewed(hostile, '{"task":1,"measures":"<b>@acme/all</b>"}'));
    expect(text).toContain("is not used");
    expect(text).not.toMatch(/<img>|<b>/);
    // What is in code mentions nobody.
    expect(text.replaceAll(/`[^`\n]*`/g, "")).not.toMatch(/@(everyone|acme)/);
  });
});
