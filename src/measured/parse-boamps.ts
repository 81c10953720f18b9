/**
 * A BoAmps report (Boavizta, `model/report_schema.json`, as of commit 01f4c8e) to the energy of its task.
 * `powerConsumption` is an energy in kWh, whatever its name says; older files have a `unit` beside it.
 */

import * as z from "zod/mini";
import { parseYaml } from "../yaml/parse-yaml.ts";
import { quote } from "../yaml/quote.ts";
import type {
  MeterBoundary,
  MeteredCalls,
  ReportedChip,
  ReportedModel,
} from "./measured-report.ts";
import type { ParsedReport } from "./parse-report.ts";
import { Figure, Word } from "./reported-value.ts";

const KWH: Readonly<Record<string, number>> = {
  kwh: 1,
  wh: 1e-3,
  mwh: 1e3,
  kjoule: 1 / 3600,
  mjoule: 1 / 3.6,
};

const Unit = z
  .pipe(
    z.optional(z.string()),
    z.transform((unit) => (unit === undefined || unit === "" ? "kwh" : unit.toLowerCase())),
  )
  .check(z.refine((unit) => KWH[unit] !== undefined, "must be an energy, such as kWh"));

const Measure = z.object({
  measurementMethod: Word,
  unit: Unit,
  powerConsumption: Figure.check(
    z.refine((kwh) => kwh !== undefined, "is missing: the energy in kWh"),
  ),
  measurementDuration: Figure,
});

const Tokens = z.object({ nbTokensInput: Figure, nbTokensOutput: Figure });

/** Of older files: requests and tokens beside the data. */
const Inference = z.extend(Tokens, { nbRequest: Figure, parametersNLP: z.optional(Tokens) });

const DataSet = z.object({
  dataUsage: Word,
  dataType: Word,
  dataQuantity: Figure,
  inferenceProperties: z.optional(z.array(Inference).check(z.maxLength(100))),
});
type DataSet = z.infer<typeof DataSet>;

const Hardware = z.object({
  componentName: Word,
  componentType: Word,
  nbComponent: Figure,
  family: Word,
  series: Word,
  share: Figure,
});
type Hardware = z.infer<typeof Hardware>;

const Algorithm = z.object({
  foundationModelName: Word,
  algorithmName: Word,
  parametersNumber: Figure,
});

const Report = z.object({
  task: z.object({
    taskStage: z.string().check(z.maxLength(200)),
    nbRequest: Figure,
    algorithms: z.optional(z.array(Algorithm).check(z.maxLength(100))),
    dataset: z.optional(z.array(DataSet).check(z.maxLength(100))),
  }),
  measures: z.array(Measure).check(z.minLength(1), z.maxLength(1000)),
  infrastructure: z.optional(
    z.object({ components: z.optional(z.array(Hardware).check(z.maxLength(1000))) }),
  ),
  quality: Word,
});
type Report = z.infer<typeof Report>;

export function parseBoamps(path: string, text: string): ParsedReport {
  const parsed = parseYaml(path, text, Report);
  if (!parsed.ok) return parsed;
  return { ok: true, report: { format: "BoAmps report", models: [modelOf(parsed.located.value)] } };
}

function modelOf(report: Report): ReportedModel {
  const { taskStage, algorithms = [] } = report.task;
  const [algorithm] = algorithms;
  const about = {
    name: algorithm?.foundationModelName ?? algorithm?.algorithmName,
    paramsB: algorithms.length === 1 ? algorithm?.parametersNumber : undefined,
    calls: undefined,
    trainings: [],
    unusable: [],
  };
  const metered = meteredOf(report);
  if (typeof metered === "string") return { ...about, unusable: [metered] };
  const stage = STAGES.find(([pattern]) => pattern.test(taskStage))?.[1];
  if (stage === undefined)
    return {
      ...about,
      unusable: [`its stage ${quote(taskStage)} is not one of inference, training or finetuning`],
    };
  if (stage !== "inference")
    return { ...about, trainings: [{ stage, energy: metered, kgCo2e: undefined }] };
  const { requests, inputTokens, outputTokens } = workOf(report);
  if (requests === undefined || requests === 0)
    return { ...about, unusable: ["it gives no number of requests"] };
  return { ...about, calls: { ...metered, requests, inputTokens, outputTokens } };
}

const STAGES = [
  [/^inferences?$/i, "inference"],
  [/^(re|pre-?)?training$/i, "pre-training"],
  [/^fine-?tuning$/i, "fine-tuning"],
] as const;

type Energy = Omit<MeteredCalls, "requests" | "inputTokens" | "outputTokens">;

/**
 * Several measurements by one method add up; another method saw the same task again, and the one that saw
 * most of it counts.
 */
function meteredOf({ measures, infrastructure, quality }: Report): Energy | string {
  const byMethod = new Map<string, { kwh: number; sum: number; longest: number }>();
  for (const {
    measurementMethod = "",
    unit,
    powerConsumption = 0,
    measurementDuration = 0,
  } of measures) {
    const all = byMethod.get(measurementMethod) ?? { kwh: 0, sum: 0, longest: 0 };
    byMethod.set(measurementMethod, {
      kwh: all.kwh + powerConsumption * (KWH[unit] ?? 1),
      sum: all.sum + measurementDuration,
      longest: Math.max(all.longest, measurementDuration),
    });
  }
  const chips = (infrastructure?.components ?? []).flatMap(chipOf);
  const seen = [...byMethod].filter(([method]) => chips.length === 0 || !CPU_ONLY.test(method));
  const [method, most] = seen.toSorted(([, a], [, b]) => b.kwh - a.kwh)[0] ?? [];
  if (method === undefined || most === undefined)
    return "its measurements saw the processor only, and it ran on accelerators";
  const { kwh, sum, longest } = most;
  return {
    kwh,
    boundary: boundaryOf(method),
    error: ERRORS[quality ?? "medium"] ?? 0.25,
    seconds: sum > 0 ? { sum, longest } : undefined,
    chips,
  };
}

/** As the schema defines the three qualities. */
const ERRORS: Readonly<Record<string, number>> = { high: 0.1, medium: 0.25, low: 0.5 };

const CPU_ONLY = /\b(rapl|powercap|scaphandre|perf)\b/i;

/** Tools that ask the accelerator itself see nothing else; CodeCarbon and meters at the wall see the node. */
function boundaryOf(method: string): MeterBoundary {
  return /nvml|nvidia-smi|rocm-smi|dcgm|zeus/i.test(method) ? "accelerator" : "node";
}

/** Without the "2 x " that some tools put before a name. */
function chipOf({
  componentName,
  componentType = "",
  nbComponent = 1,
  family,
  series,
  share = 1,
}: Hardware): ReportedChip[] {
  if (/^(cpu|ram|hdd|sdd|ssd|disk|memory)$/i.test(componentType)) return [];
  const names = [componentName?.replace(/^\d+ *x +/i, ""), series, family];
  return [{ names: names.filter((name) => name !== undefined), count: nbComponent * share }];
}

function workOf({ task: { nbRequest, dataset = [] } }: Report) {
  const older = dataset.flatMap(({ inferenceProperties = [] }) => inferenceProperties);
  const [one] = older.length === 1 ? older : [];
  return {
    requests: nbRequest ?? one?.nbRequest,
    inputTokens:
      tokensOf(dataset, "input") ?? one?.nbTokensInput ?? one?.parametersNLP?.nbTokensInput,
    outputTokens:
      tokensOf(dataset, "output") ?? one?.nbTokensOutput ?? one?.parametersNLP?.nbTokensOutput,
  };
}

/** The schema asks for the average of one request. */
function tokensOf(dataset: readonly DataSet[], usage: string): number | undefined {
  const tokens = dataset
    .filter(({ dataUsage, dataType }) => dataUsage === usage && dataType === "token")
    .map(({ dataQuantity }) => dataQuantity);
  return tokens.reduce(
    (sum: number | undefined, one) => (one === undefined ? sum : (sum ?? 0) + one),
    undefined,
  );
}
