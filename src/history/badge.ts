/** The newest entry to badges, as shields.io reads them from an address ("endpoint" badges). */

import { BADGE_FILE } from "./file-names.ts";
import type { Entry, RecordedFigure, RecordedManifest } from "./history.ts";

/** https://shields.io/badges/endpoint-badge */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** `badge.json` for all manifests, and one file for each where there are several, by their names. */
export function badgesOf({ manifests }: Entry): ReadonlyMap<string, Badge> {
  const [only] = manifests;
  const badges = new Map<string, Badge>();
  if (only === undefined) return badges;
  if (manifests.length === 1) return badges.set(BADGE_FILE, badgeOf(only));
  badges.set(BADGE_FILE, badgeOfAll(manifests));
  for (const one of manifests) {
    const name = `badge-${slugOf(one.path)}`;
    let free = `${name}.json`;
    for (let count = 2; badges.has(free); count++) free = `${name}-${count}.json`;
    badges.set(free, badgeOf(one));
  }
  return badges;
}

export function badgeText(badge: Badge): string {
  return `${JSON.stringify(badge, undefined, 2)}\n`;
}

function badgeOf(one: RecordedManifest): Badge {
  return shown(`${scoreWords(one)}, ${energyWords(one.unit.energyKwh)}`, one.verdict);
}

/** Scores of several systems do not add up, and neither do their units: it shows the lowest score, and how many there are. */
function badgeOfAll(manifests: readonly RecordedManifest[]): Badge {
  const [first, ...rest] = manifests as readonly [RecordedManifest, ...RecordedManifest[]];
  const lowest = rest.reduce(
    (low, one) => ((one.score ?? -1) < (low.score ?? -1) ? one : low),
    first,
  );
  const verdict = WORST.find((word) => manifests.some((one) => one.verdict === word)) ?? "pass";
  const least = lowest.score === undefined ? "" : "lowest of ";
  return shown(`${scoreWords(lowest)}, ${least}${manifests.length} systems`, verdict);
}

const WORST: readonly RecordedManifest["verdict"][] = ["fail", "error", "waiting", "pass"];

const COLOR: Readonly<Record<RecordedManifest["verdict"], string>> = {
  pass: "brightgreen",
  waiting: "yellow",
  fail: "red",
  error: "lightgrey",
  "not-applicable": "lightgrey",
};

function shown(message: string, verdict: RecordedManifest["verdict"]): Badge {
  return { schemaVersion: 1, label: "greenlight", message, color: COLOR[verdict] };
}

/** Never a score without its coverage: silence must not look green. */
function scoreWords({ score, coverage }: RecordedManifest): string {
  if (score === undefined) return "no score yet";
  return `score ${score} % of ${coverage ?? 0} % decided`;
}

function energyWords(energyKwh: RecordedFigure): string {
  if (energyKwh === "unknown") return "energy unknown";
  const wattHours = (kwh: number) => Number((kwh * 1000).toPrecision(2));
  const [low, likely, high] = [energyKwh.low, energyKwh.likely, energyKwh.high].map(wattHours);
  const least = energyKwh.atLeast === true ? "at least " : "";
  return `${least}${likely} Wh per unit (${low} to ${high})`;
}

/** Of a path only what a file of one folder may be called everywhere. */
function slugOf(path: string): string {
  const slug = path
    .toLowerCase()
    .replace(/\.ya?ml$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "");
  return slug.slice(0, 80).replace(/-$/, "") || "manifest";
}
