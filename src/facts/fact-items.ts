/** The items of each scope: their identity, their facts, and which other items they exist for. */

import type { Component } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { itemFacts } from "./derive-items.ts";
import { pointsNowhere } from "./derive-whole.ts";
import {
  derivedObject,
  type FactObject,
  type FactValue,
  factObject,
  isFactObject,
} from "./fact-view.ts";
import { stepKeys, trainingKeys, unique } from "./item-keys.ts";
import type { Scope } from "./scope.ts";
import type { Sources } from "./sources.ts";

/** One item that checks of its scope are applied to. */
export interface FactItem {
  /** Stable identity, such as "models/answer" or "steps/ask/answer~2". */
  readonly key: string;
  /** Where it stands in the manifest. */
  readonly path: Path;
  /** Its fields, and its derived facts as `d`; undefined for the whole manifest. */
  readonly it: FactObject | undefined;
  /** Where the model stands that it is about, if any. */
  readonly model?: Path | undefined;
  /** Where the flow stands that it belongs to, if any. */
  readonly flow?: Path | undefined;
  /** Derived facts whose value does not say where to look: its elements in words, and the place. By path, such as "d.dangling". */
  readonly shown?: ReadonlyMap<string, Shown> | undefined;
  /** Keys of items without which it has no purpose: what explains failures of all of them explains its own. */
  readonly onlyFor: readonly string[];
}

export interface Shown {
  readonly elements: readonly string[];
  readonly place: Path;
}

export type FactItems = Readonly<Record<Scope, readonly FactItem[]>>;

/** Sections of the manifest as conditions see them. */
export type Views = ReadonlyMap<string, FactValue>;

export function factItems(sources: Sources, views: Views): FactItems {
  const { index } = sources;
  const { models, components = [], flows, data = [], environments = [] } = index.manifest;
  const facts = itemFacts(sources);
  const item = (section: string, position: number, key: string, derived: Derived): FactItem => ({
    key,
    path: [section, position],
    it: withDerived(elementOf(views.get(section), position), derived),
    onlyFor: [],
  });
  const environmentKeys = unique(environments.map(({ name }) => `environments/${name}`));
  return {
    manifest: [
      { key: "manifest", path: [], it: undefined, shown: shownOfManifest(sources), onlyFor: [] },
    ],
    models: models.map((model, position) => ({
      ...item("models", position, `models/${model.id}`, facts.model(model)),
      model: ["models", position],
      onlyFor: hostsOf(model, sources),
    })),
    training: trainingItems(sources, views, facts),
    components: components.map((component, position) => ({
      ...item("components", position, `components/${component.id}`, facts.component(component)),
      onlyFor: modelsOf(component, sources),
    })),
    flows: flows.map((flow, position) => ({
      ...item("flows", position, `flows/${flow.id}`, facts.flow(flow)),
      flow: ["flows", position],
    })),
    steps: stepItems(sources, views, facts),
    data: data.map((one, position) => item("data", position, `data/${one.id}`, facts.data(one))),
    environments: environments.map((one, position) =>
      item("environments", position, environmentKeys[position] ?? "", facts.environment(one)),
    ),
  };
}

/** What is described nowhere is shown with the id that was probably meant, at the first place that names it. */
function shownOfManifest(sources: Sources): ReadonlyMap<string, Shown> {
  const found = pointsNowhere(sources);
  const [first] = found;
  if (first === undefined) return new Map();
  const hints = found.map(({ id, meant }) =>
    meant === undefined ? id : `${id} (did you mean ${meant}?)`,
  );
  return new Map([["d.dangling", { elements: [...new Set(hints)], place: first.path }]]);
}

type Derived = Readonly<Record<string, FactValue>>;
type ItemFacts = ReturnType<typeof itemFacts>;

function trainingItems({ index }: Sources, views: Views, facts: ItemFacts): FactItem[] {
  return index.manifest.models.flatMap((model, modelPosition) => {
    const keys = trainingKeys(model);
    const jobs = fieldOf(elementOf(views.get("models"), modelPosition), "training");
    return (model.training ?? []).map((job, position) => {
      const key = keys[position] ?? "";
      return {
        key,
        path: ["models", modelPosition, "training", position],
        it: withDerived(elementOf(jobs, position), facts.training(job, model, position)),
        model: ["models", modelPosition],
        onlyFor: [`models/${model.id}`],
      };
    });
  });
}

/** A step that uses what nobody describes is explained by that. */
function stepItems(sources: Sources, views: Views, facts: ItemFacts): FactItem[] {
  const { manifest, models, components, flows } = sources.index;
  const isKnown = (id: string) => models.has(id) || components.has(id) || flows.has(id);
  const modelPositions = new Map(manifest.models.map(({ id }, position) => [id, position]));
  return manifest.flows.flatMap((flow, flowPosition) => {
    const keys = stepKeys(flow);
    const steps = fieldOf(elementOf(views.get("flows"), flowPosition), "steps");
    return flow.steps.map((step, position) => {
      const key = keys[position] ?? "";
      const model = modelPositions.get(step.use);
      return {
        key,
        path: ["flows", flowPosition, "steps", position],
        it: withDerived(elementOf(steps, position), facts.step(step, flow, position, key)),
        model: model === undefined ? undefined : ["models", model],
        flow: ["flows", flowPosition],
        onlyFor: isKnown(step.use) ? [] : ["manifest"],
      };
    });
  });
}

/** A model that no step calls is only there for what runs it. */
function hostsOf({ id }: Model, { index }: Sources): readonly string[] {
  if (index.calledBySteps.has(id)) return [];
  return (index.runsOn.get(id) ?? []).map((component) => `components/${component.id}`);
}

/** A component that no step calls is only there for the models that it runs. */
function modelsOf({ id, runs = [] }: Component, { index }: Sources): readonly string[] {
  return index.calledBySteps.has(id) ? [] : runs.map((model) => `models/${model}`);
}

function withDerived(view: FactValue, derived: Derived): FactObject {
  const fields = view !== undefined && isFactObject(view) ? view : undefined;
  return factObject({ d: derivedObject(derived) }, fields);
}

function elementOf(list: FactValue, position: number): FactValue {
  return Array.isArray(list) ? list[position] : undefined;
}

function fieldOf(object: FactValue, name: string): FactValue {
  return object !== undefined && isFactObject(object) ? object[name] : undefined;
}
