// The built action and the built command line, as processes, where everything that others write is hostile.
import { describe, expect, test } from "vitest";
import { ADVISORY, scene } from "./action-scene.ts";
import { HOSTILE } from "./fixtures/hostile-texts.ts";
import { issueCommentPayload } from "./github-double/conversation-payload.ts";
import { factsOf } from "./github-double/event-payload.ts";
import { comment } from "./github-double/seed.ts";
import { commandsIn, hiddenIn } from "./hostile-log.ts";
import { HELD, manifestOf, turned } from "./hostile-scene.ts";
import { FIELDS, manifestText, type Place, TEXT_PLACES } from "./manifest-fields.ts";
import type { ActionResult } from "./run-action.ts";
import { runCli } from "./run-cli.ts";

/** Those that a log or a file of outputs could take for something else, and that a manifest may hold. */
const COMMANDS = HELD.filter((text) => (HOSTILE["terminal"] ?? []).includes(text));
const MESSAGE =
  "no\n::error::x\r\n##[error]y\u001b[31mz\u009b2J\u202e%0A::add-mask::a\nverdict<<EOF\npass\nEOF";
/** A path that git holds, and that is a line of its own in a careless log. */
const PATH = "a\n::error::b ##[error]c\u202e\u009b1m/architecture.yaml";
const REVIEWED = manifestOf(TEXT_PLACES, turned(COMMANDS, 0));
const REFUSED = `${manifestText(
  new Map(COMMANDS.map((text) => [{ ...FIELDS[0], path: [text] } as Place, text])),
)}${"x: *y\n"}`;

const OUTPUTS = {
  verdict: /^(?:pass|fail|waiting|not-applicable|error)$/,
  score: /^\d*$/,
  coverage: /^\d*$/,
  "open-questions": /^\d*$/,
  "energy-kwh-month": /^[\d.]*$/,
  "carbon-kg-month": /^[\d.]*$/,
  "cost-usd-month": /^[\d.]*$/,
  report: /^\/.*\/greenlight-report\.json$/,
  sarif: /^\/.*\/greenlight-report\.sarif$/,
  receipt: /^\/.*\/greenlight-receipt\.json$/,
};

/** What a run left, but for the commands that it gives itself. */
function effectsOf({ stdout, stderr, outputs, summary, leftBehind }: ActionResult) {
  const isOwn = (line: string) => /^::(?:warning|error)::[^\n]*$/.test(line) && !/##\[/.test(line);
  const odd = Object.entries(outputs).filter(
    ([name, value]) => OUTPUTS[name as keyof typeof OUTPUTS]?.test(value) !== true,
  );
  return {
    forged: commandsIn(`${stdout}\n${stderr}`).filter((line) => !isOwn(line)),
    hidden: hiddenIn(`${stdout}${stderr}${summary}`),
    odd,
    leftBehind,
  };
}
const NOTHING = { forged: [], hidden: [], odd: [], leftBehind: "" };
const ownCommands = ({ stdout }: ActionResult) =>
  commandsIn(stdout).map((line) => line.replace(/^::(\w+)::.*$/, "$1"));

describe("the log, the outputs and the summary of a run", () => {
  test.each([
    ["reviewed", REVIEWED, "waiting"],
    ["refused", REFUSED, "error"],
  ])("that has %s a manifest", async (_, manifest, verdict) => {
    const shop = await scene({ ".github/greenlight.yaml": ADVISORY }, { [PATH]: manifest });
    const run = await shop.run({ inputs: { manifest: "**/architecture.yaml" } });
    expect(effectsOf(run)).toEqual(NOTHING);
    expect(run.outputs["verdict"]).toBe(verdict);
    expect(ownCommands(run)).toEqual([]);
    const report = run.files.get(run.outputs["report"] ?? "") ?? "";
    expect(JSON.parse(report).manifests[0].path).toBe(PATH);
    expect([commandsIn(report), hiddenIn(report)]).toEqual([[], []]);
  });

  test("that has heard a comment", async () => {
    const shop = await scene({}, { "architecture.yaml": manifestText(new Map()) });
    await shop.run();
    const { state, repository, pull } = shop;
    const said = comment(
      state,
      repository,
      7,
      "lea",
      `Q1: yes, because ${MESSAGE}\n/greenlight ${MESSAGE}`,
    );
    const payload = issueCommentPayload(factsOf(repository, pull), said);
    const run = await shop.run({ event: "issue_comment", payload });
    expect(effectsOf(run)).toEqual(NOTHING);
    expect(run.outputs["verdict"]).toBe("fail");
  });

  test("that is refused a write, in words of others", async () => {
    const shop = await scene({}, { "architecture.yaml": manifestText(new Map()) });
    const answer = { kind: "answer", status: 422, body: { message: MESSAGE } } as const;
    shop.github.fault({ method: "POST", path: /\/comments$/ }, answer, 9);
    const run = await shop.run();
    expect(effectsOf(run)).toEqual(NOTHING);
    // The scorecard, and what is asked only once it stands.
    expect(ownCommands(run)).toEqual(["warning", "warning"]);
  });

  test("that cannot read anything, in words of others", async () => {
    const shop = await scene({}, { "architecture.yaml": manifestText(new Map()) });
    const answer = { kind: "answer", status: 422, body: { message: MESSAGE } } as const;
    shop.github.fault({ method: "GET" }, answer, 99);
    const run = await shop.run();
    expect(effectsOf(run)).toEqual(NOTHING);
    expect(ownCommands(run)).toEqual(["error"]);
    expect(run.outputs["verdict"]).toBe("error");
  });
});

describe("the command line", () => {
  test.each([
    [["review", PATH], REVIEWED],
    [["review", PATH, "--format", "markdown"], REVIEWED],
    [["review", PATH, "--format", "json"], REVIEWED],
    [["review", PATH], REFUSED],
    [["review", PATH, "--format", "markdown"], REFUSED],
    [["validate", PATH], manifestText(new Map())],
    [["validate", PATH], REFUSED],
    [["test-pack", PATH], REFUSED],
    [["review", `${PATH}x`], ""],
    [["validate", `${PATH}x`], ""],
    [["test-pack", `${PATH}x`], ""],
    [["review", PATH, "--policy", `${PATH}x`], REVIEWED],
    [["review", PATH, "--output", `${PATH}/x`], REVIEWED],
    [["review", "a\n::error::b ##[error]c\u202e\u009b1m"], ""],
  ])("%j prints no command and hides nothing", (args, manifest) => {
    const { stdout, stderr } = runCli(args, { [PATH]: manifest });
    expect(`${stdout}${stderr}`).not.toBe("");
    expect({
      forged: commandsIn(`${stdout}\n${stderr}`),
      hidden: hiddenIn(`${stdout}${stderr}`),
    }).toEqual({
      forged: [],
      hidden: [],
    });
  });
});
