import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CITY_ZONES } from '../../src/locales/cities.ts';
import { kk } from '../../src/locales/kk.ts';
import { type Messages, ru } from '../../src/locales/ru.ts';
import { ARGUMENTS, CODES } from './arguments.ts';

/** Every string that a locale can say, with its key; functions are tried with ARGUMENTS. */
function said(messages: Messages): { key: string; text: string }[] {
  const found: { key: string; text: string }[] = [];
  const walk = (value: unknown, key: string) => {
    if (typeof value === 'string') found.push({ key, text: value });
    else if (typeof value === 'function') {
      const calls = ARGUMENTS[key];
      assert.ok(calls, `${key} has no arguments in this test: add them`);
      for (const args of calls) found.push({ key, text: String(value(...args)) });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) walk(inner, key === '' ? name : `${key}.${name}`);
    }
  };
  walk(messages, '');
  assert.ok(found.length > 100);
  return found;
}

const RU = said(ru);
const KK = said(kk);
/** Lines that speak both languages on purpose. */
const BILINGUAL = new Set([
  'buttons.russian',
  'buttons.kazakh',
  'buttons.language',
  'languageAsk',
  'badLanguage',
  'help',
  'profile.commands.language',
]);

/** What the cheap rules against machine-made Kazakh find in `text`. */
function kazakhMistakes(text: string): string[] {
  const rules: [string, RegExp][] = [
    ['an exclamation mark', /!/],
    ['«болып табылады»', /болып табыл/i],
    ['«орын алды»', /орын ал(ды|ған)/i],
    ['«сыни минерал»', /сыни минерал/i],
    ['wrong harmony', /АҚШ-(ның|ға|да|дан|мен)/],
    [
      'plural after a number',
      /\d[\s\u00a0](?!\S*(?:доллар|гектар|лидер|тендер))\p{L}+(?:лар|лер|дар|дер|тар|тер)(?!\p{L})/u,
    ],
    ['a letter after a Latin name without hyphen', /[A-Za-z][а-яәғқңөұүіһ]/i],
    ['a hyphen for a dash', /\s-\s/],
  ];
  return rules.filter(([, rule]) => rule.test(text)).map(([name]) => name);
}

test('the cheap rules for Kazakh catch what they are for', () => {
  for (const wrong of [
    'Дайын!',
    'АҚШ маңызды серіктес болып табылады',
    'кездесу орын алды',
    'сыни минералдар',
    'АҚШ-ның',
    '300 локомотивтер',
    'Wabtecпен',
    'сөз - сөз',
  ]) {
    assert.notDeepEqual(kazakhMistakes(wrong), [], wrong);
  }
  for (const right of ['300 локомотив', '4 млрд АҚШ доллары', 'Wabtec-пен', 'АҚШ-тың', 'сөз – сөз']) {
    assert.deepEqual(kazakhMistakes(right), [], right);
  }
});

test('no Kazakh line makes a mistake that the cheap rules know', () => {
  const found = KK.flatMap(({ key, text }) => kazakhMistakes(text).map((mistake) => `${key}: ${mistake}`));
  assert.deepEqual(found, []);
});

test('a long Kazakh line has Kazakh letters', () => {
  const russian = KK.filter(
    ({ key, text }) =>
      !BILINGUAL.has(key) &&
      (text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) > 25 &&
      !/[әғқңөұүіһ]/i.test(text),
  );
  assert.deepEqual(russian, []);
});

test('no word mixes Latin and Cyrillic letters', () => {
  const mixed = [...RU, ...KK].flatMap(({ key, text }) =>
    (text.match(/[\p{L}]+/gu) ?? [])
      .filter((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word))
      .map((word) => `${key}: ${word}`),
  );
  assert.deepEqual(mixed, []);
  const cities = CITY_ZONES.flatMap((zone) => zone.cities.flatMap(({ spellings }) => spellings)).filter(
    (name) => /\p{Script=Latin}/u.test(name) && /\p{Script=Cyrillic}/u.test(name),
  );
  assert.deepEqual(cities, []);
});

test('nothing is shouted, and no Russian word is written with a Kazakh dash', () => {
  assert.deepEqual(
    RU.filter(({ key, text }) => /!/.test(text) || (/ – /.test(text) && !BILINGUAL.has(key))),
    [],
  );
});

test('a length of time, which comes in the nominative, stands after a colon in Russian', () => {
  const { oldest, program, takes, remaining } = ru.admin;
  const minute = ru.admin.duration(60);
  for (const line of [oldest(minute), program('0.1.0', minute), takes(minute, 30), remaining(minute)])
    assert.match(line, /: 1 минута(?!\p{L})/u);
});

test('a command in a text ends at a space, a comma or the end of a line', () => {
  const commands = [...RU, ...KK].flatMap(({ key, text }) =>
    [...text.matchAll(/(?<![\p{L}\d/])\/([a-z]+)(?=(.?))/gsu)].map(([, name = '', after = '']) => ({
      key,
      name,
      after,
    })),
  );
  assert.ok(commands.length > 50);
  for (const { key, name, after } of commands) {
    if (/^[A-Z]/.test(name)) continue;
    assert.match(after, /^[\s,;)]?$/, `${key}: /${name}${after}`);
    assert.ok(Object.keys(ru.profile.commands).includes(name), `${key}: /${name} is no command`);
  }
});

test('both locales put the same variables into the same lines', () => {
  const marked = (messages: Messages) =>
    said(messages).map(
      ({ key, text }) => `${key} ${['⚛️ Уран', 'X', 'uranium', '@owner'].filter((v) => text.includes(v))}`,
    );
  assert.deepEqual(marked(kk), marked(ru));
});

test('both locales have the same keys, none empty', () => {
  assert.deepEqual(
    KK.map(({ key }) => key),
    RU.map(({ key }) => key),
  );
  const mayBeEmpty = new Set(['factCard']);
  assert.deepEqual(
    [...RU, ...KK].filter(({ key, text }) => text.trim() === '' && !mayBeEmpty.has(key)),
    [],
  );
});

test('every failure of a source is told in words of its own', () => {
  assert.ok(CODES.length > 10);
  for (const { notices } of [ru, kk]) {
    const known = new Set([...CODES, 'unexpected'].map((code) => notices.why(code, null)));
    assert.equal(known.size, CODES.length + 1);
    assert.ok(!known.has(notices.why('never heard of', null)));
    assert.match(notices.why('http_status', 503), /503/);
  }
});

test('the reason of an outage goes on with the line that it stands in', () => {
  const line = ({ notices }: Messages) => notices.outageSince('X', notices.why('network', null));
  assert.match(line(ru), /причина: с сайтом нет связи\.$/);
  assert.match(line(kk), /себебі: сайтпен байланыс жоқ\.$/);
});

test('the profile fits what Telegram takes', () => {
  for (const { profile } of [ru, kk]) {
    assert.ok(profile.name.length <= 64);
    assert.ok(profile.shortDescription.length <= 120, `${profile.shortDescription.length}`);
    assert.ok(profile.description.length <= 512, `${profile.description.length}`);
    for (const [name, description] of Object.entries(profile.commands)) {
      assert.match(name, /^[a-z]{1,32}$/);
      assert.ok(description.length <= 60, description);
      assert.doesNotMatch(description, /[.!]$/);
    }
  }
});

test('toasts fit 200 characters and buttons stay short', () => {
  for (const messages of [ru, kk]) {
    for (const toast of [messages.stale, messages.notAdmin, messages.error, messages.storyGone]) {
      assert.ok(toast.length <= 200, toast);
    }
    for (const label of Object.values(messages.buttons)) {
      if (typeof label === 'string') assert.ok(label.length <= 24, label);
    }
  }
});

test('nothing is translated that nobody says', () => {
  const code = globSync('src/telegram/**/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  assert.ok(code.length > 10_000);
  // Reached as `buttons[set]` and `settings[length]`.
  const byName = new Set(['daily', 'weekdays', 'weekly', 'full', 'brief']);
  const unusedOf = (names: readonly string[]) =>
    names.filter((name) => !byName.has(name) && !new RegExp(`\\.${name}\\b`).test(code));
  assert.deepEqual(unusedOf(['noSuchWords']), ['noSuchWords']);
  assert.deepEqual(
    unusedOf([ru, ru.buttons, ru.profile, ru.notices, ru.settings].flatMap((words) => Object.keys(words))),
    [],
  );
});
