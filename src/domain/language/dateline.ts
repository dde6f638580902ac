const MONTHS = (
  'январ[ья]|феврал[ья]|марта?|апрел[ья]|мая|май|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]|' +
  'янв|фев|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек|' +
  'қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|' +
  'january|february|march|april|may|june|july|august|september|october|november|december|' +
  'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'
).replace(
  /(^|\|)(\p{L})/gu,
  (_, border: string, letter: string) => `${border}[${letter}${letter.toUpperCase()}]`,
);
const DATE =
  `(?:(?:\\d{4} жылғы )?\\d{1,2}(?:-?го|th|st|nd|rd)? (?:${MONTHS})\\.?(?:,? \\d{4})?(?: г(?:ода|\\.)| жыл\\p{L}*)?` +
  `|(?:${MONTHS})\\.? \\d{1,2}(?:, \\d{4})?|\\d{1,2}\\.\\d{1,2}\\.\\d{4})`;

/** Towns that open a dateline without date or agency ("ASTANA – The president…"). */
const TOWNS =
  'астана|алматы|шымкент|актау|ақтау|атырау|актобе|ақтөбе|караганда|қарағанды|павлодар|костанай|қостанай|уральск|орал|тараз|' +
  'семей|кокшетау|көкшетау|туркестан|түркістан|кызылорда|қызылорда|вашингтон|нью-йорк|москва|мәскеу|пекин|бейжің|ташкент|' +
  'ташкент|бишкек|бішкек|душанбе|баку|лондон|брюссель|брюссел|женева|вена|париж|берлин|анкара|стамбул|ыстамбұл|' +
  'astana|almaty|shymkent|aktau|atyrau|aktobe|karaganda|washington|new york|moscow|beijing|tashkent|bishkek|dushanbe|baku|' +
  'london|brussels|geneva|vienna|paris|berlin|ankara|istanbul|nur-sultan|нур-султан|нұр-сұлтан|hong kong|tokyo|токио';

const PLACE = "[\\p{Lu}][\\p{L}'’-]+(?: [\\p{Lu}][\\p{L}'’-]+){0,2}";
const PLACES = `${PLACE}(?:, ${PLACE}){0,2}`;
const CAPITALS = "[\\p{Lu}][\\p{Lu}'’-]{2,}(?: [\\p{Lu}][\\p{Lu}'’-]{2,}){0,2}";
const AGENCY = '[\\p{Lu}\\p{N}][\\p{L}\\p{N}.&-]*(?: [\\p{L}\\p{N}.&-]+){0,2}';
const MARKED = `(?:/ ?${AGENCY} ?/|\\(${AGENCY}\\))`;
const DASH = '[-–—]';
/** What is cut off must leave a sentence: a capital, a digit or an opening quote. */
const NEXT = '(?=["«“„\'‘(]?[\\p{Lu}\\p{N}])';

const MARKED_PATTERNS: readonly RegExp[] = [
  // ГОРОД /Агентство/ - · CITY, Month 7. /AGENCY/ · WASHINGTON (AP) —
  `${PLACES}[.,]? ?(?:${DATE}[.,]? ?)?${MARKED} ?[.:]? ?(?:${DASH} ?)?${NEXT}`,
  // ГОРОД, 7 ноября – Агентство.
  `${PLACES}[.,] ?${DATE}[.,]? ?${DASH} ?${AGENCY}\\. ${NEXT}`,
  // Город. 7 ноября. АГЕНТСТВО —
  `${PLACES}[.,] ?${DATE}[.,]? ?(?:[/(]?${AGENCY}[/)]?) ?${DASH} ${NEXT}`,
  // Астана, 7 ноября. · Astana, Nov. 7 –
  `${PLACES}[.,] ?${DATE}(?:\\.| ?${DASH}|:) ${NEXT}`,
  // ГОРОД. АГЕНТСТВО —
  `(?:${CAPITALS}|(?:town))\\. ?[/(]?${AGENCY}[/)]? ?${DASH} ${NEXT}`,
  // /Kazinform/ –
  `/ ?${AGENCY} ?/ ?[.:]? ?(?:${DASH} ?)?${NEXT}`,
].map((source) => new RegExp(`^${source.replace('(?:town)', townsInAnyCase())}`, 'u'));

/** CITY – : only a known town in capitals, and not when another word in capitals answers it («АСТАНА – ВАШИНГТОН»). */
const TOWN_ONLY = new RegExp(
  `^(?:${TOWNS.toUpperCase()})(?:, ${PLACE})? ?[–—-] (?=["«“„]?(?:[\\p{Lu}][\\p{Ll}'’]|[\\p{Lu}\\p{N}]{1,6}(?:[^\\p{L}]|$)))`,
  'u',
);
const PATTERNS = [...MARKED_PATTERNS, TOWN_ONLY];
/** Every dateline begins so: behind its place stands a mark or a date, where a sentence mostly has its next word. */
const POSSIBLE = new RegExp(`^(?:/|${PLACES} ?(?:[.,/(\\d]|[–—-] |${MONTHS}))`, 'u');
const STRAY = new RegExp(`^(?:${PLACES}[.,]? ?)?${DATE}[.,]?$`, 'u');

function townsInAnyCase(): string {
  return `(?:${TOWNS.split('|')
    .map((town) =>
      town.replace(/(^|[ -])(\p{L})/gu, (_, border: string, letter: string) => border + letter.toUpperCase()),
    )
    .join('|')})`;
}

/**
 * Cuts the dateline ("АСТАНА. КАЗИНФОРМ –", "WASHINGTON, Nov. 6 (Reuters) –") off the start of a paragraph.
 *
 * @param paragraph normalised text
 * @returns the rest, and the dateline without its dash; null when there is none. «США – крупнейший инвестор» and
 *   «Астана – Вашингтон: новый этап» are sentences and stay whole.
 */
export function cutDateline(paragraph: string): { text: string; dateline: string | null } {
  let text = paragraph;
  const cut: string[] = [];
  for (let guard = 0; guard < 4; guard++) {
    const found = datelineOf(text.slice(0, 160));
    if (found === null || found.length >= text.length) break;
    cut.push(found.replace(/[\s–—:-]+$/u, ''));
    text = text.slice(found.length).trimStart();
  }
  return { text, dateline: cut.length > 0 ? cut.join(' ') : null };
}

/** The dateline that `head` begins with, by the first pattern that finds one, else piece by piece. */
function datelineOf(head: string): string | null {
  if (POSSIBLE.test(head))
    for (const pattern of PATTERNS) {
      const found = pattern.exec(head)?.[0];
      if (found) return found;
    }
  return POSSIBLE_PIECES.test(head) ? piecesOf(head) : null;
}

/** Pieces of a dateline in any order: «Site.kz 22.09.2025 /Астана/», «22 қыркүйек, Астана.», «[Астана, 7 ноября]». */
const PIECES: readonly (readonly [string, RegExp])[] = [
  ['site', /^[\p{L}\d-]{2,30}\.(?:kz|com|ru|org|net|info|media|press|news)(?!\.?[\p{L}\d])/iu],
  [
    'outlet',
    /^(?:\p{Lu}[\p{L}]*[ -]){0,2}(?:TODAY|Today|NEWS|News|TIMES|Times|MEDIA|Media|PRESS|Press|INFORM|НЬЮС|ньюс|МЕДИА|ПРЕСС|[\p{Lu}\p{Ll}]*(?:ИНФОРМ|ТАГ|ТАСС|ПРАВДА)|ИНТЕРФАКС(?:-КАЗАХСТАН)?|SPUTNIK|REUTERS)(?= ?[–—-] |[.:] ?[–—-])/u,
  ],
  [
    'outlet',
    /^["«“„][\p{L}\d -]{0,30}(?:инфо|info|news|ньюс|медиа|media|пресс|press|times|таймс|today|хабар|хабары|ақпарат|вести|новости|газета|газеті)["»”](?= ?[–—-] ?\p{Lu})/iu,
  ],
  ['time', /^\d{1,2}[:.]\d{2}(?![\d.])(?: (?:GMT|UTC)[+\d]*)?/u],
  ['stamp', /^\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?\d{4}(?!\d)/u],
  ['date', new RegExp(`^${DATE}`, 'iu')],
  ['town', new RegExp(`^(?:г\\. ?)?(?:${TOWNS})(?: қ(?:аласы|\\.))?(?![\\p{L}-])`, 'iu')],
  [
    'region',
    /^(?:Казахстан|Қазақстан|Kazakhstan|США|АҚШ|USA?|U\.S\.|D\.C\.|DC|округ Колумбия|Колумбия округі)(?!\p{L})/u,
  ],
  ['marked', new RegExp(`^(?:/ ?${AGENCY} ?/|\\(${AGENCY}\\)|\\[${AGENCY}\\])`, 'u')],
];
/** «…, ДАЛА ХАБАРЫ – »: behind a town and a date only. */
const PIECE_AGENCY = new RegExp(`^${AGENCY}(?= ?${DASH} )`, 'u');
const POSSIBLE_PIECES = /^[\p{Lu}\d[(/"«“„]|^[\p{L}\d-]+\.[a-z]{2,5}(?!\p{L})/u;
const NEXT_BEGINS = /^["«“„'‘(]?[\p{Lu}\p{N}]/u;

/** Two pieces of different kinds, or a site or a town as a sentence of its own, with a capital after them. */
function piecesOf(head: string): string | null {
  let at = /^[[(](?=[^\])]{3,60}[\])])/u.exec(head)?.[0].length ?? 0;
  const kinds: string[] = [];
  let end = 0;
  for (let guard = 0; guard < 6; guard++) {
    const rest = head.slice(at);
    const found = pieceOf(rest) ?? agencyOf(rest, kinds);
    if (found === undefined) break;
    kinds.push(found.kind);
    at += found.piece.length;
    const between = /^[\])]?[\s.,:;|–—-]*/u.exec(head.slice(at))?.[0] ?? '';
    at += between.length;
    // «Қазақстан» behind the last piece may be a region, or the first word of the sentence.
    if (NEXT_BEGINS.test(head.slice(at)) && isDatelineOf(kinds, between)) end = at;
  }
  return end === 0 ? null : head.slice(0, end);
}

function pieceOf(rest: string): { kind: string; piece: string } | undefined {
  for (const [kind, pattern] of PIECES) {
    const piece = pattern.exec(rest)?.[0] ?? '';
    if (piece !== '') return { kind, piece };
  }
  return undefined;
}

function agencyOf(rest: string, kinds: readonly string[]): { kind: string; piece: string } | undefined {
  const piece = new Set(kinds).size >= 2 ? PIECE_AGENCY.exec(rest)?.[0] : undefined;
  return piece === undefined ? undefined : { kind: 'agency', piece };
}

/** «Астана, Алматы – …» names places, and «12 мая 2025 Токаев …» may be a sentence unless something parts it. */
function isDatelineOf(kinds: readonly string[], between: string): boolean {
  const last = kinds.at(-1);
  const different = new Set(kinds);
  if (kinds.length === 1)
    return (
      last === 'stamp' ||
      ((last === 'site' || last === 'outlet') && /[.:|–—-]/.test(between)) ||
      (last === 'town' && /^\. /.test(between))
    );
  if (different.size < 2) return false;
  return /[.:|\])–—-]/.test(between) || last === 'marked' || last === 'agency' || different.has('time');
}

/** Says whether `line` holds nothing but a place and a date, as a stray dateline does. */
export function isDateline(line: string): boolean {
  return line.length < 80 && STRAY.test(line);
}
