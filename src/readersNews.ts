import { composeSample, type EditionDeps, editionNow, editionPage } from './app/editions.ts';
import { newest } from './app/newest.ts';
import { search } from './app/search.ts';
import { storyPage } from './app/storyPage.ts';
import { topicCounts } from './app/topics.ts';
import type { News } from './telegram/context.ts';

/** What the bot's features read news with: the use cases of `src/app`, given what they stand on. */
export function readersNews(editions: EditionDeps): News {
  return {
    editionNow: (ask) => editionNow(editions, ask),
    editionPage: (id, index) => editionPage(editions, id, index),
    sample: (ask) => composeSample(editions, ask),
    storyPage: (id, language) => storyPage(editions, id, language),
    newest: (ask) => newest(editions, ask),
    topicCounts: () => topicCounts(editions),
    search: (typed, language, at) => search(editions, typed, language, at),
    render: (edition) => editions.messenger.render(edition),
  };
}
