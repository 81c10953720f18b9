/** Flows that come back to themselves by the flows that they use. */

import type { Path } from "../yaml/parse-yaml.ts";

interface FlowShape {
  readonly id: string;
  readonly steps: readonly { readonly use: string }[];
}

export interface Circle {
  /** The step that closes it. */
  readonly path: Path;
  /** The flows along it; the first is also the last. */
  readonly ids: readonly string[];
}

/** A step that runs another flow, or its own. */
interface Call {
  readonly path: Path;
  readonly from: string;
  readonly to: string;
}

/** Circles that have no flow in common. A name that is both a part and a flow means the part. */
export function circlesOf(
  flows: readonly FlowShape[],
  isPart: (id: string) => boolean,
): readonly Circle[] {
  const next = endlessCalls(flows, isPart);
  const visited = new Set<string>();
  const circles: Circle[] = [];
  for (const { id: start } of flows) {
    const way: Call[] = [];
    const onWay = new Set<string>();
    let call = visited.has(start) ? undefined : next.get(start);
    while (call !== undefined && !visited.has(call.from)) {
      visited.add(call.from);
      onWay.add(call.from);
      way.push(call);
      call = next.get(call.to);
    }
    const last = way.at(-1);
    if (last !== undefined && onWay.has(last.to)) circles.push(circleOf(way, last));
  }
  return circles;
}

function circleOf(way: readonly Call[], { path, to }: Call): Circle {
  const ids = way.map(({ from }) => from);
  return { path, ids: [...ids.slice(ids.indexOf(to)), to] };
}

/** Of each flow that does not come to an end, a call that goes on without end. */
function endlessCalls(
  flows: readonly FlowShape[],
  isPart: (id: string) => boolean,
): ReadonlyMap<string, Call> {
  const calls = callsOf(flows, isPart);
  const callers = new Map(flows.map(({ id }): [string, string[]] => [id, []]));
  const waitsFor = new Map(flows.map(({ id }) => [id, 0]));
  for (const { from, to } of calls) {
    callers.get(to)?.push(from);
    waitsFor.set(from, (waitsFor.get(from) ?? 0) + 1);
  }
  // A list that grows while it is walked: a flow ends when all that it runs do.
  const ending = flows.map(({ id }) => id).filter((id) => waitsFor.get(id) === 0);
  for (const id of ending)
    for (const from of callers.get(id) ?? []) {
      const left = (waitsFor.get(from) ?? 0) - 1;
      waitsFor.set(from, left);
      if (left === 0) ending.push(from);
    }
  const ends = new Set(ending);
  const endless = calls.filter(({ from, to }) => !ends.has(from) && !ends.has(to));
  return new Map(endless.reverse().map((call) => [call.from, call]));
}

function callsOf(flows: readonly FlowShape[], isPart: (id: string) => boolean): readonly Call[] {
  const ids = new Set(flows.map(({ id }) => id));
  return flows.flatMap(({ id: from, steps }, flow) =>
    steps.flatMap(({ use: to }, step) =>
      ids.has(to) && !isPart(to) ? [{ path: ["flows", flow, "steps", step, "use"], from, to }] : [],
    ),
  );
}
