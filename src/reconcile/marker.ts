/** The hidden mark by which the bot finds its own scorecard again. */

/** One scorecard per check name, so that two set-ups in one repository do not share a comment. */
export function scorecardMarker(checkName: string): string {
  return `<!-- greenlight:scorecard ${checkName.replace(/[^A-Za-z0-9 ._/-]/g, "")} -->`;
}
