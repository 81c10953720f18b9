// How often a call is made before its failure counts, and how long the client waits between.
import { afterEach, describe, expect, test } from "vitest";
import { github } from "../src/github/client.ts";
import { clockOf } from "../src/github/clock.ts";
import type { Fault } from "./github-double/faults.ts";
import { ROOT, type Shop, startShop } from "./github-double/start-shop.ts";

const open: Shop[] = [];
afterEach(async () => {
  for (const { github } of open.splice(0)) await github.close();
});

/** A second takes one millisecond, so that a minute is told from nothing and no test is slow. */
const SECOND = 1;

async function start() {
  const shop = await startShop();
  open.push(shop);
  return { shop, client: github("ghs_actions", shop.github.url, { clock: clockOf(SECOND) }) };
}

const answer = (status: number, headers = {}, message = "No."): Fault => ({
  kind: "answer",
  status,
  headers,
  body: { message },
});

describe("a call that fails", () => {
  const late = `${Math.round(Date.now() / 1000) + 3600}`;
  const soon = `${Math.round(Date.now() / 1000) + 30}`;
  const secondary = "You have exceeded a secondary rate limit.";
  test.each<[string, Fault, { fails: number; calls: number; waits?: number }]>([
    ["once, of a gateway", answer(502), { fails: 1, calls: 2, waits: 1 }],
    ["three times", answer(500), { fails: 3, calls: 4, waits: 14 }],
    ["four times", answer(503), { fails: 4, calls: 4, waits: 14 }],
    ["by a reset", { kind: "reset" }, { fails: 2, calls: 3, waits: 5 }],
    ["by half an answer", { kind: "truncate", bytes: 9 }, { fails: 2, calls: 3, waits: 5 }],
    ["for good", answer(404), { fails: 1, calls: 1 }],
    ["by a refusal", answer(403), { fails: 1, calls: 1 }],
    ["by a limit for 5 s", answer(429, { "retry-after": "5" }), { fails: 1, calls: 2, waits: 5 }],
    ["by a limit without a time", answer(403, {}, secondary), { fails: 1, calls: 2, waits: 60 }],
    [
      "by a limit of no number",
      answer(429, { "retry-after": "soon" }),
      { fails: 1, calls: 2, waits: 60 },
    ],
    ["by a limit for an hour", answer(429, { "retry-after": "3600" }), { fails: 1, calls: 1 }],
    [
      "by a limit that ends soon",
      answer(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": soon }),
      { fails: 1, calls: 2, waits: 20 },
    ],
    [
      "by a limit that ends late",
      answer(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": late }),
      { fails: 1, calls: 1 },
    ],
  ])("%s", async (_, fault, { fails, calls, waits = 0 }) => {
    const { shop, client } = await start();
    shop.github.fault({ path: /./ }, fault, fails);
    const begin = performance.now();
    const call = client.request("GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" });
    const done = await call.then(
      () => true,
      () => false,
    );
    expect({ done, calls: shop.github.requests.length }).toEqual({ done: calls > fails, calls });
    expect(performance.now() - begin).toBeGreaterThanOrEqual(waits * SECOND);
  });
});

test("who posts is asked before a lost post is made again; a limit has lost nothing", async () => {
  const { shop, client } = await start();
  const post = () =>
    client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      owner: "acme",
      repo: "shop",
      issue_number: 7,
      body: "text",
      request: { retries: 0 },
    });
  shop.github.fault({ method: "POST" }, answer(502));
  await expect(post()).rejects.toThrow();
  expect(shop.github.requests).toHaveLength(1);
  shop.github.fault({ method: "POST" }, answer(429, { "retry-after": "1" }));
  expect((await post()).status).toBe(201);
});

test("what points to another host is not asked for again", async () => {
  const { shop, client } = await start();
  const other = { location: "http://127.0.0.1:9/repos" };
  shop.github.fault({ path: /./ }, { kind: "answer", status: 301, headers: other }, 9);
  await expect(client.request(`GET ${ROOT}`)).rejects.toThrow(/only/);
  expect(shop.github.requests).toHaveLength(1);
});

test("the first three writes go at once, later ones a second apart; reads never wait", async () => {
  const shop = await startShop();
  open.push(shop);
  const client = github("ghs_actions", shop.github.url, { clock: clockOf(300) });
  const post = `POST ${ROOT}/issues/7/comments`;
  const times: number[] = [];
  for (let write = 0; write < 5; write += 1) {
    const begin = performance.now();
    await client.request(`GET ${ROOT}`);
    await client.graphql("{ viewer { login } }");
    await client.request(post, { body: `${write}` });
    times.push(performance.now() - begin);
  }
  expect(times.map((time) => time >= 300)).toEqual([false, false, false, true, true]);
});
