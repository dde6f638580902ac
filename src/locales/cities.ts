/** A time zone with the names under which readers know it. */
export interface CityZone {
  /** IANA name. */
  readonly zone: string;
  /** The city that stands for the zone in "08:30 (Астана)". */
  readonly ru: string;
  readonly kk: string;
  /**
   * Every spelling that readers may type, in any language, the two above included. Case, ё and dashes
   * do not matter; Kazakh letters may be typed with their Russian neighbours.
   */
  readonly cities: readonly string[];
}

const city = (zone: string, ru: string, kk: string, others: string): CityZone => ({
  zone,
  ru,
  kk,
  cities: [...new Set([ru, kk, ...others.split(',').map((name) => name.trim())])],
});

/** Kazakhstan's regional centres and the big cities of the world; the first of a zone names it. */
export const CITY_ZONES: readonly CityZone[] = [
  city(
    'Asia/Almaty',
    'Астана',
    'Астана',
    `Astana, Нур-Султан, Nur-Sultan, Алматы, Алма-Ата, Almaty, Шымкент, Чимкент, Shymkent, Караганда, Қарағанды,
    Karaganda, Qaraghandy, Karagandy, Тараз, Taraz, Туркестан, Түркістан, Turkistan, Turkestan, Павлодар, Pavlodar,
    Семей, Семипалатинск, Semey, Усть-Каменогорск, Оскемен, Өскемен, Oskemen, Ust-Kamenogorsk, Петропавловск,
    Петропавл, Petropavl, Petropavlovsk, Кокшетау, Көкшетау, Kokshetau, Талдыкорган, Талдықорған, Taldykorgan,
    Taldyqorghan, Конаев, Қонаев, Капшагай, Qonaev, Konaev, Жезказган, Жезқазған, Zhezkazgan, Jezqazghan, Экибастуз,
    Екібастұз, Ekibastuz, Темиртау, Теміртау, Temirtau, Балхаш, Балқаш, Balkhash, Сатпаев, Сәтбаев, Satbayev,
    Байконур, Байқоңыр, Baikonur, Казахстан, Қазақстан, Kazakhstan`,
  ),
  city('Asia/Aqtau', 'Актау', 'Ақтау', 'Aktau, Aqtau, Жанаозен, Жаңаөзен, Zhanaozen'),
  city('Asia/Aqtobe', 'Актобе', 'Ақтөбе', 'Актюбинск, Aktobe, Aqtobe'),
  city('Asia/Atyrau', 'Атырау', 'Атырау', 'Гурьев, Atyrau, Atirau'),
  city('Asia/Oral', 'Уральск', 'Орал', 'Oral, Uralsk'),
  city('Asia/Qostanay', 'Костанай', 'Қостанай', 'Кустанай, Kostanay, Qostanay, Kostanai, Рудный, Rudny'),
  city('Asia/Qyzylorda', 'Кызылорда', 'Қызылорда', 'Kyzylorda, Qyzylorda'),
  city('Asia/Tashkent', 'Ташкент', 'Ташкент', 'Tashkent, Toshkent, Ташкен, Наманган, Фергана'),
  city('Asia/Samarkand', 'Самарканд', 'Самарқанд', 'Samarkand, Бухара, Бұхара'),
  city('Asia/Bishkek', 'Бишкек', 'Бішкек', 'Bishkek, Ош, Osh'),
  city('Asia/Dushanbe', 'Душанбе', 'Душанбе', 'Dushanbe'),
  city('Asia/Ashgabat', 'Ашхабад', 'Ашғабат', 'Ashgabat, Ашгабат'),
  city('Asia/Baku', 'Баку', 'Баку', 'Baku, Бакы'),
  city('Asia/Tbilisi', 'Тбилиси', 'Тбилиси', 'Tbilisi'),
  city('Asia/Yerevan', 'Ереван', 'Ереван', 'Yerevan'),
  city(
    'Europe/Moscow',
    'Москва',
    'Мәскеу',
    'Moscow, Мск, Питер, Санкт-Петербург, Saint Petersburg, Казань, Қазан, Kazan, Сочи',
  ),
  city('Europe/Samara', 'Самара', 'Самара', 'Samara, Ижевск'),
  city('Europe/Astrakhan', 'Астрахань', 'Астрахан', 'Astrakhan'),
  city(
    'Asia/Yekaterinburg',
    'Екатеринбург',
    'Екатеринбург',
    'Yekaterinburg, Челябинск, Тюмень, Уфа, Оренбург, Орынбор',
  ),
  city('Asia/Omsk', 'Омск', 'Омбы', 'Omsk'),
  city('Asia/Novosibirsk', 'Новосибирск', 'Новосібір', 'Novosibirsk'),
  city('Asia/Barnaul', 'Барнаул', 'Барнаул', 'Barnaul'),
  city('Asia/Vladivostok', 'Владивосток', 'Владивосток', 'Vladivostok, Хабаровск'),
  city('Europe/Minsk', 'Минск', 'Минск', 'Minsk'),
  city('Europe/Kiev', 'Киев', 'Киев', 'Kyiv, Kiev, Київ, Одесса'),
  city(
    'Europe/Istanbul',
    'Стамбул',
    'Ыстанбұл',
    'Istanbul, Стамбұл, Анкара, Ankara, Анталья, Антальия, Antalya, Измир, Izmir',
  ),
  city('Europe/London', 'Лондон', 'Лондон', 'London, Манчестер, Эдинбург, Edinburgh'),
  city('Europe/Dublin', 'Дублин', 'Дублин', 'Dublin'),
  city('Europe/Lisbon', 'Лиссабон', 'Лиссабон', 'Lisbon, Лисабон'),
  city('Europe/Paris', 'Париж', 'Париж', 'Paris'),
  city(
    'Europe/Berlin',
    'Берлин',
    'Берлин',
    'Berlin, Мюнхен, Munich, Франкфурт, Frankfurt, Гамбург, Hamburg, Кёльн, Бонн',
  ),
  city('Europe/Brussels', 'Брюссель', 'Брюссель', 'Brussels'),
  city('Europe/Amsterdam', 'Амстердам', 'Амстердам', 'Amsterdam, Гаага, The Hague'),
  city('Europe/Zurich', 'Цюрих', 'Цюрих', 'Zurich, Женева, Geneva, Берн'),
  city('Europe/Vienna', 'Вена', 'Вена', 'Vienna'),
  city('Europe/Prague', 'Прага', 'Прага', 'Prague'),
  city('Europe/Warsaw', 'Варшава', 'Варшава', 'Warsaw, Краков'),
  city('Europe/Budapest', 'Будапешт', 'Будапешт', 'Budapest'),
  city('Europe/Belgrade', 'Белград', 'Белград', 'Belgrade'),
  city('Europe/Rome', 'Рим', 'Рим', 'Rome, Милан, Milan'),
  city('Europe/Madrid', 'Мадрид', 'Мадрид', 'Madrid, Барселона, Barcelona'),
  city('Europe/Athens', 'Афины', 'Афина', 'Athens'),
  city('Europe/Helsinki', 'Хельсинки', 'Хельсинки', 'Helsinki'),
  city('Europe/Stockholm', 'Стокгольм', 'Стокгольм', 'Stockholm'),
  city('Europe/Riga', 'Рига', 'Рига', 'Riga'),
  city('Europe/Vilnius', 'Вильнюс', 'Вильнюс', 'Vilnius'),
  city('Europe/Tallinn', 'Таллин', 'Таллин', 'Tallinn'),
  city('Africa/Cairo', 'Каир', 'Каир', 'Cairo'),
  city('Asia/Jerusalem', 'Иерусалим', 'Иерусалим', 'Jerusalem, Тель-Авив, Tel Aviv'),
  city('Asia/Riyadh', 'Эр-Рияд', 'Эр-Рияд', 'Riyadh, Мекка, Mecca, Медина, Джидда, Jeddah'),
  city('Asia/Qatar', 'Доха', 'Доха', 'Doha'),
  city('Asia/Dubai', 'Дубай', 'Дубай', 'Dubai, Абу-Даби, Abu Dhabi'),
  city('Asia/Tehran', 'Тегеран', 'Тегеран', 'Tehran'),
  city('Asia/Kabul', 'Кабул', 'Кабул', 'Kabul'),
  city('Asia/Karachi', 'Карачи', 'Карачи', 'Karachi, Исламабад, Islamabad'),
  city('Asia/Calcutta', 'Дели', 'Дели', 'Delhi, New Delhi, Нью-Дели, Мумбаи, Mumbai'),
  city('Asia/Bangkok', 'Бангкок', 'Бангкок', 'Bangkok, Пхукет, Phuket'),
  city('Asia/Kuala_Lumpur', 'Куала-Лумпур', 'Куала-Лумпур', 'Kuala Lumpur'),
  city('Asia/Singapore', 'Сингапур', 'Сингапур', 'Singapore'),
  city('Asia/Hong_Kong', 'Гонконг', 'Гонконг', 'Hong Kong'),
  city('Asia/Shanghai', 'Пекин', 'Бейжің', 'Beijing, Бейцзин, Шанхай, Shanghai, Гуанчжоу, Guangzhou'),
  city('Asia/Urumqi', 'Урумчи', 'Үрімші', 'Urumqi, Кульджа, Құлжа'),
  city('Asia/Ulaanbaatar', 'Улан-Батор', 'Ұланбатыр', 'Ulaanbaatar, Баян-Улгий'),
  city('Asia/Hovd', 'Ховд', 'Қобда', 'Hovd, Khovd, Баян-Өлгий'),
  city('Asia/Seoul', 'Сеул', 'Сеул', 'Seoul, Пусан'),
  city('Asia/Tokyo', 'Токио', 'Токио', 'Tokyo, Осака'),
  city('Australia/Sydney', 'Сидней', 'Сидней', 'Sydney'),
  city('Australia/Melbourne', 'Мельбурн', 'Мельбурн', 'Melbourne'),
  city(
    'America/New_York',
    'Нью-Йорк',
    'Нью-Йорк',
    `New York, NYC, Вашингтон, Washington, Washington DC, Бостон, Boston, Филадельфия, Philadelphia, Майами, Miami,
    Атланта, Atlanta`,
  ),
  city('America/Toronto', 'Торонто', 'Торонто', 'Toronto, Оттава, Ottawa, Монреаль, Montreal'),
  city(
    'America/Chicago',
    'Чикаго',
    'Чикаго',
    'Chicago, Хьюстон, Houston, Даллас, Dallas, Остин, Austin, Миннеаполис',
  ),
  city('America/Denver', 'Денвер', 'Денвер', 'Denver'),
  city('America/Phoenix', 'Финикс', 'Финикс', 'Phoenix, Тусон, Tucson'),
  city(
    'America/Los_Angeles',
    'Лос-Анджелес',
    'Лос-Анджелес',
    'Los Angeles, Сан-Франциско, San Francisco, Сиэтл, Seattle, Лас-Вегас, Las Vegas, Сан-Диего',
  ),
  city('America/Vancouver', 'Ванкувер', 'Ванкувер', 'Vancouver'),
  city('America/Anchorage', 'Анкоридж', 'Анкоридж', 'Anchorage, Аляска, Alaska'),
  city('Pacific/Honolulu', 'Гонолулу', 'Гонолулу', 'Honolulu, Гавайи, Hawaii'),
  city('America/Mexico_City', 'Мехико', 'Мехико', 'Mexico City'),
  city('America/Sao_Paulo', 'Сан-Паулу', 'Сан-Паулу', 'Sao Paulo, Рио-де-Жанейро, Rio de Janeiro, Бразилиа'),
  city('America/Buenos_Aires', 'Буэнос-Айрес', 'Буэнос-Айрес', 'Buenos Aires'),
];

/** The city that names `zone` to readers of `language`, null when the table has none. */
export function cityOfZone(zone: string, language: 'ru' | 'kk'): string | null {
  return CITY_ZONES.find((known) => known.zone === zone)?.[language] ?? null;
}
