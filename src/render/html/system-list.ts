/** What the diagram shows, for those who do not see it. */

import { shareText } from "../figure.ts";
import { type Html, html } from "./html.ts";
import type { PartBox, RunBox, SystemGraph } from "./system-graph.ts";

export function systemList({ runs, parts }: SystemGraph): Html {
  return html`<ul>
${runs.map(runItem)}${parts.map(partItem)}</ul>`;
}

function runItem({ title, steps, more, share }: RunBox): Html {
  const rows = steps.map(
    ({ label, note, use }) =>
      html`<li>${label}${label === use ? "" : `, by ${use}`}${note === "" ? "" : `, ${note}`}</li>`,
  );
  const rest = more > 0 ? html`<li>and ${more} more</li>` : undefined;
  return html`<li>${title}${share === undefined ? "" : `, ${shareText(share)} of energy`}<ol>${rows}${rest}</ol></li>
`;
}

function partItem(part: PartBox): Html {
  const { kind, title, detail, hosts } = part;
  const runsOn = hosts.slice(0, MOST_HOSTS).join(", ");
  const more = hosts.length - MOST_HOSTS;
  const where =
    hosts.length === 0 ? "" : `, runs on ${runsOn}${more > 0 ? ` and ${more} more` : ""}`;
  return html`<li>${kind === "model" ? "Model" : "Component"} ${title}: ${detail}, ${shareWords(part)}${where}</li>
`;
}

const MOST_HOSTS = 6;

/** A share in words; a part without one says why. */
export function shareWords({ share, hosts, isElsewhere }: PartBox): string {
  if (share !== undefined) return `${shareText(share)} of energy`;
  if (hosts.length > 0) return "counted where it runs";
  return isElsewhere ? "counted elsewhere" : "energy unknown";
}
