/** A checklist that was checked, and its parsed conditions, to what the evaluation runs. */

import { type Condition, loadCondition } from "../condition/condition.ts";
import type { Node } from "../condition/condition-tree.ts";
import { canonicalJson, fieldsCovered, hashText } from "../facts/hash-facts.ts";
import { isEvidence } from "../facts/scope-types.ts";
import { type AskText, askText } from "./ask-text.ts";
import type { Check, Checklist } from "./checklist.ts";

export interface CompiledPack {
  readonly checklist: Checklist;
  readonly checks: readonly CompiledCheck[];
}

export interface CompiledCheck {
  readonly check: Check;
  /** Hash of when, needs, pass, ask and answer: an answer to another version does not count. */
  readonly version: string;
  readonly when: Condition | undefined;
  readonly pass: Condition | undefined;
  /** The question in words, with the facts of an item filled in. */
  readonly question: AskText;
  /** Manifest fields that its answers rest on. */
  fields(): readonly string[];
  /** What it rests on as conditions see it: what is derived stands for itself. */
  facts(): readonly string[];
  /** Facts that it needs or reads for its pass and that are texts which are to show something. */
  evidence(): readonly string[];
}

/** A checklist that was checked, and the trees of its conditions, in the order of its checks. */
export interface SoundPack {
  readonly checklist: Checklist;
  readonly trees: readonly Trees[];
}

/** The parsed conditions of a check. */
export interface Trees {
  readonly when?: Node | undefined;
  readonly pass?: Node | undefined;
}

export function loadPack({ checklist, trees }: SoundPack): CompiledPack {
  return { checklist, checks: checklist.checks.map((check, at) => loadCheck(check, trees[at])) };
}

function loadCheck(check: Check, trees: Trees = {}): CompiledCheck {
  const { when, needs, pass, ask, answer } = check;
  const conditions = [load(when, trees.when), load(pass, trees.pass)];
  const covered = check.covers ?? inputs(needs, conditions);
  let version: string | undefined;
  let fields: readonly string[] | undefined;
  let evidence: readonly string[] | undefined;
  return {
    check,
    get version() {
      version ??= hashText(canonicalJson({ when, needs, pass, ask, answer }));
      return version;
    },
    when: conditions[0],
    pass: conditions[1],
    question: askText(ask),
    fields: () => {
      fields ??= fieldsCovered(check.for, covered);
      return fields;
    },
    facts: () =>
      [...new Set([...covered, ...inputs(needs, conditions)])].filter(
        (path) => !path.startsWith("params."),
      ),
    evidence: () => {
      evidence ??= inputs(needs, [conditions[1]]).filter(
        (path, index, all) => all.indexOf(path) === index && isEvidence(check.for, path),
      );
      return evidence;
    },
  };
}

function load(text: string | undefined, tree: Node | undefined): Condition | undefined {
  if (text === undefined) return undefined;
  if (tree === undefined) throw new Error(`the condition was not parsed: ${text}`);
  return loadCondition(text, tree);
}

function inputs(
  needs: readonly string[],
  conditions: readonly (Condition | undefined)[],
): readonly string[] {
  return [...needs, ...conditions.flatMap((condition) => condition?.reads ?? [])];
}
