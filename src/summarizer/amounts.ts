// Amounts, places in an order and periods that are told without a number, in three languages.

const ORDINAL_ENDING =
  '-?(?:й|я|е|ый|ий|ая|ое|го|ого|ому|му|ую|ю|ых|х|(?:інші|ншы|нші|ші|шы)\\p{L}*|st|nd|rd|th)(?![\\p{L}\\d])';
/** «5-ші», "5th", «10-й»: the same as the word, see `AMOUNTS`. */
export const SMALL_ORDINAL = new RegExp(`(?:10|[1-9])${ORDINAL_ENDING}`, 'uy');

/** Months, January first: «за январь – март» is no date. Nauryz is a feast as well, and Kazan a town. */
const MONTHS: readonly string[] = [
  'январ[а-я]+|қаңтар\\p{L}*|january|jan',
  'феврал[а-я]+|ақпан\\p{L}*|february|feb',
  'март(?:а|е|у|ом)?|наурыз\\p{L}*|march|mar|nau?ryz',
  'апрел[а-я]+|сәуір\\p{L}*|april|apr',
  'ма[йяею]|маем|мамыр\\p{L}*|may',
  'июн[а-я]+|маусым\\p{L}*|june|jun',
  'июл[а-я]+|шілде\\p{L}*|july|jul',
  'август(?:а|е|у|ом)?|тамыз\\p{L}*|august|aug',
  'сентябр[а-я]+|қыркүйек\\p{L}*|қыркүйег\\p{L}*|september|sept?',
  'октябр[а-я]+|қазан\\p{L}*|казан[а-я]*|kazan|october|oct',
  'ноябр[а-я]+|қараша\\p{L}*|november|nov',
  'декабр[а-я]+|желтоқсан\\p{L}*|december|dec',
];

/** What an amount is called in the table, and its words in the three languages. */
const AMOUNTS: readonly (readonly [string, string])[] = [
  ['half', 'половин[а-я]*|наполовину|жарт(?:ы|ысы)\\p{L}*|halves|half'],
  ['third', 'трет[ьи](?!\\p{L})|третью(?!\\p{L})|үштен (?:бір|екі)\\p{L}*|(?:a|one|two)[ -]thirds?'],
  [
    'quarter',
    'четверт[ьи](?!\\p{L})|четвертью|квартал\\p{L}*|шире[гк]\\p{L}*|төрттен (?:бір|үш)\\p{L}*|тоқсан\\p{L}*|quarter(?:s|ly)?',
  ],
  ['dozens', 'десятк[а-я]+|дюжин[а-я]*|ондаған|dozens?|scores of|tens of'],
  ['hundreds', 'сотн[а-я]+|сотен|жүздеген|hundreds?'],
  ['thousands', 'тысяч[а-я]*|тыс|мыңда\\p{L}+|мың\\p{L}*|thousands?'],
  ['millions', 'миллион[а-я]*|млн|миллион\\p{L}*|millions?|mln'],
  ['billions', 'миллиард[а-я]*|млрд|миллиард\\p{L}*|billions?|bln|bn'],
  ['trillions', 'триллион[а-я]*|трлн|триллион\\p{L}*|trillions?|tn'],
  ['double', 'вдвое|удво[а-я]+|двукратн[а-я]+|дважды|екі есе\\p{L}*|doubl\\p{L}+|twice|twofold'],
  [
    'triple',
    'втрое|утро(?:ил|ит|ен)[а-я]*|трехкратн[а-я]+|трижды|үш есе\\p{L}*|tripl\\p{L}+|threefold|thrice',
  ],
  ['percent', 'процент[а-я]*|пайыз\\p{L}*|per ?cent\\p{L}*|%'],
  ['dollar', 'доллар\\p{L}*|dollars?|\\$|usd|америк(?:анск|алық)\\p{L}* валют\\p{L}*'],
  ['euro', 'евро(?!п|с|к)\\p{L}*|еуро(?!п|к)\\p{L}*|euros?|€|eur'],
  ['tenge', 'те[нң]ге\\p{L}*|tenge|₸|kzt'],
  ['ruble', 'рубл\\p{L}*|roubles?|rubles?|₽'],
  ['yuan', 'юан\\p{L}*|yuan|renminbi'],
  ['pound', 'фунт[а-я]* стерлинг[а-я]*|фунт\\p{L}*|pounds?|£'],
  ['yen', 'и[её]н(?:а|ы|ами|ам)?|иена\\p{L}*|йен[а-я]*|yen|¥'],
  ['som', 'сум(?:а|ов|ы|ами|ға|дан|ды|ның)?|сом(?:ов|ами)|sou?ms?'],
  ['lira', 'лир(?:а|ы|у)?|лира\\p{L}*|liras?'],
  ['dirham', 'дирхам\\p{L}*|dirhams?'],
  ['manat', 'манат\\p{L}*|manats?'],
  ['monday', 'понедельник[а-я]*|дүйсенбі\\p{L}*|mondays?'],
  ['tuesday', 'вторник[а-я]*|сейсенбі\\p{L}*|tuesdays?'],
  [
    'wednesday',
    '(?<=во? (?:(?:эту|минувшую|прошлую|будущую) )?)среду(?! обитания)|сәрсенбі\\p{L}*|wednesdays?',
  ],
  ['thursday', 'четверг[а-я]*|бейсенбі\\p{L}*|thursdays?'],
  ['friday', 'пятниц[а-я]*|жұма(?:да|ға|дан|ның)?|fridays?'],
  ['saturday', 'суббот[а-я]*|сенбі\\p{L}*|saturdays?'],
  ['sunday', 'воскресень[а-я]*|жексенбі\\p{L}*|sundays?'],
  [
    '1st',
    'перв(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|впервые|бірінші\\p{L}*|алғаш\\p{L}*|тұңғыш\\p{L}*|first(?:ly)?',
  ],
  ['2nd', 'втор(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|екінші\\p{L}*|second(?:ly)?'],
  ['3rd', 'трет(?:ий|ья|ье|ьи|ьего|ьей|ьему|ью|ьим|ьими|ьем|ьих)|үшінші\\p{L}*|third(?:ly)?'],
  ['4th', 'четверт(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|төртінші\\p{L}*|fourth'],
  ['5th', 'пят(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|бесінші\\p{L}*|fifth'],
  ['6th', 'шест(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|алтыншы\\p{L}*|sixth'],
  ['7th', 'седьм(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|жетінші\\p{L}*|seventh'],
  ['8th', 'восьм(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|сегізінші\\p{L}*|eighth'],
  ['9th', 'девят(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|тоғызыншы\\p{L}*|ninth'],
  ['10th', 'десят(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|оныншы\\p{L}*|tenth'],
  // «40 млн тонн в год» is not «в месяц».
  ['per hour', 'в час(?! дня| ночи)|ежечасн[а-я]*|сағатына|сағат сайын|(?:an|per|every|each) hour|hourly'],
  [
    'per day',
    'в (?:сутки|день)(?! (?:памяти|выборов|независимости|победы|республики|конституции|города|рождения))|ежедневн[а-я]*|ежесуточн[а-я]*|каждый день|суточн[а-я]+|тәулігіне|тәуліктік|күніне|күн сайын\\p{L}*|күнделікті|(?:a|per|every|each) day|daily|bpd|b\\/d',
  ],
  [
    'per week',
    'в неделю|недельн[а-я]+|еженедельн[а-я]*|каждую неделю|аптасына|апта сайын\\p{L}*|апталық|(?:a|per|every|each) week|weekly',
  ],
  [
    'per month',
    'в месяц|месячн[а-я]+|ежемесячн[а-я]*|каждый месяц|айына|ай сайын\\p{L}*|(?:a|per|every|each) month|monthly',
  ],
  [
    'per year',
    'в год|годов(?:ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми)|годовых|ежегодн[а-я]*|каждый год|жылына|жыл сайын\\p{L}*|(?<!\\d[ -]?)жылдық|(?:a|per|every|each) year|annual(?:ly|i[sz]ed)?|yearly|per annum',
  ],
  ...MONTHS.map((words, index) => [`month ${String(index + 1).padStart(2, '0')}`, words] as const),
];
const AMOUNT = AMOUNTS.map(
  ([key, source]) =>
    [key, new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])|${digitOrdinal(key)}`, 'u')] as const,
);

function digitOrdinal(key: string): string {
  const place = /^(\d+)(?:st|nd|rd|th)$/.exec(key)?.[1];
  return place === undefined ? '(?!)' : `(?<!\\d)${place}${ORDINAL_ENDING}`;
}

/** The amounts that `folded` states in words: what each is called in all languages, and how it is written here. */
export function amountWords(folded: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, pattern] of AMOUNT) {
    const match = pattern.exec(folded);
    if (match !== null) found.set(key, match[0]);
  }
  return found;
}

/** True when `folded` states the amount, in words or beside a number: «2 млрд» states «миллиарды». */
export function saysAmount(folded: string, key: string): boolean {
  return AMOUNT.find(([name]) => name === key)?.[1].test(folded) === true;
}
