import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanText } from '../../../src/domain/language/clean.ts';
import { maskOutlets } from '../../../src/domain/language/outlets.ts';
import { FURNITURE, NEWS } from './cleanLines.ts';
import { DATELINES } from './datelineCases.ts';

const PROSE = [
  'Казахстан и США подписали соглашение о поставке локомотивов, сообщил министр транспорта.',
  'Қазақстан мен АҚШ локомотив жеткізу туралы келісімге қол қойды, деді көлік министрі.',
  'Kazakhstan and the United States signed a deal on locomotives, the transport minister said.',
];
const OUTLETS = ['Kazinform', 'Tengrinews', 'The Astana Times', 'Egemen Qazaqstan'];
const clean = (line: string) =>
  cleanText('', `${PROSE[0]}\n${line}\n${PROSE[1]}`, OUTLETS)
    .paragraphs.map(({ text }) => text)
    .slice(1, -1);

for (const line of FURNITURE) {
  test(`"${line}" is furniture and goes`, () => assert.deepEqual(clean(line), []));
}

for (const line of NEWS) {
  test(`"${line}" is news and stays`, () => assert.deepEqual(clean(line), [line]));
}

for (const [line, dateline, rest] of DATELINES) {
  test(`the dateline of "${line}" is ${dateline ?? 'none'}`, () => {
    const cleaned = cleanText('', line, OUTLETS);
    assert.deepEqual(
      [cleaned.paragraphs[0]?.text, cleaned.dateline?.replace(/\.$/, '')],
      [rest, dateline?.replace(/\.$/, '')].map((value) => value ?? undefined),
    );
  });
}

const BACKGROUND: [string, boolean][] = [
  ['Напомним, в сентябре стороны подписали меморандум.', true],
  ['Ранее сообщалось, что завод откроется летом.', true],
  ['Ранее Токаев провёл переговоры с Трампом.', true],
  ['Справка: Wabtec основана в 1869 году.', true],
  ['Айта кетейік, зауыт 2009 жылы ашылған.', true],
  ['Еске салсақ, елші былтыр тағайындалды.', true],
  ['Бұған дейін тараптар меморандумға қол қойған.', true],
  ['Earlier, the sides signed a memorandum.', true],
  ['As reported earlier, the plant will open in summer.', true],
  ['Ранее неизвестный документ опубликовал сенат.', false],
  ['Earlier this week, the presidents signed a deal.', false],
  ['Президент напомнил о соглашении.', false],
  ['Елші бұған дейін келмеген.', false],
  ['Напомню, завтра президент встретится с американским коллегой.', true],
  ['Как мы уже писали, завод откроется летом.', true],
  ['Мы ранее сообщали, что завод откроется летом.', true],
  ['Как сообщалось ранее, завод откроется летом.', true],
  ['22 сентября сообщалось, что завод откроется летом.', true],
  ['Завод, напомним, открылся в 2009 году.', true],
  ['Ранее мы писали о визите посла.', true],
  ['Айта кеткен жөн, зауыт 2009 жылы ашылған.', true],
  ['Еске түсірейік, зауыт 2009 жылы ашылған.', true],
  ['Естеріңізде болса, елші былтыр тағайындалды.', true],
  ['Бұның алдында елші Алматыға барды.', true],
  ['Мұның алдында Тоқаев Вашингтонға барды.', true],
  ['Хабарлағанымыздай, зауыт жазда ашылады.', true],
  ['Зауыт жазда ашылады деп хабарлаған едік.', true],
  ['Зауыт жазда ашылады деп жазған болатынбыз.', true],
  ['Бұл туралы елшілік хабарлаған болатын.', true],
  ['Министр зауыт жазда ашылады деп мәлімдеген еді.', true],
  ['As we reported, the plant will open in summer.', true],
  ['We reported earlier that the plant will open.', true],
  ['To recall, the plant opened in 2009.', true],
  ['Напоминание о встрече пришло из посольства.', false],
  ['Министр напомнил о соглашении, подписанном в 2009 году.', false],
  ['Мы писали письма сенаторам, рассказал посол.', false],
  ['Зауыт жазда ашылады деп хабарлады министрлік.', false],
  ['Алдында тұрған міндет – экспортты екі есе арттыру.', false],
  ['Елші естелік айтты.', false],
  ['22 сентября стороны сообщили о сделке.', false],
  ['Reported crimes fell by a third.', false],
  ['Our earlier reports cost more.', false],
  ['Президент бұған дейін айтқан уәдесін орындады.', false],
];
for (const [line, background] of BACKGROUND) {
  test(`"${line}" is ${background ? '' : 'not '}background`, () =>
    assert.equal(cleanText('', line, []).paragraphs[0]?.background, background));
}

test('a title loses its emoji and outlet suffix, and its repetition in the text goes', () => {
  const cases: [string, string][] = [
    ['⚡️ Соглашение подписано | Tengrinews.kz', 'Соглашение подписано'],
    ['Тоқаев АҚШ-қа барды - Egemen Qazaqstan', 'Тоқаев АҚШ-қа барды'],
    ['Deal signed in Washington — The Astana Times', 'Deal signed in Washington'],
    ['Казахстан – США: новый этап', 'Казахстан – США: новый этап'],
    ['Соглашение подписано – Токаев', 'Соглашение подписано – Токаев'],
  ];
  for (const [title, expected] of cases) {
    const cleaned = cleanText(title, `${expected.toUpperCase()}\n${PROSE[0]}`, OUTLETS);
    assert.equal(cleaned.title, expected);
    assert.deepEqual(
      cleaned.paragraphs.map(({ text }) => text),
      [PROSE[0]],
    );
  }
});

test('links under a "read also" head go and the article after them goes on', () => {
  for (const head of ['Читайте также', 'Тағы оқыңыз:', 'Related News']) {
    const text = `${PROSE[0]}\n${head}\nПервый заголовок\nЕкінші тақырып\nWill rates fall?\n${PROSE[1]}\n${PROSE[2]}`;
    assert.deepEqual(
      cleanText('', text, []).paragraphs.map((paragraph) => paragraph.text),
      PROSE.slice(0, 3),
    );
  }
});

test('a photo credit or a link at the end of a paragraph is cut', () => {
  for (const tail of [' Фото: Акорда', ' (Сурет: gov.kz)', ' Читайте также: Токаев позвонил Трампу']) {
    assert.equal(cleanText('', PROSE[0] + tail, []).paragraphs[0]?.text, PROSE[0]);
  }
});

test('items of a list join the line that ends in a colon', () => {
  for (const bullet of ['–', '-', '•', '🔹', '✅', '1)']) {
    const text = `Стороны договорились:\n${bullet} о поставках;\n${bullet} о визах.\n${PROSE[0]}`;
    assert.deepEqual(
      cleanText('', text, []).paragraphs.map((paragraph) => paragraph.text),
      ['Стороны договорились: о поставках; о визах.', PROSE[0]],
    );
  }
});

test("an author's name goes at either end and a name inside the text stays", () => {
  const text = `Айдана Серікқызы\n${PROSE[0]}\nДональд Трамп\n${PROSE[1]}\nDana Omirgazy`;
  assert.deepEqual(
    cleanText('', text, []).paragraphs.map((paragraph) => paragraph.text),
    [PROSE[0], 'Дональд Трамп', PROSE[1]],
  );
});

test('a flash without a full stop survives', () => {
  assert.equal(cleanText('', 'Токаев и Трамп провели телефонный разговор', []).paragraphs.length, 1);
  assert.equal(cleanText('Токаев вылетел в США', '', []).title, 'Токаев вылетел в США');
});

test('masking keeps the length and blanks outlets and addresses only', () => {
  const cases: [string, string][] = [
    ['Kazinform сообщает о Казахстане', '          сообщает о Казахстане'],
    ['пишет The Astana Times об Astana', 'пишет                  об Astana'],
    ['на сайте egov.kz и Kazakhstan', 'на сайте         и Kazakhstan'],
    ['газета «Казахстанская правда» пишет', `газета «${' '.repeat(20)}» пишет`],
  ];
  for (const [text, masked] of cases) assert.equal(maskOutlets(text, OUTLETS), masked);
});

const line = fc.oneof(
  fc.constantFrom(
    ...FURNITURE,
    ...NEWS,
    ...PROSE,
    ...DATELINES.map(([text]) => text),
    'Читайте также',
    '– о визах;',
    'Стороны:',
  ),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);
test('cleaning never throws, leaves no empty line and changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(line, { maxLength: 12 }), (title, lines) => {
      const once = cleanText(title, lines.join('\n'), OUTLETS);
      const texts = once.paragraphs.map(({ text }) => text);
      assert.ok(texts.every((text) => text.trim() !== '' && !text.includes('\n')));
      const twice = cleanText(once.title, texts.join('\n'), OUTLETS);
      assert.deepEqual(
        twice.paragraphs.map(({ text }) => text),
        texts,
      );
      assert.equal(twice.title, once.title);
    }),
    { numRuns: 400 },
  );
});
