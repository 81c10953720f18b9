import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Lever } from "../../src/levers/lever.ts";
import { EXAMPLES } from "../source-data.ts";
import { leversOf, pulled } from "./model-scene.ts";

describe.each(EXAMPLES)("the levers of models, prompts and tests in %s", (name, manifest) => {
  const levers = leversOf(manifest);

  test("are these", async () => {
    const text = levers.length === 0 ? "None.\n" : levers.map(written).join("\n");
    await expect(text).toMatchFileSnapshot(`golden/models-${name}.txt`);
  });

  test("each give a manifest that is valid", () => {
    for (const lever of levers) expect(pulled(manifest, lever).version).toBe(1);
  });

  test("have no two with the same name", () => {
    const names = levers.map(({ kind, item, option }) => [kind, item, option].join(" "));
    expect(new Set(names).size).toBe(names.length);
  });
});

function written(lever: Lever): string {
  const { kind, item, option, title, changes, assumes, notEstimated, against, checks } = lever;
  const lines = (label: string, texts: readonly string[]) =>
    texts.map((text) => `  ${label}: ${text}`);
  const fields = changes.map(({ path, value }) => {
    const shown =
      value === undefined
        ? "(taken away)"
        : stringify(value, { aliasDuplicateObjects: false }).trimEnd();
    const block = shown.includes("\n") ? `\n${shown.replace(/^/gm, "      ")}` : ` ${shown}`;
    return `    ${path.join(".")}:${block}`;
  });
  return [
    title,
    `  ${[kind, item, option].filter((part) => part !== undefined).join(" | ")} | ${lever.effort}`,
    ...(fields.length === 0 ? ["  changes nothing yet"] : ["  changes:", ...fields]),
    ...lines("assumes", assumes),
    ...(notEstimated === undefined ? [] : [`  not estimated: ${notEstimated}`]),
    ...lever.evidence.map(({ says, source }) => `  evidence: ${says} [${source}]`),
    ...lines("against", against),
    ...(checks.length === 0 ? [] : [`  answers: ${checks.join(", ")}`]),
    "",
  ].join("\n");
}
