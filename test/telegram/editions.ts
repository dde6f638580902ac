import type { Figure } from '../../src/domain/article.ts';
import type { Edition, EditionStory } from '../../src/domain/edition.ts';
import type { StoryPage } from '../../src/domain/storyPage.ts';

/** A figure of which only the value matters. */
export const aFigure = (fields: Partial<Figure> = {}): Figure => ({
  text: '$4,2 млрд',
  value: 4_200_000_000,
  unit: 'usd',
  qualifier: null,
  start: 0,
  end: 9,
  ...fields,
});

/** A story with two outlets, in Russian; `fields` name what matters. */
export const aStory = (fields: Partial<EditionStory> = {}): EditionStory => ({
  id: 1295,
  version: 1,
  updated: false,
  headline: 'Wabtec и КТЖ соберут в Астане 300 локомотивов',
  headlineLanguage: 'ru',
  url: 'https://sary.kz/wabtec',
  sentences: [
    'Соглашение стоит $4,2 млрд: завод выпустит 300 локомотивов.',
    'К 2027 году доля местных деталей вырастет до 55 %.',
  ],
  method: 'extractive',
  card: null,
  figures: [
    aFigure(),
    aFigure({ text: '300 локомотивов', value: 300, unit: 'locomotive' }),
    aFigure({ text: '55 %', value: 55, unit: 'pct' }),
  ],
  differing: [],
  outlets: [
    { name: 'Сарыарка сегодня', url: 'https://sary.kz/wabtec', language: 'ru' },
    { name: 'Steppe Post', url: 'https://steppe.example/w', language: 'en' },
  ],
  publishedAt: new Date('2026-11-22T03:10:00Z'),
  topics: ['Транспорт и логистика'],
  ...fields,
});

/** The page of a story: its outlets reported an hour apart, the last of them when the story was published. */
export function aPage(fields: Partial<StoryPage> = {}): StoryPage {
  const story = aStory(fields);
  const { outlets, publishedAt } = story;
  return {
    ...story,
    stated: story.figures.map((figure) => ({ figure, outlets: [outlets[0]?.name ?? 'Reuters'] })),
    coverage: outlets.map(({ name, url, language }, index) => ({
      outlet: name,
      url,
      language,
      publishedAt: new Date(publishedAt.getTime() - (outlets.length - 1 - index) * 3_600_000),
    })),
    related: [],
    ...fields,
  };
}

/** A scheduled edition of one topic with one story. */
export const anEdition = (fields: Partial<Edition> = {}): Edition => ({
  kind: 'scheduled',
  digests: [{ id: 'transport', emoji: '🚆', title: 'Транспорт и логистика' }],
  language: 'ru',
  variant: 'full',
  windowHours: 24,
  windowTo: new Date('2026-11-22T03:30:00Z'),
  stories: [aStory()],
  moreCount: 0,
  ...fields,
});
