/** What answers of several pages say, and the ways from words to a topic and back. */
export const pages = {
  renewed: 'Этот дайджест больше не хранится. Вот свежий.',
  searchGone: 'Слова поиска не хранятся. Повторите поиск: /search вольфрам',
  /** A button under a topic's digest that was asked for by plain words. */
  searchFor: (q: string) => `Поиск по слову: ${q}`,
};

/** Every locale has exactly these keys. */
export type Pages = typeof pages;
