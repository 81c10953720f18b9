// Documents of the shape that a JSON Schema describes, and the same with one thing wrong.
import fc from "fast-check";
import { stringify } from "yaml";
import { HOSTILE_VALUES } from "./hostile.ts";

/** The part of JSON Schema that our own schemas use. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

/** Few words, so that what refers to another often finds it; and what no pattern says must make sense. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  id: ["chat", "embed", "index", "host", "ask", "train"],
  use: ["chat", "embed", "index", "host", "cpl-12", "checklists/own.yaml", "nobody"],
  runs: ["chat", "embed", "nobody"],
  practice: ["chat", "embed"],
  url: ["https://example.org/rules", "https://example.org/"],
  link: ["https://example.org/rules", "docs/a.md#top"],
  on: ["2026-01-31", "2026-12-24"],
  as_of: ["2026-01-31", "2024-02-29"],
  from: ["2026-01-31", "2027-12-24"],
  until: ["2026-12-24", "2026-01-31"],
  ask: ["Is it small?", "Does {product.name} use {it.id}?", "Say what it does."],
  pass: ["size(models) <= 1", "product.stage == 'pilot'", "models.all(m, m.pinned)", "it.pinned"],
  when: ["size(flows) > 0", "true", "has(usage.units_per_month)"],
  needs: ["it.pinned", "product.name"],
  covers: ["product.name", "models.pinned"],
  field: ["it.pinned", "product.name"],
};
const TEXTS = [
  "gpt-4o",
  "llama-3-8b",
  "aws",
  "eu-north-1",
  "h100",
  "TBD",
  "docs/a.md",
  "a text of some length",
];

/** Values of the schema, each with a few of the things that are optional, for most of them exclude others. */
export function valuesOf(root: Schema): fc.Arbitrary<unknown> {
  const known = new Map<string, fc.Arbitrary<unknown>>();
  const of = (schema: Schema, key: string): fc.Arbitrary<unknown> => {
    if (schema.$ref !== undefined) return referred(schema.$ref, key);
    if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => of(one, key)));
    if ("const" in schema) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    return ofType(schema, key);
  };
  const ofType = (schema: Schema, key: string): fc.Arbitrary<unknown> => {
    const { items = {}, minItems = 0, minimum = -10, maximum = 1000 } = schema;
    switch (schema.type) {
      case "string":
        return textOf(schema, key);
      case "integer":
        return fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31) });
      case "number":
        return numberOf(schema);
      case "boolean":
        return fc.boolean();
      case "array":
        return fc.array(of(items, key), { minLength: Math.max(1, minItems), maxLength: 3 });
      case "object":
        return objectOf(schema, key);
      default:
        return fc.constantFrom(true, 1, "gpt-4o", { id: "chat" });
    }
  };
  const referred = (reference: string, key: string) => {
    const name = reference.split("/").at(-1) ?? "";
    const found = known.get(`${name} ${key}`) ?? of(root.$defs?.[name] ?? {}, key);
    known.set(`${name} ${key}`, found);
    return found;
  };
  const objectOf = (
    { properties = {}, required = [], additionalProperties }: Schema,
    key: string,
  ) => {
    const keys = Object.keys(properties).filter((one) => !one.startsWith("$"));
    const model = Object.fromEntries(keys.map((one) => [one, of(properties[one] ?? {}, one)]));
    const optional = keys.filter((one) => !required.includes(one));
    const own = fc
      .subarray(optional, { maxLength: Math.min(4, optional.length) })
      .chain((some) => fc.record(only(model, [...required, ...some])))
      .map(inOrder);
    if (typeof additionalProperties !== "object") return own;
    const more = fc.dictionary(fc.constantFrom("chat", "embed"), of(additionalProperties, key), {
      maxKeys: 2,
      noNullPrototype: true,
    });
    return fc.tuple(own, more).map(([one, other]) => ({ ...other, ...one }));
  };
  return of(root, "");
}

function textOf(
  { pattern = "", minLength = 0, maxLength = 40 }: Schema,
  key: string,
): fc.Arbitrary<string> {
  const shape = new RegExp(pattern, "u");
  const words = (WORDS[key] ?? TEXTS).filter((word) => shape.test(word));
  if (pattern === "") return fc.constantFrom(...words);
  const any = fc
    .stringMatching(shape)
    .filter(({ length }) => length >= minLength && length <= maxLength);
  return words.length === 0
    ? any
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, any);
}

function only<T>(model: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(model).filter(([key]) => keys.includes(key)));
}

/** A range whose ends are the wrong way round is refused, and that is soon tried enough. */
function inOrder(value: Record<string, unknown>): Record<string, unknown> {
  const ends = ["low", "value", "high"].filter((key) => typeof value[key] === "number");
  if (ends.length < 2) return value;
  const sorted = ends.map((key) => Number(value[key])).sort((one, other) => one - other);
  return { ...value, ...Object.fromEntries(ends.map((key, at) => [key, sorted[at]])) };
}

const numberOf = ({ minimum = 0, maximum = 1e12 }: Schema): fc.Arbitrary<number> => {
  const [min, max] = [Math.max(minimum, -1e15), Math.min(maximum, 1e15)];
  return fc.oneof(
    fc.constantFrom(min, max, Math.min(max, Math.max(min, 1)), Math.min(max, 40)),
    fc
      .double({ min: min === 0 && max > 1e-6 ? 1e-6 : min, max, noNaN: true })
      .map((value) => Number(value.toPrecision(4)) || 0),
  );
};

const HARMS = ["replace", "replace", "replace", "remove", "add", "twice"] as const;

interface Harm {
  readonly do: (typeof HARMS)[number];
  /** Which of all values within the document, by the remainder. */
  readonly at: number;
  readonly value: unknown;
}

const harm = fc.record<Harm>({
  do: fc.constantFrom(...HARMS),
  at: fc.nat(),
  value: fc.constantFrom(...HOSTILE_VALUES),
});

/** Documents of these values as YAML or JSON, a third of them sound, others with one thing wrong. */
export function shaped(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(values, fc.option(harm, { freq: 2 }), fc.constantFrom("json", "indented", "yaml"))
    .map(([value, wrong, form]) => write(wrong === null ? value : harmed(value, wrong), form));
}

function write(value: unknown, form: string): string {
  if (form === "yaml") return stringify(value, { aliasDuplicateObjects: false });
  return JSON.stringify(value, undefined, form === "json" ? 0 : 2) ?? "null";
}

/** A copy in which one value has been replaced, removed, joined by a strange one, or repeated. */
function harmed(document: unknown, wrong: Harm): unknown {
  const copy = structuredClone(document);
  const places = placesIn(copy);
  const place = places[wrong.at % Math.max(1, places.length)];
  if (place === undefined) return wrong.value;
  const { holder, key } = place;
  if (wrong.do === "add") {
    if (Array.isArray(holder)) holder.push(wrong.value);
    else holder[`${JSON.stringify(wrong.value)}`.slice(0, 40)] = wrong.value;
  } else if (wrong.do === "twice" && Array.isArray(holder)) holder.push(holder[Number(key)]);
  else if (wrong.do === "remove") {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else (holder as Record<string, unknown>)[key] = wrong.value;
  return copy;
}

interface Within {
  readonly holder: unknown[] | Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Within[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Within["holder"];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder, key }, ...placesIn(inner)]);
}
