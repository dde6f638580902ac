import type { RelevanceCase } from './relevanceTies.ts';

/** Who and what else news are about: other republics, third countries, sport, readers, neighbours' languages. */
export const OTHERS: readonly RelevanceCase[] = [
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
