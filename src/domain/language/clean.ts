import { cutDateline } from './dateline.ts';
import { isBareName, isFurniture, isLink, isProse, isReadAlsoHead } from './furniture.ts';
import { guarded } from './guarded.ts';
import { maskOutlets, outletPattern } from './outlets.ts';
import { lettersAndDigits } from './plain.ts';
import { joinBullets } from './sentences.ts';
import { foldCase, normalize } from './text.ts';

/** A text without its furniture. */
export interface CleanText {
  /** One line without the outlet's suffix; empty when there is none. */
  readonly title: string;
  /** In order, never empty strings. `background`: introduced by "Напомним", "Айта кетейік", "Earlier,". */
  readonly paragraphs: readonly { readonly text: string; readonly background: boolean }[];
  /** "АСТАНА, 7 ноября" when the text began with one: its date is the only date many texts state. */
  readonly dateline: string | null;
}

/** Emoji before a line or a title; © ® ™ are letters of credits. */
const EMOJI =
  /^(?:(?![©®™\d#*])[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\uFE0F\u20E3]+\s*)+/u;
const MOST_LINKS = 12;
/** Where the credit of a picture begins, also glued to the word before it, as pages without blanks have it. */
const CREDIT = '(?:фото|сурет|photo|image|видео|коллаж)(?: credit)?\\s*[:©/]';
const GLUED_CREDIT = new RegExp(`(?<=[\\p{L}\\p{N}])${CREDIT}`, 'giu');
/** A photo's credit or a link to another article at the end of a paragraph. */
const TAILS = [
  new RegExp(`\\s*[([]?\\s*${CREDIT}\\s*(?:[^.!?\\n]|\\.(?=\\p{L})){1,60}[)\\]]?\\.?$`, 'iu'),
  /(?<=[.!?…»"”])\s*(?:читайте также|читать также|подробнее в материале|по теме|тағы оқыңыз|оқи отырыңыз|сондай-ақ оқыңыз|read also|read more|see also)\s*[:–—].{3,200}$/iu,
] as const;
const BACKGROUND = guarded(
  new RegExp(
    `^(?:${[
      'напомним|напоминаем|напомню|справка|справочно|для справки|к слову|как (?:ранее |уже |мы )?(?:сообщалось|отмечалось)(?: ранее)?',
      'как (?:мы |редакция )?(?:ранее |уже )?(?:писали|сообщали|рассказывали|писал|сообщал)|мы (?:ранее|уже) (?:писали|сообщали|рассказывали)',
      'ранее (?:мы|стало|было|уже|(?:сообщал|писал|отмечал|говорил|заявлял|рассказывал)\\p{L}*|в |президент|глава|министр|tengri|казинформ)|ранее,',
      'айта кет(?:ейік|кен жөн|сек|у керек|ер болсақ|елік)|еске сал(?:сақ|а кетейік|айық|а кетсек|а кету керек)|еске түсір(?:ейік|сек|е кетейік)|естеріңізге сал|(?:естеріңізде|есте) болса',
      'бұған дейін|бұдан бұрын|осыған дейін|осыдан бұрын|(?:бұның|мұның) алдында|(?:бұрын |бұған дейін |осыған дейін )?(?:хабарлағанымыздай|жазғанымыздай|айтқанымыздай)|анықтама|анықтама үшін',
      'earlier,|previously,|earlier it was reported|(?:as|it was) (?:previously|earlier) reported|as reported earlier|(?:as )?we (?:earlier |previously )?reported(?: earlier| previously)?|background:|as a reminder|recall that|to recall|it will be recalled|readers will recall|for reference',
    ].join('|')})(?!\\p{L}{3})`,
    'u',
  ),
);
/** Inside or at the end of a paragraph's first sentence: «…, напомним, …», «… деп жазған едік», «22 сентября сообщалось …». */
const BACKGROUND_INSIDE = guarded(
  new RegExp(
    [
      '^[^.!?]{3,200}, (?:напомним|напомню),',
      '^\\d{1,2} \\p{L}{3,9}(?: \\d{4} года)? (?:сообщалось|стало известно|мы писали|мы сообщали)',
      '^[^!?]{3,400}(?:хабарла|жаз|айт|мәлімде|жарияла)(?:ған|ген|қан|кен)(?:ды|ді)? (?:едік|болатынбыз|болатын|еді)\\.$',
      '^[^!?]{3,400}(?:ы|і)лған(?:ын)? (?:еске сал|хабарла|жаз)(?:ған|ған еді|ған болатын)\\p{L}*\\.$',
    ].join('|'),
    'u',
  ),
);
const RECALLED = /^[Рр]анее ["«“]?\p{Lu}/u;

const SAYS_RU =
  '(?:сообща(?:ет|ют)|сообщил[аи]?|переда(?:ет|ют|л[аи]?)|пиш(?:ет|ут)|информиру(?:ет|ют)|рассказал[аи]?)';
const SAYS_KK = '(?:хабарлайды|хабарлады|хабарлап отыр|жазады|жазды|мәлімдейді|деп жазады)';
/** Lines that only say who reported the news. */
const ATTRIBUTIONS = [
  new RegExp(`^(?:(?:об этом|как|такие данные|такую информацию) )?${SAYS_RU} .{2,100}$`, 'u'),
  new RegExp(`^(?:бұл|осы) (?:туралы|жөнінде|жайлы) .{2,100} ${SAYS_KK}\\.?$`, 'u'),
  new RegExp(`^[,–—-]?\\s*деп ${SAYS_KK}.{0,100}$`, 'u'),
  /^(?:this was |it was )?(?:reported by|according to) .{2,80}$/u,
  /^\S+(?: \S+){0,3} (?:reports|reported|writes|хабарлайды|хабарлады|жазады)\.?$/u,
].map(guarded);
const PRESS = guarded(
  /агентств|агенттіг|издани|газет|портал|телеканал|телеарна|корреспондент|тілшісі|редакци|журналист|басылым|agency|newspaper|correspondent|(?<!\p{L})(?:сми|бақ|иа|риа|тасс|рейтер|reuters|интерфакс|казинформ|қазақпарат|kazinform|bloomberg|sputnik|tengrinews|afp|bbc|би-би-си|азаттық|азаттык)(?!\p{L})/u,
);

/**
 * Cleans a title and a text of everything that is no news: the title repeated, datelines, dates, counters, tickers,
 * weather, menus, tags, photo credits, authors, labels to share or subscribe, lists of links under a "read also" head,
 * lines that only name the outlet, outlet suffixes. Items of a list join the line above that ends in a colon.
 *
 * Cleaning a cleaned text changes nothing. Never throws; a text of furniture alone has no paragraphs.
 *
 * @param text one paragraph per line
 * @param outletNames the names of the outlet, such as "Kazinform"; may be empty
 */
export function cleanText(title: string, text: string, outletNames: readonly string[]): CleanText {
  const outlets = outletPattern(outletNames);
  // «Kazinform – Президент…»: the outlet before the first sentence.
  const outletHead = outlets && new RegExp(`^(?:${outlets.source})\\s*[–—:-]\\s+(?=["«“]?\\p{Lu})`, 'u');
  const isOutlet = (line: string) => !/[\p{L}\p{N}]/u.test(maskOutlets(line, outletNames));
  const cleanedTitle = cleanTitle(title, outletNames);
  const titles = new Set([sameness(title), sameness(cleanedTitle)].filter((key) => key !== ''));

  let dateline: string | null = null;
  /** Lines that are news as they stand: no later round has to look at them again. */
  const settled = new Set<string>();
  let lines = normalize(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  // Cutting a tail or a dateline may lay bare another piece of furniture, so it is repeated until nothing changes.
  for (let round = 0; round < 6; round++) {
    const kept = dropLinks(lines, settled).flatMap((line) => {
      if (settled.has(line)) return [line];
      const shown = line.replace(EMOJI, '');
      if (isOneOf(titles, shown) || isFurniture(shown) || isOutlet(shown) || isAttribution(shown, outlets))
        return [];
      const cut = cutDateline(outletHead ? cutTails(shown).replace(outletHead, '') : cutTails(shown));
      dateline ??= cut.dateline;
      if (cut.text === '') return [];
      if (cut.text === line) settled.add(line);
      // A bullet made of an emoji must still be known for one below.
      return [shown === line ? cut.text : `• ${cut.text}`];
    });
    const next = withoutSignatures(joinBullets(kept).map((line, i, all) => unbulleted(line, all[i - 1])));
    if (next.length === lines.length && next.every((line, i) => line === lines[i])) break;
    lines = next;
  }
  return {
    title: cleanedTitle,
    paragraphs: lines.map((line, i) => ({
      text: line,
      background: isBackground(line) || isHead(lines[i - 1]),
    })),
    dateline,
  };
}

/** «Справка» alone on its line: what follows is background. */
function isHead(line: string | undefined): boolean {
  return line !== undefined && line.length <= 20 && isBackground(line);
}

function cleanTitle(title: string, outletNames: readonly string[]): string {
  let line = normalize(title).replace(/\s+/gu, ' ').trim().replace(EMOJI, '');
  for (let again = 0; again < 4; again++) {
    const [, head = '', mark = '', tail = ''] =
      /^(.{8,}?)\s*(\||\s[–—-]|\s::|\s»)\s+([^|]{2,50})$/u.exec(line) ?? [];
    const outlet = tail !== '' && !/[\p{L}\p{N}]/u.test(maskOutlets(tail, outletNames));
    if (tail === '' || !(outlet || (mark === '|' && tail.split(' ').length <= 4 && !/\d/.test(tail)))) break;
    line = head.trim();
  }
  return line;
}

/** `text` with every credit of a picture parted from the word before it: what may be cut off is no part of a name. */
export function partCredits(text: string): string {
  return text.replace(GLUED_CREDIT, ' $&');
}

/** Drops heads such as «Читайте также» and the links below them. */
function dropLinks(lines: readonly string[], settled: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  let links = 0;
  for (const line of lines) {
    const shown = line.replace(EMOJI, '');
    if (!settled.has(line) && isReadAlsoHead(shown)) links = MOST_LINKS;
    else if (links > 0 && isLink(shown)) links--;
    else {
      links = 0;
      kept.push(line);
    }
  }
  return kept;
}

/** Drops bare names before the first and after the last line of prose: there they are the author's. */
function withoutSignatures(lines: readonly string[]): string[] {
  const first = lines.findIndex(isProse);
  const last = lines.findLastIndex(isProse);
  return lines.filter(
    (line, i) => line !== '' && (first < 0 || (i > first && i < last) || !isBareName(line)),
  );
}

/** Cuts credits and links off the end; a short line with a credit is a picture's caption and becomes empty. */
function cutTails(line: string): string {
  return TAILS.reduce((text, tail, i) => {
    const credit = tail.exec(text)?.[0];
    if (credit === undefined) return text;
    const rest = text.slice(0, -credit.length).trim();
    const caption = i === 0 && (rest.length < 80 || (/credit/i.test(credit) && rest.length < 250));
    return caption ? '' : rest;
  }, line);
}

function isAttribution(line: string, outlets: RegExp | null): boolean {
  if (line.length > 160) return false;
  const folded = foldCase(line);
  if (/(?<!\p{L})(?:что|о том|чтобы|that)(?!\p{L})/u.test(folded)) return false;
  if (!ATTRIBUTIONS.some((attribution) => attribution.test(folded))) return false;
  return (
    PRESS.test(folded) ||
    /\p{L}\.(?:kz|com|ru|org|net)(?!\p{L})/u.test(folded) ||
    (outlets !== null && line.search(outlets) >= 0)
  );
}

/** A line that begins with a bullet but stands under no colon is a paragraph. */
function unbulleted(line: string, above: string | undefined): string {
  return above?.endsWith(':') ? line : line.replace(/^(?:[•·▪◦●○■□▶►✓✔☑]\uFE0F?\s*)+/u, '');
}

function isBackground(line: string): boolean {
  const folded = foldCase(line);
  return RECALLED.test(line) || BACKGROUND.test(folded) || BACKGROUND_INSIDE.test(folded);
}

/** True when `line` is the same headline as one of `titles`, the samenesses of those. */
function isOneOf(titles: ReadonlySet<string>, line: string): boolean {
  // Nearly every line begins with another letter: that is seen before all of it is compared.
  const first = sameness(FIRST.exec(line)?.[0] ?? '');
  return [...titles].some((title) => title.startsWith(first)) && titles.has(sameness(line));
}

/** A line up to its first letter or digit, which may be more than one character. */
const FIRST = /^[^\p{L}\p{N}]*[\p{L}\p{N}](?!\p{M})/u;

/** What makes two lines the same headline: letters and digits. */
function sameness(line: string): string {
  return lettersAndDigits(foldCase(normalize(line)));
}
