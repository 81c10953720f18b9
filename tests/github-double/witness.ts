// Holds every exchange with the double against GitHub's own description of its API: what Greenlight
// sends, and what the double answers. Test calls may be wrong on purpose; Greenlight's may not.

import { describeApi, type Operation, type Parameter } from "./description.ts";
import { EXCEPTIONS, GENERAL_STATUSES, RAW } from "./description-exceptions.ts";
import type { Answer } from "./exchange.ts";
import type { RecordedRequest } from "./faults.ts";
import { SENT } from "./sent.ts";

/** What is wrong with one exchange; nothing when all is as described. */
export function faultsOfExchange(
  request: RecordedRequest,
  /** Undefined where the test had another answer sent, or none. */
  answer: Answer | undefined,
): readonly string[] {
  if (request.path === "/graphql") return [];
  // Where GitHub leads who asks for a repository by its old name: no path that a client makes up.
  if (request.path.startsWith("/repositories/")) return [];
  const operation = operationOf(request);
  const ours = request.headers["user-agent"]?.startsWith("greenlight") === true;
  if (operation === undefined)
    return ours ? [`${request.method} ${request.path}: no such call`] : [];
  const faults = [
    ...(ours ? requestFaults(operation, request) : []),
    ...(answer === undefined ? [] : answerFaults(operation, answer)),
  ];
  return faults.filter((fault) => !isExcepted(fault)).map((fault) => `${operation.name}: ${fault}`);
}

const isExcepted = (fault: string) => EXCEPTIONS.some(({ fault: pattern }) => pattern.test(fault));

function operationOf({ method, path }: RecordedRequest): Operation | undefined {
  const { operations } = describeApi("api.github.com");
  return operations.find((each) => each.method === method && each.path.test(path));
}

function requestFaults(operation: Operation, { query, body }: RecordedRequest) {
  const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
  const sent = [
    ...Object.entries(query).map(([name, value]) => [`?${name}`, value] as const),
    ...fieldsOf(body),
  ];
  return [
    ...Object.entries(query).flatMap(([name, value]) => {
      const parameter = inQuery.find((each) => each.name === name);
      return parameter === undefined
        ? [`takes no parameter ${name}`]
        : parameterFaults(operation, parameter, value);
    }),
    ...inQuery
      .filter(({ name, required }) => required === true && !(name in query))
      .map(({ name }) => `lacks the parameter ${name}`),
    ...bodyFaults(operation, body),
    ...sent
      .filter(([name, value]) => !isListed(operation.name, name, value))
      .map(([name]) => `sends ${name}, which sent.ts does not list`),
  ];
}

function parameterFaults({ pointer, parameters }: Operation, parameter: Parameter, text: string) {
  const isNumber = parameter.schema.type === "integer" && /^-?\d+$/.test(text);
  const value = isNumber ? Number(text) : text;
  const at = `${pointer}/parameters/${parameters.indexOf(parameter)}`;
  const { faultsOf, placeOf } = describeApi("api.github.com");
  return faultsOf(`${placeOf(at)}/schema`, value).map(
    (fault) => `parameter ${parameter.name}${fault}`,
  );
}

function bodyFaults({ body: place, bodyRequired }: Operation, body: unknown): readonly string[] {
  if (body === undefined) return bodyRequired ? ["lacks a body"] : [];
  if (place === undefined) return ["takes no body"];
  return describeApi("api.github.com")
    .faultsOf(place, body)
    .map((fault) => `sends ${fault}`);
}

/** The fields of a body with those inside of them, as `output.title` and `comments[].path`. */
function fieldsOf(value: unknown, name = ""): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.flatMap((each) => fieldsOf(each, `${name}[]`));
  if (value === null || typeof value !== "object") return name === "" ? [] : [[name, value]];
  return Object.entries(value).flatMap(([key, each]) =>
    fieldsOf(each, name === "" ? key : `${name}.${key}`),
  );
}

/** Listed by its name, or with its value where a server may know fewer values. */
function isListed(operation: string, name: string, value: unknown): boolean {
  const listed = SENT[operation] ?? [];
  return listed.includes(name) || listed.includes(`${name}=${value}`);
}

function answerFaults(operation: Operation, { status, body, headers }: Answer): readonly string[] {
  const type = headers["content-type"]?.replace(/;.*/, "");
  const places = operation.answers.get(status);
  if (places === undefined && !GENERAL_STATUSES.has(status)) return [`never answers ${status}`];
  if (type === undefined) return body.length === 0 ? [] : [`answers ${status} without a type`];
  if (type !== "application/json") {
    const isRaw = status === 200 && RAW.has(operation.name);
    return isRaw ? [] : [`answers ${status} as ${type}`];
  }
  const place = places?.get(type) ?? (status >= 400 ? refusalOf(status) : undefined);
  if (place === undefined) return [`answers ${status} with a body`];
  return describeApi("api.github.com")
    .faultsOf(place, JSON.parse(`${body}`))
    .map((fault) => `answers ${status}: ${fault}`);
}

/** What a refusal looks like where a call says nothing of its own. */
function refusalOf(status: number): string {
  return `/components/schemas/${status === 422 ? "validation-error" : "basic-error"}`;
}
