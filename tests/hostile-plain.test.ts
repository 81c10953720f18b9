// Texts of the corpus in every field of a manifest, where they are read as plain text: terminal, log, annotations, JSON.
import { describe, expect, test } from "vitest";
import type { Report } from "../src/render/report-schema.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";
import { commandsIn, hiddenIn } from "./hostile-log.ts";
import { HELD, manifestOf, type Shown, show, turned } from "./hostile-scene.ts";
import { FIELDS, manifestText, type Place, placesOf, TEXT_PLACES } from "./manifest-fields.ts";

const MEMORY = /\n<!-- greenlight:memory [^\n]* -->\n?$/;

/** What is wrong with the texts of a run, for readers of plain text. */
function faultsOf({ text, json, check, markdown, bounded }: Shown) {
  const notes = check.annotations.flatMap(({ title, message }) => [title, message]).join("\n");
  // Markdown may be printed as it is. What the bot remembers is no text for readers.
  const printed = [...markdown, ...bounded].map((body) => body.replace(MEMORY, "")).join("\n");
  return Object.entries({ text, json, notes, title: check.title, printed }).flatMap(
    ([where, of]) => [
      ...commandsIn(of).map((line) => `${where} commands: ${line}`),
      ...hiddenIn(of).map((one) => `${where} holds ${one}`),
    ],
  );
}

/** Each so-manieth, another first one for each `turn`: all of them take a minute. */
const some = (texts: readonly string[], step: number, turn = 0) =>
  texts.filter((_, at) => at % step === turn % step);

test("in the fields that take any text", async () => {
  for (let turn = 0; turn < HELD.length; turn += 41) {
    const shown = await show(manifestOf(TEXT_PLACES, turned(HELD, turn)));
    expect({ turn, state: shown.review.manifests[0]?.state }).toMatchObject({ state: "reviewed" });
    expect({ turn, faults: faultsOf(shown) }).toEqual({ turn, faults: [] });
  }
});

test("in the fields that take numbers, dates, ids and words of a list", async () => {
  const leaves = FIELDS.filter(({ kind }) => kind === "leaf").flatMap((one) =>
    placesOf(one).slice(0, 1),
  );
  for (let from = 0; from < leaves.length; from += 100)
    for (let turn = from / 100; turn < ALL_HOSTILE.length; turn += 71) {
      const group = leaves.slice(from, from + 100);
      const shown = await show(manifestOf(group, turned(ALL_HOSTILE, turn)));
      expect({ turn, faults: faultsOf(shown) }).toEqual({ turn, faults: [] });
    }
});

test("as keys, and in what is no YAML", async () => {
  for (const [at, text] of some(ALL_HOSTILE, 3).entries()) {
    const asKey = manifestText(new Map([[{ ...FIELDS[0], path: [text] } as Place, 1]]));
    const faults = faultsOf(await show(at % 2 === 0 ? asKey : `a: *${text}\n${text}: "${text}\n`));
    expect({ text, faults }).toEqual({ text, faults: [] });
  }
});

describe("in the path of a manifest", () => {
  test.each([
    ["that is reviewed", manifestText(new Map()), 29],
    ["that is refused", "version: 2\nx: 1\n", 5],
  ])("%s", async (_, manifest, step) => {
    for (const text of some(ALL_HOSTILE, step, 3)) {
      const path = `${text.replaceAll("\0", "")}/architecture.yaml`;
      const faults = faultsOf(await show(manifest, path));
      expect({ path, faults }).toEqual({ path, faults: [] });
    }
  });
});

test("the report holds each text as it was written", async () => {
  const names = TEXT_PLACES.filter(({ name }) => name === "product.name");
  for (const text of some(HELD, 61)) {
    const { json } = await show(manifestOf(names, () => `${text} x`));
    const report = JSON.parse(json) as Report;
    expect(report.manifests[0]).toMatchObject({ product: `${text} x` });
  }
});
