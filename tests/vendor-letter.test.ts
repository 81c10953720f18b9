import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { letterGuide, letterHint, publishedGuide } from "../src/render/letter-guide.ts";
import { publishedModels, vendorLetters } from "../src/render/vendor-letter.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";
import { judged, reviewFiles, shippedFromSource } from "./review-files.ts";
import { DAY, runCli } from "./run-cli.ts";

const shipped = shippedFromSource();
const reviewed = (text: string) => judged(reviewFiles({ "a.yaml": text }, undefined, shipped));
const example = (name: string) => readFileSync(`examples/${name}/architecture.yaml`, "utf8");

/** One API model, with these further fields, and these components. */
const manifestOf = (model: string, components = "[]", product = "Shop search") => `version: 1
product: { name: ${JSON.stringify(product)}, stage: pilot, functional_unit: search }
usage: { units_per_month: 5000 }
models:
  - { id: chat, access: api, ${model} }
components: ${components}
flows:
  - { id: ask, steps: [{ use: chat, input_tokens: 900, output_tokens: { value: 100, low: 80, high: 150 } }] }
`;
const MODEL = "name: claude-sonnet-4-6, vendor: anthropic, platform: anthropic";
const vendors = (text: string) => vendorLetters(reviewed(text)).map(({ vendor }) => vendor);
const outcome = (text: string) =>
  reviewed(text).findings.find(({ check }) => check.id === "CH12-C4-01")?.outcome;

describe("letters to vendors", () => {
  test.each(["rag-assistant", "tender-agents", "llm-service"])(
    "of %s read as before",
    async (name) => {
      const letters = vendorLetters(reviewed(example(name)));
      const text = letters.map(
        (one) => `To: ${one.vendor}\nSubject: ${one.subject}\n\n${one.text}`,
      );
      await expect(text.join("\n---\n\n")).toMatchFileSnapshot(`golden/letters/${name}.txt`);
    },
  );

  test("go to whoever hosts a model, in one letter for all, and name who made it", () => {
    const letters = vendorLetters(reviewed(example("rag-assistant")));
    expect(letters.map(({ vendor }) => vendor)).toEqual(["azure", "mistral"]);
    expect(letters[0]?.about).toEqual([
      ...["models.rewrite", "models.answer", "models.embed", "models.judge"],
    ]);
    expect(letters[0]?.text).toContain("gpt-5.4-mini-2026-03-17, made by openai: about");
    expect(vendors(manifestOf("name: m, vendor: Acme"))).toEqual(["Acme"]);
    expect(vendors(manifestOf("name: nobody-knows"))).toEqual(["nobody-knows"]);
  });

  test("say calls a month and tokens a call with their ranges, and nothing about money", () => {
    const [letter] = vendorLetters(
      reviewed(
        `${manifestOf(`${MODEL}, price: { input_usd_per_m_tokens: 77 }`)}budgets: { usd_per_month: 99 }\n`,
      ),
    );
    const text = letter?.text.replace(/\n\s*/g, " ") ?? "";
    expect(text).toContain(
      "about 5,000 calls a month, each with 900 tokens in and 80 to 150 tokens out.",
    );
    expect(text).not.toMatch(/USD|\$|dollar|cost|price|77|99/i);
    for (const line of letter?.text.split("\n") ?? []) expect(line.length).toBeLessThanOrEqual(72);
  });

  test.each([
    ["it gives its own figure", "wh_per_call: 0.4"],
    ["it was asked", "vendor_energy: asked on 3 May"],
    ["a report is named", "energy_report: docs/energy.json"],
  ])("are not written where %s", (_, field) => {
    expect(vendors(manifestOf(MODEL))).toEqual(["anthropic"]);
    expect(vendors(manifestOf(`${MODEL}, ${field}`))).toEqual([]);
  });

  test("are not written where a vendor has published something; then the check is told so", () => {
    const google = manifestOf("name: gemini-2.5-flash, vendor: google, platform: google");
    expect(vendors(google)).toEqual([]);
    expect(publishedGuide(publishedModels(reviewed(google)))).toEqual([
      "models.chat: its vendor has published what the estimate uses (greenlight explain disclosed.gemini-flash). Say so under models.chat.vendor_energy.",
    ]);
    // A sentence without a boundary is no publication.
    expect(vendors(manifestOf("name: gpt-4o, vendor: openai, platform: openai"))).toEqual([
      "openai",
    ]);
  });

  test("ask those who run machines of others about machines, where nothing is known of them", () => {
    const own = manifestOf(
      `${MODEL}, wh_per_call: 0.4`,
      "[{ id: db, kind: database, where: saas, provider: acme }, { id: gpu, kind: inference, where: cloud, provider: smallcloud, accelerator: nvidia-l4, placement: [{ country: FR }], replicas: { mean: 1 } }, { id: aws, kind: inference, where: cloud, provider: aws, accelerator: nvidia-l4, placement: [{ region: eu-west-1 }], replicas: { mean: 1 } }]",
    );
    const letters = vendorLetters(reviewed(own));
    expect(letters.map(({ vendor }) => vendor)).toEqual(["acme", "smallcloud"]);
    expect(letters[1]?.text).toContain("inference on nvidia-l4, machines of yours, in FR.");
    expect(letters[1]?.text).not.toContain("tokens");
    expect(letterGuide(letters[1] as (typeof letters)[1], DAY)).toEqual([
      "components.gpu: the answer goes into placement, pue and power_w.",
    ]);
  });

  test("hold names as one line that hides nothing, whatever they are", () => {
    const { manifest, estimate } = reviewed(manifestOf(MODEL));
    for (const hostile of ALL_HOSTILE) {
      const models = manifest.models.map((one) => ({ ...one, name: hostile, platform: hostile }));
      const product = { ...manifest.product, name: hostile };
      const named = { manifest: { ...manifest, models, product }, estimate };
      for (const { vendor, subject, text } of vendorLetters(named)) {
        const lines = [vendor, subject, ...text.split("\n")];
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|^::|##\[/u);
        expect(subject.length).toBeLessThan(3000);
        expect(text.split("\n").length).toBeLessThan(100);
      }
    }
  });

  test("are at most twenty, of at most twenty lines each, however many vendors there are", () => {
    const models = Array.from(
      { length: 60 },
      (_, at) =>
        `  - { id: m${at}, name: m${at}, access: api, platform: ${at < 30 ? "one" : `v${at}`} }`,
    );
    const text = `version: 1
product: { name: p, stage: pilot, functional_unit: u }
models:
${models.join("\n")}
flows: [{ id: f, steps: [{ use: m0 }] }]
`;
    const letters = vendorLetters(reviewed(text));
    expect(letters).toHaveLength(20);
    expect(letters[0]?.text).toContain("- and 10 more");
  });
});

describe("the answer, stored as the guide says", () => {
  const stored = (guide: readonly string[]) =>
    guide.find((line) => line.includes("vendor_energy: {"))?.trim() ?? "";

  test("meets the check, and stops the letter", () => {
    const asked = manifestOf(MODEL);
    expect(outcome(asked)).toBe("question");
    const [letter] = vendorLetters(reviewed(asked));
    if (letter === undefined) throw new Error("there is a letter");
    const answered = manifestOf(`${MODEL}, ${stored(letterGuide(letter, DAY))}`);
    expect([outcome(answered), vendors(answered)]).toEqual(["pass", []]);
  });

  test("meets it with the figures too", () => {
    const [letter] = vendorLetters(reviewed(manifestOf(MODEL)));
    const fields = letterGuide(letter as NonNullable<typeof letter>, DAY)
      .filter((line) => /^ {2}models\.chat\./.test(line))
      .map((line) => line.trim().replace("models.chat.", ""));
    expect(fields).toHaveLength(3);
    const answered = manifestOf(`${MODEL}, ${fields.join(", ")}`);
    expect([outcome(answered), vendors(answered)]).toEqual(["pass", []]);
  });
});

test.each([
  ["services/search/architecture.yaml", "services/search/architecture.yaml"],
  ["a.yaml; rm -rf ~", "MANIFEST"],
  ["$(id).yaml", "MANIFEST"],
  ["-o.yaml", "MANIFEST"],
])("the command that is offered for %j is safe to copy", (path, shown) => {
  const check = { id: "CH12-C4-01", pass: "m.vendor_energy" };
  expect(letterHint(check, path, (text) => `<${text}>`)).toBe(
    `A letter to each vendor, filled in: <greenlight explain CH12-C4-01 ${shown}>.`,
  );
});

describe("greenlight explain CH12-C4-01 MANIFEST", () => {
  test("prints the check, how it came out, and the letters with what becomes of the answer", () => {
    const { exitCode, stdout, stderr } = runCli(["explain", "CH12-C4-01", "a.yaml"], {
      "a.yaml": manifestOf(MODEL),
    });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^CH12-C4-01 vendors-asked\n/);
    expect(stdout).toContain("In a.yaml:\n  line 5, manifest: question. What did the vendors");
    expect(stdout).toContain(
      "To:      anthropic\nSubject: Energy, carbon and water of claude-sonnet-4-6 in Shop search\n",
    );
    expect(stdout).toContain("say so under models.chat.vendor_energy:");
  });

  test("of another check prints how it came out, and no letter", () => {
    const { stdout } = runCli(["explain", "CH12-D3-03", "a.yaml"], { "a.yaml": manifestOf(MODEL) });
    expect(stdout).toContain("In a.yaml:\n  ");
    expect(stdout).not.toContain("Subject:");
  });

  test("without a manifest says how to get the letters", () => {
    expect(runCli(["explain", "vendors-asked"]).stdout).toContain(
      "A letter to each vendor, filled in: greenlight explain CH12-C4-01 MANIFEST.",
    );
  });

  test.each([
    [["explain", "D6", "a.yaml"], 'Only a check is explained in a manifest, and "D6" is none.'],
    [["explain", "CH12-C4-01", "none.yaml"], "none.yaml: no such file"],
    [["explain", "CH12-C4-01", "b.yaml"], "b.yaml:1:1: "],
  ])("%j is wrong input", (args, says) => {
    const result = runCli(args, { "a.yaml": manifestOf(MODEL), "b.yaml": "version: 1\n" });
    expect(result).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining(says),
    });
  });
});
