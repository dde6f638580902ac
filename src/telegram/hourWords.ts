import { foldForSearch } from '../domain/language/text.ts';

const said = (table: Readonly<Record<string, string>>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(table).flatMap(([value, words]) =>
      words.split(' ').map((word) => [foldForSearch(word), Number(value)] as const),
    ),
  );

/** Numbers of hours and minutes in Russian, also as they stand after «с», «до» and «к», and in Kazakh. */
const NUMBERS = said({
  ...{ 0: 'ноль ноля нуля нөл', 1: 'один одну одного бір', 2: 'два две двух двум екі' },
  ...{ 3: 'три трех трем үш', 4: 'четыре четырех четырем төрт', 5: 'пять пяти бес', 6: 'шесть шести алты' },
  ...{ 7: 'семь семи жеті', 8: 'восемь восьми сегіз', 9: 'девять девяти тоғыз', 10: 'десять десяти он' },
  ...{ 11: 'одиннадцать одиннадцати', 12: 'двенадцать двенадцати', 13: 'тринадцать тринадцати' },
  ...{ 14: 'четырнадцать четырнадцати', 15: 'пятнадцать пятнадцати', 16: 'шестнадцать шестнадцати' },
  ...{ 17: 'семнадцать семнадцати', 18: 'восемнадцать восемнадцати', 19: 'девятнадцать девятнадцати' },
  ...{ 20: 'двадцать двадцати жиырма', 30: 'тридцать тридцати отыз', 40: 'сорок сорока қырық' },
  ...{ 50: 'пятьдесят пятидесяти елу' },
});
/** «Полвосьмого» is half past seven: the eighth hour runs. */
const RUNNING = said({
  ...{ 1: 'первого', 2: 'второго', 3: 'третьего', 4: 'четвертого', 5: 'пятого', 6: 'шестого', 7: 'седьмого' },
  ...{ 8: 'восьмого', 9: 'девятого', 10: 'десятого', 11: 'одиннадцатого', 12: 'двенадцатого' },
});
const NAMED = new Map(
  Object.entries({
    полдень: '12:00',
    полночь: '00:00',
    түсте: '12:00',
    'тал түсте': '12:00',
    'түн ортасында': '00:00',
    'түн ортасы': '00:00',
  }).map(([words, time]) => [foldForSearch(words), time]),
);
/** A habit is a time of the day on every day. */
const HABITS: readonly (readonly [habit: RegExp, meant: string])[] = [
  [/(?<!\p{L})(?:каждое утро|по утрам)(?!\p{L})/u, 'каждый день утром'],
  [/(?<!\p{L})(?:каждый вечер|по вечерам)(?!\p{L})/u, 'каждый день вечером'],
  [/(?<!\p{L})(?:таң сайын|әр таңда)(?!\p{L})/u, 'күн сайын таңертең'],
  [/(?<!\p{L})(?:кеш сайын|әр кеште)(?!\p{L})/u, 'күн сайын кешке'],
];
/** Kazakh case endings, behind letters or a hyphen: «сегізде», «8-де». They are kept. */
const ENDED = /^(.+?)-?(де|да|те|та|ден|дан|тен|тан|нен|нан|ге|га|ке|ка)$/u;
const HALF = /^жарым(?:-?(да|ды|дан|га))?$/u;
const WITH_PART = /^(?:дня|ночи|утра|вечера)$/u;
const UNITS = /^(?:часа?|часов|ч)$/u;
const MINUTES = /^мин(?:ут[аы]?)?$/u;

/** A number that begins at a word: its value, how many words it takes, and the ending and the mark behind it. */
interface Said {
  readonly value: number;
  readonly words: number;
  readonly behind: string;
}

/** The number at `at`; null when none stands there. */
function numberAt(words: readonly string[], at: number): Said | null {
  const whole = words[at] ?? '';
  const [, word = '', mark = ''] = /^(.*?)([,.]?)$/u.exec(whole) ?? [];
  const [, stem = '', ending = ''] = ENDED.exec(word) ?? [];
  const plain = numberIn(word);
  const value = plain ?? numberIn(stem);
  // «Аптасына бір рет»: once, not one o'clock.
  if (value === undefined || words[at + 1] === 'рет') return null;
  const behind = (plain === undefined ? `-${ending}` : '') + mark;
  const canGoOn = behind === '' && ([20, 30, 40, 50].includes(value) || word === 'он');
  const next = canGoOn ? numberAt(words, at + 1) : null;
  if (next !== null && next.words === 1 && next.value >= 1 && next.value <= 9)
    return { value: value + next.value, words: 2, behind: next.behind };
  return { value, words: 1, behind };
}

const numberIn = (word: string): number | undefined =>
  /^\d{1,2}$/.test(word) ? Number(word) : NUMBERS.get(word);

/** A time that is told by words from `at` on, in digits; null when they tell none. */
function timeAt(
  words: readonly string[],
  at: number,
): { readonly time: string; readonly words: number } | null {
  const word = words[at] ?? '';
  for (const count of [2, 1]) {
    const named = NAMED.get(words.slice(at, at + count).join(' '));
    if (named !== undefined) return { time: named, words: count };
  }
  return partOfHour(words, at) ?? hourAt(words, at, word);
}

/** «Полвосьмого», «четверть восьмого», «без пяти восемь». */
function partOfHour(words: readonly string[], at: number) {
  const word = words[at] ?? '';
  const glued = /^пол-?(.+)$/u.exec(word)?.[1] ?? '';
  if (RUNNING.has(glued)) return past(RUNNING.get(glued), 30, 1);
  const running = RUNNING.get(words[at + 1] ?? '');
  if (/^(?:пол|половин[ауые])$/u.test(word)) return past(running, 30, 2);
  if (word === 'четверть') return past(running, 15, 2);
  if (word !== 'без') return null;
  const less = words[at + 1] === 'четверти' ? { value: 15, words: 1, behind: '' } : numberAt(words, at + 1);
  if (less === null || less.value < 1 || less.value > 30) return null;
  const behind = at + 1 + less.words;
  const from = MINUTES.test(words[behind] ?? '') ? behind + 1 : behind;
  const hour = words[from] === 'час' ? { value: 1, words: 1 } : numberAt(words, from);
  return hour === null ? null : past(hour.value, 60 - less.value, from - at + hour.words);
}

/** So many minutes of the running hour, in digits. */
function past(running: number | undefined, minutes: number, words: number) {
  if (running === undefined || running > 24) return null;
  return { time: clock(running === 1 ? 12 : running === 0 ? 23 : running - 1, minutes), words };
}

const clock = (hour: number, minutes: number) => `${hour}:${String(minutes).padStart(2, '0')}`;

/** «Восемь», «восемь тридцать», «восемь часов ноль пять минут», «сегіз жарымда», «час дня». */
function hourAt(words: readonly string[], at: number, word: string) {
  const isOne = word === 'час';
  const hour = isOne ? { value: 1, words: 1, behind: '' } : numberAt(words, at);
  if (hour === null || hour.value > 23) return null;
  let next = at + hour.words;
  const half = HALF.exec(words[next] ?? '');
  if (half !== null && hour.behind === '') {
    return { time: `${clock(hour.value, 30)}${half[1] ? `-${half[1]}` : ''}`, words: next + 1 - at };
  }
  if (!isOne && hour.behind === '' && UNITS.test(words[next] ?? '')) next += 1;
  const isApart = next > at + hour.words;
  const zero = hour.behind === '' && numberAt(words, next)?.value === 0 ? 1 : 0;
  const minutes = hour.behind === '' ? numberAt(words, next + zero) : null;
  const isTold = minutes !== null && minutes.value < 60 && (zero === 1 || minutes.value >= 10);
  // Two numbers in digits are not for here: "8 30" is read as it stands.
  const inWords = isApart || !/^\d+$/.test(word) || !/^\d/.test(words[next] ?? '');
  if (isTold && inWords) {
    const end = next + zero + minutes.words;
    const unit = MINUTES.test(words[end] ?? '') ? 1 : 0;
    return { time: `${clock(hour.value, minutes.value)}${minutes.behind}`, words: end + unit - at };
  }
  if (isOne && !WITH_PART.test(words[at + 1] ?? '')) return null;
  return { time: `${hour.value}${hour.behind}`, words: hour.words };
}

/**
 * Puts hours that are told in words in digits: «в половине восьмого вечера» is «в 7:30 вечера», «таңғы сегізде» is
 * «таңғы 8-де». What part of the day an hour belongs to is left to `byTheClock`.
 *
 * @param words in lower case, without ё, with single spaces
 */
export function inDigits(words: string): string {
  const daily = HABITS.reduce((text, [habit, meant]) => text.replace(habit, meant), words);
  const typed = daily.split(' ');
  const folded = typed.map(foldForSearch);
  const told: string[] = [];
  for (let at = 0; at < typed.length; ) {
    const time = timeAt(folded, at);
    const isAsTyped = time === null || (time.words === 1 && /^\d/.test(typed[at] ?? ''));
    told.push(isAsTyped ? (typed[at] ?? '') : time.time);
    at += isAsTyped ? 1 : time.words;
  }
  return told.join(' ');
}
