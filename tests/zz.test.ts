import { test } from "vitest";
import { LEA, MANIFEST, receipts, saidIn, talk, titleOf, visible } from "./conversation-scene.ts";
import { deleteSaid, edit, reply } from "./github-double/people.ts";

const log = (name: string, ...x: unknown[]) => console.log(`### ${name}`, ...x);
test("A dup", async () => {
  const it = await talk();
  it.github.before({ method: "POST", path: /reviews$/ }, () => {
    // another run
    it.repository.reviewComments.length;
  });
  await Promise.all([it.look(), it.look()]);
  log(
    "A threads",
    it.threads().length,
    it.repository.comments.length,
    it.repository.reviews.map((r) => r.body),
  );
  const second = it.threads()[1];
  if (second) {
    const r = reply(it.state, it.repository, second, "lea", "yes");
    const w = await it.look();
    log("A", w.writes, titleOf(it.threads()[0]), receipts(r), it.verdict());
    log("A2", (await it.look()).writes);
  }
});
test("B scorecard deleted", async () => {
  const it = await talk();
  await it.look();
  const a = it.say("lea", "Q1: yes");
  await it.look();
  log("B0", it.verdict());
  deleteSaid(it.repository, it.repository.comments.find((c) => c.author !== "lea")!);
  let w = await it.look();
  log("B1", w.writes, it.verdict(), it.told());
  w = await it.look();
  log("B2", w.writes, it.verdict(), it.told(), receipts(a));
});
test("C value", async () => {
  const head = MANIFEST + "usage:\n  units_per_month: 5\n";
  const it = await talk({ checks: ["UNITS"] });
  await it.look();
  it.reply("UNITS", "lea", "about 42000");
  await it.look();
  it.push({ "architecture.yaml": MANIFEST + "usage:\n  units_per_month: 42000\n" });
  await it.look();
  log(
    "C",
    it.verdict(),
    visible(it.thread("UNITS")!.body),
    saidIn(it.scorecard()),
    (await it.look()).writes,
    head.length,
  );
});
test("D proposal", async () => {
  const units = (n: number) =>
    MANIFEST + `usage:\n  units_per_month: 5000\n`.replace("", "") + (n ? "" : "");
  const it = await talk({ checks: ["WATTS"], head: units(1) });
  await it.look();
  log("D0", visible(it.thread("WATTS")!.body).slice(-400));
  it.reply("WATTS", "lea", "yes");
  await it.look();
  log("D1", visible(it.thread("WATTS")!.body));
  it.push({ "architecture.yaml": units(1).replace("output_tokens: 200", "output_tokens: 20000") });
  await it.look();
  log("D2", visible(it.thread("WATTS")!.body), saidIn(it.scorecard()));
});
test("E revive", async () => {
  const it = await talk();
  await it.look();
  it.reply("STOP", "lea", "yes");
  await it.look();
  const no = it.say("lea", "Q1: no, nobody can");
  await it.look();
  log("E1", it.verdict());
  deleteSaid(it.repository, no);
  await it.look();
  log("E2", it.verdict(), titleOf(it.thread("STOP")), (await it.look()).writes);
});
test("F graphql", async () => {
  const it = await talk();
  it.state.graphql = "missing";
  await it.look();
  it.reply("STOP", "lea", "yes");
  await it.look();
  log("F", it.verdict(), it.heardIn("STOP"));
});
test("G rename", async () => {
  const it = await talk({ checks: ["TRIED"] });
  await it.look();
  it.reply("TRIED", "lea", "yes");
  await it.look();
  it.push({
    "architecture.yaml": MANIFEST.replaceAll("id: answer", "id: reply").replaceAll(
      "use: answer",
      "use: reply",
    ),
  });
  const w = await it.look();
  log(
    "G",
    it.verdict(),
    w.writes,
    it.threads().map((t) => visible(t.body)),
    saidIn(it.scorecard()),
    (await it.look()).writes,
  );
});
test("H claims", async () => {
  const it = await talk();
  await it.look();
  it.reply("STOP", "lea", "yes");
  await it.look();
  const [, patch = ""] = /(answers:\n(?:\+.*\n)+)/.exec(it.scorecard()) ?? [];
  log("H0", it.scorecard().match(/\+.*check: STOP.*/)?.[0], patch);
});
test("J numbers in text", async () => {
  const it = await talk({ checks: ["STOP"] });
  await it.look();
  const r = it.reply("STOP", "lea", "> Can a person stop it?\n\nyes");
  await it.look();
  log("J", receipts(r), it.verdict());
});
void LEA;
void edit;
