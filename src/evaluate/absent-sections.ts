/** Missing fields of an object that is left out as a whole: the object is asked for, once. */

import { formatPath, manifestFactAt, parsePath } from "../facts/fact-path.ts";
import { isFactObject } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";

/** The section that is left out, and the fields of it that checks ask for. */
export type AbsentSections = ReadonlyMap<string, readonly string[]>;

/**
 * Sections of which several fields are asked for, such as "operations" or "components[0].replicas".
 * Where checks miss one and the same field, that field is the better question.
 */
export function absentSections(missing: readonly string[], facts: Facts): AbsentSections {
  const fields = new Map<string, string[]>();
  for (const field of new Set(missing)) {
    const section = sectionOf(field, facts);
    if (section === undefined) continue;
    const known = fields.get(section);
    if (known === undefined) fields.set(section, [field]);
    else known.push(field);
  }
  return new Map([...fields].filter(([, asked]) => asked.length > 1));
}

/** The fields, with those of an absent section replaced by the section. */
export function bySection(missing: readonly string[], sections: AbsentSections): readonly string[] {
  if (sections.size === 0) return missing;
  const names = missing.map((field) => {
    for (const [section, fields] of sections) if (fields.includes(field)) return section;
    return field;
  });
  return [...new Set(names)];
}

/** The outermost object above a field that is not there, or empty; undefined when only the field is missing. */
function sectionOf(field: string, facts: Facts): string | undefined {
  const path = parsePath(field);
  for (let length = 1; length < path.length; length += 1) {
    const value = manifestFactAt(path.slice(0, length), facts);
    const isEmpty = value !== undefined && isFactObject(value) && Object.keys(value).length === 0;
    if (value === undefined || isEmpty) return formatPath(path.slice(0, length));
  }
  return undefined;
}
