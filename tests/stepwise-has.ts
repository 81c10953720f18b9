/**
 * In CEL `has(it.replicas.min)` is an error when `it.replicas` is missing; in a condition it is a
 * no. So that a CEL library gives the same answer, it is written out as
 * `(has(it.replicas) && has(it.replicas.min))`.
 */
export function withStepwiseHas(text: string): string {
  return text.replace(/\bhas\s*\(([^()]*)\)/g, (_, selection: string) => {
    const names = selection.split(".").map((name) => name.trim());
    const steps = names.slice(1).map((__, at) => `has(${names.slice(0, at + 2).join(".")})`);
    return `(${steps.join(" && ")})`;
  });
}
