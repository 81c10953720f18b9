/** A tag to the release that it stands for, or to what is in the way. */

export interface Facts {
  /** As in `v1.2.3`, or `v1.2.3-rc.1`. */
  readonly tag: string;
  readonly packageVersion: string;
  readonly lockVersion: string;
  readonly changelog: string;
  /** Every tag that there is. */
  readonly tags: readonly string[];
  readonly isOnMain: boolean;
}

export interface Release {
  readonly version: string;
  readonly notes: string;
  readonly isPrerelease: boolean;
  /** Whether no release is newer. */
  readonly isLatest: boolean;
  /** The tag that moves along, as in `v1`; undefined where it stays. */
  readonly movingTag: string | undefined;
}

export type Plan =
  | { readonly ok: true; readonly release: Release }
  | { readonly ok: false; readonly faults: readonly string[] };

interface Version {
  readonly parts: readonly [major: number, minor: number, patch: number];
  readonly prerelease: string | undefined;
}

export function planRelease(facts: Facts): Plan {
  const { tag, packageVersion, lockVersion, changelog, tags, isOnMain } = facts;
  const version = parseTag(tag);
  if (version === undefined)
    return { ok: false, faults: [`${tag} is no version, such as v1.2.3 or v1.2.3-rc.1.`] };
  const name = tag.slice(1);
  const others = tags
    .filter((each) => each !== tag)
    .flatMap((each) => parseTag(each) ?? [])
    .filter(({ prerelease }) => prerelease === undefined);
  const notes = notesOf(changelog, name);
  const faults = [
    ...(packageVersion === name ? [] : [`package.json says ${packageVersion}.`]),
    ...(lockVersion === name ? [] : [`package-lock.json says ${lockVersion}.`]),
    ...(notes === "" ? [`CHANGELOG.md has nothing under "## ${name}".`] : []),
    ...(follows(version, others) ? [] : [`${tag} leaves a gap: no release comes right before it.`]),
    ...(isOnMain ? [] : ["The commit is not on the main branch."]),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const isPrerelease = version.prerelease !== undefined;
  const [major] = version.parts;
  const newer = others.filter((each) => compare(each, version) > 0);
  const isForward = newer.every(({ parts }) => parts[0] !== major);
  // Before 1.0.0 any release may break what was, so that there is nothing to move along.
  const moves = !isPrerelease && major > 0 && isForward;
  return {
    ok: true,
    release: {
      version: name,
      notes,
      isPrerelease,
      isLatest: !isPrerelease && newer.length === 0,
      movingTag: moves ? `v${major}` : undefined,
    },
  };
}

function parseTag(tag: string): Version | undefined {
  const number = "(0|[1-9]\\d*)";
  const pattern = new RegExp(`^v${number}\\.${number}\\.${number}(?:-([0-9A-Za-z.-]+))?$`);
  const found = pattern.exec(tag);
  if (found === null) return undefined;
  const [, major, minor, patch, prerelease] = found;
  return { parts: [Number(major), Number(minor), Number(patch)], prerelease };
}

function compare({ parts: left }: Version, { parts: right }: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** The first release follows nothing; every other one the patch, minor or major before it. */
function follows({ parts: [major, minor, patch] }: Version, others: readonly Version[]): boolean {
  if (others.length === 0) return true;
  return others.some(({ parts }) => {
    if (patch > 0) return parts[0] === major && parts[1] === minor && parts[2] === patch - 1;
    if (minor > 0) return parts[0] === major && parts[1] === minor - 1;
    return parts[0] === major - 1;
  });
}

/** What stands below the version's heading, up to the next one of its kind. A date may follow it. */
function notesOf(changelog: string, version: string): string {
  const lines = changelog.split("\n");
  const isHeading = (line: string) => line.startsWith("## ");
  const begin = lines.findIndex((line) => isHeading(line) && line.split(/[\s,]+/)[1] === version);
  if (begin === -1) return "";
  const rest = lines.slice(begin + 1);
  const end = rest.findIndex(isHeading);
  return (end === -1 ? rest : rest.slice(0, end)).join("\n").trim();
}
