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
  ['kk', 'Америкалық тарап оларға бөлек несие желісін ашты.'],
  ['kk', 'Қазақстан Үкіметі одан екі рет бас тартқан болатын.'],
  ['kk', 'АҚШ елшілігі онымен келісімді көктемде жасады.'],
];
for (const [language, sentence] of LEANING)
  test(`a pronoun without its noun ties an answer to what was said before: «${sentence}»`, () =>
    assert.equal(inDialogue(language, sentence)?.bound ?? true, true));

const WE: readonly (readonly [ReaderLanguage, string, boolean])[] = [
  ['kk', 'Министрлікпен екі жаңа бағдарлама бойынша келісімге қол қойдық.', true],
  ['kk', 'Америкалық энергетика компанияларымен тоғыз келісіміміз бар.', true],
  ['kk', 'Былтыр АҚШ-қа алғашқы вольфрам партиясын жеткіздік.', true],
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
