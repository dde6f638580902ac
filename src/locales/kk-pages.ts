import type { Pages } from './ru-pages.ts';

export const pages: Pages = {
  renewed: 'Бұл шолу енді сақталмайды. Жаңасы мынау.',
  searchGone: 'Іздеген сөзіңіз сақталмайды. Қайтадан іздеңіз: /search вольфрам',
  searchFor: (q) => `Сөз бойынша іздеу: ${q}`,
};
