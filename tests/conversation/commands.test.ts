// Commands in the conversation: each acknowledged once, and none where nobody meant one.
import { describe, expect, test } from "vitest";
import { MANIFEST, receipts, talk, visible } from "../conversation-scene.ts";
import { edit } from "../github-double/people.ts";

test("each is answered once, with its receipt; who may use it, help says", async () => {
  const it = await talk({
    checks: ["STOP", "NICE"],
    head: `${MANIFEST}usage: { units_per_month: 5000 }\n`,
  });
  await it.act();
  const said = [
    "/greenlight help",
    "Please.\n\n/greenlight questions",
    "/greenlight explain STOP",
    "/greenlight whatif usage.units_per_month=900",
    "/greenlight recheck",
    "/greenlight dance",
  ].map((body) => it.say("mallory", body));
  await it.act();
  expect(said.map(receipts)).toEqual([["+1"], ["+1"], ["+1"], ["+1"], ["+1"], ["eyes"]]);
  const [help, questions, explain, whatif, dance] = it.told().map(visible);
  for (const name of ["help", "recheck", "questions", "explain", "answer", "waive", "whatif"])
    expect(help).toMatch(
      new RegExp(
        `\\| \`/greenlight ${name}.*\\| (anyone|whose answers count|whom the policy lets waive) \\|`,
      ),
    );
  expect(help).toContain("Whose answers count here: lea or marc.");
  expect(questions).toBe(
    "- **Q1**, product manager: Can a person stop it?\n- **Q2**, product manager: Is it nice?",
  );
  expect(explain).toContain("**STOP: STOP holds.** <sub>blocker, H1 Ask people</sub>");
  expect(whatif).toContain("- `usage.units_per_month` were `900` (now `5000`)");
  expect(whatif).toContain("Nothing is changed by this; the check stays as it is.");
  // A fifth of the calls is certainly less, however wide both ranges are; each unit uses the same.
  expect(whatif).toMatch(
    /\| Energy \| .* \| .* \| \*\*−.* Wh \(−.* to −.*\), −82 %\*\* \| none \|/,
  );
  expect(dance).toContain("There is no command “dance”. The commands are: help, questions");
  expect(it.told()).toHaveLength(5);
  expect((await it.act()).writes).toEqual([]);
});

test("in a thread they are answered there; an edited one is not answered again", async () => {
  const it = await talk();
  await it.look();
  const said = it.reply("STOP", "lea", "/greenlight explain STOP");
  await it.look();
  expect([it.heardIn("STOP").length, it.told(), it.verdict()]).toEqual([1, [], "action_required"]);
  edit(it.state, said, "/greenlight explain STOP\n/greenlight help");
  await it.look();
  expect([it.heardIn("STOP").length, (await it.look()).writes]).toEqual([1, []]);
});

describe("is no command", () => {
  test.each([
    ["in a quote", "> /greenlight help"],
    ["in code", "```\n/greenlight help\n```"],
    ["in inline code", "Say `/greenlight help`"],
    ["in an HTML comment", "<!--\n/greenlight help\n-->"],
    ["within a sentence", "You could try /greenlight help"],
    ["of another name", "/greenlights help"],
  ])("%s", async (_, body) => {
    const it = await talk();
    await it.look();
    const said = it.say("lea", body);
    expect((await it.look()).writes).toEqual([]);
    expect([it.told(), receipts(said)]).toEqual([[], []]);
  });

  test("of a bot, and in the bot's own text", async () => {
    const it = await talk();
    await it.look();
    it.say("dependabot[bot]", "/greenlight help");
    it.say("lea", "/greenlight help");
    await it.look();
    // Its own help shows every command.
    expect([it.told().length, (await it.look()).writes]).toEqual([1, []]);
  });
});

test.each([
  [
    "a check on several items wants to know which",
    "/greenlight answer TRIED yes",
    "Say which one is meant: `TRIED@models/answer`, `TRIED@models/spare`.",
  ],
  [
    "an item that is not there",
    "/greenlight answer TRIED@models/none yes",
    "There is no such item: `TRIED@models/answer`",
  ],
  ["a check that is not there", "/greenlight explain @everyone", "It takes the id of one check"],
  [
    "explaining a check that is not there",
    "/greenlight explain NOPE-1",
    "No check here is called `NOPE-1`.",
  ],
  ["a value without a key", "/greenlight whatif 12", "It takes pairs without spaces"],
])("%s", async (_, body, told) => {
  const spare =
    "  - { id: spare, name: gpt-5.4-nano-2026-03-17, access: api, vendor: openai, platform: openai, used_for: fallback }\nflows:";
  const it = await talk({ checks: ["TRIED"], head: MANIFEST.replace("flows:", spare) });
  await it.look();
  const said = it.say("lea", body);
  await it.look();
  // To say that there is none is an answer too.
  const receipt = body.includes("NOPE") ? "+1" : "eyes";
  expect([visible(it.told()[0] ?? ""), receipts(said)]).toEqual([
    expect.stringContaining(told),
    [receipt],
  ]);
});
