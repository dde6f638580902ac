import type { Pages } from './ru-pages.ts';

/** What answers of several pages say, in Kazakh. */
export const pages: Pages = {
  renewed: 'Бұл шолу енді сақталмайды. Жаңасы мынау.',
  searchGone: 'Іздеген сөзіңіз сақталмайды. Қайтадан іздеңіз: /search вольфрам',
  searchFor: (q) => `Сөз бойынша іздеу: ${q}`,
};
