// The kinds of input that every parser gets, whatever it parses.
import fc from "fast-check";

export type Kind = "noise" | "soup" | "mutated" | "shaped" | "long";

export interface Input {
  readonly kind: Kind;
  /** Bytes where they may not even be text. */
  readonly content: string | Uint8Array;
}

interface Sources {
  /** Pieces that mean something in the language of the parser. */
  readonly pieces: readonly string[];
  /** Real texts with a few changes. */
  readonly mutated: fc.Arbitrary<string>;
  /** Texts whose shape is right but for one thing. */
  readonly shaped: fc.Arbitrary<string>;
  /** How noise is wrapped, so that it reaches the parser at all. */
  readonly wrap?: (text: string) => string;
}

/** Every kind in equal parts, but fewer of the long ones, which have up to so many characters. */
export function inputsOf(
  { pieces, mutated, shaped, wrap = (text) => text }: Sources,
  longest: number,
): fc.Arbitrary<Input> {
  const noise = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }).map(wrap),
    fc.string({ unit: "grapheme", maxLength: 80 }).map(wrap),
    fc.uint8Array({ maxLength: 80 }),
    fc.tuple(mutated, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 })).map(withBytes),
  );
  const soup = fc
    .array(fc.constantFrom(...pieces), { maxLength: 40 })
    .map((all) => wrap(all.join("")));
  const piece = fc.constantFrom(...pieces);
  const mark = fc.constantFrom(...MARKS);
  const long = fc
    .tuple(
      fc.array(piece, { maxLength: 3 }),
      fc.oneof(fc.tuple(mark), fc.array(piece, { minLength: 1, maxLength: 3 })),
      fc.oneof(fc.constant(["x"]), fc.array(piece, { maxLength: 3 })),
      // Most of them not as long as they may be: what grows with the square shows soon enough.
      fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 1, max: Math.min(longest, 3000) }) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: longest }) },
      ),
    )
    .map(([start, unit, end, length]) =>
      wrap(repeated(start.join(""), unit.join(""), end.join(""), length)),
    );
  return fc.oneof(
    { weight: 8, arbitrary: of("noise", noise) },
    { weight: 8, arbitrary: of("soup", soup) },
    { weight: 8, arbitrary: of("mutated", mutated) },
    { weight: 8, arbitrary: of("shaped", shaped) },
    { weight: 2, arbitrary: of("long", long) },
  );
}

/** Characters by which readers find the end of something, and look for it from each of them anew. */
const MARKS = [..." \t\n.,;:!?…-–—_*~`'\"“()[]{}<>/\\|#@&=+%0a\u0301\u00a0"];

const of = (kind: Kind, contents: fc.Arbitrary<Input["content"]>): fc.Arbitrary<Input> =>
  contents.map((content) => ({ kind, content }));

/** A real text in which some bytes are others. */
function withBytes([text, at, bytes]: readonly [string, number, Uint8Array]): Uint8Array {
  const all = new TextEncoder().encode(text);
  for (const [index, byte] of bytes.entries()) all[(at + index) % Math.max(1, all.length)] = byte;
  return all;
}

/** What a reader that tries everything takes for ever over: one thing again and again, and then something else. */
function repeated(start: string, unit: string, end: string, length: number): string {
  return start + (unit === "" ? "" : unit.repeat(Math.ceil(length / unit.length))) + end;
}
