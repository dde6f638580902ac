import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Figure, Language, ReaderLanguage, ReadText } from '../../src/domain/article.ts';
import { stripAttribution } from '../../src/domain/attribution.ts';
import { cleanHeadline, headlineFrom } from '../../src/domain/headline.ts';
import { foldCase } from '../../src/domain/language/text.ts';
import { type SummaryArticle, summarizeExtractive } from '../../src/domain/summary.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

interface Case {
  readonly id: string;
  readonly language: ReaderLanguage;
  readonly title: string;
  readonly text: string;
  readonly forbidden: readonly string[];
  readonly expected: readonly string[];
}

const CASES = JSON.parse(readFileSync('test/fixtures/summaries/texts.json', 'utf8')) as Case[];
const STORIES: { id: string; story: string; title: string; text: string }[] = ['ru', 'kk'].flatMap(
  (language) => JSON.parse(readFileSync(`test/fixtures/stories/${language}.json`, 'utf8')),
);

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

const read = (title: string, text: string): ReadText => understand({ title, text }, u).read;
const article = (articleId: number, title: string, text: string): SummaryArticle => ({
  articleId,
  read: read(title, text),
  title,
});
const told = (item: { title: string; text: string; language: ReaderLanguage }) =>
  summarizeExtractive([article(1, item.title, item.text)], item.language);

/** Letters and digits only: what a sentence says, whatever marks stand around it. */
const bare = (text: string) =>
  foldCase(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What must hold for every summary of `articles`, whatever they are. */
function holdsTogether(articles: readonly SummaryArticle[], language: ReaderLanguage): number {
  const summary = summarizeExtractive(articles, language);
  if (summary === null) return 0;
  const texts = new Map(
    articles.map(({ articleId, read }) => [
      articleId,
      bare(read.sentences.map(({ text }) => text).join(' ')),
    ]),
  );
  assert.ok(summary.sentences.length >= 1 && summary.sentences.length <= 3);
  assert.ok(summary.headline !== '' && !summary.headline.includes('\n'));
  assert.ok(texts.has(summary.headlineArticleId));
  const length = summary.sentences.map(({ text }) => text).join(' ').length;
  assert.ok(length >= 60 && length <= 420, `${length} characters`);
  for (const { text, articleIds } of summary.sentences) {
    assert.ok(articleIds.length > 0, 'a sentence knows its article');
    for (const id of articleIds) assert.ok(texts.get(id)?.includes(bare(text)), `«${text}» is not in ${id}`);
    assert.match(text, /[.!](?:["»”’)\]])*$/, 'a sentence ends');
    assert.match(text, /^["«“„(]*[\p{Lu}\p{N}$€₸№]/u, 'a sentence begins');
    assert.doesNotMatch(text, /[?…\n]|\.\.\./u);
    assert.equal(stripAttribution(text, language), text, 'no attribution is left');
    assert.notEqual(bare(text), bare(summary.headline), 'the headline is not said again');
  }
  return summary.sentences.length;
}

describe('a summary of', () => {
  for (const item of CASES)
    test(`${item.id} is whole, says what matters and nothing that a page or a host says`, () => {
      const summary = told(item);
      assert.ok(summary);
      const text = summary.sentences.map((sentence) => sentence.text).join(' ');
      for (const words of item.forbidden) assert.ok(!text.includes(words), `«${words}» in: ${text}`);
      for (const words of item.expected) assert.ok(text.includes(words), `no «${words}» in: ${text}`);
      holdsTogether([article(1, item.title, item.text)], item.language);
      assert.ok(summary.sentences.length >= 2 || item.id.includes('flash'), text);
      assert.ok(text.length >= 180 || item.id.includes('flash'), text);
    });
  test('every kind of text was tried', () => assert.ok(CASES.length >= 10));
});

test('every article of the story fixtures has a summary in its own language only', () => {
  let sentences = 0;
  for (const { id, title, text } of STORIES) {
    const own = id.startsWith('ru') ? 'ru' : 'kk';
    const count = holdsTogether([article(1, title, text)], own);
    assert.ok(count > 0, id);
    sentences += count;
    assert.equal(summarizeExtractive([article(1, title, text)], own === 'ru' ? 'kk' : 'ru'), null, id);
  }
  assert.ok(sentences >= 2 * STORIES.length, String(sentences));
});

test('a story is told from its articles in the reader’s language, and each sentence names its own', () => {
  const stories = Map.groupBy(STORIES, ({ story }) => story);
  let mixed = 0;
  for (const members of stories.values())
    for (const language of ['ru', 'kk'] as const) {
      const articles = members.map(({ title, text }, index) => article(index + 1, title, text));
      const has = articles.some(({ read }) => read.language === language);
      assert.equal(holdsTogether(articles, language) > 0, has);
      if (members.length > 1) mixed++;
    }
  assert.ok(mixed > 20);
});

test('the order of the articles does not change which sentences are chosen', () => {
  const members = STORIES.filter(({ story, id }) => story === 'wabtec-2025' && id.startsWith('ru'));
  assert.equal(members.length, 2);
  const articles = members.map(({ title, text }, index) => article(index + 1, title, text));
  const texts = (order: readonly SummaryArticle[]) =>
    summarizeExtractive(order, 'ru')?.sentences.map(({ text }) => text);
  assert.deepEqual(texts(articles), texts([...articles].reverse()));
});

test('a sentence that two articles share stands on both', () => {
  const text = STORIES.find(({ id }) => id === 'ru-cove')!.text;
  const summary = summarizeExtractive([article(4, 'Вольфрам', text), article(9, 'Вольфрам', text)], 'ru');
  assert.deepEqual(summary?.sentences[0]?.articleIds, [4, 9]);
});

/** No sentence of these may open a summary, and none may stand without the one before it. */
const POINTING: readonly (readonly [ReaderLanguage, string])[] = [
  ['ru', 'Это крупнейшая сделка в истории отрасли двух стран.'],
  ['ru', 'Он также рассказал о планах построить второй завод в Астане.'],
  ['ru', 'Поэтому экспорт казахстанского урана в США вырос почти на треть.'],
  ['ru', 'Таким образом финансирование американского проекта согласовано.'],
  ['ru', 'Юристы полагают, что оно отобьёт у американских компаний охоту судиться.'],
  ['ru', 'По его словам, переговоры с американской стороной продолжатся весной.'],
  ['ru', 'Глава ведомства был приглашён на неё государственным секретарём США.'],
  ['kk', 'Бұл – екі ел тарихындағы ең ірі теміржол келісімі болып саналады.'],
  ['kk', 'Ол Астанада екінші зауыт салу жоспары туралы да айтып берді.'],
  ['kk', 'Осылайша уран экспорты былтырғыдан үштен біріне артқан.'],
  ['kk', 'Сондықтан келіссөз көктемде Вашингтонда жалғасады деп күтілуде.'],
  ['kk', 'Оның айтуынша, американдық тарап қаржыландыруға дайын екенін білдірді.'],
];
for (const [language, pointing] of POINTING)
  test(`«${pointing}» never stands first or alone`, () => {
    const lead = {
      ru: 'Казахстанская КТЖ и американская Wabtec договорились собрать в Астане 300 грузовых локомотивов.',
      kk: 'Қазақстандық ҚТЖ мен америкалық Wabtec Астанада 300 жүк локомотивін құрастыруға келісті.',
    }[language];
    const summary = summarizeExtractive([article(1, '', `${pointing}\n${lead}\n${pointing}`)], language, {
      besideHeadline: false,
    });
    assert.equal(summary?.sentences[0]?.text, lead);
    assert.equal(summarizeExtractive([article(1, '', pointing)], language), null);
  });

const NEVER: readonly (readonly [ReaderLanguage, string])[] = [
  ['ru', 'Как казахстанцы будут летать в США без пересадок уже в следующем году?'],
  ['ru', 'Вы знаете, что американские компании вложили в Казахстан 61 млрд долларов.'],
  ['ru', 'Подписывайтесь на наш телеграм-канал, чтобы не пропустить новости о Казахстане и США.'],
  ['ru', 'Напомним, в прошлом году Казахстан и США подписали соглашения на 17 млрд долларов.'],
  ['ru', 'Наши переговоры с американскими партнёрами идут хорошо…'],
  ['ru', 'Казахстан и США подписали соглашения, среди которых:'],
  ['ru', 'Наш корреспондент встретился с послом США в Казахстане в Астане.'],
  ['ru', 'С обозревателем газеты посол США говорил о торговле и инвестициях в Казахстан.'],
  ['ru', 'Да, американские инвесторы готовы прийти в Карагандинскую область.'],
  ['ru', 'Я думаю, что американские инвесторы придут в Карагандинскую область.'],
  ['kk', 'Қазақстандықтар АҚШ-қа келесі жылы тікелей ұша ала ма деген сұрақ бар ма?'],
  ['kk', 'Сіз білесіз, америкалық компаниялар Қазақстанға 61 млрд доллар құйды.'],
  ['kk', 'Айта кетейік, былтыр Қазақстан мен АҚШ 17 млрд долларлық келісімге қол қойған.'],
  ['kk', 'Иә, америкалық инвесторлар Қарағанды облысына келуге дайын.'],
  ['kk', 'Америкалық инвесторлар Қарағанды облысына келеді деп ойлаймын.'],
  ['kk', 'Тілшіміз АҚШ-тың Қазақстандағы елшісімен Астанада кездесіп қайтты.'],
];
for (const [language, text] of NEVER)
  test(`«${text}» is in no summary`, () => {
    assert.equal(summarizeExtractive([article(1, '', text)], language, { besideHeadline: false }), null);
  });

test('sentences inside a longer quotation are nobody’s and are left out', () => {
  const text =
    'Посол США Джули Стаффт выступила в Астане перед студентами американских программ обмена.\n' +
    '«Казахстан – надёжный партнёр. Торговля выросла на треть за один год. Впереди новые проекты в Караганде», – сказала она.';
  const summary = summarizeExtractive([article(1, 'Лекция', text)], 'ru');
  assert.ok(summary);
  for (const { text: sentence } of summary.sentences) assert.doesNotMatch(sentence, /^Торговля выросла/);
});

const HEADLINES: readonly (readonly [string, string])[] = [
  ['Казахстан и США подписали меморандум | Tengrinews.kz', 'Казахстан и США подписали меморандум'],
  ['Казахстан и США подписали меморандум – Kazinform', 'Казахстан и США подписали меморандум'],
  ['ВИДЕО: Токаев прибыл в Вашингтон', 'Токаев прибыл в Вашингтон'],
  ['Срочно. Трамп позвонил Токаеву', 'Трамп позвонил Токаеву'],
  ['Токаев прибыл в Вашингтон (фото)', 'Токаев прибыл в Вашингтон'],
  ['Сұхбат: Елші сауда туралы айтты', 'Елші сауда туралы айтты'],
  ['Казахстан – США: итоги года', 'Казахстан – США: итоги года'],
  ['Астана готова к переговорам – министр', 'Астана готова к переговорам – министр'],
  ['Wabtec построит локомотивы.', 'Wabtec построит локомотивы'],
  ['Сделка с компанией Boeing Co.', 'Сделка с компанией Boeing Co'],
  ['', ''],
];
for (const [title, clean] of HEADLINES)
  test(`the headline of «${title}» is «${clean}»`, () => assert.equal(cleanHeadline(title), clean));

test('a headline out of a sentence is cut at a clause and never longer than 110 characters', () => {
  const long = `Казахстан и США подписали меморандум о критических минералах, ${'который охватывает разведку, добычу и переработку '.repeat(3)}.`;
  assert.ok(headlineFrom(long).length <= 110);
  assert.match(headlineFrom(long), /^Казахстан и США подписали меморандум о критических минералах/);
  assert.equal(headlineFrom('Wabtec соберёт локомотивы в Астане.'), 'Wabtec соберёт локомотивы в Астане');
  assert.ok(headlineFrom('слово '.repeat(60)).length <= 110);
});

/** Texts put together from real-looking pieces, good and bad, in any order. */
const PIECES = [
  ...CASES.flatMap(({ text }) => text.split('\n')),
  ...NEVER.map(([, text]) => text),
  ...POINTING.map(([, text]) => text),
];
const anyText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
    ),
    { maxLength: 14 },
  )
  .map((lines) => lines.join('\n'));

test('whatever the text, a summary is made of its own whole sentences and never throws', () => {
  let made = 0;
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.oneof(fc.constant(''), fc.constantFrom(...CASES.map(({ title }) => title))), anyText),
        { minLength: 1, maxLength: 3 },
      ),
      (texts) => {
        const articles = texts.map(([title, text], index) => article(index + 1, title, text));
        made += holdsTogether(articles, 'ru') + holdsTogether(articles, 'kk');
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(made > 50, 'summaries were made');
});

test('no figure of a summary is missing from the articles that it names', () => {
  const valuesOf = (figures: readonly Figure[]) => figures.map(({ value, unit }) => `${value} ${unit}`);
  let seen = 0;
  for (const { id, title, text } of STORIES) {
    const language: Language = id.startsWith('ru') ? 'ru' : 'kk';
    const source = article(1, title, text);
    const known = new Set(source.read.sentences.flatMap(({ figures }) => valuesOf(figures)));
    for (const sentence of summarizeExtractive([source], language)?.sentences ?? [])
      for (const value of read('', sentence.text).sentences.flatMap(({ figures }) => valuesOf(figures))) {
        seen++;
        assert.ok(known.has(value), `${id}: ${value}`);
      }
  }
  assert.ok(seen > 50, String(seen));
});
