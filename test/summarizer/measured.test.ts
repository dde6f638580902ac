import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampleArticles } from '../../src/demo/archive/archive.ts';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { summarizeExtractive } from '../../src/domain/summary.ts';
import { type Fault, findFaults } from '../../src/summarizer/faithful.ts';
import { chooseSources, type SourceSentence } from '../../src/summarizer/sources.ts';
import { faultsOfForm } from '../../src/summarizer/wording.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';
import { anInput } from '../support/model.ts';

/** How the guard does on the sample archive: what it lets pass, and what it stops. Prints a table. */

const u = await shippedUnderstanding();

interface Case {
  readonly language: ReaderLanguage;
  readonly source: SourceSentence;
  readonly sources: readonly SourceSentence[];
}

const inputs = sampleArticles().map((article, index) =>
  anInput(u, { title: article.title, text: article.paragraphs.join('\n') }, index + 1),
);
/** Whole sentences that a summary may hold, each with the article that it is from. */
const cases: Case[] = inputs.flatMap((input) => {
  const { language } = input.read;
  if (language !== 'ru' && language !== 'kk') return [];
  const sources = chooseSources([input], language);
  return sources
    .filter(({ isTitle, text, ...one }) => !isTitle && one.language === language && /[.!]["»]?$/.test(text))
    .filter(({ text }) => faultsOfForm(text, language).length === 0)
    .map((source) => ({ language, source, sources }));
});

/** What the guard says of `text` as a retelling of one sentence. */
function judge(text: string, { language, source, sources }: Case): Fault[] {
  const cited = { text, from: [source.number] };
  const answer = { headline: source.text.slice(0, 100), sentences: [cited, { ...cited, text: source.text }] };
  return findFaults(answer, sources, language, u).filter(({ sentence }) => sentence === 0);
}

/** `text` with its `n`-th run of digits replaced. */
const runs = (text: string) => [...text.matchAll(/\d+/g)];
const withRun = (text: string, n: number, digits: string) => {
  const run = runs(text)[n]!;
  return text.slice(0, run.index) + digits + text.slice(run.index + run[0].length);
};

/** Russian words are changed in Russian sentences, Kazakh ones in Kazakh. */
const SWAPS: { name: string; from: RegExp; to: string; language?: ReaderLanguage }[] = [
  { name: 'scale', from: /млрд|миллиард/u, to: 'млн' },
  { name: 'scale', from: /млн|миллион(?!\p{L})/u, to: 'млрд' },
  { name: 'scale', from: /тысяч(?!\p{L})|мың(?!\p{L})/u, to: 'млн' },
  { name: 'unit', from: /долларов|доллара/u, to: 'тенге' },
  { name: 'unit', from: /доллар(?!\p{L})/u, to: 'еуро' },
  { name: 'unit', from: /тенге/u, to: 'долларов' },
  { name: 'unit', from: /тонн(?!\p{L})|тонна(?!\p{L})/u, to: 'баррель' },
  { name: 'unit', from: /процентов|процента|%/u, to: ' тонн' },
  { name: 'unit', from: /пайыз(?!\p{L})/u, to: 'тонна' },
  { name: 'unit', from: /локомотивов|самолётов|студентов|компаний/u, to: 'лицензий' },
  { name: 'unit', from: /локомотив(?!\p{L})|ұшақ(?!\p{L})|студент(?!\p{L})/u, to: 'лицензия' },
  { name: 'word', from: /(?<!\p{L})(?:два|две|двух)(?!\p{L})/u, to: 'четырёх' },
  { name: 'word', from: /(?<!\p{L})(?:три|трёх|трех)(?!\p{L})/u, to: 'семь' },
  { name: 'word', from: /(?<!\p{L})(?:пять|пяти)(?!\p{L})/u, to: 'восьми' },
  { name: 'word', from: /(?<!\p{L})(?:екі|үш)(?!\p{L})/u, to: 'тоғыз', language: 'kk' },
  { name: 'word', from: /(?<!\p{L})(?:бес|төрт|он)(?!\p{L})/u, to: 'отыз', language: 'kk' },
  { name: 'name', from: /Трамп\p{L}*/u, to: 'Байден' },
  { name: 'name', from: /Тока[её]в\p{L}*|Тоқаев\p{L}*/u, to: 'Назарбаев' },
  { name: 'name', from: /Wabtec|Boeing|Nvidia|Chevron|John Deere/u, to: 'Lockheed' },
  { name: 'name', from: /Вашингтон\p{L}*|Астан(?:а|е|у)(?!\p{L})/u, to: 'Лондон' },
  { name: 'name', from: /Лутник\p{L}*|Рубио|Стаффт?\p{L}*/u, to: 'Хендерсон' },
];

test('extractive summaries pass the guard, and so does every sentence of the archive', (t) => {
  let summaries = 0;
  for (const input of inputs)
    for (const language of ['ru', 'kk'] as const) {
      const told = summarizeExtractive([input], language);
      if (told === null) continue;
      const sources = chooseSources([input], language);
      const sentences = told.sentences.map(({ text }) => ({
        text,
        from: sources.filter((source) => source.text.includes(text.slice(5, -5))).map(({ number }) => number),
      }));
      if (sentences.some(({ text, from }) => from.length === 0 || faultsOfForm(text, language).length > 0))
        continue;
      summaries += 1;
      const faults = findFaults({ headline: told.headline, sentences }, sources, language, u);
      assert.deepEqual(
        faults.filter(({ kind }) => kind !== 'bad_length'),
        [],
        JSON.stringify(sentences),
      );
    }
  const alarms = cases.filter((one) => judge(one.source.text, one).length > 0);
  t.diagnostic(
    `guard: ${summaries} extractive summaries, ${cases.length} sentences, ${alarms.length} false alarms`,
  );
  assert.ok(summaries >= 45 && cases.length >= 150, 'it saw enough');
  assert.deepEqual(
    alarms.map(({ source }) => source.text),
    [],
  );
});

test('changed digits, scales, units, number words and names are stopped', (t) => {
  const tried: Record<string, number> = {};
  const missed: Record<string, string[]> = {};
  const attempt = (name: string, text: string, one: Case) => {
    tried[name] = (tried[name] ?? 0) + 1;
    if (judge(text, one).length === 0) missed[name] = [...(missed[name] ?? []), text];
  };
  for (const one of cases) {
    const { text } = one.source;
    for (const [n, [digits]] of runs(text).entries())
      for (let at = 0; at < digits.length; at++) {
        const digit = (Number(digits[at]) + 3) % 10;
        const changed = digits.slice(0, at) + digit + digits.slice(at + 1);
        // «15» for 25 is no change where the sentence states 15 as well.
        if (changed.startsWith('0') || runs(text).some(([other]) => other === changed)) continue;
        attempt('digit', withRun(text, n, changed), one);
      }
    for (const { name, from, to, language = one.language } of SWAPS)
      if (language === one.language && from.test(text)) attempt(name, text.replace(from, to), one);
  }
  for (const [name, n] of Object.entries(tried)) {
    const slipped = missed[name] ?? [];
    t.diagnostic(
      `guard: ${name} changed ${n} times, stopped ${n - slipped.length}${slipped.map((s) => `\n  ${s}`).join('')}`,
    );
  }
  assert.ok((tried.digit ?? 0) >= 150, 'it saw digits');
  for (const name of ['scale', 'unit', 'word', 'name'])
    assert.ok((tried[name] ?? 0) >= 10, `${name}: ${tried[name]}`);
  assert.deepEqual(missed, {});
});

test('any sentence of a source passes as its own retelling', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.constantFrom(...cases), (one, other) => {
      assert.deepEqual(judge(one.source.text, one), []);
      // Citing more than is needed does no harm.
      const more = [...one.sources, { ...other.source, number: 99 }];
      const { text, number } = one.source;
      const cited = [
        { text, from: [number, 99] },
        { text, from: [number] },
      ];
      const faults = findFaults({ headline: text.slice(0, 100), sentences: cited }, more, one.language, u);
      assert.deepEqual(
        faults.filter(({ sentence }) => sentence === 0),
        [],
      );
    }),
  );
});

test('any other number in place of one is stopped', () => {
  const counted = cases.filter(({ source }) => runs(source.text).length > 0);
  fc.assert(
    fc.property(
      fc.constantFrom(...counted),
      fc.nat(),
      fc.integer({ min: 1, max: 999_999 }),
      (one, n, number) => {
        const { text } = one.source;
        const changed = String(number);
        fc.pre(!runs(text).some(([digits]) => Number(digits) === number));
        const run = runs(text)[n % runs(text).length]!;
        const decimal = /\d[.,]$/.test(text.slice(0, run.index));
        fc.pre(!decimal || Number(`0.${run[0]}`) !== Number(`0.${changed}`)); // 61,2 is 61,20
        const told = withRun(text, n % runs(text).length, changed);
        assert.notDeepEqual(judge(told, one), [], told);
      },
    ),
    { numRuns: 1000 },
  );
});
