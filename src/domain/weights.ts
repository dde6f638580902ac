import type { Language } from './article.ts';
import {
  BACKGROUND_ARTICLES,
  BACKGROUND_CONCEPTS,
  BACKGROUND_ENTITIES,
  BACKGROUND_WORDS,
  GENERIC_SHARE,
  RARE_CONCEPT_SHARE,
  RARE_ENTITY_SHARE,
} from './background.ts';
import { stem, words } from './language/stems.ts';
import type { StoryFeatures } from './storyFeatures.ts';

/** How much a word or name tells about which event a text is on: ln of how rarely it is met. */
export interface Weights {
  term(stem: string, language: Language): number;
  concept(id: string): number;
  /** Of a name's sound; short ones are met by chance more often. */
  name(sound: string): number;
  entity(id: string): number;
  /** Of what words of several languages sound like. */
  sound(key: string): number;
}

type Shares = Readonly<Record<Language, ReadonlyMap<string, number>>>;

let background: Shares | null = null;

function sharesOf(language: 'ru' | 'kk' | 'en'): Map<string, number> {
  const shares = new Map<string, number>();
  for (const tier of BACKGROUND_WORDS)
    for (const word of words(tier[language])) {
      const key = stem(word, language);
      shares.set(key, Math.max(tier.share, shares.get(key) ?? 0));
    }
  return shares;
}

function readBackground(): Shares {
  background ??= { ru: sharesOf('ru'), kk: sharesOf('kk'), en: sharesOf('en'), other: new Map() };
  return background;
}

/** Share of articles, 0–1, in which a stem of `language` is expected; 0 when it is not a common one. */
export function commonShare(key: string, language: Language): number {
  return readBackground()[language].get(key) ?? 0;
}

/** True for ids that nearly every article of the field names: the countries, the capitals, the leaders. */
export function isGeneric(id: string): boolean {
  return (BACKGROUND_ENTITIES[id] ?? RARE_ENTITY_SHARE) >= GENERIC_SHARE;
}

/** Share of articles in which the sound of a name is met by chance. */
const NAME_SHARE = 0.003;
const SHORT_NAME_SHARE = 0.008;

/** Share of articles in which so many consonants are met by chance. */
const SOUND_SHARES: Readonly<Record<number, number>> = { 3: 0.02, 4: 0.008, 5: 0.004 };

/** Weights from the shipped background and the articles of `window` together; reprints count once. */
export function weigh(window: readonly StoryFeatures[]): Weights {
  const terms = readBackground();
  const seen = new Set<string>();
  const counts = Object.fromEntries(
    ['ru', 'kk', 'en', 'other', 'concepts', 'names', 'ids', 'sounds'].map((kind) => [
      kind,
      new Map<string, number>(),
    ]),
  ) as Record<Language | 'concepts' | 'names' | 'ids' | 'sounds', Map<string, number>>;
  const count = (of: Map<string, number>, key: string) => of.set(key, (of.get(key) ?? 0) + 1);
  for (const item of window) {
    if (seen.has(item.hash)) continue;
    seen.add(item.hash);
    for (const key of Object.keys(item.terms)) count(counts[item.language], key);
    for (const key of Object.keys(item.concepts ?? {})) count(counts.concepts, key);
    for (const key of Object.keys(item.names ?? {})) count(counts.names, key);
    for (const key of Object.keys(item.sounds ?? {})) count(counts.sounds, key);
    for (const { id } of item.entities) count(counts.ids, id);
  }
  const total = BACKGROUND_ARTICLES + seen.size;
  const weight = (share: number, inWindow: number) =>
    Math.log((total + 1) / (share * BACKGROUND_ARTICLES + inWindow + 1));
  return {
    term: (key, language) => weight(terms[language].get(key) ?? 0, counts[language].get(key) ?? 0),
    concept: (id) => weight(BACKGROUND_CONCEPTS[id] ?? RARE_CONCEPT_SHARE, counts.concepts.get(id) ?? 0),
    name: (key) => weight(key.length <= 3 ? SHORT_NAME_SHARE : NAME_SHARE, counts.names.get(key) ?? 0),
    sound: (key) => weight(SOUND_SHARES[Math.min(5, key.length)] ?? 0, counts.sounds.get(key) ?? 0),
    entity: (id) => weight(BACKGROUND_ENTITIES[id] ?? RARE_ENTITY_SHARE, counts.ids.get(id) ?? 0),
  };
}
