import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import type { ReadText } from '../../src/domain/article.ts';
import { compileRelevance, judgeRelevance, type RelevanceRules } from '../../src/domain/relevance.ts';
import { f1, labelled, shipped } from './labelled.ts';

let rules: RelevanceRules;
let read: (title: string, text: string) => ReadText;
before(async () => {
  const words = await shipped();
  read = words.read;
  rules = compileRelevance(words.knowledge.relevance, words.gazetteer);
});
const judge = (title: string, text = '') => judgeRelevance(read(title, text), rules);

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

const cases: { title: string; text?: string; relevant: boolean }[] = [
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
  // Other republics in the same words.
  { title: 'Кыргызстан и США подписали соглашение о сотрудничестве', relevant: false },
  { title: 'Қырғызстан мен АҚШ келісімге қол қойды', relevant: false },
  { title: 'Kyrgyzstan and the United States sign an agreement', relevant: false },
  { title: 'Токаев и Алиев обсудили транспортный коридор', relevant: false },
  { title: 'Тоқаев пен Әлиев көлік дәлізін талқылады', relevant: false },
  { title: 'Tokayev and Aliyev discuss transport corridor', relevant: false },
  // A word of a sport, a show or a market inside a name or a sum, or in another sense, makes no near miss.
  { title: 'Қазақстан мен Америка Құрама Штаттары келісімге қол қойды', relevant: true },
  {
    title: 'Қазақстан құрамасы АҚШ-та ұлттық құрама сапында өнер көрсетті: чемпион анықталды',
    relevant: false,
  },
  { title: 'Казахстан и США провели второй раунд переговоров', relevant: true },
  { title: 'Қазақстан мен АҚШ келіссөзінің екінші раунды Астанада өтті', relevant: true },
  { title: 'Kazakhstan and the U.S. hold second round of trade talks', relevant: true },
  { title: 'Казахстанский боксёр выиграл поединок во втором раунде в Лас-Вегасе', relevant: false },
  { title: 'Исполнительный директор Wabtec посетил завод в Астане', relevant: true },
  { title: 'U.S. court sentences Kazakh citizen over sanctions evasion', relevant: true },
  { title: 'Data show Kazakhstan and U.S. trade hit record', relevant: true },
  { title: 'Kazakh singer gives a concert in New York, a Hollywood actor sings along', relevant: false },
  { title: 'Товарооборот Казахстана и США достиг 3,4 млрд долларов США', relevant: true },
  { title: 'Қазақстан мен АҚШ арасындағы сауда 3,4 млрд АҚШ долларына жетті', relevant: true },
  {
    title: 'Trade between Kazakhstan and the U.S. up 12 percent compared with 2025',
    relevant: true,
  },
  // Third countries are named by their names alone: trade is not Saudi Arabia, Indiana not India.
  { title: 'Қазақстан мен АҚШ сауданы кеңейтуге келісті', relevant: true },
  { title: 'Қазақстан Сауд Арабиясымен келісімге қол қойды', relevant: false },
  { title: 'Indiana university signs agreement with Kazakhstan', relevant: true },
  { title: 'India signs agreement with Kazakhstan', relevant: false },
  { title: 'Казахстан и США: новые индикаторы индустриального партнёрства', relevant: true },
  // The US and a third country as a pair: Kazakhstan only speaks of them.
  {
    title: 'В Астане рассказали, чего ждут от переговоров Трампа и Путина',
    text: 'Президент Касым-Жомарт Токаев назвал встречу важной. Он не стал говорить о её итогах.',
    relevant: false,
  },
  {
    title: 'Тоқаев Трамп пен Путиннің кездесуі туралы айтты',
    text: 'Мемлекет басшысы кездесуді маңызды деп атады. Қорытындысына баға берген жоқ.',
    relevant: false,
  },
  {
    title: 'What Astana expects from talks between the United States and Iran',
    text: 'Kazakhstan hopes for peace. It has no part in the talks.',
    relevant: false,
  },
  { title: 'Казахстан, США и Китай подписали соглашение о коридоре', relevant: true },
  { title: 'Kazakhstan, the United States and Turkey sign corridor agreement', relevant: true },
  { title: 'Қазақстан, АҚШ және Қытай дәліз туралы келісімге қол қойды', relevant: true },
  // A text that speaks to its reader is a guide; an interview is not.
  {
    title: 'Туристическая виза США для казахстанцев',
    text: 'Заполните анкету на сайте посольства США. Оплатите сбор и выберите дату. Подготовьте справку с работы. Вам ответят за две недели.',
    relevant: false,
  },
  {
    title: 'Қазақстандықтарға АҚШ визасы',
    text: 'Алдымен сауалнаманы толтырыңыз. Алымды төлеп, күнін таңдаңыз. Жұмыстан анықтама алыңыз. Сізге екі аптада жауап береді.',
    relevant: false,
  },
  {
    title: 'A U.S. visa for Kazakh citizens',
    text: 'First fill in the form. You pay the fee at a bank in Almaty. Bring your passport to the U.S. Embassy. You get an answer in two weeks.',
    relevant: false,
  },
  {
    title: 'Посольство США меняет порядок выдачи виз казахстанцам',
    text: 'С 1 октября в Казахстане нужен личный приём, сообщило посольство США. Сбор вырастет до 250 долларов. «Заполните анкету заранее», — посоветовал консул. В прошлом году визы получили 9 тысяч казахстанцев.',
    relevant: true,
  },
  {
    title: 'АҚШ елшілігі қазақстандықтарға виза беру тәртібін өзгертті',
    text: '1 қазаннан бастап жеке сұхбат қажет деп хабарлады АҚШ елшілігі. Алым 250 долларға дейін өседі. «Сауалнаманы ерте толтырыңыз», – деді консул. Былтыр 9 мың қазақстандық виза алды.',
    relevant: true,
  },
  {
    title: 'U.S. Embassy changes visa rules for Kazakhstan',
    text: 'From October 1 every applicant needs an interview, the U.S. Embassy in Astana said. The fee rises to $250. "Fill in your form early," the consul said. Last year 9,000 Kazakhs got visas.',
    relevant: true,
  },
  // An exercise of the two is theirs, whoever else takes part.
  {
    title: 'В Казахстане начались учения «Степной орёл»',
    text: 'В них участвуют военные США, Великобритании, Монголии и Казахстана. Они продлятся до сентября.',
    relevant: true,
  },
  {
    title: '«Дала қыраны» жаттығуы басталды',
    text: 'Оған АҚШ, Ұлыбритания, Моңғолия және Қазақстан әскерилері қатысады. Ол қыркүйекке дейін жалғасады.',
    relevant: true,
  },
  {
    title: 'Steppe Eagle exercise opens',
    text: 'Troops of the United States, Britain, Mongolia and Kazakhstan take part. It lasts until September.',
    relevant: true,
  },
  // One name of the other side is enough for whoever acts there; a product is not its maker.
  {
    title: 'Комиссия США по религиозной свободе: что мы увидели в Караганде',
    text: 'Её член побывала в трёх городах. Она говорила с имамами и чиновниками. Её пустили в колонию. В законе нужна одна строка. Осенью она приедет снова.',
    relevant: true,
  },
  {
    title: 'Boeing 737 авиакомпании SCAT вернулся в Шымкент',
    text: 'Пилоты заметили неисправность. Никто не пострадал. Пассажиров разместили в гостинице. Рейс выполнят завтра. Причину выясняет комиссия.',
    relevant: false,
  },
  {
    title: 'SCAT әуе компаниясының Boeing 737 ұшағы Шымкентке қайтып қонды',
    text: 'Ұшқыштар ақауды байқаған. Ешкім зардап шеккен жоқ. Жолаушылар қонақүйге орналасты. Рейс ертең орындалады. Себебін комиссия анықтайды.',
    relevant: false,
  },
  {
    title: 'SCAT plane, a Boeing 737, returns to Shymkent',
    text: 'The pilots noticed a fault. Nobody was hurt. Passengers were taken to a hotel. The trip is put off until tomorrow. A commission looks for the cause.',
    relevant: false,
  },
  // Neighbours' languages are not read, the two countries' names in them are.
  { title: 'Казакстан менен АКШ келишимге кол койду', relevant: true },
  { title: 'Кыргызстан менен АКШ келишимге кол койду', relevant: false },
  { title: 'Қозоғистон ва АҚШ ўртасида келишув имзоланди', relevant: true },
  { title: 'Ўзбекистон ва АҚШ ўртасида келишув имзоланди', relevant: false },
  { title: 'Казахстан та Сполучені Штати підписали угоду', relevant: true },
  { title: 'Kazakistan ile ABD anlaşma imzaladı', relevant: true },
  { title: 'Özbekistan ile ABD anlaşma imzaladı', relevant: false },
  // One side alone.
  { title: 'Трамп подписал указ о пошлинах', relevant: false },
  { title: 'Тоқаев Жолдау жариялады', relevant: false },
  { title: '', relevant: false },
];
for (const { title, text, relevant } of cases) {
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
