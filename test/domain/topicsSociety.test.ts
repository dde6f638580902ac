import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ReadText } from '../../src/domain/article.ts';
import { findTopics, type TopicRules } from '../../src/domain/topics.ts';
import { topicReader } from './topicReader.ts';

let rules: TopicRules;
let read: (title: string, text: string) => ReadText;
before(async () => {
  ({ rules, read } = await topicReader());
});

/** Consulates, relief, returned antiquities, courts, compliance and cargo: what an editor files under what. */
const NEWS: readonly (readonly [topic: string, absent: readonly string[], title: string, text: string])[] = [
  [
    'diplomacy',
    [],
    'Казахстан открыл консульство в Чикаго',
    'Новое консульское учреждение возглавил Тимур Садыков. Казахстан и США договорились об этом год назад.',
  ],
  [
    'diplomacy',
    [],
    'Чикагода Қазақстан консулдығы ашылды',
    'Мекемені Тимур Садықов басқарады. АҚШ тарапы экзекватура берді.',
  ],
  [
    'diplomacy',
    [],
    'Kazakhstan opens consulate in Chicago',
    'The consular mission will serve the Midwest. American officials issued an exequatur in May.',
  ],
  [
    'diplomacy',
    ['transport'],
    'Самолёт из США привёз помощь пострадавшим от землетрясения в Талдыкоргане',
    'Борт с палатками сел в аэропорту областного центра. Груз передали спасателям Казахстана.',
  ],
  [
    'diplomacy',
    ['transport'],
    'АҚШ-тан келген ұшақ зардап шеккендерге көмек жеткізді',
    'Гуманитарлық көмек Талдықорған әуежайында Қазақстан құтқарушыларына берілді.',
  ],
  [
    'diplomacy',
    ['transport'],
    'US plane brings relief supplies to Taldykorgan',
    'The disaster assistance was handed over to Kazakh rescuers at the airport.',
  ],
  [
    'education',
    ['diplomacy', 'security'],
    'Бостон вернул Казахстану сакские бронзовые бляхи',
    'Культурные ценности были вывезены из курганов Семиречья. Их передал американский музей.',
  ],
  [
    'education',
    ['security'],
    'Бостон мұражайы Қазақстанға сақ дәуірінің қола бұйымдарын қайтарды',
    'Көне бұйымдар Жетісудағы обалардан алынған екен. Енді олар Астанадағы музейге қойылады.',
  ],
  [
    'education',
    ['trade'],
    'Boston museum returns looted Saka bronzes to Kazakhstan',
    'The antiquities left burial mounds in the 1990s and were sold in London.',
  ],
  [
    'rights',
    ['education'],
    'США экстрадировали в Казахстан бывшего банкира',
    'Обвиняемого доставили из Майами. Федеральный суд отклонил его жалобу в июне.',
  ],
  [
    'rights',
    ['education'],
    'АҚШ бұрынғы банкирді Қазақстанға экстрадициялады',
    'Айыпталушы Майамиден жеткізілді. Федералдық сот оның шағымын маусымда қабылдамаған.',
  ],
  [
    'rights',
    ['education'],
    'US extradites former banker to Kazakhstan',
    'A federal judge in Miami had rejected his appeal in June. Prosecutors in Astana accuse him of fraud.',
  ],
  [
    'rights',
    [],
    'Суд в Нью-Джерси вернул Казахстану конфискованную виллу',
    'Решение о возврате активов вынес окружной суд США. Генпрокуратура Казахстана добивалась этого шесть лет.',
  ],
  [
    'security',
    ['trade'],
    'Санкции: Минфин США рассказал банкам Казахстана о подозрительных платежах',
    'Речь шла о переводах на 300 млн долларов. Банки обещали проверять сделки с электроникой.',
  ],
  [
    'security',
    ['trade'],
    'Санкция: АҚШ Қаржы министрлігі Қазақстан банктеріне күмәнді төлемдерді түсіндірді',
    'Сөз 300 млн доллар аударым туралы болды. Банктер электроника мәмілелерін тексеретін болды.',
  ],
  [
    'security',
    ['trade'],
    'Sanctions: US Treasury briefs Kazakh banks on suspect payments',
    'Transfers worth $300 million were discussed. The banks will check deals in electronics.',
  ],
  [
    'trade',
    ['transport'],
    'В Кокшетау привезли племенных коров из Небраски',
    'Скот купило хозяйство «Есиль». Самолёт приземлился в аэропорту ночью, контракт подписали весной с американской фирмой.',
  ],
  [
    'transport',
    [],
    'Air Astana начнёт рейсы в Нью-Йорк',
    'Авиакомпания получила разрешение Минтранса США. Самолёты Boeing 787 полетят из Алматы.',
  ],
  [
    'transport',
    [],
    'Air Astana Нью-Йоркке ұша бастайды',
    'Әуе компаниясы АҚШ Көлік министрлігінің рұқсатын алды. Алматыдан Boeing 787 ұшақтары ұшады.',
  ],
  [
    'security',
    ['minerals'],
    'Радиоактивный кобальт вывезли из больниц Казахстана с помощью США',
    'Работу вела NNSA вместе с Институтом ядерной физики. Источники кобальта-60 лежат в хранилище.',
  ],
];

for (const [topic, absent, title, text] of NEWS)
  test(`«${title}» is about ${topic}${absent.length > 0 ? `, not about ${absent.join(' or ')}` : ''}`, () => {
    const { topics, why } = findTopics(read(title, text), rules);
    assert.ok(topics.includes(topic), why.join('; '));
    for (const other of absent) assert.ok(!topics.includes(other), why.join('; '));
  });

const ADOPTED: readonly (readonly [string, string])[] = [
  ['АҚШ Конгресі Қазақстан туралы заңды қабылдады', 'Құжат сауда шектеуін алып тастайды.'],
  ['Конгресс США принял закон о торговле с Казахстаном', 'Документ снимает ограничения 1974 года.'],
];
for (const [title, text] of ADOPTED)
  test(`«${title}»: a law is adopted, nobody is received`, () => {
    const { topics, why } = findTopics(read(title, text), rules);
    assert.ok(topics.includes('trade') && !topics.includes('diplomacy'), why.join('; '));
  });
