// One call of a run goes wrong in one way, once or every time: what must hold then, and after it is over.
import type { RecordedRequest } from "../github-double/faults.ts";
import { writesOf } from "../github-double/github-double.ts";
import type { Mishap } from "./mishaps.ts";
import {
  callName,
  checksOn,
  duplicatesIn,
  type End,
  type Moment,
  type Picture,
  pictureOf,
  type Ran,
  run,
  verdictOn,
  type World,
  wordsIn,
  worldOf,
} from "./world.ts";

export interface Call {
  readonly name: string;
  /** Which of the calls of that name in its run. */
  readonly nth: number;
  readonly writes: boolean;
}

/** What a run does and leaves when nothing goes wrong. */
export interface Undisturbed {
  readonly name: string;
  readonly moment: Moment;
  readonly calls: readonly Call[];
  readonly truth: string | undefined;
  readonly verdict: string;
  readonly picture: Picture;
  /** What disturbed runs have left and one further run has repaired already. */
  readonly repaired: Set<string>;
}

/** A further run writes nothing: so one that leaves the same picture is at rest too. */
export async function undisturbed(name: string, moment: Moment): Promise<Undisturbed> {
  const world = await worldOf(moment);
  try {
    const { end, calls } = await run(world);
    const again = await run(world);
    if (end.is !== "judged" || end.outcome.denied.length > 0 || again.writes.length > 0)
      throw new Error(`${name} is not at rest: ${JSON.stringify(end)} ${again.writes}`);
    const names = calls.map(callName);
    const picture = pictureOf(world);
    return {
      name,
      moment,
      calls: calls.map((call, at) => ({
        name: callName(call),
        nth: names.slice(0, at).filter((one) => one === names[at]).length,
        writes: writesOf([call]).length > 0,
      })),
      truth: verdictOn(world),
      verdict: end.outcome.review.verdict,
      picture,
      repaired: new Set([JSON.stringify(picture)]),
    };
  } finally {
    await world.github.close();
  }
}

export type Mode = "once" | "every time";

/** In milliseconds: long enough for an answer on a busy machine, and short enough to wait for. */
const LONGEST_CALL = 300;

/** What does not hold; nothing where all is well. */
export async function examine(
  whole: Undisturbed,
  call: Call,
  mishap: Mishap,
  mode: Mode,
): Promise<readonly string[]> {
  const world = await worldOf(whole.moment);
  try {
    const before = { shown: shownIn(world), doubles: duplicatesIn(world), words: wordsIn(world) };
    const end = disturb(world, call, mishap, mode);
    const ran = await run(
      world,
      mishap.fault.kind === "silence" ? { longestCall: LONGEST_CALL } : {},
    );
    end();
    const believed = isBelieved(call, mishap);
    const problems = [
      ...verdictProblems(shownIn(world).slice(before.shown.length), ran.end, whole, believed),
      ...boundProblems(ran, whole),
      ...duplicatesIn(world)
        .filter((one) => !before.doubles.includes(one))
        .map((one) => `posted twice: ${one.slice(0, 200)}`),
      ...(await repairProblems(world, whole, partsLeftOpen(call, mishap))),
      ...(`${wordsIn(world)}` === `${before.words}` ? [] : ["words of people are lost"]),
    ];
    return problems.map(
      (one) => `${whole.name}: ${call.name} (${call.nth}), ${mishap.name}, ${mode}: ${one}`,
    );
  } finally {
    await world.github.close();
  }
}

/** Returns what ends it. */
function disturb({ github }: World, call: Call, mishap: Mishap, mode: Mode): () => void {
  let isOver = false;
  const seen = new Set<RecordedRequest>();
  const isMeant = (request: RecordedRequest) => {
    if (isOver || callName(request) !== call.name) return false;
    seen.add(request);
    return mode === "every time" || [...seen].indexOf(request) === call.nth;
  };
  github.fault(isMeant, mishap.fault, mode === "once" ? 1 : 1000);
  return () => {
    isOver = true;
  };
}

const shownIn = (world: World) => [
  ...checksOn(world).map(({ conclusion }) => `${conclusion}`),
  ...world.repository.statuses.map(({ state }) => state as string),
];

/** Calls that ask what somebody may do or has done. */
const WHO =
  /\/collaborators\/|collaborators\/|\/memberships\/|graphql editor|pulls\/:n\/reviews$|^GET .*\/comments$/;
const REFUSALS = new Set([
  "401",
  "403",
  "404",
  "a query that is forbidden",
  "301 to another path",
  "307 to another path",
]);

/**
 * "You may not know" and "there is nothing" are answers as GitHub gives them. They are believed, so that the
 * words of people may count for nothing; their replies say so, and stay.
 */
const isBelieved = (call: Call, { name }: Mishap) => WHO.test(call.name) && REFUSALS.has(name);

/** What the next run need not bring to where it would be, because what went wrong is no fault, or cannot be seen. */
function partsLeftOpen(call: Call, mishap: Mishap): readonly (keyof Picture)[] {
  if (isBelieved(call, mishap)) return ["comments", "remarks", "announced"];
  // A line that GitHub does not take: its question goes to the file.
  if (call.name === "POST pulls/:n/reviews" && mishap.name === "422") return ["remarks"];
  if (call.name !== "POST graphql unresolveReviewThread") return [];
  // What the token may not do is tried once. What nobody knows to be done may be done once more.
  if (REFUSALS.has(mishap.name)) return ["check", "comments", "remarks"];
  return mishap.applied === true ? ["remarks"] : [];
}

/** Words that say what failed. */
const CAUSE = /\b(GET|POST|PATCH|DELETE) \/|GitHub|pull request \d/;
/** What is no verdict, and blocks. */
const BLOCKS = ["cancelled", "error"];
const WAITS = ["action_required", "pending"];

function verdictProblems(
  shown: readonly string[],
  end: End,
  { truth, verdict }: Undisturbed,
  believed: boolean,
): string[] {
  const allowed = [truth, ...BLOCKS, ...(believed ? WAITS : [])];
  const problems = shown
    .filter((one) => !allowed.includes(one))
    .map((one) => `showed ${one}, and the truth is ${truth}`);
  if (end.is === "not evaluated")
    return CAUSE.test(end.because) ? problems : [...problems, `no cause: ${end.because}`];
  const judged = end.outcome.review.verdict;
  const isRight = judged === verdict || (believed && judged === "waiting");
  return isRight ? problems : [...problems, `judged ${judged}, and the truth is ${verdict}`];
}

/** Each reading may be made three times, and each failing call four. Writes beyond the third wait a second. */
function boundProblems({ calls, writes, waited }: Ran, whole: Undisturbed): string[] {
  const most = whole.calls.length * 3 + 12;
  const longest = 150 + 10 + writes.length;
  return [
    ...(calls.length > most ? [`made ${calls.length} calls: at most ${most}`] : []),
    ...(waited > longest ? [`waited ${waited} seconds: at most ${longest}`] : []),
  ];
}

async function repairProblems(
  world: World,
  { picture, repaired }: Undisturbed,
  leftOpen: readonly (keyof Picture)[],
): Promise<string[]> {
  // Many faults leave the same: why a run could not judge does not matter to the next one.
  const left = pictureOf(world);
  const key = JSON.stringify(
    left.check?.conclusion === "cancelled" ? { ...left, check: "cancelled" } : left,
  );
  if (repaired.has(key)) return [];
  const { end } = await run(world);
  const after = pictureOf(world);
  const problems = [
    ...(end.is === "judged" && end.outcome.denied.length === 0
      ? []
      : [`the next run failed: ${JSON.stringify(end).slice(0, 300)}`]),
    ...duplicatesIn(world).map((one) => `twice after the next run: ${one.slice(0, 200)}`),
    ...differences(after, picture).flatMap(([part, words]) =>
      leftOpen.includes(part) ? [] : [words],
    ),
  ];
  if (problems.length === 0) repaired.add(key);
  return problems;
}

function differences(is: Picture, wanted: Picture): (readonly [keyof Picture, string])[] {
  return (Object.keys(wanted) as (keyof Picture)[]).flatMap((part) => {
    const [one, other] = [JSON.stringify(is[part]) ?? "", JSON.stringify(wanted[part]) ?? ""];
    if (one === other) return [];
    const at = [...other].findIndex((letter, index) => letter !== one[index]);
    const from = Math.max(0, at - 80);
    const words = `after the next run ${part} is …${one.slice(from, at + 120)}… instead of …${other.slice(from, at + 120)}…`;
    return [[part, words] as const];
  });
}
