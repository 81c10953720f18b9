// What comes back to the bot from places where others write: its memory, the ledger, and measured reports.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { consider } from "../../src/answers/consider.ts";
import { HEARD_NOTHING } from "../../src/answers/heard.ts";
import { keptAfterMerge, ledgerNotice, ledgerStatements } from "../../src/answers/ledger.ts";
import { NOTHING_KNOWN } from "../../src/conversation/conversation.ts";
import { readMemory, writeMemory } from "../../src/conversation/memory.ts";
import { parseReport } from "../../src/measured/parse-report.ts";
import { readMeasured } from "../../src/review/measured-file.ts";
import { assertSentence, textOf } from "./file-properties.ts";
import { HOSTILE_SCALARS, YAML_PIECES } from "./hostile.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { mutated } from "./mutate.ts";
import { assertFigures, assertShown, reviewOf } from "./review-properties.ts";
import { shaped } from "./shaped.ts";
import type { Target } from "./target.ts";

const JSON_PIECES = [
  ...YAML_PIECES,
  ...['"', '":', "[", "]", "{", "}", ",", "null", "true", "-1", "1e999", '"__proto__":', "\\u0000"],
  ...['"version":1', '"answers":[]', '"waivers":[]', '"manifest":"a"', '"shown":[]', '"heard":[]'],
  ...['"check":"A-1"', '"item":"models/chat"', '"fields":{}', " -->", "<!-- greenlight:memory "],
];

const SHOWN = { version: "0a1b2c3d", facts: "4e5f6a7b", fields: { "product.name": "12ab" } };
const MEMORIES: readonly unknown[] = [
  [],
  [
    {
      manifest: "architecture.yaml",
      check: "CH12-D1-04",
      item: "models/chat",
      number: 3,
      since: 0,
      shown: [SHOWN, { ...SHOWN, facts: "00000000", proposed: 0.4 }],
      heard: [
        { id: 12, by: "lea", kind: "answer", at: "2026-11-22T10:00:00Z", text: "ab", shown: 1 },
        { id: 13, by: "otto", kind: "waive", at: "2026-11-23T10:00:00Z", text: "cd", shown: 7 },
      ],
      asked: true,
      reopened: false,
    },
    { manifest: "b.yaml", check: "A-1", item: "manifest", shown: [SHOWN] },
    { manifest: "b.yaml", check: "A-2", item: "manifest", shown: [] },
  ],
];

const ENTRY = {
  manifest: "architecture.yaml",
  check: "CH12-D1-04",
  item: "models/chat",
  version: "0a1b2c3d",
  facts: "4e5f6a7b",
  by: "@lea",
  on: "2026-11-01",
  where: "https://github.com/acme/shop/pull/7#issuecomment-1",
};
const LEDGERS: readonly unknown[] = [
  { version: 1, answers: [], waivers: [] },
  {
    version: 1,
    answers: [
      { ...ENTRY, answer: "yes", reason: "we counted", evidence: "docs/a.md" },
      { ...ENTRY, answer: "value", value: 0.4 },
      { ...ENTRY, answer: "reason" },
    ],
    waivers: [{ ...ENTRY, reason: "cost", because: "it is dear", until: "2026-12-24" }],
  },
];

function texts(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value, undefined, 2));
}

function inputsFrom(values: readonly unknown[], wrap: (text: string) => string) {
  const sources = {
    pieces: JSON_PIECES,
    mutated: mutated(texts(values)).map(wrap),
    shaped: shaped(fc.constantFrom(...values)).map(wrap),
    wrap,
  };
  return (longest: number) => inputsOf(sources, longest);
}

const asText = (content: string | Uint8Array): string =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

/** What is read is written and read again as the same, and what is written is one comment of one line. */
function checkMemory({ content }: Input): boolean {
  const body = asText(content);
  const memories = readMemory(body);
  assert.deepEqual(readMemory(body), memories, "not the same twice");
  const written = writeMemory(memories);
  assert.deepEqual(readMemory(`text\n${written}\n`), memories, "it forgets what it has written");
  assert.match(written, /^<!-- greenlight:memory [^<>\n]*(?<!-)-->$/);
  assert(!written.slice(4, -3).includes("--"), "a comment that ends early");
  for (const { key, shown, heard } of memories)
    for (const word of [
      key.manifest,
      key.check,
      key.item,
      shown.facts,
      ...heard.map(({ by }) => by),
    ])
      assert.equal(typeof word, "string");
  return memories.length > 0;
}

const REVIEW = reviewOf({
  manifest: readFileSync(".github/architecture.yaml", "utf8"),
  policy: "version: 1\nledger: branch\n",
});
const NOBODY_SPOKE = { heard: HEARD_NOTHING, circumstances: NOTHING_KNOWN, author: "" };

/** Either it cannot be read, and says so and answers nothing; or each entry is a statement. */
function checkLedger({ content }: Input): boolean {
  const text = asText(content);
  const statements = ledgerStatements(text);
  const notices = ledgerNotice(text);
  assert.deepEqual(ledgerStatements(text), statements, "not the same twice");
  assert(statements.length === 0 || notices.length === 0, "answers of what cannot be read");
  for (const notice of notices) assertSentence(notice);
  for (const { key, by, on, source } of statements) {
    assert(key.manifest.length <= 300 && /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(key.check), "a key");
    assert(/^[\w./-]{1,140}$/.test(by) && /^\d{4}-\d\d-\d\d$/.test(on), `${by} on ${on}`);
    assert.equal(source.from, "ledger", "an answer with more authority than the ledger has");
  }
  const considered = consider(REVIEW, { ...NOBODY_SPOKE, ledger: statements });
  assert.equal(keptAfterMerge(considered, text), undefined, "a record of nothing");
  if (statements.length > 0) assertShown(considered.review);
  return notices.length === 0;
}

const FOLDER = "tests/fixtures/measured";
const REPORTS = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, "utf8"));
const REPORT_VALUES = REPORTS.filter((text) => text.startsWith("{")).map((text): unknown =>
  JSON.parse(text),
);

/** A manifest whose figures rest on the report. */
const MEASURED = `version: 1
product: { name: Shop, stage: pilot, functional_unit: answer }
usage: { units_per_month: 1000 }
models:
  - id: chat
    name: llama2-13b
    access: self-hosted
    params_b: 13
    generative: true
    precision: { weights: fp16 }
    energy_report: docs/report
    training: [{ kind: fine-tune, once: true }]
flows:
  - { id: ask, steps: [{ use: chat, input_tokens: 11, output_tokens: 828 }] }
`;

function checkReport({ content }: Input): boolean {
  const path = "docs/report";
  const text = textOf(path, content);
  if (text === undefined) return false;
  const read = parseReport(path, text);
  assert.deepEqual(parseReport(path, text), read, "not the same twice");
  if (!read.ok) {
    assertSentence(read.because);
    return false;
  }
  assertFigures(read.report, "report");
  const reports = new Map([[path, readMeasured({ state: "text", path, text })]]);
  const review = reviewOf({ manifest: MEASURED, reports });
  assert.notEqual(review.verdict, "error", JSON.stringify(review.problems));
  assertShown(review);
  return true;
}

const reports = {
  pieces: [
    ...JSON_PIECES,
    ...REPORTS.flatMap((text) => text.split("\n").slice(0, 30)),
    ...HOSTILE_SCALARS,
  ],
  mutated: mutated(REPORTS),
  shaped: fc.oneof(
    shaped(fc.constantFrom(...REPORT_VALUES)),
    fc
      .constantFrom(...HOSTILE_SCALARS)
      .map((one) => `---\nco2_eq_emissions: ${one}\n---\n# A card\n`),
  ),
};

export const KEPT_TARGETS: readonly Target[] = [
  {
    name: "memory",
    share: 0.3,
    inputs: inputsFrom(
      MEMORIES,
      (text) => `<!-- greenlight:memory ${text.replaceAll("\n", " ")} -->`,
    ),
    check: checkMemory,
  },
  { name: "ledger", share: 0.2, inputs: inputsFrom(LEDGERS, (text) => text), check: checkLedger },
  {
    name: "report",
    share: 0.06,
    inputs: (longest) => inputsOf(reports, longest),
    check: checkReport,
  },
];
