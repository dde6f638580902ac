/**
 * How long a reader waits: `node test/bench/replies.ts [--rounds 30] [--articles 100000] [--chats 10000]`, or
 * `npm run bench -- replies`. The whole program with the options of `npm start` on the embedded server with its shipped
 * settings, over 100,000 articles in told stories and 10,000 subscribed chats, asked by people of both languages over
 * the strict stand-in of the Bot API, one after the other. A command is answered when its message is at the stand-in, a
 * button when its press is answered, which is after everything else.
 *
 * Prints `name: figure unit (limit: figure) ratio`, exits 1 when a figure is beyond its limit, a call was refused or an
 * update failed. `anew` means that nobody asked for that edition before. /help, which reads one row, is the bare trip; a
 * bare commit, measured between the answers, is what the disk takes of those that change something. All was asked three
 * times before it is measured; the first answers after the start are shown for themselves.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startStandIn } from '../../src/demo/standin/standin.ts';
import { loadKnowledge } from '../../src/digests.ts';
import { compileKnowledge } from '../../src/domain/understand.ts';
import { connect } from '../../src/store/client.ts';
import { report } from '../support/figures.ts';
import { fillWithChats, fillWithStories } from '../support/manyStories.ts';
import { ownServer } from '../support/ownServer.ts';
import { BUTTONS, COMMANDS, INLINE } from '../support/readersAsk.ts';
import { programs } from '../support/wholeProgram.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    articles: { type: 'string', default: '100000' },
    chats: { type: 'string', default: '10000' },
  },
});
const ROUNDS = Number(values.rounds);
const P50_MS = 30;
const P95_MS = 80;
const FIRST_CHAT = 700_000_001;
/** So many people ask in turn that none asks too often. */
const PEOPLE = 400;
const PATIENCE_MS = 20_000;
/** So often everything is asked once before anything is measured. */
const WARMING_ROUNDS = 3;

// Room for what is written at the beginning; all else is as shipped.
const server = await ownServer({ max_wal_size: '4GB' });
// One connection: what is written stands in its temporary tables first.
const database = connect(server.url, { max: 1, name: 'kopir-bench', statementSeconds: 0 });
const standIn = await startStandIn();
const { control } = standIn;
const fleet = programs(server.url, { BOT_TOKEN: standIn.token, BOT_API_ROOT: standIn.apiRoot });
const all: number[] = [];
const commits: number[] = [];
let turn = 0;
try {
  const started = performance.now();
  const loaded = loadKnowledge('digests');
  if (loaded.kind === 'invalid') throw new Error(loaded.mistakes.join('\n'));
  await fillWithStories(database, await compileKnowledge(loaded.knowledge), Number(values.articles));
  await fillWithChats(database, FIRST_CHAT, Number(values.chats));
  // What was written at once is on the disk before anybody asks; otherwise each commit waits for it.
  await database.sql`checkpoint`;
  report(
    `${values.articles} articles and ${values.chats} chats written`,
    (performance.now() - started) / 1000,
    's',
    {
      most: 60,
    },
  );
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const shipped = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  const people = Array.from({ length: PEOPLE }, (_, n) =>
    control.addUser({ name: 'Дана', languageCode: n % 2 === 0 ? 'ru' : 'kk' }),
  );
  const program = await fleet.start(shipped, { ADMIN_IDS: people.join(',') });
  const greetings: number[] = [];
  for (const person of people) greetings.push(await answerTo(person, () => control.start(person)));
  // A program that runs for weeks is not one that has just been started: shown for itself.
  const cold: number[] = [];
  for (let round = 0; round < WARMING_ROUNDS; round += 1)
    for (const [, typed, how] of COMMANDS)
      for (const words of typed) {
        if (how === 'anew') await database.sql`delete from editions where kind = 'onDemand'`;
        const wait = await ask(next(people), words);
        if (round === 0) cold.push(wait);
      }
  report('the first command of each kind after a start, p50', percentile(cold, 0.5), 'ms');
  report('the first command of each kind after a start, p95', percentile(cold, 0.95), 'ms');
  say('/start of a known chat', greetings, null);
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) bare.push(await ask(next(people), '/help'));
  say('/help, the bare trip', bare, null);
  const trip = percentile(bare, 0.5);
  for (const [name, typed, how] of COMMANDS) {
    const waits: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      if (how === 'anew') await database.sql`delete from editions where kind = 'onDemand'`;
      waits.push(await ask(next(people), typed[round % typed.length] ?? ''));
      commits.push(await bareCommit());
    }
    say(name, waits, trip);
  }
  sayCommits('commands');
  for (const [name, typed, ...path] of BUTTONS) {
    const waits: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const person = next(people);
      await ask(person, typed);
      let wait = Number.NaN;
      for (const wanted of path) wait = await press(person, wanted);
      waits.push(wait);
      commits.push(await bareCommit());
    }
    say(`button: ${name}`, waits, trip);
  }
  sayCommits('buttons');
  let found = '';
  for (const [name, typed] of INLINE) {
    const waits: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const words = (typed[round % typed.length] ?? '').replace(/^story$/, `story_${found}`);
      const { wait, first } = await results(next(people), words);
      waits.push(wait);
      found = first ?? found;
    }
    say(`inline: ${name}`, waits, trip);
  }
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const person = control.addUser({ name: 'Айгерім', languageCode: round % 2 === 0 ? 'ru' : 'kk' });
    await answerTo(person, () => control.start(person));
    const from = performance.now();
    const after = control.say(person, '/subscribe all');
    await control.waitForMessage(person, {
      after,
      text: /^(Пример|Үлгі)/,
      timeoutMilliseconds: PATIENCE_MS,
    });
    samples.push(performance.now() - from);
    await control.until(() => control.pendingUpdates() === 0, PATIENCE_MS);
  }
  // Two messages, once in a chat's life: shown beside the others, and not held to their limits.
  report('a first subscription with its sample, p50', percentile(samples, 0.5), 'ms');
  report('a first subscription with its sample, p95', percentile(samples, 0.95), 'ms');
  say('all commands and buttons', all, trip);
  const refused = control.violations();
  report('calls that were refused', refused.length, 'calls', { most: 0 });
  const failed = program.output().match(/"msg":"an update failed"/g)?.length ?? 0;
  report('updates that failed', failed, 'updates', { most: 0 });
  for (const line of refused.slice(0, 5)) console.error(line);
} finally {
  await fleet.end();
  await standIn.close();
  await database.close();
  await server.close();
}

/** The people in turn. */
function next(people: readonly number[]): number {
  turn = (turn + 1) % people.length;
  return people[turn] ?? FIRST_CHAT;
}

/** Milliseconds from what a person does to the bot's message after it. */
async function answerTo(person: number, act: () => number): Promise<number> {
  const from = performance.now();
  await control.waitForMessage(person, { after: act(), timeoutMilliseconds: PATIENCE_MS });
  return performance.now() - from;
}

async function ask(person: number, words: string): Promise<number> {
  const wait = await answerTo(person, () => control.say(person, words));
  // What comes after the first message is not waited for, but must not meet the next question.
  await control.until(() => control.pendingUpdates() === 0, PATIENCE_MS);
  return wait;
}

/** Milliseconds of the smallest change that is on the disk when it is done. */
async function bareCommit(): Promise<number> {
  const from = performance.now();
  await database.sql`update sources set id = id where id = 'bench'`;
  return performance.now() - from;
}

/** Prints what commits took since the last time. */
function sayCommits(beside: string): void {
  report(`a bare commit between ${beside}, p50`, percentile(commits, 0.5), 'ms');
  report(`a bare commit between ${beside}, p95`, percentile(commits, 0.95), 'ms');
  commits.length = 0;
}

/** Milliseconds until the press of the newest button whose label is `wanted`, or whose data begins so, is answered. */
async function press(person: number, wanted: string): Promise<number> {
  const found = control
    .transcript(person)
    .toReversed()
    .flatMap(({ messageId, keyboard }) =>
      (keyboard ?? []).flat().map((one) => ({ messageId, text: one.text, data: one.callback_data ?? '' })),
    )
    .find(({ text, data }) => text === wanted || `${data}:`.startsWith(`v1:${wanted}:`));
  if (found === undefined) throw new Error(`nothing to press like ${wanted}`);
  const from = performance.now();
  await control.waitForAnswer(
    control.pressRaw(person, found.data, { messageId: found.messageId }),
    PATIENCE_MS,
  );
  const wait = performance.now() - from;
  await control.until(() => control.pendingUpdates() === 0, PATIENCE_MS);
  return wait;
}

/** Milliseconds until the results of an inline query are at the stand-in, and the id of the first one. */
async function results(person: number, words: string): Promise<{ wait: number; first: string | undefined }> {
  const from = performance.now();
  const queryId = control.inlineQuery(person, words);
  const answer = await control.until(() => control.inlineAnswer(queryId), PATIENCE_MS);
  const wait = performance.now() - from;
  await control.until(() => control.pendingUpdates() === 0, PATIENCE_MS);
  const [first] = answer.results as readonly { readonly id: string }[];
  return { wait, first: first?.id };
}

function percentile(waits: readonly number[], share: number): number {
  const sorted = waits.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** Prints both figures beside their limits; `trip` is the bare trip of the same run. */
function say(name: string, waits: readonly number[], trip: number | null): void {
  if (waits !== all) all.push(...waits);
  const p50 = percentile(waits, 0.5);
  report(`${name}, p50`, p50, 'ms', { most: P50_MS });
  report(`${name}, p95`, percentile(waits, 0.95), 'ms', { most: P95_MS });
  if (trip !== null && waits === all) report(`${name}, p50 beside the bare trip`, p50 / trip, 'times');
}
