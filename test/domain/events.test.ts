import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  type EventType,
  eventsConflict,
  findEvents,
  findStage,
  type Stage,
} from '../../src/domain/events.ts';
import { foldCase } from '../../src/domain/language/text.ts';
import { isRoundUp } from '../../src/domain/roundUp.ts';
import { skeleton } from '../../src/domain/skeleton.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

const TITLES: readonly (readonly [string, EventType])[] = [
  ['Токаев и Трамп поговорили по телефону', 'call'],
  ['Состоялся телефонный разговор президентов', 'call'],
  ['Тоқаев Трамппен телефон арқылы сөйлесті', 'call'],
  ['Trump and Tokayev speak by phone', 'call'],
  ['Госсекретарь прибыл в Астану', 'visit'],
  ['Президент сапармен Вашингтонға келді', 'visit'],
  ['US envoy arrives in Astana', 'visit'],
  ['Нуртлеу встретился с Рубио', 'meeting'],
  ['Нұртілеу Рубиомен кездесті', 'meeting'],
  ['Ministers hold talks in Washington', 'meeting'],
  ['Трамп пригласил Токаева в Майами', 'invitation'],
  ['Трамп Тоқаевты Майамиге шақырды', 'invitation'],
  ['КТЖ подписала контракт с Wabtec', 'signing'],
  ['ҚТЖ келісімшартқа қол қойды', 'signing'],
  ['KTZ signs contract', 'signing'],
  ['Трамп направил письмо Токаеву', 'letter'],
  ['Трамп Тоқаевқа хат жолдады', 'letter'],
  ['Стаффт назначена послом', 'appointment'],
  ['Стаффт елші болып тағайындалды', 'appointment'],
  ['Посол вручила верительные грамоты', 'credentials'],
  ['Елші сенім грамотасын тапсырды', 'credentials'],
  ['Ambassador presents credentials', 'credentials'],
  ['Первая партия локомотивов поставлена', 'delivery'],
  ['Локомотивтердің алғашқы партиясы жеткізілді', 'delivery'],
  ['First batch delivered', 'delivery'],
  ['Госдеп выпустил доклад', 'report'],
  ['Департамент баяндама жариялады', 'report'],
  ['State Department’s annual report on rights', 'report'],
  ['Минфин ввёл санкции', 'sanction'],
  ['Қаржы министрлігі санкция салды', 'sanction'],
  ['В Вашингтоне прошёл форум', 'conference'],
  ['Вашингтонда конференция өтті', 'conference'],
  ['Начались учения «Степной орёл»', 'exercise'],
  ['«Дала қыраны» жаттығуы басталды', 'exercise'],
];
for (const [title, event] of TITLES)
  test(`«${title}» speaks of a ${event}`, () => assert.ok(findEvents(foldCase(title), '').includes(event)));

/** Words that look alike and say nothing of the kind. */
const OTHERS: readonly (readonly [string, EventType])[] = [
  ['Министр ответил на пресс-конференции', 'conference'],
  ['Министр баспасөз мәслихатында жауап берді', 'conference'],
  ['Reuters reports from Astana', 'report'],
  ['Подписчики канала узнали первыми', 'signing'],
  ['Ученики школы изучают английский', 'exercise'],
  ['Министр доложил: докладывает ведомство', 'report'],
  ['Халық саны артты', 'letter'],
];
for (const [title, event] of OTHERS)
  test(`«${title}» speaks of no ${event}`, () => assert.ok(!findEvents(foldCase(title), '').includes(event)));

const STAGES: readonly (readonly [string, Stage | null])[] = [
  ['Казахстан планирует купить локомотивы', 'announced'],
  ['Қазақстан локомотив сатып алуды жоспарлап отыр', 'announced'],
  ['Стороны подписали контракт, который планировали год', 'signed'],
  ['Эксимбанк одобрил кредит на подписанный контракт', 'financed'],
  ['Локомотивы доставлены заказчику', 'delivered'],
  ['Локомотивтер тапсырыс берушіге жеткізілді', 'delivered'],
  ['The locomotives were delivered', 'delivered'],
  ['Погода в Астане', null],
];
for (const [text, stage] of STAGES)
  test(`«${text}» has come as far as ${stage ?? 'nothing'}`, () =>
    assert.equal(findStage(foldCase(text)), stage));

test('a call is no visit, credentials are no appointment, but a meeting may be on a visit', () => {
  assert.equal(eventsConflict(['call'], ['visit', 'meeting']), 1);
  assert.equal(eventsConflict(['credentials'], ['appointment']), 1);
  assert.equal(eventsConflict(['report'], ['exercise']), 0.5);
  assert.equal(eventsConflict(['meeting'], ['visit']), 0);
  assert.equal(eventsConflict(['call'], ['invitation']), 0);
  assert.equal(eventsConflict(['call', 'invitation'], ['invitation']), 0);
  assert.equal(eventsConflict([], ['visit']), 0);
});

const COGNATES: readonly (readonly string[])[] = [
  ['нагаспаев', 'нағаспаев', 'nagaspayev'],
  ['меморандум', 'memorandum'],
  ['кошербаев', 'көшербаев', 'kosherbayev'],
  ['минерал', 'mineral'],
  ['университет', 'university'],
  ['вашингтон', 'washington'],
];
for (const words of COGNATES)
  test(`${words.join(', ')} are the same to the bone`, () =>
    assert.equal(new Set(words.map(skeleton)).size, 1));
test('short words have no bones', () => {
  for (const word of ['газ', 'us', 'ел', '', '2025', 'аэс']) assert.equal(skeleton(word), '', word);
});

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

const BULLETS =
  'Казахстан и США подписали меморандум о критических минералах в Вашингтоне.\n' +
  'Биржевые индексы Токио завершили торги падением после заявления банка.\n' +
  'Гололёд и метель закрыли трассы севернее Костаная до воскресенья.\n' +
  'Хоккеисты «Барыса» обыграли соперников по дивизиону в овертайме.';
const ROUND_UPS: readonly (readonly [string, string, boolean])[] = [
  ['Главное за день: меморандум, погода, хоккей', 'Коротко о событиях.', true],
  ['Итоги недели', '', true],
  ['Аптаның басты жаңалықтары', '', true],
  ['News in brief', '', true],
  ['Коротко', BULLETS, true],
  ['Что произошло за ночь: удары, курсы, погода', '', true],
  ['Топ-5 новостей недели', '', true],
  ['Бүгінгі жаңалықтар топтамасы', '', true],
  ['Қысқаша: меморандум, бағам, ауа райы', '', true],
  ["Today's top stories", '', true],
  [
    'Гололёд под Костанаем, падение в Токио и победа «Барыса»',
    BULLETS.replace('обыграли', 'одержали победу: обыграли'),
    true,
  ],
  [
    'Пять конгрессменов, три кабинета, один день',
    'Вчера Астану посетила группа американских законодателей.\nГлавный вопрос им задавали всюду: когда уйдёт поправка.\nКэрол Миллер ответила, что постарается до каникул.\nДемократ пошутил, что документ старше его помощников.',
    false,
  ],
  [
    'Шығыс өңірде көрме ашылды',
    'Жаркенттік диқан павильондарды таңнан бері аралап жүр.\nМұхиттың арғы жағынан алпыс өндіруші келген.\nЕлші лизинг туралы айтты.\nФермерлер субсидия сұрады.',
    false,
  ],
  [
    'Museum shuts for repairs',
    'Staff packed the last crates on Monday.\nThe roof had leaked since spring.\nVisitors will get refunds.\nThe mayor promised money by autumn.',
    false,
  ],
  ['Главное событие года: КТЖ и Wabtec подписали контракт', 'КТЖ и Wabtec подписали контракт.', false],
  [
    'КТЖ и Wabtec подписали контракт',
    'КТЖ и Wabtec подписали контракт о локомотивах.\nЛокомотивы соберёт завод Wabtec в Астане.\nКонтракт с КТЖ рассчитан на 15 лет.\nЗавод работает с 2009 года и собрал 600 локомотивов.\nЦеремония контракта прошла в присутствии министра США.',
    false,
  ],
];
for (const [title, text, roundUp] of ROUND_UPS)
  test(`«${title}» is ${roundUp ? '' : 'not '}a digest of several events`, () =>
    assert.equal(isRoundUp(understand({ title, text }, u).read), roundUp));
