/** A plain value and a schema to the value that the schema gives, or to every fault it finds. */

import * as z from "zod/mini";
import { type Complaint, complaintsOf, noteSources } from "./complaint.ts";
import { describeComplaint, meantKey } from "./describe-complaint.ts";
import { type Fault, pathText } from "./fault.ts";
import { fieldDescription } from "./field-description.ts";
import type { Places } from "./find-node.ts";
import { keyElsewhere } from "./key-elsewhere.ts";
import { LIMITS } from "./limits.ts";
import type { PlainValue } from "./read-value.ts";
import { pathKey } from "./walk.ts";

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export function checkValue<T>(
  schema: z.core.$ZodType<T>,
  plain: PlainValue,
  places: Places,
): Checked<T> {
  const sources = noteSources();
  const checked = z.safeParse(schema, plain.value, { error: sources.errorMap, jitless: true });
  if (checked.success) return { ok: true, value: checked.data };

  const complaints = checked.error.issues
    .flatMap((issue) => complaintsOf(issue, plain.value, sources))
    .filter(({ path }) => !plain.isRefused(path));
  const explained = explainedKeys(complaints);
  const faults = complaints
    .filter((complaint) => !isExplained(complaint, explained, plain))
    .map((complaint) => toFault(complaint, places, schema));
  return { ok: false, faults };
}

/** Keys that are missing only because they are mistyped: their typing error says all there is to say. */
function explainedKeys(complaints: readonly Complaint[]): ReadonlySet<string> {
  const unknown = complaints.filter(({ issue }) => issue.code === "unrecognized_keys");
  const keys = new Set<string>();
  for (const complaint of unknown.slice(0, LIMITS.problems)) {
    const meant = meantKey(complaint);
    if (meant !== undefined) keys.add(pathKey([...complaint.path.slice(0, -1), meant]));
  }
  return keys;
}

function isExplained(
  { path, written, isKey }: Complaint,
  explained: ReadonlySet<string>,
  plain: PlainValue,
): boolean {
  if (written !== undefined || isKey) return false;
  return explained.has(pathKey(path)) || plain.isIncomplete(path.slice(0, -1));
}

function toFault(complaint: Complaint, places: Places, schema: z.core.$ZodType): Fault {
  const { path, isKey } = complaint;
  return {
    at: isKey ? places.offsetOfKey(path) : places.offsetOf(path),
    say: () => {
      const words = describeComplaint(complaint, places.sourceOf(path), {
        description: () => fieldDescription(schema, path),
        elsewhere: () => keyElsewhere(schema, path),
      });
      return path.length > 0 ? `${pathText(path)}: ${words}` : `the file ${words}`;
    },
  };
}
