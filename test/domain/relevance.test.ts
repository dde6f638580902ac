import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { f1, labelled } from './labelled.ts';
import { relevanceJudge } from './relevanceJudge.ts';
import { OTHERS } from './relevanceOthers.ts';
import { TIES } from './relevanceTies.ts';

let judge: Awaited<ReturnType<typeof relevanceJudge>>;
before(async () => {
  judge = await relevanceJudge();
});

const NEAR_MISSES = [
  'exchange rate or price',
  'third country',
  'others with the US',
  'comment on others',
  'domestic',
  'sport or show',
  'guide',
  'passing',
];

test('the labelled set has every kind of near miss in every language', () => {
  const set = labelled();
  assert.ok(set.length >= 60, `${set.length} articles`);
  for (const language of ['ru', 'kk', 'en'])
    for (const miss of NEAR_MISSES)
      assert.ok(
        set.some((article) => article.language === language && article.miss === miss),
        `${language} has no "${miss}"`,
      );
  for (const article of set) assert.ok(article.relevant || NEAR_MISSES.includes(article.miss), article.id);
});

test('relevance of the labelled set keeps its floor in every language', (t) => {
  const counts = { all: zero(), ru: zero(), kk: zero(), en: zero() };
  const mistakes: string[] = [];
  for (const article of labelled()) {
    const { relevant, value, why } = judge(article.title, article.text);
    for (const count of [counts.all, counts[article.language]]) {
      if (relevant && article.relevant) count.right += 1;
      else if (relevant) count.wrong += 1;
      else if (article.relevant) count.missed += 1;
    }
    if (relevant !== article.relevant) mistakes.push(`${article.id} ${value}: ${why.join('; ')}`);
  }
  for (const [language, count] of Object.entries(counts))
    t.diagnostic(`relevance F1 ${language}: ${f1(count).toFixed(3)} (${JSON.stringify(count)})`);
  assert.ok(f1(counts.all) >= 0.97, mistakes.join('\n'));
  for (const language of ['ru', 'kk', 'en'] as const)
    assert.ok(f1(counts[language]) >= 0.95, mistakes.join('\n'));
});

for (const { title, text, relevant } of [...TIES, ...OTHERS]) {
  test(`"${title}" ${text ? 'with its text ' : ''}is ${relevant ? '' : 'not '}relevant`, () => {
    const found = judge(title, text);
    assert.equal(found.relevant, relevant, `${found.value}: ${found.why.join('; ')}`);
  });
}

const reminders = [
  {
    title: 'Казатомпром открыл рудник',
    text: 'Казатомпром открыл новый рудник в Туркестанской области. На нём будут работать 600 человек.',
    told: 'Напомним, осенью Казахстан и США подписали соглашение о минералах.',
  },
  {
    title: 'Қазатомөнеркәсіп жаңа кеніш ашты',
    text: 'Қазатомөнеркәсіп Түркістан облысында жаңа кеніш ашты. Онда 600 адам жұмыс істейді.',
    told: 'Еске салсақ, күзде Қазақстан мен АҚШ минералдар жөнінде келісімге қол қойған.',
  },
];
for (const { title, text, told } of reminders) {
  test(`"${told.split(',')[0]}" brings in what does not make a text relevant`, () => {
    assert.equal(judge(title, `${text}\n${told}`).relevant, false);
  });
}

const longTexts = [
  {
    title: 'Куда идёт экономика Казахстана',
    home: 'В Казахстане растёт производство, и регионы получают новые дороги.',
    both: 'Казахстан и США обсуждают поставки машин.',
  },
  {
    title: 'Қазақстан экономикасы қайда барады',
    home: 'Қазақстанда өндіріс өсіп, өңірлерде жаңа жолдар салынып жатыр.',
    both: 'Қазақстан мен АҚШ техника жеткізуді талқылап жатыр.',
  },
  {
    title: 'Where the economy of Kazakhstan is heading',
    home: 'Industry in Kazakhstan is growing and the regions get new roads.',
    both: 'Kazakhstan and the United States discuss supplies of machines.',
  },
];
for (const { title, home, both } of longTexts) {
  test(`"${title}" is relevant when a good part of the long text is, not for two sentences of thirty`, () => {
    const text = (times: number) => [...Array(30 - times).fill(home), ...Array(times).fill(both)].join('\n');
    assert.equal(judge(title, text(2)).relevant, false);
    assert.equal(judge(title, text(8)).relevant, true);
  });
}

test('`why` says in words what decided, the kind of near miss first', () => {
  assert.match(judge('Токаев прокомментировал встречу Путина и Трампа').why[0] ?? '', /^not: /);
  assert.deepEqual(judge('Погода в Алматы').why, ['no US party']);
});

test('relevance is between 0 and 1 and never throws, whatever the text', () => {
  const names = [
    'Казахстан',
    'США',
    'Токаев',
    'C5+1',
    'Путин',
    'курс доллара',
    'Wabtec',
    '. ',
    ' подписал ',
    '\n',
    '🙂',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...names), fc.string()), { maxLength: 30 })
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(text, text, (title, body) => {
      const { value, relevant, why } = judge(title, body);
      assert.ok(value >= 0 && value <= 1);
      assert.ok(why.length > 0 || !relevant);
    }),
    { numRuns: 60 },
  );
});

function zero() {
  return { right: 0, wrong: 0, missed: 0 };
}
