import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/**
 * The folders and entries of `src/`, top to bottom, and what each may import.
 * An arrow may only point further down the list, so there are no cycles.
 */
const MAY_IMPORT = {
  build: [
    "calibrate",
    "checklist",
    "coefficients",
    "estimate",
    "facts",
    "manifest",
    "policy",
    "receipt",
    "render",
    "shipped",
  ],
  calibrate: ["coefficients", "estimate", "manifest", "quantity"],
  cli: ["command", "shipped"],
  action: ["forge", "github", "main", "policy", "runner", "shipped", "sweep"],
  runner: [
    "facts",
    "forge",
    "github",
    "history",
    "main",
    "receipt",
    "record",
    "render",
    "review",
    "score",
    "shipped",
    "sweep",
  ],
  command: [
    "advise",
    "answers",
    "checklist",
    "coefficients",
    "estimate",
    "evaluate",
    "facts",
    "history",
    "levers",
    "manifest",
    "measured",
    "policy",
    "receipt",
    "render",
    "review",
    "shipped",
    "yaml",
  ],
  shipped: ["checklist", "estimate", "facts", "review"],
  github: ["conversation", "forge", "history", "measured", "policy", "reconcile", "review", "yaml"],
  sweep: ["forge", "main", "review"],
  main: [
    "advise",
    "answers",
    "conversation",
    "converse",
    "facts",
    "forge",
    "levers",
    "receipt",
    "reconcile",
    "record",
    "render",
    "review",
  ],
  record: ["forge", "history", "reconcile", "review"],
  converse: ["advise", "answers", "conversation", "forge", "render", "review"],
  forge: ["conversation", "reconcile", "review"],
  receipt: ["conversation", "estimate", "evaluate", "facts", "policy", "render", "review", "yaml"],
  render: [
    "advise",
    "amend",
    "answers",
    "checklist",
    "coefficients",
    "conversation",
    "estimate",
    "evaluate",
    "facts",
    "history",
    "levers",
    "manifest",
    "policy",
    "quantity",
    "reconcile",
    "reply",
    "review",
    "score",
    "yaml",
  ],
  advise: [
    "amend",
    "answers",
    "checklist",
    "conversation",
    "estimate",
    "evaluate",
    "facts",
    "levers",
    "manifest",
    "policy",
    "quantity",
    "reconcile",
    "reply",
    "review",
    "score",
    "yaml",
  ],
  history: ["quantity", "review", "score"],
  answers: [
    "checklist",
    "amend",
    "coefficients",
    "conversation",
    "evaluate",
    "facts",
    "manifest",
    "policy",
    "quantity",
    "reply",
    "review",
    "score",
    "yaml",
  ],
  review: [
    "checklist",
    "estimate",
    "evaluate",
    "facts",
    "manifest",
    "measured",
    "policy",
    "score",
    "yaml",
  ],
  levers: ["amend", "coefficients", "estimate", "facts", "manifest", "quantity", "yaml"],
  amend: ["manifest", "yaml"],
  score: ["checklist", "estimate", "evaluate", "manifest", "policy", "quantity"],
  evaluate: ["checklist", "facts", "quantity", "yaml"],
  reply: ["manifest"],
  policy: ["checklist", "manifest", "yaml"],
  checklist: ["condition", "facts", "yaml"],
  condition: ["facts", "yaml"],
  facts: ["estimate", "manifest", "quantity", "yaml"],
  estimate: ["coefficients", "manifest", "measured", "quantity", "yaml"],
  coefficients: [],
  manifest: ["yaml"],
  measured: ["yaml"],
  reconcile: ["conversation"],
  conversation: [],
  quantity: [],
  yaml: [],
} satisfies Record<string, string[]>;

/** What puts the steps of a run in their order, and waits for those of the edge. */
const PIPELINE = ["sweep", "main", "record", "converse", "forge"];

/** The only places that may reach the network, the disk, the clock or the environment. */
const EDGE = ["action", "build", "cli", "command", "github", "runner", "shipped"];
const REACHES_OUT =
  /^(node:(?!crypto$)|@actions\/|@octokit\/)|\bprocess\.|\bfetch\(|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/;

const folders = Object.keys(MAY_IMPORT);
const folderOf = (path: string) => path.replace(/^src\//, "").replace(/(\/|\.ts$).*/, "");

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path: join("src", path), text: readFileSync(join("src", path), "utf8") }));

const imports = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name = ""]) => ({
    from: path,
    to: name.startsWith(".") ? join(dirname(path), name) : name,
  })),
);

test("the list of folders is the folders there are", () => {
  expect([...new Set(sources.map(({ path }) => folderOf(path)))].sort()).toEqual(
    [...folders].sort(),
  );
});

test("imports point down the list, to folders that are named", () => {
  const wrong = imports.filter(({ from, to }) => {
    const [source, target] = [folderOf(from), folderOf(to)];
    if (!to.startsWith("src/") || source === target) return false;
    const allowed: readonly string[] = MAY_IMPORT[source as keyof typeof MAY_IMPORT];
    return !allowed.includes(target) || folders.indexOf(target) < folders.indexOf(source);
  });
  expect(wrong).toEqual([]);
});

test("no arrow is allowed that nobody uses", () => {
  const used = new Set(imports.map(({ from, to }) => `${folderOf(from)} ${folderOf(to)}`));
  const idle = Object.entries(MAY_IMPORT).flatMap(([source, targets]) =>
    targets.map((target) => `${source} ${target}`).filter((arrow) => !used.has(arrow)),
  );
  expect(idle).toEqual([]);
});

test("only the edge reaches out", () => {
  const inner = sources.filter(({ path }) => !EDGE.includes(folderOf(path)));
  const wrong = inner.filter(
    ({ path, text }) =>
      REACHES_OUT.test(text) ||
      imports.some(({ from, to }) => from === path && REACHES_OUT.test(to)),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("only the edge and the pipeline wait", () => {
  const waits = sources.filter(({ text }) =>
    /\b(async|await|Promise)\b/.test(text.replaceAll(/"[^"\n]*"/g, "")),
  );
  const inner = waits
    .map(({ path }) => folderOf(path))
    .filter((name) => !PIPELINE.includes(name) && !EDGE.includes(name));
  expect(inner).toEqual([]);
});

test("no file but a table of data is long enough to hold two things", () => {
  const long = sources
    .filter(({ path }) => folderOf(path) !== "coefficients")
    .map(({ path, text }) => ({ path, lines: text.split("\n").length }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});
