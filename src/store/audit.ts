import type { Db } from './client.ts';
import { and, desc, eq } from './drizzle.ts';
import { audit } from './schema.ts';

/** What an admin did, or tried to do. */
export interface Act {
  readonly adminId: number;
  readonly action: 'announce' | 'remove' | 'block';
  /** An announcement's id, an address without its scheme; empty for none. */
  readonly subject: string;
  readonly outcome:
    | 'draft'
    | 'refused'
    | 'confirmed'
    | 'cancelled'
    | 'stopped'
    | 'stale'
    | 'asked'
    | 'unknown'
    | 'removed'
    | 'gone'
    | 'blocked'
    | 'blockedBefore';
}

/** An act as it is kept, for good. */
export interface KeptAct extends Omit<Act, 'action' | 'outcome'> {
  readonly id: number;
  readonly at: Date;
  readonly action: string;
  readonly outcome: string;
}

/** Longest subject that is kept, in UTF-16 units. */
const MAX_SUBJECT = 2_000;

/** Writes an act down, in the transaction in which it happens. @returns its id */
export async function noteAct(tx: Db, act: Act): Promise<number> {
  const [row] = await tx
    .insert(audit)
    .values({ ...act, subject: act.subject.slice(0, MAX_SUBJECT).toWellFormed() })
    .returning({ id: audit.id });
  if (!row) throw new Error('an act was not written down');
  return row.id;
}

/** Whether anything was ever done to `subject` that came to `outcome`. */
export async function hasActed(db: Db, subject: string, outcome: Act['outcome']): Promise<boolean> {
  const kept = subject.slice(0, MAX_SUBJECT).toWellFormed();
  const [row] = await db
    .select({ id: audit.id })
    .from(audit)
    .where(and(eq(audit.subject, kept), eq(audit.outcome, outcome)))
    .limit(1);
  return row !== undefined;
}

/** The last acts, the newest first. */
export async function lastActs(db: Db, limit: number): Promise<KeptAct[]> {
  return db.select().from(audit).orderBy(desc(audit.id)).limit(limit);
}

/** One act; null when there is none of that id. */
export async function findAct(db: Db, id: number): Promise<KeptAct | null> {
  const [row] = await db.select().from(audit).where(eq(audit.id, id));
  return row ?? null;
}
