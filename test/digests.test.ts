import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadKnowledge, reloadKnowledge } from '../src/digests.ts';
import type { Knowledge } from '../src/domain/knowledge.ts';
import { READING_EDITS } from './readingEdits.ts';
import { TOPIC_EDITS } from './topicEdits.ts';

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

for (const { name, file, edit, says } of [...TOPIC_EDITS, ...READING_EDITS]) {
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
