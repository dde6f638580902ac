import type { Language, ReaderLanguage } from '../../src/domain/article.ts';
import { findFigures } from '../../src/domain/language/numbers.ts';

/** What must never stand in a summary. */
export interface SummaryFaults {
  /** Numbers of the summary that the article does not state, as written. */
  readonly numbers: readonly string[];
  /** Furniture of a page, or a tail that says who reports. */
  readonly boilerplate: readonly string[];
  readonly wrongLanguage: boolean;
}

const BOILERPLATE = [
  /(?:^|\s)(?:Фото|Сурет|Видео|Photo(?: credit)?|Источник|Дереккөз|Автор)\s*:/iu,
  /Читайте также|Лента новостей|Подпис(?:ывайтесь|аться на)|Оқи отырыңыз|Тағы оқыңыз|Жазылыңыз/iu,
  // Words of buttons are words of the language too: «вдесятеро подробнее», «код бөлісу келісімі».
  /(?:^|[.!?…»”] |[|·] )(?:По теме|Подробнее|Поделиться|Реклама|Толығырақ|Бөлісу|Жарнама|Оқыңыз)(?!\p{L})/u,
  /Read also|Related News|Subscribe|Share this|Advertisement|Click here/iu,
  /со ссылкой на|передаё?т (?:корреспондент|агентств|Tengri|Казинформ|Kazinform|Sputnik|[«A-Z])/iu,
  /(?:сообщает|пишет) (?:корреспондент|агентство|издание|[A-Z][\w.]+)/u,
  /деп (?:хабарлай|жаза|мәлімдей)д[ыі] (?:[A-Z]|.{0,40}(?:тілшісі|агенттігі|ақпарат))/iu,
  /сілтеме жасап/iu,
  /https?:|www\.|©|[\p{L}\d]+\.(?:kz|com|org|ru)\b/iu,
];

/**
 * Checks one summary against its article by means that do not share the rules that made it.
 *
 * @param article title and text as given
 * @param language of the summary's reader
 * @param written language of the article
 */
export function summaryFaults(
  summary: string,
  article: string,
  language: ReaderLanguage,
  written: Language,
): SummaryFaults {
  const stated = new Set(numbersIn(article).flatMap(({ values }) => values));
  const read = new Set(findFigures(article, written).map(({ value }) => value));
  return {
    numbers: numbersIn(summary)
      .filter(({ values }) => !values.some((value) => stated.has(value) || read.has(value)))
      .map(({ text }) => text),
    boilerplate: BOILERPLATE.flatMap((pattern) => pattern.exec(summary)?.[0] ?? []),
    wrongLanguage: !looksLike(summary, language),
  };
}

const NUMBER =
  /\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)*(?:[ \u00a0\u202f]?(?:тыс|мың|thousand|млн|миллион|million|млрд|миллиард|billion|bn|трлн|триллион|trillion|m\b))?/giu;
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/(?:тыс|мың|thousand)$/iu, 1e3],
  [/(?:млн|миллион|million|m)$/iu, 1e6],
  [/(?:млрд|миллиард|billion|bn)$/iu, 1e9],
  [/(?:трлн|триллион|trillion)$/iu, 1e12],
];

/** Every number with all that it may mean: "3,000" is 3000 and 3, "4,2 млрд" is 4200000000. */
function numbersIn(text: string): { text: string; values: number[] }[] {
  return [...text.matchAll(NUMBER)].map(([found]) => {
    const scale = SCALES.find(([pattern]) => pattern.test(found))?.[1] ?? 1;
    const digits = found.replace(/[^\d.,]/gu, '');
    const readings = new Set([digits.replaceAll(/[.,]/gu, ''), digits.replace(',', '.')].map(Number));
    return {
      text: found,
      values: [...readings].filter((value) => !Number.isNaN(value)).map((value) => round(value * scale)),
    };
  });
}

const round = (value: number) => Number(value.toPrecision(12));

/** Labels of a card of facts, whose names and units may have no letter of their language. */
const CARD: Record<ReaderLanguage, RegExp> = {
  ru: /^(?:Темы?|Стороны|Событие|Цифры|Дата): /u,
  kk: /^(?:Тақырып(?:тар)?|Тараптар|Жаңалық|Сандар|Күні): /u,
};

/** By the letters alone: a Kazakh sentence is full of letters that Russian does not have. Quoted names do not count. */
function looksLike(text: string, language: ReaderLanguage): boolean {
  if (CARD[language].test(text)) return true;
  const words =
    text
      .replaceAll(/«[^»]{1,60}»/gu, ' ')
      .toLowerCase()
      .match(/[а-яёәғқңөұүһі]{3,}/gu) ?? [];
  if (words.length < 3) return true;
  const kazakh = words.filter((word) => /[әғқңөұүһі]/u.test(word)).length / words.length;
  return language === 'kk' ? kazakh >= 0.3 : kazakh <= 0.15;
}
