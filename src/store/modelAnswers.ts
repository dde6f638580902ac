import type { Db } from './client.ts';
import { eq, sql } from './drizzle.ts';
import { modelAnswers } from './schema.ts';

/** What the model answered to a question before; null when it was never asked or its answer was forgotten. */
export async function findModelAnswer(db: Db, key: string): Promise<{ readonly answer: unknown } | null> {
  const [row] = await db
    .select({ answer: modelAnswers.answer })
    .from(modelAnswers)
    .where(eq(modelAnswers.key, key));
  return row ?? null;
}

/** Keeps an answer, or null for a question that it answered unfaithfully. The latest one stays. */
export async function saveModelAnswer(db: Db, key: string, answer: object | null): Promise<void> {
  await db
    .insert(modelAnswers)
    .values({ key, answer })
    .onConflictDoUpdate({
      target: modelAnswers.key,
      set: { answer: sql`excluded.answer`, createdAt: sql`clock_timestamp()` },
    });
}

/** Deletes up to `limit` answers given before `before`. */
export async function forgetModelAnswers(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from ${modelAnswers} where key in (
      select key from ${modelAnswers} where created_at < ${before.toISOString()}::timestamptz
       limit ${limit} for update skip locked)
    returning key`);
  return rows.length;
}
