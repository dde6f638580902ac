import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliverDue } from '../../src/app/deliver.ts';
import { follow } from '../../src/app/follow.ts';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import { summarize } from '../../src/app/summarize.ts';
import { tellFollowers } from '../../src/app/tellFollowers.ts';
import type { Entry } from '../../src/domain/article.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { sql } from '../../src/store/drizzle.ts';
import { renderStoryNews } from '../../src/telegram/render-follow.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, deliverDeps, fakeMessenger } from '../support/delivery.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';

const SIGNAL = AbortSignal.timeout(120_000);
const { db } = await freshDatabase();
const u = await understandingWith([
  aSource(),
  aSource({ id: 'other_ru', name: { ru: 'Вестник', kk: 'Хабаршы' } }),
]);
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** Reads one more article of a source, groups and tells it. */
async function publish(source: string, entry: Entry, text: string): Promise<void> {
  const none = reading([]);
  const deps = newsDeps(
    db,
    fakeReader(
      { test_ru: none, other_ru: none, [source]: reading([entry]) },
      { [entry.url]: { title: entry.title, text } },
    ),
    u,
  );
  await db.execute(sql`update sources set next_check_at = now()`);
  await ingestAll(deps, SIGNAL);
  while ((await group(deps)) > 0);
  while ((await summarize(deps, SIGNAL)) > 0);
  assert.deepEqual(deps.problems, []);
}

const tell = () =>
  tellFollowers({
    db,
    clock: databaseClock(db),
    zone: 'Asia/Almaty',
    understanding: () => u,
    renderStoryNews,
  });

test('who follows a story hears when it goes on, and not when another outlet repeats it', async () => {
  const [ru, kk] = [await aChat(db), await aChat(db, { language: 'kk' })];
  await publish(
    'test_ru',
    anEntry({
      url: 'https://a.example/1',
      title: 'КТЖ и Wabtec объявили о выпуске 300 локомотивов в Астане',
      publishedAt: hoursAgo(20),
    }),
    'Казахстанская железная дорога и американская компания Wabtec объявили о планах выпустить в Астане 300 грузовых локомотивов. Стоимость проекта оценивают в 4 млрд долларов. Стороны намерены заключить соглашение до конца года. Казахстан и США обсуждали проект несколько лет.',
  );
  const [story] = await db.execute<{ id: string; told_version: number }>(
    sql`select id, told_version from stories`,
  );
  const storyId = Number(story!.id);
  for (const chatId of [ru, kk]) await follow({ db }, chatId, storyId);

  await publish(
    'other_ru',
    anEntry({
      url: 'https://b.example/1',
      title: 'Wabtec и КТЖ планируют выпуск 300 локомотивов в Астане',
      publishedAt: hoursAgo(19),
    }),
    'КТЖ и американская Wabtec объявили о планах выпустить в Астане 300 грузовых локомотивов. Проект оценивают в 4 млрд долларов. Казахстан и США намерены заключить соглашение до конца года.',
  );
  assert.equal((await tell()).queued, 0, 'the same news again');

  await publish(
    'other_ru',
    anEntry({
      url: 'https://b.example/2',
      title: 'КТЖ и Wabtec подписали соглашение о 300 локомотивах в Астане',
      publishedAt: hoursAgo(1),
    }),
    'КТЖ и американская компания Wabtec подписали соглашение о выпуске в Астане 300 грузовых локомотивов. Документ подписан в присутствии представителей правительств Казахстана и США. Сумма соглашения составила 4 млрд долларов.',
  );
  const living = await db.execute(sql`select id from stories where merged_into is null`);
  assert.equal(living.length, 1, 'it is one story');
  assert.deepEqual({ ...(await tell()) }, { stories: 1, queued: 2, passedOver: 0, failures: [] });
  assert.equal((await tell()).queued, 0);

  const messenger = fakeMessenger();
  await deliverDue(deliverDeps(db, { messenger }));
  const text = (chatId: number) => messenger.sent.find((one) => one.chatId === chatId)?.text ?? '';
  assert.equal(messenger.sent.length, 2);
  assert.match(
    text(ru),
    /^Новое в новости, за которой вы следите\n\n[^\n]*Wabtec[^\n]*\nЧто изменилось: объявлено → подписано/,
  );
  assert.match(
    text(kk),
    /^Жалғасын бақылап отырған жаңалығыңызда өзгеріс бар\n\n[\s\S]*\nНе өзгерді: жарияланды → қол қойылды/,
  );
});
