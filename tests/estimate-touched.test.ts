// What a change can touch, against all parts of both manifests worked out in full.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withValue } from "../src/amend/plain-value.ts";
import { calledIn, drawParts } from "../src/estimate/compare.ts";
import { createMemory } from "../src/estimate/context.ts";
import type { Impact } from "../src/estimate/impact.ts";
import { everything } from "../src/estimate/parts.ts";
import { touchedBy, touchesPart } from "../src/estimate/touched.ts";
import { withChanges } from "../src/levers/with-changes.ts";
import { Manifest, parseManifest } from "../src/manifest/manifest.ts";
import type { Uncertain } from "../src/quantity/uncertain.ts";
import type { Path } from "../src/yaml/parse-yaml.ts";
import { TODAY } from "./estimate-manifest.ts";
import { DATA, EXAMPLES, exampleOf } from "./levers/lever-scene.ts";

const FIXTURES = ["every-part", "every-tie"].map((name) => {
  const parsed = parseManifest(name, readFileSync(`tests/fixtures/${name}.yaml`, "utf8"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.located.value;
});
const TIED = FIXTURES[1] as Manifest;
const MANIFESTS = [...EXAMPLES.map(exampleOf), ...FIXTURES, TIED, TIED];

/** Values by the name of their field, in all manifests, and some that none of them has. */
const KNOWN = new Map<string, unknown[]>(
  Object.entries({
    mode: ["batch", "async", "interactive"],
    used_for: ["fallback", "draft", "judge"],
    where: ["on-prem", "device", "saas"],
    purchase: ["spot", "reserved"],
    environment: ["prod", "staging", "ci"],
    optimisations: [["speculative"], ["none"]],
    provider: ["gcp", "scaleway"],
    peak_to_average: [1, 8],
    off_hours_shutdown: [true, false],
    kind: ["training", "cache", "object-store"],
    access: ["api", "on-device"],
    repeats: ["until-done"],
    accelerator: ["nvidia-l4", "nvidia-a100", "no-such-chip"],
    placement: [[{ region: "eu-north-1" }], [{ country: "FR" }, { country: "PL" }]],
  }),
);
for (const manifest of MANIFESTS) learn(manifest, "");

function learn(value: unknown, name: string): void {
  KNOWN.set(name, [...(KNOWN.get(name) ?? []), value]);
  for (const [key, inner] of entriesOf(value))
    learn(inner, typeof key === "number" ? `${name}[]` : key);
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  return entriesOf(value).flatMap(([key, inner]) => [
    [...path, key],
    ...pathsIn(inner, [...path, key]),
  ]);
}

interface Change {
  readonly at: number;
  readonly do: "scale" | "swap" | "remove" | "add";
  readonly which: number;
}

const aChange = fc.record<Change>({
  at: fc.nat(),
  do: fc.constantFrom("scale", "swap", "swap", "remove", "add"),
  which: fc.nat(),
});

/** The manifest with one thing changed, added or gone; the same one where that would not be sound. */
function changed(manifest: Manifest, change: Change): Manifest {
  const paths = pathsIn(manifest);
  const path = paths[change.at % paths.length] ?? [];
  // Another name is another part: what is compared keeps its own.
  const made = path.at(-1) === "id" ? manifest : changedAt(manifest, path, change);
  return Manifest.safeParse(made).success ? made : manifest;
}

function changedAt(manifest: Manifest, path: Path, { do: what, which }: Change): Manifest {
  const value = path.reduce<unknown>((of, key) => Reflect.get(Object(of), key), manifest);
  if (what === "remove") return withChanges(manifest, [{ path, value: undefined }]);
  if (what === "scale" && typeof value === "number")
    return withValue(manifest, path, value * ([0, 0.5, 1.3][which % 3] ?? 1)) as Manifest;
  const isAdded = what === "add" && typeof value === "object" && !Array.isArray(value);
  const name = isAdded ? (FIELDS[which % FIELDS.length] ?? "") : nameOf(path);
  const values = KNOWN.get(name) ?? [value];
  const place = isAdded ? [...path, name] : path;
  return withValue(manifest, place, values[which % values.length] as string) as Manifest;
}

const FIELDS = [...KNOWN.keys()].filter((name) => !name.endsWith("[]") && name !== "id");

function nameOf(path: Path): string {
  const key = path.at(-1) ?? "";
  return typeof key === "number" ? `${nameOf(path.slice(0, -1))}[]` : key;
}

const monthOf = (manifest: Manifest, memory = createMemory()) =>
  calledIn(manifest, DATA, TODAY, memory);

function expectTouched(before: Manifest, after: Manifest): void {
  const memory = createMemory();
  const [base, head] = [monthOf(before, memory), monthOf(after, memory)];
  const touched = touchedBy(base, head);
  const again = everything();
  const [was, is, found] = [
    drawParts(base, again),
    drawParts(head),
    drawParts(head, { ...again, touched }),
  ];
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const isTouched = touchesPart(touched, id);
    const [one, other] = isTouched ? [found.get(id), is.get(id)] : [was.get(id), is.get(id)];
    expect(isSame(one, other), `${isTouched ? "touched" : "untouched"}: ${id}`).toBe(true);
  }
}

function isSame(one: Impact | undefined, other: Impact | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Object.keys(one).every((key) => {
    const [a, b] = [one, other].map((impact) => impact[key as keyof Impact]);
    return shown(a) === shown(b);
  });
}

function shown(of: Uncertain | undefined): string {
  const { values, missing } = of ?? { values: undefined, missing: [] };
  return JSON.stringify([
    missing,
    typeof values === "object" ? [...values.vector] : values,
    by(of),
  ]);
}

function by(of: Uncertain | undefined): unknown {
  return typeof of?.values === "object" ? of.values.by : undefined;
}

const RUNS = Number(process.env["CHANGES"] ?? 60);

test("what a change does not touch is as it was, and what it touches is worked out as a whole", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MANIFESTS),
      fc.array(aChange, { maxLength: 3 }),
      fc.array(aChange, { minLength: 1, maxLength: 2 }),
      (manifest, earlier, now) => {
        const base = earlier.reduce(changed, manifest);
        expectTouched(base, now.reduce(changed, base));
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);

const at = (section: "models" | "components" | "flows" | "environments", name: string): number =>
  (TIED[section] ?? []).findIndex((one) => ("id" in one ? one.id : one.name) === name);

/** What no field of the touched part says. */
test.each<[string, Path, unknown]>([
  ["machines stop with their environment", ["environments", 0, "off_hours_shutdown"], true],
  ["an autoscaler follows the peak", ["usage", "peak_to_average"], 8],
  [
    "a job is on one of the machines that train",
    ["models", at("models", "mid"), "training"],
    undefined,
  ],
  [
    "another job moves to another machine",
    ["models", at("models", "mid"), "training", 0, "accelerator"],
    "nvidia-a100",
  ],
  [
    "two models that draft leave open which one does",
    ["models", at("models", "api"), "used_for"],
    "draft",
  ],
  ["a machine trains from now on", ["components", at("components", "h2"), "kind"], "training"],
  ["nobody waits for requests that share a pass", ["flows", at("flows", "ask"), "mode"], "batch"],
  ["there is no volume", ["usage", "units_per_month"], 0],
])("%s", (_, path, value) => {
  const changes = [{ path, value: value as string | undefined }];
  expectTouched(TIED, withChanges(TIED, changes));
});
