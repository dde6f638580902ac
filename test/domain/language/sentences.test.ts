import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Language } from '../../../src/domain/article.ts';
import {
  isHeadline,
  isTurn,
  joinBullets,
  readInterview,
  splitSentences,
} from '../../../src/domain/language/sentences.ts';

/** One paragraph a line; ¦ marks where it is cut. */
const CASES: Record<'ru' | 'kk' | 'en', string> = {
  ru: `
Казахстан закупит 300 локомотивов за 4,2 млрд долл. США. ¦ Соглашение подписано 22 сентября.
Президент К. Токаев прибыл в г. Вашингтон. ¦ Его встретил посол.
Президент К.-Ж. Токаев принял посла. ¦ Они обсудили торговлю.
На встрече был К. К. Токаев. ¦ Был и посол.
В 2025 г. Казахстан экспортировал уран. ¦ Доля США выросла.
Соглашение с компанией Wabtec было подписано в 2025 г. ¦ Президент назвал его историческим.
Речь о 2025 г. и следующих годах.
В 1991–2025 гг. США вложили 100 млрд долларов.
Он живёт на ул. Абая и работает в г. Алматы. ¦ Это центр города.
Университет им. Аль-Фараби подписал договор. ¦ Его партнёр — вуз в Аризоне.
Об этом заявил проф. Иванов. ¦ Он преподаёт в США.
Торговля выросла на 5 тыс. тонн. ¦ Экспорт тоже вырос.
Поставки составят 5 тыс. тонн и 3 млн. долларов.
Участвовали Boeing, Wabtec и др. ¦ Президент поблагодарил всех.
Обсудили торговлю, транспорт и т.д. ¦ Встреча длилась час.
Обсудили торговлю, транспорт и т. д. и приняли план.
Об этом говорится в ст. 5 договора. ¦ Она вступит в силу в 2026 году.
По словам министра, т.е. главы ведомства, план готов.
Договор подписан.Стороны довольны.
Договор подписан!Стороны довольны.
Сайт Tengrinews.kz сообщил о визите. ¦ Подробностей нет.
Подробности на inform.kz. ¦ Визит завершён.
Версия 2.0 готова. ¦ Рост составил 5.5 процента.
Визит пройдёт 07.11.2025. ¦ Повестка согласована.
«Мы подписали соглашение. Это важно», — сказал Токаев. ¦ Он добавил, что работа идёт.
«Спасибо!» — сказал он. ¦ Зал аплодировал.
— Вы готовы? — спросил он. ¦ — Да.
«Что дальше?» — спрашивают эксперты.
Это важно (см. стр. 5. Там же), сказал он. ¦ Далее выступил посол.
Ура!!! ¦ Победа... ¦ Что дальше? ¦ Никто не знает…
Сделка… не состоялась. ¦ Почему?
1. Первое. ¦ 2. Второе.
Это первый визит за 5 лет. ¦ 300 компаний приехали вместе с президентом.
Заявление сделал Дж. Байден. ¦ Его услышали.
Самолёт Boeing 787-9 прибыл в 10.30. ¦ Рейс открыт.
Договор подписан! ¦ «Мы рады», — сказал министр.
Он сказал: «Мы рады.» ¦ Потом ушёл.
Цена — 80 долл. за баррель.
Компания построит завод в Карагандинской обл. ¦ Стоимость проекта растёт.
`,
  kk: `
Қ. Тоқаев АҚШ-қа барды. ¦ Кездесу Вашингтонда өтті.
Қ.Тоқаев АҚШ-қа барды. ¦ Кездесу 2025 ж. 6 қарашада өтті.
Қ.-Ж. Тоқаев елшіні қабылдады. ¦ Олар сауданы талқылады.
Сауда көлемі 4 млрд. АҚШ доллары болды. ¦ Ол өсіп келеді.
Сауда көлемі 4 млрд. доллар болды, т.б. елдермен де өсті.
Wabtec, Boeing, т.б. ¦ Президент бәріне алғыс айтты.
Мұнай, газ, уран т.с.с. өнімдер экспортталады.
ХХІ ғ. басында сауда өсті. ¦ Екі ел серіктес болды.
2020-2025 жж. сауда екі есе өсті.
Келісімге қол қойылды.Тараптар риза.
«Біз келісімге қол қойдық. Бұл маңызды», – деді Тоқаев. ¦ Ол жұмыс жүріп жатқанын айтты.
«Рақмет!» – деді ол. ¦ Зал қол соқты.
– Дайынсыз ба? – деп сұрады ол. ¦ – Иә.
Бұл неге маңызды? ¦ Себебі сауда өсті!
Кездесу 10.30-да басталды. ¦ Оған 300 адам қатысты.
Құжатты проф. Ахметов әзірледі. ¦ Ол АҚШ-та оқыған.
Бұл қадам (5-бапты қараңыз. Сонда) маңызды. ¦ Келесі қадам – сауда.
Экспорт 5 мың. тоннаға жетті.
Inform.kz сайты хабарлады. ¦ Сапар аяқталды.
`,
  en: `
The U.S. Senate voted. ¦ The bill passed.
He returned to the U.S. ¦ The minister stayed.
U.S. President Donald Trump called Mr. Tokayev. ¦ They spoke for an hour.
Sen. Daines met Mr. Tokayev at 10 a.m. Monday. ¦ They talked.
The meeting began at 10 a.m. ¦ The envoy spoke first.
Wabtec Corp. Chief Executive Rafael Santana spoke. ¦ Boeing did not.
The buyer is Wabtec Corp. ¦ The deal is worth $4.2 bn.
The visit took place on Nov. 6. ¦ Both sides were pleased.
J. D. Vance met the envoy. ¦ He praised the deal.
Exports rose 5.5 percent. ¦ Imports fell.
"We signed a deal," he said. ¦ "It matters."
“We signed a deal. It matters,” he said. ¦ Trade will grow.
Who will pay? ¦ Nobody knows.
Washington, D.C. officials confirmed it.
It concerns oil, gas, etc. ¦ The list is long.
The case is U.S. vs. Kazakhstan. ¦ It was settled.
See No. 5 of the list. ¦ It names uranium.
The deal was signed.The sides are pleased.
Visit egov.kz for details. ¦ It is free.
`,
};

for (const [language, text] of Object.entries(CASES)) {
  for (const line of text.trim().split('\n')) {
    test(`${language}: ${line}`, () => {
      const expected = line
        .split(' ¦ ')
        .flatMap((piece) => piece.split(/(?<=\p{Ll}{2}[.!])(?=\p{Lu}\p{Ll}{2})/u));
      assert.deepEqual(splitSentences(line.replaceAll(' ¦ ', ' '), language as Language), expected);
    });
  }
}

test('the table holds at least sixty paragraphs', () => {
  assert.ok(
    Object.values(CASES)
      .join('')
      .split('\n')
      .filter((line) => line !== '').length >= 60,
  );
});

test('a quotation too long to show whole is cut inside', () => {
  const sentence =
    'Мы подписали соглашение о поставке трёхсот локомотивов и об их обслуживании в течение многих лет';
  assert.ok(splitSentences(`«${sentence}. ${sentence}. ${sentence}», — сказал министр.`, 'ru').length >= 2);
});

test('a line is a headline when it is short and has no final mark', () => {
  const cases: [string, boolean][] = [
    ['Что даёт соглашение', true],
    ['Маңызды минералдар', true],
    ['Соглашение подписано.', false],
    ['Что даёт соглашение?', false],
    ['Он сказал: «Да.»', false],
    ['Стороны договорились:', false],
    ['а'.repeat(111), false],
  ];
  for (const [line, headline] of cases) assert.equal(isHeadline(line), headline, line);
});

test('questions of an interview are told from answers', () => {
  const answer = 'Сауданы дамыту мен инвестиция тарту – екі елдің ортақ мақсаты, бұл туралы көп айтылды.';
  const cases: [string[], boolean, boolean[]][] = [
    [
      ['– Қандай мақсат?', `– ${answer}`, '– Келесі қадам қандай?', `– ${answer}`],
      true,
      [true, false, true, false],
    ],
    [['— Зачем?', `— ${answer}`, answer], false, [true, false, false]],
    [['Вопрос: Зачем?', answer, 'Вопрос: Когда?', answer], true, [true, false, true, false]],
    [['Тілші: Неге?', answer, 'Тілші: Қашан?', answer], true, [true, false, true, false]],
    [['Зачем?', answer, 'Когда?', answer, 'Где?', answer], true, [true, false, true, false, true, false]],
    [['Почему это важно?', answer, answer], false, [false, false, false]],
    [[answer, answer], false, [false, false]],
    [[], false, []],
  ];
  for (const [paragraphs, interview, questions] of cases) {
    assert.deepEqual(readInterview(paragraphs), { interview, questions });
  }
  assert.deepEqual(['– Иә', '— Да', '- Yes', '-5 градусов', 'Слово – дело'].map(isTurn), [
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('bullets join the line above that ends in a colon, and only that', () => {
  const cases: [string[], string[]][] = [
    [
      ['Итоги:', '– первое;', '– второе.', 'Далее.'],
      ['Итоги: первое; второе.', 'Далее.'],
    ],
    [['Нәтиже:', '• бірінші', '• екінші'], ['Нәтиже: бірінші; екінші']],
    [['Results:', '1) one', '2) two'], ['Results: one; two']],
    [
      ['Он спросил:', '– Зачем?'],
      ['Он спросил:', '– Зачем?'],
    ],
    [
      ['– Да.', '– Нет.'],
      ['– Да.', '– Нет.'],
    ],
    [
      ['Итоги.', '– Первое'],
      ['Итоги.', '– Первое'],
    ],
  ];
  for (const [lines, joined] of cases) assert.deepEqual(joinBullets(lines), joined);
});

test('splitting loses nothing but spaces, whatever the text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'г. ',
      'К. ',
      '«',
      '» ',
      '(',
      ') ',
      '. ',
      '? ',
      '… ',
      'млрд. ',
      'U.S. ',
      'Слово',
      '2025',
      'слово.Слово',
      '— ',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom<Language>('ru', 'kk', 'en', 'other'), (pieces, language) => {
      const text = pieces.join('');
      const sentences = splitSentences(text, language);
      assert.equal(sentences.join('').replace(/\s/gu, ''), text.replace(/\s/gu, ''));
      assert.ok(sentences.every((sentence) => sentence !== '' && sentence === sentence.trim()));
    }),
    { numRuns: 500 },
  );
});
