/** How many replicas an autoscaler runs for the work of a month. */

import { SCALING } from "../coefficients/idle.ts";
import { likely } from "../manifest/amount.ts";
import {
  derive,
  divide,
  exactly,
  larger,
  multiply,
  scale,
  type Uncertain,
  unknown,
} from "../quantity/uncertain.ts";
import { knownHours, type Site } from "./asked.ts";
import { assume, type Context, given, givenShare, type Ledger } from "./context.ts";
import type { Fleet } from "./provisioning.ts";
import { isEnough, settle } from "./settle.ts";

type Following = Extract<Fleet, { scaling: "follows" }>;

/** Mean replicas, and the hours of them that are full of work. */
export interface Followed {
  readonly running: Uncertain;
  readonly working: Uncertain;
}

/** Undefined when the work is not known. */
export function follow(
  context: Context,
  ledger: Ledger,
  site: Site,
  fleet: Following,
): Followed | undefined {
  const { one, demand } = site;
  const start = multiply(larger(fleet.least, exactly(1)), one);
  const first = knownHours(demand, start);
  if (demand.busyHours === undefined || first === undefined) return undefined;
  const target = isEnough(first, start, LEAST_TARGET)
    ? LEAST_TARGET
    : targetOf(context, ledger, site);
  const { needed, at } = settle(demand.busyHours, { start, first, target });
  const load = divide(needed, larger(multiply(one, target), MOMENT));
  const whole = replicasFor(context, site, fleet, load);
  const running = fleet.toZero
    ? derive(
        (many, some, asked) => (asked <= 1 ? some : many),
        whole,
        warmShare(context, ledger, site, needed),
        load,
      )
    : whole;
  const hours = multiply(running, one);
  const there = at(larger(hours, start));
  const working = derive((now, all, more) => (now <= all ? now : more), there, hours, needed);
  return { running, working };
}

/** What the work would need on machines enough for it, of which there is always one. */
export function needsOf(context: Context, ledger: Ledger, site: Site, hours: Uncertain): Uncertain {
  const { one, demand } = site;
  const start = larger(hours, one);
  const first = knownHours(demand, start);
  if (demand.busyHours === undefined || first === undefined) return unknown();
  if (demand.from === "training jobs") return first;
  const target = targetOf(context, ledger, { ...site, demand: { ...demand, declared: undefined } });
  return settle(demand.busyHours, { start, first, target }).needed;
}

/** Where the machines that always run have room below this, it does not matter what is aimed at. */
const LEAST_TARGET = exactly(0.4);

/** In hours; of machines that may not run at all. */
const MOMENT = exactly(1e-9);

/** The share of time with work that an autoscaler aims at; jobs in a queue follow each other. */
function targetOf(
  context: Context,
  ledger: Ledger,
  { component: { id, replicas }, demand: { declared, from } }: Site,
): Uncertain {
  if (declared !== undefined) return larger(declared, exactly(0.01));
  const input = `components.${id}.replicas.target_busy_pct`;
  if (replicas?.target_busy_pct !== undefined) return givenShare(replicas.target_busy_pct, input);
  if (from === "training jobs") return exactly(1);
  const text = "replicas are added until each is busy 40 to 80 % of the time";
  const target = assume(context, ledger, SCALING["scaling.target-busy"], {
    text,
    input,
    scope: id,
  });
  return scale(target, 0.01);
}

/**
 * Whole replicas for a load in replicas, between the least and the most. Where the busiest hour has `peak`
 * times the mean load, they are at least what a load needs that is at the peak or away. Jobs wait for each
 * other, and need no whole replica at a time.
 */
function replicasFor(
  { manifest: { usage } }: Context,
  { demand }: Site,
  { least, most = NO_LIMIT }: Following,
  load: Uncertain,
): Uncertain {
  const queued = demand.from === "training jobs";
  const peak = queued ? 1 : Math.max(1, likely(usage?.peak_to_average ?? 1));
  const count = (asked: number, floor: number, top: number) =>
    Math.max(floor, Math.min(top, queued ? asked : Math.ceil(asked - 1e-9)));
  return derive(
    (asked, floor, top) => {
      const bursts = (count(asked * peak, floor, top) + (peak - 1) * floor) / peak;
      return Math.max(count(asked, floor, top), bursts);
    },
    load,
    least,
    most,
  );
}

const NO_LIMIT = exactly(Number.MAX_SAFE_INTEGER);

/**
 * Share of the month in which a replica runs that stops when nobody asks for `window` seconds, and takes
 * `start` seconds to come back. With calls at random times, `rate` a second, it is away for `1/rate` after
 * it was there for `start + (exp(rate window) - 1)/rate`: it is there for `1 - 1/(exp(rate window) + rate start)`.
 */
function warmShare(
  context: Context,
  ledger: Ledger,
  { component: { id, scale_to_zero_after_s: after, cold_start_s: cold }, one, demand }: Site,
  needed: Uncertain,
): Uncertain {
  const busy = divide(needed, larger(one, MOMENT));
  if (demand.from === "training jobs") return busy;
  const path = `components.${id}`;
  const or = (key: "idle-window" | "cold-start", input: string, text: string) =>
    assume(context, ledger, SCALING[`scaling.${key}`], { text, input, scope: id });
  const [stop, start] = [`${path}.scale_to_zero_after_s`, `${path}.cold_start_s`];
  const window =
    after === undefined
      ? or("idle-window", stop, "stops after 1 to 60 minutes without a call, at random times")
      : given(after, stop);
  const wake =
    cold === undefined
      ? or("cold-start", start, "takes 15 to 300 seconds to start again")
      : given(cold, start);
  const rate = divide(demand.calls, scale(larger(one, MOMENT), 3600));
  return derive(
    (calls, wait, again, share) => {
      if (calls === 0) return 0;
      const away = 1 / (Math.exp(calls * wait) + calls * again);
      return 1 - (1 - Math.min(1, share)) * Math.min(1, away);
    },
    rate,
    window,
    wake,
    busy,
  );
}
