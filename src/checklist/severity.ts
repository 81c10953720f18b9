/** How bad it is when a check fails. */

/** The worst first. */
export const SEVERITIES = ["blocker", "high", "medium", "low"] as const;

type Severity = (typeof SEVERITIES)[number];

/** Less than 0 when the first is worse. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
