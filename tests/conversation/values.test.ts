// A value becomes a change of the manifest: one click on its line, else a patch; then the data decide.
import { expect, test } from "vitest";
import { MANIFEST, saidIn, type Talk, talk, titleOf, visible } from "../conversation-scene.ts";
import { commitAs } from "../github-double/seed.ts";

const USAGE = "usage: { peak_to_average: 3 } # As planned.\n";
const HEAD = MANIFEST.replace("flows:", `${USAGE}flows:`);

/** Puts the lines of the suggestion where it hangs, as GitHub does when somebody clicks. */
function commitSuggestion(it: Talk, check: string, text: string): string {
  const root = it.thread(check);
  const [, lines] = /```suggestion\n([\s\S]*?)\n```/.exec(root?.body ?? "") ?? [];
  if (root?.place.subject !== "line" || lines === undefined)
    throw new Error("Nothing is suggested");
  const all = text.split("\n");
  all.splice(root.place.line - 1, 1, ...lines.split("\n"));
  const changed = all.join("\n");
  const by = { author: "lea", committer: "web-flow" };
  commitAs(it.state, it.repository, "feature/x", { "architecture.yaml": changed }, by);
  return changed;
}

test("on the line of its section: a suggestion in the file's own style, comments kept; committed, the data decide", async () => {
  const it = await talk({ checks: ["UNITS"], head: HEAD });
  await it.act();
  it.reply("UNITS", "lea", "about 42,000");
  await it.act();
  expect([it.verdict(), titleOf(it.thread("UNITS"))]).toEqual([
    "action_required",
    "Answered: the value has to go into the manifest",
  ]);
  const changed = commitSuggestion(it, "UNITS", HEAD);
  expect(changed).toContain("units_per_month: 42000");
  expect(changed.replace(", units_per_month: 42000", "")).toBe(HEAD);
  await it.act();
  expect([it.verdict(), titleOf(it.thread("UNITS"))]).toEqual([
    "success",
    "Answered by the manifest",
  ]);
  expect(it.thread("UNITS")?.body).not.toMatch(/```|yet to say/);
  expect(saidIn(it.scorecard())).toContain("met, by the manifest:** UNITS");
  expect((await it.look()).writes).toEqual([]);
});

test.each([
  ["about 42000", "units_per_month: 42000"],
  ["between 36000 and 50000", "low: 36000"],
])("elsewhere: a folded patch: %s", async (body, line) => {
  const it = await talk({ checks: ["UNITS"] });
  await it.look();
  it.reply("UNITS", "lea", body);
  await it.look();
  const shown = visible(it.thread("UNITS")?.body ?? "");
  expect(shown).toMatch(
    /<details><summary>The change, as a patch[\s\S]*```diff\n--- a\/architecture.yaml\n\+\+\+ b/,
  );
  expect(shown).toContain(line);
});

test("a value that fails the check is committed, and fails it by the data", async () => {
  const it = await talk({ checks: ["UNITS"], head: HEAD });
  await it.look();
  it.reply("UNITS", "lea", "7");
  await it.look();
  commitSuggestion(it, "UNITS", HEAD);
  await it.look();
  expect(it.verdict()).toBe("failure");
  expect(visible(it.thread("UNITS")?.body ?? "")).toContain("The check decides it now: ");
  expect(it.thread("UNITS")?.body).not.toContain("```");
});

test("the author may give a value, for it decides nothing by itself; a stranger may not", async () => {
  const it = await talk({ checks: ["UNITS"] });
  await it.look();
  it.reply("UNITS", "mallory", "42000");
  await it.look();
  expect(titleOf(it.thread("UNITS"))).toContain("Question Q1");
  it.reply("UNITS", "alice", "43000");
  await it.look();
  expect(visible(it.thread("UNITS")?.body ?? "")).toContain(
    "alice says 43000. Commit the change below",
  );
});

test("two values by two people are contested until one of them gives in", async () => {
  const it = await talk({ checks: ["UNITS"] });
  await it.look();
  it.reply("UNITS", "lea", "42000");
  it.reply("UNITS", "marc", "50000, because October was high");
  await it.look();
  expect(titleOf(it.thread("UNITS"))).toContain("contested");
  it.reply("UNITS", "lea", "50000");
  await it.look();
  expect(titleOf(it.thread("UNITS"))).toBe("Answered: the value has to go into the manifest");
});
