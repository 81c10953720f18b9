import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCommands } from "../src/reply/parse-commands.ts";
import { parseDigest, parseDigestAnswer } from "../src/reply/parse-digest.ts";
import { parseReply } from "../src/reply/parse-reply.ts";
import type { Expected } from "../src/reply/reply.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";
import { CHOICE, NUMBER, ON, REASON, says, TEXT, YES_NO } from "./reply-text.ts";

const MAIL_HEADER = "On Mon, 24 Nov 2026 at 10:00, Otto <otto@acme.example> wrote:";

describe("only what the author says", () => {
  test.each([
    ["> yes", "discussion"],
    [">yes", "discussion"],
    ["> > yes", "discussion"],
    ["- > yes", "discussion"],
    ["1. > yes", "discussion"],
    ["> Can it go?\nyes", "discussion"],
    ["> Can it go?\n\nyes", "yes"],
    ["> Can it go?\n>\nyes", "yes"],
    ["> Can it go?\n- yes", "yes"],
    ["> Can it go?\n2. yes", "discussion"],
    ["> no\n\nyes\n\n> no", "yes"],
    [`${">".repeat(5000)} yes`, "discussion"],
    ["> [!NOTE]\n> yes", "discussion"],
    ["```\nyes\n```", "discussion"],
    ["```suggestion\nyes\n```", "discussion"],
    ["~~~\nyes\n~~~", "discussion"],
    ["```\nyes", "discussion"],
    ["````\n```\nyes\n````", "discussion"],
    ["````\n```\n````\nyes", "yes"],
    ["```\n    ```\nyes\n```", "discussion"],
    ["~~~\n```\nyes\n~~~", "discussion"],
    ["- ```\n  yes\n  ```", "discussion"],
    ["    yes", "discussion"],
    ["\tyes", "discussion"],
    ["```js\nno\n```\nyes", "yes"],
    ["```a`b\nyes", "discussion"],
    ["<!-- yes -->", "discussion"],
    ["<!--\nyes\n-->", "discussion"],
    ["<!--\n```\n-->\nyes", "yes"],
    ["```\n<!--\n```\nyes", "yes"],
    ["<!-- yes", "discussion"],
    ["x <!--\nyes", "discussion"],
    ["yes <!-- no -->", "yes"],
    ["<!-- no --> yes", "yes"],
    ["[//]: # (yes)", "discussion"],
    ["[yes]: https://acme.example", "discussion"],
    ["<details><summary>yes</summary>\n\nyes\n\n</details>", "discussion"],
    ["<details>\n\nyes", "discussion"],
    ["<details><details></details>\nyes</details>", "discussion"],
    ["<details>no</details>\n\nyes", "yes"],
    ["<blockquote>yes</blockquote>", "discussion"],
    ["<pre>yes</pre>", "discussion"],
    ["<del>yes</del> no", "no"],
    ["<b>yes</b>", "yes"],
    ["~~yes~~ no", "no"],
    ["~yes~", "discussion"],
    ["~~yes~~", "discussion"],
    ["![yes](https://acme.example/yes.png)", "discussion"],
    ["<img alt='yes' src='https://acme.example/yes.png'>", "discussion"],
    ["---\nyes", "yes"],
    ["`` yes ``", "yes"],
    ["`yes` is what it should say", "unclear"],
    ["`yes\n\nno`", "discussion"],
    [`yes\n\n${MAIL_HEADER}\n> no`, "yes"],
    [`${MAIL_HEADER}\n> Can it go?\n\nyes`, "discussion"],
    [`${MAIL_HEADER}\nyes`, "discussion"],
    ["yes\n\nOn Mon, 24 Nov 2026 at 10:00,\nOtto <otto@acme.example>\nwrote:\n\nno", "yes"],
    ["ja\n\nAm 24.11.2026 um 10:00 schrieb Otto:\nnein", "yes"],
    ["oui\n\nLe lun. 24 nov. 2026, Otto <o@acme.example> a écrit :\nnon", "yes"],
    ["no\n\n-- \nOtto, yes-man", "no"],
    ["no\n\n-----Original Message-----\nyes", "no"],
    ["no\n\nFrom: Otto\nSent: Monday\nyes", "no"],
    ["no\n\nSent from my iPhone", "no"],
    ["On Monday we wrote:\nyes", "discussion"],
  ])("%j", (body, said) => {
    expect(says(body, YES_NO)).toBe(said);
  });
});

describe("letters that are not what they seem", () => {
  test.each([
    ["y\u200be\u200ds", "yes"],
    ["\ufeffyes", "yes"],
    ["\u202eyes\u202c", "yes"],
    ["\u202esey", "discussion"],
    ["ye\u00ads", "yes"],
    ["y\u0435s", "discussion"],
    ["уеѕ", "discussion"],
    ["yeſ", "discussion"],
    ["𝐲𝐞𝐬", "discussion"],
    ["ｙｅｓ", "discussion"],
    ["y\u0336e\u0336s\u0336", "discussion"],
    ["nο", "discussion"],
    ["yes\u2028no", "unclear"],
    ["yes\u0000", "yes"],
    ["\ue000yes\ue001", "yes"],
    ["yes\u{e0001}\u{e006e}\u{e006f}", "yes"],
    ["\ud800yes", "yes"],
    ["> q\u2028yes", "discussion"],
    [">\u200b yes", "discussion"],
    ["\u200b> yes", "discussion"],
    ["yes\r\nno", "unclear"],
    ["> q\ryes", "discussion"],
  ])("%j", (body, said) => {
    expect(says(body, YES_NO)).toBe(said);
  });
});

const ALL_EXPECTED: readonly Expected[] = [YES_NO, REASON, TEXT, NUMBER, CHOICE];
const ANSWERS = [
  "yes",
  "no",
  "n/a because of cost",
  "0.4",
  "300-400",
  "portable",
  "`eu-north-1`",
  "Because the contract says so",
  "ask @otto by Friday",
  "value: none",
];

const SEEDS = [
  "`",
  "``",
  "> ",
  "<!--",
  "-->",
  "<a ",
  '<a "',
  "~",
  "~~",
  "*",
  "_",
  "[",
  "![x](",
  "[x](",
  "- ",
  "1. ",
  "@a ",
  "\n",
  "```\n",
  "yes ",
  "no, ",
  "1 000",
  "1,",
  "https://",
  "/greenlight ",
  "a/",
  ".",
  "?",
  "(",
  "'",
  "\u0301\u0316",
  "👍",
  ":x:",
  "Q1: ",
  "by ",
  "\t",
  " ",
  "ask @a ",
  "/greenlight whatif a=",
  "On 1 ",
  "<details>",
  "\u200b",
  ": ",
  "because ",
];

describe("whatever is written", () => {
  test("huge texts of one piece are read, and no more of them than is bounded", () => {
    for (const seed of SEEDS) {
      const body = seed.repeat(Math.ceil(12_000 / seed.length));
      for (const expected of ALL_EXPECTED) parseReply(body, expected, ON);
      parseReply(`yes ${body}`, YES_NO, ON);
      expect(parseDigest(body).length).toBeLessThanOrEqual(50);
      expect(parseCommands(body).length).toBeLessThanOrEqual(20);
    }
  }, 30_000);

  // Whoever tries each mark of a row anew needs minutes for one comment.
  test.each(["?", ")"])(
    "a row of 65,000 %s before a word",
    (mark) => {
      const row = `${mark.repeat(65_000)}x`;
      for (const body of [row, `yes ${row}`, `ask @otto ${row}`])
        for (const expected of [YES_NO, NUMBER]) parseReply(body, expected, ON);
      expect(parseDigest(row)).toEqual([]);
      expect(parseCommands(row)).toEqual([]);
    },
    30_000,
  );

  test("the hostile texts of the house are no answers", () => {
    // Passing a question on decides nothing, and whom it may go to is asked later.
    for (const text of ALL_HOSTILE)
      expect(says(text, YES_NO)).toMatch(/^(discussion|unclear|to mallory)/);
  });

  const piece = fc.oneof(
    fc.constantFrom(...SEEDS, ...ANSWERS),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

  test("nothing throws, and no hint repeats the text", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...ALL_EXPECTED), (body, expected) => {
        const reply = parseReply(body, expected, ON);
        parseCommands(body);
        for (const answer of parseDigest(body)) parseDigestAnswer(answer, expected, ON);
        if (reply.is === "unclear") expect(reply.because).toMatch(/^[\w ,.:;@/“”'-]+$/);
      }),
      { numRuns: 500 },
    );
  });

  test("what is quoted or fenced is no answer and no command", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...ALL_EXPECTED), (body, expected) => {
        const lines = body.split(/\r\n?|\n/);
        const quoted = lines.map((line) => `> ${line}`).join("\n");
        expect(says(quoted, expected)).toBe("discussion");
        expect(parseCommands(quoted)).toEqual([]);
        expect(parseDigest(quoted)).toEqual([]);
        const fence = "`".repeat(200);
        expect(says(`${fence}\n${body}\n${fence}`, expected)).toBe("discussion");
        expect(parseCommands(`${fence}\n${body}\n${fence}`)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("an answer in a digest says what it says in a thread", () => {
    const answer = fc.constantFrom(
      ...ANSWERS,
      "Yes, we do",
      "**no**: too slow",
      "ok",
      "yes?",
      "> yes",
    );
    fc.assert(
      fc.property(
        answer,
        fc.constantFrom(...ALL_EXPECTED),
        fc.integer({ min: 1, max: 999 }),
        (body, expected, number) => {
          const [found, ...more] = parseDigest(`Q${number}: ${body}`);
          expect(more).toEqual([]);
          expect(found?.question).toBe(number);
          if (found !== undefined)
            expect(parseDigestAnswer(found, expected, ON)).toEqual(parseReply(body, expected, ON));
        },
      ),
    );
  });

  test("an answer that nobody wrote does not come from words before it", () => {
    const before = fc.constantFrom(
      "I doubt that",
      "Not",
      "He said",
      "Is it",
      "Never say",
      "Un",
      "Q",
    );
    fc.assert(
      fc.property(before, fc.constantFrom("yes", "no", "n/a", "ja"), (words, answer) => {
        expect(["discussion", "unclear"]).toContain(says(`${words} ${answer}`, YES_NO));
        expect(["discussion", "unclear"]).toContain(says(`${words}${answer}`, YES_NO));
      }),
    );
  });
});

test("a body is read to its bound", () => {
  const quote = `> ${"x".repeat(65_530)}`;
  expect(says(`${quote}\n\nyes`, YES_NO)).toBe("discussion");
  expect(parseCommands(`${quote}\n\n/greenlight help`)).toEqual([]);
});

test("reasons and values are bounded", () => {
  const reply = parseReply(`yes, ${"because ".repeat(9000)}`, YES_NO, ON);
  expect(reply.is === "yes" && reply.reason?.length).toBeLessThanOrEqual(1000);
  const link = `https://acme.example/${"a".repeat(400)}`;
  expect(parseReply(`yes, see ${link}`, YES_NO, ON)).not.toHaveProperty("evidence");
});
