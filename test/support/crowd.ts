import { setTimeout as sleep } from 'node:timers/promises';
import type { StandIn } from '../../src/demo/standin/standin.ts';
import { oneOf, type Random } from './random.ts';

/** One question of somebody, or one press of a button. */
export interface Asked {
  readonly person: number;
  readonly how: 'message' | 'press';
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  /** Null while there is no answer. */
  answeredAt: number | null;
}

/** Commands that are answered with one message each. */
const COMMANDS = ['/help', '/digest', '/digest', '/topics', '/search Казахстан', '/settings'];
/** Topics that the people switch on and off; nobody has them to begin with. */
const SWITCHED = ['rights', 'education'] as const;
const PRESSES = 0.35;
/** Longer than the pauses in which Telegram repeats an update that nobody took. */
const PATIENCE_MS = 30_000;

/**
 * People who ask and press, each one thing at a time. A command is answered when its message is at the stand-in, a press
 * when its query is answered.
 */
export function gatherCrowd({ control, token }: StandIn, people: readonly number[], random: Random) {
  const bot = Number(token.split(':')[0]);
  const idle = [...people];
  const asked: Asked[] = [];
  /** The bot's messages and the commands of each person. */
  const messages = new Map<number, number>();
  const commands = new Map<number, number>();
  /** The message with topics to switch, by person. */
  const pickers = new Map<number, number>();
  /** What each person wanted last, as "<person> <topic>". */
  const wanted = new Map<string, 'on' | 'off'>();
  const waiting = new Map<number, { how: Asked['how']; done: (messageId: number) => void }>();

  const stopListening = control.listen((event) => {
    if (event.kind === 'message' && event.message.fromId === bot && commands.has(event.chatId)) {
      messages.set(event.chatId, (messages.get(event.chatId) ?? 0) + 1);
      const waits = waiting.get(event.chatId);
      if (waits?.how === 'message') waits.done(event.message.id);
    }
    if (event.kind === 'callbackAnswer') {
      const waits = waiting.get(event.userId);
      if (waits?.how === 'press') waits.done(event.messageId);
    }
  });

  /** Does one thing and waits for its answer, whose message's id it returns; null when none came. */
  const wait = async (person: number, how: Asked['how'], act: () => void): Promise<number | null> => {
    const one: Asked = { person, how, at: performance.now(), answeredAt: null };
    asked.push(one);
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<number | null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE_MS);
      waiting.set(person, {
        how,
        done: (messageId) => {
          one.answeredAt ??= performance.now();
          resolve(messageId);
        },
      });
    });
    act();
    const messageId = await answer;
    clearTimeout(timer);
    waiting.delete(person);
    return messageId;
  };

  const command = (person: number, words: string) => {
    commands.set(person, (commands.get(person) ?? 0) + 1);
    return wait(person, 'message', () => void control.say(person, words));
  };

  const press = async (person: number, picker: number): Promise<void> => {
    const topic = oneOf(random, SWITCHED);
    const keyboard = control.transcript(person).find(({ messageId }) => messageId === picker)?.keyboard;
    const data = (keyboard ?? [])
      .flat()
      .find((one) => one.callback_data?.startsWith(`v1:sub:${topic}:`))?.callback_data;
    if (data === undefined) throw new Error(`message ${picker} has no button for ${topic}`);
    wanted.set(`${person} ${topic}`, data.endsWith(':on') ? 'on' : 'off');
    await wait(person, 'press', () => void control.pressRaw(person, data, { messageId: picker }));
  };

  const act = async (person: number): Promise<void> => {
    const picker = pickers.get(person);
    if (random() >= PRESSES) await command(person, oneOf(random, COMMANDS));
    else if (picker !== undefined) await press(person, picker);
    else {
      const messageId = await command(person, '/subscribe');
      if (messageId !== null) pickers.set(person, messageId);
    }
  };

  /** The longest idle one does one thing. */
  const next = async (): Promise<void> => {
    const person = idle.shift();
    if (person === undefined) throw new Error('everybody waits for an answer');
    await act(person);
    idle.push(person);
  };

  return {
    asked: asked as readonly Asked[],
    /** People that ask at an even pace until the signal, whether or not answers come. */
    async steadily(perSecond: number, signal: AbortSignal): Promise<void> {
      const open = new Set<Promise<void>>();
      const began = performance.now();
      for (let n = 0; !signal.aborted; n += 1) {
        const one = next().finally(() => open.delete(one));
        open.add(one);
        const due = began + ((n + 1) * 1000) / perSecond;
        await sleep(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => {});
      }
      await Promise.all(open);
    },
    /** So many at once, each asking again as soon as it is answered. @returns answers a second */
    async flatOut(lanes: number, seconds: number): Promise<number> {
      const [began, first] = [performance.now(), asked.length];
      const end = began + seconds * 1000;
      const lane = async () => {
        while (performance.now() < end) await next();
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      const answered = asked.slice(first).filter(({ answeredAt }) => answeredAt !== null);
      return answered.length / ((performance.now() - began) / 1000);
    },
    /** Commands that got more messages than one. */
    doubled: () =>
      people.reduce((n, id) => n + Math.max(0, (messages.get(id) ?? 0) - (commands.get(id) ?? 0)), 0),
    /** What everybody wanted last, as "<person> <topic>". */
    wanted: wanted as ReadonlyMap<string, 'on' | 'off'>,
    /** Forgets the messages with buttons: the next program has others. */
    startAnew: () => pickers.clear(),
    close: stopListening,
  };
}

export type Crowd = ReturnType<typeof gatherCrowd>;

/** The wait that `share` of those who were answered did not exceed, in ms; NaN when nobody was. */
export function waitOf(asked: readonly Asked[], share: number): number {
  const waits = asked.flatMap(({ at, answeredAt }) => (answeredAt === null ? [] : [answeredAt - at]));
  return waits.sort((a, b) => a - b)[Math.ceil(waits.length * share) - 1] ?? Number.NaN;
}
