import { type Block, comparable } from './text.ts';

/** How paragraphs begin that lead to other articles, wherever they stand. */
const POINTERS = [
  'читайте (?:также|ещё|еще|по теме|далее)',
  'читать (?:также|ещё|еще|по теме|далее)',
  'смотрите (?:также|ещё|еще)',
  '(?:материалы|новости|статьи|ещё|еще|читайте|больше) по теме',
  'по теме\\s*:',
  'оқи отырыңыз',
  'тағы (?:да )?оқыңыз',
  'сондай-ақ оқыңыз',
  'оқыңыз\\s*:',
  '(?:осы )?тақырып(?:қа|та)? ?(?:бойынша|сай|қатысты)?\\s*:',
  'on (?:the|this) (?:subject|topic)\\s*:',
  '(?:в|на|к) (?:эту |той же )?тем[уе]\\s*:',
  '(?:read|see|watch) (?:also|more)\\s*[:|]',
  'also read\\s*[:|]',
  'related(?: (?:articles?|stor(?:y|ies)|posts?|content|coverage|news|reading))?\\s*:',
];
/** How paragraphs begin that invite, credit or sell instead of telling; words of an article begin so as well. */
const INVITATIONS = [
  'по теме',
  'другие новости',
  '(?:больше|ещё|еще|все|самые (?:важные|свежие|интересные|актуальные)) новост(?:ей|и)',
  'похожие новости',
  'подписывайтесь',
  'подпишитесь',
  'подписаться',
  'присоединяйтесь',
  'следите за (?:нами|нашими|новостями|событиями)',
  'оставайтесь (?:на связи|в курсе)',
  'будьте в курсе',
  '(?:скачайте|установите) (?:наше )?(?:мобильное )?приложение',
  'читайте нас',
  'мы в (?:telegram|телеграм|instagram|facebook|соцсетях|социальных сетях)',
  'хотите (?:узнавать|получать|быть в курсе)',
  'поделиться',
  '(?:фото|коллаж|скриншот|источник фото|сурет|photo|photo credit|image credit)\\s*[:©]',
  'поделитесь',
  'все права защищены',
  '(?:материал|текст|статья)\\p{L}* защищ',
  '(?:если вы )?(?:нашли|обнаружили|увидели|заметили) (?:ошибку|опечатку|неточность)',
  'выделите (?:её|ее|ошибку|текст|фрагмент)',
  '(?:при )?(?:использовани[ие]|копировани[ие]|цитировани[ие]|перепечатк[аи]) (?:любых |всех )?(?:материал|информаци|текст|стат|возможн|разреш|допуск|без)',
  'т[еэ]ги\\s*:',
  'метки\\s*:',
  'ключевые слова\\s*:',
  '(?:осы )?тақырып бойынша',
  '(?:басқа|ұқсас|соңғы|өзге) жаңалықтар',
  'жазылыңыз',
  '(?:бізге|бізді|(?:біздің )?(?:[\\p{L}-]+ )?(?:арнамызға|арнаға|каналымызға|парақшамызға|желімізге)) (?:жазылыңыз|қосылыңыз|тіркеліңіз|оқыңыз)',
  'бізді (?:[\\p{L}-]+ )?(?:оқыңыз|бақылаңыз)',
  'жаңалықтарды (?:бірінші|алғашқы|жедел)',
  'бөлісу(?!\\p{L})',
  '(?:достарыңызбен|жаңалықпен|мақаламен) бөлісіңіз',
  'барлық құқық(?:тар)? қорғалған',
  '(?:егер )?(?:мәтінде(?:н)? |мәтіннен )?қате(?:ні|лік)? (?:тапсаңыз|байқасаңыз|көрсеңіз)',
  '(?:материал(?:дар)?ды|ақпаратты|мақала(?:лар)?ны|мәтінді) (?:көшіріп|пайдалан|толық)',
  'т[еэ]гтер\\s*:',
  'read more\\s*:',
  'see also',
  'also read',
  'related stories',
  'subscribe(?!r)',
  'follow (?:us|me|him|her|them|@|on|[\\p{L}.]+ on) ?',
  'share (?:this|on|via)',
  'sign up (?:for|to|here)',
  'like us on',
  'join us on',
  'get (?:the latest|our|updates|breaking|unlimited)',
  'click here (?:to|for)',
  'download (?:the|our) [^.]{0,40}app',
  'support (?:our|independent) journalism',
  'thanks? (?:you )?for reading',
  '(?:have|got) (?:a |any )?(?:news )?(?:tip|story)',
  'all rights reserved',
  'copyright\\b',
  '(?:©|\\(c\\)) ?(?:copyright )?(?:19|20)\\d\\d',
  'this (?:article|story|post) (?:was |has been )?(?:first|originally) (?:appeared|published|posted)',
  'the post .{1,150} appeared first on',
  'tags?\\s*:',
  'topics?\\s*:',
  'filed under',
  'posted in\\s*:?',
  'categor(?:y|ies)\\s*:',
];
const OPENING = String.raw`^[\s\p{P}\p{S}]*`;
const POINTER = new RegExp(`${OPENING}(?:${POINTERS.join('|')})`, 'iu');
const INVITATION = new RegExp(`${OPENING}(?:${INVITATIONS.join('|')})`, 'iu');
/** What only advertising and small print say, anywhere in a late line. */
const SMALL_PRINT =
  /отписаться|privacy policy|terms of (?:use|service)|политик\p{L}+ конфиденциальности|пользовательск\p{L}+ соглашени|құпиялық(?:\p{L}*) саясат|редакцияны қолда|поддерж(?:ите|ать) (?:нас|редакцию|журнал|проект)|(?:не является|not) (?:индивидуальной )?(?:инвестиционн|investment|financial)\p{L}* (?:рекомендац|совет|advice)|(?:жазылыңыз(?:дар)?|тіркеліңіз|қосылыңыз)[.!]*$|(?:на|в) наш(?:ем|его|у|ей)? (?:telegram|телеграм|instagram|инстаграм|whatsapp|youtube|ютуб|канал|групп|страниц)|инвестициялық кеңес (?:болып )?(?:табылмайды|саналмайды|емес)/iu;
/** Forms for letters stand between paragraphs as well. */
const LETTERS = /\bunsubscribe\b|no spam\b|без спама|other subscribers$/iu;
const CONTACT = /(?:\+7|(?<!\d)8)[ (-]*7\d{2}|\S@\S+\.\p{L}/u;
const MAX_BOILERPLATE_LENGTH = 200;

/** Lines that stand alone over lists of other articles. */
const LIST_HEADINGS = [
  'related(?: (?:articles?|stor(?:y|ies)|posts?|content|coverage|news|topics?|links?|reading))?',
  "(?:more|latest|top|other|recent|popular|trending)(?: (?:from|on|in) [\\p{L} .’'-]{1,30}| (?:news|stories|articles|posts))",
  '(?:you )?(?:may|might) also (?:like|be interested in)',
  'recommended(?: (?:for you|stories|reading|articles|videos))?',
  "read (?:next|more|also)|up next|see also|don[’']t miss|editors?[’']?s? picks?|most (?:read|popular|viewed)|trending(?: now)?",
  'tags|topics|share(?: this(?: (?:article|story|post))?)?|advertisements?|sponsored(?: content)?|about the author',
  '(?:читайте|смотрите) (?:также|ещё|еще)|(?:новости|материалы|статьи|ещё|еще)? ?по теме|(?:другие|последние|главные|похожие|свежие|предыдущие|следующие) (?:новости|материалы|статьи)',
  'популярн(?:ое|ые)(?: (?:новости|материалы|статьи|за [\\p{L} ]{2,10}))?|самое (?:читаемое|популярное|обсуждаемое)|рекомендуем(?:ые)?(?: (?:материалы|статьи))?|вам (?:может быть|будет) интересно|лента новостей|главное за (?:день|неделю|час|сутки)|сейчас (?:читают|обсуждают)|что (?:ещё |еще )?почитать|новости партн[её]ров|выбор редакции',
  'теги|тэги|поделиться|реклама|на правах рекламы|(?:другие|предыдущие|следующие|последние) (?:события|публикации|записи|сообщения)|(?:следующая|предыдущая) (?:новость|статья|запись)',
  '(?:тағы|сондай-ақ) оқыңыз(?:дар)?|оқи отырыңыз|(?:осы )?тақырып(?:қа)? (?:бойынша|сай|қатысты)(?: (?:жаңалықтар|материалдар|мақалалар))?|(?:басқа|өзге|соңғы|ұқсас|басты|танымал) (?:жаңалықтар|материалдар|мақалалар)|жаңалықтар (?:таспасы|легі)|ең көп оқылған(?:дар|ы)?|қазір оқылып жатыр|(?:оқырман|редакция) таңдауы|сізге қызықты болуы мүмкін',
  'тегтер|тэгтер|бөлісу|жарнама(?: орны)?|(?:келесі|алдыңғы) (?:жаңалық(?:тар)?|мақала(?:лар)?|материал(?:дар)?)|(?:басқа|өзге) (?:оқиғалар|хабарлар|жазбалар)',
];
const LIST_HEADING = new RegExp(`^[\\s\\p{P}\\p{S}]*(?:${LIST_HEADINGS.join('|')})[\\s\\p{P}\\p{S}]*$`, 'iu');
const DISCUSSION =
  /^[\s\p{P}\p{S}]*(?:(?:all |reader |readers['’] |your )?(?:comments?|replies|responses|reviews)|leave a (?:comment|reply)|(?:join|start) the (?:conversation|discussion)|what (?:do )?(?:our )?readers (?:think|say)|(?:все )?(?:комментари(?:и|й|ев)|отзывы|обсуждение|мнения читателей|письма (?:читателей|зрителей|в редакцию)|почта редакции)|(?:оставить|добавить|написать) (?:комментарий|отзыв)|обсудить|пікір(?:лер|ің(?:із)?)?|оқырман(?:дар)? (?:пікір(?:лері|і)|хаттары)|(?:пікір|түсініктеме) (?:қалдыру|жазу|қосу)|түсініктемелер|талқылау)[\s\p{P}\p{S}\p{N}]*$|^\p{N}+ (?:comments?|replies|responses|комментари(?:й|я|ев)|отзыв(?:а|ов)?|пікір(?:лер)?)$/iu;
const MAX_HEADING_LENGTH = 80;
/** Less than this and the words below "Comments" may be the article after all. */
const MIN_BEFORE_DISCUSSION = 300;

/** Credits of pictures, which stand above the text as often as below it. */
const CREDIT =
  /^[\s(]*(?:(?:на (?:фото|снимке)|суретте|pictured|фото|сурет|фотосурет|коллаж|скриншот|иллюстрация|видео|photo|image|picture|video|источник фото|photo credit|image credit|credit)\s*[:©/]|(?:фото|скриншот|кадр) (?:из|с сайта|автора|пресс-службы|предоставлен)|(?:photo|image|picture|illustration|photograph)s? (?:by|via|courtesy)|©)|(?:getty images|shutterstock|istock(?:photo)?|unsplash|depositphotos)[)\s.]*$/iu;
/** A caption that ends with who made the picture. */
const CAPTION =
  /(?:^|[.!?…»] )(?:Фото|Снимок|Кадр|Сурет|Photo(?: by)?|Photograph by)(?:[: ]\s*\p{Lu}[\p{L}. «»-]*| автора| из (?:личного )?архива[\p{L}. ]*)$/u;
const MAX_CREDIT_LENGTH = 160;
const SENTENCE_END = /[.!?…]["'»”’)\]]*$/;

/** A line of a page's head: date, time, counters, signs for text size. */
const HEAD_WORDS = [
  '(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\\p{L}{0,7}',
  '(?:қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел)\\p{L}{0,7}',
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}{0,7}',
  '(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?',
  'понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі|пн|вт|ср|чт|пт|сб|вс',
  '(?:жыл|год|просмотр|қаралды|қаралым|views?|комментари|пікір|comments?)\\p{L}{0,7}|г|ж',
  'сегодня|вчера|бүгін|кеше|today|yesterday|almt|utc|gmt|am|pm|et|est|edt|pst|pdt|cet|msk|мск|at|on|в|and|st|nd|rd|th',
  'опубликован[оа]?|обновлен[оа]?|обновл[её]н[оа]?|дата|публикации|время|чтения|мин|минут[ыа]?|жарияланды|жарияланған|жаңартылды|жаңартылған|уақыты|күні|оқу|сағат',
  '(?:first |last )?(?:published|posted|updated|modified|created)|date|time|mins?|minutes?|read|reading|hours?|days?|ago|share|shares|tweet|print|email|save|listen',
  'поделиться|распечатать|печать|слушать|бөлісу|басып|шығару|тыңдау',
];
const HEAD_LINE = new RegExp(
  `^(?:[\\p{N}\\p{P}\\p{S}\\s]|(?<!\\p{L})(?:${HEAD_WORDS.join('|')})(?!\\p{L}))+$`,
  'iu',
);
const BYLINE =
  /^(?:(?:Авторы?|Текст|Мәтін|Жазған|Дайындаған|Author)\s*:\s*|(?:Written |Story |Reported )?[Bb][Yy]:?\s+)\p{Lu}/u;
/** A full date, with its time or a sign after it, begins the line of a page's head. */
const DATE_FIRST =
  /^(?:\p{L}{2,12}[.,]? )?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} \p{L}{3,12}\.?,? (?:19|20)\d\d|(?:19|20)\d\d (?:жылғы|жылы|ж\.) \d{1,2} \p{L}{3,12})(?: ?(?:г|ж|года|жыл)\.?)?,?(?: сағат)? ?(?:$|[|•·—–-]|\d{1,2}:\d\d)/u;
const RELEASE =
  /^(?:for immediate release|press release|media note|пресс-релиз|баспасөз хабарламасы)(?: (?:no\.|№|n°).{0,20})?$/iu;
const HEAD_LINES = 8;
const MAX_HEAD_LENGTH = 160;
/** From a paragraph of this length on a page's head is over. */
const PARAGRAPH_LENGTH = 200;

/** What a page says of itself, which its head repeats above the text. */
export interface Headlines {
  /** The title in all its forms. */
  readonly titles: readonly string[];
  readonly author: string | null;
}

/**
 * Leaves out what stands among an article's paragraphs without belonging to it: the repeated title, author, date
 * and counters at its head, lists of links, pointers to other articles, invitations in its last third (anywhere
 * when they are mostly links), and what readers wrote below it. «Ранее сообщалось» is text.
 */
export function withoutBoilerplate(blocks: readonly Block[], headlines: Headlines): Block[] {
  const total = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const repeats = repeating(headlines);
  const lastTold = blocks.findLastIndex((block) => tells(block));
  const kept: Block[] = [];
  let read = 0;
  let keptLength = 0;
  let isListed = false;
  for (const [index, block] of blocks.entries()) {
    const { text } = block;
    const isLate = read >= (total * 2) / 3 || index > lastTold;
    const isHead = index < HEAD_LINES && kept.every(({ text: before }) => before.length < PARAGRAPH_LENGTH);
    read += text.length;
    if (isHead && (repeats(block) || isHeadLine(text))) continue;
    if (isLine(text, DISCUSSION) && keptLength >= MIN_BEFORE_DISCUSSION) break;
    if (isLine(text, LIST_HEADING)) {
      isListed = true;
      continue;
    }
    isListed &&= isListItem(block);
    if (isListed || isNavigation(block, blocks[index + 1]) || isBoilerplate(block, isLate)) continue;
    kept.push(block);
    keptLength += text.length;
  }
  return withoutTrailingHeadings(withoutRepeated(kept));
}

function repeating({ titles, author }: Headlines): (block: Block) => boolean {
  const known = titles.map(comparable).filter((title) => title !== '');
  const name = comparable(author ?? '');
  return ({ text, isHeading }) => {
    const said = comparable(text);
    if (known.includes(said)) return true;
    if (isHeading && said.length >= 20 && known.some((title) => title.includes(said) || said.includes(title)))
      return true;
    return (
      name !== '' && said.startsWith(name) && said.length <= name.length + 40 && !SENTENCE_END.test(text)
    );
  };
}

function isHeadLine(text: string): boolean {
  if (text.length > MAX_HEAD_LENGTH) return false;
  if (HEAD_LINE.test(text) || RELEASE.test(text)) return true;
  return (BYLINE.test(text) || DATE_FIRST.test(text)) && !SENTENCE_END.test(text);
}

/** Nothing that invites, points, credits or heads a list: below the last such paragraph an article is over. */
function tells(block: Block): boolean {
  const { text, isHeading } = block;
  if (isHeading || text.length <= MAX_HEADING_LENGTH) return false;
  return (
    text.length > MAX_BOILERPLATE_LENGTH || !(isBoilerplate(block, true) || isNavigation(block, undefined))
  );
}

/** True for a line that heads a list of other articles, or what readers wrote. */
export function headsFurniture(text: string): boolean {
  return isLine(text, LIST_HEADING) || isLine(text, DISCUSSION);
}

function isLine(text: string, pattern: RegExp): boolean {
  return text.length <= MAX_HEADING_LENGTH && pattern.test(text);
}

/** What follows the heading of a list of other articles: links, and short lines that say no sentence. */
function isListItem({ text, linkLength, isHeading }: Block): boolean {
  if (isHeading && linkLength === 0) return false;
  if (linkLength > text.length * 0.5) return text.length <= MAX_BOILERPLATE_LENGTH;
  return text.length <= MAX_HEADING_LENGTH && !SENTENCE_END.test(text) && !/[:;,]$/.test(text);
}

function isBoilerplate({ text, linkLength, isHeading }: Block, isLate: boolean): boolean {
  // A line without words parts sections, one that begins with a sign for playing is a player's.
  if (!/[\p{L}\p{N}]/u.test(text) || (/^[▶►⏵]/u.test(text) && text.length <= MAX_BOILERPLATE_LENGTH))
    return true;
  const isCredit = CREDIT.test(text) || CAPTION.test(text);
  if (text.length <= MAX_CREDIT_LENGTH && isCredit && !SENTENCE_END.test(text)) return true;
  if (text.length > MAX_BOILERPLATE_LENGTH) return false;
  if (POINTER.test(text) || LETTERS.test(text)) return true;
  if (isLate && (SMALL_PRINT.test(text) || (CONTACT.test(text) && !SENTENCE_END.test(text)))) return true;
  return INVITATION.test(text) && (isLate || isHeading || linkLength > text.length / 2);
}

/**
 * A short paragraph of nothing but links that says no sentence: tags, breadcrumbs, lists of other articles. A
 * heading stays when a paragraph tells of what it links to.
 */
function isNavigation({ text, linkLength, isHeading }: Block, next: Block | undefined): boolean {
  if (text.length > MAX_BOILERPLATE_LENGTH || linkLength <= text.length * 0.8) return false;
  if (isHeading && next !== undefined && next.text.length >= 100 && next.linkLength < next.text.length / 2)
    return false;
  return !SENTENCE_END.test(text);
}

/** A short line that a longer paragraph says as well was pulled out of it. */
function withoutRepeated(blocks: readonly Block[]): Block[] {
  const said = blocks.map(({ text }) => comparable(text));
  const long = said.filter((_, at) => (blocks[at]?.text.length ?? 0) > 60);
  return blocks.filter(({ text, isHeading }, at) => {
    const words = said[at] ?? '';
    if (isHeading || text.length > MAX_BOILERPLATE_LENGTH || words.length < 25) return true;
    if (SENTENCE_END.test(text) && !/^[«"“„]/.test(text)) return true;
    return !long.some((other) => other.length > words.length && other.includes(words));
  });
}

/** A heading without a paragraph after it stood over something that is gone. */
function withoutTrailingHeadings(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex(({ isHeading }) => !isHeading);
  return last === -1 ? [...blocks] : blocks.slice(0, last + 1);
}
