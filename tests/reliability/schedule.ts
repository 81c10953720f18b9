// Several runs at once, call by call: which of them goes next is decided here, and nowhere else.
import { type Clock, clockOf } from "../../src/github/clock.ts";
import type { RecordedRequest } from "../github-double/faults.ts";
import { callName, type Ran, run, type World } from "./world.ts";

/** One run among others, which waits before each of its calls. */
export interface Stepped {
  /** Makes its next call and hears the answer. False where it has come to its end. */
  readonly step: () => Promise<boolean>;
  readonly finish: () => Promise<Ran>;
  /** What it has done so far. */
  readonly calls: readonly string[];
  /** Its next call takes effect, and it never hears of that: whoever ended it did so right then. */
  readonly dieAfterCall: () => Promise<void>;
}

interface Held {
  readonly request: RecordedRequest;
  readonly release: () => void;
}

/** Runs that share one pull request. Each has a token of its own, by which its calls are known. */
export function stepped(world: World, names: readonly string[]): readonly Stepped[] {
  const { github, state } = world;
  const token = state.tokens.get(world.token);
  if (token === undefined) throw new Error("Nobody has this token");
  const all = new Map<string, ReturnType<typeof steppedRun>>();
  github.gate((request, at) => {
    const one = all.get(`${request.headers["authorization"]}`.replace(/^token /, ""));
    return one === undefined ? Promise.resolve() : one.hold(request, at);
  });
  for (const name of names) {
    state.tokens.set(`ghs_${name}`, token);
    const others = () => [...all.values()].filter((one) => one !== all.get(`ghs_${name}`));
    const clock = clockBeside(() => others().flatMap(({ public: one }) => one.calls).length);
    all.set(`ghs_${name}`, steppedRun({ ...world, token: `ghs_${name}` }, clock));
  }
  return [...all.values()].map(({ public: one }) => one);
}

/** While a run stands still, each call of another one takes a second. */
function clockBeside(callsOfOthers: () => number): Clock {
  const { now, wait } = clockOf(0);
  return { now: () => now() + callsOfOthers(), wait };
}

function steppedRun(world: World, clock: Clock) {
  const held: Held[] = [];
  const calls: string[] = [];
  let wake = () => {};
  let answered: (request: RecordedRequest) => void = () => {};
  let isDead = false;
  let ran: Promise<Ran> | undefined;
  let isOver = false;

  const arrival = () => new Promise<void>((resolve) => (wake = resolve));
  const next = async (): Promise<Held | undefined> => {
    ran ??= run(world, { clock }).finally(() => {
      isOver = true;
      wake();
    });
    while (held.length === 0 && !isOver) await arrival();
    return held.shift();
  };
  const make = async ({ request, release }: Held): Promise<void> => {
    calls.push(callName(request));
    const done = new Promise<void>((resolve) => {
      answered = (one) => {
        if (one === request) resolve();
      };
    });
    release();
    await done;
  };

  return {
    hold: (request: RecordedRequest, at: "arrived" | "answered"): Promise<void> => {
      if (at === "answered") {
        answered(request);
        return isDead ? new Promise(() => {}) : Promise.resolve();
      }
      return new Promise((release) => {
        held.push({ request, release });
        wake();
      });
    },
    public: {
      calls,
      step: async () => {
        const one = await next();
        if (one !== undefined) await make(one);
        return one !== undefined;
      },
      finish: async () => {
        for (let one = await next(); one !== undefined; one = await next()) await make(one);
        if (ran === undefined) throw new Error("It has not begun");
        return ran;
      },
      dieAfterCall: async () => {
        isDead = true;
        const one = await next();
        if (one !== undefined) await make(one);
      },
    },
  };
}
