import type { Language, ReadText } from './article.ts';
import { guarded } from './language/guarded.ts';
import { stemsIn } from './language/stems.ts';
import { foldCase } from './language/text.ts';
import { commonShare, isGeneric } from './weights.ts';

/** Titles of digests: "the main news of the day", "results of the week", "in brief". */
const TITLE = guarded(
  new RegExp(
    [
      '(?:главн(?:ое|ые (?:новости|события|темы))|итоги|обзор|дайджест)(?: [\\p{L}]+)? за (?:день|сутки|неделю|месяц|выходные|год|ночь)',
      '(?:главное|итоги|события|новости|хроника|картина) (?:дня|недели|месяца|суток|часа|выходных)',
      'главное к (?:утру|вечеру|этому часу)',
      '(?:утренн|вечерн|еженедельн|ежедневн|новостн)[\\p{L}]+ (?:дайджест|обзор|выпуск|сводка)',
      'что (?:важного )?(?:произошло|случилось) (?:за (?:день|сутки|неделю|ночь|выходные)|сегодня|вчера|на этой неделе)',
      '^(?:коротко|кратко|вкратце)(?=$|[:.,—–-]| о )',
      '(?:новости|событи[яй]) (?:коротко|одной строкой)',
      '(?:күннің|аптаның|айдың|тәуліктің) (?:басты|маңызды|негізгі|елеулі)',
      '(?:басты|бүгінгі|қысқа|қысқаша|маңызды) (?:жаңалықтар|оқиғалар)',
      '^қысқаша(?=$|[:.,—–-])',
      '(?:апта|күн|ай|тәулік) (?:қорытындысы|шолуы|оқиғалары)',
      'жаңалықтар (?:шолуы|топтамасы|дайджесі|легі)',
      '(?:daily|weekly|morning|evening|news) (?:digest|round-?up|briefing|brief|wrap|recap)',
      '(?:week|day|month|year) in review',
      "(?:top|today's|latest) (?:\\d+ )?(?:news|stories|headlines)",
      '(?:news )?(?:in brief|at a glance)$',
      '^(?:топ|top)[- ]?\\d+(?: [\\p{L}]+)? (?:новост|событи|news|stories)',
      '\\d+ (?:главн|важн)[\\p{L}]+ (?:новост|событи|тем)',
      '^(?:новости|жаңалықтар|news)(?: [\\p{L}]+)?(?: (?:на|за|к|for|of))? \\d',
    ].join('|'),
    'u',
  ),
);

/** Fewest events that a title has to list. */
const LISTED = 3;
/** Words are compared by so many of their first letters: endings differ, and shorter ones show no subject. */
const BEGINNING = 5;

/**
 * True when a text tells of several events that have nothing to do with one another: its title says so, or lists at
 * least three things of which each has a paragraph of its own, and these share no name and no beginning of a word.
 * That paragraphs share nothing is no sign by itself: in a report told with many details they do not either.
 */
export function isRoundUp(read: ReadText): boolean {
  const title = foldCase(read.title);
  if (TITLE.test(title)) return true;
  const items = title
    .split(/[,;|•·]| (?:и|және|and) /u)
    .filter((item) => /[\p{L}\p{N}]+ ["«“]?[\p{L}\p{N}]+/u.test(item.trim()));
  if (items.length < LISTED) return false;
  const paragraphs = new Map<number, Set<string>>();
  for (const { position, paragraph, text, language, mentions } of read.sentences) {
    if (position === 'title' || position === 'background') continue;
    const content = paragraphs.get(paragraph) ?? new Set<string>();
    for (const key of keysOf(text, language)) content.add(key);
    for (const { entity } of mentions) if (!isGeneric(entity)) content.add(`=${entity}`);
    paragraphs.set(paragraph, content);
  }
  const parts = [...paragraphs.values()];
  const told = items.flatMap((item) => parts.find((part) => akin(part, keysOf(item, read.language))) ?? []);
  return (
    new Set(told).size >= LISTED &&
    told.every((part) => !told.some((other) => other !== part && akin(part, other)))
  );
}

function keysOf(text: string, language: Language): Set<string> {
  const keys = stemsIn(text, language).filter(
    (key) => key.length >= BEGINNING && commonShare(key, language) === 0,
  );
  return new Set(keys.map((key) => key.slice(0, BEGINNING)));
}

function akin(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const key of a) if (b.has(key)) return true;
  return false;
}
