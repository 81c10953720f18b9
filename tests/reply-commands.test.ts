import { describe, expect, test } from "vitest";
import { WAIVER_REASONS } from "../src/manifest/answer.ts";
import { COMMANDS } from "../src/reply/commands.ts";
import { parseCommands } from "../src/reply/parse-commands.ts";
import { parseDigest, parseDigestAnswer } from "../src/reply/parse-digest.ts";
import { inOneLine, ON, YES_NO } from "./reply-text.ts";

/** Commands in one line each; of a wrong one only that it is wrong. */
function commands(body: string): string {
  return parseCommands(body)
    .map((command) => {
      switch (command.name) {
        case "explain":
          return `explain ${command.check}`;
        case "answer":
          return `answer ${command.check} ${command.item ?? "-"} ${command.text}`;
        case "waive": {
          const { check, item, until, kind, because } = command;
          return `waive ${check} ${item ?? "-"} ${until} ${kind}: ${because}`;
        }
        case "whatif":
          return `whatif ${command.manifest === undefined ? "" : `in ${command.manifest}: `}${command.assignments.map(({ key, value }) => `${key}=${value}`).join(" | ")}`;
        default:
          return command.name;
      }
    })
    .join("; ");
}

describe("a command is a whole line", () => {
  test.each([
    ["/greenlight help", "help"],
    ["/Greenlight HELP", "help"],
    ["   /greenlight help", "help"],
    ["/greenlight  help ", "help"],
    ["/greenlight help.", "help"],
    ["/greenlight\thelp", "help"],
    ["Hello\n/greenlight recheck\nthanks", "recheck"],
    ["/greenlight questions\r\n/greenlight recheck", "questions; recheck"],
    ["/greenlight", "unknown"],
    ["/greenlight recheck please", "unknown"],
    ["/greenlight dance", "unknown"],
    ["/green\u200blight help", "help"],
    ["/greenlighting help", ""],
    ["/greenlight-help", ""],
    ["please /greenlight help", ""],
    ["- /greenlight help", ""],
    ["**/greenlight help**", ""],
    ["\\/greenlight help", ""],
    ["    /greenlight help", ""],
    ["\t/greenlight help", ""],
    ["> /greenlight help", ""],
    ["> quote\n/greenlight help", ""],
    ["`/greenlight help`", ""],
    ["`\n/greenlight help\n`", ""],
    ["``/greenlight help``", ""],
    ["```\n/greenlight help\n```", ""],
    ["```\n/greenlight help", ""],
    ["<!-- /greenlight help -->", ""],
    ["<!--\n/greenlight help\n-->", ""],
    ["x <!--\n/greenlight help\n-->", ""],
    ["<!-- x --> /greenlight help", ""],
    ["<p>/greenlight help</p>", ""],
    ["x<br>/greenlight help", ""],
    ["<details>\n\n/greenlight help\n\n</details>", ""],
    ["~~/greenlight help~~", ""],
    ["/gree\u043blight help", ""],
    ["On Mon, 24 Nov 2026, Otto <o@acme.example> wrote:\n/greenlight help", ""],
    ["-- \n/greenlight help", ""],
  ])("%j", (body, said) => {
    expect(commands(body)).toBe(said);
  });
});

describe("arguments", () => {
  test.each([
    ["explain CH12-D1-04", "explain CH12-D1-04"],
    ["explain ch12-d1-04.", "explain CH12-D1-04"],
    ["explain `CH12-D1-04`", "explain CH12-D1-04"],
    ["explain", "unknown"],
    ["explain CH12-D1-04 CH12-D1-05", "unknown"],
    ["explain CH12--04", "unknown"],
    [`explain ${"A".repeat(65)}`, "unknown"],
    ["answer CH12-D1-04 yes", "answer CH12-D1-04 - yes"],
    [
      "answer ch12-d1-04@models/answer no, because `x`",
      "answer CH12-D1-04 models/answer no, because `x`",
    ],
    ["answer CH12-D1-04: n/a, no GPU", "answer CH12-D1-04 - n/a, no GPU"],
    [
      "answer `CH12-D1-04@flows/chat/steps/answer~2` 0.4",
      "answer CH12-D1-04 flows/chat/steps/answer~2 0.4",
    ],
    ["answer CH12-D1-04", "unknown"],
    ["answer", "unknown"],
    ["answer yes", "unknown"],
    ["answer CH12-D1-04 @models/answer yes", "unknown"],
    [
      "waive CH12-D1-04 until 2026-11-22 because the vendor leaves",
      "waive CH12-D1-04 - 2026-11-22 other: the vendor leaves",
    ],
    [
      "waive CH12-D1-04@models/answer until 22 November 2026 because contract: runs until March",
      "waive CH12-D1-04 models/answer 2026-11-22 contract: runs until March",
    ],
    [
      "waive CH12-D1-04 until 2026-11-22, because legal, we must keep it",
      "waive CH12-D1-04 - 2026-11-22 legal: we must keep it",
    ],
    [
      "waive CH12-D1-04 until 2026-11-22 because quality drops by 5 %",
      "waive CH12-D1-04 - 2026-11-22 quality: quality drops by 5 %",
    ],
    [
      "waive CH12-D1-04 until 2026-11-22 because migration planned: move in May",
      "waive CH12-D1-04 - 2026-11-22 migration-planned: move in May",
    ],
    [
      "waive CH12-D1-04 until 2026-11-22 because not-relevant - only a demo",
      "waive CH12-D1-04 - 2026-11-22 not-relevant: only a demo",
    ],
    [
      "waive CH12-D1-04 until 2026-11-22 because costly to change",
      "waive CH12-D1-04 - 2026-11-22 other: costly to change",
    ],
    ["waive CH12-D1-04 until 2026-11-22 because legal", "unknown"],
    ["waive CH12-D1-04 until 2026-11-22 because legal: no", "unknown"],
    ["waive CH12-D1-04 until 2026-11-22 because", "unknown"],
    ["waive CH12-D1-04 until 2026-11-22", "unknown"],
    ["waive CH12-D1-04 until 2026-02-30 because we must", "unknown"],
    ["waive CH12-D1-04 until Friday because we must", "unknown"],
    ["waive CH12-D1-04 until 22 November because we must", "unknown"],
    ["waive CH12-D1-04 because we must until 2026-11-22", "unknown"],
    ["waive CH12-D1-04 2026-11-22 because we must", "unknown"],
    ["waive everything", "unknown"],
    ["waive", "unknown"],
    ["whatif region=eu-north-1", "whatif region=eu-north-1"],
    [
      "whatif models.answer.params_b=8 region=eu-north-1",
      "whatif models.answer.params_b=8 | region=eu-north-1",
    ],
    ["whatif name=\"a b\" x='c d'", "whatif name=a b | x=c d"],
    ["whatif `region=eu-north-1`", "whatif region=eu-north-1"],
    ["whatif a=b=c", "whatif a=b=c"],
    ["whatif services/a.yaml usage.x=1 y=2", "whatif in services/a.yaml: usage.x=1 | y=2"],
    ['whatif "Help centre" x=1', "whatif in Help centre: x=1"],
    ["whatif services/a.yaml", "unknown"],
    ['whatif "" x=1', "unknown"],
    [`whatif ${"p".repeat(301)} x=1`, "unknown"],
    ["whatif one two x=1", "unknown"],
    ["whatif", "unknown"],
    ["whatif region", "unknown"],
    ["whatif region = eu-north-1", "unknown"],
    ["whatif region=", "unknown"],
    ["whatif =eu", "unknown"],
    ['whatif a="b', "unknown"],
    ["whatif <b>=1", "unknown"],
    [`whatif ${"a=1 ".repeat(21)}`, "unknown"],
    [`answer CH12-D1-04 ${"x".repeat(2000)}`, "unknown"],
  ])("%s", (line, said) => {
    expect(commands(`/greenlight ${line}`)).toBe(said);
  });
});

test("a wrong command is told what to write, and its text is not repeated", () => {
  const because = (line: string) =>
    parseCommands(`/greenlight ${line}`).map((one) => (one.name === "unknown" ? one.because : ""));
  expect([
    ...because("dance"),
    ...because("[x](https://evil.example)"),
    ...because(""),
    ...because("recheck @everyone"),
    ...because("waive CH12-D1-04"),
    ...because("whatif x"),
  ]).toMatchInlineSnapshot(`
    [
      "There is no command “dance”. The commands are: help, questions, explain, whatif, recheck, answer, waive.",
      "There is no command “x”. The commands are: help, questions, explain, whatif, recheck, answer, waive.",
      "A command is missing. The commands are: help, questions, explain, whatif, recheck, answer, waive.",
      "Nothing may follow it on its line. Write: \`/greenlight recheck\`",
      "After the check comes until and a day. Write: \`/greenlight waive CHECK[@ITEM] until YYYY-MM-DD because REASON\`",
      "It takes pairs without spaces, such as usage.units_per_month=5000. Write: \`/greenlight whatif [MANIFEST] KEY=VALUE...\`",
    ]
  `);
});

test("at most twenty commands of a comment are read", () => {
  expect(parseCommands("/greenlight help\n".repeat(30))).toHaveLength(20);
});

test("the help lists every command with its usage, and the kinds of reasons are the manifest's", () => {
  expect(COMMANDS.map(({ usage, who }) => `${usage} (${who})`)).toMatchInlineSnapshot(`
    [
      "/greenlight help (anyone)",
      "/greenlight questions (anyone)",
      "/greenlight explain CHECK (anyone)",
      "/greenlight whatif [MANIFEST] KEY=VALUE... (anyone)",
      "/greenlight recheck (anyone)",
      "/greenlight answer CHECK[@ITEM] ANSWER (answer)",
      "/greenlight waive CHECK[@ITEM] until YYYY-MM-DD because REASON (waive)",
    ]
  `);
  expect(WAIVER_REASONS).toHaveLength(8);
});

/** Answers of a digest in one line each. */
function digest(body: string): string {
  return parseDigest(body)
    .map((one) => `${one.question} ${inOneLine(parseDigestAnswer(one, YES_NO, ON))}`)
    .join("; ");
}

describe("a digest", () => {
  test.each([
    ["Q3: no, because we tried", "3 no (we tried)"],
    ["q3: yes", "3 yes"],
    ["Q3 - yes", "3 yes"],
    ["Q3 – yes", "3 yes"],
    ["Q 3: yes", "3 yes"],
    ["Q3) yes", "3 yes"],
    ["Q3. yes", "3 yes"],
    ["Q3 = yes", "3 yes"],
    ["Q3:yes", "3 yes"],
    ["Q3 yes", "3 yes"],
    ["Q3, yes", "3 yes"],
    ["**Q3:** n/a because nothing runs", "3 not-applicable (nothing runs)"],
    ["**Q3**: yes", "3 yes"],
    ["- Q3: yes\n- Q4: no", "3 yes; 4 no"],
    ["1. Q3: yes\n2. Q4: no", "3 yes; 4 no"],
    ["Hi all,\n\nQ1: yes\nQ2: no, too slow\n\nThanks", "1 yes; 2 no (too slow)"],
    ["Q1: no, because\nwe tried it\nin March\n\nand more", "1 no (we tried it in March)"],
    ["Q1: yes\n\nno", "1 yes"],
    ["Q1: yes\nno", "1 unclear"],
    ["Q1: yes\nQ1: yes", "1 unclear"],
    ["Q1: yes\nQ2: no\nQ1: no", "1 unclear; 2 no"],
    ["Q1: yes, Q2: no", "1 unclear"],
    ["Q1: yes Q2: yes", "1 unclear"],
    ["Q1:", "1 discussion"],
    ["Q1: `yes`", "1 yes"],
    ["Q1: what is this?", "1 discussion"],
    ["Q1: ask @otto by Friday", "1 to otto by 2026-11-27"],
    ["Q0: yes", ""],
    ["Q1000: yes", ""],
    ["3. yes", ""],
    ["3: yes", ""],
    ["In Q3: yes", ""],
    ["Q3 2026 was good", ""],
    ["Q3 was good", ""],
    ["Q3 and Q4: yes", ""],
    ["FAQ3: yes", ""],
    ["> Q3: yes", ""],
    ["`Q3: yes`", ""],
    ["```\nQ3: yes\n```", ""],
    ["<!-- Q3: yes -->", ""],
    ["~~Q3: yes~~", ""],
    ["Q3: > yes", "3 discussion"],
    ["On Mon, 24 Nov 2026, Otto <o@acme.example> wrote:\nQ3: yes", ""],
  ])("%j", (body, said) => {
    expect(digest(body)).toBe(said);
  });

  test("at most fifty answers of a comment are read", () => {
    const body = Array.from({ length: 80 }, (_, index) => `Q${index + 1}: yes`).join("\n");
    expect(parseDigest(body)).toHaveLength(50);
  });
});
