/** Working and waiting machines to their form in the JSON report. */

import type { ComponentEstimate, Estimate } from "../estimate/result.ts";
import { figure, optional } from "./figure-json.ts";

export function machinesReport({
  activeEnergyKwh,
  idleEnergyKwh,
}: NonNullable<Estimate["machines"]>) {
  return { activeEnergyKwh: figure(activeEnergyKwh), idleEnergyKwh: figure(idleEnergyKwh) };
}

/** The keys that a part has only where its machines are provisioned. */
export function machineKeys({ activeEnergyKwh, idleEnergyKwh, replicas }: ComponentEstimate) {
  return {
    ...optional("activeEnergyKwh", activeEnergyKwh && figure(activeEnergyKwh)),
    ...optional("idleEnergyKwh", idleEnergyKwh && figure(idleEnergyKwh)),
    ...optional("replicas", replicas && replicasReport(replicas)),
  };
}

function replicasReport({
  running,
  needed,
  overloaded,
}: NonNullable<ComponentEstimate["replicas"]>) {
  return { running: figure(running), ...optional("needed", needed && figure(needed)), overloaded };
}
