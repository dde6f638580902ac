import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { GazetteerEntry } from '../../../src/domain/knowledge.ts';
import { compileGazetteer } from '../../../src/domain/language/gazetteer.ts';
import { COMMON_WORDS, GIVEN_NAMES } from './commonWords.ts';

const entries: GazetteerEntry[] = JSON.parse(readFileSync('digests/reading/gazetteer.json', 'utf8'));
const gazetteer = compileGazetteer(entries);
const hits = (text: string, word: string) => gazetteer.find(text).map(({ entity }) => `${word}: ${entity}`);
const listed = (words: string) => [...new Set(words.trim().split(/\s+/))];
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Words that are the thing itself, and names that cannot be told from a word where a sentence begins. */
const MEANT: Readonly<Record<'ru' | 'kk', { readonly small: string; readonly first: string }>> = {
  ru: { small: 'виза: visas; хром: chromium', first: 'штаты: usa; вена: austria; вены: austria' },
  kk: {
    small: 'алтын: gold; күміс: silver; қорғасын: lead_metal; визасыз: visas; виза: visas; баж: tariffs',
    first: 'таразы: taraz; мәжіліс: majilis',
  },
};

for (const language of ['ru', 'kk'] as const) {
  test(`no everyday word is a name, small or at the start of a sentence (${language})`, () => {
    const words = listed(COMMON_WORDS[language]);
    assert.ok(words.length >= 600, String(words.length));
    const { small, first } = MEANT[language];
    const found = words.flatMap((word) => hits(`… ${word} …`, word));
    assert.deepEqual(found.sort(), small.split('; ').sort());
    const started = words.flatMap((word) => hits(`Иә. ${capital(word)} …`, word));
    assert.deepEqual(started.sort(), [...small.split('; '), ...first.split('; ')].sort());
  });
}

for (const language of ['ru', 'kk', 'en'] as const) {
  test(`a given name alone is nobody we know (${language})`, () => {
    const names = listed(GIVEN_NAMES[language]);
    assert.ok(names.length >= 40, String(names.length));
    assert.deepEqual(
      names.flatMap((name) => hits(`сказал ${name}, айтты`, name)),
      [],
    );
  });
}

test('each given name of our own people is nobody without its surname', () => {
  // «Бағдат» is Baghdad as well, «Қазақстан Президенті» begins with a country.
  const known = new Set(entries.flatMap(({ names }) => Object.values(names).flat()));
  const given = entries
    .filter(({ kind }) => kind === 'person')
    .flatMap(({ names }) => [...names.ru, ...names.kk, ...names.en])
    .flatMap((name) => /^(\p{Lu}\p{Ll}+) \p{Lu}\p{Ll}+$/u.exec(name)?.[1] ?? []);
  const alone = [...new Set(given)].filter((name) => !known.has(name));
  assert.ok(alone.length > 200, String(alone.length));
  assert.deepEqual(
    alone.flatMap((name) => hits(`сказал ${name}, айтты`, name)),
    [],
  );
});
