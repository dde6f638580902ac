import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { CITY_ZONES } from '../../src/locales/cities.ts';
import { resolveZone } from '../../src/telegram/zone.ts';
import { aReader, ask, runBot, setStage } from './stage.ts';

const cities: [typed: string, city: string | null][] = [
  ['Алматыға', 'Алматы'],
  ['Алматыда', 'Алматы'],
  ['в Алматы', 'Алматы'],
  ['из Алматы', 'Алматы'],
  ['мен Алматыдамын', 'Алматы'],
  ['Алматы қаласында', 'Алматы'],
  ['алматыга', 'Алматы'],
  ['Астанада', 'Астана'],
  ['Астане', 'Астана'],
  ['в Астане', 'Астана'],
  ['живу в г. Астана', 'Астана'],
  ['по времени Астаны', 'Астана'],
  ['Астана уақыты бойынша', 'Астана'],
  ['Шымкентте', 'Шымкент'],
  ['Шымкенте', 'Шымкент'],
  ['Өскеменде', 'Усть-Каменогорск'],
  ['в Усть-Каменогорске', 'Усть-Каменогорск'],
  ['Караганде', 'Караганда'],
  ['Қарағандыдан', 'Караганда'],
  ['Оралда', 'Уральск'],
  ['Семее', 'Семей'],
  ['Таразға', 'Тараз'],
  ['Москве', 'Москва'],
  ['Мәскеуде', 'Москва'],
  ['в Казани', 'Казань'],
  ['Нью-Йорке', 'Нью-Йорк'],
  ['Нью-Йоркте', 'Нью-Йорк'],
  ['New York-та', 'Нью-Йорк'],
  ['Риме', 'Рим'],
  ['Ошта', 'Ош'],
  ['Дубае', 'Дубай'],
  ['Афинах', 'Афины'],
  ['Рудном', 'Рудный'],
  ['Аральске', 'Аральск'],
  ['Арқалықта', 'Аркалык'],
  ['вашинтон', 'Вашингтон'],
  ['Тамара', null],
  ['Даласс', null],
  ['Каллас', null],
  ['Томске', null],
  ['Орске', null],
  ['Семипалатинская', null],
  ['Бухаресте', null],
  ['Римини', null],
  ['Венеции', null],
  ['Алматы Астана', null],
  ['в городе', null],
  ['да', null],
];
for (const [typed, city] of cities) {
  test(`the city of "${typed}" is ${city ?? 'none'}`, () => {
    assert.equal(resolveZone(typed)?.city?.ru ?? null, city);
  });
}

test('every city is found in the cases of both languages, and never another one', () => {
  const kazakh = [
    'да',
    'та',
    'де',
    'те',
    'ға',
    'ге',
    'қа',
    'ке',
    'дан',
    'тен',
    'ның',
    'дің',
    'дағы',
    'демін',
  ];
  for (const city of CITY_ZONES.flatMap((one) => one.cities)) {
    for (const name of [city.ru, city.kk]) {
      const russian = [`в ${name}`, `из ${name}`, name.replace(/[аяьй]?$/u, 'е')];
      const declined = /[оуюэи]$/u.test(name) ? russian.slice(0, 2) : russian;
      for (const typed of [...kazakh.map((ending) => name + ending), ...declined]) {
        assert.equal(resolveZone(typed)?.city?.ru, city.ru, typed);
      }
    }
  }
});

const stage = await setStage();
runBot(stage);

for (const [language, typed, said] of [
  ['ru', 'в Берлине', /^Часовой пояс: Берлин, UTC/],
  ['kk', 'Берлинге', /^Уақыт белдеуі: Берлин, UTC/],
] as const) {
  test(`/timezone takes a city with its ending, in ${language}`, async () => {
    const user = await aReader(stage.control, language);
    assert.match((await ask(stage, user, `/timezone ${typed}`)).text, said);
    assert.equal((await readChat(stage.deps.db, user))?.zone, 'Europe/Berlin');
    assert.match((await ask(stage, user, '/timezone Томске')).text, /Томске/);
    assert.equal((await readChat(stage.deps.db, user))?.zone, 'Europe/Berlin');
    assert.deepEqual(stage.problems, []);
  });
}
