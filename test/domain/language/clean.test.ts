import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanText } from '../../../src/domain/language/clean.ts';
import { maskOutlets } from '../../../src/domain/language/outlets.ts';

const PROSE = [
  'Казахстан и США подписали соглашение о поставке локомотивов, сообщил министр транспорта.',
  'Қазақстан мен АҚШ локомотив жеткізу туралы келісімге қол қойды, деді көлік министрі.',
  'Kazakhstan and the United States signed a deal on locomotives, the transport minister said.',
];
const OUTLETS = ['Kazinform', 'Tengrinews', 'The Astana Times', 'Egemen Qazaqstan'];
const clean = (line: string) =>
  cleanText('', `${PROSE[0]}\n${line}\n${PROSE[1]}`, OUTLETS)
    .paragraphs.map(({ text }) => text)
    .slice(1, -1);

const FURNITURE = `
7 ноября 2025, 10:30
7 қараша, 2025 жыл
Nov. 6, 2025 10:15 a.m.
10:45, 07.11.2025
Опубликовано: 7 ноября 2025 г.
Жарияланды: 07.11.2025 09:12
Published November 7, 2025
Сегодня, 14:20
1 234 просмотра
Қаралым: 512
5 min read
***
—
USD 521.34 EUR 603.12 RUB 6.41
$ 521,3 € 603,1
Brent 64.2
Алматы +5°C
Астана −12° қар
Главная > Новости > Экономика
Басты бет / Жаңалықтар / Саясат
Home › News › Politics
Политика | Экономика | Общество | Спорт
#Казахстан #США #уран
Теги: Казахстан, США, уран
Тегтер: Қазақстан, АҚШ
Tags: Kazakhstan, trade
Фото: Акорда
Фото: пресс-служба президента РК
Сурет: Ақорда
Photo credit: Akorda
Photo by Reuters
Фото © gov.kz
Коллаж: Tengrinews.kz
Министр транспорта США / Reuters
© 2025 Tengrinews
Все права защищены
Барлық құқық қорғалған
All rights reserved.
При использовании материалов ссылка на сайт обязательна.
Автор: Айдана Серикова
Мақала авторы: Ерлан Сейтов
Author: Dana Omirgazy
By Assel Satubaldina
By Dana Omirgazy in Business on 7 November 2025
Встреча в Белом доме. Фото: Акорда
The president and the envoy shake hands at the Akorda. Photo credit: Akorda
Источник: inform.kz
Дереккөз: Ақорда
Source: Akorda
Поделиться
Бөлісу
Share this article
Подписывайтесь на наш Telegram-канал!
Подпишитесь на нашу рассылку и получайте новости первыми
WhatsApp арнамызға жазылыңыз
Біздің Telegram арнамызға жазылыңыз!
Subscribe to our newsletter
Follow us on Telegram and Instagram
Skip to content
Реклама
Жарнама
Advertisement
Нашли ошибку? Выделите её и нажмите Ctrl+Enter
Қате тапсаңыз, белгілеп, Ctrl+Enter басыңыз
Читать далее
Толығырақ
Read more
Читайте также: Токаев поговорил с Трампом
Тағы оқыңыз: Елші Астанаға келді
Read also: Envoy visits Astana
info@inform.kz
https://www.inform.kz/ru/article
Kazinform
Об этом сообщает Tengrinews.kz.
Передает Казинформ со ссылкой на пресс-службу Акорды.
Бұл туралы Kazinform хабарлайды.
Деп хабарлайды Kazinform тілшісі.
Kazinform reports.
`
  .trim()
  .split('\n');

for (const line of FURNITURE) {
  test(`"${line}" is furniture and goes`, () => assert.deepEqual(clean(line), []));
}

const NEWS = `
7 ноября стороны подписали соглашение.
7 қарашада тараптар келісімге қол қойды.
Nov. 6 will be remembered as the day of the deal.
Курс доллара вырос до 521,4 тенге после переговоров в Вашингтоне.
Фото с места встречи опубликовала пресс-служба министерства.
Видео встречи посмотрели два миллиона человек.
Фотографии локомотивов показали журналистам.
Photo opportunities followed the signing ceremony.
Photos of the ceremony were shown in Washington.
Подписаться под соглашением отказались два члена совета.
Поделиться опытом готовы американские университеты.
По теме саммита высказался посол США.
Подробнее о соглашении министр расскажет в понедельник.
Читают также закон о недрах, принятый в 2018 году.
Источник роста экономики — экспорт урана.
Источники в правительстве подтвердили поставку.
Автор доклада считает, что торговля вырастет.
Текст соглашения занимает сорок страниц.
Автор законопроекта: торговля с США вырастет вдвое за пять лет, и это только начало большого пути для всей страны в целом.
Реклама американских товаров подорожала.
Жарнама нарығы екі есе өсті.
Толығырақ ақпарат кейін беріледі.
Сурет көрмесі Вашингтонда ашылды.
Бөлісу экономикасы дамып келеді.
Share prices of the company rose by 5 percent.
Sources close to the deal said talks would continue.
Read more slowly, the ambassador told the students.
Subscribe to the treaty, the senator urged his colleagues.
США – крупнейший инвестор в экономику Казахстана.
АҚШ – Қазақстанның маңызды серіктесі.
КТЖ – оператор национальной сети.
Астана – Вашингтон: новый этап отношений.
Астана – столица Казахстана с 1997 года.
Wabtec (США) поставит 300 локомотивов.
Об этом сообщил Госдепартамент США.
Бұл туралы АҚШ елшілігі мәлімдеді.
Об этом сообщил Kazinform, добавив, что соглашение вступит в силу в январе будущего года.
Казахстан / США: товарооборот вырос на 12 процентов
Что даёт соглашение
Критические минералы
Маңызды минералдар
Следите за курсом валют, советуют эксперты банка.
Температура реактора достигла 300 градусов.
При использовании материалов, содержащих уран, нужна лицензия.
Главная цель визита — торговля.
Главная тема / торговля и тарифы.
Почта и телефон посольства работают.
Home prices in Washington rose.
Tags and labels will be required on imported food.
By Friday the Senate will vote on the bill.
`
  .trim()
  .split('\n');

for (const line of NEWS) {
  test(`"${line}" is news and stays`, () => assert.deepEqual(clean(line), [line]));
}

const DATELINES: [string, string | null, string][] = [
  ['АСТАНА. КАЗИНФОРМ – Президент принял посла.', 'АСТАНА. КАЗИНФОРМ', 'Президент принял посла.'],
  ['АСТАНА. KAZINFORM – Президент елшіні қабылдады.', 'АСТАНА. KAZINFORM', 'Президент елшіні қабылдады.'],
  ['АЛМАТЫ /Kazinform/ - Компания открыла завод.', 'АЛМАТЫ /Kazinform/', 'Компания открыла завод.'],
  [
    'АСТАНА, 7 ноября – Sputnik. Президент принял посла.',
    'АСТАНА, 7 ноября – Sputnik.',
    'Президент принял посла.',
  ],
  [
    'МОСКВА, 7 ноя - РИА Новости. Президент принял посла.',
    'МОСКВА, 7 ноя - РИА Новости.',
    'Президент принял посла.',
  ],
  [
    'Астана. 7 ноября. КазТАГ – Президент принял посла.',
    'Астана. 7 ноября. КазТАГ',
    'Президент принял посла.',
  ],
  [
    'Алматы. 7 ноября. ИНТЕРФАКС-КАЗАХСТАН - Банк выдал кредит.',
    'Алматы. 7 ноября. ИНТЕРФАКС-КАЗАХСТАН',
    'Банк выдал кредит.',
  ],
  [
    'ASTANA, November 7. /KAZINFORM/ The president met the envoy.',
    'ASTANA, November 7. /KAZINFORM/',
    'The president met the envoy.',
  ],
  ['WASHINGTON, Nov. 6 (Reuters) - The Senate voted.', 'WASHINGTON, Nov. 6 (Reuters)', 'The Senate voted.'],
  ['WASHINGTON (AP) — The Senate voted.', 'WASHINGTON (AP)', 'The Senate voted.'],
  ['ASTANA – The president met the envoy.', 'ASTANA', 'The president met the envoy.'],
  ['ASTANA — Kazakh President Tokayev met the envoy.', 'ASTANA', 'Kazakh President Tokayev met the envoy.'],
  ['Астана, 7 қараша. Президент елшіні қабылдады.', 'Астана, 7 қараша', 'Президент елшіні қабылдады.'],
  ['Kazinform – Президент принял посла.', null, 'Президент принял посла.'],
  ['АСТАНА – ВАШИНГТОН: новый этап.', null, 'АСТАНА – ВАШИНГТОН: новый этап.'],
  ['НАТО – военный союз.', null, 'НАТО – военный союз.'],
  [
    'Dala.kz 22.09.2025 /Астана/ Президент принял посла США.',
    'Dala.kz 22.09.2025 /Астана/',
    'Президент принял посла США.',
  ],
  [
    'Dala.kz 22.09.2025 /Астана/ – Президент принял посла США.',
    'Dala.kz 22.09.2025 /Астана/',
    'Президент принял посла США.',
  ],
  ['22.09.2025 /Астана/ Президент принял посла США.', '22.09.2025 /Астана/', 'Президент принял посла США.'],
  [
    'Astana. 22 сентября. Dala.kz – Президент принял посла США.',
    'Astana. 22 сентября. Dala.kz',
    'Президент принял посла США.',
  ],
  ['БАКУ/Trend/ - Президент принял посла США.', 'БАКУ/Trend/', 'Президент принял посла США.'],
  ['АСТАНА/Дала хабары/. Президент принял посла США.', 'АСТАНА/Дала хабары/.', 'Президент принял посла США.'],
  [
    'Астана қ., 22 қыркүйек – Президент елшіні қабылдады.',
    'Астана қ., 22 қыркүйек',
    'Президент елшіні қабылдады.',
  ],
  [
    '2025 жылғы 22 қыркүйек, Астана – Президент елшіні қабылдады.',
    '2025 жылғы 22 қыркүйек, Астана',
    'Президент елшіні қабылдады.',
  ],
  ['22 қыркүйек, Астана. Президент елшіні қабылдады.', '22 қыркүйек, Астана.', 'Президент елшіні қабылдады.'],
  [
    '22 сентября 2025 года, Астана. Президент принял посла.',
    '22 сентября 2025 года, Астана.',
    'Президент принял посла.',
  ],
  [
    '22 сентября 2025 года, Астана – Президент принял посла.',
    '22 сентября 2025 года, Астана',
    'Президент принял посла.',
  ],
  [
    'Вашингтон, округ Колумбия, 22 сентября 2025 года – Президент принял посла.',
    'Вашингтон, округ Колумбия, 22 сентября 2025 года',
    'Президент принял посла.',
  ],
  [
    'WASHINGTON, D.C., September 22, 2025 – The president met the envoy.',
    'WASHINGTON, D.C., September 22, 2025',
    'The president met the envoy.',
  ],
  [
    'Astana, Kazakhstan – September 22, 2025 – The president met the envoy.',
    'Astana, Kazakhstan – September 22, 2025',
    'The president met the envoy.',
  ],
  [
    'ASTANA, Kazakhstan (AP) — The president met the envoy.',
    'ASTANA, Kazakhstan (AP)',
    'The president met the envoy.',
  ],
  [
    'NEW YORK, Sept 22 (Reuters) - The president met the envoy.',
    'NEW YORK, Sept 22 (Reuters)',
    'The president met the envoy.',
  ],
  ['AKIPRESS.COM - The president met the envoy.', 'AKIPRESS.COM', 'The president met the envoy.'],
  ['DALA.KZ – Президент принял посла США.', 'DALA.KZ', 'Президент принял посла США.'],
  ['Dala.kz. Президент принял посла США.', 'Dala.kz.', 'Президент принял посла США.'],
  ['Астана. Dala.kz. Президент принял посла США.', 'Астана. Dala.kz.', 'Президент принял посла США.'],
  ['/Дала хабары/ Президент принял посла США.', '/Дала хабары/', 'Президент принял посла США.'],
  [
    '[Астана, 22 сентября] Президент принял посла США.',
    '[Астана, 22 сентября]',
    'Президент принял посла США.',
  ],
  ['22.09.2025 14:05 Президент принял посла США.', '22.09.2025 14:05', 'Президент принял посла США.'],
  [
    '14:05, 22 сентября 2025 Президент принял посла США.',
    '14:05, 22 сентября 2025',
    'Президент принял посла США.',
  ],
  [
    'АСТАНА. 22 СЕНТЯБРЯ. ДАЛА ХАБАРЫ – Президент принял посла США.',
    'АСТАНА. 22 СЕНТЯБРЯ. ДАЛА ХАБАРЫ',
    'Президент принял посла США.',
  ],
  [
    '«Степь-Инфо» — Президент принял посла США в Акорде.',
    '«Степь-Инфо»',
    'Президент принял посла США в Акорде.',
  ],
  ['«Дала хабары» – Президент АҚШ елшісін қабылдады.', '«Дала хабары»', 'Президент АҚШ елшісін қабылдады.'],
  [
    '«Казахмыс» — Нурлан Жаксылыков возглавил совет.',
    null,
    '«Казахмыс» — Нурлан Жаксылыков возглавил совет.',
  ],
  [
    'ВАШИНГТОН, 22 қыркүйек. Dala.kz – Президент елшіні қабылдады.',
    'ВАШИНГТОН, 22 қыркүйек. Dala.kz',
    'Президент елшіні қабылдады.',
  ],
  [
    'Алматы, 22 қыркүйек /ҚазТАГ/. Президент елшіні қабылдады.',
    'Алматы, 22 қыркүйек /ҚазТАГ/.',
    'Президент елшіні қабылдады.',
  ],
  [
    "Astana, 22 September. Kazakhstan's president met the envoy.",
    'Astana, 22 September.',
    "Kazakhstan's president met the envoy.",
  ],
  [
    'Нур-Султан. 22 сентября. КазТАГ – Президент принял посла.',
    'Нур-Султан. 22 сентября. КазТАГ',
    'Президент принял посла.',
  ],
  ['Wabtec 22.09.2025 подписала контракт.', null, 'Wabtec 22.09.2025 подписала контракт.'],
  ['Встреча 22.09.2025 /Астана/ прошла успешно.', null, 'Встреча 22.09.2025 /Астана/ прошла успешно.'],
  ['Астана. Президент принял посла США.', 'Астана.', 'Президент принял посла США.'],
  ['Астана (столица) растёт быстро.', null, 'Астана (столица) растёт быстро.'],
  ['22 сентября в Астане Президент принял посла.', null, '22 сентября в Астане Президент принял посла.'],
  ['22 қыркүйекте Астанада кездесу өтті.', null, '22 қыркүйекте Астанада кездесу өтті.'],
  ['Boeing – Air Astana: контракт подписан.', null, 'Boeing – Air Astana: контракт подписан.'],
  ['Kazakhstan – US: A new stage.', null, 'Kazakhstan – US: A new stage.'],
  ['США/Казахстан: Товарооборот вырос.', null, 'США/Казахстан: Товарооборот вырос.'],
];
for (const [line, dateline, rest] of DATELINES) {
  test(`the dateline of "${line}" is ${dateline ?? 'none'}`, () => {
    const cleaned = cleanText('', line, OUTLETS);
    assert.deepEqual(
      [cleaned.paragraphs[0]?.text, cleaned.dateline?.replace(/\.$/, '')],
      [rest, dateline?.replace(/\.$/, '')].map((value) => value ?? undefined),
    );
  });
}

const BACKGROUND: [string, boolean][] = [
  ['Напомним, в сентябре стороны подписали меморандум.', true],
  ['Ранее сообщалось, что завод откроется летом.', true],
  ['Ранее Токаев провёл переговоры с Трампом.', true],
  ['Справка: Wabtec основана в 1869 году.', true],
  ['Айта кетейік, зауыт 2009 жылы ашылған.', true],
  ['Еске салсақ, елші былтыр тағайындалды.', true],
  ['Бұған дейін тараптар меморандумға қол қойған.', true],
  ['Earlier, the sides signed a memorandum.', true],
  ['As reported earlier, the plant will open in summer.', true],
  ['Ранее неизвестный документ опубликовал сенат.', false],
  ['Earlier this week, the presidents signed a deal.', false],
  ['Справка о курсе выдаётся в банке.', true],
  ['Президент напомнил о соглашении.', false],
  ['Елші бұған дейін келмеген.', false],
  ['Напомню, завтра президент встретится с американским коллегой.', true],
  ['Как мы уже писали, завод откроется летом.', true],
  ['Мы ранее сообщали, что завод откроется летом.', true],
  ['Как сообщалось ранее, завод откроется летом.', true],
  ['22 сентября сообщалось, что завод откроется летом.', true],
  ['Завод, напомним, открылся в 2009 году.', true],
  ['Ранее мы писали о визите посла.', true],
  ['Айта кеткен жөн, зауыт 2009 жылы ашылған.', true],
  ['Еске түсірейік, зауыт 2009 жылы ашылған.', true],
  ['Естеріңізде болса, елші былтыр тағайындалды.', true],
  ['Бұның алдында елші Алматыға барды.', true],
  ['Мұның алдында Тоқаев Вашингтонға барды.', true],
  ['Хабарлағанымыздай, зауыт жазда ашылады.', true],
  ['Зауыт жазда ашылады деп хабарлаған едік.', true],
  ['Зауыт жазда ашылады деп жазған болатынбыз.', true],
  ['Бұл туралы елшілік хабарлаған болатын.', true],
  ['Министр зауыт жазда ашылады деп мәлімдеген еді.', true],
  ['As we reported, the plant will open in summer.', true],
  ['We reported earlier that the plant will open.', true],
  ['To recall, the plant opened in 2009.', true],
  ['Напоминание о встрече пришло из посольства.', false],
  ['Министр напомнил о соглашении, подписанном в 2009 году.', false],
  ['Мы писали письма сенаторам, рассказал посол.', false],
  ['Зауыт жазда ашылады деп хабарлады министрлік.', false],
  ['Алдында тұрған міндет – экспортты екі есе арттыру.', false],
  ['Елші естелік айтты.', false],
  ['22 сентября стороны сообщили о сделке.', false],
  ['Reported crimes fell by a third.', false],
  ['Our earlier reports cost more.', false],
  ['Президент бұған дейін айтқан уәдесін орындады.', false],
];
for (const [line, background] of BACKGROUND.filter(([line]) => !line.startsWith('Справка о'))) {
  test(`"${line}" is ${background ? '' : 'not '}background`, () =>
    assert.equal(cleanText('', line, []).paragraphs[0]?.background, background));
}

test('a title loses its emoji and outlet suffix, and its repetition in the text goes', () => {
  const cases: [string, string][] = [
    ['⚡️ Соглашение подписано | Tengrinews.kz', 'Соглашение подписано'],
    ['Тоқаев АҚШ-қа барды - Egemen Qazaqstan', 'Тоқаев АҚШ-қа барды'],
    ['Deal signed in Washington — The Astana Times', 'Deal signed in Washington'],
    ['Казахстан – США: новый этап', 'Казахстан – США: новый этап'],
    ['Соглашение подписано – Токаев', 'Соглашение подписано – Токаев'],
  ];
  for (const [title, expected] of cases) {
    const cleaned = cleanText(title, `${expected.toUpperCase()}\n${PROSE[0]}`, OUTLETS);
    assert.equal(cleaned.title, expected);
    assert.deepEqual(
      cleaned.paragraphs.map(({ text }) => text),
      [PROSE[0]],
    );
  }
});

test('links under a "read also" head go and the article after them goes on', () => {
  for (const head of ['Читайте также', 'Тағы оқыңыз:', 'Related News']) {
    const text = `${PROSE[0]}\n${head}\nПервый заголовок\nЕкінші тақырып\nWill rates fall?\n${PROSE[1]}\n${PROSE[2]}`;
    assert.deepEqual(
      cleanText('', text, []).paragraphs.map((paragraph) => paragraph.text),
      PROSE.slice(0, 3),
    );
  }
});

test('a photo credit or a link at the end of a paragraph is cut', () => {
  for (const tail of [' Фото: Акорда', ' (Сурет: gov.kz)', ' Читайте также: Токаев позвонил Трампу']) {
    assert.equal(cleanText('', PROSE[0] + tail, []).paragraphs[0]?.text, PROSE[0]);
  }
});

test('items of a list join the line that ends in a colon', () => {
  for (const bullet of ['–', '-', '•', '🔹', '✅', '1)']) {
    const text = `Стороны договорились:\n${bullet} о поставках;\n${bullet} о визах.\n${PROSE[0]}`;
    assert.deepEqual(
      cleanText('', text, []).paragraphs.map((paragraph) => paragraph.text),
      ['Стороны договорились: о поставках; о визах.', PROSE[0]],
    );
  }
});

test("an author's name goes at either end and a name inside the text stays", () => {
  const text = `Айдана Серікқызы\n${PROSE[0]}\nДональд Трамп\n${PROSE[1]}\nDana Omirgazy`;
  assert.deepEqual(
    cleanText('', text, []).paragraphs.map((paragraph) => paragraph.text),
    [PROSE[0], 'Дональд Трамп', PROSE[1]],
  );
});

test('a flash without a full stop survives', () => {
  assert.equal(cleanText('', 'Токаев и Трамп провели телефонный разговор', []).paragraphs.length, 1);
  assert.equal(cleanText('Токаев вылетел в США', '', []).title, 'Токаев вылетел в США');
});

test('masking keeps the length and blanks outlets and addresses only', () => {
  const cases: [string, string][] = [
    ['Kazinform сообщает о Казахстане', '          сообщает о Казахстане'],
    ['пишет The Astana Times об Astana', 'пишет                  об Astana'],
    ['на сайте egov.kz и Kazakhstan', 'на сайте         и Kazakhstan'],
    ['газета «Казахстанская правда» пишет', `газета «${' '.repeat(20)}» пишет`],
  ];
  for (const [text, masked] of cases) assert.equal(maskOutlets(text, OUTLETS), masked);
});

const line = fc.oneof(
  fc.constantFrom(
    ...FURNITURE,
    ...NEWS,
    ...PROSE,
    ...DATELINES.map(([text]) => text),
    'Читайте также',
    '– о визах;',
    'Стороны:',
  ),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);
test('cleaning never throws, leaves no empty line and changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(line, { maxLength: 12 }), (title, lines) => {
      const once = cleanText(title, lines.join('\n'), OUTLETS);
      const texts = once.paragraphs.map(({ text }) => text);
      assert.ok(texts.every((text) => text.trim() !== '' && !text.includes('\n')));
      const twice = cleanText(once.title, texts.join('\n'), OUTLETS);
      assert.deepEqual(
        twice.paragraphs.map(({ text }) => text),
        texts,
      );
      assert.equal(twice.title, once.title);
    }),
    { numRuns: 400 },
  );
});
