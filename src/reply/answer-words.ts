/**
 * Words with which people answer.
 * A word that is taken wrongly opens a gate that nobody opened, so what is doubtful here asks once more.
 */

export type Stance = "yes" | "no" | "not-applicable" | "unknown" | "doubtful";

/**
 * What may follow in the same clause: anything; words that begin a clause of its own ("yes we do");
 * only "because" ("si" alone is yes, "si hay" is if); or, where even the word alone means
 * something else, nothing but a because.
 */
export type Follow = "anything" | "a clause" | "a reason" | "a reason only";

export interface Phrase {
  readonly stance: Stance;
  readonly follow: Follow;
}

const LISTS: readonly (readonly [Stance, Follow, string])[] = [
  ["yes", "a clause", "yes|yep|yup|yeah"],
  [
    "yes",
    "a reason",
    "correct|confirmed|true|yes indeed|yes sir|yes it is|yes we do|that's correct|that is correct|yes that's correct",
  ],
  [
    "yes",
    "a reason",
    "ja|jawohl|jo|oui|ouais|sí|si|sim|sì|ano|da ja|evet|да|так|ναι|はい|是|是的|对|네|예|نعم",
  ],
  // "Tak" is yes in Polish, and thanks in Danish.
  ["yes", "a reason only", "tak"],
  ["no", "a clause", "no|nope"],
  ["no", "a reason", "nah|false|that's false|that is false|not true"],
  [
    "no",
    "a reason",
    "nein|nee|nej|nei|non|não|nie|ne|nene|hayır|нет|ні|όχι|いいえ|否|不是|不|아니요|아니오|لا",
  ],
  [
    "not-applicable",
    "anything",
    "n/a|n/a.|n.a|n.a.|not applicable|does not apply|doesn't apply|doesnt apply",
  ],
  [
    "not-applicable",
    "anything",
    "entfällt|nicht zutreffend|trifft nicht zu|nicht anwendbar|sans objet|non applicable|ne s'applique pas",
  ],
  [
    "not-applicable",
    "anything",
    "no aplica|no procede|não se aplica|non applicabile|non si applica|niet van toepassing|n.v.t|n.v.t.",
  ],
  [
    "not-applicable",
    "anything",
    "ej tillämpligt|ikke relevant|ikke aktuelt|nie dotyczy|netýká se|該当なし|不适用|해당 없음|해당없음",
  ],
  // "Na" begins sentences in German, and is no in none.
  ["not-applicable", "a reason only", "na"],
  [
    "unknown",
    "anything",
    "don't know|dont know|do not know|i don't know|i dont know|i do not know|we don't know|we do not know|idk|dunno|i dunno|no idea|no clue|not sure|i'm not sure|i am not sure|unsure|unknown|can't say|cannot say|i can't say|haven't a clue",
  ],
  [
    "unknown",
    "anything",
    "keine ahnung|weiß nicht|weiß ich nicht|weiss nicht|ich weiß nicht|ich weiß es nicht|je ne sais pas|aucune idée|no sé|no lo sé|ni idea|não sei|non lo so|non so|geen idee|weet niet|weet ik niet|ik weet het niet|vet inte|ved ikke|vet ikke|nie wiem|nevím|ei tiedä|わかりません|わからない|不知道|모르겠어요|모르겠습니다",
  ],
  [
    "doubtful",
    "a reason",
    "sure|ok|okay|k|fine|right|agreed|absolutely|definitely|certainly|exactly|indeed|of course|affirmative|negative|sounds good|looks good|lgtm|approved|done|ack|aye|y|n|yea|ya|yess|yesss|yas",
  ],
  ["doubtful", "a reason", "never|incorrect|wrong"],
  [
    "doubtful",
    "anything",
    "not|no reason|no need|maybe|perhaps|probably|probably not|possibly|partly|partially|mostly|depends|it depends|that depends|kind of|sort of|yes/no|no/yes|y/n|yesn't|jein|doch|klar|vale|claro|d'accord|i think so|i guess|i guess so|i believe so|i hope so|i suppose so|i don't think so|i do not think so|i think not|should be|hopefully",
  ],
];

export const PHRASES: ReadonlyMap<string, Phrase> = new Map(
  LISTS.flatMap(([stance, follow, phrases]) =>
    phrases.split("|").map((phrase) => [phrase, { stance, follow }] as const),
  ),
);
export const LONGEST_PHRASE = 5;

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** What begins a reason, wherever it stands. */
export const BECAUSE = words(
  "because cuz 'cause bc b/c since as see reason weil da denn siehe grund parce car puisque voir raison porque razón pois perché perchè poiché omdat want fordi för eftersom ponieważ bo gdyż protože",
);
/** What begins an answer that is a reason and nothing else. "Since", "car" and "want" begin other sentences, too. */
export const REASON_STARTS = words(
  "because reason weil grund parce porque perché perchè omdat fordi eftersom ponieważ gdyż protože",
);
/** What may follow an English yes or no without a comma: "no we never did". Not "longer", "idea", "one". */
export const CLAUSE_STARTS = words(
  "we i it they he she this that there our the we're we've we'll we'd i'm i've i'd it's its they're they've that's there's my all both",
);
/** A condition is not an answer yet, before the reason begins. */
export const CONDITIONS = words(
  "if unless provided providing assuming until till except depending wenn falls sofern solange außer sauf salvo jeśli pokud mits tenzij",
);
/** What begins a clause that takes something back or leaves it open. */
export const RESTRICTIONS = words(
  "but however though although except only or once when aber jedoch allerdings oder mais pero mas ma maar men ale sino ou o eller si se yet lol jk haha kidding not nicht pas",
);
/** What hedges a yes or a no at the beginning of a clause. */
export const MAYBES = words(
  "maybe perhaps probably possibly mostly partly partially almost nearly soon eventually hopefully presumably theoretically supposedly vielleicht",
);
/** Words before a second answer: "yes... no wait, actually no". */
export const FILLERS = words(
  "and or but wait actually well sorry hmm hm oh uh um rather then so ok okay und oder et ou y e o edit: edit correction update",
);
/** Anywhere in a reply, these take the answer back or doubt it. */
export const RETRACTIONS: readonly string[] = [
  "no wait",
  "wait no",
  "wait yes",
  "yes wait",
  "actually no",
  "actually yes",
  "or no",
  "or yes",
  "or not",
  "i mean no",
  "i mean yes",
  "not really",
  "just kidding",
  "scratch that",
  "on second thought",
  "never mind",
  "nevermind",
  "as long as",
  "in theory",
  "yeah right",
  "/s",
];
/** These doubt a yes or a no. A figure may be rough. */
export const HEDGES: readonly string[] = [
  "i think",
  "i guess",
  "i believe",
  "i suppose",
  "i hope",
  "kind of",
  "sort of",
  "more or less",
  "we think",
  "we guess",
  "we believe",
  "we hope",
  "should be",
  "apart from",
  "other than",
  "with exceptions",
  "with one exception",
];

/** Before a name, in "only the vendor can". */
export const ARTICLES = words("the our your their an");
/** Words that say when, where, how many or who of us: with them, a no holds in part. */
export const NO_NAMES = words(
  "in on at by for from to of off out over under up with within without about after before during until till since while when where if as per via we i you he she it they us them this that these those some few many most half all any each every one two three both more less new old sometimes now then here there today tomorrow yesterday weekends weekdays days nights mornings evenings monday tuesday wednesday thursday friday saturday sunday mondays production staging testing percent",
);
