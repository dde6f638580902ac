import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { ReadText } from '../../src/domain/article.ts';
import type { Digest } from '../../src/domain/knowledge.ts';
import { compileTopics, findTopics, resolveTopic, type TopicRules } from '../../src/domain/topics.ts';
import { f1, labelled, shipped } from './labelled.ts';
import { TOPICS_CASES } from './topicsCases.ts';

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

for (const { title, text, has, not = [] } of TOPICS_CASES) {
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
