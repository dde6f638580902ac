import type { TestDatabase } from '../support/database.ts';

/**
 * All rows of all tables, so that two moments can be compared; but which updates were seen, and which edition a chat
 * looked at last, which anybody may do.
 */
export async function everyRow({ db }: Pick<TestDatabase, 'db'>): Promise<string> {
  const tables = await db.execute<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name <> 'updates_seen' order by 1`,
  );
  if (tables.length < 10) throw new Error('the tables were not found');
  const rows: string[] = [];
  for (const { name } of tables) {
    const [found] = await db.execute<{ rows: string | null }>(
      `select string_agg(x, E'\n' order by x) as rows
       from (select (to_jsonb(t) - 'shown_edition_id' - 'shown_at')::text as x from "${name}" t) as one`,
    );
    rows.push(`${name}:`, found?.rows ?? '');
  }
  return rows.join('\n');
}
