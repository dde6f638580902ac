import type { NegativeFrame } from './knowledge.ts';
import type { SentenceFacts } from './relevanceFacts.ts';
import type { RelevanceRules } from './relevanceRules.ts';

/** A weak name (Central Asia, New York) is nobody who acts. */
export const HALF = 0.5;
/** From this share of its sentences on, and from so many, a text that speaks to its reader is a guide. */
const GUIDE_SHARE = 0.25;
const GUIDE_LEAST = 2;
/** News tells mostly what has happened; of a guide at most this share of the sentences does. */
const MOST_PAST = 0.2;

/** A kind of text that takes its part of the value. */
export interface Factor {
  readonly words: string;
  readonly factor: number;
}

/**
 * Kinds of text that name both sides and are about something else, each with the factor that it takes: a guide, a
 * match, what others do, a mention in passing.
 */
export function penalties(
  facts: readonly SentenceFacts[],
  rules: RelevanceRules,
  { format, interview }: { readonly format: boolean; readonly interview: boolean },
): Factor[] {
  // In an interview "you can" is said to whoever asks, not to the reader, and the title quotes and names nobody.
  const found: Factor[] = rules.negatives
    .filter((frame) => !(interview && frame.anywhere) && isFramed(facts, frame))
    .map(({ name, factor }) => ({ words: name, factor }));
  if (!interview && isGuide(facts)) found.push({ words: 'it instructs its reader', factor: 0.3 });
  const head = facts.filter(isHead);
  const headKz = format || head.some((fact) => namesKz(fact) || fact.mission);
  const bothAct = facts.some((fact) => fact.kzActs) && facts.some((fact) => fact.usActs);
  const headUs = head.some((fact) => fact.us > HALF);
  if (head.some((fact) => fact.thirdNamed) && !headUs)
    found.push({ words: 'a third country in title or lead, no US party there', factor: 0.4 });
  else if (head.some((fact) => fact.thirdNamed) && !headKz)
    found.push({ words: 'a third country in title or lead, no Kazakh party there', factor: 0.4 });
  else if (isOtherPair(head)) found.push({ words: 'title and lead are about another pair', factor: 0.5 });
  else if ((!headUs || !headKz) && !(interview && bothAct))
    found.push({ words: 'one side is missing from title and lead', factor: 0.85 });
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
  const [absent, acts] = title.us === 0 ? (['us', 'usActs'] as const) : (['kz', 'kzActs'] as const);
  return !head.some(
    (fact) =>
      fact[absent] > 0 &&
      fact.interaction &&
      (fact[acts] || fact.both || fact.format || (absent === 'kz' && fact.measure)) &&
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
  const head = told.filter(isHead);
  if (told.length < 4 && !head.some((fact) => fact.thirdNamed)) return false;
  return (['kz', 'us'] as const).some((side) => {
    const naming = told.filter((fact) => fact[side] > 0);
    if (naming.length > most) return false;
    const [other, acts] = side === 'kz' ? (['us', 'kzActs'] as const) : (['kz', 'usActs'] as const);
    const otherInHead = head.some((fact) => fact[other] >= HALF);
    const othersHead = head.some((fact) => fact.thirdNamed && fact[other] > 0 && fact[side] === 0);
    return !naming.some((fact) => {
      if (fact.position === 'title' && fact.kz + fact.us > 2 * HALF && Math.min(fact.kz, fact.us) > 0)
        return true;
      if (isHead(fact) && fact.third < (fact[acts] ? 2 : 1) && fact.kz > HALF && fact.us > HALF) return true;
      if (isHead(fact))
        return (
          fact.both ||
          fact.format ||
          (side === 'kz' && fact.measure) ||
          format ||
          ((fact[acts] || (fact.interaction && fact.third < (side === 'kz' ? 2 : 1) && !othersHead)) &&
            otherInHead) ||
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
  const head = told.filter(isHead);
  if (head.some((fact) => fact.decision)) return false;
  if (told.some((fact) => fact.paper) && isMost(told.filter((fact) => fact.instructs).length)) return true;
  // So are papers and fees of which nothing is told that has happened.
  return (
    isMost(told.filter((fact) => fact.paper).length) &&
    !head.some((fact) => fact.kzActs || (fact.usActs && !fact.mission && !fact.usKinds.has('programme'))) &&
    told.filter((fact) => fact.past()).length <= MOST_PAST * told.length
  );
}

function isOnlyOwner(facts: readonly SentenceFacts[]): boolean {
  const naming = facts.filter((fact) => fact.us > 0 && fact.position !== 'background');
  return naming.length > 0 && naming.every((fact) => fact.shareholder && fact.position !== 'title');
}

/** In the lead of another country's news, Kazakhstan in a list of countries is not a party of the event. */
export function namesKz(fact: SentenceFacts): boolean {
  return fact.kz > HALF && (fact.position === 'title' || fact.third < 2 || fact.measure || fact.kzActs);
}

/** True in the title and the lead. */
export function isHead(fact: SentenceFacts): boolean {
  return fact.position === 'title' || fact.position === 'lead';
}
