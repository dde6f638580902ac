import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CITY_ZONES } from '../../src/locales/cities.ts';
import {
  packCallback,
  packWords,
  parseCallback,
  parseStoryKey,
  parseWords,
  storyKey,
} from '../../src/telegram/callbacks.ts';
import { linkable, tame } from '../../src/telegram/text.ts';
import { parseAsked, parseDaysKey, parseLanguage, parseTime } from '../../src/telegram/words.ts';
import { resolveZone } from '../../src/telegram/zone.ts';
import { knowledge } from './stage.ts';

const { digests } = knowledge();

const asked: [typed: string, digests: string[], hours: number | null][] = [
  ['', [], null],
  ['uranium', ['uranium'], null],
  ['trade 7d', ['trade'], 168],
  ['30d', [], 720],
  ['за неделю', [], 168],
  ['уран за неделю', ['uranium'], 168],
  ['апта уран', ['uranium'], 168],
  ['сутки нефть и газ', ['energy'], 24],
  ['нефть и газ', ['energy'], null],
  ['Мұнай, көлік', ['energy', 'transport'], null],
  ['Уран и атомная отрасль; Транспорт и логистика', ['uranium', 'transport'], null],
  ['uranium trade uranium', ['uranium', 'trade'], null],
  ['все', ['all'], null],
  ['барлығы 24h', ['all'], 24],
  ['24h uranium 7d', ['uranium'], 168],
  ['жд', ['transport'], null],
  ['Ж/Д, уран', ['transport', 'uranium'], null],
];
for (const [typed, ids, windowHours] of asked) {
  test(`"${typed}" asks for [${ids}] of ${windowHours ?? 'the usual'} hours`, () => {
    assert.deepEqual(parseAsked(typed, digests), { digests: ids, windowHours, unknown: null });
  });
}

const unknowns: [typed: string, named: string, isWindow: boolean][] = [
  ['гороскоп', 'гороскоп', false],
  ['уран гороскоп', 'гороскоп', false],
  ['transport nonsense energy', 'nonsense', false],
  ['гороскоп на завтра', 'гороскоп на завтра', false],
  ['уран, гороскоп на завтра', 'гороскоп на завтра', false],
  ['48h', '48h', true],
  ['технологии 3d', '3d', true],
  ['көлік 2апта', '2апта', true],
];
for (const [typed, named, isWindow] of unknowns) {
  test(`of "${typed}" "${named}" is named as no ${isWindow ? 'window' : 'topic'}`, () => {
    assert.deepEqual(parseAsked(typed, digests).unknown, { typed: named, near: [], isWindow });
  });
}

const times: [typed: string, at: string | null, days: readonly number[] | null][] = [
  ['08:30', '08:30', null],
  ['8:30', '08:30', null],
  ['8.30', '08:30', null],
  ['8 30', '08:30', null],
  ['0830', '08:30', null],
  ['8', '08:00', null],
  ['20ч', '20:00', null],
  ['23:59 weekdays', '23:59', [1, 2, 3, 4, 5]],
  ['08:30 по будням', '08:30', [1, 2, 3, 4, 5]],
  ['08:30 күн сайын', '08:30', [1, 2, 3, 4, 5, 6, 7]],
  ['08:30 Раз в неделю', '08:30', [1]],
  ['00:00', '00:00', null],
  ['24:00', null, null],
  ['08:60', null, null],
  ['08:30 sometimes', null, null],
  ['утром', null, null],
  ['-8:30', null, null],
  ['123456', null, null],
];
for (const [typed, at, days] of times) {
  test(`"${typed}" is ${at === null ? 'no time' : `${at} on ${days ?? 'the usual days'}`}`, () => {
    assert.deepEqual(parseTime(typed), at === null ? null : { at, days });
  });
}

test('languages are known by their codes and names', () => {
  assert.deepEqual(
    ['ru', 'KK', 'Қазақша', 'орысша', 'русский', 'kz'].map(parseLanguage),
    ['ru', 'kk', 'kk', 'kk', 'ru', 'kk'].map((code, n) => (n === 3 ? 'ru' : code)),
  );
  assert.equal(parseLanguage('english'), null);
});

const zones: [typed: string, zone: string | null][] = [
  ['Алматы', 'Asia/Almaty'],
  ['алма-ата', 'Asia/Almaty'],
  ['астана', 'Asia/Almaty'],
  ['Ақтөбе', 'Asia/Aqtobe'],
  ['актобе', 'Asia/Aqtobe'],
  ['Ust-Kamenogorsk', 'Asia/Almaty'],
  ['ӨСКЕМЕН', 'Asia/Almaty'],
  ['оскемен', 'Asia/Almaty'],
  ['нью йорк', 'America/New_York'],
  ['Вашингтон', 'America/New_York'],
  ['вашинтон', 'America/New_York'],
  ['america/new_york', 'America/New_York'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['Мәскеу', 'Europe/Moscow'],
  ['utc', 'UTC'],
  ['UTC+5', 'Etc/GMT-5'],
  ['+3', 'Etc/GMT-3'],
  ['GMT-11', 'Etc/GMT+11'],
  ['UTC+15', null],
  ['Mars/Base', null],
  ['Нарния', null],
  ['', null],
  ['x'.repeat(5000), null],
];
for (const [typed, zone] of zones) {
  test(`the zone of "${typed.slice(0, 20)}" is ${zone}`, () => {
    assert.equal(resolveZone(typed)?.zone ?? null, zone);
  });
}

test('every spelling of the city table finds its own zone', () => {
  for (const { zone, cities } of CITY_ZONES) {
    for (const spelling of cities.flatMap(({ spellings }) => spellings)) {
      assert.equal(resolveZone(spelling)?.zone, zone, spelling);
    }
  }
});

test('callback data is read as it was written, and anything else is null', () => {
  assert.equal(packCallback('sub', 'a'.repeat(32), 'off')?.length, 43);
  assert.deepEqual(parseCallback('v1:sub:uranium:on'), { verb: 'sub', args: ['uranium', 'on'] });
  for (const data of ['', 'v1', 'v2:sub:x', 'v1:nope', 'sub:x']) assert.equal(parseCallback(data), null);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (words) => {
      const data = packWords(words.toWellFormed());
      if (data === null) return;
      assert.ok(Buffer.byteLength(data) <= 64);
      assert.match(data, /^[\x20-\x7e]+$/);
      assert.equal(parseWords(parseCallback(data)?.args[0]), words.toWellFormed());
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
      assert.equal(parseStoryKey(storyKey(id)), id);
    }),
  );
  for (const key of [undefined, '', '0', '-1', 'Я', 'zzzzzzzzzzzz']) assert.equal(parseStoryKey(key), null);
});

test('a repeated word is never live and never longer than 32', () => {
  for (const [typed, shown] of [
    ['@admin', 'admin'],
    ['#tag', 'tag'],
    ['/stop now', 'stop now'],
    ['https://evil.kz/x', 'evil kz/x'],
    ['mail@site.kz', 'mail site kz'],
    ['25:00', '25:00'],
    ['08.60', '08.60'],
    ['«кавычки»', '"кавычки"'],
  ]) {
    assert.equal(tame(typed!), shown);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const shown = tame(typed);
      assert.ok(shown.length <= 32 && shown.isWellFormed());
      assert.doesNotMatch(shown, /(^|\s)[@#/][\p{L}\p{N}]/u);
    }),
  );
});

test('only web addresses with a real host are linked', () => {
  assert.equal(linkable(' https://Қазақ.kz/ж '), 'https://xn--80aau21bd.kz/%D0%B6');
  assert.equal(linkable('http://127.0.0.1:8080/a?b=1#c'), 'http://127.0.0.1:8080/a?b=1#c');
  for (const url of ['', 'kz', 'https://localhost/', 'https://a_b.kz', 'javascript:1', 'https://[::1]/']) {
    assert.equal(linkable(url), null, url);
  }
});

test('days of a button are a set by name or ascending weekdays, and nothing else', () => {
  assert.deepEqual(parseDaysKey('weekdays'), [1, 2, 3, 4, 5]);
  assert.deepEqual(parseDaysKey('d135'), [1, 3, 5]);
  for (const wrong of ['', 'd', '135', 'd0', 'd8', 'd31', 'd11', 'toString', 'd12345678']) {
    assert.equal(parseDaysKey(wrong), null, wrong);
  }
});

const weekdays: [typed: string, days: number[] | null][] = [
  ['8:30 пн, ср и пт', [1, 3, 5]],
  ['8:30 пн-пт', [1, 2, 3, 4, 5]],
  ['8:30 по субботам и воскресеньям', [6, 7]],
  ['8:30 дүйсенбі мен жұма', [1, 5]],
  ['8:30 сенбі күні', [6]],
  ['8:30 sun', [7]],
  ['8:30 пт-пн', null],
  ['8:30 пн завтра', null],
  ['8:30 и', null],
];
for (const [typed, days] of weekdays) {
  test(`"${typed}" is ${days === null ? 'no time' : `on days ${days}`}`, () => {
    assert.deepEqual(parseTime(typed), days === null ? null : { at: '08:30', days });
  });
}
