import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { commandIn, isThanks } from '../../src/telegram/plainCommands.ts';
import { aStory } from './editions.ts';
import { answerAfter, aReader, ask, foundNothing, press, runBot, setStage } from './stage.ts';

const MEANT: [typed: string, command: string][] = [
  ['Помощь', '/help'],
  ['Привет!', '/help'],
  ['Сәлеметсіз бе?', '/help'],
  ['көмек', '/help'],
  ['Настройки', '/settings'],
  ['БАПТАУЛАР', '/settings'],
  ['темы', '/topics'],
  ['тақырыптар', '/topics'],
  ['қазақша', '/language kk'],
  ['по-русски', '/language ru'],
  ['орысша', '/language ru'],
  ['стоп', '/stop'],
  ['Больше не присылайте.', '/stop'],
  ['тоқтатыңыз', '/stop'],
  ['токтату', '/stop'],
  ['маған енді жазбаңыз', '/stop'],
  ['жазба', '/settings'],
  ['комек', '/help'],
  ['отпиши меня от всего', '/unsubscribe all'],
  ['отпишите от урана', '/unsubscribe урана'],
  ['подпиши меня на нефть и газ', '/subscribe нефть и газ'],
  ['жазылымнан бас тарту', '/unsubscribe'],
  ['Уранға жазылу', '/subscribe уранға'],
  ['мұнай мен газға жазылғым келеді', '/subscribe мұнай мен газға'],
  ['көлік тақырыбына жазылғым келеді', '/subscribe көлік'],
  ['бәріне жазылу', '/subscribe all'],
  ['уран жазылымын тоқтатыңыз', '/unsubscribe уран'],
  ['барлық жазылымды тоқтату', '/unsubscribe all'],
  ['удалите мои данные', '/forget'],
  ['8:30', '/time 8:30'],
  ['8 утра', '/time 8 утра'],
  ['таңғы 8', '/time таңғы 8'],
  ['в восемь утра', '/time в восемь утра'],
  ['таңғы сағат сегізде', '/time таңғы сағат сегізде'],
  ['в полвосьмого', '/time в полвосьмого'],
  ['08:30 по будням', '/time 08:30 по будням'],
  ['по будням в 9', '/time по будням в 9'],
  ['уранға жазылғым келеді', '/subscribe уранға'],
  ['уран тақырыбына жазылу', '/subscribe уран'],
  ['уран жазылымын тоқтату', '/unsubscribe уран'],
];
for (const [typed, command] of MEANT) {
  test(`"${typed}" means ${command}`, () => assert.equal(commandIn(typed), command));
}

test('words to search for are no commands', () => {
  const numbers = ['он', 'бес', 'восемь', 'два дня', 'три пятнадцать', 'екі жарым', 'в час', 'полдень'];
  const words = ['уран', 'Wabtec', 'время истекло', '8', '2026', '22.11', '2 дня', '25:61', 'стоп-кран', ''];
  for (const typed of [
    ...words,
    ...numbers,
    'Алматы',
    'C5+1',
    'помощь США',
    'ядролық қарудан бас тарту',
    'қалай жазылу',
    'язык программирования',
    'стоп '.repeat(900),
  ])
    assert.equal(commandIn(typed), null, typed);
});

test('thanks are words or signs of thanks and nothing else', () => {
  const thanks = [
    'Спасибо!',
    'большое спасибо',
    'Благодарю вас.',
    'спасибо за новости 👍',
    'Рахмет',
    'көп рақмет',
  ];
  for (const typed of [
    ...thanks,
    'Сізге үлкен рахмет!',
    'ракмет',
    'Thank you',
    'thanks',
    '👍',
    '🙏🏽',
    '❤️',
    '👍 👍',
  ])
    assert.ok(isThanks(typed), typed);
  for (const typed of [
    '',
    ' ',
    'за новости',
    'спасибо что пришли',
    'рахмет уран',
    '🚆',
    '🤝',
    '👍🚆',
    '👍'.repeat(99),
  ])
    assert.ok(!isThanks(typed), typed);
});

const stage = await setStage();
runBot(stage);
const { control } = stage;

for (const language of ['ru', 'kk']) {
  test(`who knows no command is understood in a private chat, in ${language}`, async () => {
    const user = await aReader(control, language);
    const say = (ru: string, kk: string) => ask(stage, user, language === 'ru' ? ru : kk);
    const [subscribed, ended, stopped] =
      language === 'ru'
        ? [/^Вы подписаны: ⚛️ Уран/, /^Подписка отменена: ⚛️ Уран/, /^Рассылка остановлена/]
        : [/^Жазылымыңыз: ⚛️ Уран/, /^Жазылым тоқтатылды: ⚛️ Уран/, /^Шолу тоқтатылды/];
    assert.match((await say('помощь', 'көмек')).text, /^\/topics/);
    assert.match((await say('подпиши меня на уран', 'уран тақырыбына жазылу')).text, subscribed);
    assert.match((await say('7 утра', 'таңғы 7')).text, /07:00 \(Астана\)/);
    assert.match((await say('в половине восьмого', 'таңғы сегіз жарымда')).text, /0[78]:30 \(Астана\)/);
    assert.match((await say('/time вечером в семь', '/time кешкі жетіде')).text, /19:00 \(Астана\)/);
    assert.match((await say('/time в час', '/time бір кезде')).text, /\/time 08:30 weekdays/);
    assert.match((await say('отпиши меня от всего', '/unsubscribe бәрі')).text, ended);
    assert.match((await say('стоп', 'тоқтатыңыз')).text, stopped);
    assert.deepEqual(stage.problems, []);
  });
}

for (const [language, thanks, polite] of [
  ['ru', 'Спасибо большое!', 'Пожалуйста. Свежие новости: /digest'],
  ['kk', 'Рахмет сізге', 'Оқасы жоқ. Соңғы жаңалық: /digest'],
] as const) {
  test(`thanks get a polite word and no search, and a lone «жазба» stops nothing, in ${language}`, async () => {
    const user = await aReader(control, language);
    await ask(stage, user, '/subscribe uranium');
    for (const typed of [thanks, '👍']) assert.equal((await ask(stage, user, typed)).text, polite);
    const { text, labels } = await ask(stage, user, 'жазба');
    assert.match(text, language === 'ru' ? /Следующий дайджест: / : /Келесі шолу: /);
    assert.ok(labels.includes(language === 'ru' ? 'Остановить рассылку' : 'Шолуды тоқтату'));
    assert.equal((await readChat(stage.deps.db, user))?.status, 'active');
    assert.deepEqual(stage.problems, []);
  });
}

test('in a group, and forwarded, the same words command nothing', async () => {
  const user = await aReader(control, 'ru');
  await ask(stage, user, '/subscribe uranium');
  const group = control.createGroup({ title: 'Редакция', creator: user, members: [] });
  control.addBot(group, user);
  control.say(user, 'стоп', { chatId: group });
  const channel = control.createGroup({ title: 'Новости', creator: user, members: [], kind: 'channel' });
  const forwarded = control.say(user, 'стоп', { forwardedFrom: channel });
  await answerAfter(control, user, forwarded);
  control.expectRefusal({ method: 'getChat', description: 'chat not found' });
  control.expectRefusal({ method: 'getChatMember', description: 'chat not found' });
  assert.match((await ask(stage, user, 'настройки')).text, /Следующий дайджест/);
});

test('words that only ask are left out of a search that finds nothing with them', async () => {
  const user = await aReader(control, 'ru');
  stage.deps.news.search = async (words, _language, { offset, limit }) =>
    words === 'вольфрам'
      ? foundNothing({
          stories: Array.from({ length: 12 }, (_, n) => aStory({ id: n + 1 })).slice(offset, offset + limit),
          total: 12,
          reachable: 12,
        })
      : foundNothing();
  const asked = ['покажи мне про вольфрам', 'расскажите пожалуйста последние новости по теме вольфрам'];
  for (const typed of asked) {
    const found = await ask(stage, user, typed);
    assert.match(found.text, /^Поиск: вольфрам/, typed);
    await press(stage, user, '→', { messageId: found.messageId });
    assert.match(
      control.transcript(user).find(({ messageId }) => messageId === found.messageId)?.text ?? '',
      /· 2\/3/,
    );
  }
  assert.match(
    (await ask(stage, user, 'покажи про канареек')).text,
    /^«покажи про канареек»: ничего не нашлось/,
  );
});

for (const [language, typed, said, week] of [
  ['ru', 'дай новости по урану за 3 дня', /^Периода «за 3 дня» нет\. Есть 24h, 7d и 30d\./, 'За неделю'],
  ['kk', 'уран туралы екі күндік жаңалық', /^«екі күндік» деген кезең жоқ\./, 'Бір апта'],
] as const) {
  test(`plain words for a period that there is none of bring those that there are, in ${language}`, async () => {
    const user = await aReader(control, language);
    stage.deps.news.search = async () => foundNothing();
    const answer = await ask(stage, user, typed);
    assert.match(answer.text, said);
    await press(stage, user, week);
    const asked = stage.news.asked.at(-1);
    assert.deepEqual([asked?.digests, asked?.windowHours], [['uranium'], 168]);
  });
}

for (const [language, label, name] of [
  ['ru', 'Часовой пояс: Лондон', /^Часовой пояс: Лондон/],
  ['kk', 'Уақыт белдеуі: Лондон', /^Уақыт белдеуі: Лондон/],
] as const) {
  test(`a city without news is offered as a time zone, in ${language}`, async () => {
    const user = await aReader(control, language);
    stage.deps.news.search = async () => foundNothing();
    const { labels, messageId } = await ask(stage, user, 'Лондон');
    assert.deepEqual(labels, [label]);
    await press(stage, user, label);
    const shown = control.transcript(user).find((one) => one.messageId === messageId);
    assert.match(shown?.text ?? '', name);
    for (const word of ['Бериллий', 'Болтон']) assert.deepEqual((await ask(stage, user, word)).labels, []);
    assert.deepEqual(stage.problems, []);
  });
}
