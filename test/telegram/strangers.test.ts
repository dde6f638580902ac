import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from '../../src/store/drizzle.ts';
import { chatKey, storyKey, VERBS } from '../../src/telegram/callbacks.ts';
import { aToldStory } from '../support/toldStories.ts';
import { answerAfter, newest, runBot, setStage } from './stage.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`telegram/strangers.test.ts: SEED=${seed}`);
const STEPS = 25;

const stage = await setStage();
runBot(stage);
const { control, deps } = stage;

const PEOPLE = await Promise.all(
  ['ru', 'kk', 'ru', 'kk'].map(async (languageCode) => {
    const person = control.addUser({ name: 'Анна', languageCode });
    await answerAfter(control, person, control.start(person));
    return person;
  }),
);
const [first = 0] = PEOPLE;
const KINDS = ['group', 'supergroup', 'supergroup', 'channel'] as const;
const CHATS = await Promise.all(
  KINDS.map(async (kind, index) => {
    const creator = PEOPLE[index] ?? first;
    const username = kind === 'group' ? undefined : `kopir_chat_${index}`;
    const chatId = control.createGroup({
      title: 'Чат',
      creator,
      kind,
      members: PEOPLE,
      ...(username ? { username } : {}),
    });
    if (kind === 'channel') control.promoteBot(chatId, creator);
    else control.addBot(chatId, creator);
    await idle();
    return { chatId, kind, creator, username };
  }),
);

/** Waits until the bot has handled everything. */
async function idle(): Promise<void> {
  await control.until(() => control.pendingUpdates() === 0, 30_000);
}

/** All that is kept of each chat, by its id, but what it was shown: reading leaves that to everybody. */
async function kept(): Promise<Map<number, string>> {
  const rows = await deps.db.execute<{ chat_id: string; all: unknown }>(sql`
    select c.chat_id, jsonb_build_object('chat', to_jsonb(c) - 'shown_edition_id' - 'shown_at',
           'topics', (select jsonb_agg(to_jsonb(s) order by s.digest) from subscriptions s where s.chat_id = c.chat_id),
           'follows', (select jsonb_agg(to_jsonb(f) order by f.story_id) from follows f where f.chat_id = c.chat_id)) as "all"
      from chats c`);
  return new Map(rows.map((row) => [Number(row.chat_id), JSON.stringify(row.all)]));
}

const story = await aToldStory(deps.db);
const WANTED = [
  'sub:uranium:on sub:trade:on sub:uranium:off yes:energy end:trade lang:kk:menu lang:ru:ask at:0730 at:1900',
  'days:daily days:weekly zone:Asia/Dubai zone:Europe/London run:off run:on forget:yes forget:no own:uranium:0900',
  `fol:${storyKey(story)}:on:news fol:${storyKey(story)}:off:page own:uranium:usual length:brief length:full quiet:2200:0700 quiet:off done menu:main menu:time topics:edit`,
].flatMap((line) => line.split(' '));
const data = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WANTED) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...VERBS),
        fc.array(fc.constantFrom('uranium', 'on', 'off', '1', 'kk', 'yes', '0800', 'new', ''), {
          maxLength: 3,
        }),
      )
      .map((parts) => parts.flat().join(':')),
  },
);
const COMMANDS = [
  '/subscribe uranium',
  '/stop',
  '/start',
  '/language kk',
  '/time 10:00 daily',
  '/quiet off',
  '/length brief',
  '/timezone Дубай',
  '/unsubscribe all',
  '/digest',
];
const person = fc.nat(PEOPLE.length - 1);
const chat = fc.nat(CHATS.length - 1);
/** `there`: where it is done, null = the person's private chat; `target`: the chat that is named, if any. */
const scene = fc.oneof(
  { weight: 4, arbitrary: fc.record({ there: chat, target: fc.constant(null) }) },
  { weight: 4, arbitrary: fc.record({ there: fc.constant(null), target: chat }) },
  {
    weight: 1,
    arbitrary: fc.record({ there: fc.option(chat, { nil: null }), target: fc.option(chat, { nil: null }) }),
  },
);
const press = fc.record({ kind: fc.constant('press' as const), person, scene, data });
const say = fc.record({
  kind: fc.constant('say' as const),
  person,
  scene,
  command: fc.constantFrom(...COMMANDS),
});
const role = fc.record({ kind: fc.constant('role' as const), person, chat, admin: fc.boolean() });
const step = fc.oneof(
  { weight: 6, arbitrary: press },
  { weight: 3, arbitrary: say },
  { weight: 2, arbitrary: role },
);
type Act =
  | (typeof press extends fc.Arbitrary<infer P> ? P : never)
  | (typeof say extends fc.Arbitrary<infer S> ? S : never);

/** The chat that an act of `who` is about: the place, or what it names in the private chat; null when none. */
function aboutWhich(act: Act, who: number): number | null {
  const there = act.scene.there === null ? null : CHATS[act.scene.there];
  const target = act.scene.target === null ? null : CHATS[act.scene.target];
  if (there?.kind === 'channel') return null;
  if (act.kind === 'press') return there && target ? null : ((there ?? target)?.chatId ?? who);
  if (there) return there.chatId;
  const takesName = !['/start', '/digest'].includes(act.command);
  return takesName && target?.username !== undefined ? target.chatId : who;
}

async function perform(act: Act, who: number): Promise<void> {
  const chatId = act.scene.there === null ? who : (CHATS[act.scene.there]?.chatId ?? who);
  const target = act.scene.target === null ? null : CHATS[act.scene.target];
  if (act.kind === 'press') {
    const data = `v1:${act.data}${target ? `@${chatKey(target.chatId)}` : ''}`;
    const messageId = newest(stage, chatId).messageId || 1;
    await control.waitForAnswer(control.pressRaw(who, data, { chatId, messageId }), 30_000);
  } else {
    const [verb = '', ...rest] = act.command.split(' ');
    control.say(who, [verb, ...(target?.username ? [`@${target.username}`] : []), ...rest].join(' '), {
      chatId,
    });
  }
  await idle();
}

test('property: whatever strangers press and say, no chat changes but one whose administrator did it', async () => {
  let changes = 0;
  let denied = 0;
  const property = fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
    const admins = new Map(CHATS.map(({ chatId, creator }) => [chatId, new Set([creator])]));
    for (const { chatId, creator } of CHATS) {
      for (const one of PEOPLE) if (one !== creator) control.setMember(chatId, one, 'member');
    }
    for (const one of steps) {
      const who = PEOPLE[one.person] ?? first;
      if (one.kind === 'role') {
        const { chatId, creator } = CHATS[one.chat]!;
        if (who === creator) continue;
        control.setMember(chatId, who, one.admin ? 'administrator' : 'member');
        admins.get(chatId)?.[one.admin ? 'add' : 'delete'](who);
        continue;
      }
      const there = one.scene.there === null ? null : CHATS[one.scene.there];
      if (one.kind === 'say' && there?.kind === 'channel') continue;
      const before = await kept();
      await perform(one, who);
      const about = aboutWhich(one, who);
      const mayChange = about === who || (about !== null && admins.get(about)?.has(who) === true);
      const after = await kept();
      for (const id of new Set([...before.keys(), ...after.keys()])) {
        if (before.get(id) === after.get(id)) continue;
        assert.ok(id === about && mayChange, `${who} changed ${id}: ${JSON.stringify(one)}`);
        changes += 1;
      }
      if (!mayChange) denied += 1;
    }
  });
  await fc.assert(property, { seed, numRuns: Number(process.env.RUNS ?? 10), endOnFailure: true });
  assert.ok(changes > 5 && denied > 20, `${changes} changes, ${denied} acts of strangers`);
  console.log(`${changes} changes, ${denied} acts of strangers that changed nothing`);
  assert.deepEqual(stage.problems, []);
});
