// Runs that are cancelled, that fail, that overlap; and any order of what people do: one state in the end.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOT } from "../action-scene.ts";
import { LEA, MANIFEST, receipts, type Talk, talk, visible } from "../conversation-scene.ts";
import type { RecordedRequest } from "../github-double/faults.ts";
import { writesOf } from "../github-double/github-double.ts";
import { deleteSaid, edit, resolve } from "../github-double/people.ts";

/** What people see, without ids and times. */
const shown = (it: Talk) => ({
  verdict: it.verdict(),
  scorecard: visible(it.scorecard()).replaceAll(/`[0-9a-f]{7}`|#[\w-]+\d+/g, ""),
  threads: it.threads().map(({ body }) => visible(body)),
  replies: it.repository.reviewComments
    .filter(({ author, inReplyTo }) => author === BOT && inReplyTo !== undefined)
    .map(({ body }) => visible(body)),
  told: it.told().map(visible),
  announced: it.repository.reviews.flatMap(({ author, body }) =>
    author === BOT && body !== "" ? [body] : [],
  ),
  receipts: [...it.repository.comments, ...it.repository.reviewComments].map(receipts),
});

const CHECKS = { checks: ["STOP", "WHY", "NICE"] } as const;

/** A first run, then words of all kinds, and a second run that answers them. */
async function walk(it: Talk, run: () => Promise<unknown>): Promise<void> {
  await run();
  await it.look();
  it.reply("STOP", "lea", "yes");
  it.reply("WHY", "mallory", "Because I say so");
  it.say("lea", "Q3: no, it is ugly\n\n/greenlight questions");
  await run();
  await it.look();
}

const isWrite = (request: RecordedRequest) => writesOf([request]).length > 0;

describe("a run that ends too early", () => {
  const ways = {
    "without having done it": { kind: "answer", status: 422, body: { message: "Cancelled" } },
    "having done it": {
      kind: "answer",
      status: 422,
      body: { message: "Cancelled" },
      applied: true,
    },
  } as const;

  test.each(Object.keys(ways) as (keyof typeof ways)[])(
    "at any of its writes, %s: the next one completes it to the same state",
    async (way) => {
      const whole = await talk(CHECKS);
      await walk(whole, () => whole.look());
      const expected = shown(whole);
      expect(expected.announced).toHaveLength(1);
      for (let nth = 1; nth <= 8; nth += 1) {
        const it = await talk(CHECKS);
        await walk(it, async () => {
          const writes: RecordedRequest[] = [];
          let isOver = false;
          const numberOf = (request: RecordedRequest) => {
            if (isOver || !isWrite(request)) return 0;
            if (!writes.includes(request)) writes.push(request);
            return writes.indexOf(request) + 1;
          };
          // That write, and whatever would come after it.
          it.github.fault((request) => numberOf(request) === nth, ways[way]);
          const none = ways["without having done it"];
          it.github.fault((request) => numberOf(request) > nth, none, 50);
          await it.look().catch(() => undefined);
          isOver = true;
        });
        expect([nth, shown(it)]).toEqual([nth, expected]);
        expect((await it.look()).writes).toEqual([]);
      }
    },
  );

  test("between the announcement and a question on the file: nobody is mentioned twice", async () => {
    const [product = "", rest = ""] = MANIFEST.split(/(?=models:)/);
    const far = `${rest}${"# A remark.\n".repeat(20)}${product.replace("version: 1\n", "")}`;
    const base = `version: 1\n${far}`;
    const it = await talk({ base, head: base.replace("pilot", "production") });
    const cancelled = { kind: "answer", status: 422, body: { message: "Cancelled" } } as const;
    let isOver = false;
    const later = ({ path }: RecordedRequest) =>
      !isOver && !/\/(reviews|issues\/7\/comments)$/.test(path);
    it.github.fault((request) => isWrite(request) && later(request), cancelled, 50);
    await it.look().catch(() => undefined);
    expect([it.threads().length, shown(it).announced.length]).toEqual([0, 1]);
    isOver = true;
    await it.look();
    expect([it.threads().length, shown(it).announced.length]).toEqual([1, 1]);
  });

  test("where GitHub takes no line, the question goes to the file, and is announced all the same", async () => {
    const it = await talk();
    const body = { message: "Unprocessable Entity", errors: ["Line could not be resolved"] };
    it.github.fault({ method: "POST", path: /reviews$/ }, { kind: "answer", status: 422, body });
    await it.look();
    expect(it.threads().map(({ place }) => place.subject)).toEqual(["file"]);
    expect(shown(it).announced).toEqual([expect.stringContaining("- @lea: Q1")]);
    expect((await it.look()).writes).toEqual([]);
  });

  test("two at once leave what one leaves, once another has run", async () => {
    const one = await talk(CHECKS);
    await walk(one, () => one.look());
    const two = await talk(CHECKS);
    await walk(two, () => Promise.all([two.look(), two.look()]));
    const { announced, receipts: _, told, replies, ...seen } = shown(two);
    const {
      announced: once,
      receipts: __,
      told: toldOnce,
      replies: repliesOnce,
      ...expected
    } = shown(one);
    expect(seen).toEqual(expected);
    // What both have posted at the same moment stays: it can be told apart only afterwards.
    expect(new Set([...announced, ...told, ...replies])).toEqual(
      new Set([...once, ...toldOnce, ...repliesOnce]),
    );
    expect((await two.look()).writes).toEqual([]);
  });

  test("begins again where another run has asked while it read", async () => {
    const it = await talk();
    let other: Promise<unknown> = Promise.resolve();
    it.github.before({ method: "GET", path: /pulls\/7\/files$/ }, () => {
      other = it.look();
    });
    // The answer comes late enough for the other one to be through.
    it.github.fault(
      { method: "GET", path: /pulls\/7\/files$/ },
      { kind: "delay", milliseconds: 1500 },
    );
    await it.look();
    await other;
    expect([it.threads().length, shown(it).announced.length]).toEqual([1, 1]);
  });
});

type Deed =
  | { readonly do: "reply" | "say"; readonly by: "lea" | "marc" | "mallory"; readonly body: string }
  | { readonly do: "edit" | "delete"; readonly at: number; readonly body: string }
  | { readonly do: "push"; readonly stage: "pilot" | "production" }
  | { readonly do: "resolve" };

const words = fc.constantFrom("yes", "no, the vendor decides", "maybe", "Let us talk", "ask @marc");
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constantFrom("reply" as const, "say" as const),
    by: fc.constantFrom("lea" as const, "marc" as const, "mallory" as const),
    body: words,
  }),
  fc.record({
    do: fc.constantFrom("edit" as const, "delete" as const),
    at: fc.nat(5),
    body: words,
  }),
  fc.record({
    do: fc.constant("push" as const),
    stage: fc.constantFrom("pilot" as const, "production" as const),
  }),
  fc.record({ do: fc.constant("resolve" as const) }),
);

function perform(it: Talk, one: Deed): void {
  const { repository, state } = it;
  const theirs = [...repository.comments, ...repository.reviewComments].filter(
    ({ author }) => author !== BOT,
  );
  switch (one.do) {
    case "reply":
      it.reply("STOP", one.by, one.body);
      return;
    case "say":
      it.say(one.by, `Q1: ${one.body}`);
      return;
    case "push":
      it.push({ "architecture.yaml": MANIFEST.replace("pilot", one.stage) });
      return;
    case "resolve":
      for (const root of it.threads()) resolve(repository, root, "alice");
      return;
    default: {
      const said = theirs[one.at];
      if (said === undefined) return;
      if (one.do === "delete") deleteSaid(repository, said);
      else edit(state, said, "issue" in said ? `Q1: ${one.body}` : one.body);
    }
  }
}

describe("whatever people do", () => {
  test("a second run writes nothing, and how often it ran in between does not matter to who is heard", async () => {
    const deeds = fc.array(fc.record({ deed, runs: fc.nat(2) }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        const it = await talk({ policy: [LEA] });
        await it.look();
        for (const { deed: one, runs } of all) {
          perform(it, one);
          for (let run = 0; run < runs; run += 1) await it.look();
        }
        await it.look();
        const once = shown(it);
        expect((await it.look()).writes).toEqual([]);
        expect(shown(it)).toEqual(once);
        await it.github.close();
      }),
      { numRuns: 15 },
    );
  });

  test("answers of several people lead to the same end in any order of the runs", async () => {
    const said = [
      ["STOP", "lea", "yes"],
      ["WHY", "marc", "Because rules reached 58 % only"],
      ["STOP", "mallory", "no"],
    ] as const;
    const runs = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2));
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(runs, async (between) => {
        const it = await talk({ checks: ["STOP", "WHY"] });
        await it.look();
        for (const [at, [check, by, body]] of said.entries()) {
          it.reply(check, by, body);
          for (let run = 0; run < (between[at] ?? 0); run += 1) await it.look();
        }
        await it.look();
        const { verdict, scorecard, threads } = shown(it);
        // Only what is told of the review before depends on which one that was.
        const now = scorecard
          .replace(/^<!-- greenlight:review .*-->$/m, "")
          .replace(/^Since the review of .*$/m, "");
        seen.add(JSON.stringify({ verdict, now: now.replace(/\n{2,}/g, "\n"), threads }));
        expect(verdict).toBe("success");
        await it.github.close();
      }),
      { numRuns: 10 },
    );
    expect(seen.size).toBe(1);
  });
});
