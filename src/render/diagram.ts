/** The system as a Mermaid diagram: flows, models, components, tests and training, shaded by their share of energy. */

import type { Estimate } from "../estimate/result.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { escapeMermaid } from "./escape-mermaid.ts";
import { shareText } from "./figure.ts";

/** Nodes above which parts of a kind are drawn as one. */
const MOST_NODES = 40;
const MOST_EDGES = 80;
/** Nodes above which the diagram is folded away. */
const MOST_UNFOLDED = 12;

type Layer = "flow" | "model" | "component" | "other";

interface Node {
  /** "models/answer", or "models/api" for a group. */
  readonly key: string;
  readonly layer: Layer;
  readonly title: string;
  readonly share: number | undefined;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: "uses" | "runs on";
}

interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** The text is dark or light so that it reads on its own fill, on a light and on a dark page. */
const SHADES: readonly (readonly [atLeast: number, name: string, style: string])[] = [
  [0.5, "most", "fill:#a63603,color:#ffffff,stroke:#7f2704"],
  [0.2, "much", "fill:#e6550d,color:#ffffff,stroke:#a63603"],
  [0.05, "some", "fill:#fdae6b,color:#1f2328,stroke:#e6550d"],
  [0, "little", "fill:#fff5eb,color:#1f2328,stroke:#fdae6b"],
];
const UNKNOWN_STYLE = "fill:#f6f8fa,color:#1f2328,stroke:#8c959f,stroke-dasharray:4 3";

const SHAPE: Record<Layer, readonly [open: string, close: string]> = {
  flow: ['(["', '"])'],
  model: ['["', '"]'],
  component: ['[["', '"]]'],
  other: ['{{"', '"}}'],
};

/** A fenced diagram with its legend; folded when it is large. */
export function diagram({ manifest, estimate }: ReviewedManifest): string {
  const whole = graphOf(manifest, estimate);
  const graph = whole.nodes.length > MOST_NODES ? grouped(whole, manifest) : whole;
  const body = ["```mermaid", ...mermaid(graph), "```", "", LEGEND].join("\n");
  const title = "The system, shaded by its share of energy";
  if (graph.nodes.length <= MOST_UNFOLDED) return `### ${title}\n\n${body}`;
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

const LEGEND =
  "<sub>Rounded: flows. Plain: models. Double border: components. Hexagons: tests and training. The darker, the larger its share of the energy; dashed: unknown or counted elsewhere. Dotted lines: a model runs on a component.</sub>";

function graphOf(manifest: Manifest, { components: parts }: Estimate): Graph {
  const shares = new Map(parts.map(({ id, energyShare }) => [id, energyShare]));
  const { flows, models, components = [] } = manifest;
  const nodes = [
    ...flows.map(({ id, title = id }) => node("flow", id, title, undefined)),
    ...models.map(({ id, name }) =>
      node("model", id, id === name ? id : `${id}: ${name}`, shares.get(`models.${id}`)),
    ),
    ...components.map(({ id, title = id }) =>
      node("component", id, title, shares.get(`components.${id}`)),
    ),
  ];
  const uses = flows.flatMap(({ id, steps }) =>
    steps.map(({ use }): Edge => ({ from: id, to: use, kind: "uses" })),
  );
  const runs = components.flatMap(({ id, runs: served = [] }) =>
    served.map((model): Edge => ({ from: model, to: id, kind: "runs on" })),
  );
  const beside = besides(manifest, shares);
  return {
    nodes: [...nodes, ...beside.nodes],
    edges: distinct([...uses, ...runs, ...beside.edges]),
  };
}

/** Tests and training, which use energy beside the flows. */
function besides(
  { environments = [], models }: Manifest,
  shares: ReadonlyMap<string, number | undefined>,
): Graph {
  const tests = environments.filter(({ evals = [] }) => evals.length > 0);
  const trained = models.filter(({ training = [] }) => training.length > 0);
  const shareOf = ({ id, training = [] }: Manifest["models"][number]) => {
    const known = training.flatMap(
      (job, index) => shares.get(`models.${id}.training.${job.id ?? index}`) ?? [],
    );
    return known.length < training.length ? undefined : known.reduce((sum, one) => sum + one, 0);
  };
  return {
    nodes: [
      ...tests.map(({ name }) =>
        node("other", `tests ${name}`, `Tests: ${name}`, shares.get(`environments.${name}`)),
      ),
      ...trained.map((model) =>
        node("other", `training ${model.id}`, `Training: ${model.id}`, shareOf(model)),
      ),
    ],
    edges: [
      ...tests.flatMap(({ name, evals = [] }) =>
        evals.map(({ use }): Edge => ({ from: `tests ${name}`, to: use, kind: "uses" })),
      ),
      ...trained.map(({ id }): Edge => ({ from: `training ${id}`, to: id, kind: "uses" })),
    ],
  };
}

function node(layer: Layer, key: string, title: string, share: number | undefined): Node {
  return { key, layer, title, share };
}

const GROUP: Partial<Record<Layer, string>> = { flow: "flows", other: "tests and training" };

/** Models by access, components by kind, flows together: a map of a system too large to draw. */
function grouped({ nodes, edges }: Graph, manifest: Manifest): Graph {
  const access = new Map(manifest.models.map((one) => [one.id, `${one.access} models`]));
  const kind = new Map(
    (manifest.components ?? []).map((one) => [one.id, `${one.kind} components`]),
  );
  const groupOf = ({ key, layer }: Node) =>
    GROUP[layer] ?? (layer === "model" ? access : kind).get(key) ?? layer;
  const members = new Map<string, Node[]>();
  for (const one of nodes) {
    const group = members.get(groupOf(one));
    if (group === undefined) members.set(groupOf(one), [one]);
    else group.push(one);
  }
  const groups = [...members].map(([key, of]): Node => {
    const known = of.flatMap(({ share }) => (share === undefined ? [] : [share]));
    const share = known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0);
    return { key, layer: of[0]?.layer ?? "component", title: `${of.length} ${key}`, share };
  });
  const groupByKey = new Map(nodes.map((node) => [node.key, groupOf(node)]));
  const between = edges.flatMap(({ from, to, kind: edgeKind }): Edge[] => {
    const [one, other] = [groupByKey.get(from), groupByKey.get(to)];
    return one === undefined || other === undefined || one === other
      ? []
      : [{ from: one, to: other, kind: edgeKind }];
  });
  return { nodes: groups, edges: distinct(between) };
}

/** Node names are numbers of our own: no id of the manifest gets into the grammar. */
function mermaid({ nodes, edges }: Graph): string[] {
  const names = new Map(nodes.map(({ key }, index) => [key, `n${index}`]));
  const lines = edges.flatMap(({ from, to, kind }) => {
    const [one, other] = [names.get(from), names.get(to)];
    if (one === undefined || other === undefined) return [];
    return [`  ${one} ${kind === "uses" ? "-->" : "-.->"} ${other}`];
  });
  return [
    "flowchart LR",
    ...nodes.map((node) => `  ${names.get(node.key)}${nodeText(node)}:::${shadeOf(node)}`),
    ...lines.slice(0, MOST_EDGES),
    ...SHADES.map(([, name, style]) => `  classDef ${name} ${style}`),
    `  classDef unknown ${UNKNOWN_STYLE}`,
  ];
}

function nodeText({ layer, title, share }: Node): string {
  const [open, close] = SHAPE[layer];
  const part = share === undefined ? "" : `<br>${shareText(share)}`;
  return `${open}${escapeMermaid(title)}${part}${close}`;
}

function shadeOf({ layer, share }: Node): string {
  if (share === undefined) return layer === "flow" ? "little" : "unknown";
  return SHADES.find(([atLeast]) => share >= atLeast)?.[1] ?? "little";
}

function distinct(edges: readonly Edge[]): Edge[] {
  const seen = new Map(edges.map((edge) => [`${edge.from} ${edge.to} ${edge.kind}`, edge]));
  return [...seen.values()];
}
