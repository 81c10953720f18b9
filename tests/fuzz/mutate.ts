// Real texts with something done to their lines: what a person, a merge or a bad network leaves behind.
import fc from "fast-check";
import { HOSTILE_SCALARS } from "./hostile.ts";

const DEEDS = [
  "delete",
  "duplicate",
  "swap",
  "scalar",
  "scalar",
  "scalar",
  "key",
  "indent",
  "cut",
  "splice",
  "insert",
] as const;

interface Deed {
  readonly do: (typeof DEEDS)[number];
  /** Where, and where else: of the lines that there are, by their remainder. */
  readonly at: number;
  readonly to: number;
  readonly text: string;
}

const deed = fc.record<Deed>({
  do: fc.constantFrom(...DEEDS),
  at: fc.nat(),
  to: fc.nat(),
  text: fc.constantFrom(...HOSTILE_SCALARS),
});

/** One of the texts, or a few deeds away from it; the others are what it is spliced with. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const few = fc.array(deed, { minLength: 1, maxLength: 3 });
  const many = fc.array(deed, { maxLength: 12 });
  return fc
    .tuple(fc.constantFrom(...texts), fc.oneof(few, few, many))
    .map(([text, deeds]) =>
      deeds.reduce((lines, one) => carryOut(lines, one, texts), text.split("\n")).join("\n"),
    );
}

function carryOut(some: readonly string[], one: Deed, texts: readonly string[]): string[] {
  const { at, to, text } = one;
  const lines = some.length > 0 ? some : [""];
  const index = at % lines.length;
  const line = lines[index] ?? "";
  const other = to % lines.length;
  switch (one.do) {
    case "delete":
      return lines.toSpliced(index, 1 + (to % 3));
    case "duplicate":
      return lines.toSpliced(index, 0, ...lines.slice(index, index + 1 + (to % 5)));
    case "swap":
      return lines.with(index, lines[other] ?? "").with(other, line);
    case "scalar":
      return lines.with(index, withScalar(line, text));
    case "key":
      return lines.with(index, line.replace(/[a-z_]+(?=:)/, text));
    case "indent":
      return lines.with(index, `${" ".repeat(to % 5)}${line.slice((to >> 3) % 3)}`);
    case "cut":
      return lines
        .join("\n")
        .slice(0, to % (lines.join("\n").length + 1))
        .split("\n");
    case "splice":
      return [
        ...lines.slice(0, index),
        ...(texts[to % texts.length] ?? "").split("\n").slice(other),
      ];
    case "insert":
      return lines.toSpliced(index, 0, text);
  }
}

/** The value of a key, or of one of the keys between braces. */
function withScalar(line: string, text: string): string {
  const block = /^(\s*(?:- )?[\w-]+: ).*$/.exec(line);
  if (block !== null && !line.includes("{")) return `${block[1]}${text}`;
  return line.replace(/(: )[^,{}[\]]+/, (_, colon: string) => `${colon}${text}`);
}
