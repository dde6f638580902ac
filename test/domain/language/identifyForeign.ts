import type { Language } from '../../../src/domain/article.ts';

/** Short texts of languages that are not read: neighbours of Kazakh and Russian first. */
export const FOREIGN_TEXTS: readonly (readonly [what: string, language: Language, texts: string])[] = [
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
