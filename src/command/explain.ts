/** What a check asks and why, what a practice or a threshold is, where a figure comes from: every name that a report prints can be explained. */

import type { Check, Checklist } from "../checklist/checklist.ts";
import { allCoefficients } from "../coefficients/coefficients.ts";
import { letterHint } from "../render/letter-guide.ts";
import { askedOf, GATE_CHECKLIST } from "../review/gate-checks.ts";
import type { Shipped } from "../review/review.ts";
import { nearest } from "../yaml/nearest.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { explainFigure } from "./explain-figure.ts";
import { table } from "./explain-table.ts";
import { safely, say } from "./terminal.ts";

interface Found {
  readonly checklist: Checklist;
  readonly check: Check;
}

/** `manifest` is the path of one in which the check is looked at. `today`, YYYY-MM-DD, is the day on which old data are called old. */
export async function explain(
  name: string,
  manifest: string | undefined,
  shipped: Shipped,
  today: string,
): Promise<Exit> {
  const shippedLists = [...shipped.packs.values()].map(({ checklist }) => checklist);
  const checks = [...shippedLists, GATE_CHECKLIST].flatMap((checklist) =>
    checklist.checks.map((check): Found => ({ checklist, check })),
  );
  // Reports name a check with the item that it is about.
  const wanted = name.toLowerCase().replace(/@.*$/, "");
  const found = checks.find(
    ({ check }) => check.id.toLowerCase() === wanted || check.slug === wanted,
  );
  const text =
    (found && describeCheck(found)) ??
    describePart(wanted, shipped) ??
    explainFigure(name, shipped, today);
  if (text === undefined) throw new InputError(unknownName(name, checks));
  if (manifest === undefined) {
    const hint = found && letterHint(found.check, "MANIFEST", (one) => one);
    say(hint === undefined ? text : `${text}\n\n${hint}`);
    return EXIT.pass;
  }
  if (found === undefined)
    throw new InputError(`Only a check is explained in a manifest, and "${safely(name)}" is none.`);
  const { explainIn } = await import("./explain-in.ts");
  const inManifest = await explainIn(found.check, manifest, shipped, today);
  say(`${text}\n\n${inManifest}`);
  return EXIT.pass;
}

const ASKED_OF = {
  pm: "product manager",
  engineering: "engineering",
  owner: "owners of the policy",
} as const;

function describeCheck({ check, checklist }: Found): string {
  const { answer, tests: _, ...rest } = check;
  const source = rest.source ?? checklist.source;
  const practice = checklist.practices.find(({ id }) => id === rest.practice);
  const rows: [string, string | undefined][] = [
    ["Severity", rest.severity],
    ["Practice", `${rest.practice} ${practice?.title ?? ""}`],
    ["Applies to", rest.for === "manifest" ? "the whole manifest" : `each of: ${rest.for}`],
    ["Question", rest.ask],
    ["Asked of", ASKED_OF[askedOf(check)]],
    [
      "Answer",
      answer.field === undefined ? answer.kind : `${answer.kind}, in the field ${answer.field}`,
    ],
    ["Why", rest.why],
    ["Fix", rest.fix],
    ["Evidence", rest.evidence.join("; ")],
    ["When", rest.when],
    ["Needs", rest.needs.join(", ") || undefined],
    ["Pass", rest.pass],
    ["Thresholds", thresholds(check, checklist)],
    ["Source", `${source.title}, ${source.url}`],
  ];
  return [`${rest.id} ${rest.slug}`, rest.title, "", ...table(rows)].join("\n");
}

/** A practice with its checks, or a threshold with those that read it. */
function describePart(wanted: string, { packs }: Shipped): string | undefined {
  for (const { checklist } of packs.values()) {
    const { practices, params, checks, source } = checklist;
    const practice = practices.find(({ id }) => id.toLowerCase() === wanted);
    if (practice !== undefined) {
      const rows = checks
        .filter((check) => check.practice === practice.id)
        .map((check): [string, string] => [check.id, `${check.severity}: ${check.title}`]);
      const from: [string, string] = ["Source", `${source.title}, ${source.url}`];
      return [`${practice.id} ${practice.title}`, "", ...table([...rows, from])].join("\n");
    }
    const threshold = Object.hasOwn(params, wanted) ? params[wanted] : undefined;
    if (threshold !== undefined) {
      const { value, unit, min, max, why } = threshold;
      const readers = checks.filter((check) => thresholds(check, checklist)?.includes(wanted));
      return [
        `Threshold ${wanted} of the pack ${checklist.pack}`,
        "",
        ...table([
          ["Value", `${value} ${unit}`],
          ["Range", `${min ?? "any"} to ${max ?? "any"}; the policy sets it under packs[].params`],
          ["Why", why],
          ["Read by", readers.map(({ id }) => id).join(", ")],
        ]),
      ].join("\n");
    }
  }
  return undefined;
}

/** The parameters that the conditions of a check name. */
function thresholds({ when = "", pass = "" }: Check, { params }: Checklist): string | undefined {
  const used = Object.entries(params).filter(([name]) =>
    `${when} ${pass}`.includes(`params.${name}`),
  );
  const lines = used.map(([name, { value, unit, why }]) => `${name} = ${value} ${unit}. ${why}`);
  return lines.join(" ") || undefined;
}

function unknownName(name: string, checks: readonly Found[]): string {
  const known = [
    ...checks.flatMap(({ check: { id, slug } }) => [id, slug]),
    ...checks.flatMap(({ checklist }) => Object.keys(checklist.params)),
    ...allCoefficients().map(({ id }) => id),
  ];
  const near = nearest(name, known);
  const hint =
    near === undefined
      ? "The reports name the ids that can be explained."
      : `Did you mean "${near}"?`;
  return `There is no check, no practice, no threshold and no figure called "${name}". ${hint}`;
}
