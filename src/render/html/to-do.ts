/** What keeps the change from merging and what is to be answered, each with what to do about it. */

import type { Finding } from "../../evaluate/finding.ts";
import { askedOf } from "../../review/gate-checks.ts";
import type { ReviewedManifest } from "../../review/review-manifest.ts";
import { ASKED, destination, goodAnswer } from "../answer-hint.ts";
import { count } from "../headline.ts";
import { placeText } from "../place-text.ts";
import {
  BACKLOG,
  type Failing,
  type FindingGroup,
  failingGroups,
  type Open,
  openGroups,
} from "../ranked-findings.ts";
import { shiftNote } from "../shift-note.ts";
import { AS_CODE, AS_TEXT, code, type Html, html, joined, ours, prose } from "./html.ts";

const MOST_ENTRIES = 8;
/** Where nothing blocks: a hint, not a list of duties. */
const MOST_NEXT = 3;
const MOST_ITEMS = 3;
const WRITER = { text: AS_TEXT, code: AS_CODE };

export function toDo(one: ReviewedManifest): Html {
  const failing = failingGroups(one);
  const blocking = failing.filter(({ blocks }) => blocks);
  const open = openGroups(one);
  const waiting = open.filter(({ blocks }) => blocks);
  return html`${
    blocking.length > 0
      ? fixes(one, blocking, "To fix before merging", MOST_ENTRIES)
      : fixes(one, failing, "Worth doing next; none of it blocks", MOST_NEXT)
  }
${limits(one)}
${notRun(one)}
${
  waiting.length > 0
    ? questions(one, waiting, "Questions to answer before merging", MOST_ENTRIES)
    : questions(one, open, "Open questions, none of which blocks", MOST_NEXT)
}`;
}

function fixes(
  one: ReviewedManifest,
  groups: readonly FindingGroup<Failing>[],
  title: string,
  most: number,
): Html | undefined {
  if (groups.length === 0) return undefined;
  return html`<h4>${title}</h4>
<p class="note">These sentences should be true of the system, and are not yet.</p>
<ol class="todo">${groups.slice(0, most).map((group) => fix(one, group))}</ol>${moreOf(groups.length - most)}`;
}

function fix(one: ReviewedManifest, group: FindingGroup<Failing>): Html {
  const { check, findings, explains } = group;
  const shift = shiftNote(one, group);
  const more = findings.length - MOST_ITEMS;
  return html`<li class="bad"><p class="what"><b>${prose(check.title)}</b></p>
<p><b>Now:</b> ${joined(findings.slice(0, MOST_ITEMS).map(now), "; ")}${more > 0 ? `; and ${more} more` : ""}</p>
${shift === undefined ? undefined : html`<p><b>Move:</b> ${shift}</p>`}
<p><b>Fix:</b> ${prose(check.fix)}</p>
<p class="meta">${place(one, findings)}, ${label(group)}${explains > 0 ? `, explains ${count(explains, "other finding")}` : ""}</p></li>
`;
}

/** A finding on the whole manifest needs no name. */
function now({ item, because }: Failing, _: number, all: readonly Failing[]): Html {
  const named = all.length > 1 && item.key !== "manifest";
  return html`${named ? html`${code(item.key)} ` : undefined}${prose(because)}`;
}

function place({ path }: ReviewedManifest, findings: readonly Finding[]): Html {
  return html`<span class="place">${placeText(path, findings)}</span>`;
}

function questions(
  one: ReviewedManifest,
  groups: readonly FindingGroup<Open>[],
  title: string,
  most: number,
): Html | undefined {
  if (groups.length === 0) return undefined;
  return html`<h4>${title}</h4>
<ol class="todo">${groups.slice(0, most).map((group) => question(one, group))}</ol>${moreOf(groups.length - most)}`;
}

function question(one: ReviewedManifest, group: FindingGroup<Open>): Html {
  const { check, findings } = group;
  const [first, ...more] = findings;
  const also = more.slice(0, MOST_ITEMS).map(({ item }) => html` ${code(item.key)}`);
  const rest = more.length - also.length;
  return html`<li class="open"><p class="what"><b>${ASKED[askedOf(check)]}:</b> ${prose(first?.question ?? "")}</p>
${also.length > 0 ? html`<p>Also for${also}${rest > 0 ? ` and ${rest} more` : ""}.</p>` : undefined}
<p>A good answer ${ours(goodAnswer(check, first?.asks ?? "check", WRITER))} ${ours(destination(findings, one.manifest, WRITER))}</p>
<p class="meta">${place(one, findings)}, ${label(group)}</p></li>
`;
}

function label({ check, severity, isBacklog }: FindingGroup): string {
  return `${severity}, ${check.id}${isBacklog ? `, ${BACKLOG}` : ""}`;
}

function moreOf(more: number): Html | undefined {
  return more > 0
    ? html`<p class="note">…and ${count(more, "more check")}, in the list of all findings below.</p>`
    : undefined;
}

function limits({ gate }: ReviewedManifest): Html | undefined {
  const hurdles = gate.hurdles.filter(({ about }) => about === undefined);
  if (hurdles.length === 0) return undefined;
  const lines = hurdles.map(({ because, verdict }) =>
    verdict === "fail"
      ? html`<li class="bad">✗ ${prose(because)}</li>`
      : html`<li class="open">? ${prose(because)}</li>`,
  );
  return html`<h4>Limits of the policy</h4><ul class="todo">${lines}</ul>`;
}

/** A check that could not be run says nothing about the architecture, and blocks all the same. */
function notRun(manifest: ReviewedManifest): Html | undefined {
  const failed = manifest.findings.flatMap((one) => (one.outcome === "error" ? [one] : []));
  if (failed.length === 0) return undefined;
  const lines = failed
    .slice(0, MOST_ENTRIES)
    .map(
      (one) =>
        html`<li class="open"><p class="what">${prose(one.check.title)}</p><p>${prose(one.because)}</p><p class="meta">${place(manifest, [one])}, ${one.check.id}</p></li>`,
    );
  return html`<h4>Checks that could not be run</h4><ul class="todo">${lines}</ul>${moreOf(failed.length - MOST_ENTRIES)}`;
}
