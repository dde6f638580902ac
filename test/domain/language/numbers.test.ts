import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Language } from '../../../src/domain/article.ts';
import { findFigures } from '../../../src/domain/language/numbers.ts';

/** Text, then each figure as "value unit qualifier?". */
type Case = readonly [Language, string, ...string[]];

const cases: Case[] = [
  // Money
  ['ru', 'Сумма составила 4,2 млрд долларов США.', '4200000000 usd'],
  ['ru', 'Контракт на $4,2 млрд подписан', '4200000000 usd'],
  ['ru', 'Контракт на 4,2 млрд $ подписан', '4200000000 usd'],
  ['ru', 'свыше 61,2 млрд долл. США', '61200000000 usd over'],
  ['ru', 'около 230 миллионов долларов', '230000000 usd about'],
  ['ru', 'рамочное соглашение на 405 млн. долларов', '405000000 usd'],
  ['ru', 'полтора миллиарда долларов', '1500000000 usd'],
  ['ru', 'полутора миллиардов тенге', '1500000000 kzt'],
  ['ru', 'инвестировали миллиард долларов', '1000000000 usd'],
  ['ru', 'более миллиона долларов', '1000000 usd over'],
  ['ru', 'выделят полмиллиарда тенге', '500000000 kzt'],
  ['ru', 'два миллиарда долларов', '2000000000 usd'],
  ['ru', 'сорок пять миллионов евро', '45000000 eur'],
  ['ru', '120 млрд тенге и 500 млн рублей', '120000000000 kzt', '500000000 rub'],
  ['ru', '300 тысяч американских долларов', '300000 usd'],
  ['ru', '17 млрд юаней', '17000000000 cny'],
  ['ru', 'US$5 млн', '5000000 usd'],
  ['ru', 'USD 12,5 млн', '12500000 usd'],
  ['ru', '€3 млрд', '3000000000 eur'],
  ['ru', '10 миллиардов фунтов стерлингов'],
  ['ru', '5 триллионов сумов'],
  ['ru', '2 миллиарда 240 миллионов долларов', '2240000000 usd'],
  ['ru', '5 трлн тенге', '5000000000000 kzt'],
  ['ru', '1 000 000 долларов', '1000000 usd'],
  ['ru', '1.500.000 долларов', '1500000 usd'],
  ['kk', '4,2 млрд АҚШ доллары', '4200000000 usd'],
  ['kk', '4,2 миллиард АҚШ долларына бағаланды', '4200000000 usd'],
  ['kk', 'бір жарым млрд теңге', '1500000000 kzt'],
  ['kk', 'бір миллиард доллар', '1000000000 usd'],
  ['kk', '60 млрд доллардан астам', '60000000000 usd over'],
  ['kk', '$4,2 млрд-тан астам', '4200000000 usd over'],
  ['kk', '2,5 млрд долларға жуық', '2500000000 usd about'],
  ['kk', '500 мың теңге', '500000 kzt'],
  ['kk', '500 мың теңгеге дейін', '500000 kzt upTo'],
  ['kk', '3 млрд еуро', '3000000000 eur'],
  ['kk', '12 млрд америкалық доллар', '12000000000 usd'],
  ['kk', '2 мың 500 теңге', '2500 kzt'],
  ['kk', '1,1 млрд доллар тұратын зауыт', '1100000000 usd'],
  ['en', 'a $2.5bn deal', '2500000000 usd'],
  ['en', 'a $4.2 billion agreement', '4200000000 usd'],
  ['en', '$405M', '405000000 usd'],
  ['en', 'more than $230m', '230000000 usd over'],
  ['en', 'over US$60 billion', '60000000000 usd over'],
  ['en', '1.5 billion U.S. dollars', '1500000000 usd'],
  ['en', '120 billion tenge', '120000000000 kzt'],
  ['en', 'one and a half billion dollars', '1500000000 usd'],
  ['en', 'half a billion euros', '500000000 eur'],
  ['en', 'a million dollars', '1000000 usd'],
  ['en', 'USD 1,250,000', '1250000 usd'],
  ['en', '$17 trillion', '17000000000000 usd'],
  ['en', '£5 billion'],
  // Percent and points, multiples
  ['ru', 'выросло на 10 %', '10 pct'],
  ['ru', 'почти 30 процентов', '30 pct about'],
  ['ru', 'пошлина в 25 процентов', '25 pct'],
  ['ru', '25-процентные тарифы', '25 pct'],
  ['ru', 'рост на 2,5 п.п.', '2.5 pp'],
  ['ru', 'на 3 процентных пункта', '3 pp'],
  ['ru', 'не менее 55%', '55 pct over'],
  ['ru', 'до 97% экспорта', '97 pct upTo'],
  ['ru', 'выросла до 55%', '55 pct'],
  ['ru', 'двадцать пять процентов', '25 pct'],
  ['ru', 'вырос в 2 раза', '2 times'],
  ['ru', 'в 2,5 раза больше', '2.5 times'],
  ['ru', 'увеличился вдвое', '2 times'],
  ['ru', 'в три раза', '3 times'],
  ['kk', '13%-дан астам', '13 pct over'],
  ['kk', '97%-ға дейін', '97 pct upTo'],
  ['kk', '97 пайыздан төмен', '97 pct upTo'],
  ['kk', '300 адамнан аз', '300 person upTo'],
  ['kk', '5 млн долларға жетпейтін', '5000000 usd upTo'],
  ['kk', '300 адамнан кем емес', '300 person over'],
  ['kk', '97 пайыздан төмендеді', '97 pct'],
  ['kk', '5 млн долларға жетті', '5000000 usd'],
  ['kk', '55%-ға дейін өсті', '55 pct'],
  ['kk', '10 пайызға өсті', '10 pct'],
  ['kk', '10%-ға', '10 pct'],
  ['kk', '2 пайыздық тармақ', '2 pp'],
  ['kk', 'он пайызға көп', '10 pct'],
  ['kk', 'он пайыздан көп', '10 pct over'],
  ['kk', 'жиырма бес пайыз', '25 pct'],
  ['kk', '2 есе артты', '2 times'],
  ['kk', 'екі есеге көбейді', '2 times'],
  ['kk', 'кемінде 45 пайыз', '45 pct over'],
  ['en', '24% of imports', '24 pct'],
  ['en', 'nearly 40 percent', '40 pct about'],
  ['en', 'a 25-percent tariff', '25 pct'],
  ['en', 'by 3 percentage points', '3 pp'],
  ['en', 'three times', '3 times'],
  ['en', 'a 2.5-fold rise', '2.5 times'],
  // Counts
  ['ru', '23 270 тонн', '23270 tonne'],
  ['ru', '23\u00a0270\u00a0т урана', '23270 tonne'],
  ['ru', '23.270 тонн', '23270 tonne'],
  ['ru', 'двадцать три тысячи двести семьдесят тонн', '23270 tonne'],
  ['ru', '23 тысячи 270 тонн', '23270 tonne'],
  ['ru', '300 локомотивов', '300 locomotive'],
  ['ru', '300 новых грузовых локомотивов', '300 locomotive'],
  ['ru', 'триста магистральных тепловозов', '300 locomotive'],
  // People by their trade; the trade itself, a field of study and citizenship are not counted people.
  ['ru', 'обучили 120 инженеров и 40 преподавателей', '120 person', '40 person'],
  ['ru', 'рассчитан на 213 пассажиров', '213 person'],
  ['ru', '12 инженерных сетей', '12 count'],
  ['kk', '900-ге жуық әскери қызметшісі қатысты', '900 person about'],
  ['kk', '213 жолаушыға арналған, 57 жергілікті оқытушы', '213 person', '57 person'],
  ['kk', '15 мамандыққа грант бөлінді', '15 count'],
  ['kk', 'екі жаңа мамандық бойынша'],
  ['kk', 'екі жаңа маман келді', '2 person'],
  ['en', '45 engineers and 30 English teachers', '45 person', '30 person'],
  // Another number ends the search for what the first one counts.
  ['kk', 'бағдарламаның 214 қатысушысы үш елдің дипломын алды', '214 person', '3 country'],
  ['kk', '12 зауыт үш елде салынады', '12 count', '3 country'],
  ['en', 'opened 26 labs two companies built', '26 count', '2 company'],
  // A price that falls or rises to a level is at that level.
  ['ru', 'падение до 60 долларов', '60 usd'],
  ['ru', 'курс ослаб до 535 тенге', '535 kzt'],
  ['ru', 'баррель подорожал до 80 долларов', '80 usd'],
  ['ru', 'залог до 15 тысяч долларов', '15000 usd upTo'],
  ['ru', 'до 15 самолетов Boeing 787-9', '15 aircraft upTo'],
  ['ru', '15 самолётов', '15 aircraft'],
  ['ru', '3 тыс. машин за пять лет', '3000 machine', '5 year'],
  ['ru', '3000 единиц сельскохозяйственной техники', '3000 machine'],
  ['ru', 'более 630 компаний', '630 company over'],
  ['ru', 'более чем 630 американских компаний', '630 company over'],
  ['ru', 'представители 50 стран', '50 country'],
  ['ru', 'свыше пятидесяти стран', '50 country over'],
  ['ru', '14 лицензий', '14 licence'],
  ['ru', '2 000 рабочих мест', '2000 job'],
  ['ru', 'около 1,5 тыс. рабочих мест', '1500 job about'],
  ['ru', '150 студентов', '150 student'],
  ['ru', '20 млн человек', '20000000 person'],
  ['ru', '350 млн фунтов U3O8', '350000000 lb'],
  ['ru', '1,4 млн баррелей', '1400000 barrel'],
  ['ru', '1 500 км', '1500 km'],
  ['ru', 'контракт на 15 лет', '15 year'],
  ['ru', '15-летний контракт', '15 year'],
  ['ru', 'две страны'],
  ['ru', 'тысяча тонн', '1000 tonne'],
  ['ru', 'приблизилась к миллиону баррелей', '1000000 barrel'],
  ['en', 'twenty Kazakhstanis', '20 person'],
  ['ru', '20 из 60 видов', '20 count', '60 count'],
  ['kk', '300 локомотив', '300 locomotive'],
  ['kk', 'үш жүз локомотив', '300 locomotive'],
  ['kk', '300 жүк локомотиві', '300 locomotive'],
  ['kk', '300-ден астам компания', '300 company over'],
  ['kk', 'шамамен 630 америкалық компания', '630 company about'],
  ['kk', '50-ден астам ел', '50 country over'],
  ['kk', 'елу елдің өкілі', '50 country'],
  ['kk', '14 барлау лицензиясы', '14 licence'],
  ['kk', '23 270 тонна уран', '23270 tonne'],
  ['kk', 'жиырма үш мың тонна', '23000 tonne'],
  ['kk', '3 мың техника', '3000 machine'],
  ['kk', '15 ұшақ', '15 aircraft'],
  ['kk', '2 мың жұмыс орны', '2000 job'],
  ['kk', '150 студент', '150 student'],
  ['kk', 'жүзге жуық маман', '100 person about'],
  ['kk', 'оннан астам компания', '10 company over'],
  // Everyday words that look like numbers with endings: for, his, him, then, in fact.
  ['kk', 'ол үшін маман даярланады'],
  ['kk', 'оның компаниясы ел үшін жұмыс орнын ашты'],
  ['kk', 'оны адам білмейді, онда студент оқиды'],
  ['kk', 'іс жүзінде компания жоқ, дүние жүзінің адамы'],
  ['kk', '15 жылға арналған', '15 year'],
  ['kk', 'бес жыл ішінде', '5 year'],
  ['kk', '20 миллион адам', '20000000 person'],
  ['en', '23,270 tonnes of uranium', '23270 tonne'],
  ['en', '300 freight locomotives', '300 locomotive'],
  ['en', 'three hundred new freight locomotives', '300 locomotive'],
  ['en', '3,000 machines', '3000 machine'],
  ['en', 'more than 630 U.S. companies', '630 company over'],
  ['en', 'over fifty countries', '50 country over'],
  ['en', '14 exploration licences', '14 licence'],
  ['en', 'twenty-five students', '25 student'],
  ['en', 'up to 15 aircraft', '15 aircraft upTo'],
  ['en', '1,234.5 million', '1234500000 count'],
  ['en', '1.4 million barrels a day', '1400000 barrel'],
  ['en', 'a 10-year contract', '10 year'],
  ['en', 'over 15 years', '15 year'],
  ['en', '600+ locomotives', '600 locomotive over'],
  ['en', 'one hundred and forty-five deputies', '145 person'],
  // Ranges
  ['ru', 'от 3 до 5 млрд долларов', '3000000000 usd', '5000000000 usd'],
  ['ru', '3–5 млрд долларов', '3000000000 usd', '5000000000 usd'],
  ['ru', '$3–5 млрд', '3000000000 usd', '5000000000 usd'],
  ['ru', 'с 45 до 55 %', '45 pct', '55 pct'],
  ['ru', 'с $2,2 млрд до $4,2 млрд', '2200000000 usd', '4200000000 usd'],
  ['ru', 'между 3 и 5 млрд тенге', '3000000000 kzt', '5000000000 kzt'],
  ['ru', '10–15 лет', '10 year', '15 year'],
  ['kk', '3–5 млрд доллар', '3000000000 usd', '5000000000 usd'],
  ['kk', '45-тен 55 пайызға дейін', '45 pct', '55 pct'],
  ['en', '$3-5 billion', '3000000000 usd', '5000000000 usd'],
  ['en', '$3 billion to $5 billion', '3000000000 usd', '5000000000 usd'],
  ['en', 'between 10 and 15 percent', '10 pct', '15 pct'],
  ['ru', 'снизился с 2 до 1,8 млрд долларов', '2000000000 usd', '1800000000 usd'],
  ['ru', 'от 500 до 1 млн тенге', '500 kzt', '1000000 kzt'],
  ['ru', 'пять-шесть компаний', '5 company', '6 company'],
  ['kk', 'бес-алты компания', '5 company', '6 company'],
  ['en', 'over 10-15 years', '10 year', '15 year'],
  // Beside what is not known, words count with a qualifier only
  ['kk', 'отыздан астам келісім', '30 count over'],
  ['ru', 'более десяти соглашений', '10 count over'],
  ['ru', 'десять соглашений'],
  ['en', '300 TE33A locomotives', '300 locomotive'],
  ['en', '3.5 million sq km', '3500000 count'],
  ['ru', '150 кв. км', '150 count'],
  // The same digits, other conventions
  ['ru', '4,200 млрд тенге', '4200000000 kzt'],
  ['ru', '4.250 млрд тенге', '4250000000 kzt'],
  ['ru', '3,000 машин', '3000 machine'],
  ['en', '1,234,567 people', '1234567 person'],
  ['ru', '1,234,567 человек', '1234567 person'],
  ['kk', '0,5 пайыз', '0.5 pct'],
  ['other', '5 млрд долларов', '5000000000 usd'],
];

for (const [language, text, ...expected] of cases) {
  test(`figures of "${text}" (${language}) are ${expected.join(', ') || 'none'}`, () => {
    const found = findFigures(text, language);
    assert.deepEqual(
      found.map(({ value, unit, qualifier }) => [value, unit, ...(qualifier ? [qualifier] : [])].join(' ')),
      expected,
    );
    for (const { start, end, text: written } of found) assert.equal(text.slice(start, end), written);
  });
}

const none: [Language, string][] = [
  ['ru', 'Boeing 787-9 Dreamliner и Boeing 737 MAX'],
  ['ru', 'саммит C5+1, С5+1, G20 и B5+1'],
  ['ru', 'локомотив ТЭ33А, самолет А320, штамм Covid-19'],
  ['ru', '7 ноября 2025 года, 22–28 ноября, 07.11.2025'],
  ['ru', 'в 15:30, в 10.00, тел. +7 (7172) 72-03-45'],
  ['ru', '80-я сессия, 2-й созыв, 90-х годов'],
  ['ru', 'статья 12, пункт 3, резолюция 2231, № 5'],
  ['ru', 'он сказал, что один из лидеров приедет'],
  ['ru', 'сеть 5G, видео 4K, реактор ВВЭР-1200'],
  ['ru', 'в 2024 году; с 2023 по 2026 годы; план до 2030'],
  ['ru', 'Казахстан-2050'],
  ['kk', 'C5+1-дің саммиті, Boeing 787-9 ұшағы'],
  ['kk', '2025 жылғы 6 қараша, 6 қарашада, 2027-ге қарай'],
  ['kk', '5-ші отырыс, 80-сессия, сағат 15.00-де'],
  ['kk', 'бір компания айтты, миллиондаған адам'],
  ['en', 'Boeing 787-9, the G20, the 80th session, at 6 p.m.'],
  ['en', 'on Nov. 6, 2025, in 2025, by 2030'],
  ['en', 'one of the leaders, a company'],
  ['en', 'https://example.org/2025/300-locomotives'],
];
for (const [language, text] of none) {
  test(`"${text}" (${language}) holds no figure`, () => assert.deepEqual(findFigures(text, language), []));
}

test('a figure shows scale, currency or noun as written, and neither qualifier nor ending', () => {
  const written = (language: Language, text: string) =>
    findFigures(text, language).map((figure) => figure.text);
  assert.deepEqual(written('ru', 'свыше 4,2 млрд долларов США'), ['4,2 млрд долларов США']);
  assert.deepEqual(written('kk', '13%-дан астам'), ['13%']);
  assert.deepEqual(written('kk', '$4,2 млрд-тан астам'), ['$4,2 млрд']);
  assert.deepEqual(written('kk', '300-ден астам компания'), ['300-ден астам компания']);
  assert.deepEqual(written('en', 'about $2.5bn, up'), ['$2.5bn']);
  assert.deepEqual(written('ru', 'всего 4,2 млрд.'), ['4,2 млрд']);
  assert.deepEqual(written('ru', 'на 4 млн долл.'), ['4 млн долл.']);
});

const languages = fc.constantFrom<Language>('ru', 'kk', 'en', 'other');
const pieces = fc.constantFrom(
  ...[
    '4,2',
    '300',
    ' млрд',
    ' мың',
    'млн',
    ' доллар',
    '$',
    ' АҚШ',
    '%',
    '-ға',
    ' - ',
    ' до ',
    '1 000',
    ' жүз',
    ' two',
  ],
  ...[
    ' hundred',
    ' сто',
    ' пять',
    ' лет',
    ' 2025',
    ' жылы',
    '.',
    ',',
    ' ',
    'ё',
    'İ',
    '\u{1F600}',
    '\ud800',
    '\u00a0',
    '787-9',
  ],
);

test('figures of any text lie inside it, in order, and show what stands there', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, languages, (source, language) => {
      let last = 0;
      for (const figure of findFigures(source, language)) {
        assert.ok(figure.start >= last && figure.end > figure.start && figure.end <= source.length);
        assert.equal(source.slice(figure.start, figure.end), figure.text);
        assert.ok(Number.isFinite(figure.value) && figure.value >= 0);
        last = figure.end;
      }
    }),
    { numRuns: 1500 },
  );
});

test('whole numbers are read back however thousands are grouped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2101, max: 999_999_999 }), (n) => {
      const spaced = String(n).replace(/\B(?=(\d{3})+$)/g, ' ');
      const commas = spaced.replaceAll(' ', ',');
      const value = (text: string, language: Language) =>
        findFigures(text, language).map((figure) => figure.value);
      assert.deepEqual(value(`${spaced} тонн`, 'ru'), [n]);
      assert.deepEqual(value(`${spaced} тонна`, 'kk'), [n]);
      assert.deepEqual(value(`${commas} tonnes`, 'en'), [n]);
    }),
    { numRuns: 300 },
  );
});

test('hostile runs of characters are read in a time that grows with their length only', () => {
  const size = 20_000;
  for (const piece of [
    '1',
    '1 000 ',
    '1.',
    '1-',
    '5+',
    'a1',
    'C5+1',
    'сто ',
    'жүз ',
    '5 млн ',
    '+7 ',
    '6 ноября ',
    '$',
    'a@',
  ]) {
    const text = piece.repeat(size / piece.length);
    const begin = performance.now();
    findFigures(text, 'ru');
    const milliseconds = performance.now() - begin;
    assert.ok(milliseconds < 1500, `"${piece}": ${Math.round(milliseconds)} ms`);
  }
});

test('a full stop belongs to an abbreviated scale, never to a whole word', () => {
  const shown = (text: string) => findFigures(text, 'ru').map((figure) => figure.text);
  assert.deepEqual(shown('За год ввезли 118 тысяч.'), ['118 тысяч']);
  assert.deepEqual(shown('Предприятий стало 6 тысяч. Половина закрыта.'), ['6 тысяч']);
  assert.deepEqual(shown('Вывезли 3 тысячи.'), ['3 тысячи']);
  assert.deepEqual(shown('Собрали 3 тыс. машин.'), ['3 тыс. машин']);
});
