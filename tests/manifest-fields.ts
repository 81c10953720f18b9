// Every place of a manifest, read off its JSON Schema, and manifests that hold a text in any of them:
// a field that is new in the schema is in every test of hostile texts without anybody remembering it.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseManifest } from "../src/manifest/manifest.ts";

/** What is looked at of a JSON Schema. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
}

/** Keys, and `[]` for an item of a list. */
type Steps = readonly string[];
type Path = readonly (string | number)[];

export interface Field {
  /** As in `models[].card.link`. */
  readonly name: string;
  readonly steps: Steps;
  /** Whether any text is accepted there, and of what length. */
  readonly takes: number | undefined;
  readonly kind: "leaf" | "list" | "object";
}

/** One of these fits each pattern of a field that has to be there. */
const SAMPLES = ["words", "FR", "0123abcd", "CH12-D1-01"];

const ROOT = JSON.parse(readFileSync("schema/manifest.schema.json", "utf8")) as Schema;

/** Every field that the schema names, once for each of its forms. */
export const FIELDS: readonly Field[] = fieldsOf(ROOT, []);
/** Those that take any text. */
const TEXT_FIELDS = FIELDS.filter(({ takes }) => takes !== undefined);

function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  return ROOT.$defs?.[schema.$ref.replace("#/$defs/", "")] ?? {};
}

function formsOf(schema: Schema): readonly Schema[] {
  const { anyOf, ...own } = resolved(schema);
  return anyOf === undefined ? [own] : anyOf.flatMap(formsOf);
}

function fieldsOf(schema: Schema, steps: Steps): Field[] {
  const forms = formsOf(schema);
  const texts = forms.filter(
    (one) =>
      one.type === "string" &&
      [one.pattern, one.enum, one.const, one.format].every((of) => of === undefined),
  );
  const of = forms.find(({ type }) => type === "object" || type === "array");
  const kind = of === undefined ? "leaf" : of.type === "object" ? "object" : "list";
  const takes =
    texts.length === 0 ? undefined : Math.max(...texts.map((one) => one.maxLength ?? 1));
  const inner = forms.flatMap(({ properties = {}, items }) => [
    ...Object.entries(properties).flatMap(([key, one]) => fieldsOf(one, [...steps, key])),
    ...(items === undefined ? [] : fieldsOf(items, [...steps, "[]"])),
  ]);
  const name = steps.join(".").replaceAll(".[]", "[]");
  return [...(steps.length === 0 ? [] : [{ name, steps, takes, kind } as const]), ...inner];
}

/** Parts of many kinds, so that each field finds one in which it is allowed. */
const BASE = parse(readFileSync("tests/fixtures/every-part.yaml", "utf8")) as object;
export const FILE = "architecture.yaml";

/** JSON is YAML too, and says every text as it is. */
export function manifestText(values: ReadonlyMap<Place, unknown>): string {
  const manifest = structuredClone(BASE) as Record<string, unknown>;
  for (const [{ path }, value] of values) put(manifest, ROOT, path, value);
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

export interface Place extends Field {
  readonly path: Path;
}

/** The text fields, each where the base lets it stand beside the others. */
export const TEXT_PLACES: readonly Place[] = placed(TEXT_FIELDS);

function placed(fields: readonly Field[]): Place[] {
  const all: Place[] = [];
  for (const field of fields) {
    const near = all.filter(({ steps }) => steps[0] === field.steps[0]);
    const place = placesOf(field).find((one) => isSound([...near, one]));
    if (place === undefined) throw new Error(`The base has no place that lets ${field.name} stand`);
    all.push(place);
  }
  return all;
}

function isSound(places: readonly Place[]): boolean {
  return isAccepted(manifestText(new Map(places.map((place) => [place, "two words"]))));
}

export function isAccepted(text: string): boolean {
  return parseManifest(FILE, text).ok;
}

/** A field in each item of the lists above it that the base has, or in a new one. */
export function placesOf(field: Field): Place[] {
  const paths = field.steps.reduce<{ readonly path: Path; readonly at: unknown }[]>(
    (all, step) =>
      all.flatMap(({ path, at }) => {
        if (step !== "[]")
          return [{ path: [...path, step], at: (at as Record<string, unknown>)?.[step] }];
        const items = Array.isArray(at) && at.length > 0 ? at : [undefined];
        return items.map((item: unknown, index) => ({ path: [...path, index], at: item }));
      }),
    [{ path: [], at: BASE }],
  );
  return paths.map(({ path }) => ({ ...field, path }));
}

/** Puts a value at a path, and makes what has to stand around it. */
function put(
  within: Record<string | number, unknown>,
  schema: Schema,
  path: Path,
  value: unknown,
): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const inner = schemaAt(schema, key);
  if (rest.length === 0) {
    within[key] = value;
    return;
  }
  const held = within[key];
  if (typeof held !== "object" || held === null) {
    const made = sample(formFor(inner, rest[0])) as Record<string, unknown>;
    // A number becomes an amount that says more, and a text a result that has a link.
    if (typeof held === "number") made["value"] = held;
    if (typeof held === "string") made["result"] = held;
    within[key] = made;
  }
  put(within[key] as Record<string, unknown>, inner, rest, value);
}

function schemaAt(schema: Schema, key: string | number): Schema {
  const form = formFor(schema, key);
  return (typeof key === "number" ? form.items : form.properties?.[key]) ?? {};
}

function formFor(schema: Schema, key: string | number | undefined): Schema {
  const type = typeof key === "number" ? "array" : "object";
  return formsOf(schema).find((one) => one.type === type) ?? {};
}

/** The least that the schema accepts. */
function sample(schema: Schema): unknown {
  const [form = {}] = formsOf(schema);
  if (form.const !== undefined) return form.const;
  if (form.enum !== undefined) return form.enum[0];
  switch (form.type) {
    case "object":
      return Object.fromEntries(
        (form.required ?? []).map((key) => [key, sample(form.properties?.[key] ?? {})]),
      );
    case "array":
      return [sample(form.items ?? {})];
    case "number":
      return Math.max(1, form.minimum ?? 1);
    case "boolean":
      return true;
    default:
      return form.format === "date"
        ? "2026-11-22"
        : (SAMPLES.find((one) => new RegExp(form.pattern ?? "").test(one)) ?? "words");
  }
}
