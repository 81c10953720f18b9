/** All levers of a manifest, kind by kind. */

import { answerCacheLevers } from "./answer-cache.ts";
import { batchInterfaceLevers } from "./batch-interface.ts";
import { batchingLevers } from "./batching.ts";
import { distillationLevers } from "./distillation.ts";
import { evaluationRunLevers } from "./evaluation-runs.ts";
import type { FindLevers } from "./lever.ts";
import { newerAcceleratorLevers } from "./newer-accelerator.ts";
import { onDeviceLevers } from "./on-device.ts";
import { outputCapLevers } from "./output-cap.ts";
import { precisionLevers } from "./precision.ts";
import { promptLevers } from "./prompt.ts";
import { promptCacheLevers } from "./prompt-cache.ts";
import { purchaseLevers } from "./purchase.ts";
import { reasoningLevers } from "./reasoning.ts";
import { regionLevers } from "./region.ts";
import { replicaLevers } from "./replicas.ts";
import { routingLevers } from "./routing.ts";
import { scaleToZeroLevers } from "./scale-to-zero.ts";
import { scheduleLevers } from "./schedule.ts";
import { smallerAcceleratorLevers } from "./smaller-accelerator.ts";
import { smallerModelLevers } from "./smaller-model.ts";

const FINDERS: readonly FindLevers[] = [
  regionLevers,
  scheduleLevers,
  purchaseLevers,
  replicaLevers,
  scaleToZeroLevers,
  batchingLevers,
  newerAcceleratorLevers,
  smallerAcceleratorLevers,
  onDeviceLevers,
  precisionLevers,
  smallerModelLevers,
  routingLevers,
  distillationLevers,
  reasoningLevers,
  promptLevers,
  promptCacheLevers,
  batchInterfaceLevers,
  outputCapLevers,
  answerCacheLevers,
  evaluationRunLevers,
];

export const findLevers: FindLevers = (input) => FINDERS.flatMap((find) => find(input));
