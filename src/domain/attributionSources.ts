import { guarded } from './language/guarded.ts';

/** Names of outlets and agencies; parts of words count only where the name is whole. */
const OUTLETS = guarded(
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[
      'Reuters|Bloomberg|Associated Press|AP|AFP|CNN|CNBC|BBC|Fox News|NBC|CBS|Axios|Politico|Forbes|Newsweek',
      '(?:The )?(?:New York|Financial|Astana|Washington) (?:Times|Post)|(?:The )?Wall Street Journal|WSJ|NYT|FT',
      '(?:The )?(?:Guardian|Economist|Diplomat|Times of Central Asia)|Eurasianet|Euronews|Anadolu|Xinhua|Nikkei|DW',
      'Kazinform|Qazinform|KazTAG|Tengri ?news|Tengri|Zakon|Orda|Vlast|Kursiv|Kapital|Inbusiness|Sputnik|Azatt?[yi]q',
      'RFE/RL|Radio Free Europe|Interfax|TASS|RIA Novosti|Ulysmedia|NUR|BAQ|El|Khabar|Qazaqstan TV|24KZ|Egemen|Arbat',
      'Trend|LS|Stan|Dala ?news|Informburo|Aikyn|Abai|Massaget|Qamshy|Ult|Caravan|Exclusive|Telegram',
      'Казинформ|КазТАГ|Тенгри ?ньюс|Интерфакс(?:-Казахстан)?|ТАСС|РИА Новости|Спутник(?: Казахстан)?|Азаттық?|Азаттык',
      'Радио Свобода|Блумберг|Рейтер|Форбс|Курсив|Власть|Хабар(?: 24)?|Евроньюс|Синьхуа|Би-би-си|Коммерсантъ?|РБК',
      'Ведомости|Известия|Казправда|Казахстанская правда|Вечерний Алматы|Егемен Қазақстан|Айқын|Жас Алаш|Ана тілі',
    ].join('|')})(?![\\p{L}\\p{N}])`,
    'u',
  ),
);
const DOMAIN = guarded(
  /[A-Za-zА-Яа-я0-9-]+\.(?:kz|com|ru|info|news|org|net|media|press|asia|me|io|tv|gov|uz|кз|қаз)(?![\p{L}])/iu,
);

/** Words that outlets are named with: the Asia Times, Daily Post, Дала ньюс. */
const OUTLET_WORD = guarded(
  /(?<![\p{L}])(?:Times|Post|News|Journal|Herald|Tribune|Daily|Weekly|Press|Media|Gazette|Observer|Telegraph|Today|Broadcasting|ньюс|Ньюс|медиа|Медиа)(?![\p{L}])/u,
);

/** True when `source` names an outlet, an agency or a site. */
export function namesOutlet(source: string): boolean {
  return DOMAIN.test(source) || OUTLETS.test(source) || OUTLET_WORD.test(source);
}
