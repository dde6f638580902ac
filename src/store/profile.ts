import type { Db } from './client.ts';
import { eq, sql } from './drizzle.ts';
import { botProfile } from './schema.ts';

const KEY = 'profile';

/** Where the hash of the profile that Telegram has is kept between starts. */
export function profileHashStore(db: Db): {
  read(): Promise<string | null>;
  write(hash: string): Promise<void>;
} {
  return {
    read: async () => {
      const [row] = await db
        .select({ hash: botProfile.hash })
        .from(botProfile)
        .where(eq(botProfile.key, KEY));
      return row?.hash ?? null;
    },
    write: async (hash) => {
      await db
        .insert(botProfile)
        .values({ key: KEY, hash })
        .onConflictDoUpdate({ target: botProfile.key, set: { hash, setAt: sql`clock_timestamp()` } });
    },
  };
}
