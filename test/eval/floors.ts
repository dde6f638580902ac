import type { Part } from './articles.ts';

/** Least value of each overall figure; for faults the most. `npm test` and `npm run eval` fail below them. */
export const FLOORS: Record<Part, Readonly<Record<string, number>>> = {
  tuned: {
    'article language': 0.98,
    'relevance F1': 0.97,
    'topics micro-F1': 0.9,
    'story B³ F1': 0.95,
    'story B³ F1 across languages': 0.9,
    'facts covered': 0.8,
    'summaries with unsupported numbers': 0,
    'summaries with boilerplate': 0,
    'summaries in the wrong language': 0,
  },
  frozen: {
    'article language': 0.98,
    'relevance F1': 0.97,
    'topics micro-F1': 0.9,
    'story B³ F1': 0.95,
    'story B³ F1 across languages': 0.9,
    'facts covered': 0.8,
    'summaries with unsupported numbers': 0,
    'summaries with boilerplate': 0,
    'summaries in the wrong language': 0,
  },
};
