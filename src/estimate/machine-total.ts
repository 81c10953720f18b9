/** The energy at work and the idle energy of all provisioned machines, as a running sum. */

import { toFigure } from "../quantity/quantity.ts";
import { createTotal } from "../quantity/total.ts";
import type { Part } from "./part.ts";
import type { MachineEnergy } from "./result.ts";

export type MachineTotal = ReturnType<typeof createMachineTotal>;

const BOUNDARY = "machines as provisioned, data centre (PUE)";

export function createMachineTotal() {
  const [working, waiting] = [createTotal(), createTotal()];
  let some = false;
  return {
    add({ active, idle }: Pick<Part, "active" | "idle">): void {
      if (active === undefined || idle === undefined) return;
      some = true;
      working.add(active);
      waiting.add(idle);
    },
    /** Undefined while nothing is provisioned. */
    energy(): MachineEnergy | undefined {
      if (!some) return undefined;
      return {
        activeEnergyKwh: toFigure(working.value(), "kWh", `${BOUNDARY}, while there is work`),
        idleEnergyKwh: toFigure(waiting.value(), "kWh", `${BOUNDARY}, while there is none`),
      };
    },
  };
}
