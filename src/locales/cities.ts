/** A city as readers know it. */
export interface City {
  readonly ru: string;
  readonly kk: string;
  /**
   * Every spelling that readers may type, in any language, the two above included. Case, ё and dashes
   * do not matter; Kazakh letters may be typed with their Russian neighbours.
   */
  readonly spellings: readonly string[];
}

/** A time zone with its cities. */
export interface CityZone {
  /** IANA name. */
  readonly zone: string;
  /** At least one; the first stands for the zone in "08:30 (Астана)". */
  readonly cities: readonly [City, ...City[]];
}

/** "Караганда=Қарағанды/Karaganda": Russian, Kazakh where it differs, other spellings. */
function city(line: string): City {
  const [names = '', ...others] = line.trim().split('/');
  const [ru = '', kk = ru] = names.split('=');
  return { ru, kk, spellings: [...new Set([ru, kk, ...others])] };
}

const zone = (name: string, first: string, others = ''): CityZone => ({
  zone: name,
  cities: [city(first), ...others.split(',').flatMap((line) => (line.trim() === '' ? [] : [city(line)]))],
});

/** Kazakhstan's regional centres and the big cities of the world. */
export const CITY_ZONES: readonly CityZone[] = [
  zone(
    'Asia/Almaty',
    'Астана/Astana/Нур-Султан/Нұр-Сұлтан/Nur-Sultan',
    `Алматы/Алма-Ата/Almaty/Alma-Ata, Шымкент/Чимкент/Shymkent, Караганда=Қарағанды/Karaganda/Karagandy/Qaraghandy,
    Тараз/Taraz, Туркестан=Түркістан/Turkistan/Turkestan, Павлодар/Pavlodar, Семей/Семипалатинск/Semey,
    Усть-Каменогорск=Өскемен/Оскемен/Oskemen/Ust-Kamenogorsk, Петропавловск=Петропавл/Petropavl/Petropavlovsk,
    Кокшетау=Көкшетау/Kokshetau, Талдыкорган=Талдықорған/Taldykorgan/Taldyqorghan,
    Конаев=Қонаев/Капшагай/Қапшағай/Konaev/Qonaev, Жезказган=Жезқазған/Zhezkazgan/Jezqazghan,
    Экибастуз=Екібастұз/Ekibastuz, Темиртау=Теміртау/Temirtau, Балхаш=Балқаш/Balkhash, Сатпаев=Сәтбаев/Satbayev,
    Байконур=Байқоңыр/Baikonur, Риддер/Ridder, Щучинск/Shchuchinsk, Степногорск/Stepnogorsk, Кентау/Kentau, Арыс/Arys,
    Сарыагаш=Сарыағаш/Saryagash, Талгар=Талғар/Talgar, Каскелен=Қаскелең/Kaskelen, Жаркент/Zharkent,
    Текели=Текелі/Tekeli, Аягоз=Аягөз/Ayagoz, Казахстан=Қазақстан/Kazakhstan`,
  ),
  zone('Asia/Aqtau', 'Актау=Ақтау/Aktau/Aqtau', 'Жанаозен=Жаңаөзен/Zhanaozen, Бейнеу/Beineu'),
  zone(
    'Asia/Aqtobe',
    'Актобе=Ақтөбе/Актюбинск/Aktobe/Aqtobe',
    'Хромтау/Khromtau, Кандыагаш=Қандыағаш/Kandyagash',
  ),
  zone('Asia/Atyrau', 'Атырау/Гурьев/Atyrau/Atirau', 'Кульсары=Құлсары/Kulsary'),
  zone('Asia/Oral', 'Уральск=Орал/Oral/Uralsk', 'Аксай=Ақсай/Aksai'),
  zone(
    'Asia/Qostanay',
    'Костанай=Қостанай/Кустанай/Kostanay/Kostanai/Qostanay',
    'Рудный/Rudny, Аркалык=Арқалық/Arkalyk, Лисаковск/Lisakovsk, Житикара=Жітіқара/Zhitikara',
  ),
  zone(
    'Asia/Qyzylorda',
    'Кызылорда=Қызылорда/Kyzylorda/Qyzylorda',
    'Аральск=Арал/Aral, Казалинск=Қазалы/Kazaly',
  ),
  zone('Asia/Tashkent', 'Ташкент/Тәшкент/Tashkent/Toshkent', 'Наманган/Namangan, Фергана=Ферғана/Fergana'),
  zone('Asia/Samarkand', 'Самарканд=Самарқанд/Samarkand', 'Бухара=Бұхара/Bukhara'),
  zone('Asia/Bishkek', 'Бишкек=Бішкек/Bishkek', 'Ош/Osh'),
  zone('Asia/Dushanbe', 'Душанбе/Dushanbe'),
  zone('Asia/Ashgabat', 'Ашхабад=Ашғабат/Ашгабат/Ashgabat'),
  zone('Asia/Baku', 'Баку/Baku/Бакы'),
  zone('Asia/Tbilisi', 'Тбилиси/Tbilisi'),
  zone('Asia/Yerevan', 'Ереван/Yerevan'),
  zone(
    'Europe/Moscow',
    'Москва=Мәскеу/Moscow/Мск',
    'Санкт-Петербург/Питер/Saint Petersburg, Казань=Қазан/Kazan, Сочи/Sochi',
  ),
  zone('Europe/Samara', 'Самара/Samara', 'Ижевск'),
  zone('Europe/Astrakhan', 'Астрахань=Астрахан/Astrakhan'),
  zone(
    'Asia/Yekaterinburg',
    'Екатеринбург/Yekaterinburg',
    'Челябинск=Челябі, Тюмень=Түмен, Уфа, Оренбург=Орынбор',
  ),
  zone('Asia/Omsk', 'Омск=Омбы/Omsk'),
  zone('Asia/Novosibirsk', 'Новосибирск=Новосібір/Novosibirsk'),
  zone('Asia/Barnaul', 'Барнаул/Barnaul'),
  zone('Asia/Vladivostok', 'Владивосток/Vladivostok', 'Хабаровск'),
  zone('Europe/Minsk', 'Минск/Minsk'),
  zone('Europe/Kiev', 'Киев/Kyiv/Kiev', 'Одесса/Odesa'),
  zone(
    'Europe/Istanbul',
    'Стамбул=Ыстанбұл/Стамбұл/Istanbul',
    'Анкара/Ankara, Анталья=Анталия/Antalya, Измир=Измір/Izmir',
  ),
  zone('Europe/London', 'Лондон/London', 'Манчестер/Manchester, Эдинбург/Edinburgh'),
  zone('Europe/Dublin', 'Дублин/Dublin'),
  zone('Europe/Lisbon', 'Лиссабон/Лисабон/Lisbon'),
  zone('Europe/Paris', 'Париж/Paris'),
  zone(
    'Europe/Berlin',
    'Берлин/Berlin',
    'Мюнхен/Munich, Франкфурт/Frankfurt, Гамбург/Hamburg, Кёльн=Кельн/Cologne, Бонн/Bonn',
  ),
  zone('Europe/Brussels', 'Брюссель/Brussels'),
  zone('Europe/Amsterdam', 'Амстердам/Amsterdam', 'Гаага/The Hague'),
  zone('Europe/Zurich', 'Цюрих/Zurich', 'Женева/Geneva, Берн/Bern'),
  zone('Europe/Vienna', 'Вена/Vienna'),
  zone('Europe/Prague', 'Прага/Prague'),
  zone('Europe/Warsaw', 'Варшава/Warsaw', 'Краков/Krakow'),
  zone('Europe/Budapest', 'Будапешт/Budapest'),
  zone('Europe/Belgrade', 'Белград/Belgrade'),
  zone('Europe/Rome', 'Рим/Rome', 'Милан/Milan'),
  zone('Europe/Madrid', 'Мадрид/Madrid', 'Барселона/Barcelona'),
  zone('Europe/Athens', 'Афины=Афина/Athens'),
  zone('Europe/Helsinki', 'Хельсинки/Helsinki'),
  zone('Europe/Stockholm', 'Стокгольм/Stockholm'),
  zone('Europe/Riga', 'Рига/Riga'),
  zone('Europe/Vilnius', 'Вильнюс/Vilnius'),
  zone('Europe/Tallinn', 'Таллин/Таллинн/Tallinn'),
  zone('Africa/Cairo', 'Каир/Cairo'),
  zone('Asia/Jerusalem', 'Иерусалим/Jerusalem', 'Тель-Авив/Tel Aviv'),
  zone('Asia/Riyadh', 'Эр-Рияд/Riyadh', 'Мекка=Мекке/Mecca, Медина=Мәдина/Medina, Джидда/Jeddah'),
  zone('Asia/Qatar', 'Доха/Doha'),
  zone('Asia/Dubai', 'Дубай/Dubai', 'Абу-Даби/Abu Dhabi'),
  zone('Asia/Tehran', 'Тегеран/Tehran'),
  zone('Asia/Kabul', 'Кабул/Kabul'),
  zone('Asia/Karachi', 'Карачи/Karachi', 'Исламабад/Islamabad'),
  zone('Asia/Calcutta', 'Дели/Delhi/New Delhi/Нью-Дели', 'Мумбаи/Mumbai'),
  zone('Asia/Bangkok', 'Бангкок/Bangkok', 'Пхукет/Phuket'),
  zone('Asia/Kuala_Lumpur', 'Куала-Лумпур/Kuala Lumpur'),
  zone('Asia/Singapore', 'Сингапур/Singapore'),
  zone('Asia/Hong_Kong', 'Гонконг/Hong Kong'),
  zone('Asia/Shanghai', 'Пекин=Бейжің/Бейцзин/Beijing', 'Шанхай/Shanghai, Гуанчжоу/Guangzhou'),
  zone('Asia/Urumqi', 'Урумчи=Үрімжі/Үрімші/Urumqi', 'Кульджа=Құлжа'),
  zone('Asia/Ulaanbaatar', 'Улан-Батор=Ұланбатыр/Ulaanbaatar'),
  zone('Asia/Hovd', 'Ховд=Қобда/Hovd/Khovd', 'Баян-Улгий=Баян-Өлгий'),
  zone('Asia/Seoul', 'Сеул/Seoul', 'Пусан/Busan'),
  zone('Asia/Tokyo', 'Токио/Tokyo', 'Осака/Osaka'),
  zone('Australia/Sydney', 'Сидней/Sydney'),
  zone('Australia/Melbourne', 'Мельбурн/Melbourne'),
  zone(
    'America/New_York',
    'Нью-Йорк/New York/NYC',
    `Вашингтон/Washington/Washington DC, Бостон/Boston, Филадельфия/Philadelphia, Майами/Miami, Атланта/Atlanta`,
  ),
  zone('America/Toronto', 'Торонто/Toronto', 'Оттава/Ottawa, Монреаль/Montreal'),
  zone(
    'America/Chicago',
    'Чикаго/Chicago',
    'Хьюстон/Houston, Даллас/Dallas, Остин/Austin, Миннеаполис/Minneapolis',
  ),
  zone('America/Denver', 'Денвер/Denver'),
  zone('America/Phoenix', 'Финикс/Phoenix', 'Тусон/Tucson'),
  zone(
    'America/Los_Angeles',
    'Лос-Анджелес/Los Angeles',
    'Сан-Франциско/San Francisco, Сиэтл/Seattle, Лас-Вегас/Las Vegas, Сан-Диего/San Diego',
  ),
  zone('America/Vancouver', 'Ванкувер/Vancouver'),
  zone('America/Anchorage', 'Анкоридж/Anchorage', 'Аляска/Alaska'),
  zone('Pacific/Honolulu', 'Гонолулу/Honolulu', 'Гавайи=Гавай/Hawaii'),
  zone('America/Mexico_City', 'Мехико/Mexico City'),
  zone('America/Sao_Paulo', 'Сан-Паулу/Sao Paulo', 'Рио-де-Жанейро/Rio de Janeiro, Бразилиа/Brasilia'),
  zone('America/Buenos_Aires', 'Буэнос-Айрес/Buenos Aires'),
];

/** The city that names `zone` to readers of `language`, null when the table has none. */
export function cityOfZone(zoneName: string, language: 'ru' | 'kk'): string | null {
  return CITY_ZONES.find((known) => known.zone === zoneName)?.cities[0][language] ?? null;
}
