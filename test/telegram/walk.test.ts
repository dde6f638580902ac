import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EditionStory } from '../../src/domain/edition.ts';
import { ru } from '../../src/locales/ru.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { aFigure, aStory } from './editions.ts';
import { ADMINS, answerAfter, ask, foundNothing, runBot, setStage } from './stage.ts';
import { foreignWords, slips, withoutBilingual } from './vocabulary.ts';

const stage = await setStage();
const { control, news } = stage;
runBot(stage);

const MOST_PRESSES = 260;
const DEEPEST = 3;
/** Commands of every kind, and mistakes in them; what a person types is neither Russian nor Kazakh. */
const SAID = [
  ...Object.keys(ru.profile.commands)
    .filter((name) => !['forget', 'stop'].includes(name))
    .map((name) => `/${name}`),
  ...[
    '/start uranium',
    '/start all',
    '/start story_1',
    '/start nonsense',
    '/digest uranium 7d',
    '/digest 48h',
    '/digest qwrt',
  ],
  ...[
    '/subscribe uranium trade',
    '/unsubscribe',
    '/unsubscribe qwrt',
    '/unsubscribe energy',
    '/start',
    '/settings',
  ],
  ...[
    '/start trade',
    '/start transport',
    '/start all',
    '/time',
    '/time 25:61',
    '/time 9:15 daily',
    '/timezone',
  ],
  ...[
    '/timezone Qwrt',
    '/timezone America/New_York',
    '/timezone +7',
    '/quiet',
    '/quiet 25',
    '/quiet 22:00',
    '/quiet 22:00 22:00',
  ],
  ...[
    '/quiet off',
    '/quiet 22:00 07:00',
    '/length',
    '/length qwrt',
    '/length brief',
    '/language xx',
    '/search',
    '/search qwrt',
  ],
  ...[
    '/wat',
    '/help@otherbot',
    'Wabtec',
    '/topics',
    '/digest',
    '/admin',
    '/announce',
    '/announce Wabtec',
    '/remove',
  ],
  ...[
    '/remove https://sary.kz/no',
    '/unsubscribe uranium',
    '/unsubscribe trade',
    '/stop',
    '/settings',
    '/stop',
    '/start',
    '/forget',
  ],
];

/** Stories without a word of either language, so that all words on a screen are ours. */
function stories(language: 'ru' | 'kk'): EditionStory[] {
  const own: Partial<EditionStory> = {
    headlineLanguage: language,
    headline: 'Wabtec: ES44',
    sentences: ['Wabtec ES44.'],
    outlets: [
      { name: 'Steppe Post', url: 'https://steppe.example/w', language },
      { name: 'Qazaq Times', url: 'https://sary.kz/wabtec', language: 'en' },
      { name: 'Dala', url: 'https://dala.kz/w', language: language === 'ru' ? 'kk' : 'ru' },
    ],
    figures: [aFigure(), aFigure({ value: 55, unit: 'pct' }), aFigure({ value: 120e9, unit: 'kzt' })],
    topics: [],
    parties: ['Wabtec', 'Boeing'],
    firstPublishedAt: new Date('2026-09-22T03:00:00Z'),
  };
  const changes = {
    stage: { from: 'announced', to: 'signed' },
    figures: [{ from: aFigure({ value: 4e9 }), to: aFigure() }],
    parties: ['Boeing'],
    days: ['2026-11-29'],
    turns: ['postpone'],
  } as unknown as NonNullable<EditionStory['changes']>;
  const differing = [4e9, 4.2e9].map((value) => ({ figure: aFigure({ value }), outlet: `Post ${value}` }));
  const card = { topics: ['C5+1'], parties: ['Wabtec'], figures: [aFigure()], date: '2026-09-22' };
  const events = [
    'call',
    'visit',
    'meeting',
    'signing',
    'appointment',
    'delivery',
    'sanction',
    'exercise',
  ] as const;
  return [
    aStory({ ...own, id: 1, differing, method: 'model' }),
    aStory({ ...own, id: 2, updated: true, changes }),
    ...events.map((event, n) =>
      aStory({ ...own, id: 3 + n, headlineLanguage: 'en', sentences: [], card: { ...card, event } }),
    ),
  ];
}

interface Place {
  readonly typed: string;
  readonly labels: readonly string[];
}

/** Everything that the bot has told people since call number `from`: texts, labels, toasts, results. */
function told(from: number): string[] {
  const texts: string[] = [];
  const take = (value: unknown, key = ''): void => {
    if (
      typeof value === 'string' &&
      ['text', 'title', 'description', 'message_text', 'caption'].includes(key)
    )
      texts.push(value);
    else if (Array.isArray(value)) for (const one of value) take(one, key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) take(one, name);
  };
  for (const { method, parameters } of control.calls().slice(from))
    if (!method.startsWith('setMy')) take(parameters);
  return texts;
}

/** Goes to a place: types its words, presses its buttons. @returns the screen there; null where there is no such way */
async function goTo(user: number, { typed, labels }: Place, chatId = user) {
  let last = control.transcript(chatId).at(-1)?.messageId ?? 0;
  let { messageId } = await ask(stage, user, typed, chatId);
  for (const label of labels) {
    last = control.transcript(chatId).at(-1)?.messageId ?? 0;
    const view = control.transcript(chatId).find((one) => one.messageId === messageId);
    if (!view?.keyboard?.flat().some(({ text }) => text === label)) return null;
    const pressed = control.press(user, label, { chatId, messageId });
    if (pressed.kind !== 'callback') return null;
    await control.waitForAnswer(pressed);
    const after = control.transcript(chatId).filter((one) => one.from.isBot && one.messageId > last);
    messageId = after.at(-1)?.messageId ?? messageId;
  }
  const screen = control.transcript(chatId).find((one) => one.messageId === messageId);
  const texts = (screen?.keyboard ?? []).flat().map(({ text }) => text);
  return { text: screen?.text ?? '', labels: texts };
}

const shapeOf = ({ text, labels }: { text: string; labels: readonly string[] }) =>
  [text, ...labels.map((label) => label.replace('✓ ', '')).sort()].join('|').replace(/\d+/g, '0');

/** Visits every screen that commands and buttons lead to, each once. @returns how many, and how many presses */
async function walk(user: number, skip: ReadonlySet<string>) {
  const seen = new Set<string>();
  let presses = 0;
  for (const typed of SAID) {
    let near: Place[] = [{ typed, labels: [] }];
    for (let depth = 0; depth <= DEEPEST && near.length > 0; depth++) {
      const next: Place[] = [];
      for (const place of near) {
        if (presses + depth > MOST_PRESSES && depth > 0) continue;
        presses += depth;
        const screen = await goTo(user, place);
        if (screen === null || seen.has(shapeOf(screen))) continue;
        seen.add(shapeOf(screen));
        for (const label of screen.labels)
          if (!skip.has(label)) next.push({ typed, labels: [...place.labels, label] });
      }
      near = next;
    }
  }
  return { screens: seen.size, presses };
}

for (const language of ['ru', 'kk'] as const) {
  test(`no screen in ${language} holds a word of the other language, a hole or a slip`, async (t) => {
    const messages = messagesFor(language);
    const from = control.calls().length;
    news.stories = stories(language);
    const [user, owner] = [
      control.addUser({ id: ADMINS[language === 'ru' ? 0 : 1]!, name: 'Wabtec', languageCode: language }),
      control.addUser({ name: 'Wabtec', languageCode: language }),
    ];
    await answerAfter(control, user, control.start(user));
    const { buttons } = messages;
    const found = await walk(user, new Set([buttons.russian, buttons.kazakh, buttons.delete]));
    t.diagnostic(`${found.screens} screens by ${found.presses} presses`);
    assert.ok(found.screens > 40, `${found.screens} screens`);
    await goTo(user, { typed: '/forget', labels: [buttons.delete] });

    // The same in moods of the news that the walk does not meet.
    news.found = foundNothing({ suggestions: ['Boeing'] });
    await ask(stage, user, '/search qwrt');
    news.found = foundNothing({ stories: news.stories, total: 30, reachable: 30, searchedWeeks: 4 });
    await ask(stage, user, '/search Wabtec');
    for (const why of ['noNews', 'reading', 'failing'] as const) {
      news.stories = [];
      news.empty = { ...news.empty, why, weekCount: why === 'noNews' ? 5 : 0 };
      for (const typed of ['/digest', '/digest 7d', '/digest 30d']) await ask(stage, user, typed);
    }
    const group = control.createGroup({ title: 'Wabtec', creator: owner, members: [user] });
    control.addBot(group, owner);
    await control.waitForMessage(group);
    for (const typed of ['/start', '/settings', '/subscribe uranium', '/stop', '/quiet', '/help']) {
      for (const who of [owner, user]) await ask(stage, who, typed, group);
    }
    for (const typed of ['', 'Wabtec', 'qwrt']) {
      const query = control.inlineQuery(user, typed);
      await control.until(() => control.inlineAnswer(query), 20_000);
    }

    const texts = [...new Set(told(from))];
    assert.ok(texts.length > 150, `${texts.length} texts`);
    const mistakes = texts.flatMap((text) => {
      const ours = withoutBilingual(text, messages);
      return [
        ...foreignWords(ours, language).map((word) => `a word of the other language, «${word}»`),
        ...slips(ours, language),
      ].map((mistake) => `${mistake}: ${text.replaceAll('\n', ' ').slice(0, 200)}`);
    });
    assert.deepEqual([...new Set(mistakes)], []);
    assert.deepEqual(control.violations(), []);
    assert.deepEqual(stage.problems, []);
  });
}

test('the walk’s rules see what they are for', () => {
  assert.deepEqual(foreignWords('Настройки: баптаулар', 'kk'), ['настройки']);
  assert.deepEqual(foreignWords('Баптаулар, қараша, 22 ноября', 'kk'), ['ноября']);
  assert.deepEqual(foreignWords('Темы и жазылым', 'ru'), ['жазылым']);
  assert.deepEqual(foreignWords('Уран · C5+1 · Астана', 'kk'), []);
  for (const wrong of ['Дайын!', 'X undefined', '{digest}', '5 жаңалықтар', 'сөз — сөз', 'aбв', 'АҚШ-ға']) {
    assert.notDeepEqual(slips(wrong, 'kk'), [], wrong);
  }
  for (const right of ['5 жаңалық', '08:30 уақыт', 'сөз – сөз', '4,2 млрд АҚШ доллары'])
    assert.deepEqual(slips(right, 'kk'), [], right);
});
