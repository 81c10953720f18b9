/** What people said of a question, each in a line, and whether it counts. */

import type { Ask } from "../answers/ask.ts";
import type { Voice } from "../answers/decide.ts";
import { saidWords } from "../answers/said-words.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

/** More than that many people on one question are counted. */
const MOST_VOICES = 8;

/** One block of Markdown, or none. Where one answer decides all, the title says it. */
export function voiceList({ decision }: Ask): string[] {
  const voices = decision?.voices ?? [];
  const telling = voices.filter(({ standing }) => !standing.counts);
  const shown = decision?.result.is === "contested" || telling.length > 0 ? voices : [];
  if (shown.length === 0) return [];
  const lines = shown.slice(-MOST_VOICES).map(voiceLine);
  const more = shown.length - lines.length;
  return [[...(more > 0 ? [`- …and ${more} more before`] : []), ...lines].join("\n")];
}

export function voiceLine({ statement, standing }: Voice): string {
  const { by, on, said } = statement;
  const what = `${escapeMarkdown(by, 60)} on ${escapeMarkdown(on)}: ${escapeMarkdown(saidWords(said), 300)}`;
  return standing.counts
    ? `- ✓ ${what}`
    : `- ${what}. *Does not count:* ${escapeMarkdown(withStop(standing.because), 400)}`;
}

/** A sentence ends once. A full stop behind an address would be taken for a part of it. */
export function withStop(text: string): string {
  return /[.!?]$|:\/\/\S+$/.test(text) ? text : `${text}.`;
}
