// What a GitHub runner and a terminal make of lines that a step prints.

/** Commands that a runner knows: https://github.com/actions/runner, its ActionCommandManager and its extensions. */
const KNOWN =
  "internal-set-repo-path|set-env|set-output|save-state|add-mask|add-path|add-matcher|remove-matcher|debug|warning|notice|error|echo|group|endgroup|stop-commands|command|section|task\\.complete";
/** A line that begins with two colons, whatever stands in front that cannot be seen. */
const NEW_FORM = new RegExp(`^\\s*::(?:${KNOWN})\\b.*?::`, "i");
/** The older form counts anywhere in a line. */
const OLD_FORM = new RegExp(`##\\[(?:${KNOWN})\\b`, "i");

/** The lines that a runner would act on. */
export function commandsIn(log: string): readonly string[] {
  return log.split(/\r\n|[\n\r]/).filter((line) => NEW_FORM.test(line) || OLD_FORM.test(line));
}

/** What a reader does not see, or what moves what they see; line breaks and our own indentation are seen. */
export function hiddenIn(text: string): readonly string[] {
  const hidden = text.match(
    /(?!\n|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu,
  );
  return [...new Set(hidden ?? [])].map((one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
}
