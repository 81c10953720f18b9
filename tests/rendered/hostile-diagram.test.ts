// Texts of the corpus as names of flows, models and components: the diagram keeps its nodes, its edges and its look.
import { expect, test } from "vitest";
import { HELD, show } from "../hostile-scene.ts";
import { commentPage, loadPage } from "./comment-page.ts";

/** So many of each, that all are drawn one by one. */
const OF_EACH = 10;
const DIAGRAM = /```mermaid\n[\s\S]*?\n```/;
/** Lines of our own: a node, an edge, a style. */
const LINE =
  /^ {2}(?:n\d+(?:\(\["[^"]*"\]\)|\["[^"]*"\]|\[\["[^"]*"\]\]):::\w+|n\d+ -(?:-|\.-)> n\d+|classDef \w+ [\w:#,-]+(?: 3)?)$/;

const ids = Array.from({ length: OF_EACH }, (_, index) => index);

/** Each text is the name of a flow, of a model and of a component. */
async function diagramOf(texts: readonly string[]): Promise<string> {
  const nameOf = (index: number) => texts[index % texts.length] ?? "";
  const manifest = {
    version: 1,
    product: { name: "Drawn", stage: "pilot", functional_unit: "answer" },
    models: ids.map((at) => ({ id: `model-${at}`, name: nameOf(at), access: "api" })),
    components: ids.map((at) => ({ id: `part-${at}`, kind: "gateway", title: nameOf(at) })),
    flows: ids.map((at) => ({
      id: `flow-${at}`,
      title: nameOf(at),
      steps: [{ use: `model-${at}` }, { use: `part-${at}` }],
    })),
  };
  const { markdown } = await show(JSON.stringify(manifest));
  return DIAGRAM.exec(markdown[0] ?? "")?.[0] ?? "";
}

test("a diagram of any names is drawn with as many nodes and edges as one of harmless names", async () => {
  const groups = Array.from({ length: Math.ceil(HELD.length / OF_EACH) }, (_, at) =>
    HELD.slice(at * OF_EACH, (at + 1) * OF_EACH),
  );
  const diagrams = [];
  for (const texts of [["words"], ...groups]) {
    const diagram = await diagramOf(texts);
    const odd = diagram
      .split("\n")
      .slice(2, -1)
      .filter((line) => !LINE.test(line));
    expect({ texts, odd }).toEqual({ texts, odd: [] });
    diagrams.push(diagram);
  }
  const dom = loadPage(commentPage(diagrams.join("\n\n")));
  expect(/data-mermaid="([^"]*)"/.exec(dom)?.[1]).toBe("drawn");
  const drawn = [...dom.matchAll(/<svg id="mermaid[\s\S]*?<\/svg>/g)].map(([svg]) => ({
    nodes: svg.match(/class="node /g)?.length,
    edges: svg.match(/class="[^"]*flowchart-link/g)?.length,
    active: svg.match(/<(?:a|i|img|script|image)\b[^>]*>|<[^>]*\s(?:on\w+|href)=[^>]*>/g),
  }));
  expect(drawn).toHaveLength(diagrams.length);
  const harmless = drawn[0];
  expect(harmless).toMatchObject({ nodes: 3 * OF_EACH, edges: 2 * OF_EACH, active: null });
  for (const [at, one] of drawn.entries())
    expect({ texts: groups[at - 1], ...one }).toEqual({ texts: groups[at - 1], ...harmless });
}, 240_000);
