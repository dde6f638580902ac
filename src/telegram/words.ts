import type { ReaderLanguage } from '../domain/article.ts';
import type { Digest } from '../domain/knowledge.ts';
import { NIGHT } from '../domain/quiet.ts';
import { minutesToTime, timeToMinutes } from '../domain/schedule.ts';
import { namesTopic, type ResolvedTopic, resolveTopic } from '../domain/topics.ts';
import { byTheClock } from './hours.ts';
import { inDigits } from './hourWords.ts';
import { takePeriods } from './periods.ts';

/** Folds what people type: letter case, ё, spaces of every kind. */
export const foldTyped = (typed: string): string =>
  typed.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();

const table = <T>(rows: readonly [T, readonly string[]][]): ReadonlyMap<string, T> =>
  new Map(rows.flatMap(([value, words]) => words.map((word) => [word, value] as const)));

const DAYS = table<readonly number[]>([
  [
    [1, 2, 3, 4, 5, 6, 7],
    ['daily', 'ежедневно', 'каждый день', 'күн сайын', 'күнде', 'everyday', 'every day'],
  ],
  [
    [1, 2, 3, 4, 5],
    ['weekdays', 'будни', 'по будням', 'в будни', 'жұмыс күндері', 'жұмыс күні', 'weekday'],
  ],
  [[1], ['weekly', 'раз в неделю', 'еженедельно', 'по понедельникам', 'апта сайын', 'аптасына бір рет']],
]);
const LANGUAGES = table<ReaderLanguage>([
  ['ru', ['ru', 'rus', 'русский', 'по-русски', 'по русски', 'орысша', 'орыс', 'орыс тілі', 'russian', 'рус']],
  [
    'kk',
    [
      'kk',
      'kz',
      'kaz',
      'казахский',
      'по-казахски',
      'қазақша',
      'қазақ',
      'қазақ тілі',
      'казакша',
      'kazakh',
      'каз',
    ],
  ],
]);
/** Words around a topic that name none themselves. */
const BESIDE_TOPICS = new Set(
  [
    'все за по о об обо про на в из для от тема тему теме темы темам дайджест что какие есть нового новое новые новости',
    'новость новостей новостям последние свежие покажи покажите дай дайте пожалуйста там мне',
    'че чего кто такой такая такие это расскажи расскажите найди найдите интересует интересуют происходит последнее',
    'туралы жайлы жөнінде бойынша тақырыбы тақырыбында тақырыбынан тақырып жаңалық жаңалықтар жаңалықтары жаңалығы',
    'тақырыбына тақырыбын тақырыбының жаңалығын жаңалықтарын жаңалықтарды жаңалықты шолуын шолуына жазылымын',
    'барлық шолу соңғы не бар қандай көрсет көрсетіңіз айт айтыңыз тап табыңыз керек about on news the',
  ].flatMap((line) => line.split(' ')),
);
const JOINERS = new Set(['и', 'мен', 'бен', 'пен', 'және', 'and', '+', '&']);

/** The words for days that the `/time` keyboard and command share. */
export const DAY_SETS = { daily: [1, 2, 3, 4, 5, 6, 7], weekdays: [1, 2, 3, 4, 5], weekly: [1] } as const;
/** One of `DAY_SETS`, by its name. */
export type DaySet = keyof typeof DAY_SETS;

/** The days of a button: one of the sets, or "d135" for Monday, Wednesday and Friday; null for anything else. */
export function parseDaysKey(key: string): readonly number[] | null {
  if (Object.hasOwn(DAY_SETS, key)) return DAY_SETS[key as DaySet];
  const days = /^d[1-7]{1,7}$/.test(key) ? [...key.slice(1)].map(Number) : [];
  const isAscending = days.every((day, n) => n === 0 || day > (days[n - 1] ?? 0));
  return days.length > 0 && isAscending ? days : null;
}

/** Weekdays as people write them: in full, in their Russian dative, or short. */
const WEEKDAYS = table<number>([
  [1, ['пн', 'понедельник', 'понедельникам', 'дс', 'дүйсенбі', 'mon', 'monday']],
  [2, ['вт', 'вторник', 'вторникам', 'сс', 'сейсенбі', 'tue', 'tuesday']],
  [3, ['ср', 'среда', 'среду', 'средам', 'сәрсенбі', 'wed', 'wednesday']],
  [4, ['чт', 'четверг', 'четвергам', 'бс', 'бейсенбі', 'thu', 'thursday']],
  [5, ['пт', 'пятница', 'пятницу', 'пятницам', 'жм', 'жұма', 'fri', 'friday']],
  [6, ['сб', 'суббота', 'субботу', 'субботам', 'сн', 'сенбі', 'sat', 'saturday']],
  [7, ['вс', 'воскресенье', 'воскресеньям', 'жс', 'жексенбі', 'sun', 'sunday']],
]);
const BESIDE_DAYS = new Set(['и', 'в', 'во', 'по', 'мен', 'және', 'күні', 'күндері', 'сайын', 'and', 'on']);

/** "пн, ср и пт", "пн-пт", "дүйсенбі мен жұма"; null when a word is no day. */
function parseWeekdays(words: string): readonly number[] | null {
  const [, first, last] = /^(\p{L}+)\s?[-–]\s?(\p{L}+)$/u.exec(words) ?? [];
  if (first !== undefined && last !== undefined) {
    const [from, to] = [WEEKDAYS.get(first), WEEKDAYS.get(last)];
    if (from === undefined || to === undefined || from >= to) return null;
    return DAY_SETS.daily.filter((day) => day >= from && day <= to);
  }
  const days = words
    .split(/[\s,;+]+/)
    .filter((word) => word !== '' && !BESIDE_DAYS.has(word))
    .map((word) => WEEKDAYS.get(word));
  if (days.length === 0 || days.includes(undefined)) return null;
  return DAY_SETS.daily.filter((day) => days.includes(day));
}

/** A language named in Russian, Kazakh or English; null when it is none of ours. */
export const parseLanguage = (typed: string): ReaderLanguage | null =>
  LANGUAGES.get(foldTyped(typed)) ?? null;

/** A time of day with the words beside it, before or behind: "по будням в 08:30", "8:30 пн-пт", "08:00-де". */
const TIMED =
  /^(.*?)(?:(?<!\p{L})(?:в|во|к|на|at|са[ғг]ат)\s+)?(?<![\d:.])(\d{1,2}(?:\s*[:.,-]\s*|\s)?\d{2}|\d{1,2})(?![\d:.])(?:\s*(?:h|ч|час(?:а|ов)?)(?!\p{L}))?(?:\s?-?\s?(?:де|да|те|та)(?!\p{L}))?\s*(.*)$/u;
/** No time with its days needs more characters. */
const MAX_TIMED = 100;

/** What `/time` was told; null when it is no time of day. `days` null = not said. */
export function parseTime(typed: string): { at: string; days: readonly number[] | null } | null {
  const [, before = '', time = '', behind = ''] =
    TIMED.exec(byTheClock(inDigits(foldTyped(typed.slice(0, MAX_TIMED))))) ?? [];
  const digits = time.replace(/\D/g, '');
  if (digits === '' || (before !== '' && behind !== '')) return null;
  const minutes = timeToMinutes(
    digits.length <= 2 ? `${digits}:00` : `${digits.slice(0, -2)}:${digits.slice(-2)}`,
  );
  const beside = `${before}${behind}`.trim().replace(/^,\s*|,$/g, '');
  const days = beside === '' ? null : (DAYS.get(beside) ?? parseWeekdays(beside) ?? undefined);
  return minutes === null || days === undefined ? null : { at: minutesToTime(minutes), days };
}

const LENGTHS = table<'brief' | 'full'>([
  [
    'brief',
    ['brief', 'short', 'кратко', 'краткий', 'краткая', 'кратк', 'коротко', 'короткий', 'қысқаша', 'қысқа'],
  ],
  [
    'full',
    ['full', 'long', 'полностью', 'полный', 'полная', 'полно', 'подробно', 'толық', 'толығымен', 'толығырақ'],
  ],
]);

/** What `/length` was told, in Russian, Kazakh or English; null when it is no length. */
export const parseLength = (typed: string): 'brief' | 'full' | null => LENGTHS.get(foldTyped(typed)) ?? null;

/** Silent hours, "HH:mm" each. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Ways to say that nothing is to be silent; a dash and a zero are typed as well. */
const OFF = new Set(
  [
    'off',
    'выкл',
    'выключить',
    'отключить',
    'отмена',
    'нет',
    'без',
    'өшіру',
    'өшір',
    'жоқ',
    'керек емес',
  ].concat(['no', '0', '-']),
);

/** Silent hours again: those of a new chat. */
const ON = new Set(['on', 'вкл', 'включить', 'да', 'қосу', 'қос', 'иә', 'ночь', 'ночью', 'түн', 'түнде']);

/** What `/quiet` was told. `half`: one time only, `same`: both times are one. */
export function parseQuiet(
  typed: string,
):
  | { readonly span: Span | null }
  | { readonly mistake: 'half' | 'same'; readonly time: string }
  | { readonly mistake: 'bad' } {
  const words = byTheClock(inDigits(foldTyped(typed).slice(0, MAX_ASKED)));
  if (OFF.has(words)) return { span: null };
  if (ON.has(words))
    return { span: { from: minutesToTime(NIGHT.quietFrom), to: minutesToTime(NIGHT.quietTo) } };
  // "с 22 до 7", "22:00–07:00", "22:00-ден 07:00-ге дейін": two times with anything but digits around them.
  const times = [...words.matchAll(/(?<!\d)(\d{1,2})(?:\s?[:.]\s?(\d{2})|(\d{2}))?(?!\d)/g)].map(
    ([, hour = '', minute, joined]) => timeToMinutes(`${hour}:${minute ?? joined ?? '00'}`),
  );
  const rest = words.replace(/[\d\s:.,\-–—]+/g, ' ').trim();
  const isKnown = rest.split(' ').every((word) => word === '' || AROUND.has(word));
  const [from, to] = times;
  if (!isKnown || from == null || to === null || times.length > 2) return { mistake: 'bad' };
  if (to === undefined) return { mistake: 'half', time: minutesToTime(from) };
  if (from === to) return { mistake: 'same', time: minutesToTime(from) };
  return { span: { from: minutesToTime(from), to: minutesToTime(to) } };
}

/** Words that stand around the two times, Kazakh endings included. */
const AROUND = new Set(
  'с по до от и from to till ч ден дан тен тан нен нан ге ға ке қа дейін бастап сағат мен'.split(' '),
);

/** Digests and window as `/digest`, `/subscribe` and `/unsubscribe` take them. */
export interface Asked {
  /** Digest ids without repetition; empty when none was named. */
  readonly digests: readonly string[];
  /** Null when no window was named. */
  readonly windowHours: number | null;
  /**
   * The first words that are no topic, with the topics that come near them. `isWindow`: they ask for a
   * stretch of time that there is not, such as "48h".
   */
  readonly unknown: {
    readonly typed: string;
    readonly near: readonly string[];
    readonly isWindow: boolean;
  } | null;
}

/** "48h", "3 days", "2 недели" without its space: a number, alone or with letters behind it. */
const WINDOW_SHAPE = /^\d+\p{L}*$/u;

/** No topics and no window need more characters. */
const MAX_ASKED = 200;

/** Reads topics and a window in any order: "uranium 7d", "нефть и газ, транспорт за неделю". Of several windows the widest counts. */
export function parseAsked(typed: string, catalogue: readonly Digest[]): Asked {
  const { words, windowHours, odd: oddPeriod } = takePeriods(foldTyped(typed.slice(0, MAX_ASKED)));
  const digests = new Set<string>();
  for (const piece of words.split(/[,;]/).map((part) => part.trim())) {
    if (piece === '') continue;
    const whole = resolveTopic(piece, catalogue);
    if (whole.kind === 'one') {
      digests.add(whole.id);
      continue;
    }
    // "новости по урану", "уран туралы не бар": what is said around a topic.
    const told = withoutBeside(piece);
    if (told.length === 0) continue;
    const bare = resolveTopic(told.join(' '), catalogue);
    if (bare.kind === 'one') {
      digests.add(bare.id);
      continue;
    }
    const apart = [...new Set(told)].filter((word) => !JOINERS.has(word));
    const found = apart.map((word) => ({ word, topic: resolveTopic(word, catalogue) }));
    for (const { topic } of found) if (topic.kind === 'one') digests.add(topic.id);
    // "нефти и газу": what comes near a topic that is named beside it means that one.
    const isMeant = (topic: ResolvedTopic) =>
      topic.kind === 'one' || (topic.kind === 'near' && topic.ids.some((id) => digests.has(id)));
    const strange = found.filter(({ topic }) => !isMeant(topic));
    const [first] = strange;
    if (first === undefined) continue;
    const odd = strange.find(({ word }) => WINDOW_SHAPE.test(word));
    const near = [first.topic, bare, whole].find(({ kind }) => kind === 'near');
    const unknown = {
      // Words of which none is a topic belong together, like a title that there is not.
      typed: odd?.word ?? (strange.length === found.length ? piece : first.word),
      near: odd === undefined && near?.kind === 'near' ? near.ids : [],
      isWindow: odd !== undefined,
    };
    return { digests: [...digests], windowHours, unknown };
  }
  const unknown = oddPeriod === null ? null : { typed: oddPeriod, near: [], isWindow: true };
  return { digests: [...digests], windowHours, unknown };
}

/** What is left of `words`, folded as `foldTyped` does, without "новости", "покажи", "туралы" and the like. */
export const withoutBeside = (words: string): string[] =>
  words.split(' ').filter((word) => !BESIDE_TOPICS.has(word.replace(/[?!.:]+$/u, '')));

/** Words that ask for news without saying of what. */
const FOR_NEWS = /новост|нового|дайджест|жаңалық|шолу|(?<!\p{L})news/u;

/**
 * What is asked for by words without a command, when they ask for a digest and not for a search: they name a period,
 * or nothing but a topic by a name of its own ("уран", "новости по урану"), or only that news is wanted. Words that
 * belong to a topic ("вольфрам") are searched for: who types them wants no more than that. Null for a search.
 *
 * @returns also the words that name the topics, without those around them; empty when there are none
 */
export function parsePlain(
  typed: string,
  catalogue: readonly Digest[],
): (Omit<Asked, 'unknown'> & { readonly words: string }) | null {
  const asked = parseAsked(typed, catalogue);
  if (asked.unknown !== null || typed.length > MAX_ASKED || !/\p{L}/u.test(typed)) return null;
  const words = withoutBeside(takePeriods(foldTyped(typed)).words).join(' ');
  if (asked.windowHours !== null) return { ...asked, words };
  const [id, ...others] = asked.digests;
  if (id === undefined) return FOR_NEWS.test(foldTyped(typed)) ? { ...asked, words } : null;
  const digest = catalogue.find((one) => one.id === id);
  if (digest === undefined || others.length > 0) return null;
  return [foldTyped(typed), words].some((name) => namesTopic(name, digest)) ? { ...asked, words } : null;
}
