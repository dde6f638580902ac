import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeMistakes } from './conformance.ts';
import { answerAfter, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);

/** All that the tour says, in one language. */
const SAID = {
  ru: {
    code: 'ru',
    welcome: /^Здравствуйте\. Это Köpir/,
    pick: 'Выбрать темы',
    topic: '⚛️ Уран и атомная отрасль',
    done: 'Готово',
    subscribed:
      /^Вы подписаны: ⚛️ Уран и атомная отрасль\.\nСледующий дайджест: завтра, 23 ноября, пн, 08:30 \(Астана\)\./,
    sample:
      /^Пример · такой дайджест будет приходить: по будням, 08:30 \(Астана\)\n\n⚛️ Уран и атомная отрасль · 22 ноября/,
    digest: /^⚛️ Уран и атомная отрасль · 22 ноября, вс\n2 новости за сутки\n\n1\. Wabtec/,
    page: /Цифры: \$4,2.млрд[\s\S]*Опубликовано: 22 ноября/,
    back: '← Назад',
    topics: /Уран и атомная отрасль: 2 за сутки, 9 за неделю/,
    time: /^Время дайджеста: каждый день, 09:15 \(Астана\)\.\nСледующий: сегодня, 22 ноября, вс, 09:15 \(Астана\)\.$/,
    badTime: /^Не удалось разобрать время: 25:00/,
    zone: /^Часовой пояс: Нью-Йорк, UTC−5, сейчас там 22:10\.\nСледующий дайджест: /,
    badZone: /^Часовой пояс «Нарния» не найден/,
    badWindow: /^Периода «48h» нет/,
    unknownTopic: /^Темы «гороскоп» нет\.\n/,
    notFound: /^«вольфрам»: ничего не нашлось/,
    searchHow: /^Напишите слова после команды/,
    unsubscribed:
      /^Подписка отменена: ⚛️ Уран и атомная отрасль\. Вернуть: \/subscribe uranium\nПодписок больше нет/,
    notSubscribed: /^Подписок нет/,
    settings: /^Настройки\nТемы: /,
    settingsTime: 'Время',
    settingsZone: 'Часовой пояс',
    stopped: /^Рассылка остановлена/,
    resume: 'Возобновить рассылку',
    help: /^\/topics — все темы/,
    privacy: /Связь с владельцем бота: owner@kopir\.example$/,
    forget: /^Удалить всё/,
    cancel: 'Отмена',
    kept: /^Ничего не удалено/,
    delete: 'Удалить',
    forgotten: /^Данные этого чата удалены/,
    unknown: /^Такой команды нет/,
    language: /^Выберите язык/,
    all: /^Вы подписаны: 📰 Все темы\./,
  },
  kk: {
    code: 'kk',
    welcome: /^Сәлеметсіз бе\? Бұл – Köpir/,
    pick: 'Тақырып таңдау',
    topic: '⚛️ Уран және атом саласы',
    done: 'Дайын',
    subscribed:
      /^Жазылымыңыз: ⚛️ Уран және атом саласы\.\nКелесі шолу: ертең, 23 қараша, дс, 08:30 \(Астана\)\./,
    sample:
      /^Үлгі · осындай шолу келіп тұрады: жұмыс күндері, 08:30 \(Астана\)\n\n⚛️ Уран және атом саласы · 22 қараша/,
    digest: /^⚛️ Уран және атом саласы · 22 қараша, жс\nТәулік ішінде 2 жаңалық\n\n1\. Wabtec/,
    page: /Сандар: 4,2.млрд.АҚШ доллары[\s\S]*Жарияланды: 22 қараша/,
    back: '← Артқа',
    topics: /Уран және атом саласы: тәулік ішінде 2, апта ішінде 9/,
    time: /^Шолу уақыты: күн сайын, 09:15 \(Астана\)\.\nКелесісі: бүгін, 22 қараша, жс, 09:15 \(Астана\)\.$/,
    badTime: /^Уақыт түсініксіз: 25:00/,
    zone: /^Уақыт белдеуі: Нью-Йорк, UTC−5, қазір онда 22:10\.\nКелесі шолу: /,
    badZone: /^«Нарния» деген уақыт белдеуі табылмады/,
    badWindow: /^«48h» деген кезең жоқ/,
    unknownTopic: /^«гороскоп» деген тақырып жоқ\.\n/,
    notFound: /^«вольфрам»: ештеңе табылмады/,
    searchHow: /^Іздейтін сөзді/,
    unsubscribed:
      /^Жазылым тоқтатылды: ⚛️ Уран және атом саласы\. Қайта қосу: \/subscribe uranium\nЖазылым қалмады/,
    notSubscribed: /^Жазылым жоқ/,
    settings: /^Баптаулар\nТақырыптар: /,
    settingsTime: 'Шолу уақыты',
    settingsZone: 'Уақыт белдеуі',
    stopped: /^Шолу тоқтатылды/,
    resume: 'Шолуды қайта қосу',
    help: /^\/topics – барлық тақырып/,
    privacy: /Бот иесімен байланыс: owner@kopir\.example$/,
    forget: /^Осы чат туралы/,
    cancel: 'Бас тарту',
    kept: /^Ештеңе жойылған жоқ/,
    delete: 'Жою',
    forgotten: /^Осы чаттың деректері жойылды/,
    unknown: /^Мұндай команда жоқ/,
    language: /^Тілді таңдаңыз/,
    all: /^Жазылымыңыз: 📰 Барлық тақырып\./,
  },
};

for (const said of Object.values(SAID)) {
  test(`a full tour of all commands and buttons in ${said.code} is accepted by a strict Bot API`, async () => {
    const { control } = stage;
    const user = control.addUser({ name: 'Айгерім', languageCode: said.code });
    const says = async (text: string, expected: RegExp) => {
      const answer = await ask(stage, user, text);
      assert.match(answer.text, expected, text);
      return answer;
    };
    const shows = async (label: string, expected: RegExp) => {
      await press(stage, user, label);
      assert.match(newest(stage, user).text, expected, label);
      return newest(stage, user);
    };

    const started = control.start(user);
    assert.match((await answerAfter(control, user, started)).text, said.welcome);
    await press(stage, user, said.pick);
    const toast = await press(stage, user, said.topic);
    assert.match(toast.text, /08:30/);
    assert.ok(newest(stage, user).labels.includes(`✓ ${said.topic}`));
    await shows(said.done, said.sample);
    const own = control.transcript(user).filter(({ from }) => from.isBot);
    assert.match(own.at(-2)?.text ?? '', said.subscribed, 'the sample follows the confirmation');

    const digest = await says('/digest', said.digest);
    assert.deepEqual(digest.labels.slice(0, 2), ['1', '2']);
    await shows('1', said.page);
    await press(stage, user, said.back);
    assert.equal(newest(stage, user).messageId, digest.messageId, 'the way back leads to the digest');
    await says('/digest уран за неделю', /./);
    assert.deepEqual(stage.news.asked.at(-1)?.windowHours, 168);
    await says('/digest уран 48h', said.badWindow);
    await says('/topics', said.topics);
    await press(stage, user, '🚆');
    assert.deepEqual(stage.news.asked.at(-1)?.digests, ['transport']);

    await says('/time 9.15 daily', said.time);
    await says('/time 25:00', said.badTime);
    await says('/time', /09:15/);
    const tapped = await press(stage, user, '07:30');
    assert.match(tapped.text, /07:30/);
    assert.ok(newest(stage, user).labels.includes('✓ 07:30'));
    await says('/timezone нью йорк', said.zone);
    await says('/timezone Нарния', said.badZone);
    await says('/timezone', /UTC−5/);
    await press(stage, user, 'Дубай');
    assert.ok(newest(stage, user).labels.includes('✓ Дубай'));

    await says('/subscribe гороскоп', said.unknownTopic);
    await says('/search', said.searchHow);
    await says('/search вольфрам', said.notFound);
    await says('вольфрам', said.notFound);
    await says('/unsubscribe uranium', said.unsubscribed);
    await says('/unsubscribe', said.notSubscribed);
    await says('/subscribe all', said.all);

    await says('/settings', said.settings);
    await shows(said.settingsTime, /07:30/);
    await shows(said.back, said.settings);
    await shows(said.settingsZone, /Дубай/);
    await shows(said.back, said.settings);
    await says('/stop', said.stopped);
    await says('/settings', said.settings);
    await shows(said.resume, /./);
    await says('/help', said.help);
    await says('/privacy', said.privacy);
    await says('/language', said.language);
    await says('/language клингонский', /клингонский/);
    await says('/language ru', /^Теперь всё по-русски\.$/);
    await says('/language қазақша', /^Енді бәрі қазақша\.$/);
    await says(`/language ${said.code}`, /./);

    await says('/forget', said.forget);
    await shows(said.cancel, said.kept);
    await says('/forget', said.forget);
    await shows(said.delete, said.forgotten);
    for (const later of ['/admin', '/announce x', '/remove x', '/wat']) {
      await says(later, said.unknown);
    }
    assert.deepEqual(control.violations(), []);
    assert.deepEqual(stage.problems, []);
  });
}

test('every call of the tour type-checks against grammY, and a wrong one would not', () => {
  const methods = new Set(recorded.map(({ method }) => method));
  for (const method of ['sendMessage', 'editMessageText', 'answerCallbackQuery', 'deleteMessage']) {
    assert.ok(methods.has(method), `the tour made no ${method}`);
  }
  const wrong = { method: 'sendMessage', payload: { chat_id: 7, text: 'x', disable_web_page_preview: true } };
  const mistakes = typeMistakes([...recorded, wrong]);
  assert.equal(mistakes.length, 1, mistakes.join('\n'));
  assert.match(mistakes[0]!, /disable_web_page_preview/);
});
