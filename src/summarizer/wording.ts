import type { ReaderLanguage } from '../domain/article.ts';
import type { Gazetteer } from '../domain/language/gazetteer.ts';
import type { Identifier } from '../domain/language/identify.ts';
import { foldCase, normalize } from '../domain/language/text.ts';
import { WORDS } from '../domain/summaryWords.ts';
import { sounds } from './letters.ts';
import type { SourceSentence } from './sources.ts';

const LINK =
  /https?:|www\.|(?<![\p{L}\d])@[\p{L}\d_]{3,}|[\p{L}\d-]{2,}\.(?:com|org|net|info|biz|ru|kz|us|io|me|gov|edu|news|media|press|online|site|shop|link|app|dev|xyz|top|uk|eu|kg|uz|by|ua|tv|co|ai|ly|gl|қаз|рф)(?![\p{L}])|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:hxxp|tg:|mailto:|t\.me)|\[dot\]|\(dot\)/iu;
const MARKUP = /[<>{}[\]`*_#|\\~^=]|&(?:[a-z]{2,8}|#\d+);|\p{Extended_Pictographic}/u;
/** Words said to the reader, which news never are. */
const APPEAL =
  /(?<![\p{L}])(?:подпи(?:шитесь|сывайтесь)|перейдите|переходите|нажмите|кликните|скачайте|звоните|читайте|смотрите|узнайте|пишите|купите|жазылыңыз(?:дар)?|өтіңіз(?:дер)?|басыңыз(?:дар)?|жүктеңіз(?:дер)?|оқыңыз(?:дар)?|көріңіз(?:дер)?|сатып алыңыз(?:дар)?)(?![\p{L}])/u;
/** A model that speaks of itself or of its task. */
const TASK =
  /(?<![\p{L}])(?:как языковая модель|системн[а-я]+ (?:промпт|инструкци|подсказк)[а-я]*|(?:мои|предыдущ[а-я]+|данные|полученн[а-я]+) инструкци[а-я]*|как (?:ии|ассистент)|по (?:вашей )?просьбе|тілдік модель ретінде|жүйелік (?:нұсқау|сұрау|промпт)\p{L}*|берілген нұсқау\p{L}*|алдыңғы нұсқау\p{L}*|жи ретінде|көмекші ретінде)(?![\p{L}])/u;
/** Single quotation marks too, when they stand around words and not within one. */
const QUOTE =
  /«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|"([^"]*)"|»([^«»]*)«|(?<![\p{L}\d])(?:‘([^‘’]+)’|‚([^‚‘’]+)[‘’]|‹([^‹›]+)›|'([^']+)')(?![\p{L}\d])/gu;

/** What is wrong with the form of `text`; empty when nothing is. Applies to a headline as well. */
export function faultsOfForm(text: string, language: ReaderLanguage): string[] {
  const faults: string[] = [];
  const unquoted = foldCase(text.replace(QUOTE, ' '));
  const rules = WORDS[language];
  if (LINK.test(text)) faults.push('a link');
  if (MARKUP.test(text) || normalize(text) !== text || text.includes('\n')) faults.push('markup');
  if (/[?？]/u.test(text)) faults.push('a question');
  if (/^[–—-]/u.test(text)) faults.push('direct speech after a dash');
  if (rules.firstPerson.test(unquoted)) faults.push('the first person');
  if (rules.secondPerson.test(unquoted) || APPEAL.test(unquoted)) faults.push('an appeal to the reader');
  if (TASK.test(unquoted)) faults.push('a remark on the task');
  return faults;
}

/** Fewer letters than this do not tell a language. */
const TELLING_LETTERS = 25;
const KAZAKH_LETTER = /[әғқңөұүһ]/iu;

/**
 * True when `text` is written in `language`. Latin names and what stands in quotation marks say nothing of it, as long
 * as a fourth of its letters is Cyrillic.
 */
export function isInLanguage(text: string, language: ReaderLanguage, identifier: Identifier): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.some((letter) => !/[\p{Script=Cyrillic}\p{Script=Latin}]/u.test(letter))) return false;
  const cyrillic = letters.filter((letter) => /\p{Script=Cyrillic}/u.test(letter)).length;
  // «Air Astana и Boeing договорились»: names may outweigh the words between them, but not another language.
  const foreign = (text.match(/(?<![\p{L}\d])\p{Ll}*\p{Script=Latin}+/gu) ?? []).filter((word) =>
    /^\p{Ll}/u.test(word),
  );
  if (cyrillic * 4 < letters.length || foreign.join('').length * 2 > cyrillic) return false;
  const own = text.replace(QUOTE, ' ').replace(/[\p{Script=Latin}\d][\p{Script=Latin}\p{M}\d.&'’+-]*/gu, ' ');
  if ((own.match(/\p{L}/gu) ?? []).length < TELLING_LETTERS)
    return language === 'kk' || !KAZAKH_LETTER.test(own);
  return identifier.paragraph(own, language) === language;
}

/**
 * Quotations of `text` that none of `cited` holds word for word. A name in quotation marks («Казатомпром», «ҚТЖ» ҰК)
 * is no quotation: of at most five words, each begins with a capital or the gazetteer knows it.
 */
export function changedQuotes(
  text: string,
  cited: readonly SourceSentence[],
  gazetteer: Gazetteer,
): string[] {
  const held = cited.map(({ text: source }) => essence(source));
  return [...text.matchAll(QUOTE)].flatMap((match) => {
    const quote = match.slice(1).find((part) => part !== undefined) ?? '';
    const words = quote.match(/[\p{L}\d][\p{L}\p{M}\d'’+-]*/gu) ?? [];
    if (words.length === 0 || held.some((source) => source.includes(essence(quote)))) return [];
    const named =
      words.length <= 5 && (words.every((word) => /^[\p{Lu}\d]/u.test(word)) || isName(quote, gazetteer));
    return named ? [] : [quote];
  });
}

function isName(quote: string, gazetteer: Gazetteer): boolean {
  const [first, ...rest] = gazetteer.find(quote);
  return first !== undefined && rest.length === 0 && first.start === 0 && first.end >= quote.length - 4;
}

/** Words of a text and nothing else, for comparison. */
const essence = (text: string) =>
  ` ${foldCase(text)
    .replace(/[^\p{L}\p{N}%$€₸]+/gu, ' ')
    .trim()} `;

const CONTENT_WORD = /\p{L}{5,}/gu;
const LEAST_OVERLAP = 0.4;
/** «Зауыт» has four sounds, with an ending five and more. */
const SHORT_STEM = 4;
/** The same of a sentence that shares a name or a number as well. */
const LEAST_BESIDE_NAMES = 0.25;

/**
 * True when a retelling says nothing that its sources speak of: it shares too few words with those in its language,
 * and no name or number with those in another. `shared` counts names and numbers that stand in both.
 */
export function saysSomethingElse(
  text: string,
  language: ReaderLanguage,
  cited: readonly SourceSentence[],
  shared: number,
): boolean {
  const translated = cited.some((source) => source.language !== language);
  if (translated && shared > 0) return false;
  const own = [...new Set((foldCase(text).match(CONTENT_WORD) ?? []).map(beginning))];
  if (own.length === 0) return shared === 0;
  const same = cited.filter((source) => source.language === language);
  const stated = new Set(
    same.flatMap((source) => foldCase(source.text).match(CONTENT_WORD) ?? []).map(beginning),
  );
  const least = shared > 0 ? LEAST_BESIDE_NAMES : LEAST_OVERLAP;
  const isStated = (word: string) =>
    stated.has(word) ||
    (word.length >= SHORT_STEM &&
      [...stated].some((one) => one.length >= SHORT_STEM && (one.startsWith(word) || word.startsWith(one))));
  return own.filter(isStated).length < least * own.length;
}

const beginning = (word: string) => sounds(word).slice(0, 5);
