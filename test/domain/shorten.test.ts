import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { shorten } from '../../src/domain/shorten.ts';

const RU =
  'Министр промышленности Казахстана Ерсайын Нагаспаев и министр торговли США Говард Лутник подписали в Вашингтоне меморандум о сотрудничестве в добыче и переработке критически важных минералов';
const KK =
  'Қазақстанның Өнеркәсіп және құрылыс министрі Ерсайын Нағаспаев пен АҚШ Сауда министрі Говард Лутник Вашингтонда маңызды минералдарды бірлесіп барлау, өндіру және қайта өңдеу туралы меморандумға қол қойды';
const LONG =
  ' который готовили больше года рабочие группы двух министерств и который открывает дорогу десяткам новых проектов';

/** Language, sentence, what is left of it; null when it must stay. */
const CASES: readonly (readonly [string, ReaderLanguage, string, string | null])[] = [
  ['a clause that runs to the end goes', 'ru', `${RU},${LONG}.`, `${RU}.`],
  [
    'what the speaker added goes',
    'ru',
    `${RU}, отметив, что первые совместные экспедиции начнутся уже весной будущего года в двух областях.`,
    `${RU}.`,
  ],
  [
    'a clause that the sentence goes on after stays',
    'ru',
    `Меморандум,${LONG}, подписали в Вашингтоне министр промышленности Казахстана Ерсайын Нагаспаев и министр торговли США Говард Лутник, сообщила пресс-служба, и он сразу вступил в силу.`,
    null,
  ],
  [
    'a clause inside an unfinished one stays',
    'ru',
    `${RU} и рассчитывают, что завод в Усть-Каменогорской области,${LONG}.`,
    null,
  ],
  ['a quotation is not cut open', 'ru', `${RU} «о новой эре, которая${LONG}».`, null],
  ['a short sentence stays', 'ru', 'Казахстан подписал меморандум, который готовили больше года.', null],
  [
    'brackets go',
    'kk',
    `${KK} (құжаттың мәтіні екі ел үкіметтерінің ресми сайттарында екі тілде жарияланды).`,
    `${KK}.`,
  ],
  [
    'nothing else goes in Kazakh',
    'kk',
    `Былтырғы күзде басталған ұзақ келіссөздердің қорытындысы бойынша сарапшылар тобы дайындаған құжатты талқылап, ${KK}.`,
    null,
  ],
];

describe('of a long sentence', () => {
  for (const [name, language, sentence, left] of CASES)
    test(name, () => assert.equal(shorten(sentence, language), left ?? sentence));
  test('the cases are long', () =>
    assert.ok(CASES.filter(([, , sentence]) => sentence.length > 260).length >= 7));
});
