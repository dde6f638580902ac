import type { Unit } from '../article.ts';
import { allMatches } from './matches.ts';

/** A currency beside a number; `other` is one that we have no unit for (pounds, yen, soums). */
export type Currency = Extract<Unit, 'usd' | 'kzt' | 'eur' | 'rub' | 'cny'> | 'other';

const KK = '(?:-?[а-яәғқңөұүһі]{1,7})?';
const B = '(?![a-zа-яәғқңөұүһі0-9])';
const US = '(?:u\\.? ?s\\.?|american)';
const USA_RU = '(?:сша|соединенн[а-я]+ штат[а-я]*(?: америки)?)';
const USA_KK = '(?:ақш|америка құрама штаттары)(?: ?- ?т[ыі]ң)?';

/** Words and signs of money in lower-case aligned text. The country of a currency is part of the match. */
const AFTER: readonly (readonly [Currency, string])[] = [
  ['other', `(?:канадск|австрал[а-я]+|гонконгск|сингапурск|новозеландск)[а-я]* долл[а-я.]*`],
  ['other', `(?:canadian|australian|hong kong|singapore) dollars?${B}`],
  ['usd', `американск[а-я]+ (?:долл[а-я]*|валют[а-я]*)`],
  ['usd', `(?:америкалық|${USA_KK}) (?:доллар|валюта)${KK}`],
  ['usd', `долл(?:ар(?:а|у|ом|е|ы|ов|ам|ами|ах)?|\\.)? ${USA_RU}${B}`],
  ['usd', `(?:${US} )?dollars?${B}`],
  ['usd', `us ?\\$|usd${B}|\\$(?: ?сша${B})?`],
  ['usd', `доллар(?:а|у|ом|е|ы|ов|ам|ами|ах)?${B}|долл(?:\\.|${B})|доллар${KK}${B}`],
  [
    'kzt',
    `(?:казахстанск[а-я]+ |қазақстандық )?(?:тенге|теңге${KK})${B}|тг\\.?${B}|(?:kazakh )?tenge${B}|kzt${B}|₸`,
  ],
  ['eur', `евро${B}|еуро${KK}${B}|euros?${B}|eur${B}|€`],
  ['other', `белорусск[а-я]+ рубл[а-я]+`],
  ['rub', `(?:российск[а-я]+ |ресей )?рубл(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)${B}|руб(?:\\.|${B})|рубль${KK}${B}`],
  ['rub', `(?:russian )?r(?:o)?ubles?${B}|rub${B}|₽`],
  ['cny', `(?:китайск[а-я]+ |қытай )?юан(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)${B}|юань${KK}${B}`],
  ['cny', `(?:chinese )?yuan${B}|renminbi${B}|cny${B}|rmb${B}`],
  ['other', `фунт[а-я]* стерлингов|стерлинг[а-я]*|(?:british )?pounds? sterling|gbp${B}|£`],
  [
    'other',
    `(?:иен|йен|сум|сом|манат|лир|франк|фунт стерлинг|рупи|крон|злот|гривен|гривн|вон|дирхам|драм|лари|риал)${KK}${B}`,
  ],
  ['other', `(?:yen|s[ou]ms?|manats?|liras?|francs?|rupees?|won|dirhams?|rials?|hryvnias?)${B}|¥`],
];

const BEFORE: readonly (readonly [Currency, string])[] = [
  ['other', `(?:c|ca|a|au|hk|s|nz)\\$|£|¥`],
  ['usd', `(?:u\\.?s\\.?|us) ?\\$|usd|\\$`],
  ['kzt', `₸|kzt`],
  ['eur', `€|eur`],
  ['rub', `₽|rub`],
  ['cny', `cny|rmb`],
  ['other', `gbp|jpy|uzs`],
];

const after = AFTER.map(([currency, source]) => ({ currency, pattern: new RegExp(source, 'y') }));
const before = BEFORE.map(([currency, source]) => ({
  currency,
  pattern: new RegExp(`(?<![a-zа-я0-9])(?:${source}) ?$`),
}));

/** The currency that stands at `at` of lower-case aligned text, with its end; null when there is none. */
export function currencyAt(folded: string, at: number): { currency: Currency; end: number } | null {
  for (const { currency, pattern } of after) {
    pattern.lastIndex = at;
    if (pattern.test(folded)) return { currency, end: pattern.lastIndex };
  }
  return null;
}

/** The currency sign or code that ends directly before `at`; null when there is none. */
export function currencyBefore(folded: string, at: number): { currency: Currency; start: number } | null {
  const piece = folded.slice(Math.max(0, at - 6), at);
  for (const { currency, pattern } of before) {
    const found = pattern.exec(piece);
    if (found) return { currency, start: at - piece.length + found.index };
  }
  return null;
}

const MENTIONS_MONEY = /доллар|долл\.|валют|dollar|\$|тенге|теңге|tenge|рубл|юан/;
const NAMED = new RegExp(
  AFTER.filter(([currency]) => currency !== 'other')
    .map(([, source]) => `(?:${source})`)
    .join('|'),
  'g',
);

/**
 * Where lower-case aligned text names money, as [start, end) pairs: a country inside is a currency's, not a
 * party's («долларов США», «АҚШ доллары», "US$").
 */
export function currencySpans(folded: string): (readonly [number, number])[] {
  if (!MENTIONS_MONEY.test(folded)) return [];
  return allMatches(NAMED, folded).map((found) => [found.index, found.index + found[0].length] as const);
}
