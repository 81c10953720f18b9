/** The question for a manifest field that decides whether checks apply, in the words of the schema. */

import { parsePath } from "../facts/fact-path.ts";
import type { FactType } from "../facts/fact-type.ts";
import { type FactObject, type FactValue, isFactObject } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";
import { isOptionalSection, type OptionalSection } from "../facts/scope.ts";
import { sectionTypes } from "../facts/scope-types.ts";
import type { AbsentSections } from "./absent-sections.ts";

const SECTION_QUESTIONS: Readonly<Record<OptionalSection, string>> = {
  components:
    "What does the system run on: which machines, services and devices, where, and how many? Describe them under components.",
  data: "Which data is kept, how much of it, and for how long? Describe it under data, or write an empty list when none is.",
  environments:
    "Where is the system built and tested, and which model calls do its tests make? Describe it under environments.",
};

/** What stands in an object that may be left out, as a question. */
const OBJECT_QUESTIONS: Readonly<Record<string, string>> = {
  usage: "How much is the system used?",
  budgets: "Which targets hold for energy, carbon, cost and quality?",
  operations: "How is the system run and looked after?",
};

/** One question for all the fields; one that stands for an absent section names what it is to hold. */
export function fieldQuestion(
  fields: readonly string[],
  sections: AbsentSections,
  facts: Facts,
): string {
  return fields
    .map((field) => {
      const asked = sections.get(field);
      return asked === undefined ? questionFor(field, facts) : sectionQuestion(field, asked, facts);
    })
    .join(" ");
}

/** With the section to copy, so that who fills it in need not look up its fields. */
function sectionQuestion(section: string, fields: readonly string[], facts: Facts): string {
  const { subject, type } = describe(section, facts.roots);
  const meaning = type?.description === undefined ? "" : ` ${type.description}`;
  const question = OBJECT_QUESTIONS[section] ?? `What belongs under ${subject}?${meaning}`;
  return `${question} The manifest leaves this out; add what you know of it: ${snippet(section, fields)}`;
}

/** "budgets: { wh_per_unit: ..., quality: ... }". */
function snippet(section: string, fields: readonly string[]): string {
  const name = parsePath(section).findLast((key) => typeof key === "string") ?? section;
  const keys = fields.map((field) => String(parsePath(field.slice(section.length + 1))[0]));
  return `${name}: { ${[...new Set(keys)].map((key) => `${key}: ...`).join(", ")} }`;
}

function questionFor(field: string, { roots }: Facts): string {
  if (isOptionalSection(field) && roots[field] === undefined) return SECTION_QUESTIONS[field];
  const { subject, type, value } = describe(field, roots);
  const meaning = type?.description === undefined ? "" : ` ${type.description}`;
  if (value !== undefined)
    return `The tables do not know what is declared as ${subject}. What else is it called?`;
  switch (type?.kind) {
    case "bool":
      return `Is ${subject} true or false?${meaning}`;
    case "list":
    case "object":
      return `What belongs under ${subject}?${meaning}`;
    case "text": {
      const { choices } = type;
      return `What is ${subject}?${meaning}${choices ? ` One of: ${choices.join(", ")}.` : ""}`;
    }
    default:
      return `What is ${subject}?${meaning}`;
  }
}

interface Described {
  /** "input_tokens of step answer of flow ask". */
  readonly subject: string;
  readonly type: FactType | undefined;
  readonly value: FactValue;
}

function describe(field: string, roots: FactObject): Described {
  const names: string[] = [];
  const owners: string[] = [];
  let value: FactValue = roots;
  let type: FactType | undefined = { kind: "object", fields: sectionTypes() };
  for (const key of parsePath(field)) {
    value = child(value, key);
    type = typeOfChild(type, key);
    if (typeof key === "string") names.push(key);
    else owners.unshift(ownerWords(names.splice(0).at(-1) ?? "", key, value));
  }
  return { subject: [names.join("."), ...owners].join(" of "), type, value };
}

const SINGULAR: Readonly<Record<string, string>> = {
  models: "model",
  components: "component",
  flows: "flow",
  steps: "step",
  data: "data set",
  environments: "environment",
};

function ownerWords(section: string, index: number, item: FactValue): string {
  const what = SINGULAR[section] ?? section;
  const [id, use, name] = ["id", "use", "name"].map((key) => child(item, key));
  const label = id ?? use ?? name;
  return typeof label === "string" ? `${what} ${label}` : `${what} ${index + 1}`;
}

function child(value: FactValue, key: string | number): FactValue {
  if (Array.isArray(value)) return value[Number(key)];
  return value !== undefined && isFactObject(value) ? value[key] : undefined;
}

function typeOfChild(type: FactType | undefined, key: string | number): FactType | undefined {
  if (type?.kind === "list") return type.of;
  return type?.kind === "object" ? type.fields.get(String(key)) : undefined;
}
