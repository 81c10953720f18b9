// Every text of the corpus in every field of a manifest: the page is the one that harmless words make.
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../src/render/scorecard.ts";
import { ALL_HOSTILE } from "../fixtures/hostile-texts.ts";
import {
  HARMLESS,
  HELD,
  manifestOf,
  type Shown,
  show,
  shownAlone,
  type TextFor,
  turned,
} from "../hostile-scene.ts";
import { FIELDS, manifestText, type Place, placesOf, TEXT_PLACES } from "../manifest-fields.ts";
import { type Effects, effectsOf, unexpected } from "./effects.ts";

const MINUTES = 240_000;

const effects = async (places: readonly Place[], textFor: TextFor) =>
  effectsOf((await show(manifestOf(places, textFor))).markdown);

/** The fields, with their texts, that do it by themselves; all of them where only some together do. */
async function culprits(places: readonly Place[], turn: number, expected: Effects) {
  const blamed: string[] = [];
  for (const [at, { name }] of places.entries()) {
    const only: TextFor = (index, place) =>
      turned(index === at ? HELD : HARMLESS, turn)(index, place);
    const found = await effects(places, only);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      blamed.push(`${name}: ${JSON.stringify(HELD[(at + turn) % HELD.length])}`);
  }
  return blamed.length > 0 ? blamed : [`turn ${turn}: only together`];
}

/** All texts in turn, or each so-manieth. */
async function findCulprits(places: readonly Place[], { first = 0, step = 1 } = {}) {
  const harmless = [
    await effects(places, turned(HARMLESS, 0)),
    await effects(places, turned(HARMLESS, 1)),
  ] as const;
  for (let turn = first; turn < HELD.length; turn += step) {
    const expected = harmless[turn % 2 === 0 ? 0 : 1];
    const found = await effects(places, turned(HELD, turn));
    if (JSON.stringify(found) !== JSON.stringify(expected)) return culprits(places, turn, expected);
  }
  return [];
}

describe("texts that a manifest may hold", () => {
  test("there are many, of every kind, and many fields that take them", () => {
    expect(HELD.length).toBeGreaterThan(300);
    expect(TEXT_PLACES.length).toBeGreaterThan(190);
  });

  test(
    "each of them in each field makes the page of harmless words",
    async () => {
      expect(await findCulprits(TEXT_PLACES)).toEqual([]);
    },
    MINUTES,
  );

  test(
    "so does each in a field that is shown only where nothing else is strange",
    async () => {
      const alone = await shownAlone();
      expect(alone.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["product.scope", "components[].provider"]),
      );
      for (const [first, place] of alone.entries())
        expect(await findCulprits([place], { first, step: 25 })).toEqual([]);
    },
    MINUTES,
  );
});

/** Of all that was written, with the parts that leave something out. */
const all = ({ markdown, bounded }: Shown) => effectsOf([...markdown, ...bounded]);

test(
  "what leaves something out, because texts are long, leaves nothing half open",
  async () => {
    const harmless = [
      all(await show(manifestOf(TEXT_PLACES, turned(HARMLESS, 0)))),
      all(await show(manifestOf(TEXT_PLACES, turned(HARMLESS, 1)))),
    ];
    const longer: TextFor = (index, place) =>
      turned(HELD, turn)(index, place).repeat(9).slice(0, place.takes);
    let turn = 0;
    let cut = 0;
    for (; turn < HELD.length; turn += 12) {
      const shown = await show(manifestOf(TEXT_PLACES, longer));
      if (shown.bounded.some((body) => body.includes("Too long for this place"))) cut += 1;
      const less = [4000, 12_000, 30_000].map((most) => renderMarkdown(shown.review, { most }));
      const strange = unexpected(effectsOf([...shown.bounded, ...less]), [
        ...harmless,
        { tags: ["<blockquote>", "</blockquote>"], references: [] },
      ]);
      expect({ turn, strange }).toEqual({ turn, strange: [] });
    }
    expect(cut).toBeGreaterThan(10);
  },
  MINUTES,
);

describe("in the path of a manifest", () => {
  const pathOf = (text: string) => `${text.replaceAll("\0", "")}/a.yaml`;

  test.each([
    ["that is reviewed", manifestText(new Map()), 16],
    ["that is refused", "version: 2\nx: 1\n", 4],
  ])(
    "%s",
    async (_, manifest, step) => {
      // The bounded parts leave out more the longer the path is.
      const harmless = effectsOf((await show(manifest, pathOf("some words"))).markdown);
      for (const text of ALL_HOSTILE.filter((_one, at) => at % step === 0)) {
        const found = effectsOf((await show(manifest, pathOf(text))).markdown);
        expect({ text, found }).toEqual({ text, found: harmless });
      }
    },
    MINUTES,
  );
});

describe("texts for which a manifest is refused", () => {
  const AT_ONCE = 40;
  const STEP = 17;
  /** In the first place of each field, so that no part of a manifest is said twice. */
  const places = FIELDS.map((field) => placesOf(field)[0] as Place);
  const groups = (kind: "leaf" | "other") => {
    const of = places.filter((one) => (one.kind === "leaf") === (kind === "leaf"));
    return Array.from({ length: Math.ceil(of.length / AT_ONCE) }, (_, at) =>
      of.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
    );
  };

  /** Where a part stands as a text, what is in it is nowhere: the innermost last. */
  const instead = (group: readonly Place[], textFor: TextFor) =>
    manifestText(
      new Map(
        group
          .map((place, index) => [place, textFor(index, place)] as const)
          .toSorted(([one], [other]) => other.path.length - one.path.length),
      ),
    );
  /** As a key that nobody knows, beside those that somebody does. */
  const keys = (group: readonly Place[], textFor: TextFor) =>
    manifestText(
      new Map(
        group
          .filter(({ kind }) => kind === "object")
          .map((place, index) => [{ ...place, path: [...place.path, textFor(index, place)] }, 1]),
      ),
    );

  test.each([
    ["a text in place of a word, a number or a date", groups("leaf"), instead],
    ["a text in place of a part or of a list", groups("other"), instead],
    ["a text as a key", groups("other"), keys],
  ])(
    "%s",
    async (_, parts, write) => {
      let refused = 0;
      for (const [at, group] of parts.entries()) {
        const harmless = [
          all(await show(write(group, turned(HARMLESS, 0)))),
          all(await show(write(group, turned(HARMLESS, 1)))),
        ];
        for (let turn = at % STEP; turn < ALL_HOSTILE.length; turn += STEP) {
          const shown = await show(write(group, turned(ALL_HOSTILE, turn)));
          if (shown.review.verdict === "error") refused += 1;
          const strange = unexpected(all(shown), harmless);
          expect({ turn, fields: group.map(({ name }) => name), strange }).toMatchObject({
            strange: [],
          });
        }
      }
      expect(refused).toBeGreaterThan(parts.length * 20);
    },
    MINUTES,
  );

  const WRONG_YAML: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => `%${text}\n---\na: 1\n`,
    (text) => `a: *${text}\n`,
    (text) => `a: !${text} x\n`,
    (text) => `a: &${text} x\n`,
    (text) => `a: "${text}\n`,
    (text) => `${text}: 1\n${text}: 2\n`,
    (text) => `a: [${text}\n`,
    (text) => `version: 1\n  ${text}\n`,
    (text) => `? ${text}\n: ${text}\n`,
    (text) => `a: |${text}\n  x\n`,
  ];

  test.each(WRONG_YAML.map((write, index) => [write("TEXT"), index] as const))(
    "%j",
    async (_, index) => {
      const write = WRONG_YAML[index] ?? String;
      const harmless = [
        all(await show(write("words"))),
        all(await show("version: 2\n")),
        all(await show("product: words\nmodels: words\n")),
      ];
      for (const text of ALL_HOSTILE.filter((_, at) => at % 4 === index % 4)) {
        const strange = unexpected(all(await show(write(text))), harmless);
        expect({ text, strange }).toEqual({ text, strange: [] });
      }
    },
    MINUTES,
  );
});
