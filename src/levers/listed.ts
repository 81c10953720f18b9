/** Names in a row, each once, as a sentence has them: "a, b and c"; of many, the first three and how many more. */
export function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  if (unique.length > 4) return `${unique.slice(0, 3).join(", ")} and ${unique.length - 3} more`;
  const last = unique.at(-1) ?? "";
  return unique.length < 2 ? last : `${unique.slice(0, -1).join(", ")} and ${last}`;
}
