import * as z from "zod/mini";

/** What a check is applied to: the whole manifest, or each item of a list in it. */
export const Scope = z.enum([
  "manifest",
  "models",
  "training",
  "components",
  "flows",
  "steps",
  "data",
  "environments",
]);
export type Scope = z.infer<typeof Scope>;

/** Item lists that a manifest may leave out. What they would hold cannot be judged then. */
export const OPTIONAL_SECTIONS = ["components", "data", "environments"] as const;
export type OptionalSection = (typeof OPTIONAL_SECTIONS)[number];

export function isOptionalSection(name: string): name is OptionalSection {
  return (OPTIONAL_SECTIONS as readonly string[]).includes(name);
}
