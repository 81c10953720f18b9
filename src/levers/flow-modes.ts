import type { Flow } from "../manifest/flow.ts";

/** Ids of the flows that nobody waits for: batch or asynchronous, as is every flow that runs them. */
export function patientFlows(flows: readonly Flow[]): ReadonlySet<string> {
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  const waited = new Set<string>();
  const open = flows.filter(({ mode }) => mode === undefined || mode === "interactive");
  for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
    if (waited.has(flow.id)) continue;
    waited.add(flow.id);
    for (const { use } of flow.steps) {
      const child = byId.get(use);
      if (child !== undefined) open.push(child);
    }
  }
  return new Set([...byId.keys()].filter((id) => !waited.has(id)));
}
