import type { RelevanceRule } from './relevancePartyRules.ts';

/** What is a guide, sport or a show, and what is news of the two all the same. */
export const KIND_RULES: readonly RelevanceRule[] = [
  {
    rule: 'rules told in the third person are a guide, a decision about them is news',
    cases: [
      {
        title: 'Виза в США: какие виды бывают',
        text: 'Граждане Казахстана могут подать на туристическую визу B1/B2. Заявители должны заполнить анкету DS-160. Им нужно оплатить сбор и записаться на собеседование. Паспорт возвращают через три дня.',
        relevant: false,
      },
      {
        title: 'США приостановили выдачу иммиграционных виз гражданам Казахстана',
        text: 'Решение принял Госдепартамент. Граждане Казахстана могут подавать заявления. Паспорт нужно сдать заранее.',
        relevant: true,
      },
      {
        title: 'Америкаға баруға кімге виза керек',
        text: 'Қазақстандық туристерге жарамды паспорт қажет. Саяхатшылар кері билет алуы тиіс. Виза 10 жылға дейін беріледі. АҚШ-та 180 күнге дейін болуға болады.',
        relevant: false,
      },
      {
        title: 'АҚШ Қазақстан азаматтарына иммиграциялық виза беруді тоқтатты',
        text: 'Шешімді Мемлекеттік департамент қабылдады. Азаматтар өтініш бере алады. Паспорт алдын ала тапсырылуы тиіс.',
        relevant: true,
      },
      {
        title: 'Kazakhstan visa-free regime explained for Americans',
        text: 'Travelers from the United States can stay up to 30 days. Visitors must carry a valid passport. Citizens of the U.S. are required to register after 30 days.',
        relevant: false,
      },
      {
        title: 'Kazakhstan extends visa-free stay for U.S. citizens',
        text: 'The government extended the regime by decree on Monday. Travelers can stay 60 days. Visitors must carry a passport.',
        relevant: true,
      },
    ],
  },
  {
    rule: 'words of sport or show make no near miss of news in which both sides act',
    cases: [
      {
        title: 'Посол США в Казахстане и чемпион мира открыли турнир для школьников',
        text: 'Джули Стаффт и министр Саясат Нурбек наградили победителей.',
        relevant: true,
      },
      {
        title: 'Казахстанский чемпион выиграл турнир в США',
        text: 'Боксёр победил американца в Лас-Вегасе.',
        relevant: false,
      },
      {
        title: 'АҚШ елшісі Джули Стаффт Алматыдағы концертке келді',
        text: 'Саясат Нұрбек концертте америкалық қонақтармен кездесті.',
        relevant: true,
      },
      {
        title: 'Қазақ әншісі АҚШ-та концерт берді',
        text: 'Концертке америкалық әншілер де келді.',
        relevant: false,
      },
      {
        title: 'Tokayev and U.S. Ambassador Stufft attend jazz concert',
        text: 'Musicians from Boston gave the concerts in Astana for 30 years of relations.',
        relevant: true,
      },
      {
        title: 'Kazakh singer gives concert in Boston',
        text: 'American fans filled the hall; the album is out in May.',
        relevant: false,
      },
    ],
  },
  {
    rule: 'sportsmen of any sport are sport; what a leader of both sides does is not',
    cases: [
      {
        title: 'Казахстанский гимнаст тренируется в США',
        text: 'Он готовится к сезону в Калифорнии вместе с американцами.',
        relevant: false,
      },
      {
        title: 'Токаев рассказал Трампу о казахстанских шахматистах',
        text: 'Президент США поблагодарил гостя за подарок.',
        relevant: true,
      },
      {
        title: 'Қазақстандық жүзуші АҚШ-та рекорд орнатты',
        text: 'Ол Техас университетінің атынан сынға түседі.',
        relevant: false,
      },
      {
        title: 'Тоқаев Трампқа қазақ шахматшылары туралы айтты',
        text: 'АҚШ Президенті сыйлық үшін алғыс айтты.',
        relevant: true,
      },
      {
        title: "Kazakhstan's chess grandmaster wins open in St. Louis",
        text: 'She beat three Americans and shared first place.',
        relevant: false,
      },
      {
        title: "Tokayev tells Trump of Kazakhstan's chess grandmasters",
        text: 'The U.S. president thanked him for the gift.',
        relevant: true,
      },
    ],
  },
  {
    rule: 'advice on studying abroad is a guide, what to know of a meeting is news',
    cases: [
      {
        title: 'Как поступить в университет США',
        text: 'Сначала нужно сдать IELTS. Абитуриенты из Казахстана должны подать заявку до декабря. Понадобится справка из банка. Грантов мало.',
        relevant: false,
      },
      {
        title: 'Саммит C5+1: что нужно знать о встрече Токаева и Трампа',
        text: 'Лидеры встретятся в Вашингтоне. Речь пойдёт о минералах.',
        relevant: true,
      },
      {
        title: 'АҚШ университеті: грантты қазақстандықтар қайдан табады',
        text: 'Алдымен IELTS тапсырасыз. Сайтқа кіріп, өтінімді толтырасыз. Жауабын мамырда аласыз. Грант аз.',
        relevant: false,
      },
      {
        title: 'Тоқаев пен Трамп кездесуі туралы не білу керек',
        text: 'Басшылар Вашингтонда кездеседі. Минералдар сөз болады.',
        relevant: true,
      },
      {
        title: 'Studying in America from Kazakhstan',
        text: 'First, applicants must pass TOEFL or IELTS. Kazakhs should file an application form by December. Applicants need a bank statement. Grants are few.',
        relevant: false,
      },
      {
        title: 'Trump meets Tokayev: what you need to know',
        text: 'The leaders will talk in Washington. Minerals top the list.',
        relevant: true,
      },
    ],
  },
];
