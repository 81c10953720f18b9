/** Sizes of models that vendors sell over an API: bounds where nothing is disclosed, facts where the weights are open. */

import { type Coefficient, coefficient } from "./coefficient.ts";

export interface ApiModel {
  /** Matches the model's name in lower case, vendor prefixes removed. The first match holds. */
  readonly pattern: RegExp;
  readonly active: Coefficient;
  /** Undefined where all parameters are used for each token. */
  readonly total: Coefficient | undefined;
  /** True when the weights are not published, so that sizes are bounds. */
  readonly closed: boolean;
  /** True when the model writes reasoning tokens unless told not to. */
  readonly reasons: boolean;
}

type Row = readonly [
  id: string,
  pattern: RegExp,
  total: number,
  lowActive: number,
  highActive: number,
  reasons?: "reasons",
];

const CLOSED: readonly Row[] = [
  ["gpt-5-pro", /^gpt-5(\.1)?-pro/, 3600, 300, 1080, "reasons"],
  ["gpt-5.2-pro", /^gpt-5\.[23]-pro/, 5040, 504, 1512, "reasons"],
  ["gpt-5.4-pro", /^gpt-5\.\d+-pro/, 5400, 540, 1800, "reasons"],
  ["gpt-5-mini", /^gpt-5(\.\d+)?(-codex)?-mini/, 70, 25, 70, "reasons"],
  ["gpt-5-nano", /^gpt-5(\.\d+)?-nano/, 18.5, 5, 18.5, "reasons"],
  ["gpt-5-chat", /^gpt-5(\.\d+)?-chat/, 360, 30, 126],
  ["gpt-5", /^gpt-5($|-|\.[0-3](-|$))/, 360, 30, 126, "reasons"],
  ["gpt-5.4", /^gpt-5/, 450, 45, 150, "reasons"],
  ["gpt-4.1-mini", /^gpt-4\.1-mini/, 112, 20, 112],
  ["gpt-4.1-nano", /^gpt-4\.1-nano/, 37, 5, 37],
  ["gpt-4.1", /^gpt-4\.1/, 352, 35, 106],
  ["gpt-4o-mini", /^(gpt-4o-mini|gpt-4o-mini-)/, 28, 8, 28],
  ["gpt-4o", /^(chatgpt-)?(gpt-)?4o/, 440, 44, 132],
  ["gpt-4-turbo", /^gpt-4-(turbo|\d{4}-preview|vision)/, 880, 88, 264],
  ["gpt-4", /^gpt-4(-|$)/, 1760, 176, 528],
  ["gpt-3.5", /^gpt-3\.?5/, 70, 7, 70],
  ["openai-o-mini", /^o[134]-mini/, 70, 8, 70, "reasons"],
  ["openai-o", /^o[13](-|$)/, 440, 44, 132, "reasons"],
  ["claude-haiku-3", /^claude-3(-5|\.5)?-haiku|^claude-haiku-3/, 90, 10, 90],
  ["claude-haiku", /^claude-haiku/, 35, 10, 35],
  ["claude-opus-4", /^claude-(opus-4(-[01])?(-\d{8})?$|3-opus)/, 2000, 67, 600],
  ["claude-opus", /^claude-opus/, 670, 67, 200],
  ["claude-sonnet", /^claude-(3(-[57])?-)?sonnet/, 440, 44, 132],
  ["gemini-pro", /^gemini-(\d(\.\d)?-)?pro/, 1500, 120, 600, "reasons"],
  ["gemini-flash-lite", /^gemini-(\d(\.\d)?-)?flash-(lite|8b)/, 60, 8, 105],
  ["gemini-flash", /^gemini-(\d(\.\d)?-)?flash/, 440, 30, 200],
  ["mistral-large", /^mistral-large/, 675, 41, 123],
  ["mistral-medium", /^mistral-medium/, 120, 40, 120],
  ["mistral-small", /^mistral-small/, 24, 6, 24],
  ["mistral-tiny", /^(mistral-tiny|ministral)/, 8, 3, 14],
  ["grok", /^grok/, 1200, 80, 500, "reasons"],
  ["text-embedding-small", /^text-embedding-(3-small|ada)/, 0.5, 0.1, 2],
  ["text-embedding-large", /^text-embedding-3-large/, 3, 0.5, 10],
  ["embedding", /^(embed-|voyage-|gemini-embedding|mistral-embed|text-embedding)/, 1, 0.1, 10],
];

const OPEN: readonly Row[] = [
  ["gpt-oss-120b", /gpt-oss-120b/, 117, 5.1, 5.1, "reasons"],
  ["gpt-oss-20b", /gpt-oss-20b/, 21, 3.6, 3.6, "reasons"],
  ["deepseek-v3", /deepseek-(v3|chat)/, 671, 37, 37],
  ["deepseek-r1", /deepseek-(r1|reasoner)(?!-distill)/, 671, 37, 37, "reasons"],
  ["mixtral-8x7b", /mixtral-8x7b/, 46.7, 12.9, 12.9],
  ["mixtral-8x22b", /mixtral-8x22b/, 140.6, 39.1, 39.1],
  ["llama-4-maverick", /llama-4-maverick/, 400, 17, 17],
  ["llama-4-scout", /llama-4-scout/, 109, 17, 17],
  ["kimi-k2", /kimi-k2/, 1000, 32, 32],
  ["mistral-large-2407", /^mistral-large-(2407|2411)/, 123, 123, 123],
  ["mistral-small-2501", /^mistral-small-25/, 23.6, 23.6, 23.6],
  ["command-a", /^command-a/, 111, 111, 111],
  ["command-r-plus", /^command-r-plus/, 104, 104, 104],
  ["command-r", /^command-r(-|$)/, 32.3, 32.3, 32.3],
];

/** Open models first: their names may start with the prefix of a closed one. */
export const API_MODELS: readonly ApiModel[] = [
  ...OPEN.map((row) => toModel(row, "open")),
  ...CLOSED.map((row) => toModel(row, "closed")),
];

function toModel([id, pattern, total, low, high, reasons]: Row, kind: "open" | "closed"): ApiModel {
  const shared = {
    unit: "billion parameters",
    source: kind === "open" ? "model-cards" : "ecologits",
    locator: kind === "open" ? `model card of ${id}` : `bounds for the family ${id}, widened`,
    published: "2026-03",
    boundary: "as served; the vendor does not say which version answers",
    vintage: 2026,
    quality: kind === "open" ? "vendor" : "assumed",
  } as const;
  const [active, all] = [`model.${id}.active`, `model.${id}.total`];
  const likely = Math.sqrt(low * high);
  const dense = total <= high;
  return {
    pattern,
    active: coefficient(active, [likely, low, high], shared),
    total: dense
      ? undefined
      : coefficient(
          all,
          kind === "open" ? total : [total, Math.max(high, total / 2), total * 1.5],
          shared,
        ),
    closed: kind === "closed",
    reasons: reasons === "reasons",
  };
}
