import type { ReaderLanguage } from '../../src/domain/article.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';
import { anInput } from '../support/model.ts';

const u = await shippedUnderstanding();

/** One article in each language. */
export const EN = anInput(u, {
  title: 'Kazakhstan to buy 300 Wabtec locomotives in $4.2 billion deal',
  text: `Kazakhstan's national railway KTZ signed a framework agreement with Wabtec on Sept. 22, 2025 in New York.
The deal is worth $4.2 billion and covers 300 Evolution series locomotives over more than ten years.
U.S. Commerce Secretary Howard Lutnick attended the ceremony together with three Kazakh ministers.
About 23,270 tons of steel will be used, and 45 percent of the parts will be made in Astana.
"This is the largest locomotive contract in our history," said Rafael Santana, Wabtec's chief executive.
The first 30 locomotives are due in 2026, up to 1,200 jobs will be created at the plant.`,
  publishedAt: new Date('2025-09-23T05:00:00Z'),
});
/** In Russian. */
export const RU = anInput(
  u,
  {
    title: 'Казахстан и США подписали меморандум по критическим минералам',
    text: `Министр промышленности Ерсайын Нагаспаев и министр торговли США Говард Лутник подписали меморандум 6 ноября в Вашингтоне.
Документ касается вольфрама, сделка оценивается в 1,1 млрд долларов, доля казахстанской стороны – 30%.
«Мы открываем новую страницу сотрудничества», – сказал Нагаспаев.
В проекте участвуют три компании, на месторождении в Карагандинской области создадут более 1 000 рабочих мест.
Половину средств даст банк развития, второй этап начнётся в 2027 году.
Компания Cove Kaz Capital получит 70% в предприятии, рассказал её глава Пини Альтхаус.`,
  },
  2,
);
/** In Kazakh. */
export const KK = anInput(
  u,
  {
    title: 'Air Astana Boeing компаниясынан 15 ұшақ алады',
    text: `Air Astana Boeing компаниясымен 15 ұшақ сатып алу туралы келісімге 2025 жылғы 7 қарашада қол қойды.
Келісім құны 7 млрд АҚШ доллары, алғашқы екі ұшақ 2032 жылы жеткізіледі.
Компания басшысы Питер Фостер жүзге жуық ұшқыш даярланатынын айтты.
«Бұл біздің тарихымыздағы ең ірі тапсырыс», – деді ол.`,
  },
  3,
);

/** Retellings that say what their sources say. Sentence 1 is the title. */
export const HONEST: {
  name: string;
  input: typeof EN;
  language: ReaderLanguage;
  headline: string;
  sentences: [string, ...number[]][];
}[] = [
  {
    name: 'English in Russian',
    input: EN,
    language: 'ru',
    headline: 'Казахстан купит у Wabtec 300 локомотивов за 4,2 млрд долларов',
    sentences: [
      ['КТЖ и Wabtec подписали в Нью-Йорке 22 сентября 2025 года рамочное соглашение.', 2],
      ['Сделка на 4,2 млрд долларов охватывает 300 локомотивов серии Evolution.', 3],
      ['На церемонии были министр торговли США Говард Лутник и три казахстанских министра.', 4],
    ],
  },
  {
    name: 'English in Kazakh',
    input: EN,
    language: 'kk',
    headline: 'Қазақстан Wabtec-тен 4,2 млрд долларға 300 локомотив алады',
    sentences: [
      ['ҚТЖ мен Wabtec 2025 жылғы 22 қыркүйекте Нью-Йоркте негіздемелік келісімге қол қойды.', 2],
      ['Құны 4,2 млрд доллар болатын келісім 300 локомотивті қамтиды.', 3],
      ['Бөлшектердің 45 пайызы Астанада жасалады, шамамен 23 270 тонна болат жұмсалады.', 5],
    ],
  },
  {
    name: 'Russian in Russian',
    input: RU,
    language: 'ru',
    headline: 'Нагаспаев и Лутник подписали меморандум о минералах',
    sentences: [
      ['Ерсайын Нагаспаев и Говард Лутник 6 ноября подписали в Вашингтоне меморандум.', 2],
      ['Сделка по вольфраму оценивается в 1,1 млрд долларов, казахстанской стороне достанется 30%.', 3],
      ['«Мы открываем новую страницу сотрудничества», – сказал Нагаспаев.', 4],
    ],
  },
  {
    name: 'Russian in Kazakh',
    input: RU,
    language: 'kk',
    headline: 'Қазақстан мен АҚШ маңызды минералдар туралы меморандумға қол қойды',
    sentences: [
      [
        'Ерсайын Нағаспаев пен АҚШ сауда министрі Говард Лутник 6 қарашада Вашингтонда меморандумға қол қойды.',
        2,
      ],
      ['Вольфрам жобасының құны 1,1 млрд доллар, Қазақстан тарапының үлесі – 30 пайыз.', 3],
      ['Cove Kaz Capital кәсіпорынның 70 пайызын алады, деді оның басшысы Пини Альтхаус.', 7],
    ],
  },
  {
    name: 'Kazakh in Russian',
    input: KK,
    language: 'ru',
    headline: 'Air Astana купит у Boeing 15 самолётов',
    sentences: [
      ['Air Astana и Boeing подписали 7 ноября 2025 года соглашение о покупке 15 самолётов.', 2],
      ['Сумма сделки – 7 млрд долларов, первые два самолёта поставят в 2032 году.', 3],
      ['Глава компании Питер Фостер сказал о подготовке около 100 лётчиков.', 4],
    ],
  },
  {
    name: 'Kazakh in Kazakh',
    input: KK,
    language: 'kk',
    headline: 'Air Astana Boeing-тен 15 ұшақ сатып алады',
    sentences: [
      ['Air Astana мен Boeing 2025 жылғы 7 қарашада 15 ұшақ сатып алу туралы келісімге қол қойды.', 2],
      ['Келісімнің құны – 7 млрд АҚШ доллары, алғашқы екі ұшақ 2032 жылы жеткізіледі.', 3],
      ['Компания басшысы Питер Фостер жүзге жуық ұшқыш даярланатынын айтты.', 4],
    ],
  },
];
