import { foldForSearch } from '../domain/language/text.ts';

type PartOfDay = 'morning' | 'day' | 'evening' | 'night';

/** Also as they are typed on a Russian keyboard. */
const alsoFolded = (parts: Readonly<Record<string, PartOfDay>>): Readonly<Record<string, PartOfDay>> => ({
  ...Object.fromEntries(Object.entries(parts).map(([word, part]) => [foldForSearch(word), part])),
  ...parts,
});
/** Words that stand on either side of the hour. */
const BESIDE: Readonly<Record<string, PartOfDay>> = {
  ...{ утром: 'morning', днем: 'day', вечером: 'evening', ночью: 'night' },
  ...{ таңертең: 'morning', күндіз: 'day', кешке: 'evening', кешкісін: 'evening', түнде: 'night' },
};
const AFTER = alsoFolded({
  ...{ утра: 'morning', дня: 'day', вечера: 'evening', ночи: 'night', am: 'morning', pm: 'evening' },
  ...BESIDE,
});
const BEFORE = alsoFolded({
  ...{
    таңғы: 'morning',
    таңертеңгі: 'morning',
    түскі: 'day',
    күндізгі: 'day',
    кешкі: 'evening',
    түнгі: 'night',
  },
  ...BESIDE,
});

const CLOCK = '(\\d{1,2})(?:\\s?[:.]\\s?(\\d{2}))?';
const SPOKEN_AFTER = new RegExp(
  `(?<![\\d:.])${CLOCK}(?:-(?:де|да|те|та)(?= ))?\\s*(?:ч(?:ас(?:а|ов)?)?\\s+)?(${Object.keys(AFTER).join('|')})(?![\\p{L}\\d])`,
  'gu',
);
const SPOKEN_BEFORE = new RegExp(
  `(?<!\\p{L})(${Object.keys(BEFORE).join('|')})\\s+(?:в\\s+|са[ғг]ат\\s+)?${CLOCK}(?![\\d:.])`,
  'gu',
);

/** The hour of the day, 0–23, that "8" of `part` means; null for one that nobody says, such as "12 утра". */
function hourOf(said: number, part: PartOfDay): number | null {
  // "20 вечера": said by the whole day's clock.
  if (said > 12 && said < 24) return said;
  const most: Readonly<Record<PartOfDay, readonly (readonly [from: number, to: number, plus: number])[]>> = {
    morning: [[1, 11, 0]],
    day: [
      [10, 12, 0],
      [1, 6, 12],
    ],
    evening: [[3, 11, 12]],
    night: [
      [12, 12, -12],
      [1, 6, 0],
      [9, 11, 12],
    ],
  };
  const found = most[part].find(([from, to]) => said >= from && said <= to);
  return found === undefined ? null : said + found[2];
}

/**
 * Puts hours that are told with a part of the day by the clock: "с 10 вечера до 7:30 утра" is "с 22:00 до 07:30",
 * "таңғы сағат 8" is "08:00". What nobody says stays as it is.
 *
 * @param words in lower case and without ё
 */
export function byTheClock(words: string): string {
  const put = (whole: string, hour: string, minutes: string | undefined, part: PartOfDay | undefined) => {
    const at = part === undefined ? null : hourOf(Number(hour), part);
    return at === null ? whole : `${String(at).padStart(2, '0')}:${minutes ?? '00'}`;
  };
  return words
    .replace(SPOKEN_AFTER, (whole, hour: string, minutes: string | undefined, part: string) =>
      put(whole, hour, minutes, AFTER[part]),
    )
    .replace(SPOKEN_BEFORE, (whole, part: string, hour: string, minutes: string | undefined) =>
      put(whole, hour, minutes, BEFORE[part]),
    );
}
