import type { Side } from './article.ts';
import { combinations } from './combinations.ts';
import { cosineOf } from './lexrank.ts';
import { CLEARLY_NEAR, namesGuest, setsScene, tellsWho } from './summaryLead.ts';
import type { Scored } from './summaryScore.ts';
import type { Candidate } from './summarySentences.ts';

/** Length of a summary in characters, spaces between sentences included. */
const SHORT = 180;
const LONG = 420;
/** A flash has what it has, but at least this. */
const FLASH = 60;
const MOST_SENTENCES = 3;
/** Sentences that are tried in every combination. */
const BEST_SENTENCES = 14;
/** From this cosine on two sentences say the same. */
const SAME = 0.45;

/** Sentences that read as a whole, in their order. */
export interface Choice {
  readonly sentences: readonly Scored[];
  /** Higher is better; below −5 when it is too short or one sentence only. */
  readonly score: number;
}

/** What is told, and what is allowed. */
export interface Pool {
  readonly speakerNamed: boolean;
  /** Questions and answers: what matters may stand anywhere, and the first sentence is no lead. */
  readonly dialogue: boolean;
  /** All sentences of the article that leads. */
  readonly sentences: readonly Candidate[];
  /** The least sum that a summary should name, in US dollars; 0 when the text names none to speak of. */
  readonly sum: number;
  /** The sides that a good sentence names. */
  readonly told: readonly Side[];
  /** True when only the editors' introduction to a dialogue says who speaks. */
  readonly guest: boolean;
  /** True when the headline will stand above the sentences. */
  readonly beneath: boolean;
  /** The lead may begin vaguely: nothing better was found. */
  readonly lenient?: boolean;
}

/** What a combination of one sentence, or of too little, loses; below half of it nothing was told well. */
const TOO_LITTLE = 10;
/** So many characters short is as bad as one sentence. */
const A_LITTLE = 50;
const SHORTAGE = -TOO_LITTLE / 2;

/**
 * The best combination out of `useful` that reads as a whole; null when there is none. When that is too little, a short
 * piece whose lead says the headline once more, or that begins with «Документ …», is told so after all, out of `all`.
 */
export function choose(useful: readonly Scored[], all: readonly Scored[], pool: Pool): Choice | null {
  const strict = chooseFrom(useful, pool);
  if (strict !== null && strict.score > SHORTAGE) return strict;
  const lenient = chooseFrom(all, { ...pool, lenient: true });
  return strict === null || (lenient !== null && lenient.score > strict.score) ? lenient : strict;
}

/** True when sentences have the number and length of a summary, and are no flash. */
export const isFull = (sentences: readonly Candidate[]) =>
  sentences.length >= 2 && lengthOf(sentences) >= SHORT;

function chooseFrom(scored: readonly Scored[], pool: Pool): Choice | null {
  const own = pool.sentences[0]?.article;
  const ranked = [...scored].sort((a, b) => b.score - a.score || a.article - b.article || a.index - b.index);
  const tried = new Set(ranked.slice(0, BEST_SENTENCES));
  for (const candidate of scored) if (candidate.article === own && candidate.index < 4) tried.add(candidate);
  const order = [...tried].sort(
    (a, b) =>
      Number(a.article !== own) - Number(b.article !== own) || a.article - b.article || a.index - b.index,
  );
  let best: Choice | null = null;
  const openers = order.filter((candidate) => opens(candidate, pool, own));
  // A definition is no lead where something else may be.
  const told = openers.filter(({ definition }) => !definition);
  const [first = openers[0]] = told;
  const lead = told.find((later) => first !== undefined && setsScene(first, later)) ?? first;
  const consider = (sentences: readonly Scored[]) => {
    const value = worthOf(sentences, pool, lead);
    if (value !== null && (best === null || value > best.score)) best = { sentences, score: value };
  };
  for (const sentences of combinations(order, LONG, (first) => opens(first, pool, own))) consider(sentences);
  return best;
}

/** True when a summary may begin with this sentence: it needs nothing before it but, perhaps, the headline. */
function opens(candidate: Scored, pool: Pool, own: number | undefined): boolean {
  if (candidate.article !== own) return false;
  if (candidate.bound && !(candidate.underHeadline && pool.beneath)) return false;
  // «Our exports» of a column are the country's that it names; «we» of an answer are the guest's.
  if (candidate.firstPerson && !pool.speakerNamed && (pool.dialogue || candidate.names === 0)) return false;
  if (candidate.index === 0 || !candidate.vague) return true;
  return pool.lenient === true && candidate === pool.sentences.find(({ bound }) => !bound);
}

const lengthOf = (sentences: readonly Candidate[]) =>
  sentences.reduce((sum, { text }) => sum + text.length, 0) + sentences.length - 1;

/** «Ерлан Жетыбаев», «сказал Дейнс», «Дейнс заявил»: somebody whom «сказал он» may mean. */
const SPEAKER =
  /\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}{2,}|(?:сказал|заявил|отметил|сообщил|добавил|рассказал|пояснил|подчеркнул|уточнил|деді|айтты|мәлімдеді)а? \p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+(?:ов|ев|ин|ова|ева|ина|ұлы|қызы)?(?:тың|тің|дың|дің|ның|нің)? (?:сказал|заявил|отметил|сообщил|добавил|рассказал|пояснил|деді|айтуынша)/u;
/** What it costs a dialogue to say «we» under a headline that does not say who speaks. */
const UNNAMED = 0.8;
/** What it costs to say what something is instead of what happened. */
const DEFINED = 1.5;
/** What it costs to begin with what stands before the news. */
const SCENE = 1;
/** What a third sentence must be worth where two are enough. */
const THIRD = 0.4;
/** The same where one of the three names nothing and counts nothing. */
const PLAIN_THIRD = 0.9;
/** What a first sentence is worth beyond its score: the lead says what happened. */
const LEAD = 2.5;

/** A text that names such a sum, in US dollars, is told worse without one of its order. */
export const LARGE_SUM = 10_000_000;
/** A sum is of the order of another from this share of it on. */
export const OF_ITS_ORDER = 0.05;
const NO_SUM = 1;

/** A story of two sides is told worse when only one of them is named, though a good sentence names the other. */
const NO_SIDE = 0.35;
/** What it costs an interview not to say who speaks, where the headline does not. */
const NO_GUEST = 1;
/** What an answer costs that names nobody and counts nothing. */
const EMPTY_ANSWER = 0.8;
/** What it costs to begin with «Это …» under a headline: almost anything else is better. */
const UNDER_HEADLINE = 2;
/** A lead of so many characters may stand alone, at a price. */
const LONG_LEAD = 240;
const ALONE = 2.5;

/** What goes on from the lead may point back to it at no cost. */
const AFTER_LEAD = 1.5;

/** Worth of a combination, or null when it may not be. */
function worthOf(sentences: readonly Scored[], pool: Pool, lead: Scored | undefined): number | null {
  const length = lengthOf(sentences);
  if (length > LONG || length < FLASH) return null;
  const named = pool.speakerNamed || sentences.some(({ names, firstPerson }) => !firstPerson && names > 0);
  let worth = 0;
  let position = -1;
  for (const sentence of sentences) {
    position++;
    const before = sentences[position - 1];
    const follows = before !== undefined && goesOn(before, sentence, pool);
    if (sentence.bound && !follows && position > 0) return null;
    if (!hasSpeaker(sentence, position, sentences)) return null;
    if (sentence.saidHe && !SPEAKER.test(before?.text ?? '')) return null;
    if (sentence.firstPerson && !named) return null;
    if (sentence.firstPerson && pool.dialogue && !pool.speakerNamed) {
      if (!sentences.slice(0, position).some(tellsWho)) return null;
      worth -= UNNAMED;
    }
    if (pool.dialogue && !sentence.intro && sentence.names + sentence.figures === 0) worth -= EMPTY_ANSWER;
    if (sentence.definition) worth -= DEFINED;
    if (sentence.vague && position > 0 && !follows && sentence.index > 6) return null;
    if (addsNothing(sentence, sentences)) return null;
    for (let at = 0; at < position; at++) if (tellsAgain(sentences[at] ?? sentence, sentence)) return null;
    worth +=
      sentence.score * (follows ? 1.08 : 1) * (follows && sentence.bound && before === lead ? AFTER_LEAD : 1);
  }
  const [first] = sentences;
  if (lead !== undefined && first === lead) worth += first.bound ? -UNDER_HEADLINE : leadWorth(lead, pool);
  if (lead !== undefined && first !== undefined && first.index < lead.index && !first.definition)
    worth -= SCENE;
  if (pool.sum > 0 && !sentences.some(({ money }) => money >= pool.sum)) worth -= NO_SUM;
  for (const side of ['kz', 'us'] as const)
    if (pool.told.includes(side) && !sentences.some(({ sides }) => sides.includes(side))) worth -= NO_SIDE;
  if (pool.guest && !sentences.some(namesGuest))
    worth -= sentences.some(({ intro }) => !intro) ? NO_GUEST : NO_GUEST / 2;
  // Too short or too few is better than nothing, and worse than anything that fits; a long lead fits alone.
  const few = sentences.length < 2 ? (length >= LONG_LEAD && first === lead ? ALONE : TOO_LITTLE) : 0;
  // Two good sentences that are a little short need no third that says less.
  const missing = Math.max(0, SHORT - length) / (sentences.length < 2 ? 1 : A_LITTLE);
  if (sentences.length === MOST_SENTENCES)
    worth -= sentences.some(({ plain }) => plain) ? PLAIN_THIRD : THIRD;
  const short = TOO_LITTLE * Math.min(1, missing ** 2);
  return worth - short - few;
}

/** What `tellsAgain` has answered: two sentences meet in many combinations. */
const compared = new WeakMap<Scored, Map<Scored, boolean>>();

/** True when the later of two sentences says what the earlier has said. */
function tellsAgain(earlier: Scored, later: Scored): boolean {
  const known = compared.get(earlier) ?? new Map<Scored, boolean>();
  compared.set(earlier, known);
  const before = known.get(later);
  if (before !== undefined) return before;
  const same =
    cosineOf(earlier.vector, later.vector) >= SAME || contains(earlier, later) || restates(earlier, later);
  known.set(later, same);
  return same;
}

/** True when one sentence stands right behind the other; in a dialogue a question may have stood between paragraphs. */
function goesOn(before: Scored, { article, index, intro, paragraph }: Scored, { dialogue }: Pool): boolean {
  if (before.article !== article || before.index !== index - 1) return false;
  return !dialogue || (before.intro && intro) || before.paragraph === paragraph;
}

/** Somebody's words stand beside the sentence that names him, in the order of the text. */
function hasSpeaker({ claim, index, article }: Scored, at: number, sentences: readonly Scored[]): boolean {
  if (claim === null) return true;
  const beside = sentences[at + Math.sign(claim - index)];
  return Math.abs(claim - index) === 1 && beside?.index === claim && beside.article === article;
}

/** Who, what and how much are the same: the second tells the first once more. */
function restates(earlier: Scored, later: Scored): boolean {
  if (later.amounts.length === 0 || later.ids.length < 2) return false;
  return (
    later.amounts.every((amount) => earlier.amounts.includes(amount)) &&
    later.ids.every((id) => earlier.ids.includes(id)) &&
    cosineOf(earlier.vector, later.vector) >= SAME / 2
  );
}

/**
 * In a dialogue only what the editors put before the first question can be a lead; a first sentence that names
 * nothing and counts nothing, or tells of years ago, sets a scene.
 */
function leadWorth({ intro, names, figures, history, definition, near }: Scored, { dialogue }: Pool): number {
  const whole = (names + figures === 0 && near < CLEARLY_NEAR) || history || definition ? LEAD / 5 : LEAD;
  if (!dialogue) return whole;
  return intro ? whole / 2 : 0;
}

/** Figures nearer than this are two versions of one. */
const RIVALS = 0.15;

/** True for a sentence of another outlet all of whose figures the rest states: it tells the same once more. */
function addsNothing(sentence: Scored, sentences: readonly Scored[]): boolean {
  if (sentence.article === sentences[0]?.article) return false;
  const rest = sentences.filter((other) => other !== sentence).flatMap(({ amounts }) => amounts);
  if (sentence.amounts.some((amount) => rest.some((other) => conflict(amount, other)))) return true;
  return sentence.amounts.every((amount) => rest.includes(amount));
}

/** Two outlets' figures of one kind, a little apart: both cannot be told as facts, see `keyFigures`. */
function conflict(a: string, b: string): boolean {
  const [[one, unit], [other, its]] = [a.split(' '), b.split(' ')];
  const [low = 0, high = 0] = [Number(one), Number(other)].sort((x, y) => x - y);
  return unit === its && low !== high && low >= 10 && (high - low) / high <= RIVALS;
}

/** True when nearly all stems of one sentence stand in the other. */
function contains(a: Scored, b: Scored): boolean {
  const [small, large] = a.stems.length <= b.stems.length ? [a, b] : [b, a];
  const { length } = small.stems;
  return length > 0 && small.stems.filter((key) => large.vector.has(key)).length >= 0.75 * length;
}
