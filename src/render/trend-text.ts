import type { Trend } from "../history/trend.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { hanging, type Look, paint } from "./text-layout.ts";
import { trendLines } from "./trend-line.ts";

/** A trend for a terminal, ended by an empty line. */
export function trendText(trend: Trend, look: Look): string {
  const lines = trendLines(trend, escapeTerminal);
  if (lines.length === 0) return "";
  const shown = lines.flatMap((line) => hanging("  ", line, look.width));
  return `${[paint(look, "bold", "Trend"), ...shown].join("\n")}\n\n`;
}
