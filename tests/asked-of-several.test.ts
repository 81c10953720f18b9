// Which questions a pull request with several manifests asks in its own name, where base has moved on since.
import { expect, test } from "vitest";
import { readMemory } from "../src/conversation/memory.ts";
import type { SourceFile } from "../src/review/source-file.ts";
import { MANIFEST, PullRequest } from "./attack-scene.ts";

const PATHS = ["a.yaml", "b.yaml", "c.yaml"];
const file = (path: string, text: string): SourceFile => ({ state: "text", path, text });
/** One product each. */
const headOf = (path: string) => MANIFEST.replace(/name: .*/, `name: ${path.charAt(0)} shop`);
/** The same with another fact, so that its questions are others than those of head. */
const baseOf = (path: string) =>
  headOf(path).replace("units_per_month: 1000", "units_per_month: 2000");

const pullRequest = (threads: number, parted: readonly string[]) => {
  const it = new PullRequest({
    policy: `version: 1\npacks: [{ use: .github/pack.yaml, enforce: all }]\nanswer: { users: [lea, otto] }\nthreads: ${threads}\n`,
    reading: {
      manifests: PATHS.map((path) => ({
        head: file(path, headOf(path)),
        base: file(path, baseOf(path)),
      })),
    },
  });
  it.parted = new Map(parted.map((path) => [path, file(path, headOf(path))]));
  return it;
};

test.each([1, 2, 9])(
  "with %s places, none goes to what was open where head parted from base",
  async (threads) => {
    const it = pullRequest(threads, PATHS);
    await it.run();
    expect([it.asked, it.mentions]).toEqual([[], []]);
  },
);

test("a place that such a question leaves goes to one of this pull request's own", async () => {
  const it = pullRequest(1, ["a.yaml", "b.yaml"]);
  await it.run();
  const announced = readMemory(it.scorecard.body).filter(({ asked }) => asked);
  expect([it.asked.length, announced.map(({ key }) => key.manifest)]).toEqual([1, ["c.yaml"]]);
});
