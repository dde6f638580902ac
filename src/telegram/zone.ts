import tzLookup from '@photostructure/tz-lookup';
import { foldForSearch } from '../domain/language/text.ts';
import { isZone } from '../domain/schedule.ts';
import { CITY_ZONES, type City } from '../locales/cities.ts';
import { uninflected, withoutAround } from './cityEndings.ts';

const fold = (name: string) => foldForSearch(name.normalize('NFC')).replace(/[^\p{L}\p{N}]+/gu, '');

const CITIES: ReadonlyMap<string, { readonly zone: string; readonly city: City }> = new Map(
  CITY_ZONES.flatMap(({ zone, cities }) =>
    cities.flatMap((city) => city.spellings.map((spelling) => [fold(spelling), { zone, city }] as const)),
  ),
);
const IANA: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]),
);

/** No city's name needs more characters. */
const MAX_TYPED = 64;

/** A zone that a reader asked for, and the city by which he did; null for an IANA name or an offset. */
export interface AskedZone {
  readonly zone: string;
  readonly city: City | null;
}

/**
 * The zone of a city in Russian, Kazakh or Latin spelling, also with a case ending («Астанада», «в Москве») or one slip
 * of the finger, of an IANA name in any letter case, or of an offset ("UTC+5", "+5"); null when it is none of these.
 */
export function resolveZone(typed: string): AskedZone | null {
  const words = typed.trim().slice(0, MAX_TYPED);
  const iana =
    IANA.get(words.toLowerCase().replace(/\s+/g, '_')) ??
    (words.includes('/') && isZone(words) ? words : null);
  if (iana !== null) return { zone: iana, city: null };
  const offset = offsetZone(words);
  if (offset !== null) return { zone: offset, city: null };
  return namedCity(words) ?? slip(fold(words));
}

/** The city that `typed` names without a slip, in any case; null when it names none, or not for certain. */
export function namedCity(typed: string): AskedZone | null {
  const words = typed.trim().slice(0, MAX_TYPED);
  const bare = fold(withoutAround(words));
  return CITIES.get(fold(words)) ?? CITIES.get(bare) ?? inflected(bare);
}

/** The one city of whose name `name` is a case; null when it may be several, or is none. */
function inflected(name: string): AskedZone | null {
  const meant = new Map(
    uninflected(name).flatMap((base) => {
      const found = CITIES.get(base);
      return found === undefined ? [] : [[found.city, found] as const];
    }),
  );
  const [one] = meant.values();
  return meant.size === 1 && one !== undefined ? one : null;
}

/**
 * The zone of a place on the map; at sea an offset of whole hours. Null when the coordinates are none, or this
 * machine's time zone data does not know the zone.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
export function zoneAt(latitude: number, longitude: number): string | null {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  const zone = tzLookup(latitude, longitude);
  if (!isZone(zone)) return null;
  // "Europe/Kyiv" is "Europe/Kiev" here: by that name the table of cities knows it.
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}

/** Whole hours only: other offsets have cities. The signs of Etc/GMT zones are the other way round. */
function offsetZone(words: string): string | null {
  const [, sign, digits] = /^(?:utc|gmt|мск)?\s*([+\-−])\s*(\d{1,2})(?::?00)?$/i.exec(words) ?? [];
  if (/^(?:utc|gmt)$/i.test(words)) return 'UTC';
  if (sign === undefined || /^мск/i.test(words)) return null;
  const hours = Number(digits) * (sign === '+' ? 1 : -1);
  if (hours < -12 || hours > 14) return null;
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/**
 * The one city that differs by one letter, which is not the first: «Тамара» is not «Самара». Names of up to five letters
 * differ too much by one.
 */
function slip(name: string): AskedZone | null {
  if (name.length <= 5) return null;
  const near = [...CITIES]
    .filter(([known]) => known.length > 5 && known[0] === name[0] && oneEdit(name, known))
    .map(([, city]) => city);
  return new Set(near.map(({ zone }) => zone)).size === 1 ? (near[0] ?? null) : null;
}

/** Whether one letter more, less, changed or swapped makes `a` into `b`. */
function oneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (
    (left.length <= 1 && right.length <= 1) ||
    (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0])
  );
}
