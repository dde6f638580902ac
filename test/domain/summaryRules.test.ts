import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { type SummaryArticle, summarizeExtractive } from '../../src/domain/summary.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

const article = (articleId: number, title: string, text: string): SummaryArticle => ({
  articleId,
  title,
  read: understand({ title, text }, u).read,
});
const told = (language: ReaderLanguage, title: string, text: string) =>
  summarizeExtractive([article(1, title, text)], language, { besideHeadline: title !== '' })?.sentences.map(
    ({ text: sentence }) => sentence,
  ) ?? [];

interface Case {
  readonly name: string;
  readonly language: ReaderLanguage;
  readonly title: string;
  readonly text: string;
  /** Pieces that the summary holds, and that it does not. */
  readonly holds: readonly string[];
  readonly lacks: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'a dateline of site, date and town does not cost the lead',
    language: 'ru',
    title: 'Локомотивы для КТЖ',
    text: 'Dala.kz 22.09.2025 /Астана/ КТЖ и американская Wabtec подписали контракт на 300 локомотивов за 4,2 млрд долларов.\nПервые машины соберут в Астане до конца 2026 года.',
    holds: ['КТЖ и американская Wabtec подписали'],
    lacks: ['Dala.kz', '22.09'],
  },
  {
    name: 'a dateline of site, date and town does not cost the lead',
    language: 'kk',
    title: 'ҚТЖ-ға локомотив',
    text: 'Dala.kz 22.09.2025 /Астана/ Қазақстан темір жолы мен америкалық Wabtec 300 локомотив туралы 4,2 млрд долларлық келісімге қол қойды.\nАлғашқы локомотив 2026 жылы Астанада құрастырылады.',
    holds: ['Қазақстан темір жолы мен америкалық Wabtec'],
    lacks: ['Dala.kz', '22.09'],
  },
  {
    name: 'a definition gives way to the event',
    language: 'ru',
    title: 'Трамп пригласил Токаева',
    text: 'G20 — это форум двадцати крупнейших экономик мира, который собирается каждый год.\nПрезидент США Дональд Трамп пригласил Касым-Жомарта Токаева на саммит G20 в Майами в 2026 году.\nТокаев принял приглашение и назвал его знаком доверия между двумя странами, сообщила Акорда.',
    holds: ['пригласил Касым-Жомарта Токаева'],
    lacks: ['это форум'],
  },
  {
    name: 'a definition gives way to the event',
    language: 'kk',
    title: 'Тоқаев Майамиге шақырылды',
    text: 'G20 саммиті – бұл әлемдегі жиырма ірі экономиканың басын қосатын алаң.\nАҚШ Президенті Дональд Трамп Қасым-Жомарт Тоқаевты 2026 жылы Майамиде өтетін G20 саммитіне шақырды.\nТоқаев шақыруды қабылдап, екі ел арасындағы сенімнің белгісі деп атады.\nСенім грамотасы – елшінің өкілеттігін растайтын құжат.',
    holds: ['G20 саммитіне шақырды'],
    lacks: ['бұл әлемдегі', 'растайтын құжат'],
  },
  {
    name: 'what was told before is left out, also where the mark stands inside or last',
    language: 'kk',
    title: 'Елші Астанаға келді',
    text: 'АҚШ-тың Қазақстандағы елшісі Джули Стаффт Астанада Президентке сенім грамотасын тапсырды.\nРәсім Ақордада өтіп, оған Норвегия мен Бразилия елшілері де қатысты.\nСтаффт елшілікті биыл басқара бастайды деп хабарлаған едік.\nМұның алдында Сенат оның кандидатурасын мақұлдаған болатын.',
    holds: ['сенім грамотасын тапсырды'],
    lacks: ['хабарлаған едік', 'Мұның алдында', 'болатын'],
  },
  {
    name: 'what was told before is left out, also where the mark stands inside or last',
    language: 'ru',
    title: 'Посол США приступила к работе',
    text: 'Посол США Джули Стаффт вручила верительные грамоты президенту Казахстана в Астане.\nЦеремония прошла в Акорде, в ней участвовали послы Норвегии и Бразилии.\nСенат США, напомним, утвердил Стаффт в октябре 2025 года.\n12 октября сообщалось, что посол прибудет в январе.',
    holds: ['вручила верительные грамоты'],
    lacks: ['напомним', 'сообщалось'],
  },
  {
    name: 'a sum behind «Но при этом» is not lost',
    language: 'ru',
    title: 'Торговля Казахстана и США',
    text: 'Сенат США одобрил закон об отмене поправки Джексона – Вэника для Казахстана.\nНо при этом экспорт Казахстана в США за год упал на 12 процентов, до 1,9 млрд долларов.',
    holds: ['Экспорт Казахстана в США за год упал на 12 процентов, до 1,9 млрд долларов.'],
    lacks: ['Но при этом'],
  },
  {
    name: 'a sum behind «Алайда» is not lost',
    language: 'kk',
    title: 'Қазақстан мен АҚШ саудасы',
    text: 'АҚШ Сенаты Қазақстан үшін Джексон–Вэник түзетуін жою туралы заңды мақұлдады.\nАлайда Қазақстанның АҚШ-қа экспорты бір жылда 12 пайызға кеміп, 1,9 млрд доллар болды.',
    holds: ['Қазақстанның АҚШ-қа экспорты бір жылда 12 пайызға кеміп'],
    lacks: ['Алайда'],
  },
  {
    name: 'a column does not lose its lead to its own question',
    language: 'kk',
    title: 'Меморандумнан кейін',
    text: 'Қазақстан мен АҚШ маңызды минералдар жөніндегі меморандумға қол қойғанына жүз күн толды. Содан бері не өзгерді?\nАмерикалық төрт компания барлау лицензиясын алып, оған 38 миллион доллар бөлді.',
    holds: ['меморандумға қол қойғанына жүз күн толды'],
    lacks: ['өзгерді'],
  },
  {
    name: 'a column does not lose its lead to its own question',
    language: 'ru',
    title: 'После меморандума',
    text: 'Сто дней назад Казахстан и США подписали меморандум о критически важных минералах. Что изменилось?\nЧетыре американские компании получили лицензии на разведку и выделили 38 млн долларов.',
    holds: ['Сто дней назад Казахстан и США подписали'],
    lacks: ['изменилось'],
  },
  {
    name: 'both parties are named where a good sentence names the other',
    language: 'ru',
    title: 'Новая лицензия на поставку чипов',
    text: 'Министерство торговли США выдало лицензию на экспорт 18 400 ускорителей на сумму 1,1 млрд долларов.\nАмериканское ведомство проверяет получателей дважды в год и требует отчётов о каждом узле.\nЧипы получит «Самрук-Казына», которая строит дата-центр на 125 мегаватт в Экибастузе.',
    holds: ['Министерство торговли США', 'Самрук-Казына'],
    lacks: [],
  },
  {
    name: 'an interview begins with its guest, whom only the introduction names',
    language: 'ru',
    title: 'Что мешает инвестициям',
    text: 'Глава Американской торговой палаты в Казахстане Джеффри Эрлих рассказал, чего ждут инвесторы из США.\n– Сколько компаний работает в стране?\n– В Казахстане работает более 630 американских компаний, они вложили 61 млрд долларов.\n– Что мешает?\n– Налоговый кодекс меняется каждый год, и это отпугивает инвесторов.',
    holds: ['Джеффри Эрлих'],
    lacks: ['Сколько', 'Что мешает'],
  },
  {
    name: 'an interview begins with its guest, whom only the introduction names',
    language: 'kk',
    title: 'Инвесторға не кедергі',
    text: 'Қазақстандағы Америка сауда палатасының басшысы Джеффри Эрлих АҚШ инвесторларының талабын айтты.\n– Елде қанша компания жұмыс істейді?\n– Қазақстанда 630-дан астам америкалық компания жұмыс істейді, олар 61 млрд доллар салды.\n– Не кедергі?\n– Салық кодексі жыл сайын өзгереді, бұл инвесторларды үркітеді.',
    holds: ['Джеффри Эрлих'],
    lacks: ['қанша', 'Не кедергі'],
  },
];

describe('a summary', () => {
  for (const { name, language, title, text, holds, lacks } of CASES)
    test(`${language}: ${name}`, () => {
      const summary = told(language, title, text).join(' ');
      for (const piece of holds) assert.ok(summary.includes(piece), `no «${piece}» in: ${summary}`);
      for (const piece of lacks) assert.ok(!summary.includes(piece), `«${piece}» in: ${summary}`);
    });
});

const POINTS: readonly (readonly [ReaderLanguage, string, string, string])[] = [
  [
    'ru',
    'США ввели пошлину на сталь из Казахстана',
    'Это уже вторая мера Вашингтона против казахстанских металлургов за один год.',
    'Министерство торговли Казахстана оценило потери в 95 млн долларов.',
  ],
  [
    'kk',
    'АҚШ Қазақстан болатына баж салды',
    'Бұл – Вашингтонның бір жылда қазақстандық металлургтерге қарсы екінші шарасы.',
    'Қазақстанның Сауда министрлігі шығынды 95 млн долларға бағалады.',
  ],
];
for (const [language, title, pointing, other] of POINTS)
  test(`«${pointing}» opens a summary only beneath its headline, and only where nothing else may`, () => {
    assert.ok(!told(language, '', `${pointing}\n${other}`).join(' ').includes(pointing));
    assert.equal(told(language, title, pointing).join(' '), pointing);
    assert.notEqual(told(language, '', pointing)[0], pointing);
  });

/** Two articles of one story with a detail each, and with sums that differ. */
const STORIES: readonly {
  readonly language: ReaderLanguage;
  readonly title: string;
  readonly first: string;
  readonly detail: string;
  readonly rival: string;
}[] = [
  {
    language: 'ru',
    title: 'Железная дорога обновит парк',
    first:
      'КТЖ и американская Wabtec подписали в Нью-Йорке контракт на поставку 300 локомотивов за 4,2 млрд долларов.\nЛокомотивы соберут на заводе в Астане, где работают 700 человек.',
    detail: 'Wabtec обучит в Казахстане 250 машинистов и откроет тренажёрный центр в Караганде.',
    rival:
      'Сумма контракта КТЖ и Wabtec на поставку локомотивов достигает 4 млрд долларов, заявил Дональд Трамп.',
  },
  {
    language: 'kk',
    title: 'Теміржол паркі жаңарады',
    first:
      'ҚТЖ мен америкалық Wabtec Нью-Йоркте 300 локомотив жеткізу туралы 4,2 млрд долларлық келісімшартқа қол қойды.\nЛокомотивтер 700 адам жұмыс істейтін Астанадағы зауытта құрастырылады.',
    detail: 'Wabtec Қазақстанда 250 машинист оқытып, Қарағандыда тренажер орталығын ашады.',
    rival: 'ҚТЖ мен Wabtec келісімшартының құны 4 млрд долларға жетеді, деді Дональд Трамп.',
  },
];
for (const { language, title, first, detail, rival } of STORIES) {
  test(`${language}: a story is told by details of both its articles, and each sentence knows its own`, () => {
    const summary = summarizeExtractive(
      [article(5, title, first), article(8, title, `${first.split('\n')[0]}\n${detail}`)],
      language,
    );
    const ids = new Map(summary?.sentences.map(({ text, articleIds }) => [text, [...articleIds]]));
    assert.deepEqual(ids.get(first.split('\n')[0] ?? ''), [5, 8]);
    assert.deepEqual(ids.get(detail), [8]);
  });
  test(`${language}: sums on which articles differ never stand together as facts`, () => {
    for (const order of [
      [article(5, title, first), article(8, title, rival)],
      [article(8, title, rival), article(5, title, first)],
    ]) {
      const text =
        summarizeExtractive(order, language)
          ?.sentences.map((sentence) => sentence.text)
          .join(' ') ?? '';
      assert.ok(/4,2 млрд/u.test(text) !== /[^,\d]4 млрд/u.test(text), text);
    }
  });
}
