import { leansOnQuestion } from './answers.ts';
import type { Figure, Mention, ReaderLanguage, ReadText, Sentence, Side, Unit } from './article.ts';
import { stripAttribution } from './attribution.ts';
import { BACKGROUND_ENTITIES, GENERIC_SHARE } from './background.ts';
import { findEvents } from './events.ts';
import { isHandful } from './figures.ts';
import { isHistory, presentYear } from './history.ts';
import { stemsIn } from './language/stems.ts';
import { foldCase } from './language/text.ts';
import { withoutConnector, withoutPointer } from './openers.ts';
import { shorten } from './shorten.ts';
import { findSpeakers, type Speakers, withoutLabel } from './speakers.ts';
import { findSpeech, type Speech } from './speech.ts';
import { strengthOf } from './summaryWeak.ts';
import { type SummaryWords, WORDS } from './summaryWords.ts';
import { commonShare } from './weights.ts';
import { isWhole, LONGEST } from './wholeSentence.ts';

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
  /** Points at the headline and at nothing else: the first sentence, «Это уже вторая сделка». */
  readonly underHeadline: boolean;
  /** Words of one who is named in the sentence before, or nowhere. */
  readonly saidHe: boolean;
  /** Somebody's words without his name: the `index` of the sentence that names him, which must stand beside it. */
  readonly claim: number | null;
  /** Says what something is, not what happened: «G20 – это форум», «Сенім грамотасы – … құжат». */
  readonly definition: boolean;
  /** Says that somebody gave an interview: taken only where nothing else says who speaks. */
  readonly host: boolean;
  /** Speaks of a party by its kind only («Документ…», «Тараптар…»): never opens a summary. */
  readonly vague: boolean;
  /** In a dialogue: stands before the first question, where the editors say what it is about. */
  readonly intro: boolean;
  /** Index of its paragraph: in a dialogue the next one may answer another question. */
  readonly paragraph: number;
  /** In the first person outside quotation marks: needs a named speaker. */
  readonly firstPerson: boolean;
  readonly names: number;
  /** The gazetteer ids behind `names`. */
  readonly ids: readonly string[];
  /** Which of the two sides it names. */
  readonly sides: readonly Side[];
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

/** Shortest sentence, in characters. */
const SHORTEST = 40;
/** A sum needs few words: «Проект оценивают в 1,1 млрд долларов.» */
const SHORTEST_SUM = 28;
const LONGEST_ATTRIBUTION = 300;
const SHORT_LETTERS = 70;
/** «Соглашение с Wabtec», «президент США»: a name so near the start says which one is meant. */
const NAMED_WITHIN = 30;
/** «Контракт по Тенгизу», «Проект «Дархан»»: so does any name, known or not. */
const SAYS_WHICH = /^\p{Lu}\p{Ll}+ (?:(?:по|с|со|о|об) )?[«"“]?\p{Lu}/u;

/** What one of a currency is worth, near enough to tell a wage from a contract. */
const DOLLARS: Partial<Record<Unit, number>> = { usd: 1, eur: 1.1, kzt: 0.002, rub: 0.012, cny: 0.14 };

const FULL_NAME = /\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}{2,}/u;
/** A Russian verb in the past. */
const DONE = /(?<!\p{L})\p{L}{2,}[аеиоуыя]л(?:а|о|и|ся|ась|ось|ись)?(?!\p{L})/u;

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
  const speech = speakers.dialogue ? NOBODYS : findSpeech(text);
  const titled = read.sentences.find(({ position }) => position === 'title');
  const named = stemsIn(titled?.language === language ? titled.text : '', language);
  const candidates: Candidate[] = [];
  const own = ownNames(read, text);
  const present = presentYear(text);
  const firstTurn = speakers.dialogue ? firstQuestion(text, speakers.asked) : 0;
  for (const [index, sentence] of text.entries()) {
    if (sentence.language !== language || sentence.position === 'background') continue;
    if (speakers.asked.has(index) || speech.claims.get(index) === -1) continue;
    const intro = sentence.paragraph < firstTurn;
    const candidate = asCandidate(sentence, article, index, language, speakers, speech, named, intro);
    if (candidate === null) continue;
    const history = isHistory(sentence, present, language);
    candidates.push({
      ...candidate,
      intro,
      paragraph: sentence.paragraph,
      themes: new Set(sentence.mentions.map(({ entity }) => entity).filter((id) => own.has(id))).size,
      history,
      penalty: candidate.penalty * (history ? 0.5 : 1),
    });
  }
  return { sentences: candidates, dialogue: speakers.dialogue };
}

/** In a dialogue all words are the speaker's. */
const NOBODYS: Speech = { claims: new Map(), mended: new Map() };

/** Names of the title and the lead, but for those that stand in all news of this field. */
function ownNames(read: ReadText, text: readonly Sentence[]): Set<string> {
  const head = read.sentences.filter(({ position }) => position === 'title' || position === 'lead');
  const names = (head.length > 0 ? head : text.slice(0, 2)).flatMap(({ mentions }) => mentions);
  return new Set(
    names.map(({ entity }) => entity).filter((id) => (BACKGROUND_ENTITIES[id] ?? 0) < GENERIC_SHARE),
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

function asCandidate(
  { text: raw, mentions: all, parties = [], figures: counted, dates, paragraph }: Sentence,
  article: number,
  index: number,
  language: ReaderLanguage,
  speakers: Speakers,
  { claims, mended }: Speech,
  named: readonly string[],
  intro: boolean,
): Omit<Candidate, 'intro' | 'paragraph' | 'themes' | 'history'> | null {
  if (raw.length > LONGEST + LONGEST_ATTRIBUTION || paragraph < 0) return null;
  const rules = WORDS[language];
  const said = mended.get(index) ?? raw.trim();
  const stripped = stripAttribution(withoutLabel(said, speakers.labels), language);
  if (stripped === null) return null;
  const untied = withoutConnector(stripped, language);
  const text = shorten(withoutPointer(untied, language, named), language);
  if (!isWhole(text, counted.some(({ unit }) => unit in DOLLARS) ? SHORTEST_SUM : SHORTEST)) return null;
  const folded = foldCase(text);
  const unquoted = text.replace(/«[^«»]*»|“[^“”]*”|"[^"]*"/g, ' ');
  const own = unquoted === text ? folded : foldCase(unquoted);
  if (rules.never.test(folded) || (stripped !== text && rules.never.test(foldCase(stripped)))) return null;
  if (rules.reply.test(folded) || rules.opinion.test(folded)) return null;
  if (rules.secondPerson.test(own)) return null;
  // «АҚШ-тың бұрынғы елшісі Уильям Кортни … сұхбат берді» says at least whose words follow.
  const host = rules.host.test(own);
  if (host && !(speakers.dialogue && index < 2 && FULL_NAME.test(text) && !rules.firstPerson.test(own)))
    return null;
  if (speakers.dialogue && !host && rules.announcing.test(own)) return null;
  // «Россия под санкциями, Китай под пошлиной в 55%»: half of an answer, the other half was in the question.
  if (speakers.dialogue && !rules.predicate.test(folded)) return null;
  const mentions = all.filter(({ start, end }) => text.includes(raw.slice(start, end)));
  const figures = counted.filter(
    (figure) => figure.unit !== 'year' && text.includes(figure.text) && !isYear(figure, raw),
  );
  const firstPerson = rules.firstPerson.test(own);
  // A dash before the very first sentence stands where a dateline was.
  const turn = /^[–—-]\s/.test(raw.trim()) && !speakers.dialogue && index > 0;
  const points = rules.bound.test(folded) || rules.pointing.test(folded) || rules.correction.test(folded);
  const bound =
    points ||
    (mentions.length === 0 && isElliptic(folded, rules)) ||
    (speakers.dialogue && (rules.pronoun.test(folded) || refersBack(folded, rules))) ||
    (speakers.dialogue && !intro && leansOnQuestion(folded, language)) ||
    (turn && !rules.said.test(folded));
  // «Лицензию получил производитель — компания Nvidia» tells what was done.
  const definition = rules.definition.test(folded) && !DONE.test(folded.replace(/ [–—-] .*$/, ''));
  const penalty =
    (rules.filler.test(folded) ? 0.7 : 1) *
    (/^[«"“„]/.test(text) ? 0.7 : 1) *
    (text.length < SHORT_LETTERS && figures.length === 0 ? 0.7 : 1) *
    (firstPerson ? (speakers.dialogue || !rules.ourCountry.test(own) ? 0.55 : 0.75) : 1) *
    (turn ? 0.6 : 1) *
    ((text.match(/[;•]/g)?.length ?? 0) >= 2 ? 0.5 : 1) *
    (rules.ceremony.test(folded) ? 0.4 : 1) *
    strengthOf(folded, language, index > 0 && figures.length === 0) *
    (definition ? 0.4 : 1) *
    (rules.before.test(folded) ? 0.5 : 1) *
    (untied === stripped ? 1 : 0.9) *
    (mentions.length + figures.length + dates.length === 0 ? 0.55 : 1) *
    (bound ? 0.7 : 1);
  const stems = stemsIn(text, language).filter((key) => key.length > 2 && commonShare(key, language) < 0.5);
  const ids = [...new Set(mentions.map(({ entity }) => entity))];
  return {
    article,
    index,
    text,
    stems,
    bound,
    underHeadline: points && index === 0 && named.length > 0 && ids.length + figures.length > 0,
    saidHe: rules.saidHe.test(folded),
    claim: claims.get(index) ?? null,
    definition,
    host,
    vague:
      (rules.vague.test(folded) || rules.office.test(folded)) &&
      !mentions.some((mention) => saysWhich(raw, mention, rules)) &&
      !SAYS_WHICH.test(text),
    firstPerson,
    names: ids.length,
    ids,
    sides: parties.filter((side) => side !== '-'),
    figures: figures.filter((figure) => !isHandful(figure)).length,
    amounts: figures.map(({ value, unit }) => `${value} ${unit}`),
    money: figures.reduce((most, { unit, value }) => Math.max(most, value * (DOLLARS[unit] ?? 0)), 0),
    parties: partiesIn(parties),
    event: findEvents('', folded).length > 0,
    penalty,
  };
}

/** «В 1886 году»: a year so long ago that it was read as a number. */
const isYear = ({ unit, end }: Figure, text: string): boolean =>
  unit === 'count' && /^ (?:год|жыл)/u.test(text.slice(end, end + 5));

/** «Договор с Wabtec», «президент США»; not where («Компания в Павлодаре»), nor who («Программу оплачивает Госдеп»). */
function saysWhich(text: string, { start, end }: Mention, { predicate }: SummaryWords): boolean {
  const before = foldCase(text.slice(0, start)).trim();
  return (
    start < NAMED_WITHIN &&
    !/(?:^|\s)(?:в|во|на|из|до|под|при)$/u.test(before) &&
    !/(?:[дт]а|[дт]е|[нд]ан|[нд]ен)$/u.test(text.slice(start, end)) &&
    !predicate.test(before)
  );
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
