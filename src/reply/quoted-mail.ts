/** Where the text of an e-mail ends: below are a signature or the message that it answers. */

/** "On Monday, Otto wrote:" in the languages of the mail programs that people use. */
const HEADERS: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/^On\b/, /\bwrote\s?:$/],
  [/^Am\b/, /\bschrieb\b.{0,200}:$/],
  [/^Le\b/, /a écrit\s?:$/],
  [/^El\b/, /escribió\s?:$/],
  [/^Em\b/, /escreveu\s?:$/],
  [/^Il\b/, /ha scritto\s?:$/],
  [/^Op\b/, /(?:\bschreef\b.{0,200}|geschreven)\s?:$/],
  [/^(?:Den|På|Den)\b/, /(?:skrev\b.{0,200}|skrev)\s?:$/],
  [/^(?:W dniu|Dnia)\b/, /(?:napisał|napisała|napisał\(a\)|pisze)\s?:$/],
];
/** A header is sometimes broken into lines. */
const HEADER_LINES = 3;
const HEADER_LENGTH = 400;

const SIGNATURE = /^-- ?$/;
const ORIGINAL =
  /^(?:-{3,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Mensagem original|Messaggio originale|Oorspronkelijk bericht) ?-{3,}|_{20,})$/i;
const SENT_FROM =
  /^(?:Sent from (?:my|Outlook|Mail|Yahoo|Proton)|Get Outlook for|Von meinem .{1,40} gesendet|Gesendet von|Envoyé de(?:puis)? mon|Enviado desde mi|Enviado do meu|Inviato da|Verzonden (?:vanaf|met)|Reply to this email directly|You are receiving this because)/i;

/** True for the first line of what is no longer the author's own text. */
export function endsOwnText(line: string): boolean {
  if (line.length > HEADER_LENGTH) return false;
  const text = line.trim();
  return SIGNATURE.test(line) || ORIGINAL.test(text) || SENT_FROM.test(text.replace(/^[*_]+/, ""));
}

/** True where the header of a quoted message begins, be it on one line or broken into several. */
export function isMailHeader(lines: readonly string[], index: number): boolean {
  const first = lines[index]?.trim() ?? "";
  if (/^(?:From|Von|De|Da|Van): \S/.test(first)) return isOutlookHeader(lines, index);
  const header = HEADERS.find(([start]) => start.test(first));
  if (header === undefined) return false;
  let joined = "";
  for (const line of lines.slice(index, index + HEADER_LINES)) {
    joined = `${joined} ${line.trim()}`.trim();
    if (line.trim() === "" || joined.length > HEADER_LENGTH) return false;
    if (header[1].test(joined)) return /\d|@/.test(joined);
  }
  return false;
}

function isOutlookHeader(lines: readonly string[], index: number): boolean {
  return lines
    .slice(index + 1, index + 3)
    .some((line) =>
      /^(?:Sent|Date|To|Gesendet|Datum|An|Envoyé|Enviado|Inviato|Verzonden): /.test(line.trim()),
    );
}
