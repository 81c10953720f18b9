import type { Writer } from "./answer-hint.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";

/** Text and names of unknown origin, in Markdown. */
export const MARKDOWN: Writer = {
  text: (text) => escapeMarkdown(text, 300),
  code: (text) => codeSpan(text, 120),
};
