/** The hidden marks by which the bot finds its own comments again. Each is the first line of its comment. */

/** What all marks of all set-ups begin with. */
export const MARK_START = "<!-- greenlight:";

/** One scorecard per check name, so that two set-ups in one repository do not share a comment. */
export function scorecardMarker(checkName: string): string {
  return marker("scorecard", checkName);
}

/** First comment of a thread that asks a question. Which one, its memory says. */
export function questionMarker(checkName: string): string {
  return marker("question", checkName);
}

/** A comment of the bot that answers one of somebody else's. */
export function replyMarker(checkName: string, to: number): string {
  return `${replyMarkerStart(checkName)}${to} -->`;
}

/** What all replies begin with. */
export function replyMarkerStart(checkName: string): string {
  return marker("reply", checkName).replace(/-->$/, "to ");
}

/** The comment that a comment of the bot answers; undefined for any other text. */
export function repliedTo(body: string, checkName: string): number | undefined {
  const start = replyMarkerStart(checkName);
  if (!body.startsWith(start)) return undefined;
  const [, id] = /^(\d+) -->/.exec(body.slice(start.length)) ?? [];
  return id === undefined ? undefined : Number(id);
}

function marker(kind: string, checkName: string): string {
  return `${MARK_START}${kind} ${checkName.replace(/[^A-Za-z0-9 ._/-]/g, "")} -->`;
}
