import type { Language } from '../../../src/domain/article.ts';

/** Short texts as headlines are, by what they are; the key says which language they are to be read as. */
export const SHORT_TEXTS: readonly (readonly [what: string, language: Language, texts: string])[] = [
  [
    'Kazakh without a letter of its own',
    'kk',
    `
    Парламент таратылды
    Трамп Пекинге барады
    Астанада жол апаты болды
    Алматыда сот басталды
    Семейде завод салынады
    Ормандар жанып жатыр
    Балалар лагерьде демалады
    Тараз бен Шымкентте дауыл болды
    «Кайрат» Мадридте ойнайды
    Доллармен не болады?
    Аптап ыстыда не жасау керек?
    Банктер несие бермей жатыр
    Астанада боран болады
    Актер ауырып жатыр
    Театр маусымы ашылды
    Каспий тартылып барады
    Баспана арзандай ма?
    Трамп пен Мелания Лондонда
    Мемлекет активтерді сатады
    Инфляция бес айда баяулады
    Дания Гренландияны сатпайды
    Жамбылда аудан басшысы ауысты
    Сенатор отставка жайлы айтты
    Елордада марафон болады
    Алматы мен Дубай арасында рейс ашылады
    Украинада атыс басылар емес
    Министр сауалдан жалтарды
    Спортшылар елге оралды
    Тараптар меморандум жасасты
    Доллар мен евро арзандады
    Маск Твиттерден кетпек
    Дональд Трамп елордада болады
    Самолет Атырауда апаттан аман
    Жастар ауылдан кетпесе дейді
    `,
  ],
  [
    'Kazakh with few letters of its own',
    'kk',
    `
    Сенат спикері Бакуге барды
    Токаев Лондонда кездесу өткізді
    Рубио Ташкентте не деді?
    Депутаттар дауыс берді
    Президент саммитте сөйледі
    Рейстер неге кешігіп жатыр
    Вашингтонда саммит аяқталды
    Тасымал тарифі арта ма?
    Доллар 500 теңгеден асты
    Мысыр мен Иран келісімге келмеді
    Алматыда метро тоқтады
    Елші сенаторды қабылдады
    Мұнай арзандады
    Жаңа министр келді
    Тараптар уағдаласты
    Бюджет бекітілді
    Ертең жауын жауады
    Ол қайда?
    Несие алу қиындайды
    Тоқаев – Трамп: не айтылды
    Полиция алаяқты ұстады
    Студенттер Аризонада оқиды
    Елшілік виза беруді тоқтатты
    Мұғалім мектептен кетті
    `,
  ],
  [
    'Kazakh in capitals',
    'kk',
    `
    ТОҚАЕВ ВАШИНГТОНҒА БАРДЫ
    АҚШ САУДА МИНИСТРІ АСТАНАҒА КЕЛДІ
    ПРЕЗИДЕНТ ЖАРЛЫҚҚА ҚОЛ ҚОЙДЫ
    МЕМЛЕКЕТ БАСШЫСЫ САПАРМЕН КЕЛЕДІ
    ДОЛЛАР АРЗАНДАП ЖАТЫР
    `,
  ],
  [
    'Kazakh typed without a Kazakh keyboard, or with look-alike Latin letters',
    'kk',
    `
    Казакстан мен АКШ келісім жасады
    Министр Казакстан туралы айтты
    Токаев пен Трамп кездесті
    Астанада халыкаралык форум басталды
    Мемлекет басшысы Америкага барады
    Қaзaқcтaн мeн AҚШ келiсiмге қoл қoйды
    Əлем елдерi саммитке жиналды
    Жиhаз бағасы өсті
    Əуежайда рейстер кешiгiп жатыр
    Мiнистр мен елшi сөйлестi
    `,
  ],
  [
    'Kazakh that opens with a Latin name or a number',
    'kk',
    `
    Wabtec пен ҚТЖ келісімшарт жасасты
    Boeing Астанада кеңсе ашты
    Tesla Алматыда салон ашады
    Starlink ауылдарға келеді
    Google пен Apple айыппұл төлейді
    NVIDIA чиптері Астанаға жетті
    Chevron Теңізге инвестиция салады
    Air Astana Токиоға ұшады
    2025 жылы 300 локомотив келеді
    7 млрд доллар: кім кімге береді?
    10 адам зардап шекті
    5 министр ауысты
    100 студент Аризонаға барады
    `,
  ],
  [
    'Kazakh with words of Russian in quotes',
    'kk',
    `
    Елші «Спасибо» деп алғыс айтты
    Журналист «Кто виноват?» деген кітап шығарды
    «Известия» газеті Тоқаев туралы жазды
    Президент: «Это наш общий дом», – деді
    `,
  ],
  [
    'Kazakh in the Latin alphabets of 2018 and 2021',
    'kk',
    `
    Prezıdent Qasym-Jomart Toqaev Ulttyq qor týraly jarlyqqa qol qoıdy jáne úkimetke tapsyrma berdi
    Qazaqstan men Amerıka ózara saýda jáne ınvestıtsııa týraly kelisti
    Qazaqstan Prezidentı ükımet müşelerımen kezdestı jäne jaña mındetterdı aiqyndady
    Elşıler sauda men öner turaly äñgımelestı
    `,
  ],
  [
    'Russian with what looks like a Kazakh ending',
    'ru',
    `
    Кто получит награды
    Команды вышли на поле
    Бригады выехали на вызов
    Рекорды сезона побиты
    Бренды уходят с рынка
    Туристы застряли в Анталье
    Банды нападают на водителей
    Лорды голосуют против
    Тренды рынка жилья
    Граждан просят не выходить
    Создан новый холдинг
    Караван застрял под Актау
    Отдан под суд экс-аким
    Экзамен перенесли
    Обмен пленными состоялся
    Цены на склады растут
    Доклады Amnesty раскритиковали
    Депутаты и сенаторы поспорили
    Чемодан без хозяина
    `,
  ],
  [
    'Russian, short and full of names',
    'ru',
    `
    Уран подорожал
    Ерлан Карин ответил критикам
    Бектенов провел селектор
    Алма-Ата, год 1986
    Елжан Биртанов вышел на свободу
    «Астана» сыграла вничью
    Олжас Бектенов в Шымкенте
    Байбек, Мамин, Масимов: где они теперь
    Садыр Жапаров сменил министра
    Ташкент купит Boeing
    Рахмон и Мирзиёев открыли мост
    Белград ждет Си
    София закупит F-16
    Украина ждет ответа
    Киев и Москва обменялись пленными
    Дженнифер Лопес в Алматы
    Без света остались три села
    Ни дня без дождя
    Цены на яйца снова растут
    Дольщики ждут квартиры
    Ветер до 25 м/с
    Сель сошел в горах
    Доллар дорожает
    Курс на завтра
    Мама пятерых детей
    В Баканасе сгорел дом
    Указ подписан
    Умер Герольд Бельгер
    ВАШИНГТОН ВВЕЛ ПОШЛИНЫ
    ТОКАЕВ ПОДПИСАЛ УКАЗ
    ЖАРА ВЕРНЕТСЯ НА ЮГ
    `,
  ],
  [
    'Russian that opens with a Latin name or a number',
    'ru',
    `
    Wabtec строит завод
    Boeing теряет заказы
    Apple подняла цены
    Visa и Mastercard судятся
    Tengizchevroil сократит подрядчиков
    OpenAI открыла офис
    5 млн туристов за год
    300 локомотивов за 10 лет
    12 человек пострадали
    1,2 трлн тенге – дефицит
    `,
  ],
  [
    'Russian with Kazakh names, quoted or spelt as in Kazakh',
    'ru',
    `
    «Қазақ газеттері» сменили владельца
    «Ана тілі» отметила юбилей
    Фонд «Қазақстан халқына» купил школы
    Фильм «Бақыт» вышел в прокат
    На встрече были Қасым-Жомарт Тоқаев, Мұрат Нұртілеу, Ерлан Қошанов и Ержан Қазыхан
    Посол процитировал стихи Мұқағали Мақатаева на приёме
    Компания «Қазақтелеком» продала долю катарцам
    `,
  ],
  [
    'English, short and full of names',
    'en',
    `
    Tokayev vetoes tax bill
    Kosherbayev heads to Washington
    Rubio praises Astana
    Nazarbayev memoir out Friday
    Kashagan output halves
    Tengiz expansion nears completion
    Astana hosts SCO
    Almaty snow snarls traffic
    Tenge firms against dollar
    Kazatomprom trims guidance
    KTZ signs Wabtec deal
    Mirziyoyev flies to New York
    Japarov sacks deputy
    Zhumangarin: inflation to slow
    Bektenov chairs talks on grain
    US Senate confirms envoy to Kazakhstan
    Chevron eyes Karachaganak
    Kazakh boxer loses title bout
    Nurlan Saburov banned from Russia
    Baikonur launch scrubbed
    Abraham Accords: what next?
    Aktau port reopens
    CPC halts loadings
    Starlink goes live in Kazakhstan
    TOKAYEV ARRIVES IN NEW YORK
    KAZAKHSTAN JOINS ABRAHAM ACCORDS
    Kazakh wheat, barley exports surge
    Astana-New York flights by spring
    "Semey" film tops box office
    Erdoğan meets Tokayev in Astana
    Aliyev, Pashinyan shake hands
    Dimash sells out Madison Square
    Saken Seifullin museum robbed
    Khorgos: the dry port
    Oil up 2%
    Gold hits record
    Who is Sergio Gor?
    Lutnick: no tariff relief
    Kazakhs flock to polls
    Zhanibek Alimkhanuly knocks out rival
    `,
  ],
  [
    'Kyrgyz',
    'other',
    `
    Президент Бишкекте журналисттер менен жолугушту
    Доллар кымбаттады
    Бишкекте жаңы мектеп ачылды
    Жапаров Вашингтонго барат
    Окуучулар каникулга чыкты
    Ошто жол кырсыгы болду
    Министр кызматтан кетти
    Казакстандын президенти Бишкекке келди
    Кыргызстан менен Тажикстан чек араны тактады
    Шайлоо качан болот?
    Садыр Жапаров Ташкентке учуп кетти
    Парламент бюджетти кабыл алды
    Баткенде мектеп курулат
    Трамп менен Путин сүйлөштү
    Нарында кар жаады
    АКШ Ирандын элчисин чакырды
    Жогорку Кеңеш мыйзамды колдоду
    Алтын баасы рекорд койду
    Ысык-Көлдө эс алуучулар көбөйдү
    Бажы кызматкери кармалды
    БИШКЕКТЕ САММИТ БАШТАЛДЫ
    `,
  ],
  [
    'Uzbek in Cyrillic',
    'other',
    `
    Тошкентда янги метро бекати очилди
    Мирзиёев Вашингтонга борди
    Россия билан савдо ошди
    Доллар нархи тушди
    Самарқандда саммит бошланди
    Президент мактаб қурилишини кўрди
    Вазирлик янги нархларни эълон қилди
    Ёшлар учун янги дастур
    Бухорода зилзила бўлди
    АҚШ элчиси Тошкентга келди
    Боинг билан шартнома имзоланди
    Сенат қонунни маъқуллади
    Футболчилар Дубайга учиб кетди
    Олтин нархи рекорд даражага етди
    Икки киши ҳалок бўлди
    `,
  ],
  [
    'Uzbek in Latin letters',
    'other',
    `
    Dollar yana qimmatladi
    Samarqandda sammit boshlandi
    Mirziyoyev Vashingtonga bordi
    Prezident yangi vazirni tayinladi
    Toshkent metrosi kengayadi
    Savdo hajmi ikki baravar oshdi
    Yangi maktab ochildi
    Buxoroda zilzila boʻldi
    O'zbekiston terma jamoasi g'alaba qozondi
    AQSh elchisi Toshkentga keldi
    Senat qonunni maʼqulladi
    Boeing bilan shartnoma imzolandi
    Trump bojlarni bekor qildi
    `,
  ],
  [
    'Turkish, Azerbaijani, Turkmen',
    'other',
    `
    Erdoğan Astana'da Tokayev ile görüştü
    Kazakistan'da seçim sonuçları açıklandı
    Dolar yeni rekor kırdı
    Trump vergileri erteledi
    Türkiye ile Kazakistan anlaştı
    Astana zirvesi sona erdi
    Boeing siparişleri iptal edildi
    Fidan Washington'a gidiyor
    THY Almatı seferlerini artırdı
    Uranyum fiyatı yükseldi
    Prezident İlham Əliyev Astanaya gəlib
    Bakıda sammit keçirilib
    Neft bahalaşdı
    Tramp Əliyevə zəng etdi
    Qazaxıstan neft ixrac edir
    Dollar ucuzlaşıb
    Türkmenistanyň Prezidenti Astana bardy
    Aşgabatda maslahat geçirildi
    Türkmen gazy Türkiýä gider
    `,
  ],
  [
    'Tatar, Bashkir, Karakalpak',
    'other',
    `
    Казанда яңа метро станциясе ачылды
    Миңнеханов Ташкентка китте
    Татарстанда кар ява
    Укучылар каникулга чыкты
    Президент Казанга килде
    Спортчылар җиңү яулады
    Мәктәпләр бүген ябык
    Өфөлә яңы мәктәп асылды
    Башҡортостанда ҡар яуа
    Қарақалпақстанда ҳаяллар күни белгиленди
    Жоқарғы Кеңес нызамды мақуллады ҳәм тастыйықлады
    `,
  ],
  [
    'Tajik, Mongolian',
    'other',
    `
    Раҳмон ба Вашингтон рафт
    Президенти кишвар бо сафири ИМА мулоқот кард
    Нархи нон боло рафт
    Дар Душанбе мактаби нав кушода шуд
    Тоҷикистон ва Қазоқистон созишнома имзо карданд
    Вазири корҳои хориҷӣ ба Маскав рафт
    Дар Хуҷанд борон борид
    Эмомали Рахмон бо Токаев сухбат кард
    Ерөнхийлөгч Вашингтонд айлчиллаа
    Улаанбаатарт цас орлоо
    Долларын ханш өслөө
    Монгол Улс АНУ-тай гэрээ байгууллаа
    Их хурал төсвийг баталлаа
    Сайд огцорлоо
    `,
  ],
  [
    'Ukrainian, Belarusian',
    'other',
    `
    Зеленський прилетів до Астани
    Долар подешевшав
    Рада ухвалила закон
    Трамп подзвонив Путіну
    Уряд підвищив тарифи
    У Києві пролунали вибухи
    Казахстан купить літаки
    Курс гривні на сьогодні
    Погода на вихідні
    Хто стане прем'єром
    США скасували мита
    Міністр подав у відставку
    Токаєв зустрівся з Рубіо
    ЗЕЛЕНСЬКИЙ ЗУСТРІНЕТЬСЯ З ТРАМПОМ
    Лукашэнка сустрэўся з Токаевым
    У Мінску адкрылі новую станцыю метро
    Курс долара зноў вырас
    Беларусь купіць самалёты
    Прэзідэнт прыняў паслоў
    `,
  ],
  [
    'Bulgarian, Serbian, Macedonian',
    'other',
    `
    Токаев пристигна в София
    Доларът поскъпна
    България купува американски самолети
    Тръмп и Путин ще се срещнат
    Министърът отговори на критиките
    Нова линия на метрото в София
    Кой ще плати сметката
    Курсът на лева
    Парламентът прие бюджета
    Земетресение в Турция
    Вучић допутовао у Астану
    Председник примио амбасадора САД
    Трамп и Путин разговарали телефоном
    Нове царине од понедељка
    Влада усвојила буџет
    Србија купује авионе
    Новак победио у Паризу
    Претседателот замина во Вашингтон
    Македонија доби нова влада
    Трамп се сретна со Путин
    Нови царини за челик
    Цената на нафтата падна
    `,
  ],
  [
    'German, Polish, French, Spanish, Italian',
    'other',
    `
    Tokajew trifft Trump in Washington
    Kasachstan kauft Lokomotiven von Wabtec
    Trump droht mit Zöllen
    Kanzler reist nach Astana
    Ölpreis steigt weiter
    Uran aus Kasachstan
    Merz empfängt Tokajew
    Boeing liefert Flugzeuge an Air Astana
    Tokajew spotkał się z Trumpem
    Kazachstan kupuje lokomotywy
    Prezydent jedzie do Astany
    Ropa znów drożeje
    Trump grozi cłami
    Macron reçoit Tokaïev à Paris
    Le Kazakhstan achète des locomotives
    Trump menace l'Europe
    Le prix de l'uranium monte
    Trump recibe a Tokáyev en Washington
    Kazajistán compra locomotoras
    El petróleo sube de nuevo
    Sánchez viaja a Astaná
    Tokayev incontra Meloni a Roma
    Il Kazakistan compra locomotive
    `,
  ],
];

export const shortTexts = SHORT_TEXTS.flatMap(([what, language, texts]) =>
  texts
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ what, language, text })),
);
