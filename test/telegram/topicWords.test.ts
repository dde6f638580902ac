import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { resolveTopic } from '../../src/domain/topics.ts';
import { takePeriods } from '../../src/telegram/periods.ts';
import { parseAsked, parsePlain } from '../../src/telegram/words.ts';
import { answerAfter, ask, knowledge, newest, press, runBot, setStage } from './stage.ts';

const { digests } = knowledge();

const TOPICS: Record<string, string[]> = {
  uranium: [
    ...[
      'уран',
      'урану',
      'ураном',
      'ураан',
      'Уранға',
      'ehfy',
      'по урану',
      'уран туралы',
      'что нового по урану?',
    ],
    ...[
      'новости про уран',
      'атомная отрасль',
      'атомной отрасли',
      'уранда не жаңалық бар',
      'гкфтшгь',
      'уран жазылымын',
    ],
  ],
  minerals: [
    'минералдар',
    'минералам',
    'vbythfks',
    'критические минералы',
    'маңызды минералдар жайлы',
    'minerals',
  ],
  transport: [
    'жд',
    'ж/д',
    'локамотив',
    'nhfycgjhn',
    'көлікке',
    'колик',
    'в транспорте',
    'теміржол туралы',
    'көлік тақырыбына',
    'пойыз',
  ],
  energy: ['нефт', 'нефти', 'мунай', 'мұнайға', 'nefti', 'все новости по нефти и газу', 'мұнай, газ'],
  security: ['безопастность', 'кауипсиздик', 'қауіпсіздік бойынша'],
  c5plus1: ['с5+1', 'центральной азии', 'Орталық Азияда', 'по Центральной Азии'],
  education: ['образования', 'білім', 'визы'],
  rights: ['права человека', 'адам кукыктары', 'прав человека'],
  all: ['новости', 'всё', 'все темы', 'жаңалықтар', 'барлық тақырып'],
};
for (const [id, typed] of Object.entries(TOPICS)) {
  test(`${id} is understood however it is named`, () => {
    for (const words of typed)
      assert.deepEqual(
        parseAsked(words, digests),
        { digests: [id], windowHours: null, unknown: null },
        words,
      );
  });
}

test('words that are like a topic and are none of it are not taken for one', () => {
  for (const words of ['буран', 'экран', 'наука', 'газета', 'погода', 'айдарлы', 'Газа', 'оракул', 'футбол'])
    assert.notEqual(parseAsked(words, digests).unknown, null, words);
});

const PERIODS: [hours: number, ...words: string[]][] = [
  [
    24,
    '24h',
    'за 24h',
    'сегодня',
    'за сегодня',
    'бүгін',
    'сутки',
    'за последние сутки',
    'день',
    'күн',
    'тәулік ішінде',
  ],
  [48, 'вчера', 'за вчера', 'кеше'],
  [
    168,
    '7d',
    'неделя',
    'за неделю',
    'за последнюю неделю',
    'на этой неделе',
    'апта',
    'бір апта',
    'соңғы апта',
  ],
  [
    168,
    'осы аптада',
    'апта ішінде',
    '7 дней',
    'за 7 дней',
    'за семь дней',
    '7 күн',
    'жеті күн',
    'за последние 7 дней',
  ],
  [
    720,
    '30d',
    'месяц',
    'за месяц',
    'за последний месяц',
    'ай',
    'соңғы ай',
    'бір ай ішінде',
    '30 дней',
    '4 недели',
    'отыз күн',
  ],
];
for (const [hours, ...words] of PERIODS) {
  test(`${hours} hours are asked for by ${words.slice(0, 4).join(', ')} and so on`, () => {
    for (const one of words) {
      const period = { digests: [], windowHours: hours, unknown: null };
      assert.deepEqual(parseAsked(one, digests), period, one);
      for (const typed of [`уран ${one}`, `${one} уран`])
        assert.deepEqual(parseAsked(typed, digests), { ...period, digests: ['uranium'] }, typed);
    }
  });
}

test('a period that there is none of is named in full', () => {
  for (const period of ['за три дня', '2 недели', 'за час', '3 күн', 'екі апта', 'за два месяца', '5 сағат'])
    assert.deepEqual(parseAsked(`уран ${period}`, digests).unknown, {
      typed: period,
      near: [],
      isWindow: true,
    });
});

test('a title, an id and every alias is its own topic, alone and beside a period', () => {
  let seen = 0;
  for (const { id, title, aliases } of digests)
    for (const name of [id, title.ru, title.kk, ...aliases.ru, ...aliases.kk]) {
      seen += 1;
      assert.deepEqual(resolveTopic(name, digests), { kind: 'one', id }, name);
      assert.deepEqual(parseAsked(`${name} 7d`, digests).windowHours, 168, name);
      if (!name.includes(',')) assert.deepEqual(parseAsked(`${name} 7d`, digests).digests, [id], name);
    }
  assert.ok(seen > 100, `${seen} names`);
});

test('no words are too strange for topics and periods', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' })),
      (typed) => {
        const { digests: ids, windowHours } = parseAsked(typed, digests);
        assert.ok(ids.every((id) => digests.some((digest) => digest.id === id)));
        assert.ok(windowHours === null || [24, 48, 168, 720].includes(windowHours));
        parsePlain(typed, digests);
        takePeriods(typed);
      },
    ),
  );
  for (const long of [
    'a'.repeat(4096),
    'за '.repeat(1365),
    '7 '.repeat(2048),
    'уран '.repeat(800),
    '[].,;'.repeat(800),
  ])
    parsePlain(long, digests);
});

test('plain words ask for a digest only when they name a topic or a period', () => {
  const hours = (typed: string) => {
    const asked = parsePlain(typed, digests);
    return asked && [asked.digests.join(), asked.windowHours, asked.words];
  };
  assert.deepEqual(hours('Уран'), ['uranium', null, 'уран']);
  assert.deepEqual(hours('нефть и газ'), null);
  assert.deepEqual(hours('Нефть'), ['energy', null, 'нефть']);
  assert.deepEqual(hours('көлік'), ['transport', null, 'көлік']);
  assert.deepEqual(hours('вольфрам за неделю'), ['minerals', 168, 'вольфрам']);
  assert.deepEqual(hours('что нового?'), ['', null, '']);
  assert.deepEqual(hours('апта'), ['', 168, '']);
  for (const search of [
    'вольфрам',
    'Boeing',
    'Токаев',
    'Тенгиз',
    'США',
    '7',
    '24',
    'уран Токаев',
    'за три дня',
    'по',
    '',
  ])
    assert.equal(hours(search), null, search);
});

const stage = await setStage();
runBot(stage);
const { control, news } = stage;
for (const [code, said] of Object.entries({
  ru: { topic: 'уран', words: 'вольфрам', search: 'Поиск по слову: уран', title: '⛏️ Критические минералы' },
  kk: {
    topic: 'көлік',
    words: 'вольфрам',
    search: 'Сөз бойынша іздеу: көлік',
    title: '⛏️ Маңызды минералдар',
  },
})) {
  test(`a topic typed plainly is answered with its week and a way to search, and the reverse, in ${code}`, async () => {
    const user = control.addUser({ name: 'Анна', languageCode: code });
    await answerAfter(control, user, control.start(user));
    const digest = await ask(stage, user, said.topic);
    assert.deepEqual(news.asked.at(-1)?.windowHours, 168);
    assert.ok(digest.labels.includes(said.search), digest.labels.join());
    await press(stage, user, said.search);
    assert.match(newest(stage, user).text, code === 'ru' ? /^«уран»: ничего/ : /^«көлік»: ештеңе/);
    const found = await ask(stage, user, said.words);
    assert.ok(found.labels.includes(said.title), found.labels.join());
    await press(stage, user, said.title);
    assert.deepEqual(news.asked.at(-1)?.digests, ['minerals']);
    assert.equal(news.asked.at(-1)?.windowHours, 168);
    assert.deepEqual(control.violations(), []);
    assert.deepEqual(stage.problems, []);
  });
}
