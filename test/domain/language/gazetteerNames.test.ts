import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { GazetteerEntry } from '../../../src/domain/knowledge.ts';
import { compileGazetteer } from '../../../src/domain/language/gazetteer.ts';
import { INFLECTED } from './gazetteerInflected.ts';

const entries: GazetteerEntry[] = JSON.parse(readFileSync('digests/reading/gazetteer.json', 'utf8'));
const gazetteer = compileGazetteer(entries);
const byId = new Map(entries.map((entry) => [entry.id, entry]));

/** A sentence with `name` and whatever its entry needs nearby. */
function carrier(entry: GazetteerEntry, name: string): string {
  const needed = entry.flags?.needs?.[0]?.replace('*', '');
  return `… ${name.replaceAll('*', '')}. ${needed === undefined ? '' : `(${needed})`}`;
}

const finds = (text: string, id: string) => gazetteer.find(text).some(({ entity }) => entity === id);

for (const language of ['ru', 'kk', 'en'] as const) {
  test(`every name of every entry is found as it is written (${language})`, () => {
    const lost: string[] = [];
    let seen = 0;
    for (const entry of entries) {
      assert.ok(entry.names[language].length > 0, `${entry.id} has no ${language} name`);
      for (const name of entry.names[language]) {
        seen++;
        if (!finds(carrier(entry, name), entry.id)) lost.push(`${entry.id}: ${name}`);
      }
    }
    assert.deepEqual(lost, []);
    assert.ok(seen > 800);
  });

  test(`every name that is no abbreviation is found in capitals, as headlines have it (${language})`, () => {
    const lost = entries.flatMap((entry) => {
      const [name] = entry.names[language];
      if (name === undefined || finds(carrier(entry, name.toUpperCase()), entry.id)) return [];
      return [`${entry.id}: ${name}`];
    });
    assert.deepEqual(lost, []);
  });
}

/** Kazakh case endings by the rules of harmony and assimilation, written apart from the matcher's. */
function kazakhCases(word: string): string[] {
  const lower = word.toLowerCase();
  const vowel = lower.match(/[аоұыуяюёәеөүіиэ]/g)?.at(-1) ?? 'а';
  const back = 'аоұыуюя'.includes(vowel) || (vowel === 'и' && /[аоұы]/.test(lower));
  const [a, y] = back ? ['а', 'ы'] : ['е', 'і'];
  const last = lower.at(-1) ?? '';
  const voiceless = 'пкқстфхцчшщбвгд'.includes(last);
  const vowelEnd = 'аоұыуяюёәеөүіиэ'.includes(last);
  const nasal = 'мнң'.includes(last);
  const genitive = vowelEnd || nasal ? 'н' : voiceless ? 'т' : 'д';
  const accusative = vowelEnd ? 'н' : voiceless ? 'т' : 'д';
  const [k, t] = [back ? (voiceless ? 'қ' : 'ғ') : voiceless ? 'к' : 'г', voiceless ? 'т' : 'д'];
  const m = voiceless ? 'п' : last === 'з' || last === 'ж' ? 'б' : 'м';
  return [
    ...[`${genitive}${y}ң`, `${k}${a}`, `${accusative}${y}`, `${t}${a}`, `${nasal ? 'н' : t}${a}н`, `${m}ен`],
    ...[`${t}${a}ғы`.replace('еғы', 'егі')],
  ];
}

test('Kazakh names of persons, places and companies are found in every case', () => {
  const lost: string[] = [];
  let seen = 0;
  for (const entry of entries.filter(({ kind }) => ['person', 'place', 'company'].includes(kind))) {
    const name = entry.names.kk[0] ?? '';
    if (!/^[а-яәғқңөұүһі -]{4,}$/i.test(name)) continue;
    for (const ending of kazakhCases(name)) {
      seen++;
      // «министрлігі», «билігі»: a possessive takes н between; these names stand in the table below.
      if (!finds(carrier(entry, name + ending), entry.id)) lost.push(`${entry.id}: ${name}${ending}`);
    }
  }
  assert.deepEqual(lost, []);
  assert.ok(seen > 1000, String(seen));
});

test('Latin names are found with Kazakh and Russian endings and the English possessive', () => {
  const lost: string[] = [];
  let seen = 0;
  for (const entry of entries.filter(({ kind }) => kind === 'company')) {
    const name = entry.names.en[0] ?? '';
    if (!/^[A-Za-z &.-]*[A-Za-z]{3,}$/.test(name)) continue;
    for (const ending of ['-тің', '-пен', '-ға', '-дан', '-ке', '’s', "'s", 'а', '-ом', ' – тің']) {
      seen++;
      if (!finds(carrier(entry, name + ending), entry.id)) lost.push(`${entry.id}: ${name}${ending}`);
    }
  }
  assert.deepEqual(lost, []);
  assert.ok(seen > 500, String(seen));
});

for (const language of ['ru', 'kk'] as const) {
  const table = INFLECTED[language];
  test(`the inflected forms of the ${language} table are found, whole`, () => {
    const lost: string[] = [];
    let seen = 0;
    for (const [id, forms] of Object.entries(table)) {
      const entry = byId.get(id);
      assert.ok(entry, `the table names ${id}, which is no entry`);
      for (const form of forms.split(';').map((one) => one.trim())) {
        seen++;
        const text = carrier(entry, form);
        const found = gazetteer.find(text).find(({ entity }) => entity === id);
        if (found === undefined || text.slice(found.start, found.end) !== form) lost.push(`${id}: ${form}`);
      }
    }
    assert.deepEqual(lost, []);
    assert.ok(seen > 200, String(seen));
  });
}
