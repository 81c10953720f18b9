/** Text of unknown origin to HTML that shows it and does nothing else, between tags and in quoted attributes. */

import { shorten, visible } from "./visible-text.ts";

/** Longest text, in characters, that a caller gets without asking for more. */
const USUAL_LENGTH = 600;

const ENTITY: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** One line. A page may be printed in a log too, where a GitHub runner reads commands from `##[` and from two colons. */
export function escapeHtml(text: string, most = USUAL_LENGTH): string {
  return shorten(visible(text), most)
    .replace(/[&<>"'`]/g, (one) => ENTITY[one] ?? one)
    .replaceAll("##[", "#&#35;[")
    .replace(/:(?=:)/g, "&#58;");
}
