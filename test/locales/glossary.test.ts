import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** One row of the table in CONTRIBUTING.md: a language's words, and what Kazakh must not say. */
interface Term {
  readonly ru: readonly string[];
  readonly kk: readonly string[];
  readonly not: readonly string[];
}

/** The rows of the glossary. */
function glossary(): Term[] {
  const [, section = ''] = /## Glossary\n([\s\S]*?)\n## /.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  const wordsOf = (cell = '') => cell.split(/ · |: |, /).map((word) => word.trim().toLowerCase());
  return rows.slice(1).map((row) => {
    const [, , ru, kk, not = ''] = row.split('|');
    return {
      ru: wordsOf(ru),
      kk: wordsOf(kk),
      not: [...not.matchAll(/«([^»]+)»/g)].map(([, word = '']) => word.toLowerCase()),
    };
  });
}

/** Lines that speak both languages on purpose. */
const BILINGUAL = /\b(?:languageAsk|badLanguage)\b|На этом языке|Выберите язык|поддерживается/;

/** All that readers of a language see of us: locale files without comments, names and descriptions of digests. */
function said(language: 'ru' | 'kk'): string[] {
  const locales = globSync(`src/locales/${language}*.ts`).flatMap((file) =>
    readFileSync(file, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .split('\n')
      .filter((line) => !/^\s*(?:\/\/|import )/.test(line) && !BILINGUAL.test(line)),
  );
  const digests = globSync('digests/*.json').flatMap((file) => {
    const { title, description } = JSON.parse(readFileSync(file, 'utf8'));
    return [title[language], description[language]] as string[];
  });
  assert.ok(locales.length > 300 && digests.length > 20);
  return [...locales, ...digests].map((line) => line.toLowerCase());
}

const TERMS = glossary();
const KK = said('kk');
const RU = said('ru');

/** Whether `word` begins a word of `line`: endings follow it in both languages, and also where it is short. */
const holds = (line: string, word: string) =>
  new RegExp(`(?<![\\p{L}\\d])${word.length <= 3 ? `${word}(?!\\p{L})` : word}`, 'u').test(line);

test('the glossary is read from CONTRIBUTING.md, and its rules see what they are for', () => {
  assert.ok(TERMS.length > 20);
  assert.deepEqual(TERMS[0], {
    ru: ['дайджест'],
    kk: ['шолу'],
    not: ['дайджест', 'шығарылым', 'талдау'],
  });
  assert.ok(holds('осы батырманы басыңыз', 'батырма'));
  assert.ok(!holds('қатені', 'қателік') && !holds('ақайқын', 'ai'));
});

test('no Kazakh line of ours uses a word that the glossary rules out', () => {
  const wrong = TERMS.flatMap(({ not }) =>
    not.flatMap((word) => KK.filter((line) => holds(line, word)).map((line) => `«${word}»: ${line.trim()}`)),
  );
  assert.deepEqual(wrong, []);
});

test('the glossary holds only words that we use', () => {
  // Verbs and nouns stand with other endings in a line: their beginning is enough.
  const stem = (word: string) => word.slice(0, Math.max(3, word.length - 3));
  const unused = (words: readonly string[], lines: readonly string[]) =>
    words.filter((word) => word !== '' && !lines.some((line) => line.includes(stem(word))));
  assert.deepEqual(
    TERMS.flatMap(({ ru }) => unused(ru, RU)),
    [],
  );
  assert.deepEqual(
    TERMS.flatMap(({ kk }) => unused(kk, KK)),
    [],
  );
});
