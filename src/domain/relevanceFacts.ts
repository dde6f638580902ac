import type { Mention, Position, ReadText, Sentence } from './article.ts';
import type { EntityKind, NegativeFrame, RelevanceWords, Terms } from './knowledge.ts';
import type { Gazetteer } from './language/gazetteer.ts';
import { compileTerms, type TermIndex } from './terms.ts';

/** What a word of relevance.json says of the sentence it stands in. */
type Meaning =
  | { readonly kind: 'side'; readonly side: 'kz' | 'us'; readonly strength: number }
  | { readonly kind: 'third'; readonly name: string }
  | { readonly kind: 'interaction' | 'compound' | 'measure' | 'aside' | 'shareholder' }
  | { readonly kind: 'frame' | 'lifts'; readonly frame: NegativeFrame };

/** What an id of the gazetteer says of the sentence it stands in. */
interface EntityMeaning {
  readonly kz: number;
  readonly us: number;
  readonly kind: EntityKind;
  /** True for the country itself, which any list may name; false for somebody who acts. */
  readonly bare: boolean;
  readonly third: boolean;
  readonly format: boolean;
  readonly both: boolean;
}

/** Editors' words, compiled for `judgeRelevance`. */
export interface RelevanceRules {
  readonly threshold: number;
  readonly negatives: readonly NegativeFrame[];
  readonly terms: TermIndex<Meaning>;
  readonly entities: ReadonlyMap<string, EntityMeaning>;
  readonly sharedNames: readonly string[];
}

/** What one sentence says of the two sides. */
export interface SentenceFacts {
  readonly position: Position;
  /** How strongly each side stands in it, 0–1. */
  readonly kz: number;
  readonly us: number;
  /** True when the side is there as a person, company, agency … and not only by the country's name. */
  readonly kzActs: boolean;
  readonly usActs: boolean;
  readonly usKinds: ReadonlySet<EntityKind>;
  /** Distinct third countries; leaders and capitals of the same country are not counted again. */
  readonly third: number;
  /** True when a third country, or somebody who stands for one, is named. */
  readonly thirdNamed: boolean;
  readonly format: boolean;
  /** One name stands for both sides: an ambassador, "казахстанско-американский". */
  readonly both: boolean;
  readonly interaction: boolean;
  readonly measure: boolean;
  readonly aside: boolean;
  /** The United States and a third country stand side by side, Kazakhstan apart: "talks of Trump and Xi". */
  readonly othersPair: boolean;
  readonly shareholder: boolean;
  /** It speaks to its reader ("you will need", "заполните") and quotes nobody. */
  readonly addressed: boolean;
  /** Distinct words of each negative frame. */
  readonly frames: ReadonlyMap<NegativeFrame, number>;
  readonly lifted: ReadonlySet<NegativeFrame>;
}

/** What a name counts that other countries share: less than the full name, more than a weak word. */
const SHARED = 0.75;
/** A firm's product ("Boeing 787") is there without the firm. */
const PRODUCT = 0.4;
const MODEL = /^[\s-]{1,2}[A-Z]?\d{2,4}\b/;
/** What stands between two partners: "and", "with" or a dash, and at most a word such as "President". */
const PARTNERS =
  /^(?: ?[-–—] ?|(?: [\p{L}-]{2,14}){0,2} (?:и|с|со|мен|бен|пен|және|and|with)(?: the)? (?:[\p{L}.-]{2,16} ){0,2})$/u;
/** What stands between two items of a list. */
const LISTED = /^ ?[,–—-] ?(?:the )?$/;
/** The second person in which guides speak; in news it stands in quotes only. */
const ADDRESS: Readonly<Record<Sentence['language'], RegExp | null>> = {
  ru: /(?<!\p{L})(?:вы|вам|вас|вами|ваш(?:а|е|и|у|его|ему|ей|им|ими|их|ем)?)(?!\p{L})|[аеиоуыюя]йте(?:сь)?(?!\p{L})|\p{L}{3}ьте(?:сь)?(?!\p{L})|\p{L}{3}итесь(?!\p{L})/iu,
  kk: /(?<!\p{L})(?:сіз(?:ге|дің|ден|ді|бен)?)(?!\p{L})|\p{L}{2}[ыі]?(?:ңыз|ңіз)(?:ды|ді|дың|дің|ға|ге|да|де|дан|ден)?(?!\p{L})/iu,
  en: /(?<!\p{L})(?:you|your|yours)(?!\p{L})/iu,
  other: null,
};
const QUOTE = /["«»“”„]|^\s*[-–—] /;
/** Words that end as an imperative or the second person does: "site", "sea", "important", "legend". */
const NOT_ADDRESS = /сайте(?!\p{L})|(?<!\p{L})(?:теңіз|маңыз|аңыз)/giu;

/**
 * Compiles the words of relevance.json for `judgeRelevance`.
 *
 * Ids that the gazetteer does not know are ignored: loading has reported them.
 */
export function compileRelevance(words: RelevanceWords, gazetteer: Gazetteer): RelevanceRules {
  const { kz, us } = words.sides;
  const groups: { terms: Terms; value: Meaning }[] = [
    { terms: kz.strong, value: { kind: 'side', side: 'kz', strength: 1 } },
    { terms: kz.weak, value: { kind: 'side', side: 'kz', strength: 0.5 } },
    { terms: us.strong, value: { kind: 'side', side: 'us', strength: 1 } },
    { terms: us.weak, value: { kind: 'side', side: 'us', strength: 0.5 } },
    { terms: words.interaction, value: { kind: 'interaction' } },
    { terms: words.compounds, value: { kind: 'compound' } },
    { terms: words.measures, value: { kind: 'measure' } },
    { terms: words.asides, value: { kind: 'aside' } },
    { terms: words.shareholders, value: { kind: 'shareholder' } },
    ...words.negatives.flatMap((frame) => [
      { terms: frame.terms, value: { kind: 'frame', frame } as const },
      ...(frame.unless ? [{ terms: frame.unless, value: { kind: 'lifts', frame } as const }] : []),
    ]),
    ...thirdTerms(words.thirdParties.terms),
  ];
  const entities = new Map<string, EntityMeaning>();
  for (const { id, side, kind } of gazetteer.entries) {
    const both = words.bothSides.includes(id);
    entities.set(id, {
      kz: both ? 1 : words.sides.kz.weakEntities.includes(id) ? 0.5 : side === 'kz' ? 1 : 0,
      us: both ? 1 : words.sides.us.weakEntities.includes(id) ? 0.5 : side === 'us' ? 1 : 0,
      kind,
      bare: id === words.countries.kz || id === words.countries.us,
      third: words.thirdParties.entities.includes(id),
      format: words.formats.includes(id),
      both,
    });
  }
  return {
    threshold: words.threshold,
    negatives: words.negatives,
    terms: compileTerms(groups),
    entities,
    sharedNames: [...kz.sharedNames, ...us.sharedNames],
  };
}

/** Reads off every sentence what `judgeRelevance` weighs. Never throws. */
export function relevanceFacts(read: ReadText, rules: RelevanceRules): SentenceFacts[] {
  return read.sentences.map((sentence) => factsOf(sentence, rules));
}

function factsOf(sentence: Sentence, rules: RelevanceRules): SentenceFacts {
  const strength = { kz: 0, us: 0 };
  const acts = { kz: false, us: false };
  const usKinds = new Set<EntityKind>();
  const countries = new Set<string>();
  let thirdNamed = false;
  const said = new Set<Meaning['kind']>();
  const frames = new Map<NegativeFrame, Set<string>>();
  const lifted = new Set<NegativeFrame>();
  let both = false;
  let format = false;

  for (const { entity, start, end } of sentence.mentions) {
    const meaning = rules.entities.get(entity);
    if (!meaning) continue;
    const name = sentence.text.slice(start, end);
    const product = meaning.kind === 'company' && MODEL.test(sentence.text.slice(end, end + 8));
    const shared = meaning.bare && rules.sharedNames.some((beginning) => name.startsWith(beginning));
    const most = product ? PRODUCT : shared ? SHARED : 1;
    strength.kz = Math.max(strength.kz, Math.min(meaning.kz, most));
    strength.us = Math.max(strength.us, Math.min(meaning.us, most));
    if (meaning.us > 0) usKinds.add(meaning.kind);
    if (!meaning.bare && meaning.kind !== 'place' && !product) {
      acts.kz ||= meaning.kz > 0;
      acts.us ||= meaning.us > 0;
    }
    if (meaning.third && meaning.kind === 'place') countries.add(entity);
    thirdNamed ||= meaning.third;
    both ||= meaning.both;
    format ||= meaning.format;
  }
  for (const { value, term, start, end } of rules.terms.find(sentence.text, sentence.language)) {
    said.add(value.kind);
    if (value.kind === 'side') strength[value.side] = Math.max(strength[value.side], value.strength);
    if (value.kind === 'third' && !insideName(sentence, start, end)) {
      countries.add(value.name);
      thirdNamed = true;
    }
    if (value.kind === 'lifts') lifted.add(value.frame);
    // A word inside a party's name («Америка Құрама Штаттары») or a sum («млн долларов США») is no subject.
    const isPart = insideParty(sentence, rules, start, end) || insideFigure(sentence, start, end);
    if (value.kind === 'frame' && !isPart) {
      const found = frames.get(value.frame) ?? new Set();
      frames.set(value.frame, found.add(term));
    }
  }
  both ||= said.has('compound');
  return {
    position: sentence.position,
    kz: both ? 1 : strength.kz,
    us: both ? 1 : strength.us,
    kzActs: acts.kz,
    usActs: acts.us,
    usKinds,
    third: countries.size,
    thirdNamed,
    format,
    both,
    interaction: said.has('interaction'),
    measure: said.has('measure'),
    aside: said.has('aside'),
    othersPair: isOthersPair(sentence, rules),
    shareholder: said.has('shareholder'),
    addressed: speaksToReader(sentence),
    frames: new Map([...frames].map(([frame, found]) => [frame, found.size])),
    lifted,
  };
}

/** What the gazetteer has read there, a third country or a name that holds one, is not counted again. */
function insideName(sentence: Sentence, start: number, end: number): boolean {
  return sentence.mentions.some((mention) => mention.start < end && start < mention.end);
}

function insideParty(sentence: Sentence, rules: RelevanceRules, start: number, end: number): boolean {
  return sentence.mentions.some((mention) => {
    const party = rules.entities.get(mention.entity);
    return party && party.kz + party.us > 0 && mention.start < end && start < mention.end;
  });
}

function insideFigure(sentence: Sentence, start: number, end: number): boolean {
  return sentence.figures.some((figure) => figure.start < end && start < figure.end);
}

/** True when a US and a third party are joined, and no Kazakh party is joined to either. */
function isOthersPair(sentence: Sentence, rules: RelevanceRules): boolean {
  const { text, mentions } = sentence;
  const joined = (a: Mention | undefined, b: Mention | undefined) =>
    a !== undefined && b !== undefined && PARTNERS.test(text.slice(a.end, b.start));
  const isKz = (mention: Mention | undefined) =>
    mention !== undefined && (rules.entities.get(mention.entity)?.kz ?? 0) > 0;
  return mentions.some((first, index) => {
    const second = mentions[index + 1];
    const [a, b] = [rules.entities.get(first.entity), rules.entities.get(second?.entity ?? '')];
    if (!a || !b || !((a.us > 0 && b.third) || (a.third && b.us > 0))) return false;
    if (a.format || b.format || !joined(first, second)) return false;
    const [before, after] = [mentions[index - 1], mentions[index + 2]];
    const near = (x: Mention, y: Mention) => LISTED.test(text.slice(x.end, y.start));
    if (before && isKz(before) && (joined(before, first) || near(before, first))) return false;
    return !(after && second && isKz(after) && (joined(second, after) || near(second, after)));
  });
}

function speaksToReader({ text, language }: Sentence): boolean {
  const words = ADDRESS[language];
  return words?.test(text.replace(NOT_ADDRESS, ' ')) === true && !QUOTE.test(text);
}

/** "китай*" and "китайск*" are one country: the first letters of a term tell countries apart. */
function thirdTerms(terms: Terms): { terms: Terms; value: Meaning }[] {
  return (['ru', 'kk', 'en'] as const).flatMap((language) =>
    terms[language].map((term) => ({
      terms: { ru: [], kk: [], en: [], [language]: [term] },
      value: { kind: 'third', name: term.slice(0, 4) } as const,
    })),
  );
}
