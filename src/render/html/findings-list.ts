/** Every finding, one entry per check and outcome, with filters that need a script; without one, all are shown. */

import type { Check, Severity } from "../../checklist/checklist.ts";
import { SEVERITIES } from "../../checklist/severity.ts";
import type { Finding, Outcome } from "../../evaluate/finding.ts";
import { type Asked, askedOf } from "../../review/gate-checks.ts";
import type { ReviewedManifest } from "../../review/review-manifest.ts";
import { ASKED } from "../answer-hint.ts";
import { placeText } from "../place-text.ts";
import { BACKLOG, shownFindings } from "../ranked-findings.ts";
import { sourceOf } from "../source-link.ts";
import type { CheckSources } from "./check-sources.ts";
import { code, type Html, html, prose } from "./html.ts";

const MOST_ENTRIES = 400;
const MOST_ITEMS = 12;

interface Words {
  readonly symbol: string;
  readonly words: string;
  readonly tone: Html;
}

/** In the order in which a reader wants them. */
const OUTCOMES: Readonly<Record<Outcome, Words>> = {
  fail: { symbol: "✗", words: "to fix", tone: html`bad` },
  error: { symbol: "!", words: "not evaluated", tone: html`open` },
  question: { symbol: "?", words: "open", tone: html`open` },
  waived: { symbol: "~", words: "waived", tone: html`good` },
  accepted: { symbol: "✓", words: "accepted", tone: html`good` },
  pass: { symbol: "✓", words: "met", tone: html`good` },
  "not-applicable": { symbol: "–", words: "does not apply", tone: html`none` },
};
const LEFT: readonly Outcome[] = ["fail", "error", "question"];
const ORDER = Object.keys(OUTCOMES) as Outcome[];

/** One check with all the items that it says the same of. */
interface Entry {
  readonly check: Check;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly blocks: boolean;
  readonly isBacklog: boolean;
  readonly findings: readonly Finding[];
}

export function findingsList(one: ReviewedManifest, sources: CheckSources): Html {
  const entries = entriesOf(one);
  const shown = entries.slice(0, MOST_ENTRIES);
  const more = entries.length - shown.length;
  return html`<div class="findings">
${filters(shown)}
<ul class="entries">
${shown.map((each) => entry(one, each, sources))}</ul>
${more > 0 ? html`<p class="note">…and ${more} more, in the JSON report.</p>` : undefined}</div>`;
}

function entriesOf({ findings, gate, notApplicable }: ReviewedManifest): Entry[] {
  const blocking = new Set<Finding>([...gate.blocking, ...gate.waitingFor]);
  const backlog = new Set<Finding>(gate.backlog);
  const groups = new Map<string, Finding[]>();
  for (const finding of shownFindings(findings)) {
    const { pack, check, outcome } = finding;
    const key = `${pack} ${check.id} ${outcome} ${blocking.has(finding)} ${backlog.has(finding)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const entries = [...groups.values()].map((group): Entry => {
    const first = group[0] as Finding;
    const levels = group.map(({ severity }) => SEVERITIES.indexOf(severity));
    return {
      check: first.check,
      outcome: first.outcome,
      severity: SEVERITIES[Math.min(...levels)] ?? first.severity,
      blocks: blocking.has(first),
      isBacklog: backlog.has(first),
      findings: group,
    };
  });
  const outside = notApplicable.map(
    ({ check }): Entry => ({
      check,
      outcome: "not-applicable",
      severity: check.severity,
      blocks: false,
      isBacklog: false,
      findings: [],
    }),
  );
  return [...entries, ...outside].toSorted((a, b) => rank(a) - rank(b));
}

function rank({ outcome, blocks, severity }: Entry): number {
  return 100 * ORDER.indexOf(outcome) + (blocks ? 0 : 10) + SEVERITIES.indexOf(severity);
}

function entry(one: ReviewedManifest, { check, outcome, ...of }: Entry, sources: CheckSources) {
  const { symbol, words, tone } = OUTCOMES[outcome];
  const { severity, blocks, isBacklog, findings } = of;
  const [first] = findings;
  const source = first && sourceOf(first, sources.packs);
  const who = askedOf(check);
  const places =
    outcome === "pass" || findings.length === 0
      ? undefined
      : html`<p class="place">${placeText(one.path, findings)}</p>`;
  return html`<li class="${tone}" data-outcome="${outcome}" data-severity="${severity}" data-who="${who}">
<p class="what"><span class="state ${tone}"><span aria-hidden="true">${symbol}</span> ${words}</span> ${prose(check.title)}</p>
${places}
${details(findings)}
${outcome === "fail" ? html`<p><b>Fix:</b> ${prose(check.fix)}</p>` : undefined}
<p class="meta">${severity}${blocks ? ", blocks the merge" : ""}${isBacklog ? `, ${BACKLOG}` : ""}, for ${ASKED[who].toLowerCase()}, ${check.practice}, ${check.id}${source === undefined ? undefined : html`, <a href="#${sources.anchorOf(source)}">source</a>`}</p></li>
`;
}

/** What decided it, item by item; what is met needs no more than the items. */
function details(findings: readonly Finding[]): Html | undefined {
  const shown = findings.slice(0, MOST_ITEMS);
  const more = findings.length - shown.length;
  const rest = more > 0 ? `and ${more} more` : undefined;
  if (!shown.some((one) => saysOf(one) !== undefined || one.word !== undefined)) {
    const names = shown.flatMap(({ item }) => (item.key === "manifest" ? [] : [item.key]));
    if (names.length === 0) return undefined;
    return html`<p>${names.map((name) => html`${code(name)} `)}${rest}</p>`;
  }
  return html`<ul>${shown.map(detail)}${rest && html`<li>${rest}</li>`}</ul>`;
}

function detail(one: Finding): Html {
  const { item } = one;
  const name = item.key === "manifest" ? undefined : html`${code(item.key)} `;
  return html`<li>${name}${prose(saysOf(one) ?? "")}${saidBy(one)}</li>`;
}

function saysOf(one: Finding): string | undefined {
  return "because" in one ? one.because : "question" in one ? one.question : undefined;
}

function saidBy({ word }: Finding): Html | undefined {
  if (word === undefined) return undefined;
  return html` <span class="said">${word.by}, ${word.on}: “${prose(word.text, 300)}”</span>`;
}

/** Hidden until the script that they need has run. */
function filters(entries: readonly Entry[]): Html {
  const outcomes = ORDER.filter((one) => entries.some(({ outcome }) => outcome === one));
  const people = (Object.keys(ASKED) as Asked[]).filter((one) =>
    entries.some(({ check }) => askedOf(check) === one),
  );
  return html`<fieldset class="filters" hidden><legend>Show only</legend>
<label>State <select data-filter="outcome"><option value="">all</option><option value="${LEFT.join(" ")}" data-first>what is left to do</option>${outcomes.map((one) => html`<option value="${one}">${OUTCOMES[one].words}</option>`)}</select></label>
<label>Severity <select data-filter="severity"><option value="">all</option>${SEVERITIES.map((one) => html`<option>${one}</option>`)}</select></label>
<label>For <select data-filter="who"><option value="">all</option>${people.map((one) => html`<option value="${one}">${ASKED[one].toLowerCase()}</option>`)}</select></label>
<label>With the words <input type="search" data-filter="words"></label>
<p role="status"></p></fieldset>`;
}
