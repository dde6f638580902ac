import type { Language } from './article.ts';
import {
  BACKGROUND_ARTICLES,
  BACKGROUND_ENTITIES,
  BACKGROUND_WORDS,
  GENERIC_SHARE,
  RARE_ENTITY_SHARE,
} from './background.ts';
import { stem, words } from './language/stems.ts';
import { skeleton } from './skeleton.ts';
import type { StoryFeatures } from './storyFeatures.ts';

/** How much a word or name tells about which event a text is on: ln of how rarely it is met. */
export interface Weights {
  term(stem: string, language: Language): number;
  cognate(skeleton: string): number;
  entity(id: string): number;
}

interface Background {
  readonly terms: Readonly<Record<Language, ReadonlyMap<string, number>>>;
  readonly cognates: ReadonlyMap<string, number>;
}

let background: Background | null = null;

function sharesOf(language: 'ru' | 'kk' | 'en', cognates: Map<string, number>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const tier of BACKGROUND_WORDS)
    for (const word of words(tier[language])) {
      const key = stem(word, language);
      shares.set(key, Math.max(tier.share, shares.get(key) ?? 0));
      const bones = word.length < 5 ? '' : skeleton(key);
      if (bones !== '') cognates.set(bones, Math.max(tier.share, cognates.get(bones) ?? 0));
    }
  return shares;
}

function readBackground(): Background {
  if (background !== null) return background;
  const cognates = new Map<string, number>();
  const terms = {
    ru: sharesOf('ru', cognates),
    kk: sharesOf('kk', cognates),
    en: sharesOf('en', cognates),
    other: new Map<string, number>(),
  };
  background = { terms, cognates };
  return background;
}

/** Share of articles, 0–1, in which a stem of `language` is expected; 0 when it is not a common one. */
export function commonShare(key: string, language: Language): number {
  return readBackground().terms[language].get(key) ?? 0;
}

/** True for ids that nearly every article of the field names: the countries, the capitals, the leaders. */
export function isGeneric(id: string): boolean {
  return (BACKGROUND_ENTITIES[id] ?? RARE_ENTITY_SHARE) >= GENERIC_SHARE;
}

/** Weights from the shipped background and the articles of `window` together; reprints count once. */
export function weigh(window: readonly StoryFeatures[]): Weights {
  const { terms, cognates } = readBackground();
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const item of window) {
    if (seen.has(item.hash)) continue;
    seen.add(item.hash);
    for (const key of Object.keys(item.terms)) count(`${item.language} ${key}`);
    for (const key of Object.keys(item.cognates)) count(`~ ${key}`);
    for (const { id } of item.entities) count(`= ${id}`);
  }
  const total = BACKGROUND_ARTICLES + seen.size;
  const weight = (share: number, inWindow: number) =>
    Math.log((total + 1) / (share * BACKGROUND_ARTICLES + inWindow + 1));
  return {
    term: (key, language) => weight(terms[language].get(key) ?? 0, counts.get(`${language} ${key}`) ?? 0),
    cognate: (key) => weight(cognates.get(key) ?? 0, counts.get(`~ ${key}`) ?? 0),
    entity: (id) => weight(BACKGROUND_ENTITIES[id] ?? RARE_ENTITY_SHARE, counts.get(`= ${id}`) ?? 0),
  };
}
