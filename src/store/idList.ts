/** A PostgreSQL array literal of ids, to be cast: a thousand ids are one parameter. */
export function idList(ids: readonly number[]): string {
  return `{${ids.join(',')}}`;
}
