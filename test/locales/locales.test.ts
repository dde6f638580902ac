import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CITY_ZONES } from '../../src/locales/cities.ts';
import { kk } from '../../src/locales/kk.ts';
import { type Messages, ru } from '../../src/locales/ru.ts';
import { DESK_ARGUMENTS } from './deskArguments.ts';
import { GROUP_ARGUMENTS } from './groupArguments.ts';

const figure = { value: 4_200_000_000, unit: 'usd', qualifier: null, text: '$4.2bn' } as const;
const now = new Date('2026-11-22T03:10:00Z');
const soon = new Date('2026-11-23T03:30:00Z');
const zone = 'Asia/Almaty';
const digest = '⚛️ Уран';

/** Every code of a failure, as ports.ts declares them, so that none is told in no words. */
const CODES = [
  ...(/readonly code:([^;]*);/.exec(readFileSync('src/app/ports.ts', 'utf8'))?.[1] ?? '').matchAll(
    /'(\w+)'/g,
  ),
].map(([, code]) => code ?? '');

/** Arguments with which every function of a locale is tried. */
const ARGUMENTS: Record<string, unknown[][]> = {
  'formats.calendarDate': [
    ['2025-11-06', 2026],
    ['2026-09-22', 2026],
    ['2025-11', 2026],
    ['2025', 2026],
  ],
  'formats.date': [[now, zone, now]],
  'formats.dateTime': [[now, zone, now]],
  'formats.dayMonth': [[now, zone, now]],
  'formats.figure': [[figure]],
  'formats.languageMark': [['en'], ['other']],
  'formats.list': [[['А', 'Б', 'В']]],
  'formats.number': [[23_270]],
  'formats.percent': [[55]],
  'formats.range': [
    [now, soon],
    [new Date('2026-11-28'), new Date('2026-12-04')],
  ],
  'formats.relative': [
    [new Date('2026-11-21T16:40:00Z'), zone, now],
    [now, zone, now],
  ],
  'formats.time': [[now, zone]],
  'formats.when': [[soon, zone, now]],
  'formats.within': [[24], [72], [168], [720]],
  'formats.zoneName': [[zone, now]],
  'formats.days': [[[1, 2, 3, 4, 5, 6, 7]], [[1, 2, 3, 4, 5]], [[1]], [[2, 4]]],
  'formats.schedule': [[[1, 2, 3, 4, 5], '08:30 (Астана)']],
  'buttons.chosen': [[digest]],
  welcomeBack: [[digest, 'X']],
  confirmTopic: [[digest, 'C5+1', 'X']],
  subscribed: [[digest, 'X']],
  unsubscribed: [[digest, 'uranium']],
  notAmongSubscriptions: [[digest]],
  nextDigest: [['X']],
  topicLine: [[digest, 3, 12]],
  'groups.head': [
    ['channel', 'X'],
    ['group', 'X'],
  ],
  'groups.unknownName': [['X']],
  'groups.elsewhere.subscribed': [[digest, 'X']],
  'groups.elsewhere.unsubscribed': [[digest]],
  'groups.elsewhere.timeAsk': [['X']],
  'groups.elsewhere.zoneAsk': [['X', '08:30']],
  'groups.elsewhere.resumed': [[null], ['X']],
  'story.buttons.related': [[digest]],
  'story.buttons.end': [[2]],
  'story.articles': [[1], [3], [12]],
  'story.moreArticles': [[1], [3], [12]],
  'story.following': [[digest]],
  'story.already': [[digest]],
  'story.ended': [[digest]],
  'story.notFollowed': [[digest]],
  'story.full': [[50]],
  'story.list': [[2]],
  'story.listShown': [[20]],
  'story.noNumber': [
    ['9', 1],
    ['9', 5],
  ],
  'story.noNumberHere': [['9']],
  storyCount: [
    [1, 24],
    [3, 168],
    [5, 72],
  ],
  moreInDigest: [[2]],
  moreInTopics: [[5]],
  moreInSearch: [[21]],
  empty: [[digest, 24, 3]],
  quietWeek: [[digest, 'X']],
  quietMonth: [[digest, 720]],
  sourcesFailing: [[null], ['X']],
  factCard: [
    [{ topics: ['C5+1', 'Көлік'], parties: ['Wabtec'], figures: [figure], date: '2026-09-22' }, 2026],
    [{ topics: [], event: 'signing', parties: [], figures: [], date: null }, 2026],
    [{ topics: [], event: 'unheard of', parties: [], figures: [], date: null }, 2026],
    [{ topics: [], parties: [], figures: [], date: null }, 2026],
  ],
  figuresDiffer: [[[{ figure: '$4', outlets: ['Steppe Post', 'X'] }]]],
  'edition.items': [
    [
      {
        stage: { from: 'announced', to: 'signed' },
        figures: [
          { from: { value: 4e9 }, to: { value: 4.2e9, unit: 'usd' } },
          { from: { value: 3e9 }, to: { value: 3.5e9, unit: 'eur' } },
          { from: null, to: { value: 2e8, unit: 'usd' } },
          { from: null, to: { value: 350, unit: 'locomotive' } },
          { from: { value: 55 }, to: { value: 60, unit: 'pct' } },
        ],
        parties: ['Wabtec'],
        days: ['2026-12-05'],
        turns: [],
      },
      2026,
    ],
    [
      {
        stage: { from: null, to: 'delivered' },
        figures: [],
        parties: ['Wabtec', 'X'],
        days: ['2027-02-15'],
        turns: ['postpone', 'cancel', 'suspend', 'resume', 'withdraw'],
      },
      2026,
    ],
    [{ stage: { from: 'signed', to: 'financed' }, figures: [], parties: [], days: [], turns: [] }, 2026],
  ],
  searchTitle: [['Wabtec']],
  found: [
    [3, 3],
    [30, 10],
  ],
  notFound: [
    ['x', true],
    ['x', false],
  ],
  badWindow: [['48h']],
  unknownTopic: [
    ['x', true],
    ['x', false],
  ],
  timeAsk: [['X']],
  timeSet: [['X']],
  next: [['X']],
  badTime: [['25:00']],
  zoneAsk: [['X', '08:10']],
  zoneSet: [['X', '08:10']],
  badZone: [['x']],
  badLanguage: [['x']],
  'settings.overview': [
    [{ digests: digest, schedule: 'X', zone: 'X', length: 'X', quiet: 'X', stopped: false, next: 'X' }],
    [{ digests: null, schedule: null, zone: 'X', length: 'X', quiet: null, stopped: true, next: null }],
  ],
  'settings.lengthAsk': [['X']],
  'settings.lengthSet': [['X']],
  'settings.badLength': [['X']],
  'settings.quietSet': [[null], ['X']],
  'settings.badQuiet': [['X']],
  'settings.halfQuiet': [['X', '09:00']],
  'settings.sameQuiet': [['X']],
  'settings.silentDigest': [['X']],
  'settings.quietWeekTitle': [['X']],
  scheduleOf: [[digest, 'X']],
  resumed: [[null], ['X']],
  privacy: [[null], ['@owner']],
  'onboarding.sampleOf': [['X']],
  'onboarding.keepsTopics': [[digest]],
  'onboarding.endsTopics': [[digest]],
  ...Object.fromEntries(
    ['failing', 'wrong_kind', 'gone', 'paused', 'silent'].map((what) => [`notices.titles.${what}`, [['X']]]),
  ),
  'notices.duration': [[60], [2_400], [7_200], [18_000], [300_000]],
  'notices.several': [[3]],
  'notices.outage': [[15, 19]],
  'notices.outageSince': [['X', 'X']],
  'notices.outageSources': [['X']],
  'notices.andMore': [[4]],
  'notices.why': [...CODES.map((code) => [code, null]), ['http_status', 503], ['never heard of', null]],
  'notices.failures': [
    ['X', 3, 'X'],
    ['X', 0, 'X'],
  ],
  'notices.lastRead': [[null], ['X']],
  'notices.silence': [
    ['X', null],
    ['X', '2'],
  ],
  'notices.remedy': [
    ...CODES.map((code) => ['failing', code, null]),
    ['failing', 'http_status', 403],
    ['failing', 'http_status', 404],
    ['silent', null, null],
    ['gone', 'http_status', 410],
    ['paused', 'timeout', null],
  ],
  'notices.over': [['X']],
  'notices.severalOver': [[2]],
  'notices.overReading': [['X']],
  'notices.overSilence': [['X']],
  'notices.overOutage': [['X']],
  'pages.searchFor': [['X']],
  ...DESK_ARGUMENTS,
  ...GROUP_ARGUMENTS,
  'status.troubled': [[1], [2], [5]],
  'status.at': [['X']],
  'status.stories': [[1], [2], [5]],
  'status.day': [
    ['X', 1200, 0],
    ['X', 1200, 3],
  ],
};

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
