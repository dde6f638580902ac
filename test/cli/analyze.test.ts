import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { childEnvironment } from '../support/childEnvironment.ts';

interface Answer {
  readonly id?: string | number;
  readonly error?: string;
  readonly language: string;
  readonly relevant: boolean;
  readonly relevance: number;
  readonly why: string[];
  readonly topics: string[];
  readonly story: string;
  readonly entities: string[];
  readonly figures: { text: string; value: number; unit: string }[];
  readonly summary: { ru: string | null; kk: string | null };
}

/** Runs the tool as an editor does, without a database and without a network. */
async function analyze(
  input: string,
  args: readonly string[] = [],
): Promise<{ code: number | null; lines: string[]; errors: string }> {
  const child = spawn(process.execPath, ['src/cli/analyze.ts', ...args], {
    env: childEnvironment({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }),
  });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, lines: output.split('\n').slice(0, -1), errors };
}

const FIXTURES = ['ru', 'kk', 'en'].flatMap(
  (language) =>
    JSON.parse(readFileSync(`test/fixtures/stories/${language}.json`, 'utf8')) as {
      id: string;
      story: string;
    }[],
);
const pick = (...ids: string[]) => ids.map((id) => JSON.stringify(FIXTURES.find((item) => item.id === id)));

describe('npm run analyze', () => {
  const LINES = [
    ...pick('ru-wabtec-1'),
    'not json at all',
    ...pick('kk-wabtec'),
    '[1, 2]',
    'null',
    '{"id":"empty"}',
    '{"id":7,"title":"Токаев и Трамп поговорили по телефону"}',
    '{"id":"typed","title":5,"text":["x"]}',
    '{"text":"Казахстан и США подписали соглашение о поставке 300 локомотивов Wabtec на 4,2 млрд долларов."}',
    '{"id":"odd","title":null,"text":"Доллар бүгін 520 теңге тұрады.","url":9,"publishedAt":"yesterday","source":{}}',
    ...pick('en-wabtec', 'ru-rate-1'),
    '{"id":"foreign title","title":"Tokayev and Rubio discuss trade in Washington","text":"Қасым-Жомарт Тоқаев Вашингтонда АҚШ Мемлекеттік хатшысы Марко Рубиомен сауда туралы келіссөз жүргізді."}',
  ];
  let answers: Answer[];
  before(async () => {
    const { code, lines, errors } = await analyze(`${LINES.join('\n')}\n\n`);
    assert.equal(code, 0, errors);
    assert.equal(errors, '');
    answers = lines.map((line) => JSON.parse(line) as Answer);
  });

  test('answers every line in its order, and a bad one by its id and what is wrong', () => {
    assert.deepEqual(
      answers.map(({ id, error }) => error ?? id ?? 'no id'),
      [
        'ru-wabtec-1',
        'not JSON',
        'kk-wabtec',
        'not a JSON object',
        'not a JSON object',
        'title or text is needed',
        7,
        'title and text must be text',
        'no id',
        'odd',
        'en-wabtec',
        'ru-rate-1',
        'foreign title',
      ],
    );
    assert.equal(answers[5]?.id, 'empty');
    assert.equal(answers[7]?.id, 'typed');
    assert.ok(!('id' in (answers[1] ?? {})));
  });

  test('gives every field of an answer in its shape', () => {
    const good = answers.filter(({ error }) => error === undefined);
    assert.ok(good.length >= 6);
    for (const answer of good) {
      assert.deepEqual(
        Object.keys(answer).filter((key) => key !== 'id'),
        ['language', 'relevant', 'relevance', 'why', 'topics', 'story', 'entities', 'figures', 'summary'],
      );
      assert.ok(['ru', 'kk', 'en', 'other'].includes(answer.language));
      assert.ok(answer.relevance >= 0 && answer.relevance <= 1);
      assert.match(answer.story, /^[0-9a-f]{16}$/);
      for (const figure of answer.figures) assert.deepEqual(Object.keys(figure), ['text', 'value', 'unit']);
    }
  });

  test('tells an article in its own language by sentences and in the other by a card', () => {
    const [ru, , kk] = answers;
    assert.ok(FIXTURES.length > 0 && ru && kk);
    assert.match(ru.summary.ru ?? '', /300 грузовых локомотивов/);
    assert.match(ru.summary.kk ?? '', /Wabtec/);
    assert.match(ru.summary.kk ?? '', /·/);
    assert.match(kk.summary.kk ?? '', /300 жүк локомотиві/);
    assert.match(kk.summary.ru ?? '', /Wabtec/);
    const en = answers[10];
    assert.ok(en?.summary.ru?.includes('·') && en.summary.kk?.includes('·'));
  });

  test('tells a text under a headline in another language, though its only sentence says the same', () => {
    const { summary } = answers[12] ?? assert.fail();
    assert.match(summary.kk ?? '', /Рубиомен сауда туралы келіссөз жүргізді\.$/);
  });

  test('puts one event in three languages under one key and other news under others', () => {
    const story = (index: number) => answers[index]?.story;
    assert.equal(story(0), story(2));
    assert.equal(story(0), story(10));
    assert.notEqual(story(0), story(11));
    assert.notEqual(story(0), story(6));
  });
});

test('keys and answers do not depend on the order of the lines', async () => {
  const lines = FIXTURES.slice(20, 50).map((item) => JSON.stringify(item));
  const [there, back] = await Promise.all([
    analyze(lines.join('\n')),
    analyze([...lines].reverse().join('\r\n')),
  ]);
  assert.equal(there.lines.length, 30);
  assert.deepEqual([...back.lines].reverse(), there.lines);
});

test('nothing in gives nothing out', async () => {
  assert.deepEqual(await analyze(''), { code: 0, lines: [], errors: '' });
});

test('a wrong folder of digests is named and nothing is answered', async () => {
  const { code, lines, errors } = await analyze('{"title":"x"}', ['--digests', 'test/fixtures/nowhere']);
  assert.equal(code, 1);
  assert.deepEqual(lines, []);
  assert.match(errors, /nowhere/);
});
