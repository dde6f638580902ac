import type { Language } from '../article.ts';

const GROUPED = /[1-9]\d{0,2}(?: \d{3})+(?!\d)(?:[.,]\d+(?!\d))?/y;
const PLAIN = /\d+(?:[.,]\d+)*/y;

/** The digits at `at`, with their separators and grouping spaces; null when a number does not begin there. */
export function digitsAt(folded: string, at: number): string | null {
  if (!/\d/.test(folded.charAt(at)) || /\d/.test(folded.charAt(at - 1))) return null;
  GROUPED.lastIndex = at;
  const grouped = GROUPED.exec(folded)?.[0];
  if (grouped !== undefined) return grouped;
  PLAIN.lastIndex = at;
  return PLAIN.exec(folded)?.[0] ?? null;
}

/**
 * The value of digits with separators; null when they are no number in any convention.
 *
 * @param scaled a scale follows ("4.250 млрд"): then a point is a decimal one
 */
export function parseDigits(raw: string, language: Language, scaled: boolean): number | null {
  const digits = raw.replaceAll(' ', '');
  if (/^0\d/.test(digits)) return null;
  if (/^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$/.test(digits)) return Number(digits.replaceAll(',', ''));
  if (/^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/.test(digits)) return decimal(digits.replaceAll('.', ''));
  if (/^\d+$/.test(digits)) return Number(digits);
  if (/^\d{1,3},\d{3}\.\d+$/.test(digits)) return Number(digits.replace(',', ''));
  if (/^\d{1,3}\.\d{3},\d+$/.test(digits)) return decimal(digits.replace('.', ''));
  if (!/^\d+[.,]\d+$/.test(digits)) return null;
  const thousands = /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) && !raw.includes(' ');
  if (thousands && language === 'en' && digits.includes(',')) return Number(digits.replace(',', ''));
  if (thousands && language !== 'en' && !scaled && (digits.includes('.') || digits.endsWith(',000'))) {
    return Number(digits.replace(/[.,]/, ''));
  }
  return decimal(digits);
}

function decimal(digits: string): number {
  return Number(digits.replace(',', '.'));
}

/** 4.2 × 1e9 without the dust of binary fractions. */
export function exact(value: number): number {
  return Number(value.toPrecision(14));
}

/** The end of the run of digits at `at`. */
export function skipNumber(folded: string, at: number): number {
  PLAIN.lastIndex = at;
  return PLAIN.test(folded) ? PLAIN.lastIndex : at + 1;
}
