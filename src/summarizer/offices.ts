import type { Gazetteer } from '../domain/language/gazetteer.ts';
import { foldCase } from '../domain/language/text.ts';
import type { NamedSource } from './names.ts';

const B = '(?<![\\p{L}\\p{N}])';
const E = '(?![\\p{L}\\p{N}])';

/** Offices that news speak of, in three languages. «После» is no ambassador, «министерство» no minister. */
const OFFICES: readonly (readonly [string, string])[] = [
  [
    'president',
    '(?<!вице-)президент(?:а|у|ом|е|ы|ов|ам|ами|і|ін|інің|іне|інен|імен|тің|ке|пен|ті)?|глав[а-я]+ (?:государства|белого дома)|мемлекет(?:тер)? басшы\\p{L}*|ақ үй басшы\\p{L}*|(?<!vice[ -])presidents?|heads? of state',
  ],
  ['vice president', 'вице-президент\\p{L}*|vice[ -]presidents?'],
  [
    'prime minister',
    '(?<!вице-)премьер(?!-министр\\p{L}* орынбасар)\\p{L}*(?:-министр\\p{L}*)?|глав[а-я]+ (?:правительства|кабмина)|үкімет басшы\\p{L}*|(?<!deputy )(?:prime ministers?|premiers?)',
  ],
  [
    'deputy',
    'вице-(?:премьер|министр|спикер)\\p{L}*|зам(?:естител[а-я]+|министр[а-я]*|госсекретар[а-я]*|пред[а-я]*|глав[а-я]*|аким[а-я]*)?|орынбасар\\p{L}*|deputy|vice[ -](?:minister|prime|chair)\\p{L}*|under ?secretary|assistant secretary',
  ],
  [
    'minister',
    '(?<!(?:премьер|вице)-)(?<!заместител[а-я]+ (?:[а-я]+ )?)министр(?!ств|ерств|лі[гк]|ліктер)\\p{L}*(?! орынбасар)|глав[а-я]+ (?:мид|мин\\p{L}*|казначейства|пентагона)|министрлі\\p{L}* басшы\\p{L}*|сім басшы\\p{L}*|(?<!(?:prime|deputy|vice)[ -](?:\\p{L}+ ){0,2})ministers?|(?<!(?:press|under|assistant|general|deputy) (?:\\p{L}+ )?)secretar(?:y|ies)(?! (?:of state|general))|top diplomat',
  ],
  [
    'secretary of state',
    '(?<!(?:заместител|помощник)[а-я]* )гос(?:ударственн[а-я]+ )?секретар[а-я]*|мемлекеттік хатшы\\p{L}*(?! (?:орынбасар|көмекші))|(?<!(?:assistant|under|deputy) )secretar(?:y|ies) of state|top (?:u\\.s\\. )?diplomat|глав[а-я]+ госдеп[а-я]*',
  ],
  ['ambassador', 'пос(?:ол|ла|лу|лом|лы|лов|лами)|елші(?!лі)\\p{L}*|ambassadors?'],
  [
    'envoy',
    'спецпосланник[а-я]*|посланник[а-я]*|(?:спец|специальн[а-я]+ )представител[а-я]*|арнайы (?:өкіл|елші|уәкіл)\\p{L}*|envoys?|special representatives?',
  ],
  ['chargé', 'временн[а-я]+ поверенн[а-я]+|уақытша сенімді өкіл\\p{L}*|charg[eé]s?'],
  ['senator', 'сенатор\\p{L}*|senators?|sen\\.'],
  [
    'congressman',
    'конгрессмен\\p{L}*|congress(?:man|men|woman|women|person)|representatives?|reps?\\.|lawmakers?|член[а-я]* палаты представителей|өкілдер палатасының мүше\\p{L}*',
  ],
  [
    'governor',
    'губернатор\\p{L}*|мэр(?!и)[а-я]*|аким(?!ат)[а-я]*|градоначальник[а-я]*|әкім(?!ді|шіл)\\p{L}*|governors?|mayors?|akims?',
  ],
  [
    'spokesperson',
    'пресс-секретар[а-я]*|официальн[а-я]+ представител[а-я]+|баспасөз хатшы\\p{L}*|ресми өкіл\\p{L}*|spokes(?:man|men|woman|women|person|people)|press secretar\\p{L}*',
  ],
  ['former', 'экс-\\p{L}+|бывш[а-я]+|бұрынғы|ex-\\p{L}+|former'],
];
/** What a minister is minister of. */
const PORTFOLIOS: readonly (readonly [string, string])[] = [
  ['foreign affairs', 'иностранн[а-я]+ дел|мид|сыртқы істер|сім|foreign|diplomat'],
  ['trade', 'торговл[а-я]+|сауда|trade|commerce'],
  ['energy', 'энергетик[а-я]+|энергетика|energy'],
  ['defence', 'оборон[а-я]*|войны|қорғаныс|соғыс|defen[cs]e|war'],
  ['finance', 'финансов|финанс|қаржы|қазынашылық|казначейств[а-я]*|finance|treasury'],
  ['industry', 'промышленност[а-я]*|индустри[а-я]*|өнеркәсіп|industr\\p{L}*'],
  ['transport', 'транспорт[а-я]*|көлік|transport\\p{L}*'],
  ['agriculture', 'сельск[а-я]+ хозяйств[а-я]+|ауыл шаруашылығы|agricultur\\p{L}*'],
  ['economy', '(?:национальной )?экономик[а-я]+|экономика|economy|economics?'],
  ['education', 'образовани[а-я]+|просвещени[а-я]+|науки|ағарту|білім|ғылым|education|science'],
  ['health', 'здравоохранени[а-я]+|денсаулық|health'],
  ['justice', 'юстици[а-я]+|әділет|justice'],
  ['interior', 'внутренн[а-я]+ дел|ішкі істер|мвд|іім|interior|internal affairs|homeland'],
  [
    'digital',
    'цифров[а-я]+|цифрлық|искусственного интеллекта|жасанды интеллект|digital|artificial intelligence|ai',
  ],
  ['ecology', 'экологии|экология|ecology|environment'],
  ['labour', 'труда|еңбек|labou?r'],
  ['culture', 'культуры|мәдениет|culture'],
];
const compile = (table: readonly (readonly [string, string])[]) =>
  table.map(([key, words]) => [key, new RegExp(`${B}(?:${words})(?<!-)${E}`, 'u')] as const);
const OFFICE = compile(OFFICES);
const PORTFOLIO = compile(PORTFOLIOS);
/** «Министр торговли и интеграции», «сауда және интеграция министрі»: what stands beside the word. */
const BESIDE =
  /министр(?:а|у|ом|е|ы|ов|ами|ам)? ((?:\p{L}+ ?){1,4})|((?:\p{L}+ ){1,3})министр(?!лі|ств)\p{L}*/gu;

/**
 * Offices of `text` that no cited sentence gives to anybody, as written: «министр» where there is an ambassador. Who of
 * several holds which is not seen. An office that the gazetteer knows a cited person by needs no other witness.
 */
export function unsupportedOffices(
  text: string,
  cited: readonly NamedSource[],
  gazetteer: Gazetteer,
): string[] {
  const held = cited.flatMap(({ ids }) =>
    [...ids].flatMap((id) => gazetteer.entry(id)?.flags?.offices ?? []),
  );
  const stated = foldCase([...cited.map(({ source }) => source.text), ...held].join('\n'));
  const told = foldCase(text);
  const missing = OFFICE.flatMap(([, pattern]) => {
    const found = pattern.exec(told);
    return found === null || pattern.test(stated) ? [] : found[0];
  });
  const areas = [...told.matchAll(BESIDE)].map(([, after, before]) => after ?? before ?? '').join('\n');
  for (const [, pattern] of PORTFOLIO) {
    const found = pattern.exec(areas);
    if (found !== null && !pattern.test(stated)) missing.push(found[0]);
  }
  return missing;
}
