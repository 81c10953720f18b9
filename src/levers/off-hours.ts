/** Environments that run while nobody works on them. */

import { namesProduction } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Lever } from "./lever.ts";

const STOPS: ReadonlySet<string | undefined> = new Set(["cloud", "on-prem", "same-as-prod"]);

/** Environments of which it is said that they run at night. */
export function offHoursLevers({ environments = [], components = [] }: Manifest): readonly Lever[] {
  const counts = new Map<string, number>();
  return environments.flatMap(({ name, where, off_hours_shutdown: stops }, position): Lever[] => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (stops !== false || namesProduction(name) || !STOPS.has(where)) return [];
    const shown = components.some(
      ({ environment, hours_per_month: hours }) => environment === name && hours === undefined,
    );
    return [
      {
        kind: "scale-to-zero",
        item: `environments/${name}${count === 1 ? "" : `~${count}`}`,
        title: `Stop ${name} at night and at weekends`,
        changes: [{ path: ["environments", position, "off_hours_shutdown"], value: true }],
        assumes: shown ? ["It runs 10 hours on 5 days of the week."] : [],
        ...(shown
          ? {}
          : {
              notEstimated:
                "No component is described as part of this environment, so that no figure has it.",
            }),
        evidence: [],
        effort: "setting",
        against: ["Who works at night or has a test run then has to start it."],
        checks: ["CH12-D2-05"],
      },
    ];
  });
}
