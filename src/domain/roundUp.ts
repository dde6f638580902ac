import type { ReadText } from './article.ts';
import { guarded } from './language/guarded.ts';
import { stemsIn } from './language/stems.ts';
import { foldCase } from './language/text.ts';

/** Titles of digests: "the main news of the day", "results of the week". */
const TITLE = guarded(
  new RegExp(
    [
      '(?:главн(?:ое|ые (?:новости|события|темы))|итоги|обзор|дайджест)(?: [\\p{L}]+)? за (?:день|сутки|неделю|месяц|выходные|год)',
      '(?:главное|итоги|события|новости) (?:дня|недели|месяца|суток)',
      '(?:утренний|вечерний|еженедельный|новостной) (?:дайджест|обзор|выпуск)',
      'что произошло за (?:день|сутки|неделю)',
      '(?:күннің|аптаның|айдың|тәуліктің) (?:басты|маңызды|негізгі|елеулі)',
      'басты жаңалықтар',
      '(?:апта|күн|ай) (?:қорытындысы|шолуы)',
      'жаңалықтар (?:шолуы|топтамасы|дайджесі)',
      '(?:daily|weekly|morning|evening|news) (?:digest|round-?up|briefing|brief|wrap)',
      '(?:week|day|month|year) in review',
      'top (?:\\d+ )?(?:news|stories|headlines)',
      'news in brief',
    ].join('|'),
    'u',
  ),
);

/** Fewest paragraphs that must each stand for itself. */
const BULLETS = 4;
/** Words of a paragraph that are too short to show what it is about. */
const SHORT_STEM = 4;

/**
 * True when a text lists several events that have nothing to do with one another: its title says so, or
 * at least four paragraphs share neither a name that is rare in the text nor two words with any other
 * part of it, and they are most of the text.
 */
export function isRoundUp(read: ReadText): boolean {
  if (TITLE.test(foldCase(read.title))) return true;
  const paragraphs = new Map<number, Set<string>>();
  for (const { position, paragraph, text, language, mentions } of read.sentences) {
    if (position === 'background') continue;
    const content = paragraphs.get(paragraph) ?? new Set<string>();
    for (const key of stemsIn(text, language)) if (key.length >= SHORT_STEM) content.add(key);
    for (const { entity } of mentions) content.add(`=${entity}`);
    paragraphs.set(paragraph, content);
  }
  const title = paragraphs.get(-1) ?? new Set<string>();
  paragraphs.delete(-1);
  const parts = [...paragraphs.values()].filter(({ size }) => size >= 6);
  if (parts.length < BULLETS) return false;
  const strangers = parts.filter(
    (part) => !parts.some((other) => other !== part && akin(part, other)) && !akin(part, title),
  );
  return strangers.length >= BULLETS && strangers.length >= 0.8 * parts.length;
}

/** Country names stand everywhere, so two shared keys are asked for, one of which may be a name. */
function akin(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const key of a) if (b.has(key) && ++shared === 2) return true;
  return false;
}
