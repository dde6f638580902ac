import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { type FaultKind, findFaults } from '../../src/summarizer/faithful.ts';
import { chooseSources } from '../../src/summarizer/sources.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';
import { anInput } from '../support/model.ts';

const u = await shippedUnderstanding();

const EN = anInput(u, {
  title: 'Kazakhstan to buy 300 Wabtec locomotives in $4.2 billion deal',
  text: `Kazakhstan's national railway KTZ signed a framework agreement with Wabtec on Sept. 22, 2025 in New York.
The deal is worth $4.2 billion and covers 300 Evolution series locomotives over more than ten years.
U.S. Commerce Secretary Howard Lutnick attended the ceremony together with three Kazakh ministers.
About 23,270 tons of steel will be used, and 45 percent of the parts will be made in Astana.
"This is the largest locomotive contract in our history," said Rafael Santana, Wabtec's chief executive.
The first 30 locomotives are due in 2026, up to 1,200 jobs will be created at the plant.`,
  publishedAt: new Date('2025-09-23T05:00:00Z'),
});
const RU = anInput(
  u,
  {
    title: 'Казахстан и США подписали меморандум по критическим минералам',
    text: `Министр промышленности Ерсайын Нагаспаев и министр торговли США Говард Лутник подписали меморандум 6 ноября в Вашингтоне.
Документ касается вольфрама, сделка оценивается в 1,1 млрд долларов, доля казахстанской стороны – 30%.
«Мы открываем новую страницу сотрудничества», – сказал Нагаспаев.
В проекте участвуют три компании, на месторождении в Карагандинской области создадут более 1 000 рабочих мест.
Половину средств даст банк развития, второй этап начнётся в 2027 году.
Компания Cove Kaz Capital получит 70% в предприятии, рассказал её глава Пини Альтхаус.`,
  },
  2,
);
const KK = anInput(
  u,
  {
    title: 'Air Astana Boeing компаниясынан 15 ұшақ алады',
    text: `Air Astana Boeing компаниясымен 15 ұшақ сатып алу туралы келісімге 2025 жылғы 7 қарашада қол қойды.
Келісім құны 7 млрд АҚШ доллары, алғашқы екі ұшақ 2032 жылы жеткізіледі.
Компания басшысы Питер Фостер жүзге жуық ұшқыш даярланатынын айтты.
«Бұл біздің тарихымыздағы ең ірі тапсырыс», – деді ол.`,
  },
  3,
);

const numbered = (input: typeof EN, language: ReaderLanguage) => chooseSources([input], language);
const faultsOf = (
  input: typeof EN,
  language: ReaderLanguage,
  sentences: readonly (readonly [string, ...number[]])[],
  headline: string,
) =>
  findFaults(
    { headline, sentences: sentences.map(([text, ...from]) => ({ text, from })) },
    numbered(input, language),
    language,
    u,
  );

/** Retellings that say what their sources say. Sentence 1 is the title. */
const HONEST: {
  name: string;
  input: typeof EN;
  language: ReaderLanguage;
  headline: string;
  sentences: [string, ...number[]][];
}[] = [
  {
    name: 'English in Russian',
    input: EN,
    language: 'ru',
    headline: 'Казахстан купит у Wabtec 300 локомотивов за 4,2 млрд долларов',
    sentences: [
      ['КТЖ и Wabtec подписали в Нью-Йорке 22 сентября 2025 года рамочное соглашение.', 2],
      ['Сделка на 4,2 млрд долларов охватывает 300 локомотивов серии Evolution.', 3],
      ['На церемонии были министр торговли США Говард Лутник и три казахстанских министра.', 4],
    ],
  },
  {
    name: 'English in Kazakh',
    input: EN,
    language: 'kk',
    headline: 'Қазақстан Wabtec-тен 4,2 млрд долларға 300 локомотив алады',
    sentences: [
      ['ҚТЖ мен Wabtec 2025 жылғы 22 қыркүйекте Нью-Йоркте негіздемелік келісімге қол қойды.', 2],
      ['Құны 4,2 млрд доллар болатын келісім 300 локомотивті қамтиды.', 3],
      ['Бөлшектердің 45 пайызы Астанада жасалады, шамамен 23 270 тонна болат жұмсалады.', 5],
    ],
  },
  {
    name: 'Russian in Russian',
    input: RU,
    language: 'ru',
    headline: 'Нагаспаев и Лутник подписали меморандум о минералах',
    sentences: [
      ['Ерсайын Нагаспаев и Говард Лутник 6 ноября подписали в Вашингтоне меморандум.', 2],
      ['Сделка по вольфраму оценивается в 1,1 млрд долларов, казахстанской стороне достанется 30%.', 3],
      ['«Мы открываем новую страницу сотрудничества», – сказал Нагаспаев.', 4],
    ],
  },
  {
    name: 'Russian in Kazakh',
    input: RU,
    language: 'kk',
    headline: 'Қазақстан мен АҚШ маңызды минералдар туралы меморандумға қол қойды',
    sentences: [
      [
        'Ерсайын Нағаспаев пен АҚШ сауда министрі Говард Лутник 6 қарашада Вашингтонда меморандумға қол қойды.',
        2,
      ],
      ['Вольфрам жобасының құны 1,1 млрд доллар, Қазақстан тарапының үлесі – 30 пайыз.', 3],
      ['Cove Kaz Capital кәсіпорынның 70 пайызын алады, деді оның басшысы Пини Альтхаус.', 7],
    ],
  },
  {
    name: 'Kazakh in Russian',
    input: KK,
    language: 'ru',
    headline: 'Air Astana купит у Boeing 15 самолётов',
    sentences: [
      ['Air Astana и Boeing подписали 7 ноября 2025 года соглашение о покупке 15 самолётов.', 2],
      ['Сумма сделки – 7 млрд долларов, первые два самолёта поставят в 2032 году.', 3],
      ['Глава компании Питер Фостер сказал о подготовке около 100 лётчиков.', 4],
    ],
  },
  {
    name: 'Kazakh in Kazakh',
    input: KK,
    language: 'kk',
    headline: 'Air Astana Boeing-тен 15 ұшақ сатып алады',
    sentences: [
      ['Air Astana мен Boeing 2025 жылғы 7 қарашада 15 ұшақ сатып алу туралы келісімге қол қойды.', 2],
      ['Келісімнің құны – 7 млрд АҚШ доллары, алғашқы екі ұшақ 2032 жылы жеткізіледі.', 3],
      ['Компания басшысы Питер Фостер жүзге жуық ұшқыш даярланатынын айтты.', 4],
    ],
  },
];
for (const { name, input, language, headline, sentences } of HONEST) {
  test(`an honest retelling passes: ${name}`, () =>
    assert.deepEqual(faultsOf(input, language, sentences, headline), []));
}

/** One thing changed in an honest sentence, and what the guard calls it. */
const CHANGED: {
  name: string;
  input: typeof EN;
  language: ReaderLanguage;
  text: string;
  from: number[];
  kind: FaultKind;
  item?: string;
}[] = [
  {
    name: 'a digit',
    input: EN,
    language: 'ru',
    text: 'Сделка на 4,5 млрд долларов охватывает 300 локомотивов.',
    from: [3],
    kind: 'unsupported_numbers',
    item: '4,5 млрд долларов',
  },
  {
    name: 'a scale',
    input: EN,
    language: 'kk',
    text: 'Келісім құны 4,2 млн доллар, ол 300 локомотивті қамтиды.',
    from: [3],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a currency',
    input: EN,
    language: 'ru',
    text: 'Сделка на 4,2 млрд тенге охватывает 300 локомотивов.',
    from: [3],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a unit',
    input: EN,
    language: 'ru',
    text: 'Для этого нужно около 23 270 баррелей, 45 процентов деталей сделают в Астане.',
    from: [5],
    kind: 'unsupported_numbers',
  },
  {
    name: 'percent for points',
    input: EN,
    language: 'ru',
    text: 'На 45 процентных пунктов больше деталей сделают в Астане.',
    from: [5],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a counted noun',
    input: EN,
    language: 'kk',
    text: 'Келісім бойынша 300 ұшақ 4,2 млрд долларға шығарылады.',
    from: [3],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a number in words',
    input: EN,
    language: 'ru',
    text: 'Говард Лутник пришёл на церемонию с пятью казахстанскими министрами.',
    from: [4],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a Kazakh number in words',
    input: KK,
    language: 'kk',
    text: 'Компания басшысы Питер Фостер екі жүзге жуық ұшқыш даярланатынын айтты.',
    from: [4],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a number without a source',
    input: RU,
    language: 'ru',
    text: 'В проекте участвуют три компании из пяти стран, создадут более 1 000 рабочих мест.',
    from: [5],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a limit turned into a number',
    input: EN,
    language: 'ru',
    text: 'На заводе создадут 1 200 рабочих мест, первые 30 локомотивов поставят в 2026 году.',
    from: [7],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a number turned into a floor',
    input: EN,
    language: 'ru',
    text: 'Сделка на сумму свыше 4,2 млрд долларов охватывает 300 локомотивов.',
    from: [3],
    kind: 'unsupported_numbers',
  },
  {
    name: 'half for a third',
    input: RU,
    language: 'ru',
    text: 'Треть средств даст банк развития, второй этап начнётся в 2027 году.',
    from: [6],
    kind: 'unsupported_numbers',
  },
  {
    name: 'the third for the second',
    input: RU,
    language: 'kk',
    text: 'Қаражаттың жартысын даму банкі береді, үшінші кезең 2027 жылы басталады.',
    from: [6],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a number of another sentence',
    input: EN,
    language: 'ru',
    text: 'КТЖ и Wabtec подписали в Нью-Йорке соглашение на 4,2 млрд долларов.',
    from: [2],
    kind: 'unsupported_numbers',
  },
  {
    name: 'a day',
    input: EN,
    language: 'ru',
    text: 'КТЖ и Wabtec подписали в Нью-Йорке 23 сентября 2025 года соглашение.',
    from: [2],
    kind: 'unsupported_dates',
    item: '23 сентября 2025 года',
  },
  {
    name: 'a month',
    input: RU,
    language: 'kk',
    text: 'Ерсайын Нағаспаев пен Говард Лутник 6 желтоқсанда Вашингтонда меморандумға қол қойды.',
    from: [2],
    kind: 'unsupported_dates',
  },
  {
    name: 'a year',
    input: KK,
    language: 'ru',
    text: 'Сумма сделки – 7 млрд долларов, первые два самолёта поставят в 2033 году.',
    from: [3],
    kind: 'unsupported_dates',
  },
  {
    name: 'a day where the source has a year',
    input: KK,
    language: 'ru',
    text: 'Сумма сделки – 7 млрд долларов, первые два самолёта поставят 5 мая 2032 года.',
    from: [3],
    kind: 'unsupported_dates',
  },
  {
    name: 'a yesterday',
    input: EN,
    language: 'ru',
    text: 'КТЖ и Wabtec сегодня подписали в Нью-Йорке рамочное соглашение.',
    from: [2],
    kind: 'unsupported_dates',
  },
  {
    name: 'a known person',
    input: EN,
    language: 'ru',
    text: 'На церемонии был госсекретарь Марко Рубио и три казахстанских министра.',
    from: [4],
    kind: 'unsupported_names',
  },
  {
    name: 'a known person in Kazakh',
    input: EN,
    language: 'kk',
    text: 'Рәсімге Дональд Трамп пен Қазақстанның үш министрі қатысты.',
    from: [4],
    kind: 'unsupported_names',
  },
  {
    name: 'an unknown person',
    input: RU,
    language: 'ru',
    text: 'Cove Kaz Capital получит 70% в предприятии, рассказал его глава Джон Хендерсон.',
    from: [7],
    kind: 'unsupported_names',
    item: 'Хендерсон',
  },
  {
    name: 'an unknown person first',
    input: EN,
    language: 'ru',
    text: 'Хендерсон сообщил, что 45 процентов деталей сделают в Астане.',
    from: [5],
    kind: 'unsupported_names',
    item: 'Хендерсон',
  },
  {
    name: 'a company',
    input: EN,
    language: 'ru',
    text: 'КТЖ и Siemens подписали в Нью-Йорке 22 сентября 2025 года соглашение.',
    from: [2],
    kind: 'unsupported_names',
    item: 'Siemens',
  },
  {
    name: 'a place',
    input: EN,
    language: 'kk',
    text: 'Бөлшектердің 45 пайызы Шымкентте жасалады, шамамен 23 270 тонна болат жұмсалады.',
    from: [5],
    kind: 'unsupported_names',
  },
  {
    name: 'a country',
    input: KK,
    language: 'ru',
    text: 'Китай и Boeing подписали 7 ноября 2025 года соглашение о покупке 15 самолётов.',
    from: [2],
    kind: 'unsupported_names',
  },
  {
    name: 'a designation',
    input: EN,
    language: 'ru',
    text: 'Сделка на 4,2 млрд долларов охватывает 300 локомотивов ТЭ33А.',
    from: [3],
    kind: 'unsupported_names',
  },
  {
    name: 'a quotation',
    input: RU,
    language: 'ru',
    text: '«Мы закрываем старую страницу сотрудничества», – сказал Нагаспаев.',
    from: [4],
    kind: 'changed_quotes',
  },
  {
    name: 'a quotation in translation',
    input: EN,
    language: 'ru',
    text: '«Это крупнейший контракт за все годы», – сказал Рафаэль Сантана.',
    from: [6],
    kind: 'changed_quotes',
  },
  {
    name: 'Russian for Kazakh',
    input: EN,
    language: 'kk',
    text: 'Сделка на 4,2 млрд долларов охватывает 300 локомотивов серии Evolution.',
    from: [3],
    kind: 'wrong_language',
  },
  {
    name: 'Kazakh for Russian',
    input: EN,
    language: 'ru',
    text: 'Құны 4,2 млрд доллар болатын келісім 300 локомотивті қамтиды.',
    from: [3],
    kind: 'wrong_language',
  },
  {
    name: 'English',
    input: EN,
    language: 'ru',
    text: 'The deal is worth $4.2 billion and covers 300 Evolution series locomotives.',
    from: [3],
    kind: 'wrong_language',
  },
  {
    name: 'Uzbek in Cyrillic',
    input: RU,
    language: 'kk',
    text: 'Ҳужжат вольфрамга тегишли, битим 1,1 млрд долларга баҳоланмоқда, Қозоғистон улуши 30%.',
    from: [3],
    kind: 'wrong_language',
  },
  {
    name: 'Chinese letters',
    input: EN,
    language: 'ru',
    text: 'Сделка на 4,2 млрд долларов охватывает 300 локомотивов 机车.',
    from: [3],
    kind: 'wrong_language',
  },
  {
    name: 'a link',
    input: EN,
    language: 'ru',
    text: 'Сделка на 4,2 млрд долларов охватывает 300 локомотивов, подробнее на wabtec-kz.com.',
    from: [3],
    kind: 'bad_form',
  },
  {
    name: 'markup',
    input: EN,
    language: 'ru',
    text: 'Сделка на **4,2 млрд долларов** охватывает 300 локомотивов.',
    from: [3],
    kind: 'bad_form',
  },
  {
    name: 'HTML',
    input: EN,
    language: 'ru',
    text: 'Сделка на <b>4,2 млрд долларов</b> охватывает 300 локомотивов.',
    from: [3],
    kind: 'bad_form',
  },
  {
    name: 'a question',
    input: EN,
    language: 'ru',
    text: 'Почему сделка на 4,2 млрд долларов охватывает 300 локомотивов?',
    from: [3],
    kind: 'bad_form',
  },
  {
    name: 'the first person',
    input: EN,
    language: 'ru',
    text: 'Мы рады, что сделка на 4,2 млрд долларов охватывает 300 локомотивов.',
    from: [3],
    kind: 'bad_form',
  },
  {
    name: 'an appeal',
    input: EN,
    language: 'kk',
    text: 'Арнаға жазылыңыз, келісім құны 4,2 млрд доллар.',
    from: [3],
    kind: 'bad_form',
  },
  {
    name: 'no source',
    input: EN,
    language: 'ru',
    text: 'Сделка на 4,2 млрд долларов охватывает 300 локомотивов.',
    from: [],
    kind: 'no_source',
  },
  {
    name: 'a source that is not there',
    input: EN,
    language: 'ru',
    text: 'Сделка на 4,2 млрд долларов охватывает 300 локомотивов.',
    from: [3, 99],
    kind: 'no_source',
  },
  {
    name: 'something else altogether',
    input: RU,
    language: 'ru',
    text: 'Жители города жалуются на плохую погоду и высокие цены в магазинах.',
    from: [3],
    kind: 'unsupported_text',
  },
  {
    name: 'something else in translation',
    input: EN,
    language: 'ru',
    text: 'Жители города жалуются на плохую погоду и высокие цены в магазинах.',
    from: [3],
    kind: 'unsupported_text',
  },
];
for (const { name, input, language, text, from, kind, item } of CHANGED) {
  test(`the guard stops ${name}: ${kind}`, () => {
    const other = HONEST.find((one) => one.input === input && one.language === language)!;
    const faults = faultsOf(input, language, [[text, ...from], other.sentences[1]!], other.headline);
    const found = faults.filter(({ sentence }) => sentence === 0);
    assert.ok(
      found.some((fault) => fault.kind === kind && (item === undefined || fault.item === item)),
      JSON.stringify(faults),
    );
  });
}

test('a headline is held against the cited sentences and the titles above them', () => {
  const { sentences } = HONEST[0]!;
  const kinds = (headline: string) =>
    faultsOf(EN, 'ru', sentences, headline).map(({ kind, sentence }) => [kind, sentence]);
  assert.deepEqual(kinds('Казахстан купит 300 локомотивов Wabtec'), []);
  assert.deepEqual(kinds('Казахстан купит 500 локомотивов Wabtec'), [['unsupported_numbers', -1]]);
  assert.deepEqual(kinds('Узбекистан купит 300 локомотивов Wabtec'), [['unsupported_names', -1]]);
  assert.deepEqual(kinds(`Казахстан купит 300 локомотивов Wabtec${' у компании'.repeat(8)}`), [
    ['bad_length', -1],
  ]);
});

test('a text is 120 to 500 characters long', () => {
  const long = HONEST[0]!;
  const total = (sentences: [string, ...number[]][]) =>
    faultsOf(EN, 'ru', sentences, long.headline)
      .filter(({ sentence }) => sentence === null)
      .map(({ kind }) => kind);
  assert.deepEqual(
    total([
      ['КТЖ и Wabtec подписали соглашение.', 2],
      ['Сделка на 4,2 млрд долларов.', 3],
    ]),
    ['bad_length'],
  );
  assert.deepEqual(total([...long.sentences, ...long.sentences, ...long.sentences].slice(0, 9)), [
    'bad_length',
  ]);
});

test('hostile text takes the guard no time', () => {
  const sources = numbered(EN, 'ru');
  const pieces = [
    '1 ',
    'а-',
    '«',
    'Ба',
    'млн ',
    'пожалуйста ',
    '1,',
    'ты ',
    'in the summary ',
    'модель ',
    '5-',
    'A.',
    'не ',
    '"',
    '(',
    'дв',
    '@a.',
  ];
  for (const piece of pieces) {
    const text = piece.repeat(Math.floor(1000 / piece.length));
    const started = performance.now();
    const source = { ...sources[1]!, text: text.slice(0, 600) };
    findFaults(
      {
        headline: text.slice(0, 300),
        sentences: [
          { text, from: [2] },
          { text, from: [2] },
        ],
      },
      [source],
      'ru',
      u,
    );
    assert.ok(performance.now() - started < 2000, `${piece}: ${Math.round(performance.now() - started)} ms`);
  }
});
