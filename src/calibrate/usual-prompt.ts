/** Prompts of rows that do not give theirs. */

import type { Amount } from "../manifest/amount.ts";
import { textOf } from "./inputs.ts";
import type { Row } from "./row.ts";

/** Where a row gives no prompt: chat, or longer where pictures, sound or code are read. */
export function usualPrompt(row: Pick<Row, "inputs" | "source">): Amount {
  return isMediaOrCode(row) ? { value: 1500, low: 300, high: 8000 } : USUAL_PROMPT;
}

export const USUAL_PROMPT = { value: 300, low: 100, high: 1000 };

/** Models and tasks that read pictures, sound or whole files. */
export function isMediaOrCode({ inputs, source }: Pick<Row, "inputs" | "source">): boolean {
  const name = (textOf(inputs, "model") ?? "").replace(/^.*\//, "");
  return (
    /[-_](vl|omni|vision|coder|audio)([-_]|$)/i.test(name) ||
    /(image|video|audio)-(chat|reasoning)/i.test(source)
  );
}
