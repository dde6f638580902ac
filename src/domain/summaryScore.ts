import { lexRank, tfIdf } from './lexrank.ts';
import type { Candidate } from './summarySentences.ts';

/** A sentence with what it is worth to a summary. */
export interface Scored extends Candidate {
  /** Above 0, seldom above 6. */
  readonly score: number;
  /** How much of the headline's thought it takes up, 0–1. */
  readonly near: number;
  /** Names nothing, counts nothing and lists nothing of the text's own days. */
  readonly plain: boolean;
  /** Unit vector of its stems. */
  readonly vector: ReadonlyMap<string, number>;
}

/** What the worth of a sentence depends on beside itself. */
export interface Setting {
  /** Questions and answers: the first sentence is no lead. */
  readonly dialogue: boolean;
  /** The sentences of the article that is told. */
  readonly sentences: readonly Candidate[];
  /** The least sum that a summary should name, in US dollars; 0 when the text names none to speak of. */
  readonly sum: number;
}

/** A sum so many times smaller than the text's own is a detail: a wage beside a contract. */
const DETAIL = 0.01;

/** Weighs sentences against one another; `headline` holds the stems of the headline that stands above them. */
export function score(
  candidates: readonly Candidate[],
  setting: Setting,
  headline: ReadonlySet<string>,
): Scored[] {
  const stems = candidates.map((candidate) => candidate.stems);
  const vectors = tfIdf(stems);
  const central = lexRank(stems, vectors);
  const own = setting.sentences[0]?.article;
  // An interview's headline is often a saying: what it is about, the editors' introduction tells.
  const intro = new Set(setting.sentences.filter((one) => one.intro).flatMap((one) => one.stems));
  return candidates.map((candidate, order) => ({
    ...candidate,
    vector: vectors[order] ?? new Map(),
    near: nearness(candidate, headline),
    plain: isPlain(candidate),
    score:
      (0.3 + 0.7 * (central[order] ?? 0)) *
      (setting.dialogue || candidate.names + candidate.figures === 0
        ? 1
        : 1 + 0.8 * Math.exp(-candidate.index / 4)) *
      (candidate.figures > 0 && !(candidate.money > 0 && candidate.money < DETAIL * setting.sum) ? 1.25 : 1) *
      worthOfSum(candidate.money >= setting.sum ? candidate.money : 0) *
      PARTIES[candidate.parties] *
      (candidate.event ? 1.15 : 1) *
      (1 + 0.07 * Math.min(4, candidate.names)) *
      (1 + 0.1 * Math.min(3, candidate.themes)) *
      (1 + 0.5 * Math.max(nearness(candidate, headline), nearness(candidate, intro))) *
      (candidate.article === own ? 1 : 0.6) *
      candidate.penalty,
  }));
}

const LISTS_OR_NAMES = /\s[«"]?\p{Lu}|\d|, [^,.]+ (?:и|және|мен|бен|пен) /u;

/** It names nothing, counts nothing and lists nothing. */
const isPlain = ({ names, figures, event, history, text }: Candidate) =>
  names + figures === 0 && !event && (history || !LISTS_OR_NAMES.test(text));

/** The digests tell of what two countries do together. */
const PARTIES: Readonly<Record<Candidate['parties'], number>> = {
  both: 1.25,
  one: 1.05,
  mixed: 0.75,
  none: 0.95,
  others: 0.7,
};

/** A wage adds nothing, a contract of billions half as much again. */
function worthOfSum(dollars: number): number {
  return 1 + 0.1 * Math.min(5, Math.max(0, Math.log10(Math.max(1, dollars)) - 5));
}

/** How much of the headline's thought a sentence takes up, 0–1. */
function nearness({ stems }: Candidate, headline: ReadonlySet<string>): number {
  const told = [...headline].filter((key) => key.length >= 4);
  if (told.length === 0) return 0;
  const shared = told.filter((key) => stems.some((own) => own === key || alike(own, key)));
  return Math.min(1, (2 * shared.length) / told.length);
}

/** Forms of one word whose stems differ by an ending. */
export function alike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3;
}
