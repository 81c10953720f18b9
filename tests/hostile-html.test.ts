// Texts of the corpus in every field of a manifest, and in its path: the page has the tags that harmless words make.
import { expect, test } from "vitest";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";
import { commandsIn, hiddenIn } from "./hostile-log.ts";
import { HARMLESS, HELD, manifestOf, show, turned } from "./hostile-scene.ts";
import { tagsOf } from "./html-tags.ts";
import { manifestText, TEXT_PLACES } from "./manifest-fields.ts";

const pageOf = async (manifest: string, path?: string) => (await show(manifest, path)).page();

/** What a log would make of a page, and what nobody would see of it. */
const faultsOf = (page: string) => [...commandsIn(page), ...hiddenIn(page)];

test("in the fields that take any text", async () => {
  const harmless = [
    tagsOf(await pageOf(manifestOf(TEXT_PLACES, turned(HARMLESS, 0)))),
    tagsOf(await pageOf(manifestOf(TEXT_PLACES, turned(HARMLESS, 1)))),
  ];
  expect(harmless[0]?.unclosed).toEqual([]);
  for (let turn = 0; turn < HELD.length; turn += 59) {
    const page = await pageOf(manifestOf(TEXT_PLACES, turned(HELD, turn)));
    expect({ turn, ...tagsOf(page) }).toEqual({ turn, ...harmless[turn % 2] });
    expect({ turn, faults: faultsOf(page) }).toEqual({ turn, faults: [] });
  }
}, 60_000);

test.each([
  ["that is reviewed", manifestText(new Map()), 67],
  ["that is refused", "version: 2\nx: 1\n", 23],
])(
  "in the path of a manifest %s",
  async (_, manifest, step) => {
    const pathOf = (text: string) => `${text.replaceAll("\0", "")}/a.yaml`;
    const harmless = tagsOf(await pageOf(manifest, pathOf("some words")));
    for (const text of ALL_HOSTILE.filter((_one, at) => at % step === 0)) {
      const page = await pageOf(manifest, pathOf(text));
      expect({ text, ...tagsOf(page) }).toEqual({ text, ...harmless });
      expect({ text, faults: faultsOf(page) }).toEqual({ text, faults: [] });
    }
  },
  60_000,
);
