import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createArchive } from '../../src/demo/archive/archive.ts';
import { missingSide } from '../../src/domain/namedSides.ts';
import { understand } from '../../src/domain/understand.ts';
import { evalArticles } from '../eval/articles.ts';
import { labelled } from './labelled.ts';
import { shippedUnderstanding } from './understanding.ts';

const u = await shippedUnderstanding();
const outletNames = [...new Set(u.knowledge.sources.flatMap(({ name }) => [name.ru, name.kk]))];
interface Text {
  readonly title: string;
  readonly text: string;
}
const archive = createArchive('http://127.0.0.1:1', new Date()).articles.map(
  ({ title, paragraphs }): Text => ({ title, text: paragraphs.join('\n') }),
);
const tuned = evalArticles('tuned');
const all: readonly Text[] = [...labelled(), ...archive, ...tuned];

/** The value that the whole analysis gives. */
const wholeValue = ({ title, text }: Text) => understand({ title, text, outletNames }, u).relevance.value;

test('what names one side only is no text about both for the whole analysis either', () => {
  const missing = all.filter((text) => missingSide(text, u) !== null);
  assert.ok(missing.length > 100, `it saw ${missing.length} of ${all.length}`);
  assert.deepEqual(
    missing.filter((text) => wholeValue(text) !== 0).map(({ title }) => title),
    [],
  );
});

test('hardly any text in which the whole analysis finds one side only passes', () => {
  const onesided = all.filter((text) => wholeValue(text) === 0);
  const passed = onesided.filter((text) => missingSide(text, u) === null);
  assert.ok(passed.length < onesided.length / 5, `${passed.length} of ${onesided.length}`);
});

/** What stands in texts of the web between and inside words. */
const NOISE: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.replaceAll('а', 'a').replaceAll('С', 'C'),
  (line) => line.replaceAll('ст', 'с\u00adт').replaceAll(' ', '\u00a0'),
  (line) => `• ${line}`,
  (line) => `${line.replace(/\.$/, '')}:`,
  (line) => line.toUpperCase(),
  (line) => `${line} Фото: пресс-служба`,
  (line) => `АСТАНА, 7 ноября – ${line}`,
  (line) => line.replaceAll('США', 'долларов США').replaceAll('US', 'US$'),
  (line) => line.replaceAll('. ', '.\n'),
  (line) => `«${line}»`,
];

test('nor is any text of lines of others, however they are written and put together', () => {
  const lines = all.flatMap(({ title, text }) => [title, ...text.split('\n')]);
  const line = fc
    .tuple(fc.nat({ max: lines.length - 1 }), fc.constantFrom(...NOISE))
    .map(([at, noise]) => noise(lines[at] ?? ''));
  let missing = 0;
  fc.assert(
    fc.property(line, fc.array(line, { maxLength: 4 }), (title, paragraphs) => {
      const text = { title, text: paragraphs.join('\n') };
      if (missingSide(text, u) === null) return;
      missing++;
      assert.equal(wholeValue(text), 0);
    }),
    { numRuns: 1500 },
  );
  assert.ok(missing > 200, `it saw ${missing}`);
});

const CASES: readonly [title: string, text: string, missing: ReturnType<typeof missingSide>][] = [
  ['Казахстан и США подписали соглашение', '', null],
  ['', 'Қазақстан мен АҚШ келісімге қол қойды.', null],
  ['Kazakhstan and the United States', 'They met.', null],
  ['C5+1: в Вашингтоне прошла встреча', '', null],
  ['Казaxстан и CШA', '', null],
  ['Казахстанско-американский форум', '', null],
  ['Лидеры пяти стран Центральной Азии прибыли к Трампу', '', null],
  ['Киргизия, Таджикистан, Узбекистан, Туркменистан', 'Их ждут в Вашингтоне.', null],
  ['В Алматы построят школу', 'На это дадут 5 млн долларов США.', 'no US party'],
  ['Казахстан', 'В зале посол СШАФото: пресс-служба', null],
  ['Казахстан', 'Покупают американскую валютуinform.kz', null],
  ['Конгресс США принял бюджет', 'Голосовали ночью.', 'no Kazakh party'],
  ['Киргизия, Таджикистан, Узбекистан', 'Их ждут в Вашингтоне.', 'no Kazakh party'],
  ['Погода', '', 'no Kazakh party'],
  ['', '', 'no Kazakh party'],
];
for (const [title, text, missing] of CASES)
  test(`in "${title} | ${text}" there is ${missing ?? 'nobody missing'}`, () =>
    assert.equal(missingSide({ title, text }, u), missing));
