// GitHub's own description of its API, cut to what the double knows, as something that can be asked
// at run time: which call a request is, and what is wrong with a value.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
  readonly "x-multi-segment"?: boolean;
}

/** Where the schema of a body stands in the description, by its media type. */
type Bodies = ReadonlyMap<string, string>;

export interface Operation {
  /** As in `GET /repos/{owner}/{repo}`. */
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  readonly parameters: readonly Parameter[];
  /** Where the schema of the request's body stands; undefined where it takes none. */
  readonly body: string | undefined;
  readonly bodyRequired: boolean;
  /** By status. */
  readonly answers: ReadonlyMap<number, Bodies>;
  readonly pointer: string;
}

export interface Description {
  readonly operations: readonly Operation[];
  /** What is wrong with a value at that place of the description; nothing when it is right. */
  readonly faultsOf: (pointer: string, value: unknown) => readonly string[];
  /** Where that place really is, elsewhere when it only names another; undefined when it is not. */
  readonly placeOf: (pointer: string) => string | undefined;
}

type Json = null | boolean | number | string | readonly Json[] | Schema;
interface Schema {
  readonly [key: string]: Json;
}

const known = new Map<string, Description>();

/** `api.github.com`, or a server such as `ghes-3.17`. Read and compiled once, when it is needed. */
export function describeApi(name: string): Description {
  const found = known.get(name) ?? readDescription(name);
  known.set(name, found);
  return found;
}

function readDescription(name: string): Description {
  const file = join(import.meta.dirname, "../fixtures/github-api", `${name}.json`);
  const document: Schema = JSON.parse(readFileSync(file, "utf8"));
  const operations = keysOf(document, "/paths").flatMap((path) =>
    keysOf(document, `/paths/${escaped(path)}`).map((method) =>
      readOperation(document, path, method),
    ),
  );
  // The more is said word for word, the better it fits.
  const literal = ({ name }: Operation) => name.replace(/\{\w+\}/g, "").length;
  operations.sort((left, right) => literal(right) - literal(left));
  const placeOf = (pointer: string) =>
    at(document, pointer) === undefined ? undefined : follow(document, pointer);
  return { operations, faultsOf: compiler(document), placeOf };
}

function readOperation(document: Schema, path: string, method: string): Operation {
  const pointer = `/paths/${escaped(path)}/${method}`;
  const parameters = keysOf(document, `${pointer}/parameters`).map(
    (key) => at(document, follow(document, `${pointer}/parameters/${key}`)) as unknown as Parameter,
  );
  const bodiesOf = (place: string): Bodies =>
    new Map(
      keysOf(document, `${place}/content`).map((type) => [
        type,
        `${place}/content/${escaped(type)}/schema`,
      ]),
    );
  const answers = keysOf(document, `${pointer}/responses`).map(
    (status) =>
      [Number(status), bodiesOf(follow(document, `${pointer}/responses/${status}`))] as const,
  );
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path: patternOf(path, parameters),
    parameters,
    body: bodiesOf(`${pointer}/requestBody`).get("application/json"),
    bodyRequired: at(document, `${pointer}/requestBody`)?.["required"] === true,
    answers: new Map(answers),
    pointer,
  };
}

const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");
const unescaped = (key: string) => key.replaceAll("~1", "/").replaceAll("~0", "~");
const keysOf = (document: Schema, pointer: string) => Object.keys(at(document, pointer) ?? {});

function at(document: Schema, pointer: string): Schema | undefined {
  const keys = pointer.split("/").slice(1).map(unescaped);
  return keys.reduce<Schema | undefined>(
    (value, key) => value?.[key] as Schema | undefined,
    document,
  );
}

/** The place that a reference names, where there is one at that place. */
function follow(document: Schema, pointer: string): string {
  const ref = at(document, pointer)?.["$ref"];
  return typeof ref === "string" ? ref.slice(1) : pointer;
}

/** Only some parameters hold slashes. Below `git` GitHub's description forgets to say so of `ref`. */
function patternOf(path: string, parameters: readonly Parameter[]): RegExp {
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((each) => each.name === name);
    return parameter?.["x-multi-segment"] === true ? "(.*)" : "([^/]+)";
  });
  return new RegExp(`^${source}$`);
}

/**
 * Each place is compiled when it is first asked for: most tests touch a few of them. It is the
 * compiling that takes time, and so nothing is spent on making its result fast.
 */
function compiler(document: Schema): Description["faultsOf"] {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    inlineRefs: false,
    validateSchema: false,
    code: { optimize: false },
  });
  addFormats.default(ajv, { mode: "fast" });
  ajv.addFormat("int64", true);
  ajv.addSchema(closed(document, partsIn(document)) as object, "github");
  const compiled = new Map<string, ValidateFunction>();
  return (pointer, value) => {
    const ref = `github#${encodeURI(pointer)}`;
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: ref });
    compiled.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = "", params }) =>
        `${instancePath} ${message} ${JSON.stringify(Object.values(params))}`,
    );
  };
}

/** What only describes a part of an object: the others have fields of their own. */
function partsIn(document: Schema): ReadonlySet<Json> {
  const parts = new Set<Json>();
  const look = (value: Json): void => {
    if (value === null || typeof value !== "object") return;
    for (const part of ((value as Schema)["allOf"] as readonly Schema[] | undefined) ?? []) {
      const ref = part["$ref"];
      parts.add(typeof ref === "string" ? (at(document, ref.slice(1)) ?? part) : part);
    }
    for (const each of Object.values(value)) look(each);
  };
  look(document);
  return parts;
}

/**
 * OpenAPI 3.0 as JSON Schema: null where it may be null; and what an object is not said to have, it
 * must not have, because a double that makes up fields proves nothing.
 */
function closed(value: Json, parts: ReadonlySet<Json>): Json {
  if (Array.isArray(value)) return value.map((each) => closed(each, parts));
  if (value === null || typeof value !== "object") return value;
  const schema = Object.fromEntries(
    Object.entries(value as Schema).map(([key, each]) => [
      // Where GitHub says "one of", several may fit.
      key === "oneOf" ? "anyOf" : key,
      closed(each, parts),
    ]),
  );
  const { nullable, type, ...rest } = schema;
  const isClosed = "properties" in rest && type === "object" && !parts.has(value);
  const whole = { ...(isClosed ? { additionalProperties: false } : {}), ...rest };
  if (nullable !== true) return type === undefined ? whole : { ...whole, type };
  if (type === undefined) return { anyOf: [whole, { type: "null" }] };
  const words = rest["enum"] as readonly Json[] | undefined;
  return {
    ...whole,
    type: [type, "null"],
    ...(words === undefined ? {} : { enum: [...words, null] }),
  };
}
