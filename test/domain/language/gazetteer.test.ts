import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { GazetteerEntry } from '../../../src/domain/knowledge.ts';
import { align } from '../../../src/domain/language/align.ts';
import { compileGazetteer } from '../../../src/domain/language/gazetteer.ts';

const entries: GazetteerEntry[] = JSON.parse(readFileSync('digests/reading/gazetteer.json', 'utf8'));
const gazetteer = compileGazetteer(entries);
const ids = (text: string) => gazetteer.find(text).map(({ entity }) => entity);

/** Text, then all ids found in it, in order. */
const cases: [string, ...string[]][] = [
  // АҚШ is no ақша, США only in capitals, us is a pronoun
  ['ақша аударды, ақшасын, ақшаға, ақшалай'],
  ['АҚШ-тың, АҚШ – тың және АҚШ-қа', 'usa', 'usa', 'usa'],
  ['АҚШа'],
  ['сша и Сша'],
  ['США', 'usa'],
  ['He told us and they gave us money'],
  ['the US and the U.S., U.S.-Kazakhstan', 'usa', 'usa', 'usa', 'kazakhstan'],
  ['U.S. Open и US Open', 'us_open', 'us_open'],
  ['the United States, South Korea and Japan', 'usa', 'korea', 'japan'],
  ['американо-казахстанские отношения', 'usa', 'kazakhstan'],
  ['сокращение штатов, рабочие штаты'],
  ['Соединённые Штаты, Штатами', 'usa', 'usa'],
  ['Латинская Америка, Latin America, Оңтүстік Америка'],
  ['америкалық компания, американская компания, American firms', 'usa', 'usa', 'usa'],
  // What follows a Kazakh office never owns it, what stands before it does
  ['Сыртқы істер министрлігі АҚШ тарапын шақырды', 'mfa_kz', 'usa'],
  ['АҚШ-тың Сыртқы істер министрлігі, Германия Сыртқы істер министрлігі', 'usa', 'germany'],
  ['Қорғаныс министрлігі Ресей тарапымен', 'defence_kz', 'russia'],
  ['АҚШ-тың Қорғаныс министрлігі', 'pentagon'],
  // ФБР in Kazakh, Xi and Си alone beside China or Trump only
  ['ФБР-дың іздеуінде, ФБР іздеген', 'fbi', 'fbi'],
  ['Trump and Xi met', 'trump', 'xi'],
  ['Трамп и Си встретились', 'trump', 'xi'],
  ['Xi is a Greek letter; нота си; СИ (система единиц)'],
  // Neighbours' languages, the Turkish İ among them
  ['İsrail ve İran, Rusya, Ukrayna', 'israel', 'iran', 'russia', 'ukraine'],
  ['ABŞ və Qazaxıstan', 'usa', 'kazakhstan'],
  ['die Vereinigten Staaten und Kasachstan', 'usa', 'kazakhstan'],
  ["les États-Unis et l'Ouzbékistan", 'usa', 'uzbekistan'],
  // A state is no capital
  ['штат Вашингтон и Вашингтон', 'washington'],
  ['Washington state and Washington', 'washington'],
  ['Вашингтон штатында ма, әлде Вашингтонда ма', 'washington'],
  // Committees of Congress
  ['House Ways and Means Committee and a House panel', 'congress', 'congress'],
  ['комитет палаты представителей, американские законодатели', 'congress', 'congress'],
  ['Өкілдер палатасының комитеті, Капитолийде', 'congress', 'congress'],
  ['a housing panel, the Senate of Kazakhstan', 'senate_kz'],
  // Currencies are no countries
  ['4,2 млрд долларов США'],
  ['1,2 млрд долл. США'],
  ['4,2 млрд АҚШ доллары, АҚШ долларына'],
  ['АҚШ-тың доллары'],
  ['US$5 and 3 billion US dollars, 1 billion U.S. dollars'],
  ['американский доллар, американской валюты, америкалық доллар'],
  ['казахстанский тенге и российский рубль, китайский юань'],
  ['100 долларов. США заявили', 'usa'],
  // РК, ҚР, КР
  ['РК и ҚР, ҚР-ның', 'kazakhstan', 'kazakhstan', 'kazakhstan'],
  ['РК Корея', 'korea'],
  ['РК Карелия', 'karelia'],
  ['РК Крым', 'crimea'],
  ['Республика Корея и Республика Крым', 'korea', 'crimea'],
  ['рк, қр'],
  ['КР', 'kyrgyzstan'],
  ['ҚХР', 'china'],
  ['КТЖ, ҚТЖ-ның', 'ktz', 'ktz'],
  // Longest match
  ['Air Astana', 'air_astana'],
  ['Air Astana-ның ұшағы Астанаға ұшты', 'air_astana', 'aircraft', 'astana'],
  ['Эйр Астана', 'air_astana'],
  ['Astana Hub', 'astana_hub'],
  ['велокоманда Астана'],
  ['Назарбаев Университеті', 'nazarbayev_university'],
  ['Тенгизшевройл', 'tco'],
  ['Банк низкообогащённого урана', 'leu_bank'],
  // Ambiguous people, places and firms
  ['склон гор и подножие гор'],
  ['Серджио Гор приехал; позже Гор сказал', 'gor', 'gor'],
  ['Гор'],
  ['физик Ландау'],
  ['Кристофер Ландау', 'landau'],
  ['заместитель госсекретаря Ландау', 'state_dept', 'landau'],
  ['певец Ильясов'],
  ['Магжан Ильясов', 'ilyassov'],
  ['Тенгиз Иванович'],
  ['месторождение Тенгиз', 'tengiz'],
  ['Теңіз кен орны', 'tengiz'],
  ['теңіз жағасында'],
  ['мета и визы', 'visas'],
  ['Компания Meta и Мета', 'meta', 'meta'],
  ['Visa requirements', 'visas'],
  ['Visa and Mastercard', 'visa', 'mastercard'],
  ['илон маск'],
  ['Илон Маск', 'musk'],
  // Uranium, slogans and rarities
  ['ұран тастады, ұрандар'],
  ['уран экспорты', 'uranium'],
  ['редкий случай, редко'],
  ['редкие металлы', 'rare_earths'],
  ['чипсы'],
  ['тарифы на электроэнергию, тарифный план'],
  ['тарифы на казахстанские товары', 'tariffs', 'kazakhstan'],
  ['работа по Gaza', 'palestine'],
  ['Казахстан отправит в Газу наблюдателей', 'kazakhstan', 'palestine'],
  ['Газаға бақылаушылар аттанды', 'palestine'],
  ['наблюдатели следят за поставками газа', 'gas'],
  // The programme is called what «future» is called.
  ['Болашақ бағдарламасының стипендиаттары', 'bolashak'],
  ['Болашақ мамандар оқиды'],
  ['Болашақ кеңею жобасы'],
  ['стипендиаты «Болашака»', 'bolashak'],
  ['Много газа в Газе, о Газе и газе', 'gas', 'palestine', 'palestine', 'gas'],
  ['ГАЗ ДОРОЖАЕТ', 'gas'],
  ['Газ дорожает. Газу мало', 'gas', 'palestine'],
  ['Газа секторында газ жоқ', 'palestine', 'gas'],
  // An office with another person's name is that person
  ['Президент США Джо Байден', 'usa', 'biden'],
  ['президента США Джо Байдена', 'usa', 'biden'],
  ['АҚШ Президенті Джо Байден', 'usa', 'biden'],
  ['US President Joe Biden', 'usa', 'biden'],
  ['Президент Казахстана Нурсултан Назарбаев', 'kazakhstan', 'nazarbayev'],
  ['ҚР Президенті Нұрсұлтан Назарбаев', 'kazakhstan', 'nazarbayev'],
  ['President of Kazakhstan Nursultan Nazarbayev', 'kazakhstan', 'nazarbayev'],
  ['Президент США Дональд Трамп', 'trump', 'trump'],
  ['Қазақстан Президенті Дональд Трамппен сөйлесті', 'tokayev', 'trump'],
  ['АҚШ Президенті Тоқаевқа хат жолдады', 'trump', 'tokayev'],
  ['Президент США, Байден и другие', 'trump', 'biden'],
  ['Первый Президент РК Нурсултан Назарбаев', 'nazarbayev', 'nazarbayev'],
  ['Қазақстанның Тұңғыш Президенті', 'nazarbayev'],
  ['экс-президент США, бывший президент США', 'usa', 'usa'],
  ['Вице-президент США Камала Харрис', 'usa', 'harris_us'],
  ['US Vice President Mike Pence', 'usa', 'pence'],
  // Coal is no corner and no deepening; black gold is oil; germanium is no Germany
  ['углубление, углубленный, угол, угловой, углеводороды'],
  ['уголь, угля, углю, углём, угле, углей, угольный', 'coal', 'coal', 'coal', 'coal', 'coal', 'coal', 'coal'],
  ['қара алтын, чёрное золото, золотая медаль, алтын жүлде'],
  ['алтын өндірісі, добыча золота', 'gold', 'gold'],
  ['мыс Канаверал, на мысе'],
  ['мыс өндірісі', 'copper'],
  ['германий и Германии, в Германию', 'germanium', 'germany', 'germany'],
  ['титан, бериллий и тантал', 'titanium', 'beryllium', 'tantalum'],
  ['галлий', 'gallium'],
  ['свинца, свинцом, марганца и хлопка', 'lead_metal', 'lead_metal', 'manganese', 'cotton'],
  ['казахстанца и казахстанцами', 'kazakhstan', 'kazakhstan'],
  // A state is not its university
  ['Миннесота штаты мен Миннесота университеті', 'minnesota', 'univ_minnesota'],
  ['штат Миннесота, Университет Миннесоты', 'minnesota', 'univ_minnesota'],
  // An office with words between
  ['АҚШ-тың Оңтүстік және Орталық Азия бойынша сауда өкілі', 'usa', 'central_asia', 'ustr'],
  ['помощник торгового представителя США', 'ustr'],
  ['торговый представитель России', 'russia'],
  ['АҚШ-тың Алматыдағы бас консулы', 'usa', 'almaty', 'us_consuls'],
  ['Әлем кеңесі', 'board_of_peace'],
  // Names in -ой are nouns; a plural is another surname; a firm's name wants its capitals
  ['Ханой, Ханоя, Ханое', 'vietnam', 'vietnam', 'vietnam'],
  ['ханым, ханымдар, Ханым'],
  ['Рахмонов и Рахмонова'],
  ['с Рахмоном', 'rahmon'],
  ['тау-кен өнеркәсібі'],
  ['«Тау-Кен Самұрық» компаниясы', 'tau_ken'],
  // Senates and congresses
  ['сенат одобрил, сенатор сказал'],
  ['Сенат США и сенатор США', 'senate_us', 'senate_us'],
  ['Сенат Парламента РК', 'senate_kz'],
  ['съезд и конгресс лидеров мировых религий'],
  ['Конгресс лидеров мировых религий'],
  ['Конгресс США', 'congress'],
  ['АҚШ Конгресінде', 'congress'],
  // Formats
  ['C5+1, С5+1, C5 + 1', 'c5plus1', 'c5plus1', 'c5plus1'],
  ['ЦА+США и «Центральная Азия – США»', 'c5plus1', 'c5plus1'],
  ['«Орталық Азия – АҚШ» саммиті', 'c5plus1'],
  ['«Центральная Азия – Китай»', 'c5_china'],
  ['«Орталық Азия – Ресей» саммиті', 'c5_russia'],
  ['«Центральная Азия – Европейский союз»', 'c5_eu'],
  ['Central Asia–EU summit', 'c5_eu'],
  ['формула 5+1'],
  ['поправка Джексона–Вэника', 'jackson_vanik'],
  ['поправка Джексона — Вэника', 'jackson_vanik'],
  ['пора отменить поправку Джексона и Вэника', 'jackson_vanik'],
  ['Совет безопасности и совет мира'],
  ['Совет мира', 'board_of_peace'],
  // Georgia and Georgia
  ['Грузия', 'georgia'],
  ['штат Джорджия', 'georgia_us'],
  ['Georgia’s Tbilisi', 'georgia', 'georgia'],
  ['the University of Georgia', 'georgia_us'],
  ['the Georgia delegation'],
  // Direction
  ['посол США в Казахстане', 'us_ambassador_kz'],
  ['АҚШ-тың Қазақстандағы елшісі', 'us_ambassador_kz'],
  ['посол Казахстана в США', 'kz_ambassador_us'],
  ['Қазақстанның АҚШ-тағы елшісі', 'kz_ambassador_us'],
  ['посол США в Узбекистане', 'usa', 'uzbekistan'],
  ['посольство США в Ташкенте', 'usa', 'uzbekistan'],
  ['US Ambassador to Kazakhstan', 'us_ambassador_kz'],
  ['Минэнерго США', 'energy_us'],
  ['Минэнерго', 'energy_kz'],
  ['Минэнерго России', 'russia'],
  ['МИД Казахстана, МИД РК', 'mfa_kz', 'mfa_kz'],
  ['МИД России', 'russia'],
  // Spelling
  ['Kaзaхстан, ҚАЗАҚСТАН, Казахcтан', 'kazakhstan', 'kazakhstan', 'kazakhstan'],
  ['Тоқаев, Токаев, Tokayev, Toqaev', 'tokayev', 'tokayev', 'tokayev', 'tokayev'],
  ['Касым\u2011Жомарт Токаев', 'tokayev'],
  ['«Самұрық-Қазына» АҚ, «Самрук‑Казына»', 'samruk', 'samruk'],
  ['Трампоманы, Казахстанище'],
  ['https://kazakhstan.example/usa и info@tokayev.example'],
];
for (const [text, ...expected] of cases) {
  test(`names in "${text}" are ${expected.join(', ') || 'none'}`, () =>
    assert.deepEqual(ids(text), expected));
}

const entry = (more: Partial<GazetteerEntry>): GazetteerEntry => ({
  id: 'x',
  kind: 'company',
  side: '-',
  names: { ru: ['Акме'], kk: [], en: [] },
  ...more,
});

test('what does not compile is named', () => {
  const broken: [GazetteerEntry[], RegExp][] = [
    [[entry({ names: { ru: ['*'], kk: [], en: [] } })], /"x".*"\*"/],
    [[entry({ names: { ru: [], kk: ['Я'], en: [] } })], /"x".*"Я"/],
    [[entry({ names: { ru: [], kk: [], en: [] } })], /"x".*no names/],
    [[entry({}), entry({})], /"x".*twice/],
    [[entry({ flags: { ambiguous: ['Другое'] } })], /"x".*Другое/],
  ];
  for (const [list, message] of broken) assert.throws(() => compileGazetteer(list), message);
});

test('marks of regular expressions in a name mean themselves', () => {
  const own = compileGazetteer([
    entry({ id: 'a', names: { ru: ['Дом (№1)'], kk: [], en: ['A.C.M.E', 'AT&T', 'Yahoo!', 'AC/DC'] } }),
  ]);
  for (const text of ['Дом (№1)', 'A.C.M.E', 'AT&T', 'AC/DC']) {
    assert.deepEqual(own.find(`— ${text} —`), [{ entity: 'a', start: 2, end: 2 + text.length }], text);
  }
  assert.deepEqual(own.find('AxCxMxE'), []);
});

test('needs reaches 60 characters, not further', () => {
  const own = compileGazetteer([entry({ flags: { needs: ['сталь*'] } })]);
  assert.equal(own.find(`Акме ${'о '.repeat(25)}стальной`).length, 1);
  assert.equal(own.find(`Акме ${'о '.repeat(35)}стальной`).length, 0);
});

test('folding keeps every offset', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { cased, folded } = align(text);
      assert.equal(cased.length, text.length);
      assert.equal(folded.length, text.length);
    }),
  );
});

test('mentions of any text lie inside it, sorted, without overlaps', () => {
  const names = entries.flatMap((one) => Object.values(one.names).flat());
  const piece = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom(
      ' ',
      ', ',
      '-',
      ' – ',
      '«',
      '»',
      '.',
      'ның',
      '-тың',
      'а',
      'ом',
      '\n',
      '$',
      ' долларов ',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { entity, start, end } of gazetteer.find(text)) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.ok(gazetteer.entry(entity));
        last = end;
      }
    }),
    { numRuns: 1000 },
  );
});

test('a mention and its neighbours do not depend on what stands far away', () => {
  const text = 'Wabtec и КТЖ подписали контракт в Астане.';
  const alone = ids(text);
  assert.deepEqual(ids(`${text} ${'слово '.repeat(40)}`), alone);
  assert.deepEqual(alone, ['wabtec', 'ktz', 'astana']);
});

test('entries have what the format asks', () => {
  assert.ok(entries.length >= 400);
  for (const { id, names } of entries) {
    assert.match(id, /^[a-z][a-z0-9_]*$/);
    for (const name of [...names.ru, ...names.kk, ...names.en, ...(names.latn ?? [])]) {
      assert.equal(name, name.trim().normalize('NFC'), `${id}: ${name}`);
      // A Cyrillic word with Latin look-alikes would be matched by luck and shown wrongly.
      for (const word of name.split(/[ +-]/)) {
        assert.ok(!/[a-zA-Z]/.test(word) || !/[а-яА-ЯәғқңөұүһіӘҒҚҢӨҰҮҺІ]/.test(word), `${id}: ${name}`);
      }
    }
  }
});

test('searching is fast enough to read a thousand articles in a second', () => {
  const text =
    'Президент Касым-Жомарт Токаев встретился с представителями Wabtec и КТЖ в Вашингтоне. '.repeat(400);
  gazetteer.find(text);
  const begin = performance.now();
  for (let i = 0; i < 5; i++) gazetteer.find(text);
  const perSecond = (text.length * 5) / ((performance.now() - begin) / 1000);
  assert.ok(perSecond > 500_000, `${Math.round(perSecond)} characters per second`);
});
