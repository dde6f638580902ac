import assert from 'node:assert/strict';
import { DateTime } from 'luxon';
import { queueAnnouncements } from '../../src/app/announce.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { composeScheduled } from '../../src/app/editions.ts';
import { plan } from '../../src/app/plan.ts';
import { removeArticle, withdrawAgain } from '../../src/app/remove.ts';
import { tellFollowers } from '../../src/app/tellFollowers.ts';
import { readersNews } from '../../src/readersNews.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { subscriptions } from '../../src/store/schema.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { renderStoryNews } from '../../src/telegram/render-follow.ts';
import { tellArchive } from '../support/archiveNews.ts';
import { deliverDeps } from '../support/delivery.ts';
import { answerAfter, press, runBot, type Stage, setStage } from './stage.ts';

const ZONE = 'Asia/Almaty';
const MINUTE = 60_000;
const PATIENCE_MS = 30_000;

/** A stage whose news is the sample archive, read and told, with what plans and sends. */
export async function tourStage() {
  const stage = await setStage();
  const { db } = stage.deps;
  const clock = databaseClock(db);
  const told = await tellArchive(stage.database);
  // Told some time ago, as news is when its digest comes.
  await db.execute(
    sql`update stories set ready_at = ready_at - interval '2 hours', updated_at = updated_at - interval '2 hours'`,
  );
  await db.execute(sql`update story_versions set told_at = told_at - interval '2 hours'`);
  Object.assign(stage.deps, {
    clock,
    news: readersNews(told.editions),
    admin: {
      ...stage.deps.admin,
      remove: (tx: typeof db, adminId: number, id: number) =>
        removeArticle(
          { news: { ...told.news, db: tx }, editions: { ...told.editions, db: tx } },
          adminId,
          id,
          AbortSignal.timeout(60_000),
        ),
      onRemoved: (ids: readonly number[]) => void withdrawAgain(told.editions, ids),
    },
  });
  const recorded = runBot(stage);
  const api = { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot };
  const messenger = createMessenger({ ...api, zone: ZONE, username: 'kopir_bot', paidBroadcast: false });

  /** Sends what is queued: to one chat no faster than Telegram likes. */
  async function send(): Promise<void> {
    const sender = deliverDeps(db, { messenger });
    const waiting = async () =>
      (await db.execute(sql`select 1 from deliveries where state in ('queued', 'claimed', 'sending')`))
        .length;
    for (const until = performance.now() + PATIENCE_MS; (await waiting()) > 0; ) {
      assert.ok(performance.now() < until, 'what was queued is sent');
      await deliverDue(sender);
    }
    assert.deepEqual(sender.errors, []);
  }

  let came = 0;
  return {
    ...{ stage, told, recorded, send },
    /** The digest of a chat comes now, of what happened in the last `minutes`. */
    async digestComes(chatId: number, minutes: number): Promise<void> {
      const now = await clock.now();
      // No two digests of one minute.
      came += 1;
      const dueAt = new Date((Math.floor(now.getTime() / MINUTE) - 30 + came) * MINUTE);
      const local = DateTime.fromJSDate(dueAt, { zone: ZONE });
      await db
        .update(subscriptions)
        .set({
          nextDueAt: dueAt,
          coveredTo: new Date(now.getTime() - minutes * MINUTE),
          zone: ZONE,
          lastLocalDate: null,
          days: 127,
          atMin: local.hour * 60 + local.minute,
        })
        .where(eq(subscriptions.chatId, chatId));
      const report = await plan({
        db,
        clock,
        composeEdition: (spec) => composeScheduled(told.editions, spec),
      });
      assert.deepEqual([report.failures, report.queued], [[], 1]);
      await send();
    },
    /** A story goes on: what was announced is signed, 40 minutes ago. Its followers are told. */
    async storyGoesOn(storyId: number): Promise<void> {
      // Nobody had it in a digest before.
      await db.execute(sql`update editions set created_at = created_at - interval '2 hours'`);
      await db.execute(sql`
        update story_versions set facts = jsonb_set(facts::jsonb, '{stage}', '"announced"')::text
         where story_id = ${storyId}`);
      // Told at one instant: what was told earlier is what it is compared with.
      await db.execute(sql`
        update stories set version = version + 1, told_version = told_version + 1, updated_at = now() - interval '40 minutes'
         where id = ${storyId}`);
      await db.execute(sql`
        insert into story_versions (story_id, version, facts, told_at)
        select s.id, s.told_version, jsonb_set(v.facts::jsonb, '{stage}', '"signed"')::text, s.updated_at
          from stories s join story_versions v on v.story_id = s.id and v.version = s.told_version - 1
         where s.id = ${storyId}`);
      const report = await tellFollowers({
        ...{ db, clock, zone: ZONE, renderStoryNews },
        understanding: () => told.u,
      });
      assert.deepEqual([report.failures, report.stories], [[], 1]);
      await send();
    },
    /** The announcements that admins confirmed go out. */
    async announcementsGo(): Promise<number> {
      const queued = await queueAnnouncements({ db, sendRate: 30 });
      await send();
      return queued;
    },
  };
}

/** A person in a chat, or in a topic of a forum. */
export function reader(stage: Stage, user: number, place: { chatId?: number; threadId?: number } = {}) {
  const { control } = stage;
  const { chatId = user, threadId } = place;
  /** What the bot has written here, oldest first. */
  const posts = () => control.transcript(chatId).filter(({ from }) => from.isBot);
  const shown = () => {
    const { messageId = 0, text = '', keyboard } = posts().at(-1) ?? {};
    return { messageId, text, labels: (keyboard ?? []).flat().map((button) => button.text) };
  };
  return {
    user,
    chatId,
    posts,
    shown,
    /** Says it; the answer stands in the same topic. @returns the answer */
    async says(text: string, expected: RegExp | string) {
      const said = control.say(user, text, { chatId, ...(threadId === undefined ? {} : { threadId }) });
      const answer = await answerAfter(control, chatId, said);
      const view = posts().find(({ messageId }) => messageId === answer.messageId);
      assert.equal(view?.threadId, threadId, `${text}: in its topic`);
      meets(answer.text, expected, text);
      return answer;
    },
    /** Presses a button, and looks at the newest message. @returns the toast */
    async taps(label: string, expected: RegExp | string, messageId?: number) {
      const answer = await press(stage, user, label, {
        chatId,
        ...(messageId === undefined ? {} : { messageId }),
      });
      meets(shown().text, expected, label);
      return answer;
    },
  };
}
export type Reader = ReturnType<typeof reader>;

/** `expected` as a pattern, or as the words it begins with. */
function meets(text: string, expected: RegExp | string, about: string): void {
  if (expected instanceof RegExp) assert.match(text, expected, about);
  else assert.ok(text.startsWith(expected), `${about}: ${text.slice(0, 200)} instead of ${expected}`);
}
