import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellsPast } from '../../../src/domain/language/tense.ts';

const PAST = {
  ru: [
    'Стороны подписали меморандум.',
    'Посол прибыла в Алматы.',
    'Рейс прошёл по графику.',
    'Компания обратилась в суд.',
    'Завод построили за год.',
    'Он нашел ошибку.',
  ],
  kk: [
    'Тараптар меморандумға қол қойды.',
    'Елші Алматыға келді.',
    'Министрлік шешімді хабарлады.',
    'Зауыт былтыр салынған.',
    'Кездесу екі сағатқа созылыпты.',
    'Біз құжатты оқыдық.',
    'Олар кедергіні жойды.',
  ],
  en: [
    'The sides signed a memorandum.',
    'The ambassador arrived in Almaty.',
    'Officials said nothing.',
    'The plant was built in a year.',
    'They met in Astana.',
  ],
};
const NOT_PAST = {
  ru: [
    'Заявитель приходит в консульство заранее.',
    'Если документы готовы, запись открыта.',
    'Оплата сбора занимает пять минут.',
    'Виза выдаётся на десять лет.',
    'Посол и школа, канал и правила, цели и модели.',
  ],
  kk: [
    'Өтініш беруші сауалнаманы толтырады.',
    'Сұхбат елшілікте өтеді.',
    'Паспорт бес күнде қайтарылады.',
    'Ол ағылшын тілін үйренеді.',
    'Консул жауапқа қарайды, өтінімді оқиды.',
    'Жауаптың қысқа болуы маңызды.',
  ],
  en: [
    'Applicants fill in the form.',
    'A deposit is required for each visa.',
    'Certificates are translated and accepted when signed.',
    'You need a passport.',
  ],
};

for (const language of ['ru', 'kk', 'en'] as const) {
  test(`a verb of the past is known by its ending (${language})`, () => {
    assert.deepEqual(
      PAST[language].filter((text) => !tellsPast(text, language)),
      [],
    );
  });

  test(`what is always so tells no past (${language})`, () => {
    assert.deepEqual(
      NOT_PAST[language].filter((text) => tellsPast(text, language)),
      [],
    );
  });
}

test('no past is seen in a language that is not read', () => {
  assert.equal(tellsPast('Сторони підписали угоду.', 'other'), false);
});
