import { IANAZone } from 'luxon';

/** Hours east of UTC of the zone names that feeds really use. Others make a date unreadable. */
const ZONES = new Map([
  ['z', 0],
  ['gmt', 0],
  ['utc', 0],
  ['ut', 0],
  ['wet', 0],
  ['est', -5],
  ['edt', -4],
  ['cst', -6],
  ['cdt', -5],
  ['mst', -7],
  ['mdt', -6],
  ['pst', -8],
  ['pdt', -7],
  ['msk', 3],
  ['мск', 3],
  ['cet', 1],
  ['cest', 2],
  ['eet', 2],
  ['eest', 3],
]);

const OFFSET = /^\s*[:-]?\s*\(?(?:[a-z]{1,5}\)?)?\s*([+\-−])(\d{1,2}):?(\d{2})?(?::\d{2})?(?!\d)/u;
/** The offsets in use; more hours are a mistake or the end of "10:00-18:00". */
const MAX_HOURS = { '+': 14, '-': 11 } as const;

/**
 * The zone that is stated right after a time of day. An offset wins over the name before it.
 *
 * @param afterTime what follows the time, in lower case
 * @param raw the whole date as it stands: only capitals are held to be the name of a zone
 * @returns a zone as luxon takes it, null when none is stated, `unknown` for one that cannot be told
 */
export function zoneAfter(afterTime: string, raw: string): string | 'unknown' | null {
  // "16:29:06 2004 -0800"
  const after = afterTime.replace(/^\s*(?:19|20)\d{2}(?=\s+[a-z+−-])/u, '');
  // Of two times side by side none is known to be the right one.
  if (/^\s*\d{1,2}:\d/.test(after)) return 'unknown';
  const offset = OFFSET.exec(after);
  if (offset?.[2] !== undefined) {
    const sign = offset[1] === '+' ? '+' : '-';
    if (Number(offset[2]) > MAX_HOURS[sign] || Number(offset[3] ?? 0) > 59) return 'unknown';
    return `UTC${sign}${Number(offset[2])}:${offset[3] ?? '00'}`;
  }
  const place = /^\s*[[(]?([a-z]+(?:\/[a-z_-]+)+)/.exec(after)?.[1];
  if (place !== undefined) return IANAZone.isValidZone(place) ? place : 'unknown';
  if (/^\s*[a-z]{1,5}\d/.test(after)) return 'unknown';
  const name = /^\s*\(?([a-zа-я]{1,5})(?!\p{L})/u.exec(after)?.[1];
  if (name === undefined || name === 'almt') return null;
  const hours = ZONES.get(name);
  if (hours !== undefined) return `UTC${hours < 0 ? '' : '+'}${hours}`;
  // Capital Latin letters right after a time are a zone that we do not know; anything else is prose.
  return new RegExp(`[\\dmM.]\\s*\\(?${name.toUpperCase()}(?![a-z])`).test(raw) && /^[a-z]+$/.test(name)
    ? 'unknown'
    : null;
}
