/** The packs to docs/checks.md. */

import type { Checklist } from "../checklist/checklist.ts";
import { markdownTable } from "./markdown-table.ts";

export function checksPage(checklists: readonly Checklist[]): string {
  const sections = checklists.flatMap((checklist) => [
    `## ${checklist.title}`,
    "",
    `Pack \`${checklist.pack}\`, version ${checklist.version}. After [${checklist.source.title}](${checklist.source.url}), in our own words.`,
    "",
    "### Thresholds",
    "",
    "A policy may set others: see [policy.md](policy.md).",
    "",
    ...markdownTable(
      ["parameter", "value", "where it comes from"],
      Object.entries(checklist.params).map(([name, { value, unit, why }]) => [
        `\`${name}\``,
        `${value} ${unit}`,
        why,
      ]),
    ),
    "",
    ...checklist.practices.flatMap(({ id, title }) => [
      `### ${id} ${title}`,
      "",
      ...checklist.checks.filter(({ practice }) => practice === id).flatMap(checkSection),
    ]),
  ]);
  return `${["# Checks", "", "Made from `checklists/` by `npm run build`: do not edit.", "", ...sections].join("\n").trim()}\n`;
}

function checkSection(check: Checklist["checks"][number]): string[] {
  const { id, slug, title, severity, ask, why, who, fix, evidence, when, needs, pass } = check;
  const code = (text: string) => `\`${text.trim().replaceAll(/\s+/g, " ")}\``;
  return [
    `#### ${id} \`${slug}\``,
    "",
    `**${title}** Severity ${severity}; applies to ${check.for}; asked of ${who === "pm" ? "the product manager" : "engineering"}.`,
    "",
    `- Why: ${why}`,
    `- Question: ${ask.replaceAll(/[{}]/g, "`")}`,
    `- Fix: ${fix}`,
    `- Evidence: ${evidence.join("; ")}`,
    ...(when === undefined ? [] : [`- Applies when: ${code(when)}`]),
    ...(needs.length === 0 ? [] : [`- Asks when one is missing: ${needs.map(code).join(", ")}`]),
    ...(pass === undefined ? [] : [`- Passes when: ${code(pass)}`]),
    "",
  ];
}
