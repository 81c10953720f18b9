/** What a changed manifest would change, as differences: a reply, and what the command line prints. */

import { isNothing } from "../advise/delta.ts";
import type { Setting, WhatIf } from "../advise/what-if.ts";
import type { Request } from "../answers/heard.ts";
import { deltaBlocks } from "./delta-markdown.ts";
import { deltaText } from "./delta-text.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { hanging, type Look, paint, wrap } from "./text-layout.ts";

/** By the request that asks. */
export type WhatIfs = ReadonlyMap<Request, WhatIf>;

export type Imagined = Extract<WhatIf, { readonly ok: true }>;

const SIDES = { before: "now", after: "then" } as const;

/** Undefined where it was not worked out in this run. */
export function renderWhatIf(found: WhatIf | undefined): string | undefined {
  if (found === undefined) return undefined;
  return found.ok ? whatIfMarkdown(found) : faultList(found.faults);
}

export function whatIfMarkdown({ path, settings, delta }: Imagined): string {
  const lines = settings.map((setting) => `- ${settingText(setting, codeOf)}`);
  return [
    `What if, in ${codeSpan(path, 200)}:`,
    lines.join("\n"),
    ...(isNothing(delta) ? [] : ["Nothing is changed by this; the check stays as it is."]),
    ...deltaBlocks(delta, SIDES),
  ].join("\n\n");
}

export function whatIfText({ path, product, settings, delta }: Imagined, look: Look): string {
  const blocks = [
    [
      paint(look, "bold", escapeTerminal(product)),
      ...wrap(`What if, in ${escapeTerminal(path)}:`, look.width),
      ...settings.flatMap((setting) =>
        hanging(
          "  ",
          settingText(setting, (text) => escapeTerminal(text, 120)),
          look.width,
        ),
      ),
    ],
    ...deltaText(delta, SIDES, look),
  ];
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}

function faultList(faults: readonly string[]): string {
  const shown = faults.slice(0, MOST_FAULTS).map((fault) => `- ${escapeMarkdown(fault, 400)}`);
  const more = faults.length - shown.length;
  return [...shown, ...(more > 0 ? [`- …and ${more} more`] : [])].join("\n");
}

const MOST_FAULTS = 20;

const codeOf = (text: string) => codeSpan(text, 120);

function settingText({ key, before, after }: Setting, code: (text: string) => string): string {
  const was = before === undefined ? "now not given" : `now ${code(valueText(before))}`;
  return `${code(key)} were ${code(valueText(after))} (${was})`;
}

/** As it would stand in a manifest, in one line; of an amount the number and its range. */
function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  const { value: likely, low, high } = amountIn(value);
  if (likely === undefined) return jsonText(value);
  const range =
    low === undefined && high === undefined ? "" : ` (${low ?? likely} to ${high ?? likely})`;
  return `${likely}${range}`;
}

function amountIn(value: unknown): { value?: number; low?: number; high?: number } {
  const isAmount = typeof value === "object" && value !== null && "value" in value;
  return isAmount ? (value as { value: number; low?: number; high?: number }) : {};
}

function jsonText(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(/"([a-z_]+)":/g, "$1: ")
    .replaceAll(",", ", ");
}
