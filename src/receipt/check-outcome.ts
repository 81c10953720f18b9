/** What a receipt says of itself, of the tool and of the outcome, against what is the case here. */

import { percentages } from "../render/json.ts";
import type { Review } from "../review/review.ts";
import { type Check, compare, unchecked } from "./check.ts";
import { binds, findingOf } from "./counted.ts";
import { outcomeOf } from "./receipt.ts";
import type { Receipt } from "./receipt-schema.ts";
import { hashOf, renderReceipt, sealOf } from "./seal.ts";

/** Whoever edits a receipt without knowing the format is found; whoever knows it can write another. */
export function checkSeal(receipt: Receipt, text: string): Check[] {
  const { sha256, counted } = receipt.answers;
  const seal = compare("receipt", receipt.sha256, sealOf(receipt), "its hash of itself");
  const isAsWritten = text === renderReceipt(receipt);
  const layout: Check = {
    what: "receipt",
    is: "differs",
    note: "its content is as it was sealed, and it is laid out in another way than Greenlight writes it",
  };
  return [
    ...(seal.is === "same" && !isAsWritten ? [layout] : [seal]),
    ...(counted.length === 0 && sha256 === hashOf([])
      ? []
      : [compare("answers", sha256, hashOf(counted), "the hash of those that counted")]),
  ];
}

/** Data of another release are no fault of anybody: then only files can be checked. */
export function checkTool(
  { tool, data }: Receipt,
  version: string,
  here: { readonly coefficients: string; readonly tables: Readonly<Record<string, string>> },
): Check[] {
  const isSame = tool === version;
  const other = `this is Greenlight ${version}, which has other data`;
  const checkData = (what: string, expected: string, found: string | undefined) =>
    isSame || expected === found
      ? compare(what, expected, found ?? "absent")
      : unchecked(what, other);
  return [
    isSame
      ? { what: `Greenlight ${tool}`, is: "same" }
      : unchecked(`Greenlight ${tool}`, `this is Greenlight ${version}`),
    checkData("coefficients", data.coefficients, here.coefficients),
    ...Object.entries(data.tables).map(([name, expected]) =>
      checkData(`table ${name}`, expected, here.tables[name]),
    ),
  ];
}

export function checkPacks({ data }: Receipt, packs: Readonly<Record<string, string>>): Check[] {
  const names = [...new Set([...Object.keys(data.packs), ...Object.keys(packs)])];
  return names.map((name) =>
    compare(`checks of ${name}`, data.packs[name] ?? "absent", packs[name] ?? "absent"),
  );
}

/** Whether each answer was said of the facts as they are here; who said it, nobody can tell from files. */
export function checkAnswers({ answers: { counted } }: Receipt, byData: Review): Check[] {
  return counted.map((word) => {
    const { manifest, check, item, by, outcome, version, facts } = word;
    const what = `${outcome === "waived" ? "exception from" : `answer of ${by ?? "nobody"} to`} ${check}@${item} of ${manifest}`;
    const finding = findingOf(byData, word);
    if (finding === undefined)
      return { what, is: "differs", expected: facts, found: "there is nothing to answer" };
    if (binds(word, finding))
      return { what, is: "same", note: "taken from the receipt; it was said of these facts" };
    const now = finding.hashes();
    return compare(what, `${version} ${facts}`, `${now.version} ${now.facts}`);
  });
}

export function checkOutcome(receipt: Receipt, review: Review): Check[] {
  const found = review.manifests.map((one) => outcomeOf(one, undefined));
  const whole = { verdict: review.verdict, ...percentages(review.tally) };
  return [
    ...receipt.manifests.map((expected, at) =>
      compareWords(`outcome of ${expected.name}`, expected, found[at]),
    ),
    compareWords("outcome", receipt, whole),
  ];
}

interface Outcome extends Pick<Receipt, "verdict" | "score" | "coverage"> {
  readonly state?: string;
  readonly product?: string | undefined;
}

function compareWords(what: string, expected: Outcome, found: Outcome | undefined): Check {
  const words = wordsOf(expected);
  return compare(what, words, found === undefined ? "absent" : wordsOf(found), words);
}

function wordsOf({ state, product, verdict, score, coverage }: Outcome): string {
  return [
    ...(product === undefined ? [] : [product]),
    ...(state === undefined ? [] : [state]),
    `verdict ${verdict}`,
    `score ${percent(score)}`,
    `coverage ${percent(coverage)}`,
  ].join(", ");
}

function percent(value: number | undefined): string {
  return value === undefined ? "none" : `${value} %`;
}
