import { amend } from "../amend/amend.ts";
import type { FieldChange } from "./lever.ts";

/** The file with these changes in its own style; undefined where it leaves no safe place for one of them, or where nothing changes. */
export function changedText(text: string, changes: readonly FieldChange[]): string | undefined {
  let changed = text;
  for (const { path, value } of changes) {
    const amended = value === undefined ? undefined : amend(changed, path, value);
    if (amended?.ok !== true) return undefined;
    changed = amended.text;
  }
  return changed === text ? undefined : changed;
}
