import type { DateMention, ReaderLanguage, ReadText, Sentence, Side, Unit } from './article.ts';
import { stripAttribution } from './attribution.ts';
import { BACKGROUND_ENTITIES, GENERIC_SHARE } from './background.ts';
import { findEvents } from './events.ts';
import { stem, words } from './language/stems.ts';
import { foldCase } from './language/text.ts';
import { findSpeakers, type Speakers, withoutLabel } from './speakers.ts';
import { type SummaryWords, WORDS } from './summaryWords.ts';
import { commonShare } from './weights.ts';

/** A sentence that may stand in a summary. */
export interface Candidate {
  /** Index of its article among those given. */
  readonly article: number;
  /** Its place among the article's sentences, the title not counted. */
  readonly index: number;
  /** Without attribution, label or dash. */
  readonly text: string;
  readonly stems: readonly string[];
  /** Needs the sentence before it: «Это…», «Бұл…». */
  readonly bound: boolean;
  /** Words of one who is named in the sentence before, or nowhere. */
  readonly saidHe: boolean;
  /** Speaks of a party by its kind only («Документ…», «Тараптар…»): never opens a summary. */
  readonly vague: boolean;
  /** In a dialogue: stands before the first question, where the editors say what it is about. */
  readonly intro: boolean;
  /** In the first person outside quotation marks: needs a named speaker. */
  readonly firstPerson: boolean;
  readonly names: number;
  /** How many of its names stand in the title or the lead: the more, the nearer to what the text is about. */
  readonly themes: number;
  /** Spans of years not counted: «за пять лет» is no key figure. */
  readonly figures: number;
  /** The same figures, "300 locomotive": what a sentence of another outlet may add. */
  readonly amounts: readonly string[];
  /** The largest sum it names, in US dollars of about today; 0 without one. */
  readonly money: number;
  /** Whom it names: both sides, one of them alone or with others, others alone, or nobody. */
  readonly parties: 'both' | 'one' | 'mixed' | 'others' | 'none';
  readonly event: boolean;
  /** Dated years before the text's own days. */
  readonly history: boolean;
  /** Product of everything that makes it a worse choice, 0–1. */
  readonly penalty: number;
}

/** Shortest and longest sentence, in characters. */
const SHORTEST = 40;
const LONGEST = 420;
const LONGEST_ATTRIBUTION = 300;
const SHORT_LETTERS = 70;
/** «Соглашение с Wabtec», «президент США»: a name so near the start says which one is meant. */
const NAMED_WITHIN = 30;

/** What one of a currency is worth, near enough to tell a wage from a contract. */
const DOLLARS: Partial<Record<Unit, number>> = { usd: 1, eur: 1.1, kzt: 0.002, rub: 0.012, cny: 0.14 };
/** So many years before the text's own days something is history. */
const HISTORY_YEARS = 4;

/** What a summary may be made of. */
export interface Candidates {
  /** In text order. */
  readonly sentences: readonly Candidate[];
  /** True when the text is questions and answers. */
  readonly dialogue: boolean;
}

/** Sentences of `read` that may stand in a summary in `language`. */
export function findCandidates(read: ReadText, article: number, language: ReaderLanguage): Candidates {
  const text = read.sentences.filter(({ position }) => position !== 'title');
  const speakers = findSpeakers(text, read.interview);
  const quoted = insideQuotes(text);
  const candidates: Candidate[] = [];
  const own = ownNames(read, text);
  const present = text
    .flatMap(({ dates }) => dates)
    .reduce((year, date) => Math.max(year, yearOfDay(date)), 0);
  const firstTurn = speakers.dialogue ? firstQuestion(text, speakers.asked) : 0;
  for (const [index, sentence] of text.entries()) {
    if (sentence.language !== language || sentence.position === 'background') continue;
    if (speakers.asked.has(index) || quoted.has(index)) continue;
    const candidate = asCandidate(sentence, article, index, language, speakers);
    if (candidate === null) continue;
    const history = isHistory(sentence, present, language);
    candidates.push({
      ...candidate,
      intro: sentence.paragraph < firstTurn,
      themes: new Set(sentence.mentions.map(({ entity }) => entity).filter((id) => own.has(id))).size,
      history,
      penalty: candidate.penalty * (history ? 0.6 : 1),
    });
  }
  return { sentences: candidates, dialogue: speakers.dialogue };
}

/** Names of the title and the lead, but for those that stand in all news of this field. */
function ownNames(read: ReadText, text: readonly Sentence[]): Set<string> {
  const head = read.sentences.filter(({ position }) => position === 'title' || position === 'lead');
  const names = (head.length > 0 ? head : text.slice(0, 2)).flatMap(({ mentions }) => mentions);
  return new Set(
    names.map(({ entity }) => entity).filter((id) => (BACKGROUND_ENTITIES[id] ?? 0) < GENERIC_SHARE),
  );
}

/** The year of a complete date; 0 for a bare year, which may be any. */
const yearOfDay = ({ date }: DateMention): number => (date.length > 4 ? Number(date.slice(0, 4)) : 0);

/** True when all that a sentence dates was over years before: «в 2015 году», not «с 1993 года». */
function isHistory({ text, dates }: Sentence, present: number, language: ReaderLanguage): boolean {
  const { since } = WORDS[language];
  return (
    dates.length > 0 &&
    dates.every(
      ({ date, start, end }) =>
        Number(date.slice(0, 4)) <= present - HISTORY_YEARS &&
        !since.test(foldCase(text.slice(0, start))) &&
        !since.test(foldCase(text.slice(end))),
    )
  );
}

/** The paragraph of the first question, which may have been left out of the text already. */
function firstQuestion(text: readonly Sentence[], asked: ReadonlySet<number>): number {
  let expected = 0;
  for (const [index, { paragraph }] of text.entries()) {
    if (paragraph > expected) return expected;
    if (asked.has(index)) return paragraph;
    expected = paragraph + 1;
  }
  return 0;
}

/** Sentences inside a quotation that began in an earlier one of the same paragraph: their speaker is out of sight. */
function insideQuotes(text: readonly Sentence[]): Set<number> {
  const inside = new Set<number>();
  let depth = 0;
  let paragraph = Number.NaN;
  for (const [index, sentence] of text.entries()) {
    if (sentence.paragraph !== paragraph) depth = 0;
    paragraph = sentence.paragraph;
    if (depth > 0) inside.add(index);
    depth = Math.max(0, depth + openQuotes(sentence.text));
  }
  return inside;
}

/** Quotation marks opened and not closed; negative when more are closed. Nested ones may share a closing mark. */
function openQuotes(text: string): number {
  const opened = text.match(/[«“„]/g)?.length ?? 0;
  const closed = text.match(/[»”]/g)?.length ?? 0;
  const straight = (text.match(/"/g)?.length ?? 0) % 2;
  const nested = /^[^«].*«[^«»]*«[^«»]*»/.test(text) && opened - closed === 1 ? 1 : 0;
  return opened - closed - nested + straight;
}

function asCandidate(
  { text: raw, mentions, parties = [], figures, dates, paragraph }: Sentence,
  article: number,
  index: number,
  language: ReaderLanguage,
  speakers: Speakers,
): Omit<Candidate, 'intro' | 'themes' | 'history'> | null {
  if (raw.length > LONGEST + LONGEST_ATTRIBUTION) return null;
  const rules = WORDS[language];
  const stripped = stripAttribution(withoutLabel(raw.trim(), speakers.labels), language);
  if (stripped === null || paragraph < 0 || !isWhole(stripped)) return null;
  const folded = foldCase(stripped);
  const own = foldCase(stripped.replace(/«[^«»]*»|“[^“”]*”|"[^"]*"/g, ' '));
  if (rules.never.test(folded) || rules.reply.test(folded) || rules.opinion.test(folded)) return null;
  if (rules.secondPerson.test(own) || rules.host.test(own)) return null;
  if (speakers.dialogue && rules.announcing.test(own)) return null;
  // «Россия под санкциями, Китай под пошлиной в 55%»: half of an answer, the other half was in the question.
  if (speakers.dialogue && !rules.predicate.test(folded)) return null;
  const firstPerson = rules.firstPerson.test(own);
  const bound =
    rules.bound.test(folded) ||
    rules.pointing.test(folded) ||
    (mentions.length === 0 && isElliptic(folded, rules)) ||
    (speakers.dialogue && (rules.pronoun.test(folded) || refersBack(folded, rules))) ||
    (!speakers.dialogue && /^[–—-]\s/.test(raw.trim()) && !rules.said.test(folded));
  const penalty =
    (rules.filler.test(folded) ? 0.7 : 1) *
    (/^[«"“„]/.test(stripped) ? 0.7 : 1) *
    (stripped.length < SHORT_LETTERS && figures.length === 0 ? 0.7 : 1) *
    (firstPerson ? (speakers.dialogue ? 0.55 : 0.75) : 1) *
    (/^[–—-]\s/.test(raw.trim()) && !speakers.dialogue ? 0.6 : 1) *
    ((stripped.match(/[;•]/g)?.length ?? 0) >= 2 ? 0.5 : 1) *
    (rules.ceremony.test(folded) ? 0.4 : 1) *
    (mentions.length + figures.length + dates.length === 0 ? 0.55 : 1) *
    (bound ? 0.7 : 1);
  const stems = words(stripped)
    .map((word) => stem(word, language))
    .filter((key) => key.length > 2 && commonShare(key, language) < 0.5);
  return {
    article,
    index,
    text: stripped,
    stems,
    bound,
    saidHe: rules.saidHe.test(folded),
    vague:
      (rules.vague.test(folded) || rules.office.test(folded)) &&
      !mentions.some(({ start }) => start < NAMED_WITHIN),
    firstPerson,
    names: new Set(mentions.map(({ entity }) => entity)).size,
    figures: figures.filter(({ unit }) => unit !== 'year').length,
    amounts: figures.filter(({ unit }) => unit !== 'year').map(({ value, unit }) => `${value} ${unit}`),
    money: figures.reduce((most, { unit, value }) => Math.max(most, value * (DOLLARS[unit] ?? 0)), 0),
    parties: partiesIn(parties),
    event: findEvents('', folded).length > 0,
    penalty,
  };
}

/** «На кредите в 200 млн – миллион в год»: what happens, the sentence before says. */
function isElliptic(folded: string, { place, predicate }: SummaryWords): boolean {
  return place.test(folded) && !predicate.test(folded.replace(/ [–—-] /g, ', '));
}

function partiesIn(parties: readonly Side[]): Candidate['parties'] {
  const [kz, us] = [parties.includes('kz'), parties.includes('us')];
  if (kz && us) return 'both';
  if (kz || us) return parties.includes('-') ? 'mixed' : 'one';
  return parties.includes('-') ? 'others' : 'none';
}

/** True when nothing in the sentence has been said yet that its pronoun could mean: a list is no clause. */
function refersBack(folded: string, { referring, predicate }: SummaryWords): boolean {
  const before = referring.exec(folded)?.groups?.before;
  return before !== undefined && !(before.includes(',') && predicate.test(before.replace(/,\s*$/, '.')));
}

/** A sentence from its capital to its final mark, without what only a page or a machine would say. */
function isWhole(text: string): boolean {
  if (text.length < SHORTEST || text.length > LONGEST) return false;
  if (!/^["«“„(]*[\p{Lu}\p{N}$€₸№]/u.test(text) || !/[.!](?:["»”’)\]])*$/.test(text)) return false;
  if (/[?…\n|#@[\]]|\.\.|https?:|www\./u.test(text)) return false;
  if (/[A-Za-zА-Яа-я0-9-]{2,}\.(?:kz|com|ru|org|net|info|media)(?![\p{L}])/iu.test(text)) return false;
  if (openQuotes(text) !== 0 || count(text, '(') !== count(text, ')')) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return letters >= 0.6 * text.replace(/\s/g, '').length && capitals < 0.5 * letters;
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;
