import type { Position, ReadText, Sentence } from './article.ts';
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
  readonly shareholder: boolean;
  /** Distinct words of each negative frame. */
  readonly frames: ReadonlyMap<NegativeFrame, number>;
  readonly lifted: ReadonlySet<NegativeFrame>;
}

/** What a name counts that other countries share: less than the full name, more than a weak word. */
const SHARED = 0.75;

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
    const most = meaning.bare && rules.sharedNames.some((shared) => name.startsWith(shared)) ? SHARED : 1;
    strength.kz = Math.max(strength.kz, Math.min(meaning.kz, most));
    strength.us = Math.max(strength.us, Math.min(meaning.us, most));
    if (meaning.us > 0) usKinds.add(meaning.kind);
    if (!meaning.bare && meaning.kind !== 'place') {
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
    if (value.kind === 'frame') {
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
    shareholder: said.has('shareholder'),
    frames: new Map([...frames].map(([frame, found]) => [frame, found.size])),
    lifted,
  };
}

/** What the gazetteer has read there, a third country or a name that holds one, is not counted again. */
function insideName(sentence: Sentence, start: number, end: number): boolean {
  return sentence.mentions.some((mention) => mention.start < end && start < mention.end);
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
