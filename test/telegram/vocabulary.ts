import { globSync, readFileSync } from 'node:fs';
import { CITY_ZONES } from '../../src/locales/cities.ts';
import type { Messages } from '../../src/locales/ru.ts';
import { knowledge } from './stage.ts';

/** Keys whose lines speak both languages, so that nobody is stuck in the wrong one. */
const BILINGUAL =
  /\b(?:languageAsk|badLanguage|russian|kazakh|language)\b|\/language (?:ru|kk)|· (?:Тіл|Язык)|Тіл ·/;
/** An announcement is written in both languages, and so is the example of one. */
const EXAMPLE = /\n\/announce \P{Lu}*\p{Lu}[\s\S]*$/u;
/** What Intl writes, and both languages alike. */
const SHARED = ['тыс', 'млн', 'млрд', 'трлн'];
const MONTHS = {
  ru: ['января', 'февраля', 'апреля', 'июля', 'сентября', 'октября', 'ноября', 'декабря'],
  kk: [
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
  ],
};

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{Script=Cyrillic}+/gu) ?? [];

/** All words of a language's locale files, of its names of digests and cities, and of months. */
function words(language: 'ru' | 'kk'): Set<string> {
  const lines = globSync(`src/locales/${language}*.ts`)
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .split('\n'),
    )
    .filter((line) => !BILINGUAL.test(line) && !line.trimStart().startsWith('//'));
  const { digests } = knowledge();
  return new Set([
    ...SHARED,
    ...MONTHS[language],
    ...lines.flatMap(wordsOf),
    ...digests.flatMap(({ title, description }) => wordsOf(`${title[language]} ${description[language]}`)),
    ...CITY_ZONES.flatMap(({ cities }) => cities.flatMap((city) => wordsOf(city[language]))),
  ]);
}

const ALL = { ru: words('ru'), kk: words('kk') };

/** Words that only the other language's screens have, among those of `text`. */
export function foreignWords(text: string, language: 'ru' | 'kk'): string[] {
  const other = language === 'ru' ? ALL.kk : ALL.ru;
  const isForeign = (word: string) =>
    (other.has(word) && !ALL[language].has(word)) || (language === 'ru' && /[әғқңөұүіһ]/.test(word));
  return wordsOf(text).filter(isForeign);
}

/** `text` without the lines and labels that speak both languages on purpose. */
export function withoutBilingual(text: string, t: Messages): string {
  const own = [
    t.languageAsk,
    t.buttons.russian,
    t.buttons.kazakh,
    t.buttons.language,
    ...t.badLanguage('\n').split('\n'),
  ];
  return own
    .filter((words) => words.length > 3)
    .reduce((rest, words) => rest.replaceAll(words, ''), text.replace(EXAMPLE, ''))
    .split('\n')
    .filter((line) => !line.startsWith('/language') && !/^«?[^»]*»: бұл тілде|^Язык «/.test(line))
    .join('\n');
}

/** What a screen says that no screen may say, in either language. */
export function slips(text: string, language: 'ru' | 'kk'): string[] {
  const rules: [string, RegExp][] = [
    ['a value that is none', /\bundefined\b|\bNaN\b|\bnull\b|\[object|Invalid Date/],
    ['a placeholder', /\{\w*\}|\$\{/],
    ['an exclamation mark', /!/],
    ['a Latin letter inside a Cyrillic word', /\p{Script=Cyrillic}[a-zə]|[a-zə]\p{Script=Cyrillic}/iu],
    ['a space before a mark', /\p{L} [.,:;](?:\s|$)/u],
    ['two spaces', / {2}/],
    ...(language === 'kk'
      ? ([
          [
            'words that are no Kazakh',
            /болып табыл|орын ал(?:ды|ған)|сыни минерал|АҚШ-(?:ның|ға|да|дан|мен)(?!\p{L})/iu,
          ],
          [
            'a plural after a number',
            /(?<![\p{L}\d:.])\d+[\s\u00a0](?!\S*(?:доллар|гектар|лидер|тендер))\p{L}+(?:лар|лер|дар|дер|тар|тер)(?!\p{L})/u,
          ],
          ['a dash for Russian', / — /],
        ] as [string, RegExp][])
      : ([['a dash for Kazakh', /\p{L} – \p{L}/u]] as [string, RegExp][])),
  ];
  return rules.filter(([, rule]) => rule.test(text)).map(([name]) => name);
}
