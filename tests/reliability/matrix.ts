// Which call goes wrong in which way: every call with some mishaps, and every mishap with some calls, in `npm test`;
// all that there is in `npm run reliability`.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { type Call, examine, type Mode, type Undisturbed, undisturbed } from "./fault-matrix.ts";
import { type Mishap, mishapsWith } from "./mishaps.ts";
import { moments } from "./moments.ts";

/**
 * Every occurrence of a call at every moment with every mishap, once and every time. Else each call where it
 * comes first, with one in so many of the mishaps that are not much like another, in turn once and every time.
 */
const isWhole = process.env["RELIABILITY"] === "whole";

const ONE_IN = 3;

/** Cases at once: they wait for sockets most of the time. */
const AT_ONCE = 6;

/** Another host, which must hear of nothing, and the mishaps that lead there. */
async function elsewhere() {
  const heard: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { heard, mishaps: mishapsWith(`http://127.0.0.1:${port}`) };
}

interface Case {
  readonly call: Call;
  readonly mishap: Mishap;
  readonly mode: Mode;
}

/** Defines the tests of those calls for which `isMeant` holds. */
export async function testMatrix(isMeant: (call: Call) => boolean): Promise<void> {
  const known = new Set<string>();
  const { heard, mishaps } = await elsewhere();
  for (const [name, make] of Object.entries(moments)) {
    const whole = await undisturbed(name, await make());
    const cases = casesOf(whole, mishaps, known).filter(({ call }) => isMeant(call));
    const calls = new Set(cases.map(({ call }) => call.name)).size;
    if (cases.length === 0) continue;
    test(`${name}: ${calls} calls, ${cases.length} mishaps`, { timeout: 3600_000 }, async () => {
      expect(await examineAll(whole, cases)).toEqual([]);
      expect(heard).toEqual([]);
    });
  }
}

function casesOf({ calls }: Undisturbed, mishaps: readonly Mishap[], known: Set<string>): Case[] {
  return calls.flatMap((call) => {
    if (!isWhole && known.has(call.name)) return [];
    known.add(call.name);
    return mishaps.flatMap((mishap, at): Case[] => {
      const isApart = (mishap.applied && !call.writes) || (mishap.graphql && !isGraphql(call));
      const isLeftOut = mishap.variant || (known.size + at) % ONE_IN !== 0;
      if (isApart || (isLeftOut && !isWhole)) return [];
      const modes: Mode[] = ["once", "every time"];
      return (isWhole ? modes : modes.slice((known.size + at) % 2).slice(0, 1)).map((mode) => ({
        call,
        mishap,
        mode,
      }));
    });
  });
}

const isGraphql = ({ name }: Call) => name.includes("graphql");

async function examineAll(whole: Undisturbed, cases: readonly Case[]): Promise<string[]> {
  const problems: string[] = [];
  const left = [...cases];
  const work = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop())
      problems.push(...(await examine(whole, one.call, one.mishap, one.mode)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return problems;
}
