import type { Position, ReadText, Relevance } from './article.ts';
import type { NegativeFrame } from './knowledge.ts';
import { relevanceFacts, type SentenceFacts } from './relevanceFacts.ts';
import type { RelevanceRules } from './relevanceRules.ts';

export { compileRelevance, type RelevanceRules } from './relevanceRules.ts';

/** How much a side's name counts by where it stands. */
const POSITION: Record<Position, number> = { title: 1, lead: 0.8, body: 0.4, background: 0.15 };
/** In a long text a side must hold this share of the sentences to count fully: fewer is a mention in passing. */
const FULL_SHARE = 0.12;
const LONG = 10;
/** A weak name (Central Asia, New York) is nobody who acts. */
const HALF = 0.5;
/** From this share of its sentences on, and from so many, a text that speaks to its reader is a guide. */
const GUIDE_SHARE = 0.3;
const GUIDE_LEAST = 2;
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

interface Factor {
  readonly words: string;
  readonly factor: number;
}

/**
 * Judges how far a text is about something that Kazakhstan and the United States do to or with each other.
 *
 * √(k·u) × (.45 + .55·t) × factors: `k` and `u` are how strongly each side is there, `t` how closely one
 * event ties them, the factors are kinds of text that name both sides and are about something else. Works
 * on a bare title, a bare text, or neither (value 0). Never throws.
 */
export function judgeRelevance(read: ReadText, rules: RelevanceRules): Relevance {
  const facts = withMeasure(withRegion(withTitle(relevanceFacts(read, rules)))).map(weakenLists);
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
  for (const { words, factor } of factors(facts, rules, { format, interview: read.interview })) {
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

/**
 * Of several Central Asian states together none is a third party, and all five with a US party are C5+1 whether the
 * format is named or not; but not in another member's news, or with an outsider.
 */
function withRegion(facts: readonly SentenceFacts[]): readonly SentenceFacts[] {
  const isRegion = (fact: SentenceFacts) => fact.five || fact.members >= LISTED;
  const title = facts.find((fact) => fact.position === 'title');
  if (title?.thirdNamed && !isRegion(title)) return facts;
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
  for (const fact of facts) {
    if (fact.position === 'body') body += POSITION.body * fact[side];
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
  const telling = head.filter((fact) => fact.position === 'title' || fact.format);
  return telling.every((fact) => !fact.thirdNamed || fact.third > 2) || head.some(namesKz);
}

function tieOf(facts: readonly SentenceFacts[]): { value: number; words: string } {
  let best = { value: 0, words: 'the sides never meet in one sentence' };
  const take = (value: number, words: string) => {
    if (value > best.value) best = { value, words };
  };
  for (const [index, fact] of facts.entries()) {
    if (fact.position === 'background') continue;
    if (isHead(fact) && fact.both) take(1, 'one name for both sides in title or lead');
    if (fact.kz > 0 && fact.us > 0) {
      // Two weak names, or two countries of a list, are not yet an event of the two.
      const full = fact.kz + fact.us >= 1.5;
      if (isHead(fact) && fact.interaction && full) take(1, 'both sides act together in title or lead');
      else if (isHead(fact)) take(full ? 0.8 : 0.5, 'both sides in title or lead');
      else if (fact.interaction && full) take(0.7, 'both sides act together in one sentence');
      else take(0.4, 'both sides in one sentence');
      continue;
    }
    const next = facts[index + 1];
    if (next && next.position !== 'background' && fact.kz + next.kz >= 1 && fact.us + next.us >= 1)
      take(isHead(fact) && isHead(next) ? 0.5 : 0.4, 'both sides in neighbouring sentences');
  }
  return best;
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

function factors(
  facts: readonly SentenceFacts[],
  rules: RelevanceRules,
  { format, interview }: { readonly format: boolean; readonly interview: boolean },
): Factor[] {
  // In an interview "you can" is said to whoever asks, not to the reader.
  const found: Factor[] = rules.negatives
    .filter((frame) => !(interview && frame.anywhere) && isFramed(facts, frame))
    .map(({ name, factor }) => ({ words: name, factor }));
  if (!interview && isGuide(facts)) found.push({ words: 'it instructs its reader', factor: 0.3 });
  const head = facts.filter(isHead);
  const headKz = format || head.some((fact) => namesKz(fact) || fact.mission);
  const headUs = head.some((fact) => fact.us > HALF);
  if (head.some((fact) => fact.thirdNamed) && !headUs)
    found.push({ words: 'a third country in title or lead, no US party there', factor: 0.4 });
  else if (head.some((fact) => fact.thirdNamed) && !headKz)
    found.push({ words: 'a third country in title or lead, no Kazakh party there', factor: 0.4 });
  else if (isOtherPair(head)) found.push({ words: 'title and lead are about another pair', factor: 0.5 });
  else if (!headUs || !headKz) found.push({ words: 'one side is missing from title and lead', factor: 0.85 });
  if (isAside(head)) found.push({ words: 'a comment on, or a place for, what others do', factor: 0.45 });
  if (isPassing(facts, format)) found.push({ words: 'one side is mentioned in passing', factor: 0.5 });
  if (isOnlyOwner(facts)) found.push({ words: 'US firms only as owners', factor: 0.5 });
  return found;
}

/**
 * Says whether title and lead are about one of our sides and a third country: the title names these two,
 * and the other side is only met together with the third.
 */
function isOtherPair(head: readonly SentenceFacts[]): boolean {
  const title = head.find((fact) => fact.position === 'title');
  if (!title?.thirdNamed || title.format || (title.kz > 0 && title.us > 0)) return false;
  const absent = title.us === 0 ? 'us' : 'kz';
  return !head.some(
    (fact) =>
      fact[absent] > 0 &&
      fact.interaction &&
      (!fact.thirdNamed || (fact.kz > 0 && fact.usKinds.has('format'))),
  );
}

/** Points: 2 for a word in the title, 1 in the lead, ½ in the body when the frame shows anywhere. */
function isFramed(facts: readonly SentenceFacts[], frame: NegativeFrame): boolean {
  const tied = facts.filter(
    (fact) => fact.position === 'body' && fact.interaction && fact.kz + fact.us >= 1.5,
  );
  if (frame.unlessTied && tied.length >= 2) return false;
  const acting = facts.filter(isHead);
  if (frame.unlessBothAct && acting.some((fact) => fact.kzActs) && acting.some((fact) => fact.usActs))
    return false;
  let points = 0;
  for (const fact of facts) {
    if (isHead(fact) && fact.lifted.has(frame)) return false;
    if (isHead(fact) && frame.unlessKinds?.some((kind) => fact.usKinds.has(kind))) return false;
    const words = fact.frames.get(frame) ?? 0;
    if (fact.position === 'title') points += 2 * words;
    else if (fact.position === 'lead') points += words;
    else if (frame.anywhere && fact.position === 'body') points += words / 2;
  }
  return points >= frame.least;
}

/**
 * One side once (in a long text twice) and outside the event: neither in a title of both, nor tied in the lead,
 * nor acting there while the other is in them too, nor an actor where both act together.
 */
function isPassing(facts: readonly SentenceFacts[], format: boolean): boolean {
  const told = facts.filter((fact) => fact.position !== 'background');
  const most = told.length > 20 ? 2 : 1;
  if (told.length < 4) return false;
  const head = told.filter(isHead);
  return (['kz', 'us'] as const).some((side) => {
    const naming = told.filter((fact) => fact[side] > 0);
    if (naming.length > most) return false;
    const [other, acts] = side === 'kz' ? (['us', 'kzActs'] as const) : (['kz', 'usActs'] as const);
    const otherInHead = head.some((fact) => fact[other] > HALF);
    return !naming.some((fact) => {
      if (fact.position === 'title' && fact.kz + fact.us > 2 * HALF && Math.min(fact.kz, fact.us) > 0)
        return true;
      if (isHead(fact) && fact.third < 2 && fact.kz > HALF && fact.us > HALF) return true;
      if (isHead(fact))
        return (
          fact.both ||
          fact.format ||
          format ||
          (fact[acts] && otherInHead) ||
          (fact[other] > 0 && fact.interaction)
        );
      return fact.kzActs && fact.usActs && fact.interaction && otherInHead;
    });
  });
}

/** Somebody speaks of what others do: said in so many words, or the US and a third country stand as a pair. */
function isAside(head: readonly SentenceFacts[]): boolean {
  if (head.some((fact) => fact.aside && fact.thirdNamed && fact.us > 0 && !fact.both && !fact.mission))
    return true;
  const both = head.filter((fact) => fact.us > HALF && fact.kz > 0);
  const spread = [
    head.some((fact) => fact.aside && !fact.mission),
    head.some((fact) => fact.thirdNamed),
    both.every((fact) => !fact.interaction || ((fact.othersPair || fact.aside) && !fact.both)),
  ];
  if (spread.every(Boolean)) return true;
  return both.length > 0 && both.every((fact) => fact.othersPair && !fact.both && !fact.format);
}

function isGuide(facts: readonly SentenceFacts[]): boolean {
  const told = facts.filter((fact) => fact.position !== 'background');
  const isMost = (count: number) => count >= GUIDE_LEAST && count >= GUIDE_SHARE * told.length;
  if (isMost(told.filter((fact) => fact.addressed).length)) return true;
  // Rules in the third person are a guide when nobody has just made or changed them.
  const decided = told.some((fact) => isHead(fact) && fact.decision);
  return !decided && told.some((fact) => fact.paper) && isMost(told.filter((fact) => fact.instructs).length);
}

function isOnlyOwner(facts: readonly SentenceFacts[]): boolean {
  const naming = facts.filter((fact) => fact.us > 0 && fact.position !== 'background');
  return naming.length > 0 && naming.every((fact) => fact.shareholder && fact.position !== 'title');
}

/** In the lead of another country's news, Kazakhstan in a list of countries is not a party of the event. */
function namesKz(fact: SentenceFacts): boolean {
  return fact.kz > HALF && (fact.position === 'title' || fact.third < 2 || fact.measure || fact.kzActs);
}

function isHead(fact: SentenceFacts): boolean {
  return fact.position === 'title' || fact.position === 'lead';
}
