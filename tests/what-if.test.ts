import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assignment, changedManifest } from "../src/advise/changed-manifest.ts";
import { type Delta, isNothing } from "../src/advise/delta.ts";
import { type WhatIf, whatIf } from "../src/advise/what-if.ts";
import type { Review } from "../src/review/review.ts";
import type { ReviewedManifest } from "../src/review/review-manifest.ts";
import type { ManifestPair } from "../src/review/source-file.ts";
import { judged, reviewFiles, reviewPairs, shippedFromSource } from "./review-files.ts";

const NAMES = ["llm-service", "rag-assistant", "tender-agents", "ticket-triage", "weld-inspection"];
const pathOf = (name: string) => `examples/${name}/architecture.yaml`;
const textOf = (name: string) => readFileSync(pathOf(name), "utf8");
const shipped = shippedFromSource();

/** What other values would change in an example. */
function asked(assignments: readonly string[], files = fileOf("rag-assistant"), manifest?: string) {
  return answer(assignments.map(assignment), files, manifest);
}

const fileOf = (name: string) => ({ [pathOf(name)]: textOf(name) });

function assignment(pair: string): Assignment {
  const [key = "", ...rest] = pair.split("=");
  return { key, value: rest.join("=") };
}

function answer(
  assignments: readonly Assignment[],
  files: Readonly<Record<string, string>>,
  manifest?: string,
  policy?: string,
): WhatIf {
  const manifests = Object.entries(files).map(([path, text]): ManifestPair => {
    const file = { state: "text" as const, path, text };
    return { head: file, base: file, isAlone: true };
  });
  const again = (pairs: readonly ManifestPair[]): Review => reviewPairs(pairs, policy, shipped);
  const reviewed = { review: reviewFiles(files, policy, shipped), manifests, again, shipped };
  return whatIf({ manifest, assignments }, reviewed);
}

function worked(found: WhatIf): Extract<WhatIf, { ok: true }> {
  if (!found.ok) throw new Error(found.faults.join("\n"));
  return found;
}

const faults = (found: WhatIf) => (found.ok ? [] : found.faults);
const certainty = ({ month }: Delta) =>
  Object.values(month).map(({ difference }) => difference.certainty);

describe("the value that a field has", () => {
  test.each(NAMES)("changes nothing in %s, whichever field it is", (name) => {
    const one = judged(reviewFiles(fileOf(name), undefined, shipped));
    const own = fieldsOf(one);
    expect(own.length).toBeGreaterThan(60);
    for (const each of own) {
      const changed = changedManifest(one, [each]);
      expect([each, changed.ok ? changed.text === one.text : changed.faults]).toEqual([each, true]);
    }
  });

  test.each(NAMES)("changes no figure, no finding and no verdict in %s", (name) => {
    const one = judged(reviewFiles(fileOf(name), undefined, shipped));
    const own = fieldsOf(one).filter(({ value }) => !/^[[{]/.test(value));
    // A field within another one cannot be set beside it.
    const apart = own.filter(({ key }) => !own.some((other) => key.startsWith(`${other.key}.`)));
    const { delta } = worked(answer(apart, fileOf(name)));
    expect(isNothing(delta)).toBe(true);
    expect(delta.verdict.before).toBe(delta.verdict.after);
  });

  test("and of any few of them at once, in any order", () => {
    const one = judged(reviewFiles(fileOf("ticket-triage"), undefined, shipped));
    const own = fieldsOf(one).filter(({ value }) => !/^[[{]/.test(value));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...own), { maxLength: 4, selector: ({ key }) => key }),
        (some) => {
          const changed = changedManifest(one, some);
          expect(changed.ok ? changed.text : changed.faults).toBe(one.text);
        },
      ),
      { numRuns: 40 },
    );
  });

  /** Every value of a manifest, by keys with ids where items have them. */
  function fieldsOf({ manifest }: ReviewedManifest): Assignment[] {
    return valuesIn(manifest, "").filter(({ value }) => value.length < 4000);
  }

  function valuesIn(value: unknown, key: string): Assignment[] {
    const own = key === "" ? [] : [{ key, value: JSON.stringify(value) }];
    if (typeof value !== "object" || value === null) return own;
    const keyOf = (name: string) => {
      if (Array.isArray(value)) return `${key}[${name}]`;
      return key === "" ? name : `${key}.${name}`;
    };
    return [
      ...own,
      ...Object.entries(value).flatMap(([name, inner]) =>
        name.startsWith("x-") ? [] : valuesIn(inner, keyOf(name)),
      ),
    ];
  }
});

describe("another value", () => {
  test("changes what hangs on it, and says so with its certainty", () => {
    const { delta, settings } = worked(asked(["usage.units_per_month=1000"]));
    expect(certainty(delta)).toEqual(["less", "less", "less", "less"]);
    expect(settings).toMatchObject([
      { key: "usage.units_per_month", before: { value: 42000 }, after: { value: 1000 } },
    ]);
    // A number is meant as it is: the range that the old one had is not that of the new one.
    expect(settings[0]?.after).not.toHaveProperty("high");
  });

  test("may be a range, a number in words, a text with spaces, or YAML", () => {
    const set = (pair: string) => worked(asked([pair])).settings[0]?.after;
    expect(set("usage.repeated_pct=10..20")).toEqual({ value: 15, low: 10, high: 20 });
    expect(set("usage.repeated_pct=10 to 20, likely 12")).toEqual({
      value: 12,
      low: 10,
      high: 20,
    });
    expect(set("usage.units_per_month=30k")).toMatchObject({ value: 30_000 });
    expect(set("product.summary=Answers: all of them # really")).toBe(
      "Answers: all of them # really",
    );
    expect(set("product.name=12")).toBe("12");
    expect(set("product.user_countries=[DE, AT]")).toEqual(["DE", "AT"]);
    expect(set("components.reranker.replicas={ min: 0, mean: 0.4, max: 1 }")).toEqual({
      ...{ min: 0, mean: 0.4, max: 1 },
    });
  });

  test("may be of a field that is not given yet, and of a list that is not there yet", () => {
    const { settings } = worked(
      asked([
        "models.answer.placement[0].region=swedencentral",
        "models.answer.params_b=20",
        "budgets.wh_per_unit=2",
        "operations.exit_plan=docs/exit.md",
      ]),
    );
    expect(settings.map(({ before }) => before)).toEqual(Array(4).fill(undefined));
    expect(settings.map(({ after }) => after)).toEqual(["swedencentral", 20, 2, "docs/exit.md"]);
  });

  test("of the stage is judged at that stage: a file on a laptop is its own base", () => {
    const { delta } = worked(asked(["product.stage=prototype"]));
    expect(delta.stage).toEqual({ before: "pilot", after: "prototype" });
  });

  test("says which limits are passed and which checks come out otherwise", () => {
    const policy = "version: 1\nbudgets: { usd_per_month: 2000 }\n";
    const many = [assignment("usage.units_per_month=420000")];
    const { delta } = worked(answer(many, fileOf("rag-assistant"), undefined, policy));
    expect(delta.budgets.map(({ key, after }) => [key, after?.state])).toContainEqual([
      ...["usd_per_month", "over"],
    ]);
    expect(delta.findings.length).toBeGreaterThan(0);
    expect(worked(asked(["components.reranker.concurrency=8"])).delta.verdict).toEqual({
      ...{ before: "fail", after: "fail" },
    });
  });

  test("of something unknown stays unknown, and is never nothing", () => {
    const text = textOf("rag-assistant").replaceAll("gpt-5.4-mini-2026-03-17", "nobody-knows-this");
    const { delta } = worked(
      answer([assignment("flows.ask.steps.answer.calls=2")], { "a.yaml": text }),
    );
    expect(delta.month.energyKwh.difference.certainty).not.toBe("same");
    expect(delta.month.costUsd.difference).toHaveProperty("missing");
  });
});

describe("what is wrong", () => {
  test("is said all at once, with what was probably meant", () => {
    expect(
      faults(
        asked([
          "models.anser.name=x",
          "params_b=8",
          "usage.units_per_month=lots",
          "models.answer.task=dance",
          "models.answer.pinned=maybe",
          "usage.repeated_pct=300",
        ]),
      ),
    ).toEqual([
      'models: there is no item "anser", did you mean "answer"?',
      'unknown key "params_b", did you mean "models.rewrite.params_b" or "models.answer.params_b" or "models.answer-backup.params_b"?',
      expect.stringMatching(/^usage\.units_per_month: must be a number .* \(you wrote "lots"\)\.$/),
      expect.stringMatching(/^usage\.repeated_pct\.value: must be at most 100/),
      expect.stringMatching(/^models\[1\]\.task: must be one of/),
      expect.stringMatching(/^models\[1\]\.pinned: must be true or false/),
    ]);
  });

  test("is a value that can mean two things, a field within another one that is set, and a range upside down", () => {
    expect(faults(asked(["usage.units_per_month=1.234 to 2"]))[0]).toContain("can mean two things");
    expect(faults(asked(["usage.repeated_pct=20..10"]))[0]).toContain(
      "from its low to its high end",
    );
    expect(faults(asked(["product.name=a", "product.name=b"]))).toEqual([
      "product.name: it is set twice",
    ]);
    expect(faults(asked(["product.scope=x", "product.scope.link=docs/scope.md"]))).toContainEqual(
      "product.scope.link: it is set twice",
    );
  });

  test("names no key of the language, however it is asked for", () => {
    for (const key of ["__proto__.x", "constructor", "models.answer.__proto__", "a..b", "[0]"])
      expect(faults(answer([{ key, value: "1" }], fileOf("rag-assistant")))).toHaveLength(1);
  });

  test("stays bounded, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (key, value) => {
        const one = judged(SMALL);
        const changed = changedManifest(one, [{ key, value }]);
        if (!changed.ok)
          for (const fault of changed.faults) expect(fault.length).toBeLessThan(1500);
      }),
      { numRuns: 60 },
    );
  });
  const SMALL = reviewFiles(fileOf("ticket-triage"), undefined, shipped);
});

describe("of several manifests", () => {
  const files = { ...fileOf("rag-assistant"), ...fileOf("ticket-triage") };
  const pair = "product.stage=production";

  test("one is named by its path or its product, or the question is asked back", () => {
    const [path] = Object.keys(files);
    expect(worked(asked([pair], files, path)).path).toBe(path);
    expect(worked(asked([pair], files, "help-centre ASSISTANT")).path).toBe(path);
    expect(faults(asked([pair], files))).toEqual([
      `several manifests are reviewed here: name one before the values. There are ${Object.keys(files).join(", ")}`,
    ]);
    expect(faults(asked([pair], files, "nope.yaml"))[0]).toContain(
      'there is no manifest "nope.yaml"',
    );
  });

  test("where none is sound, nothing is compared", () => {
    expect(faults(asked([pair], { "a.yaml": "version: 1\n" }))).toEqual([
      "nothing could be judged here, so there is nothing to compare with",
    ]);
  });
});
