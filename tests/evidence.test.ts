// Words alone satisfy nothing that is important: a link has to lead to a file that is there.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { headFilesOf as onDisk } from "../src/command/head-files.ts";
import { type HeadFiles, proofOf } from "../src/facts/evidence.ts";
import { headFilesOf as onGithub } from "../src/github/head-files.ts";
import type { Tree } from "../src/github/repository.ts";
import type { ManifestPair } from "../src/review/source-file.ts";
import { judged, reviewPairs } from "./review-files.ts";

const head = (
  files: readonly string[],
  { manifest = "apps/help/architecture.yaml" }: { manifest?: string } = {},
): HeadFiles => ({
  manifest,
  address: "https://github.com/acme/shop",
  among: (paths) => new Set(paths.filter((path) => files.includes(path))),
});

describe("evidence is shown by", () => {
  const files = ["apps/help/docs/scope.md", "docs/root.md", "LICENSE", "apps/help/a b.md"];
  test.each<[string, unknown]>([
    ["a path beside the manifest", "docs/scope.md"],
    ["a path from the root", "docs/root.md"],
    ["a path with a step to itself", "./docs/scope.md"],
    ["a path to a heading", "docs/scope.md#limits"],
    ["a path in a sentence", "Agreed with legal, see docs/scope.md."],
    ["a link in Markdown", "[Scope](docs/scope.md)"],
    ["the link of a result", { result: "Agreed.", link: "docs/scope.md" }],
    ["a link without an ending", { result: "Agreed.", link: "LICENSE" }],
    ["a path in the result of another link", { result: "docs/scope.md", link: "https://x.org" }],
    ["one of a list", ["https://x.org/a", { result: "docs/root.md" }]],
    ["the address of the file", "https://github.com/acme/shop/blob/main/docs/root.md"],
    ["the address in another case", "https://GitHub.com/Acme/Shop/blob/main/docs/root.md"],
    ["an address with a line", "https://github.com/acme/shop/blob/main/docs/root.md?plain=1#L3"],
    ["a branch with a slash", "https://github.com/acme/shop/blob/feat/x/docs/root.md"],
    [
      "an address with escapes",
      { result: "x", link: "https://github.com/acme/shop/blob/main/apps/help/a%20b.md" },
    ],
  ])("%s", (_, evidence) => {
    expect(proofOf(evidence, head(files))).toEqual({ is: "shown" });
  });
});

describe("evidence is not shown by", () => {
  // A careless edge that says yes to everything: what is named outside must not even be asked for.
  const asked: string[] = [];
  const careless: HeadFiles = {
    manifest: "apps/help/architecture.yaml",
    address: "https://github.com/acme/shop",
    among: (paths) => {
      asked.push(...paths);
      return new Set(paths);
    },
  };
  test.each<[string, unknown, string]>([
    ["words", "Answers from the help centre, or a person.", "no-link"],
    ["nothing", undefined, "no-link"],
    ["an absolute path", { result: "x", link: "/etc/passwd" }, "absent"],
    ["a step upwards", "../../secrets/plan.md", "absent"],
    ["a step upwards further on", "docs/../../../plan.md", "absent"],
    ["an escaped step upwards", "https://github.com/acme/shop/blob/%2e%2e/%2e%2e/..", "elsewhere"],
    ["a path of another system", { result: "x", link: "..\\..\\plan.md" }, "absent"],
    ["a drive", { result: "x", link: "C:/plan.md" }, "absent"],
    ["another scheme", { result: "x", link: "file:///etc/passwd" }, "absent"],
    ["another repository", "https://github.com/acme/shop2/blob/main/docs/root.md", "elsewhere"],
    ["a longer name", "https://github.com/acme/shop-blob/main/docs/root.md", "elsewhere"],
    ["another host", "https://github.com.evil.example/acme/shop/blob/main/a.md", "elsewhere"],
    ["the repository's issues", "https://github.com/acme/shop/issues/3", "elsewhere"],
    ["the manifest itself", "see apps/help/architecture.yaml", "shown-beside"],
  ])("%s", (_, evidence, expected) => {
    asked.length = 0;
    const proof = proofOf(evidence, careless);
    // Beside itself the manifest's own path would be another file; only that one may be asked for.
    if (expected === "shown-beside")
      expect(asked).toEqual(["apps/help/apps/help/architecture.yaml"]);
    else
      expect([proof.is, asked.filter((path) => /\.\.|^\/|\\|:/.test(path))]).toEqual([
        expected,
        [],
      ]);
  });

  test("a file that is not there, or that nobody looked up", () => {
    expect(proofOf("docs/scope.md", head([]))).toEqual({ is: "absent", link: "docs/scope.md" });
    const blind = { ...head([]), among: () => undefined };
    expect(proofOf("docs/scope.md", blind)).toEqual({
      is: "not-looked-up",
      link: "docs/scope.md",
    });
    expect(proofOf("docs/scope.md", undefined).is).toBe("not-looked-up");
    expect(proofOf("https://x.org/a", undefined).is).toBe("elsewhere");
  });

  test("more links than anybody follows", () => {
    const many = Array.from({ length: 5000 }, (_, index) => `a/${index}.md`).join(" ");
    asked.length = 0;
    const among = (paths: readonly string[]) => {
      asked.push(...paths);
      return new Set<string>();
    };
    proofOf(many, { ...careless, among });
    expect(asked.length).toBeLessThanOrEqual(20);
  });
});

describe("on disk", () => {
  const root = mkdtempSync(join(tmpdir(), "greenlight-evidence-"));
  afterAll(() => rmSync(root, { recursive: true }));
  for (const folder of ["repo/.git", "repo/app/docs", "outside"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const [path, text] of [
    ["repo/app/docs/scope.md", "x"],
    ["repo/app/docs/empty.md", ""],
    ["outside/plan.md", "x"],
  ] as const)
    writeFileSync(join(root, path), text);
  symlinkSync(join(root, "outside"), join(root, "repo/app/away"));
  symlinkSync(join(root, "outside/plan.md"), join(root, "repo/app/plan.md"));

  test("only regular files with content count, and no link leads out", () => {
    const files = onDisk(join(root, "repo/app/architecture.yaml"));
    expect(files.manifest).toBe("app/architecture.yaml");
    const paths = ["scope.md", "empty.md", "../away/plan.md", "../plan.md", ""].map((path) =>
      join("app/docs", path),
    );
    expect([...(files.among(paths) ?? [])]).toEqual(["app/docs/scope.md"]);
  });

  test("without a repository the folder of the manifest is the root", () => {
    expect(onDisk(join(root, "outside/architecture.yaml")).manifest).toBe("architecture.yaml");
    expect(onDisk(join(root, "outside/.github/architecture.yaml")).manifest).toBe(
      ".github/architecture.yaml",
    );
  });
});

describe("on GitHub", () => {
  const entry = (path: string, mode: string, size: number | undefined) =>
    [path, { path, mode, sha: "0", size }] as const;
  const tree = (truncated: boolean): Tree => ({
    ref: "head",
    sha: "0",
    truncated,
    entries: new Map([
      entry("docs/scope.md", "100644", 10),
      entry("docs/empty.md", "100644", 0),
      entry("docs/link.md", "120000", 10),
      entry("docs", "040000", undefined),
      entry("lib", "160000", undefined),
    ]),
  });
  const place = { owner: "acme", repo: "shop" };
  const paths = ["docs/scope.md", "docs/empty.md", "docs/link.md", "docs", "lib", "none.md"];

  test("only regular files with content count", () => {
    const files = onGithub("architecture.yaml", tree(false), place);
    expect([...(files.among(paths) ?? [])]).toEqual(["docs/scope.md"]);
    expect(files.address).toBe("https://github.com/acme/shop");
  });

  test("a tree that was cut off says nothing", () => {
    expect(onGithub("architecture.yaml", tree(true), place).among(paths)).toBeUndefined();
  });

  test("another server has another address", () => {
    const { address } = onGithub("a.yaml", tree(false), place, "https://git.acme.example/");
    expect(address).toBe("https://git.acme.example/acme/shop");
  });
});

describe("the review", () => {
  const scopeFinding = (scope: string, files?: HeadFiles, policy?: string) => {
    const text = `version: 1
product: { name: Help, stage: pilot, functional_unit: answer, scope: ${scope} }
models: [{ id: m, name: m-1, access: api, task: qa, smaller_tried: "m-0 was not good enough" }]
flows: [{ id: ask, steps: [{ use: m }] }]
`;
    const file = { state: "text" as const, path: "architecture.yaml", text };
    const pair: ManifestPair = { head: file, base: file, files };
    const { findings } = judged(reviewPairs([pair], policy));
    return (id: string) =>
      findings
        .filter(({ check }) => check.id === id)
        .map((one) =>
          one.outcome === "question"
            ? `${one.line}: ${one.question} [${one.missing}] ${one.asks}`
            : one.outcome,
        )
        .join();
  };
  const scope = (text: string, files?: HeadFiles) => scopeFinding(text, files)("CH12-D3-05");
  const files = (...paths: string[]) => head(paths, { manifest: "architecture.yaml" });
  const text = '"Answers from the help centre only, docs/scope.md."';

  test("takes a file that is there, and asks for everything else", () => {
    expect(scope(text, files("docs/scope.md"))).toBe("pass");
    expect([
      scope(text, files("docs/other.md")),
      scope(text),
      scope('"Answers from the help centre only, nothing else."', files("docs/scope.md")),
      scope('"https://wiki.acme.example/scope"', files("docs/scope.md")),
    ]).toMatchInlineSnapshot(`
      [
        "2: product.scope names docs/scope.md, and no such file stands in the repository. What shows this: "It is written down what the AI may do and what it must refuse"? [product.scope] evidence",
        "2: product.scope names docs/scope.md, which nobody has looked up. Does it show this: "It is written down what the AI may do and what it must refuse"? [product.scope] evidence",
        "2: product.scope is a text without a link to anything that shows it. What shows this: "It is written down what the AI may do and what it must refuse"? [product.scope] evidence",
        "2: product.scope names https://wiki.acme.example/scope, where Greenlight cannot look. Does it show this: "It is written down what the AI may do and what it must refuse"? [product.scope] evidence",
      ]
    `);
  });

  test("still fails what says too little", () => {
    expect(scope("helpful", files("helpful"))).toBe("fail");
  });

  test("is as strict with a check that policy makes important", () => {
    const policy = (severity: string) =>
      `version: 1\npacks: [{ use: cpl-12, severity: { CH12-D5-03: ${severity} } }]\n`;
    const finding = (severity: string) =>
      scopeFinding("x", files(), policy(severity))("CH12-D5-03");
    expect(finding("medium")).toBe("pass");
    expect(finding("high")).toBe(
      '3: models[0].smaller_tried is a text without a link to anything that shows it. What shows this: "A smaller model was tried"? [models[0].smaller_tried] evidence',
    );
  });
});
