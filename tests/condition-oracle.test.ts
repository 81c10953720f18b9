import { Environment } from "@marcbachmann/cel-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateNode } from "../src/condition/evaluate-node.ts";
import { parseCondition } from "../src/condition/parse-condition.ts";
import { withStepwiseHas } from "./stepwise-has.ts";

/** The library whose parser we use runs the same texts: what it refuses to answer has no value here. */
const library = new Environment({ unlistedVariablesAreDyn: true });

const theirs = (text: string, facts: object): unknown => {
  try {
    return library.evaluate(withStepwiseHas(text), facts);
  } catch {
    return undefined;
  }
};

const ours = (text: string, roots: object): unknown => {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return evaluateNode(parsed.tree, { roots });
};

const number = fc.constantFrom("a.x", "a.y", "1.5", "-2.0", "0.0", "1e3");
const integer = fc.constantFrom("size(a.t)", "l.size()", "3", "0", "-4", "9223372036854775807");
const phrase = fc.constantFrom("a.t", "a.u", "'Ab'", "'é\u{1F600}'", "''", "a.t.lowerAscii()");
const texts = fc.constantFrom(
  "a.names",
  "['Ab', 'c']",
  "a.names.filter(n, n != 'c')",
  "l.map(i, i.t)",
);

const calculation = (operand: fc.Arbitrary<string>, operators: readonly string[]) =>
  fc.oneof(
    operand,
    fc
      .tuple(operand, fc.constantFrom(...operators), operand)
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    operand.map((a) => `-(${a})`),
  );

const comparison = (operand: fc.Arbitrary<string>) =>
  fc
    .tuple(operand, fc.constantFrom("==", "!=", "<", "<=", ">", ">="), operand)
    .map(([a, op, b]) => `${a} ${op} ${b}`);

const atom = fc.oneof(
  comparison(calculation(number, ["+", "-", "*", "/"])),
  comparison(calculation(integer, ["+", "-", "*", "/", "%"])),
  comparison(
    fc.oneof(
      phrase,
      fc.tuple(phrase, phrase).map(([a, b]) => `(${a} + ${b})`),
    ),
  ),
  fc.tuple(phrase, texts).map(([a, list]) => `${a} in ${list}`),
  fc
    .tuple(phrase, fc.constantFrom("startsWith", "endsWith", "contains"), phrase)
    .map(([a, name, b]) => `${a}.${name}(${b})`),
  fc.constantFrom("has(a.x)", "has(a.o.p)", "a.o.p", "a.yes", "true", "false"),
  fc
    .tuple(fc.constantFrom("all", "exists", "exists_one"), phrase)
    .map(([name, text]) => `l.${name}(i, i.t == ${text})`),
  fc.tuple(texts, texts).map(([one, other]) => `${one} == ${other}`),
);

const condition = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    atom,
    fc
      .tuple(tie("node"), fc.constantFrom("&&", "||"), tie("node"))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie("node"), tie("node"), tie("node")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    tie("node").map((inner) => `!(${inner})`),
  ),
})).node;

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const word = fc.constantFrom("Ab", "c", "", "é\u{1F600}");
const facts = fc
  .record({
    x: some(fc.constantFrom(1.5, 0, -7, 1e300)),
    y: some(fc.constantFrom(2, 1.5)),
    t: some(word),
    u: some(word),
    yes: some(fc.boolean()),
    names: some(fc.array(word, { maxLength: 3 })),
    o: some(fc.record({ p: some(fc.boolean()) }).map(present)),
    l: some(fc.array(fc.record({ t: some(word) }).map(present), { maxLength: 3 })),
  })
  .map(({ l, ...a }) => present({ a: present(a), l }));

/** Without what is undefined, as facts are. */
function present(object: object): object {
  const kept = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.assign(Object.create(null), Object.fromEntries(kept));
}

test("conditions have the values that the library gives them", () => {
  const seen = new Set<unknown>();
  fc.assert(
    fc.property(condition, facts, (text, roots) => {
      fc.pre(text.length <= 500 && parseCondition(text).ok);
      const expected = theirs(text, roots);
      seen.add(expected);
      expect(ours(text, roots)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
  expect([...seen].map(String).sort()).toEqual(["false", "true", "undefined"]);
});
