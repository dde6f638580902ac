/** A title, with its text or alone, and whether it is about the two countries. */
export interface RelevanceCase {
  readonly title: string;
  readonly text?: string;
  readonly relevant: boolean;
}

/** What ties the two countries together, and what only seems to. */
export const TIES: readonly RelevanceCase[] = [
  // A US firm and a Kazakh party act together; nobody says "USA".
  { title: 'Wabtec и КТЖ расширят сервисный центр', relevant: true },
  { title: 'Wabtec пен ҚТЖ жаңа келісімге қол қойды', relevant: true },
  { title: 'Wabtec and KTZ open a service centre', relevant: true },
  // The country inside a currency is no party.
  { title: 'В Казахстане квартиры подорожали до 1000 долларов США за метр', relevant: false },
  { title: 'Қазақстанда алтын 4000 АҚШ долларына жетті', relevant: false },
  { title: 'Apartments in Kazakhstan cost US$1,000 per metre', relevant: false },
  // What a shop sells is no event of the two countries; a plant, a duty or a deal is.
  {
    title: 'В Казахстане стартовали продажи нового iPhone',
    text: 'Американская Apple открыла предзаказ на смартфон в Алматы. Цена в магазинах начинается с 600 тысяч тенге, в США — с 900 долларов.',
    relevant: false,
  },
  {
    title: 'Tesla в Казахстане: сколько стоит подержанный электромобиль',
    text: 'В автосалонах Алматы машины из США предлагают за 12 млн тенге. Американский бренд уступает китайским.',
    relevant: false,
  },
  {
    title: 'Бургер от американской сети подорожал в Алматы',
    text: 'Казахстанское меню сети обновилось, скидки отменены.',
    relevant: false,
  },
  {
    title: 'Apple и казахстанское министерство подписали меморандум о продажах смартфонов в магазинах',
    text: 'Американская компания откроет в Алматы центр обучения. Смартфоны в нём продавать не будут.',
    relevant: true,
  },
  {
    title: 'Қазақстанда Apple-дің жаңа iPhone смартфоны сатылымға шықты',
    text: 'Америкалық компания Алматыда алдын ала тапсырыс қабылдай бастады.',
    relevant: false,
  },
  {
    title: 'Tesla электромобилі Алматы автосалондарында қанша тұрады',
    text: 'АҚШ-тан әкелінген көлік 12 млн теңге тұрады.',
    relevant: false,
  },
  {
    title: 'Америкалық бургер желісі Алматыда мәзірін жаңартты',
    text: 'Қазақстандық дүкендерде жеңілдік жоқ.',
    relevant: false,
  },
  {
    title: 'Apple мен Қазақстан үкіметі смартфон құрастыру туралы келісім жасады',
    text: 'Америкалық компания Алматыда зауыт салады. Смартфондар 2028 жылы сатылымға шығады.',
    relevant: true,
  },
  {
    title: 'New iPhone goes on sale in Kazakhstan',
    text: "The American company's smartphone has a price tag of 600,000 tenge in Almaty.",
    relevant: false,
  },
  {
    title: 'Second hand Tesla at a discount: what Almaty dealerships ask',
    text: 'American electric cars come to Kazakhstan through Georgia.',
    relevant: false,
  },
  {
    title: 'U.S. burger chain changes its menu in Kazakhstan',
    text: 'Discounts in Almaty end in December.',
    relevant: false,
  },
  {
    title: 'Apple signs agreement with Kazakhstan to assemble smartphones',
    text: 'The American company will build a factory in Almaty; the first smartphones go on sale in 2028.',
    relevant: true,
  },
  // Countries side by side in a table do nothing with each other.
  {
    title: 'Сколько зарабатывают дальнобойщики в Казахстане, России и США',
    text: 'Средняя зарплата водителя в Казахстане – 540 тысяч тенге, в США – 3,2 миллиона.',
    relevant: false,
  },
  {
    title: 'Казахстан обогнал США в рейтинге цифровых услуг',
    text: 'Страна поднялась на десятое место, США – на девятнадцатом.',
    relevant: false,
  },
  {
    title: 'Бензин в Казахстане дешевле, чем в США: рейтинг цен',
    text: 'Литр стоит 240 тенге, у американцев – вдвое больше.',
    relevant: false,
  },
  {
    title: 'Филиал американского университета из рейтинга лучших откроется в Казахстане',
    text: 'Соглашение с вузом США подписано в Астане.',
    relevant: true,
  },
  {
    title: 'Қазақстан мен АҚШ-та жүргізушілер қанша табады',
    text: 'Орташа жалақы Қазақстанда 540 мың теңге, АҚШ-та – 3,2 миллион.',
    relevant: false,
  },
  {
    title: 'Қазақстан цифрлық қызмет рейтингінде АҚШ-ты басып озды',
    text: 'Ел оныншы орынға көтерілді, АҚШ – он тоғызыншы.',
    relevant: false,
  },
  {
    title: 'Рейтинг: Қазақстанда жанармай АҚШ-тағыдан арзан',
    text: 'Бір литр 240 теңге тұрады.',
    relevant: false,
  },
  {
    title: 'Рейтингте жоғары тұрған америкалық университет Қазақстанда филиал ашады',
    text: 'АҚШ оқу орнымен келісімге Астанада қол қойылды.',
    relevant: true,
  },
  {
    title: 'Kazakhstan overtakes U.S. in digital services ranking',
    text: 'The country ranked tenth, the United States nineteenth.',
    relevant: false,
  },
  {
    title: 'Average salary of drivers in Kazakhstan and the U.S. compared',
    text: 'Drivers in the United States earn six times more.',
    relevant: false,
  },
  {
    title: 'Big Mac index: burgers in Kazakhstan cheaper than in the U.S.',
    text: 'Kazakhstan is ranked twelfth.',
    relevant: false,
  },
  {
    title: 'U.S. university high in world rankings to open campus in Kazakhstan',
    text: 'The American school signed an agreement in Astana.',
    relevant: true,
  },
  // Compounds name both sides at once.
  { title: 'Казахстанско-американский деловой совет собрался в Алматы', relevant: true },
  { title: 'Қазақстан – АҚШ іскерлік кеңесі өтті', relevant: true },
  // C5+1 is about Kazakhstan too, unless it is another member's.
  { title: 'Итоги саммита C5+1: пять стран и США договорились о минералах', relevant: true },
  { title: 'Мирзиёев предложил Трампу провести саммит C5+1 в Самарканде', relevant: false },
  { title: 'C5+1 саммитінің қорытындысы: бес ел мен АҚШ келісімге келді', relevant: true },
  {
    title: 'Узбекистан предложил новые идеи для диалога с США',
    text: 'В Вашингтоне прошёл саммит C5+1 с участием Казахстана, Узбекистана, Кыргызстана и Таджикистана. Шавкат Мирзиёев пригласил Дональда Трампа в Самарканд.',
    relevant: false,
  },
  {
    title: 'Трамп ждёт в гости лидеров Центральной Азии',
    text: 'На саммит C5+1 приглашены президенты Казахстана, Узбекистана, Кыргызстана, Таджикистана и Туркменистана. Участие подтвердил и президент Узбекистана Шавкат Мирзиёев.',
    relevant: true,
  },
  // A measure that names many countries is about each of them; a forum of many countries is not.
  {
    title: 'Трамп объявил о новых пошлинах',
    text: 'Сбор в 25 % коснётся товаров из Казахстана, Японии, Южной Кореи и Туниса. Он вступит в силу 1 августа.',
    relevant: true,
  },
  {
    title: 'В Астане открылся форум промышленников',
    text: 'В нём участвуют гости из России, Китая, США, Турции и Германии. Форум продлится три дня. На выставке показывают станки. Вход свободный.',
    relevant: false,
  },
  // An aside on what others do is not an event of the two; a word of it beside such an event is.
  {
    title: 'Президент Казахстана прокомментировал войну в Украине',
    text: 'Касым-Жомарт Токаев в Вашингтоне объявил о присоединении к Авраамовым соглашениям и поблагодарил Дональда Трампа. О России он сказал, что та проявила гибкость.',
    relevant: true,
  },
  // A short name that other republics share still names the country.
  {
    title: 'В США хотят отменить поправку, мешающую торговле с РК',
    text: 'Поправка Джексона — Вэника принята ещё против Советского Союза. Для России она перестала действовать в 2012 году. В Конгресс внесён новый законопроект о торговле с Казахстаном.',
    relevant: true,
  },
  // A session of the United Nations is held in the US and is not about them, unless something of the two follows.
  {
    title: 'Токаев прибыл в США на сессию Генассамблеи ООН',
    text: 'Президент Казахстана выступит на общих дебатах. Он встретится с главами нескольких государств.',
    relevant: false,
  },
  {
    title: 'Тоқаев БҰҰ Бас Ассамблеясына қатысу үшін АҚШ-қа барды',
    text: 'Қазақстан Президенті жалпы пікірсайыста сөз сөйлейді. Бірқатар ел басшысымен кездеседі.',
    relevant: false,
  },
  {
    title: 'Tokayev arrives in the US for the UN General Assembly',
    text: 'The president of Kazakhstan will speak in the general debate. He will meet leaders of several countries.',
    relevant: false,
  },
  {
    title: 'Токаев прибыл в США на сессию Генассамблеи ООН',
    text: 'Президент Казахстана выступит на общих дебатах. Визит продлится три дня. Казахстан подпишет соглашение с американской стороной. Американские компании расскажут о поставках в Казахстан.',
    relevant: true,
  },
];
