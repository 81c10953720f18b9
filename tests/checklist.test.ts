import { describe, expect, test } from "vitest";
import { askText, placeholdersOf } from "../src/checklist/ask-text.ts";
import { compileChecklist, shippedPack } from "../src/checklist/compile-checklist.ts";
import { loadPack } from "../src/checklist/load-pack.ts";
import { parseChecklist } from "../src/checklist/parse-checklist.ts";

/** A pack of one check; `more` are lines of that check, `params` lines of params. */
const packOf = (more: string, params = "") => `pack: own
title: Own checks
version: 1
source: { title: House rules, url: https://example.org/rules }
practices:
  - { id: P1, title: First }
${params === "" ? "" : `params:\n${params}\n`}checks:
  - id: OWN-1
    slug: pinned
    title: The model is pinned.
    practice: P1
    for: models
    severity: medium
${more}
    ask: Is {it.id} pinned?
    why: Because.
    who: engineering
    answer: { kind: yes-no }
    fix: Pin it.
    evidence: [config]
`;

const check = (text: string) => {
  const parsed = parseChecklist("own.yaml", text);
  return parsed.ok
    ? "ok"
    : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

test("a sound pack is a checklist", () => {
  expect(check(packOf("    pass: it.pinned"))).toBe("ok");
});

describe("faults, with the place to fix them", () => {
  test.each([
    ["    pass: it.pined", ['14:11 OWN-1 pass: there is no field "pined"; did you mean "pinned"?']],
    [
      '    pass: "it.pinned && it.pined"',
      ['14:25 OWN-1 pass: there is no field "pined"; did you mean "pinned"?'],
    ],
    [
      "    when: it.access == 'apii'\n    pass: it.pinned",
      [`14:24 OWN-1 when: the field is never "apii": did you mean "api"?`],
    ],
    [
      "    pass: >-\n      it.pinned\n      && it.pined",
      ['16:10 OWN-1 pass: there is no field "pined"; did you mean "pinned"?'],
    ],
    [
      "    pass: |\n      it.pinned &&\n\n      it.params_b * 2 > 1.0",
      [
        "17:7 OWN-1 pass: no such overload: double * int. Numbers of a manifest are doubles: write 3.0 instead of 3",
      ],
    ],
    ["    pass: it.id == 'it.x' || it.x", ['14:30 OWN-1 pass: there is no field "x"']],
    [
      "    needs: [it.pinned, it.pinnd]\n    pass: it.pinned",
      ['14:24 OWN-1 needs.1: there is no fact "it.pinnd"; did you mean "pinned"?'],
    ],
    [
      "    needs: [models.pinned]\n    pass: it.pinned",
      ['14:13 OWN-1 needs.0: there is no fact "models.pinned"'],
    ],
    [
      "    needs: [it.pinned, it.pinned]\n    pass: it.pinned",
      ["14:24 OWN-1 needs.1: is named twice"],
    ],
    [
      "    covers: [it.pinned, it.zzz]\n    pass: it.pinned",
      ['14:25 OWN-1 covers.1: there is no fact "it.zzz"'],
    ],
    ["    covers: [models.pinned]\n    pass: it.pinned", "ok"],
    [
      "    root: false",
      ["8:5 OWN-1: has no pass, so it must name under covers what an answer rests on"],
    ],
    ["    covers: [it.name]", "ok"],
    [
      "    covers: [it.name]\n    root: true",
      ["15:11 OWN-1 root: is for checks with pass: only a failure explains others"],
    ],
    [
      "    pass: it.pinned\n    tests: [{ given: {}, expect: not-applicable }]",
      ["15:34 OWN-1 tests.0.expect: cannot be: without when, the check always applies"],
    ],
    [
      "    pass: it.name.matches('x')",
      [
        "14:11 OWN-1 pass: matches is not allowed, because a pattern can take for ever: use startsWith, endsWith, contains or in",
      ],
    ],
    [
      `    pass: ${"(".repeat(300)}it.pinned`,
      ["14:11 OWN-1 pass: is not a condition: Exceeded maxDepth (24)"],
    ],
    [
      "    pass: it.pinned && it.pinned >",
      ["14:11 OWN-1 pass: is not a condition: Unexpected token: EOF"],
    ],
  ])("%s", (more, problems) => {
    expect(check(packOf(more))).toEqual(problems);
  });

  test.each<[string, (text: string) => string, string[]]>([
    [
      "unknown practice",
      (text) => text.replace("practice: P1", "practice: P2"),
      ['11:15 OWN-1 practice: there is no practice "P2"'],
    ],
    [
      "unknown placeholder",
      (text) => text.replace("{it.id}", "{it.ids}"),
      ['15:10 OWN-1 ask: there is no fact "it.ids"; did you mean "id"?'],
    ],
    [
      "no question",
      (text) => text.replace("pinned?", "pinned."),
      ['15:10 OWN-1 ask: must be a question that ends in "?"'],
    ],
    [
      "a title that asks",
      (text) => text.replace("is pinned.", "pinned?"),
      ["10:12 OWN-1 title: must be a statement that is true when the check is met"],
    ],
    [
      "choice without choices",
      (text) => text.replace("yes-no", "choice"),
      ["18:13 OWN-1 answer: needs choices, or a field that has them"],
    ],
    [
      "unknown answer field",
      (text) => text.replace("yes-no", "value, field: it.pinnd"),
      ['18:35 OWN-1 answer.field: there is no fact "it.pinnd"; did you mean "pinned"?'],
    ],
    [
      "derived answer field",
      (text) => text.replace("yes-no", "value, field: it.d.used"),
      [
        '18:35 OWN-1 answer.field: "it.d.used" is derived: name the field of the manifest behind it',
      ],
    ],
  ])("%s", (_, change, problems) => {
    expect(check(change(packOf("    pass: it.pinned")))).toEqual(problems);
  });

  const param = (rest: string) => `  most: { value: 3, unit: x, why: y${rest} }`;
  test.each([
    ["    pass: it.params_b < params.most", param(""), "ok"],
    [
      "    pass: it.params_b < params.most",
      param(", min: 4"),
      ["8:18 must lie between min and max"],
    ],
    ["    pass: it.pinned", param(""), ['8:9 the parameter "most" is used by no check']],
    [
      "    pass: it.params_b < params.mst",
      param(""),
      [
        '8:9 the parameter "most" is used by no check',
        '16:25 OWN-1 pass: there is no field "mst"; did you mean "most"?',
      ],
    ],
  ])("%s with params", (more, params, problems) => {
    expect(check(packOf(more, params))).toEqual(problems);
  });

  test("a parameter cannot have a name that the condition language takes for itself", () => {
    const text = packOf(
      "    pass: it.params_b < params.constructor",
      "  constructor: { value: 3, unit: x, why: y }",
    );
    expect(check(text)).toEqual([
      "8:3 params.constructor: this key is not allowed. Choose another name.",
    ]);
  });

  test("ids and slugs are given once", () => {
    const text = packOf("    pass: it.pinned");
    const [, one = ""] = text.split("checks:\n");
    expect(check(text + one)).toEqual([
      '21:9 OWN-1 id: "OWN-1" is the id of item 1 of this list already',
      '22:11 OWN-1 slug: "pinned" is the slug of item 1 of this list already',
    ]);
  });

  test("every problem is told at once, and the pack is refused as a whole", () => {
    const text = packOf("    when: it.accss == 'api'\n    pass: it.pined || it.zzz").replace(
      "P1\n",
      "P9\n",
    );
    expect(check(text)).toHaveLength(4);
  });
});

describe("hostile packs are refused in bounded time", () => {
  test.each([
    ["a condition of 10^5 characters", packOf(`    pass: ${"a".repeat(100_000)}`)],
    ["nested loops", packOf("    pass: models.all(a, models.all(b, models.all(c, a.id == b.id)))")],
    ["a pattern", packOf(`    pass: it.name.matches("^(a+)+$")`)],
    ["a prototype", packOf("    pass: it.__proto__ == it.constructor")],
    [
      "500 faulty checks",
      `${packOf("    pass: it.pinned")}${Array.from({ length: 499 }, (_, at) =>
        packOf("    pass: it.pined || it.zz1 || it.zz2")
          .split("checks:\n")[1]
          ?.replace("OWN-1", `OWN-${at + 2}`)
          .replace("slug: pinned", `slug: pinned-${at}`),
      ).join("")}`,
    ],
  ])("%s", (_, text) => {
    const start = performance.now();
    expect(check(text)).not.toBe("ok");
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("the version of a check", () => {
  const versionOf = (text: string) => {
    const parsed = parseChecklist("own.yaml", text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return compileChecklist(parsed.located.value).checks[0]?.version;
  };
  const before = versionOf(packOf("    pass: it.pinned"));

  test.each([
    ["pass", packOf("    pass: it.pinned == true")],
    ["when", packOf("    when: it.access == 'api'\n    pass: it.pinned")],
    ["needs", packOf("    needs: [it.pinned]\n    pass: it.pinned")],
    ["ask", packOf("    pass: it.pinned").replace("Is {it.id}", "Is the model {it.id}")],
    ["answer", packOf("    pass: it.pinned").replace("yes-no", "yes-no, passes: no")],
  ])("changes with %s", (_, text) => {
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(versionOf(text)).not.toBe(before);
  });

  test("does not change with fix, severity or spacing", () => {
    const text = packOf("    pass: it.pinned")
      .replace("Pin it.", "Do pin it.")
      .replace("medium", "high");
    expect(versionOf(text)).toBe(before);
  });

  test("is the same in what ships, which leaves out the cases", () => {
    const parsed = parseChecklist(
      "own.yaml",
      packOf("    pass: it.pinned\n    tests: [{ given: {}, expect: question }]"),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const shipped = JSON.parse(JSON.stringify(shippedPack(parsed.located.value)));
    expect(shipped.checklist.checks[0].tests).toEqual([]);
    expect(loadPack(shipped).checks[0]?.version).toBe(before);
  });
});

describe("questions are filled with facts", () => {
  const words = new Map([
    ["it.id", "big"],
    ["it.n", "2,100"],
  ]);
  const fill = (text: string) => askText(text)((path) => words.get(path));
  test.each([
    ["Is {it.id} pinned?", "Is big pinned?"],
    [
      "It sends {it.n} tokens. Can {it.id} do with less?",
      "It sends 2,100 tokens. Can big do with less?",
    ],
    ["It sends {it.gone} tokens. Can {it.id} do with less?", "Can big do with less?"],
    ["Can {it.gone} go? It sends {it.n} tokens.", "Can ? go? It sends 2,100 tokens."],
    ["{It} is {not a path} of {it.id}?", "{It} is {not a path} of big?"],
  ])("%s", (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  test("what a fact says is not filled in again", () => {
    expect(askText("Is {it.name} pinned?")(() => "{it.secret}")).toBe("Is {it.secret} pinned?");
    expect(placeholdersOf("{it.a} {b} {it.a} {x-y}")).toEqual(["it.a", "b", "it.a"]);
  });
});
