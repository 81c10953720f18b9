// An answer lasts as long as what it was said of: pushes, renamed items, days, checks that change.
import { describe, expect, test } from "vitest";
import {
  LEA,
  MANIFEST,
  packOf,
  saidIn,
  TODAY,
  talk,
  titleOf,
  visible,
} from "../conversation-scene.ts";
import { push } from "../github-double/seed.ts";

const OPEN = "action_required";
const production = MANIFEST.replace("pilot", "production");
const later = (days: number) =>
  new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);

const answered = async (setting: Parameters<typeof talk>[0] = {}) => {
  const it = await talk(setting);
  await it.look();
  it.reply(setting.checks?.[0] ?? "STOP", "lea", "yes, we tried it");
  await it.look();
  expect(it.verdict()).toBe("success");
  return it;
};

describe("a push", () => {
  test("that changes the fact voids that answer only, names the fact, and asks for a confirmation", async () => {
    const it = await talk({ checks: ["STOP", "TRIED"] });
    await it.act();
    it.reply("STOP", "lea", "yes");
    it.reply("TRIED", "lea", "yes");
    await it.act();
    expect(it.verdict()).toBe("success");
    it.push({ "architecture.yaml": production });
    await it.act();
    expect([it.verdict(), it.threads().map(titleOf)]).toEqual([
      OPEN,
      [
        "Question Q1 for the product manager (lea), asked again because product.stage changed. The merge waits for it.",
        "Answered",
      ],
    ]);
    expect(saidIn(it.scorecard())).toContain("product.stage changed since: say it again.");
    expect(it.heardIn("STOP").map(visible)).toEqual([
      "This answer no longer counts. product.stage changed since: say it again.",
    ]);
    it.reply("STOP", "lea", "yes, still");
    await it.look();
    expect(it.verdict()).toBe("success");
  });

  test("that changes nothing of it voids nothing, and one that takes the change back brings it back", async () => {
    const it = await answered();
    it.push({ "architecture.yaml": MANIFEST.replace("output_tokens: 200", "output_tokens: 300") });
    await it.look();
    expect([it.verdict(), it.heardIn("STOP")]).toEqual(["success", []]);
    it.push({ "architecture.yaml": production });
    await it.look();
    expect(it.verdict()).toBe(OPEN);
    it.push({ "architecture.yaml": MANIFEST });
    await it.look();
    expect(it.verdict()).toBe("success");
  });

  test("between the question and the answer asks for a confirmation, though no run came in between", async () => {
    const it = await talk();
    await it.look();
    it.push({ "architecture.yaml": production });
    it.reply("STOP", "lea", "yes");
    await it.look();
    expect(it.verdict()).toBe(OPEN);
    expect(visible(it.heardIn("STOP")[0] ?? "")).toContain("product.stage changed since");
  });

  test("while the run reads makes it begin again with the new head", async () => {
    const it = await answered();
    it.push({ "architecture.yaml": `${MANIFEST}# More.\n` });
    it.github.before({ method: "GET", path: /issues\/7\/comments$/ }, () => {
      it.push({ "architecture.yaml": production });
    });
    await it.look();
    expect(it.verdict()).toBe(OPEN);
  });

  test("of a manifest without the question says that it is no longer asked", async () => {
    const it = await answered({ checks: ["TRIED"] });
    it.push({
      "architecture.yaml": MANIFEST.replace(
        "id: answer, name: gpt-5.4-mini",
        "id: other, name: gpt-5.4-nano",
      ).replace("use: answer", "use: other"),
    });
    await it.look();
    expect([it.verdict(), titleOf(it.thread("models/answer"))]).toEqual([OPEN, "No longer asked"]);
    expect(it.thread("models/other")).toBeDefined();
  });
});

describe("an item that has another name", () => {
  const renamed = (text: string, from: string, to: string) =>
    text.replaceAll(new RegExp(`(id|use): ${from}\\b`, "g"), `$1: ${to}`);
  const TWO = MANIFEST.replace(
    "flows:",
    "  - { id: spare, name: gpt-5.4-mini-2026-03-17, access: api, vendor: openai, platform: openai, used_for: fallback }\nflows:",
  );

  test("and equal facts takes its answer along", async () => {
    const it = await answered({ checks: ["TRIED"] });
    it.push({ "architecture.yaml": renamed(MANIFEST, "answer", "reply") });
    await it.look();
    expect([it.verdict(), it.threads().length]).toEqual(["success", 1]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("does not where two are renamed at once, for nobody knows which is which", async () => {
    const it = await talk({ checks: ["TRIED"], head: TWO });
    await it.look();
    it.say(
      "lea",
      "/greenlight answer TRIED@models/answer yes\n/greenlight answer TRIED@models/spare yes",
    );
    await it.look();
    expect(it.verdict()).toBe("success");
    it.push({ "architecture.yaml": renamed(renamed(TWO, "answer", "one"), "spare", "two") });
    await it.look();
    expect(it.verdict()).toBe(OPEN);
  });

  test("leaves its waiver behind", async () => {
    const it = await talk({ checks: ["TRIED"] });
    await it.look();
    it.say(
      "lea",
      `/greenlight waive TRIED@models/answer until ${later(9)} because cost: it is cheap`,
    );
    await it.look();
    expect(it.verdict()).toBe("success");
    it.push({ "architecture.yaml": renamed(MANIFEST, "answer", "reply") });
    await it.look();
    expect(it.verdict()).toBe(OPEN);
  });
});

test.each([
  [[LEA], 180],
  [[LEA, "answers_expire_days: 30"], 30],
])("answers expire by policy: %j", async (policy, days) => {
  const it = await answered({ policy });
  await it.look({ today: later(days) });
  expect(it.verdict()).toBe("success");
  await it.look({ today: later(days + 1) });
  expect(it.verdict()).toBe(OPEN);
  expect(saidIn(it.scorecard())).toContain(`after ${days} days.`);
});

test("a check that asks something else since asks again", async () => {
  const it = await answered();
  const pack = packOf(["STOP"]).replace("Can a person stop it?", "Can a person undo it?");
  push(it.state, it.repository, "main", { ".github/pack.yaml": pack });
  await it.look();
  expect(it.verdict()).toBe(OPEN);
  expect(saidIn(it.scorecard())).toContain("The check asks something else since: say it again.");
});
