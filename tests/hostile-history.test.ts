// Texts of the corpus in a history, which anybody who may push to its branch can write: terminal, badges, and the file itself.
import { expect, test } from "vitest";
import { badgesOf, badgeText } from "../src/history/badge.ts";
import { historyText, parseHistory } from "../src/history/history.ts";
import { trendOf } from "../src/history/trend.ts";
import { trendMarkdown } from "../src/render/trend-line.ts";
import { trendText } from "../src/render/trend-text.ts";
import { aHistory } from "./fixtures/a-history.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";
import { commandsIn, hiddenIn } from "./hostile-log.ts";

const LOOK = { colour: false, width: 80 };

/** What people and programs read of a history that was read from its file. */
function readersOf(text: string) {
  const history = parseHistory(historyText(aHistory(text)));
  const trend = history && trendOf(history);
  const newest = history?.entries.at(-1);
  if (trend === undefined || newest === undefined) throw new Error(`no history with ${text}`);
  const badges = badgesOf(newest);
  return {
    line: trendText(trend, LOOK),
    markdown: trendMarkdown(trend),
    files: [...badges.keys()],
    badges: [...badges.values()].map(badgeText).join(""),
  };
}

const texts = ALL_HOSTILE.filter((text) => text.length < 900);

test.each(["words of a name"])("a trend of %s is a line for each system", (text) => {
  const { line, markdown, badges } = readersOf(text);
  expect(line.match(/Score 82/g)).toHaveLength(2);
  expect(markdown).toContain(`shop ${text}: Score 82`);
  expect(badges.match(/"score 82 %/g)).toHaveLength(3);
});

test("a trend prints no command for a log, and nothing that hides", () => {
  for (const text of texts) {
    const { line, markdown } = readersOf(text);
    const faults = [line, markdown].flatMap((one) => [...commandsIn(one), ...hiddenIn(one)]);
    expect({ text, faults }).toEqual({ text, faults: [] });
  }
});

test("badges hold words and figures of our own, in files of one folder", () => {
  const { badges: harmless } = readersOf("words");
  for (const text of texts) {
    const { badges, files } = readersOf(text);
    expect({ text, badges }).toEqual({ text, badges: harmless });
    const strange = files.filter((name) => !/^badge(-[a-z0-9]+)*\.json$/.test(name));
    expect({ text, strange }).toEqual({ text, strange: [] });
  }
});
