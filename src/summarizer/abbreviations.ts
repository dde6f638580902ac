import { foldCase } from '../domain/language/text.ts';

/** Abbreviations of everyday news, and what they stand for in the three languages. Names are the gazetteer's. */
const ABBREVIATIONS: readonly (readonly [string, string])[] = [
  ['мид|сім|mfa', 'иностранн[а-я]+ дел|сыртқы істер|foreign (?:minist|affairs)'],
  [
    'мвд|іім',
    'внутренн[а-я]+ дел|ішкі істер|interior minist|ministry of (?:the )?(?:interior|internal affairs)',
  ],
  ['ит|іт|ат|it', 'информационн[а-я]+ технолог|ақпараттық технология|information technolog'],
  ['ввп|жіө|gdp', 'валов[а-я]+ внутренн[а-я]+ продукт|жалпы ішкі өнім|gross domestic product'],
  ['спг|стг|lng', 'сжиженн[а-я]+ (?:природн[а-я]+ )?газ|сұйытылған (?:табиғи )?газ|liquefied natural gas'],
  ['нпз|мөз', 'нефтеперерабатывающ[а-я]+ завод|мұнай өңдеу зауыт|(?:oil )?refiner'],
  ['сми|бақ', 'средств[а-я]* массовой информации|бұқаралық ақпарат|media'],
  ['мсб|мсп|шоб|sme|smes', 'мал[а-я]+ и средн[а-я]+|шағын және орта|small and medium|small- and medium'],
  ['гчп|мжә|ppp', 'государственно-частн[а-я]+|мемлекеттік-?\\s?жекеменшік|public-private'],
  ['бпла|пұа|ұұа|uav|uavs', 'беспилотн[а-я]+|дрон|ұшқышсыз|unmanned|drone'],
];
/** Bodies that are written with a capital, and how the other languages call them. */
const BODIES: readonly (readonly [string, string])[] = [
  ['палат[а-я]*|палата\\p{L}*|өкілдер', 'house|chamber|палат\\p{L}*|өкілдер'],
  ['администраци[а-я]*|әкімшілі\\p{L}*', 'administration|администраци[а-я]*|әкімшілі\\p{L}*'],
  [
    'правительств[а-я]*|кабмин[а-я]*|үкімет\\p{L}*',
    'government|cabinet|правительств[а-я]*|кабмин[а-я]*|үкімет\\p{L}*',
  ],
  [
    'министерств[а-я]*|министрліг?к?\\p{L}*',
    'ministry|department|министерств[а-я]*|мин[а-я]{3,}|министрлі\\p{L}*',
  ],
];

const compile = (table: readonly (readonly [string, string])[], both: boolean) =>
  table.map(
    ([own, meaning]) =>
      [
        new RegExp(`^(?:${own})$`, 'u'),
        new RegExp(`(?<![\\p{L}\\d])(?:${both ? `(?:${own})(?![\\p{L}\\d])|` : ''}(?:${meaning}))`, 'u'),
      ] as const,
  );
const SHORT = compile(ABBREVIATIONS, true);
const LONG = compile(BODIES, false);

/**
 * True when `source` says what the abbreviation or body `written` stands for, in whatever language: «СІМ» for a "Foreign
 * Minister", «Палата» for the "House".
 */
export function spellsOut(source: string, written: string): boolean {
  const [own, text] = [foldCase(written), foldCase(source)];
  const table = /^\p{Lu}{2,}s?$/u.test(written) ? SHORT : LONG;
  return table.some(([name, meaning]) => name.test(own) && meaning.test(text));
}
