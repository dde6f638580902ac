import type { TellDeps } from '../../src/app/tellFollowers.ts';
import type { EditionStory } from '../../src/domain/edition.ts';
import type { Db } from '../../src/store/client.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { sql } from '../../src/store/drizzle.ts';
import { stories, summaries } from '../../src/store/schema.ts';
import { aPart } from './delivery.ts';

/** A story that is told in both languages; `values` name what matters. Its headline is "Новость <id>" or "Жаңалық <id>". */
export async function aToldStory(
  db: Db,
  values: Partial<typeof stories.$inferInsert> = {},
  told: Partial<EditionStory> = {},
): Promise<number> {
  const at = values.lastPublishedAt ?? new Date();
  const version = Math.max(1, values.toldVersion ?? values.version ?? 1);
  const [row] = await db
    .insert(stories)
    .values({
      version,
      substance: '',
      topics: ['uranium'],
      relevance: 0.9,
      firstPublishedAt: at,
      lastPublishedAt: at,
      readyAt: at,
      updatedAt: at,
      toldVersion: version,
      ...values,
    })
    .returning({ id: stories.id });
  const id = row!.id;
  for (const language of ['ru', 'kk'] as const) {
    await db.insert(summaries).values({
      storyId: id,
      language,
      version,
      method: 'extractive',
      sentenceArticles: [],
      story: {
        id,
        version,
        headline: language === 'ru' ? `Новость ${id}` : `Жаңалық ${id}`,
        headlineLanguage: language,
        url: `https://sary.example/${id}`,
        sentences: [language === 'ru' ? 'Уран подорожал на рынке.' : 'Уран нарықта қымбаттады.'],
        method: 'extractive',
        card: null,
        figures: [],
        differing: [],
        outlets: [{ name: 'Сарыарка', url: `https://sary.example/${id}`, language: 'ru' }],
        publishedAt: at,
        topics: ['Уран'],
        ...told,
      },
    });
  }
  return id;
}

/** What was rendered, and a message that names story, version and language. */
export function tellDeps(db: Db, values: Partial<TellDeps> = {}) {
  const rendered: { story: EditionStory; language: string }[] = [];
  const deps: TellDeps = {
    db,
    clock: databaseClock(db),
    zone: 'Asia/Almaty',
    understanding: () => ({ gazetteer: { entry: () => undefined } as never }),
    renderStoryNews: (story, { language }) => {
      rendered.push({ story, language });
      return [aPart(`${story.headline} ${language}`)];
    },
    ...values,
  };
  return { ...deps, rendered };
}

/** The story has a newer version from now on. */
export async function grow(db: Db, id: number, version = 2): Promise<void> {
  await db.execute(sql`
    update stories set version = ${version}, told_version = ${version}, updated_at = clock_timestamp() where id = ${id}`);
}
