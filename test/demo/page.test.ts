import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { DEMO_GROUPS } from '../../src/demo/standin/standin.ts';
import { aDataDir, startProgram } from '../support/program.ts';
import { account, bubbles, digest, leave, open, skip } from './browser.ts';

/** Sends `name` by the pin beside the input, and waits until its zone is the chat's. */
async function place(page: Page, name: string, said: string): Promise<void> {
  await page.locator('#pin').click();
  await page.locator('.place', { hasText: name }).click();
  await page.locator('.own .bubble', { hasText: '📍' }).last().waitFor();
  await bubbles(page, said).last().waitFor();
}

test('a reader gets from Start to a digest with his thumb, in Russian and in Kazakh', { skip }, async (t) => {
  const { origin } = await startProgram({ DATA_DIR: aDataDir(), PORT: '0' });

  await t.test('Russian, on a desktop: Start, topics by buttons, digest, story page and back', async () => {
    const page = await open(origin, `${account('ru')}:${account('ru')}`);
    await page.locator('.about', { hasText: 'Что умеет этот бот?' }).waitFor();
    await page.locator('#start').click();
    await bubbles(page, 'Здравствуйте').waitFor();
    await page.locator('.button', { hasText: 'Выбрать темы' }).click();
    await page.locator('.button', { hasText: 'Транспорт' }).click();
    await page.locator('.button', { hasText: /✓.*Транспорт/ }).waitFor();
    await digest(page, '/digest', /Транспорт и логистика/);

    const story = bubbles(page, /Транспорт и логистика/).last();
    const headline = story.locator('a', { hasText: 'Wabtec' }).first();
    assert.match((await headline.getAttribute('href')) ?? '', /^http:\/\/127\.0\.0\.1:\d+\/archive\//);
    assert.equal(await headline.locator('strong').count(), 1, 'the headline is bold and linked');
    const quote = story.locator('.expandable').first();
    const closed = (await quote.boundingBox())!.height;
    await quote.click({ position: { x: 5, y: 5 } });
    assert.ok((await quote.boundingBox())!.height > closed, 'a tap opens the quote');

    await page.locator('.keyboard .button', { hasText: /^1$/ }).last().click();
    await bubbles(page, 'Источники').last().waitFor();

    await page.reload();
    await bubbles(page, 'Источники').last().waitFor();
    const below = await page.evaluate<number>(
      "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('#messages'))",
    );
    assert.ok(below < 2, `an opened chat shows its end: ${below} px are hidden`);
    const previews = await page.evaluate<number[]>(
      "[...document.querySelectorAll('.chat .last')].map((last) => last.getBoundingClientRect().right - last.closest('.chat').getBoundingClientRect().right)",
    );
    assert.ok(
      previews.every((over) => over <= 0),
      `previews end inside the list: ${previews}`,
    );
    await leave(page);
  });

  await t.test(
    'Kazakh, on a phone in the dark: everything is in Kazakh and nothing runs over the edge',
    async () => {
      const page = await open(origin, '', { width: 390, dark: true });
      await page.locator('.chat', { hasText: 'Айгерім' }).first().click();
      await page.locator('#start', { hasText: 'Бастау' }).click();
      await bubbles(page, 'Сәлеметсіз бе').waitFor();
      await page.locator('#menu').click();
      await page.locator('.command-row', { hasText: 'Барлық тақырып және жаңалық саны' }).click();
      await bubbles(page, 'Көлік және логистика').waitFor();
      await digest(page, '/digest all 7d', /Барлық тақырып/);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const [red = 255] = (/\d+/.exec(ground) ?? []).map(Number);
      assert.ok(red < 60, `dark: ${ground}`);
      const isCut =
        "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('#title'))";
      assert.equal(await page.evaluate<boolean>(isCut), false, 'the name of the bot is read whole');
      await place(page, 'Ақтау', 'Уақыт белдеуі: Ақтау');
      await page.locator('#back').click();
      await page.locator('.chat').first().waitFor();
      await page.close();
    },
  );

  await t.test('inline on a phone: words bring stories, one is sent, and its link opens it', async () => {
    const page = await open(origin, `${account('ru')}:${account('ru')}`, { width: 390 });
    await page.locator('#text').fill('@kopir_bot Wabtec');
    const result = page.locator('.result', { hasText: 'Wabtec' }).first();
    await result.waitFor();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(width <= 390, `${width} px wide`);
    await result.click();
    const sent = page.locator('.message.own', { hasText: 'через @kopir_bot' }).last();
    await sent.waitFor();
    assert.equal(await page.locator('#text').inputValue(), '');
    const pages = await bubbles(page, 'Источники').count();
    await sent.locator('.button', { hasText: 'Открыть в Köpir' }).click();
    await bubbles(page, 'Источники').nth(pages).waitFor();
    const over = await page.evaluate<number>(
      "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('#messages'))",
    );
    assert.ok(over <= 0, `a long label of a button makes the chat ${over} px wider than the phone`);
    await page.locator('#text').fill('@kopir_bot гороскоп');
    await page.locator('.result', { hasText: 'Ничего не нашлось' }).waitFor();
    await page.locator('#text').fill('');
    await place(page, 'Лондон', 'Часовой пояс: Лондон');
    await leave(page);
  });

  await t.test('on a phone: what a tap brings is in sight, and what it says hides no button', async () => {
    const page = await open(origin, `${account('ru')}:${account('ru')}`, { width: 390 });
    await page
      .locator('.keyboard .button', { hasText: /^Выбрать темы$/ })
      .first()
      .click();
    const topics = page.locator('.message.other').last();
    await topics.locator('.button', { hasText: /^Готово$/ }).waitFor();
    const [answer, view] = [await topics.boundingBox(), await page.locator('#messages').boundingBox()];
    assert.ok(answer!.y < view!.y + view!.height, 'the answer to a tap far above');
    await topics.locator('.button', { hasText: 'Безопасность' }).click();
    await page.locator('#toast').waitFor();
    const toast = await page.locator('#toast').boundingBox();
    const done = await topics.locator('.button').last().boundingBox();
    assert.ok(toast!.y + toast!.height < done!.y);

    await page.locator('#text').fill('/settings');
    await page.locator('#send').click();
    await bubbles(page, /^Настройки/)
      .last()
      .waitFor();
    await page
      .locator('.button', { hasText: /^Время$/ })
      .last()
      .click();
    const back = page.locator('.button', { hasText: '← Назад' }).last();
    await bubbles(page, 'Время дайджеста: ').last().waitFor();
    const [bottom, end] = [await back.boundingBox(), await page.locator('#composer').boundingBox()];
    assert.ok(bottom!.y + bottom!.height <= end!.y, 'a screen that grows keeps its last button in sight');
    await leave(page);
  });

  await t.test('a group: the bot is added and answers there', async () => {
    const page = await open(origin, `${account('ru')}:${DEMO_GROUPS[0]!.id}`);
    await page.locator('#start').click();
    await page.locator('.message.other .bubble').first().waitFor();
    await page.locator('#text').fill('/topics');
    await page.locator('#send').click();
    await bubbles(page, 'Транспорт и логистика').waitFor();
    await leave(page);
  });

  await t.test('a forum on a phone: the answer stands in the topic in which it was asked', async () => {
    const forum = DEMO_GROUPS.find(({ forum }) => forum)!;
    const page = await open(origin, `${account('ru')}:${forum.id}`, { width: 390 });
    await page.locator('#start').click();
    await page.locator('.message.other .bubble').first().waitFor();
    await page.locator('.chip', { hasText: 'Новости' }).click();
    await page.locator('#text').fill('/topics');
    await page.locator('#send').click();
    const answer = bubbles(page, 'Транспорт и логистика').last();
    await answer.waitFor();
    assert.equal(await answer.locator('.thread').textContent(), '# Новости');
    await leave(page);
  });

  await t.test('a channel: only its creator can bring the bot in, and nobody writes there', async () => {
    const channel = DEMO_GROUPS.find(({ kind }) => kind === 'channel')!;
    const reader = await open(origin, `${account('ru')}:${channel.id}`, { width: 390 });
    await reader.locator('#title', { hasText: channel.title }).waitFor();
    assert.ok(await reader.locator('#start').isHidden());
    await leave(reader);
    const page = await open(origin, `${account('kk')}:${channel.id}`, { width: 390 });
    await page.locator('#start', { hasText: 'Ботты арна әкімшісі ету' }).click();
    await page.locator('#start').waitFor({ state: 'hidden' });
    assert.ok(await page.locator('#composer').isHidden());
    await leave(page);
  });

  await t.test('what a button tells one person is not shown in the window of another', async () => {
    const theirs = await open(origin, `${account('ru')}:${account('ru')}`);
    const page = await open(origin, `${account('kk')}:${account('kk')}`, { width: 390 });
    await page.locator('#text').fill('/language');
    await page.locator('#send').click();
    await bubbles(page, 'Тілді таңдаңыз').last().waitFor();
    await page.locator('.button', { hasText: 'Қазақша' }).last().click();
    await page.locator('#toast', { hasText: 'Енді бәрі қазақша' }).waitFor();
    assert.ok(await theirs.locator('#toast').isHidden());
    await leave(page);
    await leave(theirs);
  });

  await t.test('a hostile message is shown as text', async () => {
    const page = await open(origin, `${account('ru')}:${account('ru')}`);
    await page.locator('#text').fill('<img src=x onerror="document.title=1">');
    await page.locator('#send').click();
    await page.locator('.own .bubble', { hasText: '<img src=x' }).waitFor();
    assert.equal(await page.locator('#messages img').count(), 0);
    assert.equal(await page.title(), 'Köpir · демо');
    await leave(page);
  });
});
