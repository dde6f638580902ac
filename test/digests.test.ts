import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadKnowledge, reloadKnowledge } from '../src/digests.ts';
import type { Knowledge } from '../src/domain/knowledge.ts';

const SHIPPED = new URL('../digests', import.meta.url).pathname;

test('the shipped files are valid and in the order that readers see', () => {
  const { digests, sources, gazetteer } = shipped();
  const ids =
    'diplomacy c5plus1 trade energy uranium minerals transport technology security education rights all';
  assert.equal(digests.map(({ id }) => id).join(' '), ids);
  assert.ok(digests.every(({ schedule }) => schedule.at === '08:30' && schedule.days.join('') === '12345'));
  assert.ok(sources.filter(({ enabled }) => enabled).length >= 15 && sources.some(({ enabled }) => !enabled));
  assert.ok(gazetteer.length > 150);
});

test('shipped Kazakh texts are free of the usual machine mistakes', () => {
  for (const { id, title, description } of shipped().digests)
    for (const text of [title.kk, description.kk])
      assert.doesNotMatch(text, /болып табылады|орын алды|сыни минерал|АҚШ-ның|[.!]$/, id);
});

/** One edit of a good folder and what the editor is told. `file` is below digests/. */
const edits: { name: string; file: string; edit: (json: any) => unknown; says: RegExp | string }[] = [
  {
    name: 'a title without Kazakh',
    file: 'uranium.json',
    edit: (d) => delete d.title.kk,
    says: 'digests/uranium.json: title.kk must be text',
  },
  {
    name: 'a title that is a number',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = 5),
    says: 'digests/uranium.json: title.ru must be text',
  },
  {
    name: 'an empty title',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = '  '),
    says: 'digests/uranium.json: title.ru must not be empty',
  },
  {
    name: 'a long title',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = 'а'.repeat(29)),
    says: 'digests/uranium.json: title.ru must be at most 28 characters',
  },
  {
    name: 'a shouting title',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = 'Уран!'),
    says: 'digests/uranium.json: title.ru must not contain an exclamation mark',
  },
  {
    name: 'an untranslated description',
    file: 'uranium.json',
    edit: (d) => (d.description.kk = d.description.ru),
    says: 'digests/uranium.json: description.kk is the same as description.ru',
  },
  {
    name: 'a Latin letter in a Cyrillic word',
    file: 'uranium.json',
    edit: (d) => (d.title.kk = 'Урaн'),
    says: 'digests/uranium.json: title.kk mixes Cyrillic and Latin letters in "Урaн" (Latin: a)',
  },
  {
    name: 'a flag as emoji',
    file: 'uranium.json',
    edit: (d) => (d.emoji = '🇰🇿'),
    says: 'digests/uranium.json: emoji must be one emoji, not a flag',
  },
  {
    name: 'two emoji',
    file: 'uranium.json',
    edit: (d) => (d.emoji = '🤝🤝'),
    says: 'digests/uranium.json: emoji must be one emoji, not a flag',
  },
  {
    name: 'a letter as emoji',
    file: 'uranium.json',
    edit: (d) => (d.emoji = 'U'),
    says: 'digests/uranium.json: emoji must be one emoji, not a flag',
  },
  {
    name: 'an unknown field',
    file: 'uranium.json',
    edit: (d) => (d.titel = {}),
    says: 'digests/uranium.json: has unknown fields: titel',
  },
  {
    name: 'an unknown entity',
    file: 'uranium.json',
    edit: (d) => d.match.entities.push('uranus'),
    says: 'digests/uranium.json: match.entities names an unknown entity "uranus"',
  },
  {
    name: 'an unknown weak entity',
    file: 'uranium.json',
    edit: (d) => d.match.weak.entities.push('uranus'),
    says: 'digests/uranium.json: match.weak.entities names an unknown entity "uranus"',
  },
  {
    name: 'an unknown implied topic',
    file: 'uranium.json',
    edit: (d) => (d.match.implies = ['power']),
    says: 'digests/uranium.json: match.implies names an unknown topic "power"',
  },
  {
    name: 'a topic that implies itself',
    file: 'uranium.json',
    edit: (d) => (d.match.implies = ['uranium']),
    says: 'digests/uranium.json: match.implies names the topic itself',
  },
  {
    name: 'an unknown member',
    file: 'c5plus1.json',
    edit: (d) => d.match.together.entities.push('atlantis'),
    says: 'digests/c5plus1.json: match.together.entities names an unknown entity "atlantis"',
  },
  {
    name: 'an unknown actor',
    file: 'c5plus1.json',
    edit: (d) => d.match.acts.entities.push('atlantis'),
    says: 'digests/c5plus1.json: match.acts.entities names an unknown entity "atlantis"',
  },
  {
    name: 'sums beside an unknown topic',
    file: 'trade.json',
    edit: (d) => (d.match.sums.beside = ['ore']),
    says: 'digests/trade.json: match.sums.beside names an unknown topic "ore"',
  },
  {
    name: 'an unknown unit',
    file: 'trade.json',
    edit: (d) => (d.match.sums.units = ['gbp']),
    says: /^digests\/trade\.json: match\.sums\.units\[0\] must be one of usd, /,
  },
  {
    name: 'a term in capitals',
    file: 'uranium.json',
    edit: (d) => d.match.terms.ru.push('Уран'),
    says: /^digests\/uranium\.json: match\.terms\.ru\[\d+\] must be lower case$/,
  },
  {
    name: 'a star inside a word',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.ru = ['ур*н']),
    says: 'digests/uranium.json: match.terms.ru[0] may have * only at the end of a word',
  },
  {
    name: 'a star after one letter',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.ru = ['у*']),
    says: 'digests/uranium.json: match.terms.ru[0] must have at least two letters before *',
  },
  {
    name: 'a term with a comma',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.ru = ['уран, торий']),
    says: 'digests/uranium.json: match.terms.ru[0] must be words of letters and digits, joined by spaces or hyphens',
  },
  {
    name: 'a term given twice',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.en = ['leu bank', 'leu bank']),
    says: 'digests/uranium.json: match.terms.en has "leu bank" twice',
  },
  {
    name: 'an alias of another topic',
    file: 'uranium.json',
    edit: (d) => d.aliases.ru.push('нефть'),
    says: 'digests/uranium.json: "нефть" is already a name of energy.json',
  },
  {
    name: 'an eighth weekday',
    file: 'uranium.json',
    edit: (d) => (d.schedule.days = [1, 8]),
    says: 'digests/uranium.json: schedule.days[1] must be a whole number from 1 to 7',
  },
  {
    name: 'no weekday',
    file: 'uranium.json',
    edit: (d) => (d.schedule.days = []),
    says: 'digests/uranium.json: schedule.days must have at least one weekday',
  },
  {
    name: 'an hour that does not exist',
    file: 'uranium.json',
    edit: (d) => (d.schedule.at = '24:00'),
    says: 'digests/uranium.json: schedule.at must be a time of day like "08:30"',
  },
  {
    name: 'too many stories',
    file: 'uranium.json',
    edit: (d) => (d.maxStories = 21),
    says: 'digests/uranium.json: maxStories must be a whole number from 1 to 20',
  },
  {
    name: 'a source given twice',
    file: 'reading/sources.json',
    edit: (s) => s.push({ ...s[0], url: 'https://example.org/rss' }),
    says: 'digests/reading/sources.json: tengri_ru is given twice',
  },
  {
    name: 'an address given twice',
    file: 'reading/sources.json',
    edit: (s) => s.push({ ...s[0], id: 'again' }),
    says: 'digests/reading/sources.json: two sources have the url https://tengrinews.kz/news.rss',
  },
  {
    name: 'an address that is none',
    file: 'reading/sources.json',
    edit: (s) => (s[0].url = 'tengrinews.kz'),
    says: 'digests/reading/sources.json: tengri_ru.url must be an http(s) address without a password',
  },
  {
    name: 'an address with a password',
    file: 'reading/sources.json',
    edit: (s) => (s[0].url = 'https://a:b@example.org/'),
    says: 'digests/reading/sources.json: tengri_ru.url must be an http(s) address without a password',
  },
  {
    name: 'an unknown time zone',
    file: 'reading/sources.json',
    edit: (s) => (s[0].timeZone = 'Asia/Astana'),
    says: 'digests/reading/sources.json: tengri_ru.timeZone must be an IANA time zone like "Asia/Almaty"',
  },
  {
    name: 'an unknown charset',
    file: 'reading/sources.json',
    edit: (s) => (s[0].charset = 'cp-nine'),
    says: 'digests/reading/sources.json: tengri_ru.charset must be a known charset like "windows-1251"',
  },
  {
    name: 'a list without selectors',
    file: 'reading/sources.json',
    edit: (s) => (s[0].kind = 'list'),
    says: 'digests/reading/sources.json: tengri_ru.selectors must be given for kind "list": item, link, title',
  },
  {
    name: 'selectors of a feed',
    file: 'reading/sources.json',
    edit: (s) => (s[0].selectors = { item: 'a', link: 'a', title: 'a' }),
    says: 'digests/reading/sources.json: tengri_ru.selectors are only for kind "list"',
  },
  {
    name: 'a channel that is no preview',
    file: 'reading/sources.json',
    edit: (s) => (s[0].kind = 'telegram'),
    says: 'digests/reading/sources.json: tengri_ru.url must be https://t.me/s/<channel> for kind "telegram"',
  },
  {
    name: 'an unknown kind',
    file: 'reading/sources.json',
    edit: (s) => (s[0].kind = 'rss'),
    says: 'digests/reading/sources.json: tengri_ru.kind must be one of feed, sitemap, list, telegram',
  },
  {
    name: 'minutes that are none',
    file: 'reading/sources.json',
    edit: (s) => (s[0].everyMinutes = 0),
    says: 'digests/reading/sources.json: tengri_ru.everyMinutes must be a whole number from 1 to 1440',
  },
  {
    name: 'a source without an id',
    file: 'reading/sources.json',
    edit: (s) => delete s[0].id,
    says: 'digests/reading/sources.json: [0].id must be text',
  },
  {
    name: 'an entity given twice',
    file: 'reading/gazetteer.json',
    edit: (g) => g.push(g[0]),
    says: 'digests/reading/gazetteer.json: tokayev is given twice',
  },
  {
    name: 'an unknown side',
    file: 'reading/gazetteer.json',
    edit: (g) => (g[0].side = 'ru'),
    says: 'digests/reading/gazetteer.json: tokayev.side must be one of kz, us, -',
  },
  {
    name: 'an unknown country',
    file: 'reading/relevance.json',
    edit: (r) => (r.countries.us = 'mars'),
    says: 'digests/reading/relevance.json: countries names an unknown entity "mars"',
  },
  {
    name: 'a factor above 1',
    file: 'reading/relevance.json',
    edit: (r) => (r.negatives[0].factor = 2),
    says: 'digests/reading/relevance.json: negatives[0].factor must be 0–1',
  },
  {
    name: 'a concept given twice',
    file: 'reading/concepts.json',
    edit: (c) => c.push(c[0]),
    says: 'digests/reading/concepts.json: president is given twice',
  },
  {
    name: 'a concept with words in one language only',
    file: 'reading/concepts.json',
    edit: (c) => Object.assign(c[0], { kk: [], en: [] }),
    says: 'digests/reading/concepts.json: president must have words in two languages at least',
  },
  {
    name: 'a concept without its English words',
    file: 'reading/concepts.json',
    edit: (c) => delete c[0].en,
    says: 'digests/reading/concepts.json: president.en must be a list of words',
  },
  {
    name: 'a concept whose word is two letters short',
    file: 'reading/concepts.json',
    edit: (c) => c[0].ru.push('с*'),
    says: 'digests/reading/concepts.json: president.ru[1] must have at least two letters before *',
  },
];
for (const { name, file, edit, says } of edits) {
  test(`${name} is named with file, field and what is expected`, (t) => {
    const dir = copy(t);
    const path = join(dir, file);
    const json = JSON.parse(readFileSync(path, 'utf8'));
    edit(json);
    writeFileSync(path, JSON.stringify(json));
    const found = mistakes(dir);
    const named = found.some((mistake) => (typeof says === 'string' ? mistake === says : says.test(mistake)));
    assert.ok(named, found.join('\n') || 'nothing was found');
  });
}

const broken: { text: string; line: number }[] = [
  { text: '{\n  "emoji": "⚛️",\n  "title": {"ru": "Уран",}\n}', line: 3 },
  { text: '{\n  "emoji": tru\n}', line: 2 },
  { text: '{\n  "emoji": "⚛️",\n\n', line: 4 },
  { text: '', line: 1 },
];
for (const { text, line } of broken) {
  test(`JSON that ends after ${text.length} characters is named with line ${line}`, (t) => {
    const dir = copy(t);
    writeFileSync(join(dir, 'uranium.json'), text);
    const [found, ...others] = mistakes(dir);
    assert.deepEqual(others, [], 'topics that name the broken one are not to blame');
    assert.match(found ?? '', new RegExp(`^digests/uranium\\.json: is not valid JSON, line ${line}: `));
  });
}

test('all mistakes of all files are told at once', (t) => {
  const dir = copy(t);
  for (const file of ['uranium.json', 'trade.json', 'reading/sources.json'])
    writeFileSync(join(dir, file), '{}');
  rmSync(join(dir, 'reading/relevance.json'));
  rmSync(join(dir, 'all.json'));
  writeFileSync(join(dir, 'Новая тема.json'), '{}');
  const found = mistakes(dir);
  for (const part of [
    'digests/uranium.json: title must be an object',
    'digests/trade.json: maxStories must be a number',
    'digests/reading/sources.json: must be a list',
    'digests/reading/relevance.json: the file cannot be read',
    'digests/all.json: the digest of every story is missing',
    'digests/Новая тема.json: the file name must be',
  ])
    assert.ok(
      found.some((mistake) => mistake.startsWith(part)),
      `${part} is not among\n${found.join('\n')}`,
    );
});

test('a folder that does not exist is one clear mistake, not a crash', () => {
  assert.match(mistakes('/nowhere/digests')[0] ?? '', /^digests: the folder cannot be read$/);
});

test('a byte order mark is not a mistake', (t) => {
  const dir = copy(t);
  const path = join(dir, 'uranium.json');
  writeFileSync(path, `\uFEFF${readFileSync(path, 'utf8')}`);
  assert.deepEqual(mistakes(dir), []);
});

test('a broken edit keeps the last good version; a good one replaces it', (t) => {
  const dir = copy(t);
  const path = join(dir, 'uranium.json');
  const good = readFileSync(path, 'utf8');
  const current = shipped();
  writeFileSync(path, '{');
  const kept = reloadKnowledge(current, dir);
  assert.equal(kept.knowledge, current);
  assert.equal(kept.mistakes.length > 0, true);
  writeFileSync(path, good.replace('"Уран и атомная отрасль"', '"Уран"'));
  const taken = reloadKnowledge(current, dir);
  assert.deepEqual(taken.mistakes, []);
  assert.equal(taken.knowledge.digests.find(({ id }) => id === 'uranium')?.title.ru, 'Уран');
});

function shipped(): Knowledge {
  const loaded = loadKnowledge(SHIPPED);
  assert.ok(loaded.kind === 'ok', loaded.kind === 'invalid' ? loaded.mistakes.join('\n') : '');
  return loaded.knowledge;
}

function mistakes(dir: string): string[] {
  const loaded = loadKnowledge(dir);
  return loaded.kind === 'ok' ? [] : loaded.mistakes;
}

/** A copy of the shipped folder, named as it is, gone after the test. */
function copy(t: TestContext): string {
  const parent = mkdtempSync(join(tmpdir(), 'kopir-digests-'));
  t.after(() => rmSync(parent, { recursive: true, force: true }));
  const dir = join(parent, 'digests');
  cpSync(SHIPPED, dir, { recursive: true });
  return dir;
}
