import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { summarizeExtractive } from '../../src/domain/summary.ts';
import { type Candidate, findCandidates } from '../../src/domain/summarySentences.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

const AROUND: Record<ReaderLanguage, { intro: string; ask: string; last: string }> = {
  ru: {
    intro: 'Завод под Карагандой отправил первую партию вольфрама американскому покупателю.',
    ask: '– Чем закончился этот год для предприятия?',
    last: '– Каким вы видите следующий год?',
  },
  kk: {
    intro: 'Қарағанды маңындағы зауыт америкалық сатып алушыға алғашқы вольфрам партиясын жөнелтті.',
    ask: '– Кәсіпорын биылғы жылды қалай аяқтады?',
    last: '– Келесі жылдан не күтесіз?',
  },
};

/** What becomes of an answer's sentence: nothing when it may not stand in a summary. */
function inDialogue(language: ReaderLanguage, sentence: string): Candidate | undefined {
  const { intro, ask, last } = AROUND[language];
  const end =
    language === 'ru' ? 'Завод построит ещё один цех в Караганде.' : 'Зауыт Қарағандыда тағы бір цех салады.';
  const text = [intro, ask, `– ${sentence}`, last, `– ${end}`].join('\n');
  const { read } = understand({ title: '', text }, u);
  const { sentences, dialogue } = findCandidates(read, 0, language);
  assert.ok(dialogue, 'questions were seen');
  return sentences.find(({ text }) => text === sentence);
}

const FRAGMENTS: readonly (readonly [ReaderLanguage, string])[] = [
  ['ru', 'По данным американской статистики, 24% импорта за прошлый год.'],
  ['ru', 'Россия под санкциями, Китай под пошлиной в 55% уже второй год.'],
  ['ru', 'На 18% в пересчёте на килограмм, без страховки и фрахта.'],
  ['kk', 'Ресей арқылы жүргеннен 18 пайызға қымбат, бірақ тәуекелі аз.'],
  ['kk', 'Ақтау, Баку және Поти порттары арқылы, сосын мұхитпен АҚШ-қа.'],
  ['kk', 'Шамамен жылына 640 тонна, яғни жоспардағыдан екі есе көп.'],
];
for (const [language, sentence] of FRAGMENTS)
  test(`half an answer is no sentence of a summary: «${sentence}»`, () =>
    assert.equal(inDialogue(language, sentence), undefined));

const WHOLE: readonly (readonly [ReaderLanguage, string])[] = [
  ['ru', 'Завод отгрузил американским покупателям 4 300 тонн за десять месяцев.'],
  ['ru', 'Казахстан – второй поставщик урана в США после Канады.'],
  ['ru', 'На заводе занято 640 человек, большинство из Караганды.'],
  ['ru', 'Казахстан готов к переговорам о снижении американской пошлины.'],
  ['ru', 'Wabtec купил завод, вложил в него ещё 230 млн долларов.'],
  ['kk', 'Былтыр АҚШ импорттаған уранның 24 пайызы Қазақстаннан барды.'],
  ['kk', 'Қазақстан – Канададан кейінгі екінші уран жеткізушісі.'],
  ['kk', 'Зауытта қазір 640 адам жұмыс істеп жатыр.'],
  ['kk', 'Америкалық компаниялармен тоғыз ұзақмерзімді келісім бар.'],
  ['kk', 'Алғашқы аппарат келесі жылы АҚШ-қа жіберіледі, дейді зауыт директоры Ілияс Тасмағамбетов.'],
];
for (const [language, sentence] of WHOLE)
  test(`an answer that says it all may stand: «${sentence}»`, () => {
    const candidate = inDialogue(language, sentence);
    assert.ok(candidate);
    assert.equal(candidate.bound, false);
    assert.equal(candidate.firstPerson, false);
  });

const LEANING: readonly (readonly [ReaderLanguage, string])[] = [
  ['ru', 'Нефть, уран и ферросплавы из-под него выведены ещё прошлым летом.'],
  ['ru', 'Американская сторона для них открыла отдельную кредитную линию.'],
  ['ru', 'Казахстан же продаёт за океан почти четверть своего урана.'],
  ['ru', 'В Казахстане же работает больше 630 предприятий с участием США.'],
  ['ru', 'Столько стипендий в США Казахстан не получал с начала программы.'],
  ['kk', 'Америкалық тарап оларға бөлек несие желісін ашты.'],
  ['kk', 'Қазақстан Үкіметі одан екі рет бас тартқан болатын.'],
  ['kk', 'АҚШ елшілігі онымен келісімді көктемде жасады.'],
];
for (const [language, sentence] of LEANING)
  test(`a pronoun without its noun ties an answer to what was said before: «${sentence}»`, () =>
    assert.equal(inDialogue(language, sentence)?.bound ?? true, true));

const PAIRED: readonly (readonly [ReaderLanguage, string, boolean])[] = [
  ['ru', 'Компания и «Қазақстан темір жолы» подписали соглашение на 300 локомотивов.', true],
  ['ru', 'Университет и Назарбаев Университет откроют общую лабораторию в Астане.', true],
  ['ru', 'Банк совместно с «Самрук-Қазына» разместит акции на 1,5 млрд долларов.', true],
  ['ru', 'Компания Wabtec и КТЖ подписали соглашение на 300 локомотивов.', false],
  ['ru', 'Завод Wabtec в Астане выпустил больше шестисот локомотивов.', false],
  ['kk', 'Компания мен «Қазақстан темір жолы» 300 локомотив туралы келісімге қол қойды.', true],
  ['kk', 'Университет пен Назарбаев Университеті Астанада ортақ зертхана ашады.', true],
  ['kk', 'Министрлік пен Wabtec екі жылға арналған бағдарламаны бекітті.', true],
  ['kk', 'Wabtec компаниясы мен ҚТЖ 300 локомотив туралы келісімге қол қойды.', false],
];
for (const [language, sentence, bound] of PAIRED)
  test(`«${sentence}» ${bound ? 'does not say' : 'says'} who the first party is`, () =>
    assert.equal(inDialogue(language, sentence)?.bound, bound));

const GONE: readonly (readonly [ReaderLanguage, string])[] = [
  ['kk', 'Америкалық вагонды Ақтөбеде жөндеуге бола ма дейді серіктестер.'],
  ['kk', 'Тікелей рейс Нью-Йоркке күзде ұша ма екен, соны айту керек.'],
  ['ru', 'Скажу так: препятствий для прямого рейса в Нью-Йорк больше нет.'],
  ['ru', 'Замечу, что казахстанский завод выпускает локомотивы с 2009 года.'],
  ['ru', 'Поясню: американская сторона выдала письмо на 900 млн долларов.'],
  ['ru', 'Заплатишь заводу вперёд – и получишь локомотив через восемь месяцев.'],
  ['ru', 'Поезд в Караганду опоздал на сорок минут из-за старого тепловоза (смеётся).'],
  ['kk', 'Салыстыру үшін айтайын, Аризонада оқу жылына 38 мың доллар тұрады.'],
  ['kk', 'Бір мысал келтірейін, Қазақстанда мұндай зауыт небәрі екеу екен.'],
  ['kk', 'Бір комбайн 280 миллион теңге тұрады, оны жеті жылда ақтасаң – батырсың.'],
  ['kk', 'Кремний алқабында инженер бұл ақшаны бір аптада табады (күледі).'],
];
for (const [language, sentence] of GONE)
  test(`what is said to the one who listens stays with him: «${sentence}»`, () =>
    assert.equal(inDialogue(language, sentence), undefined));

const VAGUE: readonly (readonly [ReaderLanguage, string, boolean])[] = [
  ['ru', 'Речь о модернизации системы управления, сумма – 200 млн долларов.', true],
  ['ru', 'Ориентир – 14–15 миллиардов долларов за два блока.', true],
  ['ru', 'Бюджет вырос до 200 млн долларов, и это только начало.', true],
  ['ru', 'Бюджет Казахстана вырос до 200 млн долларов за один только год.', false],
  ['kk', 'Құны 2 млрд долларға дейін жетеді деп күтіліп отыр.', true],
  ['kk', 'Бюджеті екі есе үлкен болады деп жоспарланып отыр.', true],
  ['kk', 'Айлық төлемі 23 мың теңге болады деп күтіліп отыр.', true],
  ['kk', 'Қазақстанның бюджеті биыл екі есе үлкен болады деп күтіліп отыр.', false],
];
for (const [language, sentence, vague] of VAGUE)
  test(`«${sentence}» ${vague ? 'leaves out of what' : 'says of what'}`, () =>
    assert.equal(inDialogue(language, sentence)?.vague, vague));

const ORDINAL: readonly (readonly [ReaderLanguage, string, boolean])[] = [
  ['ru', 'Первый – тарифы: на казахстанские товары действует ставка 25%.', true],
  ['ru', 'Второй риск – мировой: торговая война вытесняет сталь Темиртау.', true],
  ['ru', 'Третья причина – логистика через порт Актау и Каспийское море.', true],
  ['ru', 'Первый концентрат завод в Караганде получит через четыре года.', false],
  ['ru', 'Первая партия американских локомотивов придёт в Астану весной.', false],
  ['kk', 'Екінші қауіп – бәсекелестер: кен орындарында Франция үлескер.', true],
  ['kk', 'Бірінші себеп – логистика: Ақтау порты толық қуатымен істейді.', true],
  ['kk', 'Үшіншісі – Каспий теңізінің деңгейі жыл сайын төмендеп жатыр.', true],
  ['kk', 'Бірінші партия Қазақстанға шілде айында жеткізілуі тиіс.', false],
  ['kk', 'Екінші зауыт Қарағандыда келесі жылдың соңында ашылады.', false],
];
for (const [language, sentence, bound] of ORDINAL)
  test(`«${sentence}» is ${bound ? 'an item of a list begun before' : 'whole'}`, () =>
    assert.equal(inDialogue(language, sentence)?.bound, bound));

test('a year long ago is history unless something has lasted since', () => {
  const told = (language: ReaderLanguage, sentence: string) => {
    const today =
      language === 'ru'
        ? 'Сегодня, 6 ноября 2025 года, Казахстан и США подписали документ.'
        : 'Бүгін, 2025 жылғы 6 қарашада, Қазақстан мен АҚШ құжатқа қол қойды.';
    const { read } = understand({ title: '', text: `${today}\n${sentence}` }, u);
    return findCandidates(read, 0, language).sentences.find(({ text }) => text === sentence)?.history;
  };
  assert.equal(told('ru', 'В 2015 году в Самарканде встретились пять министров и госсекретарь США.'), true);
  assert.equal(told('ru', 'В 1974 году Конгресс США принял поправку Джексона – Вэника.'), true);
  assert.equal(told('ru', 'С 1993 года американские компании вложили 61 млрд долларов.'), false);
  assert.equal(told('ru', 'В 2024 году товарооборот Казахстана и США превысил 4 млрд долларов.'), false);
  assert.equal(told('kk', '1994 жылы Өскеменнен АҚШ-қа 600 келі уран жасырын жеткізілді.'), true);
  assert.equal(told('kk', '2017 жылы Өскеменде төмен байытылған уран банкі ашылды.'), true);
  assert.equal(told('kk', '1992 жылдан бері Қазақстан Израильмен дипломатиялық қатынаста.'), false);
  assert.equal(told('kk', '2024 жылы Қазақстан мен АҚШ саудасы 4 млрд доллардан асты.'), false);
});

test('ceremony weighs less than business', () => {
  const weight = (language: ReaderLanguage, sentence: string) => {
    const lead =
      language === 'ru'
        ? 'Президент Касым-Жомарт Токаев прибыл в Нью-Йорк с рабочим визитом.'
        : 'Президент Қасым-Жомарт Тоқаев Нью-Йоркке жұмыс сапарымен барды.';
    const { read } = understand({ title: '', text: `${lead}\n${sentence}` }, u);
    return (
      findCandidates(read, 0, language).sentences.find(({ text }) => text === sentence)?.penalty ?? Number.NaN
    );
  };
  for (const [language, ceremony] of [
    ['ru', 'В аэропорту главу государства встретил посол Казахстана в США Дархан Омаров.'],
    ['ru', 'Касым-Жомарт Токаев провёл ряд встреч с руководителями американских компаний.'],
    ['ru', 'Серджио Гор передал тёплые приветствия от Дональда Трампа и его семьи.'],
    ['kk', 'Қонақтар Панфилов саябағындағы мәңгілік алауға гүл шоғын қойды, Алматыны аралады.'],
    ['kk', 'Америкалық делегация Ақордада және Парламентте кездесулер өткізді.'],
    ['kk', 'Серджио Гор Тоқаевқа Дональд Трамптың сәлемін жеткізді, алғыс айтты.'],
  ] as const)
    assert.ok(weight(language, ceremony) <= 0.4, ceremony);
  for (const [language, business] of [
    ['ru', 'Wabtec и КТЖ подписали соглашение о поставке 300 локомотивов.'],
    ['ru', 'В Астане построят новый аэропорт с участием американской компании.'],
    ['ru', 'Токаев провёл совещание о поставках урана в Соединённые Штаты.'],
    ['kk', 'Wabtec пен ҚТЖ 300 локомотив жеткізу туралы келісімге қол қойды.'],
    ['kk', 'Астанада американдық компанияның қатысуымен жаңа әуежай салынады.'],
    ['kk', 'Тоқаев АҚШ-қа уран жеткізу мәселесі жөнінде кеңес өткізді.'],
  ] as const)
    assert.ok(weight(language, business) > 0.4, business);
});

const WE: readonly (readonly [ReaderLanguage, string, boolean])[] = [
  ['kk', 'Министрлікпен екі жаңа бағдарлама бойынша келісімге қол қойдық.', true],
  ['kk', 'Америкалық энергетика компанияларымен тоғыз келісіміміз бар.', true],
  ['kk', 'Былтыр АҚШ-қа алғашқы вольфрам партиясын жеткіздік.', true],
  ['kk', 'Бюджетіміз 480 млн теңге, оның жартысын Астана бөлді.', true],
  ['kk', 'Қазақстанда киімнің бәрін қолмен тіктік, 340 костюм жасалды.', true],
  ['kk', 'Қостанайда биыл 9 мың гектар бидай мен зығыр ектік.', true],
  ['kk', 'Америкалық инвесторлар үшін бұл жоба – үлкен мүмкіндік.', false],
  ['kk', 'Қазақстан үшін ең басты құндылық – егемендік пен тәуелсіздік.', false],
  ['kk', 'Халқымыз бен мемлекетіміз Қазақстан деп аталады.', false],
  ['ru', 'Рассчитываем на снижение американской пошлины до десяти процентов.', true],
  ['ru', 'Ожидаем первый Boeing для Air Astana в конце следующего года.', true],
  ['ru', 'Планируем отгрузить американцам 640 тонн урана до конца года.', true],
  ['ru', 'Китаем закуплено больше урана, чем Соединёнными Штатами.', false],
  ['ru', 'Казахстан рассчитывает на снижение американской пошлины.', false],
  ['kk', 'Қазақстан мен АҚШ кеңейтілген серіктестік туралы құжат қабылдады.', false],
  ['kk', 'Елімізде 630-дан астам америкалық кәсіпорын жұмыс істейді.', false],
  ['kk', 'АҚШ пен Қазақстан арасында жаңа инвестициялық келісім бар.', false],
];
for (const [language, sentence, firstPerson] of WE)
  test(`«${sentence}» is ${firstPerson ? '' : 'not '}in the first person`, () =>
    assert.equal(inDialogue(language, sentence)?.firstPerson, firstPerson));

/** A news item; the summary it may give holds the words of `has` and none of `lacks`. */
const NEWS: readonly {
  readonly language: ReaderLanguage;
  readonly title: string;
  readonly text: string;
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}[] = [
  {
    language: 'ru',
    title: 'Поправку могут отменить до каникул',
    text: 'Сенатор США Стив Дейнс заявил в интервью телеканалу CNBC, что постоянные торговые отношения с Казахстаном поддержат обе партии.\nЗаконопроект внесён в сентябре, его соавторами стали 9 сенаторов.',
    has: ['Стив Дейнс заявил в интервью'],
    lacks: [],
  },
  {
    language: 'ru',
    title: 'Завод выходит на рынок США',
    text: 'Казатомпром и Westinghouse подписали десятилетний контракт на поставку топливных таблеток из Усть-Каменогорска, сообщил изданию «Интерфакс» глава нацкомпании.\n«Раньше завод продавал за океан только сырьё, теперь продаст готовую продукцию», – сказал он.\nПоставки начнутся в 2028 году и составят 150 тонн в год.',
    has: ['150 тонн'],
    lacks: ['сказал он'],
  },
  {
    language: 'ru',
    title: 'Сенаторы едут в Астану',
    text: 'Делегация Сената США приедет в Астану 25 ноября, сообщил представитель МИД Ерлан Жетыбаев. По его словам, гости обсудят с депутатами отмену поправки Джексона – Вэника.',
    has: ['Ерлан Жетыбаев', 'По его словам'],
    lacks: [],
  },
  {
    language: 'kk',
    title: 'Түзету күшін жоюы мүмкін',
    text: 'АҚШ сенаторы Стив Дейнс CNBC телеарнасына берген сұхбатында Қазақстанмен тұрақты сауда қатынасын екі партия да қолдайтынын мәлімдеді.\nЗаң жобасы қыркүйекте енгізілді, оған 9 сенатор қол қойды.',
    has: ['Стив Дейнс'],
    lacks: [],
  },
  {
    language: 'kk',
    title: 'Chevron сотқа жүгінді',
    text: 'Америкалық Chevron мен оның серіктестері 2,3 трлн теңге айыппұлға байланысты Женевадағы арбитражға шағым түсірді.\nҚазақстан консорциумды күкіртті нормадан тыс сақтады деп айыптайды.',
    has: ['Chevron мен оның серіктестері'],
    lacks: [],
  },
  {
    language: 'kk',
    title: 'Сенаторлар келеді',
    text: 'АҚШ Сенатының делегациясы 25 қарашада Астанаға келіп, Парламент басшылығымен кездеседі. Бұл туралы министрлік хабарлады.\n«Сенаторлар Джексон–Вэник түзетуін алып тастау мәселесін талқылайды», – деді ол.\nДелегация құрамында Конгрестің жеті мүшесі бар, сапар үш күнге созылады.',
    has: ['25 қарашада Астанаға'],
    lacks: ['деді ол'],
  },
];
for (const { language, title, text, has, lacks } of NEWS)
  test(`«${title}» keeps its lead and the speaker of each word`, () => {
    const { read } = understand({ title, text }, u);
    const told = summarizeExtractive([{ articleId: 1, read, title }], language)
      ?.sentences.map((sentence) => sentence.text)
      .join(' ');
    assert.ok(told !== undefined);
    for (const words of has) assert.ok(told.includes(words), `no «${words}» in: ${told}`);
    for (const words of lacks) assert.ok(!told.includes(words), `«${words}» in: ${told}`);
  });

test('what stands before the first question is the editors’ own, and nothing after it', () => {
  for (const language of ['ru', 'kk'] as const) {
    const { intro, ask, last } = AROUND[language];
    const answer = WHOLE.find(([own]) => own === language)?.[1] ?? '';
    const text = [intro, ask, `– ${answer}`, last, `– ${answer}`].join('\n');
    const { sentences } = findCandidates(understand({ title: '', text }, u).read, 0, language);
    assert.deepEqual(
      sentences.map((sentence) => sentence.intro),
      sentences.map((sentence) => sentence.text === intro),
    );
    assert.ok(sentences.some((sentence) => sentence.intro));
  }
});
