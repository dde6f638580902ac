/** A rule, with cases for and against it in every language. */
export interface RelevanceRule {
  readonly rule: string;
  readonly cases: readonly { readonly title: string; readonly text: string; readonly relevant: boolean }[];
}

/** Who is a party. */
export const PARTY_RULES: readonly RelevanceRule[] = [
  {
    rule: 'the five Central Asian states with a US party are C5+1, named or not',
    cases: [
      {
        title: 'Президенты стран Центральной Азии встретились с Трампом',
        text: 'В Вашингтон приехали главы Казахстана, Узбекистана, Кыргызстана, Таджикистана и Туркменистана. Они обсудили сотрудничество.',
        relevant: true,
      },
      {
        title: 'Конгресс США принял резолюцию о пяти странах Центральной Азии',
        text: 'Документ поддерживает Казахстан, Узбекистан, Таджикистан, Кыргызстан и Туркменистан. Его внёс сенатор Мерфи.',
        relevant: true,
      },
      {
        title: 'Лидеры пяти стран Центральной Азии встретились с Путиным',
        text: 'Встреча прошла в Душанбе. Говорили о торговле и о миграции.',
        relevant: false,
      },
      {
        title: 'Узбекистан предложил Трампу провести встречу в Самарканде',
        text: 'Мирзиёев напомнил, что президент США уже принимал глав Казахстана, Узбекистана, Кыргызстана, Таджикистана и Туркменистана.',
        relevant: false,
      },
      {
        title: 'Орталық Азия президенттері Трамппен кездесті',
        text: 'Вашингтонға Қазақстан, Өзбекстан, Қырғызстан, Тәжікстан және Түрікменстан басшылары келді. Олар ынтымақтастықты талқылады.',
        relevant: true,
      },
      {
        title: 'АҚШ Конгресі Орталық Азияның бес еліне арналған қарар қабылдады',
        text: 'Құжат Қазақстанды, Өзбекстанды, Тәжікстанды, Қырғызстанды және Түрікменстанды қолдайды.',
        relevant: true,
      },
      {
        title: 'Орталық Азияның бес елінің басшылары Путинмен кездесті',
        text: 'Кездесу Душанбеде өтті. Сауда мен көші-қон туралы айтылды.',
        relevant: false,
      },
      {
        title: 'Central Asian presidents meet Trump',
        text: 'Leaders of Kazakhstan, Uzbekistan, Kyrgyzstan, Tajikistan and Turkmenistan came to Washington. They discussed cooperation.',
        relevant: true,
      },
      {
        title: 'U.S. senators propose resolution on five nations of Central Asia',
        text: 'The text supports Kazakhstan, Uzbekistan, Tajikistan, Kyrgyzstan and Turkmenistan.',
        relevant: true,
      },
      {
        title: 'Five Central Asian leaders meet Putin in Dushanbe',
        text: 'Trade and migration were on the agenda.',
        relevant: false,
      },
    ],
  },
  {
    rule: 'an embassy in Kazakhstan is there for both sides, whatever third country it speaks of; elsewhere it is not',
    cases: [
      {
        title: 'Посол США в Казахстане прокомментировала переговоры с Россией',
        text: 'Джули Стаффт заявила в Астане, что Вашингтон ценит позицию Казахстана. Санкции против России останутся.',
        relevant: true,
      },
      {
        title: 'Посол США в Узбекистане встретился с министром',
        text: 'Стороны обсудили торговлю. Узбекистан закупит самолёты Boeing.',
        relevant: false,
      },
      {
        title: 'АҚШ-тың Қазақстандағы елшісі Ресеймен келіссөз туралы айтты',
        text: 'Джули Стаффт Астанада Вашингтон Қазақстан ұстанымын бағалайды деді. Ресейге қарсы санкция қала береді.',
        relevant: true,
      },
      {
        title: 'Өзбекстан америкалық Boeing ұшақтарын сатып алады',
        text: 'Ташкентте келісімшартқа АҚШ елшісінің қатысуымен қол қойылды.',
        relevant: false,
      },
      {
        title: 'U.S. Ambassador to Kazakhstan speaks on talks with Russia',
        text: "Julie Stufft said in Astana that Washington values Kazakhstan's position. Sanctions on Russia will stay.",
        relevant: true,
      },
      {
        title: 'U.S. Ambassador to Uzbekistan meets minister',
        text: 'The sides discussed trade. Uzbekistan will buy Boeing aircraft.',
        relevant: false,
      },
    ],
  },
  {
    rule: 'land, air and borders of a third country, and what a format of the US is about, are no party',
    cases: [
      {
        title: 'Казахстанские и американские военные провели учения на территории Германии',
        text: 'В манёврах участвовали 60 десантников. Ими командовал генерал.',
        relevant: true,
      },
      {
        title: 'Токаев присоединился к Совету мира, который займётся Газой',
        text: 'Церемония прошла в Давосе. Трамп поблагодарил Казахстан.',
        relevant: true,
      },
      {
        title: 'Казахстан и Россия обсудили транзит по территории Казахстана',
        text: 'Путин и Токаев говорили также о США. Подписаны три документа.',
        relevant: false,
      },
      {
        title: 'Қазақстан мен АҚШ әскерилері Германия аумағында жаттығу өткізді',
        text: 'Оған 60 десантшы қатысты. Оларды генерал басқарды.',
        relevant: true,
      },
      {
        title: 'Қазақстан мен Ресей Қазақстан аумағы арқылы транзитті талқылады',
        text: 'Путин мен Тоқаев АҚШ туралы да айтты. Үш құжатқа қол қойылды.',
        relevant: false,
      },
      {
        title: 'Kazakhstan joins Abraham Accords with Israel',
        text: 'Trump announced it at the White House. Tokayev called the step natural.',
        relevant: true,
      },
      {
        title: 'Kazakhstan signs agreement with Israel on farming',
        text: 'The ministers met in Jerusalem. Water was discussed, the United States was mentioned.',
        relevant: false,
      },
    ],
  },
  {
    rule: 'who speaks of others who meet is not one of them; who speaks of his own meeting is',
    cases: [
      {
        title: 'Токаев назвал исторической встречу Путина и Трампа',
        text: 'Президент Казахстана дал оценку саммиту на Аляске. По его словам, переговоры дают надежду.',
        relevant: false,
      },
      {
        title: 'Токаев назвал исторической свою встречу с Трампом',
        text: 'Президент Казахстана выступил в Белом доме. Стороны подписали 29 соглашений.',
        relevant: true,
      },
      {
        title: 'Тоқаев Путин мен Трамптың кездесуін тарихи деп атады',
        text: 'Қазақстан Президенті Аляскадағы саммитке баға берді. Келіссөз үміт береді.',
        relevant: false,
      },
      {
        title: 'Тоқаев Трамппен кездесуін тарихи деп атады',
        text: 'Қазақстан Президенті Ақ үйде сөз сөйледі. Тараптар 29 келісімге қол қойды.',
        relevant: true,
      },
      {
        title: 'Why Astana cheers the truce between Trump and Xi',
        text: 'When Donald Trump and Xi Jinping shook hands, the applause in Astana was genuine. An exporter has every reason to fear a war.',
        relevant: false,
      },
      {
        title: 'Tokayev calls his meeting with Trump historic',
        text: 'The president of Kazakhstan spoke at the White House. The sides signed 29 agreements.',
        relevant: true,
      },
    ],
  },
  {
    rule: 'a compound in the name of a Kazakh school ties nobody, in other names it does',
    cases: [
      {
        title: 'Казахстанско-Американский свободный университет провёл день открытых дверей',
        text: 'В Усть-Каменогорске школьникам показали аудитории. Вуз принимает документы до июля.',
        relevant: false,
      },
      {
        title: 'Казахстанско-американский деловой форум прошёл в Нью-Йорке',
        text: 'Подписаны контракты на 2 млрд долларов.',
        relevant: true,
      },
      {
        title: 'Қазақстан-Америка еркін университетінің ректоры ауысты',
        text: 'Ол Өскеменде ұжымға таныстырылды. Оқу жылы қыркүйекте басталады.',
        relevant: false,
      },
      {
        title: 'Нью-Йоркте қазақстандық-америкалық іскерлік форум өтті',
        text: '2 млрд долларға келісімшарттар жасалды.',
        relevant: true,
      },
      {
        title: 'Kazakh-American Free University holds open day',
        text: 'Pupils in Oskemen saw classrooms. The school accepts papers until July.',
        relevant: false,
      },
      {
        title: 'Kazakh-American Free University signs agreement with Oregon school',
        text: 'Students will go to the U.S. for a semester.',
        relevant: true,
      },
    ],
  },
  {
    rule: '"American" that says how a thing is made names no party, who makes it does',
    cases: [
      {
        title: 'В Шымкенте построят школу по американскому проекту',
        text: 'Здание рассчитано на 1200 учеников. Аким обещает сдать его в сентябре.',
        relevant: false,
      },
      {
        title: 'В Шымкенте американская компания построит школу',
        text: 'Соглашение подписали в акимате. Здание сдадут в сентябре.',
        relevant: true,
      },
      {
        title: 'Ақтөбеде америкалық жобамен салынған аурухана ашылды',
        text: 'Ғимаратта 300 төсек бар. Дәрігерлер жетіспейді.',
        relevant: false,
      },
      {
        title: 'Ақтөбеде америкалық компания аурухана салады',
        text: 'Әкімдікпен келісімге қол қойылды. Ғимаратта 300 төсек болады.',
        relevant: true,
      },
      {
        title: 'Shymkent to get a school built to American design',
        text: 'The building will hold 1,200 pupils. The akim promised to open it in September.',
        relevant: false,
      },
      {
        title: 'American company to build a school in Shymkent',
        text: 'The agreement was signed in September.',
        relevant: true,
      },
    ],
  },
];
