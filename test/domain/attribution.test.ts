import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '../../src/domain/article.ts';
import { stripAttribution } from '../../src/domain/attribution.ts';

const RU = 'Казахстан и США подписали меморандум о минералах';
const KK = 'Қазақстан мен АҚШ минералдар туралы меморандумға қол қойды';
const EN = 'Kazakhstan and the United States signed a minerals memorandum';

/** Attributions around one sentence; `~` stands for it. All of them leave the sentence alone. */
const FORMS: Record<'ru' | 'kk' | 'en', readonly string[]> = {
  ru: [
    '~, передаёт Kazinform.',
    '~, передает агентство «Казинформ».',
    '~, передает корреспондент Tengrinews.kz.',
    '~, сообщает Zakon.kz со ссылкой на пресс-службу Акорды.',
    '~, сообщает пресс-служба министерства промышленности.',
    '~, – сообщает МИД РК.',
    '~ – передает Reuters.',
    '~, пишет Bloomberg со ссылкой на источники.',
    '~, пишет The Wall Street Journal.',
    '~, как сообщает портал «Дала».',
    '~, сообщили в пресс-службе ведомства.',
    '~, сообщили LS в министерстве, ссылаясь на протокол.',
    '~, информирует телеканал «Хабар 24».',
    '~, говорится в сообщении пресс-службы.',
    '~, говорится в пресс-релизе компании.',
    '~, сообщается на сайте Акорды.',
    '~, отмечается в публикации издания.',
    '~, передает Arbat.media со ссылкой на Интерфакс.',
    '~, сообщают зарубежные СМИ.',
    '~, рассказали в пресс-центре ведомства.',
    '~, сообщает Telegram-канал Бort.',
    'Как передает Kazinform, ~.',
    'Как сообщает корреспондент агентства, ~.',
    'Как сообщили в пресс-службе Акорды, ~.',
    'По данным издания Politico, ~.',
    'По информации пресс-службы министерства, ~.',
    'Reuters сообщает, что ~.',
    'Агентство Bloomberg со ссылкой на источники пишет, что ~.',
    'Пресс-служба ведомства сообщила, что ~.',
    '~ (Reuters).',
    'Казахстан и США, передает Kazinform, подписали меморандум о минералах.',
  ],
  kk: [
    '~, деп хабарлайды Kazinform.',
    '~, деп хабарлайды Kazinform агенттігі.',
    '~, деп хабарлайды ҚР Өнеркәсіп министрлігінің баспасөз қызметі.',
    '~, – деп хабарлайды Tengrinews.kz.',
    '~, деп жазды Zakon.kz.',
    '~, деп жазады Reuters агенттігіне сілтеме жасап BAQ.KZ.',
    '~, деп хабарлайды Kazinform Ақордаға сілтеме жасап.',
    '~, деп Ақорданың баспасөз қызметі хабарлады.',
    '~, деп хабарлады «Егемен Қазақстан» газеті.',
    '~, деп хабарлады агенттік тілшісі.',
    '~, деп хабарлайды.',
    '~, деп жеткізеді министрліктің баспасөз қызметі.',
    '~, делінген хабарламада.',
    '~, делінген министрлік сайтында.',
    '~ деп хабарлайды Азаттық.',
    'Kazinform хабарлағандай, ~.',
    'Tengrinews.kz жазғандай, ~.',
    'Министрліктің баспасөз қызметінің мәліметінше, ~.',
    'Reuters агенттігінің дерегінше, ~.',
    'Ақордаға сілтеме жасап, ~.',
    '~, деп хабарлайды ҚР Сыртқы істер министрлігі.',
  ],
  en: [
    '~, Reuters reports.',
    '~, Reuters reported, citing two sources.',
    '~, Kazinform News Agency reports.',
    '~, reports Kazinform.',
    '~, reports The Astana Times, citing the ministry.',
    '~, the press service of the ministry said.',
    '~, according to Bloomberg.',
    '~, as reported by Tengrinews.kz.',
    '~ (Reuters).',
    'According to Reuters, ~.',
    'As Bloomberg reported, ~.',
    'Reuters reported that ~.',
    'Politico, citing two officials, reports that ~.',
  ],
};
const PLAIN = { ru: RU, kk: KK, en: EN };

let forms = 0;
for (const language of ['ru', 'kk', 'en'] as const)
  for (const form of FORMS[language]) {
    forms++;
    test(`takes the attribution off «${form}»`, () => {
      assert.equal(stripAttribution(form.replace('~', PLAIN[language]), language), `${PLAIN[language]}.`);
    });
  }

test('at least fifty forms were tried', () => assert.ok(forms >= 50, String(forms)));

const STAYS: readonly (readonly [Language, string])[] = [
  ['ru', `${RU}, сообщил Токаев.`],
  ['ru', `${RU}, сообщил министр Ерсайын Нагаспаев.`],
  ['ru', `${RU}, заявил госсекретарь США Марко Рубио.`],
  ['ru', 'Казахстан готов к переговорам о пошлинах, заявили в министерстве торговли.'],
  ['ru', 'По словам посла, Казахстан и США обсуждают прямые рейсы.'],
  ['ru', 'По данным Национального банка, прямые инвестиции США достигли 61,2 млрд долларов.'],
  ['ru', 'Токаев сообщил, что Казахстан присоединится к Авраамовым соглашениям.'],
  ['ru', 'Посольство США сообщило о паузе в выдаче некоторых виз.'],
  ['ru', 'Президент США передал письмо главе Казахстана через посла.'],
  ['ru', 'Казахстан передает США данные о месторождениях вольфрама.'],
  ['ru', `«Мы ценим это партнёрство», – сказал Касым-Жомарт Токаев.`],
  ['ru', 'Wabtec передаст Казахстану технологии, необходимые для сборки локомотивов.'],
  ['kk', `${KK}, деді Тоқаев.`],
  ['kk', `${KK}, деп мәлімдеді министр Ерсайын Нағаспаев.`],
  ['kk', `${KK}, деп жазды Дональд Трамп.`],
  ['kk', 'Ұлттық банк дерегінше, АҚШ-тың тікелей инвестициясы 61,2 млрд долларға жетті.'],
  ['kk', 'Президент Қазақстан Ибраһим келісіміне қосылады деп хабарлады.'],
  ['kk', '«Біз бұл серіктестікті бағалаймыз», – деді Қасым-Жомарт Тоқаев.'],
  ['kk', 'Елшілік кейбір визаны беру тоқтатылғанын хабарлады.'],
  ['en', `${EN}, Tokayev said.`],
  ['en', `${EN}, the ministry said.`],
  ['en', 'According to the National Bank, US direct investment reached $61.2 billion.'],
  ['en', 'The State Department reported that visas for students would resume.'],
  ['en', 'Wabtec reported record orders from Kazakhstan in the third quarter.'],
];
for (const [language, text] of STAYS)
  test(`leaves the speaker in «${text}»`, () => assert.equal(stripAttribution(text, language), text));

const EMPTY: readonly (readonly [Language, string])[] = [
  ['ru', 'Об этом сообщает Kazinform.'],
  ['ru', 'Об этом сообщили в пресс-службе МИД РК.'],
  ['ru', 'Об этом говорится в сообщении Акорды.'],
  ['ru', 'Об этом заявил президент США Дональд Трамп на встрече с журналистами.'],
  ['ru', 'Об этом стало известно по итогам переговоров.'],
  ['ru', 'Соответствующий документ опубликован на сайте.'],
  ['ru', 'Как сообщалось ранее, стороны вели переговоры с весны.'],
  ['ru', '«Мы готовы к работе», – передает слова министра Tengrinews.kz.'],
  ['kk', 'Бұл туралы Kazinform хабарлайды.'],
  ['kk', 'Бұл туралы ҚР Сыртқы істер министрлігінің баспасөз қызметі хабарлады.'],
  ['kk', 'Бұл жөнінде АҚШ елшісі мәлімдеді.'],
  ['kk', 'Осы туралы Tengrinews.kz жазды.'],
  ['kk', 'Айта кетейік, бұған дейін тараптар келіссөз жүргізген.'],
  ['en', 'This was reported by Kazinform.'],
  ['en', 'The news was first published by Reuters.'],
];
for (const [language, text] of EMPTY)
  test(`finds nothing of substance in «${text}»`, () => assert.equal(stripAttribution(text, language), null));
