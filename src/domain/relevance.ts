import type { Position, ReadText, Relevance } from './article.ts';
import { relevanceFacts, type SentenceFacts } from './relevanceFacts.ts';
import { HALF, isHead, namesKz, penalties } from './relevancePenalties.ts';
import type { RelevanceRules } from './relevanceRules.ts';

export { compileRelevance, type RelevanceRules } from './relevanceRules.ts';

/** How much a side's name counts by where it stands. */
const POSITION: Record<Position, number> = { title: 1, lead: 0.8, body: 0.4, background: 0.15 };
/** So many sentences behind the lead still stand near the head, and count so much. */
const NEAR = 2;
const NEAR_WEIGHT = 0.6;
/** The title, the lead and what stands near. */
const LEADING = 5;
/** In a long text a side must hold this share of the sentences to count fully: fewer is a mention in passing. */
const FULL_SHARE = 0.12;
const LONG = 10;
/** Of the five Central Asian states, so many are a list of them, and so many stand for all. */
const LISTED = 3;
const ALL_BUT_ONE = 4;
/** Part of the value that a mere presence of both sides can reach; the rest is what ties them together. */
const PRESENCE = 0.45;

/** One feature that decided, with the part of the value that it gave or took, for the order of `why`. */
interface Reason {
  readonly words: string;
  readonly size: number;
}

/**
 * Judges how far a text is about something that Kazakhstan and the United States do to or with each other.
 *
 * √(k·u) × (.45 + .55·t) × factors: `k` and `u` are how strongly each side is there, `t` how closely one
 * event ties them, the factors are kinds of text that name both sides and are about something else. Works
 * on a bare title, a bare text, or neither (value 0). Never throws.
 */
export function judgeRelevance(read: ReadText, rules: RelevanceRules): Relevance {
  const facts = withMeasure(withRegion(withHome(withTitle(relevanceFacts(read, rules))))).map(weakenLists);
  const reasons: Reason[] = [];
  const format = formatOfBoth(facts);
  const k = Math.max(presence(facts, 'kz'), format ? 0.8 : 0);
  const u = presence(facts, 'us');
  if (k === 0 || u === 0) {
    return { value: 0, relevant: false, why: [k === 0 ? 'no Kazakh party' : 'no US party'] };
  }
  reasons.push(...named(facts, k, u));
  const tie = format ? { value: 1, words: 'C5+1 with the United States' } : tieOf(facts);
  reasons.push({ words: tie.words, size: tie.value });

  let value = Math.sqrt(k * u) * (PRESENCE + (1 - PRESENCE) * tie.value);
  for (const { words, factor } of penalties(facts, rules, { format, interview: read.interview })) {
    value *= factor;
    reasons.push({ words: `not: ${words} (×${factor})`, size: 1 + (1 - factor) });
  }
  return {
    value: Math.round(value * 1000) / 1000,
    relevant: value >= rules.threshold,
    why: reasons.sort((a, b) => b.size - a.size).map((reason) => reason.words),
  };
}

/** A text without a title is judged by its first sentence as if that were one. */
function withTitle(facts: readonly SentenceFacts[]): readonly SentenceFacts[] {
  if (facts.some((fact) => fact.position === 'title')) return facts;
  return facts.map((fact, index) => (index === 0 ? { ...fact, position: 'title' } : fact));
}

/** Where a text names Kazakhstan, "we" and "the president's trip" are words of its writer for his own side. */
function withHome(facts: readonly SentenceFacts[]): readonly SentenceFacts[] {
  if (!facts.some((fact) => fact.kz > 0)) return facts;
  return facts.map((fact) => (fact.home && fact.kz < HALF ? { ...fact, kz: HALF } : fact));
}

/**
 * Of several Central Asian states together none is a third party, and all five with a US party are C5+1 whether the
 * format is named or not; but not in another member's news, or with an outsider.
 */
function withRegion(facts: readonly SentenceFacts[]): readonly SentenceFacts[] {
  const isRegion = (fact: SentenceFacts) => fact.five || fact.members >= LISTED;
  const title = facts.find((fact) => fact.position === 'title');
  if (title?.thirdNamed && !title.format && !isRegion(title)) return facts;
  const withUs = facts.some((fact) => isHead(fact) && fact.us > HALF);
  return facts.map((fact) => {
    if (!isRegion(fact) || fact.outsider) return fact;
    const all = fact.five || fact.members >= ALL_BUT_ONE;
    return { ...fact, third: 0, thirdNamed: false, format: fact.format || (all && withUs) };
  });
}

/** A measure that the title names is what the lead lists countries for: a tariff meets each of them. */
function withMeasure(facts: readonly SentenceFacts[]): readonly SentenceFacts[] {
  const measure = facts.some((fact) => isHead(fact) && fact.us > 0 && fact.measure);
  return measure ? facts.map((fact) => (isHead(fact) ? { ...fact, measure } : fact)) : facts;
}

/** A country that a sentence only lists among others does nothing there. */
function weakenLists(fact: SentenceFacts): SentenceFacts {
  if (fact.third < 2 || fact.position === 'title' || fact.both || fact.format) return fact;
  const factor = fact.position === 'lead' && fact.measure ? 1 : 0.5;
  return {
    ...fact,
    kz: fact.kzActs ? fact.kz : fact.kz * factor,
    us: fact.usActs ? fact.us : fact.us * factor,
  };
}

function presence(facts: readonly SentenceFacts[], side: 'kz' | 'us'): number {
  let head = 0;
  let body = 0;
  let near = 0;
  for (const fact of facts) {
    if (fact.position === 'body') body += (near++ < NEAR ? NEAR_WEIGHT : POSITION.body) * fact[side];
    else head += POSITION[fact.position] * fact[side];
  }
  const bodies = facts.filter((fact) => fact.position === 'body');
  const share = bodies.filter((fact) => fact[side] > 0).length / Math.max(1, bodies.length);
  const long = bodies.length > LONG ? Math.min(1, share / FULL_SHARE) : 1;
  return Math.min(1, head + Math.min(1, body) * long);
}

/** C5+1 is about Kazakhstan unless title and lead belong to another member. */
function formatOfBoth(facts: readonly SentenceFacts[]): boolean {
  const head = facts.filter(isHead);
  if (!head.some((fact) => fact.format)) return false;
  const host = head.some((fact) => fact.position === 'title' && fact.format);
  if (host && head.some((fact) => fact.five || fact.members >= ALL_BUT_ONE)) return true;
  const telling = head.filter((fact) => fact.position === 'title' || fact.format);
  return telling.every((fact) => !fact.thirdNamed || fact.third > 2) || head.some(namesKz);
}

function tieOf(facts: readonly SentenceFacts[]): { value: number; words: string } {
  let best = { value: 0, words: 'the sides never meet in one sentence' };
  const take = (value: number, words: string) => {
    if (value > best.value) best = { value, words };
  };
  const title = facts.find((fact) => fact.position === 'title');
  for (const [index, fact] of facts.entries()) {
    if (fact.position === 'background') continue;
    if (
      title &&
      !title.thirdNamed &&
      fact.position === 'lead' &&
      title.kz + fact.kz >= 1 &&
      title.us + fact.us >= 1
    )
      take(0.5, 'one side in the title, the other in the lead');
    if (isHead(fact) && fact.both) take(1, 'one name for both sides in title or lead');
    if (fact.kz > 0 && fact.us > 0) {
      // Two weak names, or two countries of a list, are not yet an event of the two.
      const full = fact.kz + fact.us >= 1.5;
      if (isHead(fact) && fact.interaction && full) take(1, 'both sides act together in title or lead');
      else if (isHead(fact))
        take(full && Math.min(fact.kz, fact.us) > HALF ? 0.8 : 0.5, 'both sides in title or lead');
      else if (fact.interaction && full) take(0.7, 'both sides act together in one sentence');
      else take(0.4, 'both sides in one sentence');
      continue;
    }
    const next = facts[index + 1];
    if (next && next.position !== 'background' && fact.kz + next.kz >= 1 && fact.us + next.us >= 1) {
      const [value, words] = fact.interaction || next.interaction ? [0.4, ''] : [0, ', nothing done'];
      take(
        isHead(fact) && isHead(next) ? value + 0.1 : value,
        `both sides in neighbouring sentences${words}`,
      );
    }
  }
  if (best.value < 0.5 && isOfTwo(facts)) take(0.5, 'nobody else in a text of something done');
  return best;
}

/**
 * No third country is named, both sides are near the head and something is done where each is named: a hospital in
 * Shymkent, surgeons, an agreement with Pittsburgh, and no sentence with both.
 */
function isOfTwo(facts: readonly SentenceFacts[]): boolean {
  const told = facts.filter((fact) => fact.position !== 'background');
  if (told.some((fact) => fact.thirdNamed)) return false;
  const near = told.slice(0, LEADING);
  return (['kz', 'us'] as const).every((side) => near.some((fact) => fact[side] > HALF && fact.interaction));
}

function named(facts: readonly SentenceFacts[], k: number, u: number): Reason[] {
  const place = (side: 'kz' | 'us') => {
    const first = facts.find((fact) => fact[side] > 0)?.position ?? 'title';
    return first === 'background' ? 'the background' : `the ${first}`;
  };
  return [
    { words: `Kazakhstan from ${place('kz')} on`, size: k / 2 },
    { words: `United States from ${place('us')} on`, size: u / 2 },
  ];
}
