import { isTurn, readInterview } from './sentences.ts';
import { foldCase } from './text.ts';

/** Longest question that a page prints without a mark, in characters. */
const LONGEST_HEAD = 250;
const LONGEST_STATEMENT = 200;
/** So many heads that ask make an interview of a text without dashes and question marks. */
const LEAST_HEADS = 3;

/** A head that speaks to somebody: subheadings of an analysis ask («Что дальше»), but ask nobody. */
const ADDRESSES =
  /(?<!\p{L})(?:вы|вас|вам|вами|ваш\p{L}*|расскажите|скажите|поясните|объясните|назовите|поделитесь|приведите|опишите|сіз\p{L}*|өзіңіз\p{L}*|\p{L}{2,}(?:ыңыз|іңіз|саңыз|сеңіз|ңызшы|ңізші|асыз|есіз|йсыз|йсіз))(?!\p{L})/u;
const ASKS =
  /^(?:(?:а|и|но|так|ал) )?(?:как\p{L}*|что|чего|чему|чем|кто|кому|кого|где|куда|откуда|когда|почему|зачем|сколько|насколько|котор\p{L}+|есть ли|будет ли|планируется ли|может ли|можно ли|расскажите|скажите|поясните|объясните|назовите)(?!\p{L})|(?<!\p{L})(?:қандай|қанша|қаншасы|қашан|қалай|неге|нені|немен|не|кім\p{L}*|қайда|қайдан|қай|ма|ме|ба|бе|па|пе)(?!\p{L})|(?<!\p{L})(?:туралы|жайлы|жөнінде) .{0,20}?айт\p{L}*(?: (?:бер|өт|кет)\p{L}+)?$/u;

/** What an interviewer puts to his guest without asking: the words of others. */
const HEARSAY =
  /(?<!\p{L})(?:говорят|считают|утверждают|полагают|уверены|пишут|упрекают|опасаются|критик(?:и|уют)|скептики|наблюдатели|читател\p{L}+|ходят слухи|есть мнение|принято считать|дейді|деседі|деп (?:жүр|жатыр|жазып жүр|ойлайды|санайды|есептейді)|айтып (?:жүр|жатыр)|айтылып жүр|айтушылар|деген (?:пікір|сөз|әңгіме))(?!\p{L})/u;

/**
 * Tells what the interviewer says from what the guest says, also where it is no question: in turn («– Эксперты
 * говорят, что…» between two answers), as a head («Расскажите о пошлинах», «… туралы айтып берсеңіз»), or as a
 * lone sentence that puts the words of others.
 *
 * @returns as `readInterview`; `questions` then holds every paragraph of the one who asks
 */
export function readTurns(paragraphs: readonly string[]): { interview: boolean; questions: boolean[] } {
  const read = readInterview(paragraphs);
  const heads = paragraphs.map((paragraph, i) => isHead(paragraph, paragraphs[i + 1]));
  const asked = paragraphs.map((_, i) => read.questions[i] === true || heads[i] === true);
  const addressed = paragraphs.filter(
    (paragraph, i) => asked[i] && ADDRESSES.test(foldCase(paragraph)),
  ).length;
  const bare = asked.filter(Boolean).length >= LEAST_HEADS && addressed >= 2;
  if (!read.interview && !bare) return read;
  const turns = [...paragraphs.keys()].filter((i) => isTurn(paragraphs[i] ?? ''));
  if (turns.length >= 4) return { interview: true, questions: takeTurns(paragraphs, read.questions, turns) };
  const questions = bare ? asked : read.questions;
  const open = questions.some(
    (asks, i) => asks && !isTurn(paragraphs[i] ?? '') && !/:/.test(paragraphs[i] ?? ''),
  );
  return {
    interview: true,
    questions: questions.map((asks, i) => asks || (open && i > 0 && isStatement(paragraphs, questions, i))),
  };
}

/** A line of a question without its mark, above prose. */
function isHead(paragraph: string, next: string | undefined): boolean {
  const line = paragraph.trim();
  return (
    line.length <= LONGEST_HEAD &&
    next !== undefined &&
    /[.!…]["»”)\]]*$/u.test(next.trim()) &&
    !/[.!…:;]["»”)\]]*$/u.test(line) &&
    ASKS.test(foldCase(line).replace(/\?["»”)]*$/u, ''))
  );
}

/** One sentence of hearsay between an answer and the next. */
function isStatement(paragraphs: readonly string[], questions: readonly boolean[], i: number): boolean {
  const line = paragraphs[i]?.trim() ?? '';
  const next = paragraphs[i + 1]?.trim() ?? '';
  return (
    line.length <= LONGEST_STATEMENT &&
    !/[.!…]["»”)\]]* \p{Lu}/u.test(line) &&
    !/[«"“]/u.test(line.charAt(0)) &&
    HEARSAY.test(foldCase(line)) &&
    questions[i - 1] === false &&
    questions[i + 1] === false &&
    next !== '' &&
    questions.slice(0, i).some(Boolean)
  );
}

/** What it costs to read a turn against its mark, its length or the one before it. */
const COST = {
  answerAsks: 3,
  plainQuestion: 1.2,
  longQuestion: 3,
  answerGoesOn: 1.5,
  answerWaits: 1.5,
  asksTwice: 3,
} as const;
const LONG_QUESTION = 250;

/** Turns alternate: the cheapest reading of all dashes together. */
function takeTurns(
  paragraphs: readonly string[],
  asked: readonly boolean[],
  turns: readonly number[],
): boolean[] {
  let costs = { question: 0, answer: 0 };
  /** For each turn and reading of it, whether the turn before is then best read as a question. */
  const before: { question: boolean; answer: boolean }[] = [];
  for (const [place, index] of turns.entries()) {
    const text = paragraphs[index]?.trim() ?? '';
    const marked = /\?["»”)\]]*$/u.test(text);
    // A paragraph without a dash between two turns goes on with an answer, or is one.
    const apart = place === 0 || index - (turns[place - 1] ?? index) > 1;
    const twice = costs.question + (apart ? 0 : COST.asksTwice);
    const goesOn = costs.answer + (place === 0 ? 0 : COST.answerGoesOn);
    const waits = costs.question + (apart && place > 0 ? COST.answerWaits : 0);
    before.push({ question: twice < costs.answer, answer: waits <= goesOn });
    const long = text.length > LONG_QUESTION ? COST.longQuestion : 0;
    costs = {
      question: Math.min(costs.answer, twice) + (marked ? 0 : COST.plainQuestion + long),
      answer: Math.min(waits, goesOn) + (marked ? COST.answerAsks : 0),
    };
  }
  const questions = paragraphs.map((_, i) => asked[i] === true);
  let asks = costs.question <= costs.answer;
  for (const [place, index] of [...turns.entries()].reverse()) {
    questions[index] = asks;
    asks = before[place]?.[asks ? 'question' : 'answer'] ?? false;
  }
  return questions;
}
