import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { summarizeExtractive } from '../../src/domain/summary.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

/** What a reader who knows nothing else would ask of a summary: pieces it `holds`, and pieces it `lacks`. */
interface Case {
  readonly name: string;
  readonly language: ReaderLanguage;
  readonly title: string;
  readonly text: readonly string[];
  readonly holds: readonly string[];
  readonly lacks: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'traffic and weather before the news give way to it',
    language: 'ru',
    title: 'Пять стран и США создали фонд дорог',
    text: [
      'Вечер в Бухаре начался с ливня: улицы у медресе залило по щиколотку.',
      'Главы государств Центральной Азии и президент США Дональд Трамп договорились в Бухаре о создании фонда дорог.',
      'Казахстан внесёт в фонд 150 млн долларов, Соединённые Штаты – 400 млн.',
      'Секретариат разместят в Ташкенте, решение примут в декабре.',
    ],
    holds: ['договорились в Бухаре', '400 млн'],
    lacks: ['ливня'],
  },
  {
    name: 'traffic and weather before the news give way to it',
    language: 'kk',
    title: 'Бұхарада бес ел мен АҚШ жол қорын құрды',
    text: [
      'Бұхараның кеші нөсерден басталды: медресе жанындағы көшені су басты.',
      'Орталық Азия елдерінің басшылары мен АҚШ Президенті Дональд Трамп жол қорын құруға келісіп, құжатқа қол қойды.',
      'Қазақстан қорға 150 млн доллар, Америка Құрама Штаттары 400 млн доллар салады.',
      'Қордың хатшылығы Ташкентте орналасады.',
    ],
    holds: ['қорын құруға келісіп', '400 млн'],
    lacks: ['нөсерден'],
  },
  {
    name: 'a first sentence that takes up the headline stays, whoever comes later',
    language: 'ru',
    title: '«Каспийский бриз» стартовал под Актау',
    text: [
      'Под Актау началось международное учение «Каспийский бриз».',
      'В манёврах заняты 300 военных из Казахстана, США и Италии и 40 единиц техники.',
      'Американских участников прислала Национальная гвардия Аризоны.',
    ],
    holds: ['«Каспийский бриз»', '300 военных'],
    lacks: [],
  },
  {
    name: 'a first sentence that takes up the headline stays, whoever comes later',
    language: 'kk',
    title: 'Ақтау маңында «Каспий самалы» басталды',
    text: [
      'Ақтау маңында «Каспий самалы» халықаралық оқу-жаттығуы басталды.',
      'Оған Қазақстан, АҚШ және Италиядан 300 әскери қызметші мен 40 техника қатысып жатыр.',
      'Америкалық қатысушыларды Аризона штатының Ұлттық гвардиясы жіберді.',
    ],
    holds: ['«Каспий самалы»', '300 әскери'],
    lacks: [],
  },
  {
    name: 'what puts right the sentence before does not open',
    language: 'ru',
    title: 'Аптекарь из Кентау выиграла грант посольства США',
    text: [
      'Двадцатилетняя Сауле Ермекова из Кентау открыла аптеку.',
      'Не в городе, а в ауле, где она прошла практику по программе FLEX.',
      'Грант посольства США в 5 тысяч долларов пошёл на холодильники и учёт лекарств для трёх аулов района.',
    ],
    holds: ['Сауле Ермекова', '5 тысяч долларов'],
    lacks: [],
  },
  {
    name: 'a question retold is no answer, and what leans on it is no sentence of a summary',
    language: 'ru',
    title: '«Степь не терпит спешки»',
    text: [
      'Американская Prairie Wind построила в Акмолинской области ветропарк на 60 мегаватт.',
      'Строительство обошлось в 70 млн долларов. О трудностях рассказал главный инженер Марат Ташенов.',
      '– Почему два года?',
      '– Искали место с ровным ветром и готовой линией. Нашли за три месяца, но документы собирали дольше.',
      '– Что дальше?',
      '– Хотят ещё сорок мегаватт, но сеть столько не выдержит. Часть вернётся через налоги.',
    ],
    holds: ['Prairie Wind', '70 млн долларов'],
    lacks: ['Хотят ещё', 'Искали', 'Часть вернётся'],
  },
  {
    name: 'a question retold is no answer, and what leans on it is no sentence of a summary',
    language: 'kk',
    title: '«Дала асығысты сүймейді»',
    text: [
      'Америкалық Prairie Wind компаниясы Ақмола облысында қуаты 60 мегаватт жел паркін салды.',
      'Құрылысқа 70 млн доллар жұмсалды. Қиындықтары туралы бас инженер Марат Тәшенов айтты.',
      '– Америкалықтар не берді?',
      '– Үш миллион доллардың жабдығын берді, жыл сайын екі маман жібереді.',
      '– Ары қарай не болады?',
      '– Тағы қырық мегаватт салғысы келеді. Жартысын банк төлейді.',
    ],
    holds: ['Prairie Wind', '70 млн доллар'],
    lacks: ['жабдығын берді', 'Жартысын'],
  },
  {
    name: '«we» of an interview has a speaker',
    language: 'ru',
    title: 'Книги из пустыни',
    text: [
      'Библиотека Финикса подарила Караганде восемьсот книг и зал для занятий английским языком.',
      'О подарке рассказала директор городской библиотеки Асем Тулеуова.',
      '– Что будет дальше?',
      '– Осенью пятеро наших сотрудников поедут в Аризону на месяц, а из Финикса приедут три волонтёра.',
      '– Кто платит?',
      '– Дорогу оплачивает посольство США, мы платим только за визы.',
    ],
    holds: ['Асем Тулеуова'],
    lacks: [],
  },
  {
    name: '«we» of an interview has a speaker',
    language: 'kk',
    title: 'Шөл даладан келген кітап',
    text: [
      'Финикс кітапханасы Қарағандыға сегіз жүз кітап пен ағылшын тілі сыныбын сыйлады.',
      'Бұл туралы қалалық кітапхана директоры Әсем Төлеуова айтып берді.',
      '– Енді не болады?',
      '– Күзде бес қызметкеріміз Аризонаға бір айға барады, Финикстен үш ерікті келеді.',
      '– Кім төлейді?',
      '– Жол ақысын АҚШ елшілігі төлейді, виза ақысын өзіміз төлейміз.',
    ],
    holds: ['Финикс кітапханасы'],
    lacks: ['өзіміз төлейміз'],
  },
  {
    name: 'what happened last century gives way to what happens now',
    language: 'ru',
    title: 'Из отвалов Зыряновска извлекут галлий',
    text: [
      'Американская Copper Ridge Materials вложит 80 млн долларов в переработку отвалов под Зыряновском.',
      'Галлий открыл в 1875 году французский химик Буабодран.',
      'Всю продукцию на шесть лет вперёд купит Министерство войны США.',
      'Соглашение с «Казцинком» подписано в Усть-Каменогорске 13 августа.',
    ],
    holds: ['80 млн долларов'],
    lacks: ['1875'],
  },
  {
    name: 'what happened last century gives way to what happens now',
    language: 'kk',
    title: 'Зырян қалдығынан галлий алынады',
    text: [
      'АҚШ-тың Copper Ridge Materials компаниясы Зырян маңындағы қалдықты өңдеуге 80 млн доллар салады.',
      'Галлийді 1875 жылы француз химигі Буабодран тапқан.',
      'Өнімді алты жыл бойы АҚШ Соғыс министрлігі сатып алады.',
      '«Қазмырышпен» келісімге 13 тамызда Өскеменде қол қойылды.',
    ],
    holds: ['80 млн доллар'],
    lacks: ['1875'],
  },
  {
    name: 'a law of last century that is told of today is no history',
    language: 'ru',
    title: 'Сенаторы просят отменить старые ограничения',
    text: [
      'Шесть сенаторов США внесли законопроект об отмене для Казахстана торговых ограничений.',
      'Они отменят для Казахстана торговые ограничения 1974 года, которые мешают поставкам в США стали и ферросплавов.',
      'Документ передан в комитет по финансам.',
    ],
    holds: ['1974 года'],
    lacks: [],
  },
];
for (const { name, language, title, text, holds, lacks } of CASES)
  test(`${language}: ${name}`, () => {
    const { read } = understand({ title, text: text.join('\n') }, u);
    const told = summarizeExtractive([{ articleId: 1, read, title }], language)
      ?.sentences.map((sentence) => sentence.text)
      .join(' ');
    assert.ok(told !== undefined);
    for (const piece of holds) assert.ok(told.includes(piece), `no «${piece}» in: ${told}`);
    for (const piece of lacks) assert.ok(!told.includes(piece), `«${piece}» in: ${told}`);
  });
