import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatted } from '../../src/demo/standin/formatted.ts';
import type { EditionStory, Part } from '../../src/domain/edition.ts';

/** The text with its entities as brackets: `*bold*`, `[words](url)`, `{quote}`, `<date>`. */
export function marked({ text, entities }: Part): string {
  const signs: Record<string, [open: string, close: string, depth: number]> = {
    expandable_blockquote: ['{', '}', 0],
    blockquote: ['{', '}', 0],
    bold: ['*', '*', 2],
    date_time: ['<', '>', 2],
  };
  // At one place inner entities close first, then outer ones, then outer ones open.
  const inserts = entities.flatMap((entity) => {
    const [open, close, depth] = signs[entity.type] ?? ['[', `](${entity.url})`, 1];
    return [
      { at: entity.offset, sign: open, rank: 3 + depth },
      { at: entity.offset + entity.length, sign: close, rank: 2 - depth },
    ];
  });
  let result = text.replaceAll('\u00a0', '_');
  for (const { at, sign } of inserts.toSorted((a, b) => b.at - a.at || b.rank - a.rank)) {
    result = result.slice(0, at) + sign + result.slice(at);
  }
  return result;
}

/** Text as the web writes it: emoji, markup, bidi and zero-width characters, halves of surrogate pairs. */
export const nasty = (maxLength: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.lorem({ maxCount: 12, mode: 'sentences' }) },
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.constantFrom(
      '<b>HTML</b> & _md_',
      '🇰🇿🇺🇸 👩‍🚀',
      '\u202Eбиди\u2066',
      '\ud83d',
      '  ',
      '\u0333å\u030a',
      '/stop @me #x a.kz',
      'ъ'.repeat(maxLength),
    ),
  );
/** Addresses, also such as Telegram refuses. */
export const anUrl = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    '',
    'http://x',
    'https://қазақ.kz/ж?ә=1',
    'https://a_b.kz/',
    'http://127.0.0.1:8080/a',
    `https://a.kz/${'x'.repeat(3000)}`,
    'https://a.kz:99999/',
  ),
);
export const aDate = fc.date({
  min: new Date('1960-01-01'),
  max: new Date('2090-01-01'),
  noInvalidDate: true,
});
export const anyFigure = fc.record({
  text: nasty(20),
  value: fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
  unit: fc.constantFrom('usd', 'pct', 'count', 'locomotive', 'job', 'times'),
  qualifier: fc.constantFrom(null, 'over', 'about', 'upTo'),
  start: fc.nat(),
  end: fc.nat(),
});
export const language = fc.constantFrom('ru', 'kk', 'en', 'other');
const anyChanges = fc.record({
  stage: fc.option(
    fc.record({
      from: fc.constantFrom(null, 'announced', 'signed'),
      to: fc.constantFrom('signed', 'financed', 'delivered'),
    }),
  ),
  figures: fc.array(fc.record({ from: fc.option(anyFigure), to: anyFigure }), { maxLength: 5 }),
  parties: fc.array(nasty(80), { maxLength: 5 }),
  days: fc.array(fc.constantFrom('2026-12-05', '2027-01-15'), { maxLength: 3 }),
  turns: fc.array(fc.constantFrom('postpone', 'cancel', 'unheard of', 'constructor'), { maxLength: 3 }),
});
export const anyStory = fc.record({
  id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  version: fc.nat(),
  updated: fc.boolean(),
  changes: fc.option(anyChanges),
  headline: nasty(400),
  headlineLanguage: language,
  url: anUrl,
  sentences: fc.array(nasty(900), { maxLength: 6 }),
  method: fc.constantFrom('extractive', 'model'),
  card: fc.option(
    fc.record({
      topics: fc.array(nasty(30), { maxLength: 4 }),
      parties: fc.array(nasty(80), { maxLength: 5 }),
      figures: fc.array(anyFigure, { maxLength: 3 }),
      date: fc.constantFrom(null, '2026', '2025-11', '2025-11-06'),
    }),
  ),
  figures: fc.array(anyFigure, { maxLength: 3 }),
  differing: fc.array(fc.record({ figure: anyFigure, outlet: nasty(80) }), { maxLength: 4 }),
  outlets: fc.array(fc.record({ name: nasty(80), url: anUrl, language }), { maxLength: 12 }),
  publishedAt: aDate,
  topics: fc.array(nasty(30), { maxLength: 3 }),
  parties: fc.option(fc.array(nasty(80), { maxLength: 5 }), { nil: undefined }),
  firstPublishedAt: fc.option(aDate, { nil: undefined }),
}) as fc.Arbitrary<EditionStory>;
/** Asserts that Telegram stores the part as it is: nothing refused, trimmed, moved or dropped. */
export function storedAsSent(part: Part): void {
  assert.ok(part.text.length > 0 && part.text.length <= 4096, `${part.text.length} units`);
  assert.ok(part.entities.length <= 100);
  const stored = formatted(part.text, part.entities as never);
  assert.equal(stored.text, part.text);
  const plain = (entities: readonly object[]) =>
    entities
      .map((entity) => entity as Record<string, unknown>)
      .filter(({ type }) =>
        ['text_link', 'date_time', 'bold', 'expandable_blockquote', 'blockquote'].includes(String(type)),
      )
      .map((e) => `${e.type} ${e.unix_time ?? ''}`)
      .toSorted();
  // Bold may be cut in two around a link; links, dates and quotes may not vanish.
  const whole = (lines: string[]) => lines.filter((line) => !line.startsWith('bold'));
  assert.deepEqual(whole(plain(stored.entities)), whole(plain(part.entities)));
  for (const row of part.keyboard) {
    assert.ok(row.length > 0 && row.length <= 12);
    for (const button of row) {
      assert.ok(button.text.length > 0);
      if ('callback_data' in button) assert.ok(Buffer.byteLength(button.callback_data) <= 64);
    }
  }
}
