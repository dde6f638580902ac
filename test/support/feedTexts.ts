import { readFileSync } from 'node:fs';
import { between, oneOf, type Random } from './random.ts';

/** What a text is about: both countries, one of them beside the other's name, one alone, or others. */
export type Theme = 'both' | 'beside' | 'home' | 'america' | 'world';
export type Tongue = 'ru' | 'kk' | 'en';

/** How many of a hundred entries of a regional outlet are on what. */
const SHARES: readonly (readonly [Theme, number])[] = [
  ['both', 8],
  ['beside', 6],
  ['home', 50],
  ['america', 8],
  ['world', 28],
];

/** By language and theme; the first sentences of each list may open a text. {n} is a number, the others are of slots. */
const { slots: SLOTS, sentences: SENTENCES } = JSON.parse(
  readFileSync(new URL('../fixtures/feedSentences.json', import.meta.url), 'utf8'),
) as {
  slots: Record<Tongue, Record<string, readonly string[]>>;
  sentences: Record<Tongue, Record<Theme, { titles: readonly string[]; said: readonly string[] }>>;
};

/** Language of the feed `n`, from 0: of ten five are Russian, three Kazakh, two English. */
export const languageOf = (n: number): Tongue => (n % 10 < 5 ? 'ru' : n % 10 < 8 ? 'kk' : 'en');

/** An invented entry of an outlet, one paragraph per line, mostly one or two sentences each. */
export interface FeedText {
  readonly theme: Theme;
  readonly title: string;
  readonly text: string;
}

/** A text of about `length` characters; of each hundred about eight are about both countries. */
export function feedText(random: Random, language: Tongue, length: number): FeedText {
  const theme = themeOf(random);
  const { titles, said } = SENTENCES[language][theme];
  const filled = (template: string) => {
    const line = template.replace(/\{(\w+)\}/g, (_, slot: string) =>
      slot === 'n' ? String(between(random, 2, 900)) : oneOf(random, SLOTS[language][slot] ?? ['']),
    );
    return line.charAt(0).toUpperCase() + line.slice(1);
  };
  const title = filled(oneOf(random, titles));
  let text = filled(oneOf(random, said.slice(0, 2)));
  while (text.length < length - 60) text += `${random() < 0.5 ? '\n' : ' '}${filled(oneOf(random, said))}`;
  return { theme, title, text };
}

function themeOf(random: Random): Theme {
  let place = random() * 100;
  for (const [theme, share] of SHARES) {
    place -= share;
    if (place < 0) return theme;
  }
  return 'world';
}
