import type { EntityKind, NegativeFrame, RelevanceWords, Terms } from './knowledge.ts';
import type { Gazetteer } from './language/gazetteer.ts';
import { compileTerms, type TermIndex } from './terms.ts';

/** What a word of relevance.json says of the sentence it stands in. */
export type Meaning =
  | { readonly kind: 'side'; readonly side: 'kz' | 'us'; readonly strength: number }
  | { readonly kind: 'third'; readonly name: string }
  | {
      readonly kind:
        | 'interaction'
        | 'compound'
        | 'measure'
        | 'aside'
        | 'shareholder'
        | 'five'
        | 'home'
        | 'stranger';
    }
  | { readonly kind: 'reader' | 'must' | 'paper' | 'decision' }
  | { readonly kind: 'frame' | 'lifts'; readonly frame: NegativeFrame };

/** What an id of the gazetteer says of the sentence it stands in. */
export interface EntityMeaning {
  readonly kz: number;
  readonly us: number;
  readonly kind: EntityKind;
  /** True for the country itself, which any list may name; false for somebody who acts. */
  readonly bare: boolean;
  readonly third: boolean;
  readonly format: boolean;
  readonly both: boolean;
  /** An embassy or ambassador of one side with the other. */
  readonly mission: boolean;
  /** Index of the Central Asian state it stands for; null when for none. */
  readonly member: number | null;
  /** A third country that a format of the US is about. */
  readonly subject: boolean;
}

/** Editors' words, compiled for `judgeRelevance`. */
export interface RelevanceRules {
  readonly threshold: number;
  readonly negatives: readonly NegativeFrame[];
  readonly terms: TermIndex<Meaning>;
  /** Those of `terms` that can stand for a side. */
  readonly sides: TermIndex<Meaning>;
  readonly entities: ReadonlyMap<string, EntityMeaning>;
  readonly sharedNames: readonly string[];
}

/** Words by which a side may be in a text that does not name it. */
const SIDES: ReadonlySet<Meaning['kind']> = new Set(['side', 'compound', 'five']);

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
    { terms: words.home, value: { kind: 'home' } },
    { terms: words.measures, value: { kind: 'measure' } },
    { terms: words.asides, value: { kind: 'aside' } },
    { terms: words.shareholders, value: { kind: 'shareholder' } },
    { terms: words.region.terms, value: { kind: 'five' } },
    { terms: words.guides.readers, value: { kind: 'reader' } },
    { terms: words.guides.musts, value: { kind: 'must' } },
    { terms: words.guides.papers, value: { kind: 'paper' } },
    { terms: words.guides.decisions, value: { kind: 'decision' } },
    ...words.negatives.flatMap((frame) => [
      { terms: frame.terms, value: { kind: 'frame', frame } as const },
      ...(frame.unless ? [{ terms: frame.unless, value: { kind: 'lifts', frame } as const }] : []),
    ]),
    ...thirdTerms(words.thirdParties.terms),
    { terms: words.thirdParties.people, value: { kind: 'stranger' } },
  ];
  const entities = new Map<string, EntityMeaning>();
  for (const { id, side, kind } of gazetteer.entries) {
    const both = words.bothSides.includes(id);
    const member = words.region.members.findIndex((ids) => ids.includes(id));
    entities.set(id, {
      kz: both ? 1 : words.sides.kz.weakEntities.includes(id) ? 0.5 : side === 'kz' ? 1 : 0,
      us: both ? 1 : words.sides.us.weakEntities.includes(id) ? 0.5 : side === 'us' ? 1 : 0,
      kind,
      bare: id === words.countries.kz || id === words.countries.us,
      third: words.thirdParties.entities.includes(id),
      format: words.formats.includes(id),
      both,
      mission: words.missions.includes(id),
      member: member < 0 ? null : member,
      subject: words.subjects.includes(id),
    });
  }
  return {
    threshold: words.threshold,
    negatives: words.negatives,
    terms: compileTerms(groups),
    sides: compileTerms(groups.filter(({ value }) => SIDES.has(value.kind))),
    entities,
    sharedNames: [...kz.sharedNames, ...us.sharedNames],
  };
}

/** "китай*" and "китайск*" are one country: the first letters of a term tell countries apart. */
function thirdTerms(terms: Terms): { terms: Terms; value: Meaning }[] {
  return (['ru', 'kk', 'en', 'other'] as const).flatMap((language) =>
    (terms[language] ?? []).map((term) => ({
      terms: { ru: [], kk: [], en: [], [language]: [term] },
      value: { kind: 'third', name: term.slice(0, 4) } as const,
    })),
  );
}
