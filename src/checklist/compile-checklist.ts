/** A checklist that was checked, to what the evaluation runs, or to what ships of it. */

import type { Node } from "../condition/condition-tree.ts";
import { parseCondition } from "../condition/parse-condition.ts";
import type { Checklist } from "./checklist.ts";
import { type CompiledPack, loadPack, type SoundPack } from "./load-pack.ts";

export function compileChecklist(checklist: Checklist): CompiledPack {
  return loadPack(soundPack(checklist));
}

/** What ships of a pack, as JSON can hold it: without the checks' own cases, and places in conditions. */
export function shippedPack(checklist: Checklist): SoundPack {
  const checks = checklist.checks.map((check) => ({ ...check, tests: [] }));
  const { trees } = soundPack(checklist);
  return { checklist: { ...checklist, checks }, trees: JSON.parse(JSON.stringify(trees, noPlace)) };
}

function soundPack(checklist: Checklist): SoundPack {
  const trees = checklist.checks.map(({ when, pass }) => ({
    when: treeOf(when),
    pass: treeOf(pass),
  }));
  return { checklist, trees };
}

function treeOf(text: string | undefined): Node | undefined {
  if (text === undefined) return undefined;
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`the condition was not checked: ${text}`);
  return parsed.tree;
}

function noPlace(key: string, value: unknown): unknown {
  return key === "start" || key === "end" ? undefined : value;
}
