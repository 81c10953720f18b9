import { expect, test } from "vitest";
import { scorecardMemory } from "../../src/answers/scorecard-memory.ts";
import { readMemory } from "../../src/conversation/memory.ts";
import { conversationText } from "../../src/render/said-section.ts";
import { renderMarkdown } from "../../src/render/scorecard.ts";
import { renderTalk, type Talk } from "../../src/render/talk.ts";
import { parseCommands } from "../../src/reply/parse-commands.ts";
import { aLoudTalk } from "../fixtures/a-loud-talk.ts";
import type { Say } from "../fixtures/a-review.ts";
import { HOSTILE } from "../fixtures/hostile-texts.ts";
import { renderToHtml, textOf } from "./render-markdown.ts";

const settings = { checkName: "greenlight", resolve: false };

/** All that the bot writes into a conversation. */
function bodiesOf(talk: Talk): string[] {
  const { threads, announcement, replies } = renderTalk(talk, settings);
  const { considered, asks } = talk;
  const memory = scorecardMemory(asks, considered);
  const frame = { headSha: "0123456789abcdef", checkName: "greenlight", most: 65_536 };
  return [
    announcement,
    renderMarkdown(considered.review, { ...frame, talk: conversationText(talk), memory }),
    ...threads.map(({ body }) => body),
    ...replies.map(({ body }) => body),
  ];
}

const visible = (body: string) =>
  body.replace(/(?:\n<!-- greenlight:(?:review|memory) [^\n]*-->)+\n?$/, "");
const SEPARATOR = "\n\n<hr>\n\n";

/** A change that cannot be offered is said to be none: that is no effect of the text. */
const withoutOffers = (elements: string) =>
  elements
    .replace(/ p \/p details summary \/summary pre \/pre \/details/g, "")
    .replace(/ details summary \/summary pre \/pre \/details/g, "")
    .replace(/( p \/p)+ p sub/g, " p sub");

/** Elements in their order but for code, and what GitHub would make something of after Markdown. */
function effects(bodies: readonly string[]) {
  const html = renderToHtml(bodies.map(visible).join(SEPARATOR));
  const elements = [...html.matchAll(/<(\/?[a-z][a-z0-9-]*|!--)/gi)]
    .map(([, name = ""]) => name.toLowerCase())
    .filter((name) => name !== "code" && name !== "/code")
    .join(" ");
  const left = textOf(html.replace(/<[^>]*>/g, " $& "), { code: false });
  const references = left.match(
    /(?<![\w`])@[a-z0-9]|(?:^|\W)#\d|\bgh-\d|\b[0-9a-f]{7,40}\b|:[\w+-]+:|https?:|www\.|ftp:|\$/gi,
  );
  return {
    elements: withoutOffers(elements),
    links: html.match(/(?:href|src)="[^"]*"/g),
    references,
  };
}

const before = (text: string) => (usual: string) => `${text} ${usual}`;
const after = (text: string) => (usual: string) => `${usual} ${text}`;

for (const [kind, texts] of Object.entries(HOSTILE))
  test(`a conversation full of ${kind} does what a harmless one does`, () => {
    for (const place of [before, after]) {
      const harmless = effects(bodiesOf(aLoudTalk(place("word"))));
      for (const text of texts)
        expect({ text, ...effects(bodiesOf(aLoudTalk(place(text)))) }).toEqual({
          text,
          ...harmless,
        });
    }
  });

const outsideFences = (body: string) => body.replace(/^(`{3,})\w+\n.*?\n\1$/gms, "");

test("nothing that the bot writes is a command, and its memory is its own", () => {
  for (const text of Object.values(HOSTILE).flat())
    for (const say of [before(text), after(text), () => text] as Say[])
      for (const body of bodiesOf(aLoudTalk(say))) {
        expect({ text, body, commands: parseCommands(body) }).toEqual({ text, body, commands: [] });
        expect(readMemory(body).filter(({ key }) => key.manifest === "a")).toEqual([]);
        const marks = outsideFences(body).match(/<!-- greenlight:(?!memory)/g) ?? [];
        expect(marks.length).toBeLessThanOrEqual(1);
      }
}, 60_000);

test("nobody is mentioned but who is asked", () => {
  const { announcement, replies } = renderTalk(
    aLoudTalk((usual) => usual),
    settings,
  );
  expect(announcement.match(/@[\w-]+/g)).toEqual(["@lea", "@otto"]);
  const mentions = replies.flatMap(
    ({ body }) => body.replace(/`[^`]*`/g, "").match(/@[\w-]+/g) ?? [],
  );
  expect([...new Set(mentions)]).toEqual(["@otto"]);
});

test("what is offered as code is fenced in whatever it holds, and holds nothing that is hidden", () => {
  for (const text of Object.values(HOSTILE).flat()) {
    const line = text.replace(/[\n\r\u0085\u2028\u2029]/g, " ").replace(/\p{Cc}/gu, "");
    const manifest = `version: 1\nproduct:\n  name: x # ${line}\n  summary: y # ${line}\n`;
    const { threads } = renderTalk(
      aLoudTalk((usual) => usual, manifest),
      settings,
    );
    const offers = threads.filter(({ body }) => /^`{3,}(?:suggestion|diff)$/m.test(body));
    const { elements } = effects(threads.map(({ body }) => body));
    expect({ text, elements: elements.match(/\b(?:h1|img|script|a|table|b)\b/g) }).toEqual({
      text,
      elements: null,
    });
    for (const { body } of offers)
      expect(body).not.toMatch(/[\u202e\u2066\u200b\u2060\u00ad\ufeff]/);
  }
});
