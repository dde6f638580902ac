import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Edition, EditionSection, EditionStory, Part } from '../../src/domain/edition.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { clean } from '../../src/telegram/text.ts';
import { anEdition, aStory } from './editions.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`telegram/splitter.test.ts: SEED=${seed}`);
const options = { zone: 'Asia/Almaty', username: 'kopir_bot' };

/** Where a reader's eye sees a character begin. */
const places = (text: string) =>
  new Set(
    [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ index }) => index),
  );

/** Words that are easily halved: flags, skin colours, letters with marks, pairs of surrogates. */
const words = (most: number) =>
  fc
    .array(fc.constantFrom('🇰🇿', '👍🏽', 'й', 'қ', '🚆', ' ', 'слово ', 'Wabtec ', '1'), {
      minLength: 1,
      maxLength: most,
      size: 'max',
    })
    .map((some) => some.join(''));

/** Stories whose headline begins with a mark of its own, so that it is found again wherever it went. */
const someStories = fc.array(
  fc.record({
    headline: words(120),
    sentences: fc.array(words(300), { maxLength: 7, size: 'max' }),
    outlets: fc.nat(12),
  }),
  { minLength: 1, maxLength: 45, size: 'max' },
);

/** Topics of so many stories each, the last one of the rest; none without counts. Titles hold a mark of their own. */
function sectionsOf(counts: readonly number[], stories: number): EditionSection[] {
  const sections: EditionSection[] = [];
  let left = stories;
  for (const [n, count] of counts.entries()) {
    if (left === 0) break;
    const taken = n === counts.length - 1 ? left : Math.min(count, left);
    const isLast = taken === left;
    const title = `Тема ${n} ${'длинная '.repeat(n)}¶`;
    sections.push({ digest: isLast ? null : { id: `t${n}`, emoji: '🚆', title }, count: taken });
    left -= taken;
  }
  return sections;
}

/** The heading of each story of an edition, as a part shows it; null in an edition without sections. */
function headingsOf({ sections = [], language }: Edition): (string | null)[] {
  const other = language === 'kk' ? '📰 Басқа жаңалықтар' : '📰 Другие новости';
  return sections.flatMap(({ digest, count }) =>
    Array<string>(count).fill(digest === null ? other : `🚆 ${digest.title}`),
  );
}

const someEdition: fc.Arbitrary<Edition> = fc
  .record({
    stories: someStories,
    variant: fc.constantFrom('full' as const, 'brief' as const),
    language: fc.constantFrom('ru' as const, 'kk' as const),
    moreCount: fc.nat(20),
    counts: fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 8 }),
  })
  .map(({ stories, counts, ...fields }) =>
    anEdition({
      ...fields,
      sections: sectionsOf(counts, stories.length),
      stories: stories.map(({ headline, sentences, outlets }, n): EditionStory => {
        const outlet = { name: `Издание ${n}`, url: `https://a.kz/${n}`, language: fields.language } as const;
        return aStory({
          id: n + 1,
          headline: `№${n + 1}№ ${headline}`,
          sentences,
          outlets: Array.from({ length: outlets }, () => outlet),
        });
      }),
    }),
  );

const marksOf = ({ text }: Part) => [...text.matchAll(/№(\d+)№/g)].map(([, n]) => Number(n));

test('property: parts are within the limits and cut between stories; order is kept and nothing is lost silently', () => {
  fc.assert(
    fc.property(someEdition, (edition) => {
      const parts = renderEdition(edition, options);
      assert.ok(parts.length >= 1 && parts.length <= 3);
      const shown = parts.flatMap(marksOf);
      assert.deepEqual(
        shown,
        shown.map((_, n) => n + 1),
        'each story once, in order, from the first',
      );
      const more = edition.moreCount + edition.stories.length - shown.length;
      const last = parts.at(-1)!.text.split('\n').at(-1)!;
      if (more > 0)
        assert.ok(last.includes(String(more)) && last.endsWith('/digest'), `${more} more: "${last}"`);
      for (const part of parts) {
        const { text, entities, keyboard } = part;
        assert.ok(text.length <= 4096, `${text.length} units`);
        assert.ok(entities.length <= 100, `${entities.length} entities`);
        assert.ok(text.isWellFormed());
        const whole = places(text).add(text.length);
        for (const { type, offset, length } of entities) {
          assert.ok(length > 0 && offset >= 0 && offset + length <= text.length, `${type} is outside`);
          assert.ok(whole.has(offset) && whole.has(offset + length), `${type} halves a character`);
        }
        // A story is whole where it begins: its source's date, its last line, is in the same part.
        const dates = entities.filter(({ type }) => type === 'date_time').length;
        assert.ok(dates <= marksOf(part).length);
        assert.ok(keyboard.length <= 100 && keyboard.flat().length <= 300);
        assert.ok(keyboard.every((row) => row.length >= 1 && row.length <= 8));
        const buttons = keyboard.flat().flatMap((one) => ('callback_data' in one ? [one] : []));
        assert.ok(buttons.every((one) => Buffer.byteLength(one.callback_data) <= 64));
        const numbers = buttons
          .filter((one) => one.callback_data.startsWith('v1:st:'))
          .map((one) => Number(one.text));
        assert.deepEqual(numbers, marksOf(part), 'a button for each story of this part');
      }
    }),
    { seed, numRuns: Number(process.env.RUNS ?? 60) },
  );
});

test('property: in each part a story stands under the heading of its topic, which is said once', () => {
  fc.assert(
    fc.property(someEdition, (edition) => {
      const wanted = headingsOf(edition);
      for (const part of renderEdition(edition, options)) {
        const lines = part.text.split('\n');
        let heading: string | null = null;
        const said: string[] = [];
        for (const [at, line] of lines.entries()) {
          if (wanted.includes(line)) {
            heading = line;
            said.push(line);
            assert.match(lines[at + 1] ?? '', /^\d+\. №/, `"${line}" has a story below it`);
            assert.equal(lines[at - 1], '', 'and room above');
            const bold = part.entities.filter(
              ({ type, length }) => type === 'bold' && length === line.length,
            );
            assert.ok(bold.some(({ offset, length }) => part.text.slice(offset, offset + length) === line));
          }
          const number = /^\d+\. №(\d+)№/.exec(line)?.[1];
          if (number !== undefined) assert.equal(heading, wanted[Number(number) - 1] ?? null, line);
        }
        assert.deepEqual(said, [...new Set(said)]);
      }
    }),
    { seed, numRuns: Number(process.env.RUNS ?? 40) },
  );
});

test('property: a part is closed only when the next story has no room in it', () => {
  fc.assert(
    fc.property(someEdition, (edition) => {
      const parts = renderEdition(edition, options);
      for (const [n, part] of parts.slice(0, -1).entries()) {
        const after = parts[n + 1]!;
        const next = after.text.split('\n\n')[1] ?? '';
        const start = after.text.indexOf(next);
        const entities = after.entities.filter(
          ({ offset }) => offset >= start && offset < start + next.length,
        ).length;
        // 250 units: the longest header and last line, whichever part they fall on.
        const hasRoom =
          part.text.length + 2 + next.length < 4096 - 250 && part.entities.length + entities <= 98;
        assert.ok(!hasRoom || marksOf(part).length === 10, `${part.text.length} units, then ${next.length}`);
      }
    }),
    { seed, numRuns: Number(process.env.RUNS ?? 40) },
  );
});

test('property: a line that is cut ends with a whole character', () => {
  fc.assert(
    fc.property(words(80), fc.integer({ min: 1, max: 120 }), (text, most) => {
      const line = clean(text);
      const cut = clean(text, most);
      assert.ok(cut.length <= most && cut.isWellFormed());
      if (cut === line) return;
      assert.ok(cut.endsWith('…'));
      assert.ok(line.startsWith(cut.slice(0, -1)));
      assert.ok(places(line).has(cut.length - 1), `"${cut}" halves a character of "${line}"`);
    }),
    { seed, numRuns: 2000 },
  );
});
