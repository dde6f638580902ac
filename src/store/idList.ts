import type { SQL } from 'drizzle-orm';
import { sql } from './drizzle.ts';

/** A PostgreSQL array literal of ids, to be cast: a thousand ids are one parameter. */
export function idList(ids: readonly number[]): string {
  return `{${ids.join(',')}}`;
}

/** `= any (…)` of texts, which are one parameter however many they are: a statement takes 65,535 of them. */
export function isOneOf(texts: readonly string[]): SQL {
  return sql`= any(array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb)))`;
}
