import { guarded, type Matcher } from './language/guarded.ts';

/** Kinds of event that tell two stories with the same names apart. */
export type EventType =
  | 'call'
  | 'visit'
  | 'meeting'
  | 'invitation'
  | 'signing'
  | 'letter'
  | 'appointment'
  | 'credentials'
  | 'delivery'
  | 'report'
  | 'sanction'
  | 'conference'
  | 'exercise';

/** How far an undertaking has come, in this order. */
export type Stage = 'announced' | 'signed' | 'financed' | 'delivered';

/**
 * Words of each kind of event in Russian, Kazakh and English together: the alphabets and spellings
 * keep the three apart. Matched at the start of a word; `$` asks for its end.
 */
const EVENT_WORDS: readonly (readonly [EventType, readonly string[]])[] = [
  [
    'call',
    [
      'телефонн[а-я]+ (?:разговор|бесед|переговор|звон)',
      '(?:по|на) телефон',
      'созвонил',
      'телефон(?:мен|нан)$',
      'телефон арқылы',
      'телефон байланыс',
      'телефондағы',
      '(?:tele)?phone',
      '(?:by|over the|in a) (?:tele)?phone',
      '(?:held|had|made) a call',
    ],
  ],
  [
    'visit',
    [
      'визит',
      'посети',
      'посеща',
      'посещени',
      'прибы(?:л|ла|ли|вает|вают|тие|тием)$',
      'сапар',
      'visit',
      'arriv(?:ed|es|al)$',
      'trip to',
    ],
  ],
  [
    'meeting',
    [
      'встрет',
      'встреч',
      'переговор',
      'принял(?:а)? (?:посла|госсекретар|сенатор|представител|делегаци|главу|руководител|министр|спец|конгресс|верительн)',
      'кездес',
      'келіссөз',
      'қабылдады$',
      'met$',
      'meets?$',
      'meeting',
      'talks$',
    ],
  ],
  ['invitation', ['приглас', 'приглаш', 'шақыр', 'invit']],
  [
    'signing',
    [
      'подпис(?!чи|к)',
      'подпиш(?:ет|ут)$',
      'заключ(?:ил|ен|ает|ают|ит|ат)',
      'договорил',
      'келісті$',
      'agree(?:s|d)?$',
      'қол қой',
      'келісім жаса',
      'мәміле жаса',
      'sign(?:s|ed|ing)?$',
      'inks?$',
      'inked$',
    ],
  ],
  ['letter', ['письм', 'хат(?:ы|ын|ында|та|қа|пен|тың|ты)?$', 'letters?$']],
  ['appointment', ['назнач', 'тағайында', 'appoint', 'nominat']],
  ['credentials', ['верительн', 'сенім грамота', 'credentials']],
  [
    'delivery',
    [
      'достав(?:ил|лен|или|ила)',
      'отгру(?:зил|жен)',
      'поставлен',
      'поставил',
      'перв(?:ая|ую|ой) парти',
      'прибыла? перв',
      'жеткізілді$',
      'жеткізді$',
      'жөнелтілді$',
      'табысталды$',
      'алғашқы (?:партия|топтама|легі)',
      'deliver(?:ed|s)$',
      'shipped$',
      'first (?:batch|shipment|consignment)',
      'took delivery',
      'takes delivery',
    ],
  ],
  [
    'report',
    [
      'доклад(?!ыва|ыв)',
      'отчет(?:а|е|ы|ом|у|ов|ах)?$',
      'баяндама(?!шы)',
      'есеб(?:і|ін|інде|інің)$',
      'есеп (?:жарияла|шығар)',
      "(?:annual|new|its|the|rights|'s|department) report",
      'report (?:on|says|said|notes|names)',
    ],
  ],
  ['sanction', ['санкци', 'санкция', 'sanction']],
  [
    'conference',
    ['конференц', 'форум', 'саммит', 'конференция', 'conference', 'forum', 'summit', 'ministerial'],
  ],
  [
    'exercise',
    ['учени(?:я|й|ях|ям|ями)$', 'жаттығу', 'exercises?$', 'drills?$', 'военн[а-я]+ учени', 'степн[а-я]+ орл'],
  ],
];

const STAGE_WORDS: readonly (readonly [Stage, readonly string[]])[] = [
  [
    'delivered',
    [
      'достав(?:ил|лен|или|ила)',
      'отгру(?:зил|жен)',
      'поставлен(?:а|ы|о)?$',
      'введен(?:а|ы|о)? в (?:строй|эксплуатац)',
      'жеткізілді$',
      'жеткізді$',
      'іске қосылды$',
      'пайдалануға берілді',
      'табысталды$',
      'delivered$',
      'shipped$',
      'took delivery',
      'commissioned$',
    ],
  ],
  [
    'financed',
    [
      'профинансир',
      'выделил[аи]? (?:кредит|заем|средств)',
      'одобрил[аи]? (?:кредит|заем|финансирован)',
      'кредитн[а-я]+ соглашени',
      'қаржыландыр(?:ды|ылды|уды мақұлда)',
      'несие (?:берді|бөлді|мақұлда)',
      'approved (?:a |the )?(?:loan|financing|credit)',
      'financing (?:agreement|package|close)',
    ],
  ],
  [
    'signed',
    [
      'подпис(?:ал|ан|ыва)',
      'заключ(?:ил|ен)',
      // «Қол қойылады» and «қол қоймақ» are still to come.
      'қол қой(?:ды|ылды|ған|ылған|ып|ылып|ысты|ысқан)',
      '(?<!to be |will be )signed$',
      'inked$',
    ],
  ],
  [
    'announced',
    [
      'планиру',
      'намер',
      'готовит',
      'обсужда',
      'обсудил',
      'подпиш(?:ет|ут)$',
      'предложил',
      'объявил',
      'анонсир',
      'қол қой(?:ылады|мақ|ылмақ|ады)',
      'қол қояды$',
      'жоспарла',
      'ниет',
      'көздейді$',
      'талқыла',
      'жариялады$',
      'ұсын(?:ды|ып)',
      'plans?$',
      '(?:to|will) (?:sign|be signed)$',
      'intends?$',
      'announce',
      'discuss',
      'propose',
      'considers?$',
    ],
  ],
];

const compile = (words: readonly string[]): Matcher =>
  guarded(
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${words.map((word) => word.replace(/\$$/, '(?!\\p{L})')).join('|')})`,
      'u',
    ),
  );

const EVENTS = EVENT_WORDS.map(([type, words]) => [type, compile(words)] as const);
const STAGES = STAGE_WORDS.map(([stage, words]) => [stage, compile(words)] as const);
/** A press conference is how news is told, not what happened; a "report" may be a verb. */
const NOT_EVENTS = /(?:пресс|баспасөз|press|news)[- ]?(?:конференц|конференция|мәслихат|conference)\p{L}*/gu;

/**
 * Kinds of event that a title and its first sentences speak of, those of the title first.
 *
 * @param title folded (lower case, ё as е); may be empty
 * @param lead the first sentences, folded
 */
export function findEvents(title: string, lead: string): EventType[] {
  const inTitle = matching(EVENTS, title.replace(NOT_EVENTS, ' '));
  const inLead = matching(EVENTS, lead.replace(NOT_EVENTS, ' '));
  return [...new Set([...inTitle, ...inLead])];
}

/** How far the undertaking of a folded text has come: the furthest stage it speaks of; null when none. */
export function findStage(text: string): Stage | null {
  return matching(STAGES, text)[0] ?? null;
}

function matching<T>(patterns: readonly (readonly [T, Matcher])[], text: string): T[] {
  return patterns.filter(([, pattern]) => pattern.test(text)).map(([found]) => found);
}

/** Kinds that happen together: leaders meet on a visit, sign at a forum, are invited in a call or a letter. */
const TOGETHER: Partial<Record<EventType, readonly EventType[]>> = {
  visit: ['meeting', 'signing', 'conference'],
  meeting: ['visit', 'signing', 'conference'],
  signing: ['visit', 'meeting', 'conference'],
  conference: ['visit', 'meeting', 'signing'],
  call: ['invitation'],
  letter: ['invitation'],
  invitation: ['call', 'letter'],
};

/** Kinds that are never one happening, however much else is the same. */
const APART: Partial<Record<EventType, readonly EventType[]>> = {
  call: ['visit', 'meeting', 'letter', 'signing', 'delivery', 'exercise'],
  letter: ['visit', 'meeting', 'delivery', 'exercise'],
  appointment: ['credentials', 'visit', 'delivery'],
  credentials: ['visit', 'call', 'letter', 'meeting'],
  delivery: ['signing', 'meeting', 'visit'],
};

/**
 * How far two texts speak of different happenings: 1 when their main kinds exclude each other (a call is not a visit,
 * an appointment is not the handing over of credentials), ½ when these are only not the same, 0 when they go together
 * or one text names none.
 */
export function eventsConflict(a: readonly EventType[], b: readonly EventType[]): 0 | 0.5 | 1 {
  const [mainA] = a;
  const [mainB] = b;
  if (mainA === undefined || mainB === undefined) return 0;
  if (b.includes(mainA) || a.includes(mainB) || TOGETHER[mainA]?.includes(mainB)) return 0;
  return APART[mainA]?.includes(mainB) || APART[mainB]?.includes(mainA) ? 1 : 0.5;
}
