import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { ReadText } from '../../src/domain/article.ts';
import type { Digest } from '../../src/domain/knowledge.ts';
import { compileTopics, findTopics, resolveTopic, type TopicRules } from '../../src/domain/topics.ts';
import { f1, labelled, shipped } from './labelled.ts';

let rules: TopicRules;
let digests: readonly Digest[];
let read: (title: string, text: string) => ReadText;
before(async () => {
  const words = await shipped();
  read = words.read;
  digests = words.knowledge.digests;
  rules = compileTopics(digests, words.gazetteer);
});
const topics = (title: string, text = '') => findTopics(read(title, text), rules).topics;

test('topics of the labelled set keep their floor', (t) => {
  const all = { right: 0, wrong: 0, missed: 0 };
  const languages = { ru: { ...all }, kk: { ...all }, en: { ...all } };
  const mistakes: string[] = [];
  const seen = new Set<string>();
  for (const article of labelled().filter(({ relevant }) => relevant)) {
    const found = topics(article.title, article.text);
    for (const topic of article.topics) seen.add(topic);
    for (const count of [all, languages[article.language]]) {
      count.right += found.filter((topic) => article.topics.includes(topic)).length;
      count.wrong += found.filter((topic) => !article.topics.includes(topic)).length;
      count.missed += article.topics.filter((topic) => !found.includes(topic)).length;
    }
    if (found.toSorted().join() !== article.topics.toSorted().join())
      mistakes.push(`${article.id}: ${found.join(', ')} instead of ${article.topics.join(', ')}`);
  }
  for (const [language, count] of Object.entries({ all, ...languages }))
    t.diagnostic(`topics micro-F1 ${language}: ${f1(count).toFixed(3)} (${JSON.stringify(count)})`);
  assert.ok(f1(all) >= 0.9, mistakes.join('\n'));
  assert.deepEqual(
    [...seen].sort(),
    digests
      .map(({ id }) => id)
      .filter((id) => id !== 'all')
      .sort(),
  );
});

const cases: { title: string; text?: string; has: string[]; not?: string[] }[] = [
  { title: 'Казахстан поставит уран в США', has: ['uranium', 'energy'], not: ['minerals'] },
  { title: 'Қазақстан АҚШ-қа уран жеткізеді', has: ['uranium', 'energy'], not: ['minerals'] },
  { title: 'Kazakhstan to supply uranium to US utilities', has: ['uranium', 'energy'], not: ['minerals'] },
  { title: 'Подписан меморандум о редкоземельных металлах', has: ['minerals'], not: ['uranium'] },
  { title: 'Сирек жер металдары туралы меморандумға қол қойылды', has: ['minerals'] },
  { title: 'Wabtec соберёт локомотивы в Астане', has: ['transport'], not: ['energy'] },
  { title: 'Продовольственная безопасность: чем помогут США', has: [], not: ['security'] },
  { title: 'Азық-түлік қауіпсіздігі: АҚШ қалай көмектеседі', has: [], not: ['security'] },
  { title: 'How US experts help with food security', has: [], not: ['security'] },
  { title: 'Американская компания купит завод', has: ['trade'] },
  {
    title: 'Стороны поговорили о будущем',
    text: 'Гостей приняли в Астане. Разговор был долгим. Хозяева показали город. Встреча прошла вечером. Потом был ужин. Речь шла о таких сферах, как торговля, энергетика, транспорт и образование. Следующий раз увидятся весной. Дата не названа.',
    has: [],
    not: ['energy', 'transport', 'education'],
  },
  // A word that begins as another does is not it.
  { title: 'Токаев рассказал, чем займётся рабочая группа с США', has: [], not: ['trade'] },
  { title: 'Казахстан получит заём от американского банка', has: ['trade'] },
  { title: 'American investigators meet Kazakh colleagues', has: [], not: ['trade'] },
  { title: 'American investors meet Kazakh officials', has: ['trade'] },
  { title: 'FBI trains Kazakh officers', has: ['security'], not: ['transport'] },
  { title: 'First container train from Kazakhstan reaches U.S. buyers', has: ['transport'] },
  { title: 'Үкімет американдық қонақтарды қабылдады', has: [], not: ['rights'] },
  {
    title: 'Министр Chevron вице-президентімен кездесті',
    text: 'Теңіз туралы айтылды.',
    has: ['energy'],
    not: ['diplomacy'],
  },
  // Money sent home is trade, money carried past the customs is security; an airport where somebody is held is no transport.
  { title: 'Переводы из США в Казахстан выросли на треть', has: ['trade'], not: ['security'] },
  {
    title: 'Гражданина Казахстана с контрабандой наличных задержали в аэропорту Чикаго',
    has: ['security', 'education'],
    not: ['transport', 'trade'],
  },
  { title: 'Американская компания построит аэропорт в Астане', has: ['transport'] },
  { title: 'АҚШ-тан Қазақстанға ақша аударымы өсті', has: ['trade'], not: ['security'] },
  {
    title: 'Қазақстан азаматы Чикаго әуежайында ұсталды: контрабанда айыбы тағылды',
    has: ['security', 'education'],
    not: ['transport'],
  },
  { title: 'Америкалық компания Астанада әуежай салады', has: ['transport'] },
  { title: 'Remittances from the United States to Kazakhstan grow', has: ['trade'], not: ['security'] },
  {
    title: 'Citizens of Kazakhstan charged with smuggling cash at the airport in Chicago',
    has: ['security', 'education'],
    not: ['transport', 'trade'],
  },
  { title: 'American company to build an airport in Astana', has: ['transport'] },
  // Judges who are taught are about rights.
  { title: 'Американские судьи рассказали казахстанским о суде присяжных', has: ['rights'] },
  { title: 'Америкалық судьялар алқабилер соты туралы дәріс оқыды', has: ['rights'] },
  { title: 'American judges coach Kazakh jurists on jury trials', has: ['rights'] },
  // Export controls are security, exports are trade.
  { title: 'США и Казахстан обсудили экспортный контроль', has: ['security'], not: ['trade'] },
  { title: 'США и Казахстан обсудили экспорт мяса', has: ['trade'], not: ['security'] },
  { title: 'АҚШ пен Қазақстан экспорттық бақылауды талқылады', has: ['security'], not: ['trade'] },
  { title: 'АҚШ пен Қазақстан ет экспортын талқылады', has: ['trade'], not: ['security'] },
  { title: 'The United States and Kazakhstan discuss export controls', has: ['security'], not: ['trade'] },
  { title: 'U.S., Kazakhstan discuss beef exports', has: ['trade'], not: ['security'] },
  // A round of talks of two states is diplomacy, a round of a firm's funding is not.
  { title: 'Казахстан и США провели третий раунд консультаций', has: ['diplomacy'] },
  { title: 'Казахстанский стартап закрыл раунд инвестиций в США', has: ['trade'], not: ['diplomacy'] },
  { title: 'Қазақстан мен АҚШ консультацияның үшінші раундын өткізді', has: ['diplomacy'] },
  { title: 'Қазақстандық стартап АҚШ-та инвестиция раундын жапты', has: ['trade'], not: ['diplomacy'] },
  { title: 'Kazakhstan, U.S. open new round of talks', has: ['diplomacy'] },
  { title: 'Kazakh startup closes funding round in the U.S.', has: ['technology'], not: ['diplomacy'] },
  // Ministers of Central Asia with the secretary of state are C5+1.
  { title: 'Рубио встретился с министрами иностранных дел Центральной Азии', has: ['c5plus1', 'diplomacy'] },
  {
    title: 'Рубио Орталық Азия елдерінің сыртқы істер министрлерімен кездесті',
    has: ['c5plus1', 'diplomacy'],
  },
  { title: 'Rubio meets Central Asian foreign ministers', has: ['c5plus1', 'diplomacy'] },
  { title: 'Рубио встретился с министром иностранных дел Казахстана', has: ['diplomacy'], not: ['c5plus1'] },
  // An agency that issues a rule, a report or a grant, or is a firm's partner in talks, is not diplomacy; a meeting is.
  {
    title: 'Посольство США изменило правила выдачи студенческих виз',
    text: 'Об этом сообщил консульский отдел в Алматы. Казахстанцы будут проходить собеседование в консульстве.',
    has: ['education'],
    not: ['diplomacy'],
  },
  {
    title: 'АҚШ елшілігі студенттік виза беру ережесін өзгертті',
    text: 'Бұл туралы Алматыдағы консулдық бөлім хабарлады. Қазақстандықтар сұхбаттан консулдықта өтеді.',
    has: ['education'],
    not: ['diplomacy'],
  },
  {
    title: 'U.S. Embassy changes rules for student visas',
    text: 'The consular section in Almaty said so. Kazakhs will be interviewed at the consulate.',
    has: ['education'],
    not: ['diplomacy'],
  },
  {
    title: 'Госдеп опубликовал доклад о правах человека в Казахстане',
    text: 'В нём говорится о пытках и о журналистах. Доклад выходит каждый год.',
    has: ['rights'],
    not: ['diplomacy'],
  },
  {
    title: 'АҚШ Мемлекеттік департаменті Қазақстандағы адам құқықтары туралы баяндама жариялады',
    text: 'Онда азаптау мен журналистер туралы айтылған. Баяндама жыл сайын шығады.',
    has: ['rights'],
    not: ['diplomacy'],
  },
  {
    title: 'State Department publishes human rights report on Kazakhstan',
    text: 'It speaks of torture and of journalists. The report comes out every year.',
    has: ['rights'],
    not: ['diplomacy'],
  },
  {
    title: 'Правительство Казахстана ведёт переговоры с Chevron о контракте',
    has: ['energy', 'trade'],
    not: ['diplomacy'],
  },
  {
    title: 'Үкімет Chevron компаниясымен келісімшарт туралы келіссөз жүргізіп жатыр',
    has: ['energy', 'trade'],
    not: ['diplomacy'],
  },
  { title: 'Government in talks with Chevron over contract', has: ['energy', 'trade'], not: ['diplomacy'] },
  { title: 'Посол США встретилась с министром иностранных дел', has: ['diplomacy'] },
  { title: 'АҚШ елшісі Сыртқы істер министрімен кездесті', has: ['diplomacy'] },
  { title: 'U.S. ambassador met Kazakh foreign minister', has: ['diplomacy'] },
  { title: 'Министр энергетики РК встретился с Крисом Райтом', has: ['diplomacy', 'energy'] },
  { title: 'ҚР Энергетика министрі Крис Райтпен кездесті', has: ['diplomacy', 'energy'] },
  { title: 'Kazakh energy minister met Chris Wright', has: ['diplomacy', 'energy'] },
  { title: 'Американские конгрессмены прилетели в Астану', has: ['diplomacy'] },
  { title: 'Америкалық конгрессмендер Астанаға келді', has: ['diplomacy'] },
  { title: 'Congressmen arrive in Astana', has: ['diplomacy'] },
  { title: 'Сотрудник Минэнерго США читает лекции в Алматы', has: [], not: ['diplomacy'] },
  { title: 'Трамп направил письмо Токаеву', has: ['diplomacy'] },
  { title: 'Трамп Тоқаевқа хат жолдады', has: ['diplomacy'] },
  { title: 'Trump sends a letter to Tokayev', has: ['diplomacy'] },
  // Turnover, imports, purchases, loans and deals of firms are trade; people, tariffs of utilities are not.
  { title: 'Товарооборот Казахстана и США вырос на 12 процентов', has: ['trade'] },
  { title: 'Қазақстан АҚШ-тан құс етін импорттайды', has: ['trade'] },
  { title: 'Қазақстан мен АҚШ арасындағы тауар айналымы 12 пайызға өсті', has: ['trade'] },
  { title: 'Exports from Kazakhstan to the U.S. up 12 percent', has: ['trade'] },
  { title: 'Эксимбанк США даст кредит на завод в Казахстане', has: ['trade'] },
  { title: 'АҚШ даму корпорациясы Қазақстандағы зауытқа несие береді', has: ['trade'] },
  { title: 'US lender DFC to lend $150 million to Kazakh plant', has: ['trade'] },
  { title: 'КТЖ подписала соглашение с Wabtec', has: ['trade', 'transport'] },
  { title: 'ҚТЖ Wabtec компаниясымен келісімге қол қойды', has: ['trade', 'transport'] },
  { title: 'KTZ signs agreement with Wabtec', has: ['trade', 'transport'] },
  { title: 'Представитель Wabtec рассказал о погоде', has: [], not: ['trade'] },
  { title: 'Wabtec өкілі ауа райы туралы айтты', has: [], not: ['trade'] },
  { title: 'Wabtec spokesman on the weather', has: [], not: ['trade'] },
  { title: 'США отметили борьбу Казахстана с торговлей людьми', has: ['rights'], not: ['trade'] },
  { title: 'АҚШ Қазақстанның адам саудасымен күресін атап өтті', has: ['rights'], not: ['trade'] },
  { title: 'U.S. notes Kazakhstan fight against human trafficking', has: ['rights'], not: ['trade'] },
  { title: 'США ввели тарифы на товары из Казахстана', has: ['trade'] },
  { title: 'АҚШ Қазақстан тауарына баж салығын енгізді', has: ['trade'] },
  { title: 'Американский инженер сравнил тариф на воду в Астане', has: [], not: ['trade'] },
  { title: 'Америкалық инженер Астанадағы су тарифін айтты', has: [], not: ['trade'] },
  { title: 'American engineer on water tariffs in Astana', has: [], not: ['trade'] },
  // A format is what the news is about when its meeting is; Gaza is no gas, who got off a plane no aviation.
  {
    title: 'Спецпосланник США прибыл в Астану',
    text: 'Стороны говорили о странах Центральной Азии. В Вашингтоне готовят саммит C5+1.',
    has: ['c5plus1', 'diplomacy'],
  },
  {
    title: 'АҚШ арнаулы өкілі Астанаға келді',
    text: 'Тараптар Орталық Азия елдері туралы сөйлесті. Вашингтонда C5+1 саммитіне дайындық жүріп жатыр.',
    has: ['c5plus1', 'diplomacy'],
  },
  {
    title: 'U.S. special envoy arrives in Astana',
    text: 'The sides spoke of Central Asia. Washington prepares a C5+1 summit.',
    has: ['c5plus1', 'diplomacy'],
  },
  { title: 'Казахстан и США обсудили помощь жителям сектора Газа', has: ['security'], not: ['energy'] },
  { title: 'Қазақстан мен АҚШ Газа секторына көмекті талқылады', has: ['security'], not: ['energy'] },
  { title: 'Kazakhstan and U.S. discuss aid for Gaza', has: ['security'], not: ['energy'] },
  { title: 'Казахстанец сошёл с самолёта в Нью-Йорке и был задержан', has: [], not: ['transport'] },
  { title: 'Қазақстандық Нью-Йоркте ұшақтан түсіп, ұсталды', has: [], not: ['transport'] },
  { title: 'Kazakh citizen got off the plane in New York and was detained', has: [], not: ['transport'] },
  { title: 'Қазақстан Әлем кеңесіне қосылды', has: ['security'] },
  // What such news calls things.
  { title: 'GE поставит в Казахстан газовые турбины на 3,6 гигаватта', has: ['energy'] },
  { title: 'GE Қазақстанға 3,6 гигаваттық газ турбиналарын жеткізеді', has: ['energy'] },
  { title: 'GE to supply gas turbines for 3.6 gigawatts to Kazakhstan', has: ['energy'] },
  { title: 'Американские геологи ищут никель и кобальт', has: ['minerals'] },
  { title: 'Америкалық геологтар никель мен кобальт іздейді', has: ['minerals'] },
  { title: 'American geologists look for nickel and cobalt', has: ['minerals'] },
  { title: 'Карьера казахстанца в США: магистр и магнит', has: [], not: ['minerals'] },
  { title: 'Казахстанцы прошли стажировку в американском колледже', has: ['education'] },
  { title: 'Қазақстандықтар америкалық колледжде тағылымдамадан өтті', has: ['education'] },
  { title: 'Kazakhs on internships at American colleges study under a fellowship', has: ['education'] },
  { title: 'Реэкспорт товаров двойного назначения: США предупредили банки', has: ['security'] },
  { title: 'Қосарланған мақсаттағы тауардың реэкспорты: АҚШ банктерге ескертті', has: ['security'] },
  { title: 'Re-exports of dual-use goods: U.S. warns Kazakh banks', has: ['security'] },
  { title: 'Алматы мен АҚШ арасындағы депортация', has: ['education'], not: ['transport'] },
];
for (const { title, text, has, not = [] } of cases) {
  test(`"${title}" has ${has.join(', ') || 'none'} and not ${not.join(', ') || 'none'}`, () => {
    const found = topics(title, text);
    for (const topic of has) assert.ok(found.includes(topic), found.join(', '));
    for (const topic of not) assert.ok(!found.includes(topic), found.join(', '));
  });
}

test('a format that is only the occasion does not make the topic', () => {
  const found = topics(
    'КТЖ и Wabtec договорились о ремонте локомотивов',
    'Документ подписан на полях саммита C5+1. Ремонтировать тепловозы будут в Астане.',
  );
  assert.ok(found.includes('transport') && !found.includes('c5plus1'), found.join(', '));
});

test('every topic comes with the words that gave it, in its order', () => {
  const told = findTopics(
    read(
      'Казатомпром поставит уран в США',
      'Контракт на 4,2 млрд долларов подписан в Астане. Поставки начнутся весной.',
    ),
    rules,
  );
  assert.equal(told.why.length, told.topics.length);
  told.topics.forEach((id, index) => {
    assert.ok(told.why[index]?.startsWith(`topic ${id}: `), told.why[index]);
  });
  const why = told.why.join('\n');
  assert.match(why, /topic uranium: «Казатомпром» in the title/);
  assert.match(why, /topic trade: .*in the lead/);
  assert.match(why, /topic energy: implied by uranium/);
  assert.deepEqual(findTopics(read('', ''), rules), { topics: [], why: [] });
});

test('members of a format in one sentence stand for the format', () => {
  assert.ok(
    topics('Трамп принял лидеров Казахстана, Узбекистана, Кыргызстана и Туркменистана').includes('c5plus1'),
  );
  assert.ok(!topics('Трамп принял лидеров Казахстана и Узбекистана').includes('c5plus1'));
});

test('a sum beside an agreement is trade, a sum alone is not', () => {
  assert.ok(topics('Подписано соглашение на 4 млрд долларов').includes('trade'));
  assert.ok(topics('4 млрд долларлық келісімге қол қойылды').includes('trade'));
  assert.ok(!topics('Музей получил 2 млн долларов').includes('trade'));
});

test('what a fifth of a long text is about is its topic, wherever it begins', () => {
  const other = 'Разговор о погоде занял немало времени.';
  const subject = 'Урана в этих недрах хватит на столетие.';
  const text = (times: number) => [...Array(14 - times).fill(other), ...Array(times).fill(subject)].join(' ');
  assert.ok(topics('Долгая беседа', text(4)).includes('uranium'));
  assert.ok(!topics('Долгая беседа', text(1)).includes('uranium'));
});

test('background does not give a topic', () => {
  const text =
    'Посол США прибыл в Актау. Его встретил аким.\nНапомним, ранее стороны подписали контракт по урану.';
  assert.ok(!topics('Посол США посетил Актау', text).includes('uranium'));
});

test('at most four topics are given, never `all`, and never twice', () => {
  const word = fc.constantFrom(
    'уран',
    'Wabtec',
    'C5+1',
    'пошлины',
    'вольфрам',
    'Starlink',
    'санкции',
    'университет',
    'визит',
    'права человека',
    'нефть',
    '.',
    ',',
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, (title, body) => {
      const found = topics(title, body);
      assert.ok(found.length <= 4 && new Set(found).size === found.length && !found.includes('all'));
    }),
    { numRuns: 60 },
  );
});

const typed: { typed: string; id: string }[] = [
  { typed: 'uranium', id: 'uranium' },
  { typed: ' URANIUM ', id: 'uranium' },
  { typed: 'уран', id: 'uranium' },
  { typed: 'уранды', id: 'uranium' },
  { typed: 'урана', id: 'uranium' },
  { typed: 'Уран и атомная отрасль', id: 'uranium' },
  { typed: 'uranum', id: 'uranium' },
  { typed: 'Көлік', id: 'transport' },
  { typed: 'колик', id: 'transport' },
  { typed: 'көліктің', id: 'transport' },
  { typed: 'самолеты', id: 'transport' },
  { typed: 'самолёты', id: 'transport' },
  { typed: 'транспрот', id: 'transport' },
  { typed: 'логистика', id: 'transport' },
  { typed: 'энергет', id: 'energy' },
  { typed: 'инвестиция', id: 'trade' },
  { typed: 'ураг', id: 'near' },
  { typed: 'көлк', id: 'near' },
  { typed: 'погода', id: 'near' },
  { typed: 'урнаиум', id: 'uranium' },
  { typed: 'uran', id: 'uranium' },
  { typed: 'kolik', id: 'transport' },
  { typed: 'Kólik', id: 'transport' },
  { typed: 'sauda', id: 'trade' },
  { typed: 'energetika', id: 'energy' },
  { typed: 'bezopasnost', id: 'security' },
  { typed: 'виски', id: 'none' },
  { typed: 'программирование', id: 'none' },
  { typed: 'с5', id: 'c5plus1' },
  { typed: 'C5', id: 'c5plus1' },
  { typed: 'C5+1', id: 'c5plus1' },
  { typed: 'С5+1', id: 'c5plus1' },
  { typed: 'ии', id: 'technology' },
  { typed: 'жи', id: 'technology' },
  { typed: 'все', id: 'all' },
  { typed: 'бәрі', id: 'all' },
  { typed: 'бари', id: 'all' },
  { typed: 'сот', id: 'rights' },
  { typed: 'виза', id: 'education' },
  { typed: 'визы', id: 'education' },
  { typed: 'диплматия', id: 'diplomacy' },
  { typed: 'ээээ', id: 'none' },
  { typed: '', id: 'none' },
  { typed: '🙂'.repeat(2000), id: 'none' },
];
for (const { typed: words, id } of typed) {
  test(`"${words.slice(0, 30)}" typed by a reader means ${id}`, () => {
    const found = resolveTopic(words, digests);
    assert.equal(found.kind === 'one' ? found.id : found.kind, id);
  });
}

test('every id, title and alias means its own topic, in any case', () => {
  let checked = 0;
  for (const { id, title, aliases } of digests)
    for (const name of [id, title.ru, title.kk, ...aliases.ru, ...aliases.kk]) {
      assert.deepEqual(resolveTopic(name.toUpperCase(), digests), { kind: 'one', id }, name);
      checked += 1;
    }
  assert.ok(checked > 100);
});
