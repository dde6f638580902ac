import type { Draft, Language, Mention, Position, ReadText, Sentence, Side } from '../article.ts';
import { cleanText } from './clean.ts';
import { findDates, readDates } from './dates.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { Identifier } from './identify.ts';
import { readTurns } from './interview.ts';
import { findFigures } from './numbers.ts';
import { maskOutlets } from './outlets.ts';
import { isHeadline, splitSentences } from './sentences.ts';

/** So many sentences after the title are the lead. */
const LEAD_SENTENCES = 2;
/** Kinds that act; a commodity or a format is what they act on. */
const PARTIES: ReadonlySet<string> = new Set(['person', 'company', 'agency', 'place']);
/** Opens a speaker's turn in an interview; no part of what is said. */
const TURN_DASH = /^[–—-]\s+/;

/**
 * Reads a text: cleans it, tells the language of each paragraph, cuts it into sentences and finds in each the
 * names, figures and dates. Never throws; an empty draft gives no sentences and language `other`.
 *
 * Dates without a year and words like "yesterday" are counted from `draft.publishedAt`; without it, from the
 * first complete date of the text, the dateline's before all others.
 */
export function readText(draft: Draft, gazetteer: Gazetteer, identifier: Identifier): ReadText {
  const outletNames = draft.outletNames ?? [];
  const clean = cleanText(draft.title, draft.text, outletNames);
  const texts = clean.paragraphs.map((paragraph) => paragraph.text);
  const judged = identifier.article(clean.title, texts, draft.languageHint);
  const stated = clean.dateline === null ? null : firstDay([clean.dateline], draft.publishedAt);
  const anchor = draft.publishedAt ?? asDate(stated ?? firstDay([clean.title, ...texts]));

  const sentence = (text: string, language: Language, position: Position, paragraph: number): Sentence => {
    const dated = readDates(text);
    const mentions = gazetteer.find(maskOutlets(text, outletNames));
    return {
      text,
      language,
      position,
      paragraph,
      mentions,
      parties: partiesOf(mentions, gazetteer),
      figures: findFigures(text, language, dated),
      dates: findDates(text, language, anchor, dated),
    };
  };

  const { interview, questions } = readTurns(texts);
  const sentences: Sentence[] = [];
  if (clean.title !== '') {
    sentences.push(sentence(clean.title, judged.title, 'title', -1));
  }
  const asked: Sentence[] = [];
  let leading = LEAD_SENTENCES;
  clean.paragraphs.forEach(({ text, background }, index) => {
    const language = judged.paragraphs[index] ?? judged.language;
    if (interview && questions[index]) {
      asked.push(sentence(text.replace(TURN_DASH, ''), language, background ? 'background' : 'body', index));
      return;
    }
    const heading = texts.length > 1 && isHeadline(text);
    const said = interview ? text.replace(TURN_DASH, '') : text;
    for (const piece of splitSentences(said, language)) {
      const lead = !background && !heading && leading > 0;
      if (lead) leading--;
      sentences.push(sentence(piece, language, background ? 'background' : lead ? 'lead' : 'body', index));
    }
  });
  return {
    language: judged.language,
    mixed: judged.mixed,
    interview,
    title: clean.title,
    sentences,
    ...(asked.length === 0 ? {} : { asked }),
    ...(stated === null ? {} : { datelineDate: stated }),
  };
}

function partiesOf(mentions: readonly Mention[], gazetteer: Gazetteer): Side[] {
  const sides = mentions.flatMap(({ entity }) => {
    const entry = gazetteer.entry(entity);
    return entry !== undefined && PARTIES.has(entry.kind) ? [entry.side] : [];
  });
  return [...new Set(sides)];
}

/** The first complete calendar date of `texts`, in any of our languages; null when there is none. */
function firstDay(texts: readonly string[], publishedAt?: Date): string | null {
  for (const text of texts) {
    const found = findDates(text, 'other', publishedAt).find(({ date }) => date.length === 10);
    if (found) return found.date;
  }
  return null;
}

function asDate(day: string | null): Date | undefined {
  return day === null ? undefined : new Date(`${day}T07:00:00Z`);
}
