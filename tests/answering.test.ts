// docs/answering.md says what the code does: its tables are read and tried, its story is played.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { saidWords } from "../src/answers/said-words.ts";
import { COMMANDS } from "../src/reply/commands.ts";
import { parseReply } from "../src/reply/parse-reply.ts";
import type { Expected } from "../src/reply/reply.ts";
import { walk } from "./rendered/walk.ts";

const PAGE = readFileSync("docs/answering.md", "utf8");

/** Rows of the table between two marks, as cells without backticks. */
function rowsOf(mark: string): string[][] {
  const [, part = ""] = PAGE.split(`<!-- ${mark}: checked by`);
  const [table = ""] = part.split("<!-- end of");
  return table
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .slice(1)
    .map((line) =>
      line
        .slice(2, -2)
        .split(" | ")
        .map((cell) => cell.replaceAll("`", "")),
    );
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  "yes or no": { kind: "yes-no" },
  anything: { kind: "yes-no" },
  "a figure": { kind: "value", type: "number", unit: "Wh" },
  "a figure, and proposes 3.1": { kind: "value", type: "number", unit: "Wh", proposed: 3.1 },
  "one of some words": { kind: "choice", choices: ["interactive", "async", "batch"] },
  "a reason": { kind: "reason" },
  "a text": { kind: "value", type: "text" },
};

/** What the page calls it. */
function takenAs(reply: ReturnType<typeof parseReply>, asked: string): string {
  switch (reply.is) {
    case "discussion":
      return "talk";
    case "unclear":
      return "unclear";
    case "reason":
      return "a reason";
    case "reassign":
      return `ask ${reply.to}`;
    case "not-applicable":
      return "not applicable";
    case "value":
      return asked === "a text" ? "the text" : saidWords({ ...reply, reason: undefined });
    default:
      return reply.is;
  }
}

test("every reply of the page is taken as the page says", () => {
  const rows = rowsOf("replies");
  const read = rows.map(([asked = "", text = ""]) => {
    const expected = EXPECTED[asked];
    if (expected === undefined) throw new Error(`No question asks for: ${asked}`);
    return [asked, text, takenAs(parseReply(text, expected, "2026-11-24"), asked)];
  });
  expect(read).toEqual(rows);
  expect(rows.length).toBeGreaterThan(10);
});

test("the page lists the commands that there are", () => {
  const who = { anyone: "anyone", answer: "who may answer", waive: "who may waive" };
  const all = COMMANDS.map(({ usage, does, who: may }) => [usage, who[may], does]);
  expect(rowsOf("commands")).toEqual(all);
});

test("every picture is there, and every picture that is there is shown", () => {
  const shown = [...PAGE.matchAll(/\]\((images\/[a-z-]+\.png)\)/g)].map(([, path]) => path);
  expect(shown.filter((path) => !existsSync(`docs/${path}`))).toEqual([]);
  expect(new Set(shown).size).toBe(7);
});

test("the story of the page: something to fix, then waiting, then green, then asked again", async () => {
  const story = await walk();
  expect(story.verdicts).toEqual(["fail", "waiting", "pass", "waiting"]);
  expect(story.announcement.body).toContain("- @lea-morel: Q1, Q2, Q3\n- @marc-dw: Q4\n");
  expect(titles(story.asked)).toBe(
    "Question Q2 for the product manager (lea-morel). The merge waits for it.",
  );
  expect(titles(story.answered)).toBe("Answered");
  expect(titles(story.suggested)).toBe("Answered: the value has to go into the manifest");
  expect(titles(story.askedAgain)).toBe(
    "Question Q2 for the product manager (lea-morel), asked again because product.scope changed. The merge waits for it.",
  );
  expect(story.refused.map(({ author, reactions }) => [author, ...reactions])).toEqual([
    ["github-actions[bot]"],
    ["tom-renard", "eyes"],
    ["marc-dw", "+1"],
    ["github-actions[bot]"],
  ]);
  expect(story.scorecard).toContain("excused until 2027-01-31, 68 days left:");
});

function titles(thread: readonly { readonly body: string }[]): string | undefined {
  return /\*\*(.+)\*\*/.exec(thread[0]?.body ?? "")?.[1];
}
