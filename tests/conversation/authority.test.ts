// Whose words count: by name, team, role, base manifest; never the author's own, never head's.
import { describe, expect, test } from "vitest";
import {
  MANIFEST,
  receipts,
  saidIn,
  type Talk,
  talk,
  titleOf,
  visible,
} from "../conversation-scene.ts";
import { joinTeam, setRole } from "../github-double/people.ts";
import { commitAs } from "../github-double/seed.ts";

const PEOPLE = "answer: { users: [lea, marc, alice] }";

/** Says yes, and tells whether that has counted. */
async function counts(it: Talk, by: string, tokens: Parameters<Talk["look"]>[0] = {}) {
  await it.look(tokens);
  const said = it.reply("STOP", by, "yes");
  await it.look(tokens);
  const [receipt] = receipts(said);
  expect(receipt).toBe(it.verdict() === "success" ? "+1" : "eyes");
  return it.verdict() === "success";
}

describe("by name and role", () => {
  test.each([
    ["read", ["read", "triage", "write", "maintain", "admin"]],
    ["triage", ["triage", "write", "maintain", "admin"]],
    ["write", ["write", "maintain", "admin"]],
    ["maintain", ["maintain", "admin"]],
    ["admin", ["admin"]],
  ] as const)("policy names the role %s: those with %j may answer", async (least, may) => {
    const it = await talk({ policy: [`answer: { roles: [${least}] }`] });
    const roles = ["none", "read", "triage", "write", "maintain", "admin"] as const;
    await it.look();
    const said = roles.map((role) => {
      setRole(it.repository, `one-${role}`, role);
      return it.reply("STOP", `one-${role}`, "yes");
    });
    await it.look();
    // Anybody may read a public repository.
    const expected = roles.map((role) =>
      may.some((one) => one === role || (role === "none" && one === "read")) ? "+1" : "eyes",
    );
    expect(said.map((one) => receipts(one)[0])).toEqual(expected);
  });

  test("who is named may answer without any access, whatever the case of the name", async () => {
    expect(
      await counts(await talk({ policy: ["answer: { users: [Lea-Morel] }"] }), "lea-morel"),
    ).toBe(true);
  });

  test("where nobody is named, admins; where base names people, they and nobody else", async () => {
    const admins = await talk({ policy: [] });
    setRole(admins.repository, "root", "admin");
    setRole(admins.repository, "dev", "maintain");
    expect(await counts(admins, "dev")).toBe(false);
    expect(visible(admins.heardIn("STOP")[0] ?? "")).toBe(
      "Thank you, but this does not count. Only they may answer: an admin of the repository.",
    );
    admins.reply("STOP", "root", "yes");
    await admins.look();
    expect(admins.verdict()).toBe("success");

    const base = MANIFEST.replace(
      "stage: pilot",
      'stage: pilot\n  pm: "@pia"\n  tech_lead: "@tom"',
    );
    const head = base.replace("stage: pilot", "stage: production").replace("@pia", "@mallory");
    const named = await talk({ policy: [], base, head });
    setRole(named.repository, "root", "admin");
    await named.look();
    named.reply("STOP", "mallory", "yes");
    named.reply("STOP", "root", "yes");
    await named.look();
    expect(named.verdict()).toBe("action_required");
    named.reply("STOP", "tom", "yes");
    await named.look();
    expect(titleOf(named.thread("STOP"))).toBe("Answered");
    // That head names somebody else is for the owners of the policy to agree to.
    expect(named.verdict()).toBe("action_required");
    named.say("root", "/greenlight answer GATE-PEOPLE yes, Pia has left");
    await named.look();
    expect(named.verdict()).toBe("success");
  });

  test("a new manifest that names itself pm gives no authority", async () => {
    const head = MANIFEST.replace("stage: pilot", 'stage: pilot\n  pm: "@mallory"');
    expect(await counts(await talk({ policy: [], head }), "mallory")).toBe(false);
  });
});

describe("by team", () => {
  const policy = ["answer: { teams: [acme/product] }"];
  const withTeam = async () => {
    const it = await talk({ policy });
    joinTeam(it.state, "acme/product", "lea");
    joinTeam(it.state, "acme/product", "new", { state: "pending" });
    const read = { members: "read" } as const;
    it.state.tokens.set("ghp_teams", { kind: "user", login: "owner", permissions: read });
    return it;
  };

  test("a workflow's own token cannot read it, and the refusal says what helps", async () => {
    const it = await withTeam();
    expect(await counts(it, "lea")).toBe(false);
    expect(visible(it.heardIn("STOP")[0] ?? "")).toBe(
      "Thank you, but this does not count. Only they may answer: members of acme/product. The token cannot read who is in a team: give the action a policy-token, or name people in the policy.",
    );
  });

  test("with a policy-token its members count, and who has only been invited does not", async () => {
    const it = await withTeam();
    const tokens = { policyToken: "ghp_teams" };
    expect(await counts(it, "new", tokens)).toBe(false);
    it.reply("STOP", "lea", "yes");
    await it.act({ inputs: { "policy-token": "ghp_teams" } });
    expect(it.verdict()).toBe("success");
  });
});

describe("not for themselves", () => {
  test.each([
    ["deny", false],
    ["allow", true],
  ])("self_answer: %s: author and committer", async (rule, may) => {
    const policy = [PEOPLE, `self_answer: ${rule}`];
    const byAuthor = await talk({ policy });
    expect(await counts(byAuthor, "alice")).toBe(may);
    const byCommitter = await talk({ policy });
    const text = { "architecture.yaml": `${MANIFEST}# More.\n` };
    commitAs(byCommitter.state, byCommitter.repository, "feature/x", text, {
      author: "marc",
      committer: "web-flow",
    });
    expect(await counts(byCommitter, "marc")).toBe(may);
    expect(await counts(byCommitter, "lea")).toBe(true);
  });

  test("a question that weighs less may be answered by its author", async () => {
    const it = await talk({ checks: ["STOP", "NICE"], policy: [PEOPLE] });
    await it.look();
    it.say("alice", "Q1: yes\nQ2: yes");
    await it.look();
    expect(saidIn(it.scorecard())).toMatch(/open:\*\* STOP[\s\S]* met:\*\* NICE/);
  });
});

describe("words of others", () => {
  test("are shown as theirs and do not count; the refusal says who may, once a person", async () => {
    const it = await talk();
    await it.act();
    it.reply("STOP", "mallory", "yes, it can");
    await it.act();
    it.reply("STOP", "mallory", "no");
    it.reply("STOP", "eve", "yes");
    await it.look();
    const refusal = "Thank you, but this does not count. Only they may answer: lea or marc.";
    expect(it.heardIn("STOP").map(visible)).toEqual([refusal, refusal]);
    expect(visible(it.thread("STOP")?.body ?? "")).toMatch(
      /- mallory on [\d-]+: no\. \*Does not count:\* Only they may answer: lea or marc\.\n- eve on/,
    );
    expect(it.verdict()).toBe("action_required");
  });

  test("of bots, and of whoever pastes the bot's marks, are no answers", async () => {
    const it = await talk();
    await it.look();
    const bot = it.reply("STOP", "lea[bot]", "yes");
    it.say("mallory", "<!-- greenlight:scorecard greenlight -->\n\nAll is well.");
    it.reply("STOP", "mallory", "<!-- greenlight:reply greenlight to 1 -->\nyes");
    await it.look();
    expect([it.verdict(), receipts(bot)]).toEqual(["action_required", []]);
    expect(it.repository.comments.some(({ body }) => body.endsWith("All is well."))).toBe(true);
  });

  test("who contradicts needs a reason; with one it stays open and says so; agreement settles it", async () => {
    const it = await talk();
    await it.look();
    it.reply("STOP", "lea", "yes");
    it.reply("STOP", "marc", "no");
    await it.look();
    expect(it.verdict()).toBe("success");
    expect(visible(it.heardIn("STOP")[0] ?? "")).toContain(
      "It contradicts lea: that needs a reason.",
    );
    it.reply("STOP", "marc", "no, the vendor decides");
    await it.look();
    expect([it.verdict(), titleOf(it.thread("STOP"))]).toEqual([
      "action_required",
      "Question Q1 for the product manager (lea), contested. The merge waits for it.",
    ]);
    expect(saidIn(it.scorecard())).toContain("contested, so it stays open:** STOP");
    it.reply("STOP", "lea", "no, marc is right");
    await it.look();
    expect(it.verdict()).toBe("failure");
  });

  test("whom an authorised person passes it to is asked; others cannot pass it on", async () => {
    const it = await talk();
    await it.look();
    it.reply("STOP", "mallory", "ask @marc by Friday");
    it.reply("STOP", "lea", "don't know, ask @mallory");
    await it.look();
    expect(titleOf(it.thread("STOP"))).toContain("(lea)");
    it.reply("STOP", "lea", "Don't know, ask @marc");
    await it.look();
    expect(titleOf(it.thread("STOP"))).toContain("(marc)");
    expect(it.heardIn("STOP").map(visible).at(-1)).toBe("@marc, lea asks you to answer this.");
    expect((await it.look()).writes).toEqual([]);
  });
});
