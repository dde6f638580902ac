import { isCredit, isSectionWord, withoutSections } from './credits.ts';
import { isDateline } from './dateline.ts';
import { guarded } from './guarded.ts';
import { isInterface } from './interfaceWords.ts';
import { foldCase } from './text.ts';

/** Words of lines that only say when, or how often something was read. */
const TIME_WORDS = new Set(
  (
    'января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль март апрель май июнь ' +
    'июль август сентябрь октябрь ноябрь декабрь янв фев мар апр авг сен окт ноя дек қаңтар ақпан наурыз сәуір мамыр маусым ' +
    'шілде тамыз қыркүйек қазан қараша желтоқсан january february march april june july august september october november ' +
    'december jan feb mar apr may jun jul aug sep sept oct nov dec понедельник вторник среда четверг пятница суббота ' +
    'воскресенье пн вт ср чт пт сб вс дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі monday tuesday wednesday ' +
    'thursday friday saturday sunday mon tue wed thu fri sat sun сегодня вчера бүгін кеше today yesterday г года год в ж жыл ' +
    'жылы жылғы сағат минут час часа часов мин назад бұрын ago at on hours hour minutes min read am pm a m p gmt utc ' +
    'опубликовано обновлено создано дата время жарияланды жарияланған жаңартылды күні published updated posted last date ' +
    'просмотров просмотра просмотры просмотр қаралым қаралды қарау views view reads комментариев комментария комментарии ' +
    'комментарий пікір пікірлер comments comment лайков ұнату likes shares reposts поделились бөлісу время чтения оқу уақыты ' +
    'астана астаны алматы astana almaty по времени время уақыты уақытымен бойынша time local оқылды қаралған саны рет көрсетілді reading читать үшін оқу прочитали'
  ).split(' '),
);
const TICKER_WORDS = new Set(
  (
    'usd eur rub kzt cny gbp try jpy chf kgs uzs brent wti btc eth kase s&p dow nasdaq gold silver доллар доллара евро рубль ' +
    'рубля юань тенге теңге еуро курс валют валюты бағам бағамы нефть мұнай золото алтын индекс нацбанк ұлттық банк ' +
    'покупка продажа сату сатып алу usdkzt eurkzt rubkzt oil index'
  ).split(' '),
);

/** Whole-line labels, folded, without punctuation. */
const LABELS = new Set(
  `поделиться|поделитесь|поделиться новостью|поделиться ссылкой|поделиться в соцсетях|подписаться|подпишитесь|реклама|на правах рекламы
партнерский материал|читать далее|читать полностью|читать все|показать еще|смотреть все|подробнее|далее|распечатать|версия для печати
печать|скопировать ссылку|копировать ссылку|комментарии|комментировать|оставить комментарий|нет комментариев|войти|регистрация|меню
поиск|наверх|вверх|к содержанию|перейти к содержанию|перейти к содержимому|перейти к основному содержанию|пропустить|главная|все новости
оставьте отзыв|нравится|спасибо за ваш голос|нашли ошибку|сообщить об ошибке|ссылка скопирована|теги|тегтер|слушать|прослушать новость
бөлісу|бөлісіңіз|жазылу|жазылыңыз|жарнама|толығырақ|толық оқу|әрі қарай оқу|әрі қарай|басып шығару|сілтемені көшіру|пікірлер|пікір қалдыру
пікір жоқ|кіру|тіркелу|мәзір|іздеу|жоғары|басты бет|барлық жаңалық|барлық жаңалықтар|мазмұнға өту|негізгі мазмұнға өту|қате туралы хабарлау|тыңдау
share|share this|share this article|share on facebook|tweet|subscribe|subscribe now|sign up|sign in|log in|login|register|advertisement|advertising
sponsored|sponsored content|read more|continue reading|learn more|click here|skip to content|skip to main content|skip to navigation|print|email
print this page|copy link|link copied|comments|leave a comment|no comments|post a comment|menu|search|home|back to top|follow us|follow|newsletter
listen to this article|listen|save|menu search|tags|getty images|facebook|twitter|telegram|instagram|whatsapp|vkontakte|вконтакте|youtube|linkedin|rss|x`
    .split(/[|\n]/)
    .map((label) => label.trim()),
);

/** A channel or a service: what a line that asks to subscribe always names. */
const CHANNEL = guarded(
  /telegram|телеграм|whatsapp|ватсап|instagram|инстаграм|facebook|фейсбук|youtube|ютуб|tiktok|twitter|соцсет|социальн|канал|арна|рассылк|newsletter|приложени|қосымша|парақша|желі|push|email|e-mail|news/iu,
);
const ASKS = guarded(
  /^(?:подпи(?:шитесь|сывайтесь|саться)|присоединяйтесь|следите за|читайте нас|читайте больше|хотите (?:знать|получать|больше)|самые (?:важные|актуальные|интересные)|больше новостей|еще больше|скача(?:йте|ть)|узнавайте|будьте в курсе|оставайтесь на связи|жазылыңыз|біздің|бізді|бізге|тіркеліңіз|қосылыңыз|жүктеп алыңыз|ең (?:маңызды|өзекті|соңғы|қызықты)|көбірек жаңалық|жаңалықтарды|subscribe|sign up|follow us|follow our|join (?:us|our)|download|get (?:the latest|our|all)|stay (?:up|tuned|informed)|like us|never miss)|(?:арна|парақша|канал|топ|қосымша|желі)\S*мыз\S* .{0,40}(?:жазылыңыз|қосылыңыз|оқыңыз|жүктеңіз)/u,
);
const COPYRIGHT = guarded(
  /^(?:©|\(c\)|copyright)|все права защищены|барлық құқы(?:қ|қтар[ыі]?) қорғалған|all rights reserved|при (?:использовании|перепечатке|копировании|цитировании) (?:материал|информаци|текст|данн).{0,140}(?:ссылк|источник)|(?:активная |гипер)ссылка (?:на \S+ )?обязательна|материал(?:дар|ды|дарды)\S* (?:көшір|пайдалан).{0,140}(?:сілтеме|рұқсат|тыйым)|сілтеме (?:жасау|беру|көрсету) міндетті|(?:republish|reproduc)\S* (?:without|of this)/u,
);
/** What every `ERROR_FORM` speaks of. */
const ERROR = guarded(/ошибку|опечатку|қате|error|typo|mistake/u);
const ERROR_FORM = guarded(
  /^(?:(?:если )?(?:вы )?(?:нашли|заметили|увидели|обнаружили) (?:ошибку|опечатку)|(?:мәтінде|мәтіннен) қате|қате (?:тапсаңыз|байқасаңыз|көрсеңіз)|(?:if you )?(?:spotted|found|noticed|see) (?:a|an) (?:error|typo|mistake))/u,
);
const CREDIT_HEAD = guarded(
  /^(?:фото(?:графи[яи])?|фотосурет\S*|сурет\S*|иллюстраци\S*|илл|скриншот|коллаж\S*|инфографика|видео|бейне|кадр|обложка|изображение|photos?|images?|pictures?|video|caption|cover(?: photo| image)?|photo credits?|image credits?|credits?|photograph|courtesy|graphic|файл фото|архивное фото|источник фото|фото из архива|суретті түсірген|фото автора)\s*(?:[:©/|]|[–—-] |\((?=[^)]*\)$))/iu,
);
const CREDIT_BY = guarded(
  /^(?:Photos?|Images?|Pictures?|Video|Courtesy) (?:by|via|of|courtesy of) \p{Lu}[^.]*$/u,
);
const WIRE_TAIL = guarded(
  /(?:\/|©|\||–|—)\s*(?:reuters|ap|afp|getty(?: images)?|tass|тасс|риа новости|epa|bloomberg|anadolu|shutterstock|unsplash|depositphotos|xinhua)[^.]{0,30}$/iu,
);
const AUTHOR_HEAD = guarded(
  /^(?:автор(?:ы|лар|лары|ы)?|текст|мәтін|подготовил[аи]?|дайында(?:ған|ды)|әзірле(?:ген|ді)|мақала авторы|материал подготовил[аи]?|перевод|аударған|редактор|авторлар|author|authors|written by|reported by|reporting by|editing by|edited by|текст и фото)\s*:\s*\S/iu,
);
const BYLINE = /^By \p{Lu}[\p{L}'’.-]+(?: (?:and )?\p{Lu}[\p{L}'’.-]+){1,5}$/u;
const SOURCE_HEAD = guarded(
  /^(?:источник|источники|дереккөз|дерек көзі|ақпарат көзі|сілтеме|source|sources|ссылка)\s*[:–—-]\s*.{1,80}$/iu,
);
const TAG_HEAD = guarded(
  /^(?:теги|тегтер|тег|tags?|ключевые слова|кілт сөздер|keywords|рубрика|айдар|категори[яи]|санат|category|filed under|topics?|раздел|бөлім)\s*[:：]/iu,
);
const CONTACT = guarded(
  /^(?:(?:тел|телефон|tel|phone|e-?mail|эл\. ?почта|сайт|мекенжай)\.?\s*:|[\w.+-]+@[\w-]+\.[\w.]+$|https?:\/\/\S+$|www\.\S+$)/iu,
);
const READ_ALSO = guarded(
  /^(?:читайте также|читать также|смотрите также|также читайте|по теме|материалы по теме|новости по теме|еще по теме|похожие (?:новости|материалы|статьи)|другие новости|подробнее в материале|подробнее читайте|лента новостей|последние новости|популярн(?:ое|ые новости)|самое (?:читаемое|популярное)|новости партнеров|рекомендуем|выбор редакции|оқи отырыңыз|тағы оқыңыз(?:дар)?|тағы да оқыңыз|сондай-ақ,? оқыңыз|оқыңыз|тақырып бойынша|тақырыпқа (?:сай|қатысты)|осы тақырыпта|ұқсас жаңалықтар|соңғы жаңалықтар|басқа жаңалықтар|көп оқылған(?:дар)?|таңдаулы|серіктес жаңалықтары|read also|also read|see also|read next|related(?: (?:news|articles|stories|posts|content))?|more (?:on this(?: story| topic)?|news|stories)|most (?:read|popular)|latest news|recommended(?: for you)?|you may also like|trending)$/u,
);
const READ_ALSO_INLINE = guarded(
  /^(?:читайте также|читать также|смотрите также|также читайте|по теме|материалы по теме|подробнее в материале|подробнее|подробнее читайте|еще по теме|оқи отырыңыз|тағы оқыңыз(?:дар)?|тағы да оқыңыз|сондай-ақ,? оқыңыз|толығырақ|тақырыпқа сай|read also|also read|see also|read more|related|more on this)\s*(?:[:：]|[–—] |(?=["«]))/u,
);
const MENU_HOME = guarded(/^(?:главная|басты бет|home|новости|жаңалықтар|news)\s*(?:[>»›/|→·•]|::)\s*\S/iu);
const SEPARATOR = /\s*(?:[>›|→·•]|::| \/ | » )\s*/u;
const FINAL = /[.!?…]["»”’)\]]*$/u;

/** More letters than any label or head has: most lines need not be compared with those. */
const WORDY = /^(?:[^\p{Lu}\p{Ll}\p{Lo}]*[\p{Lu}\p{Ll}\p{Lo}]){50}/u;

/** Says whether a line is a head above links to other articles («Читайте также», «Related news»). */
export function isReadAlsoHead(line: string): boolean {
  return !WORDY.test(line) && READ_ALSO.test(bare(foldCase(line)));
}

/** Says whether a line looks like one link of a list: short, and no sentence. A question or a cry may be a headline. */
export function isLink(line: string): boolean {
  return line.length <= 160 && !/[.…:;]["»”’)\]]*$/u.test(line) && !/\p{Ll}{2}[.…] ["«“]?\p{Lu}/u.test(line);
}

/** Says whether a line is prose: it ends like a sentence and has some length. */
export function isProse(line: string): boolean {
  return line.length >= 60 && FINAL.test(line);
}

/** Says whether a line is only a person's name, as authors sign: two or three capitalised words and nothing else. */
export function isBareName(line: string): boolean {
  return (
    line.length <= 50 &&
    /^(?:\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\.)(?: (?:\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\.)){1,2}$/u.test(
      line,
    )
  );
}

/**
 * Says whether one normalised line is furniture, whatever stands around it: a date, counter, ticker, menu, tags, credit,
 * author, source, contact, copyright, or a label that asks to share, subscribe, print or read on.
 */
export function isFurniture(line: string): boolean {
  const folded = foldCase(line);
  if (READ_ALSO_INLINE.test(folded)) return true;
  if (!/[\p{L}\p{N}]{2}/u.test(line)) return true;
  const wordy = WORDY.test(line);
  if (line.length > 300 && wordy) return false;
  if (!wordy && LABELS.has(bare(folded))) return true;
  if (isInterface(line) || isCredit(line)) return true;
  return (
    isWhenOrTicker(folded) ||
    isDateline(line) ||
    isMenu(line) ||
    (line.length <= 200 &&
      (CREDIT_HEAD.test(line) ||
        (CREDIT_BY.test(line) && line.length <= 80) ||
        (WIRE_TAIL.test(line) && !FINAL.test(line)))) ||
    (line.length <= 120 &&
      (AUTHOR_HEAD.test(line) ||
        BYLINE.test(line) ||
        /^By \p{Lu}[^.]{5,80} \d{4}$/u.test(line) ||
        SOURCE_HEAD.test(line))) ||
    (line.length <= 300 &&
      (TAG_HEAD.test(line) ||
        CONTACT.test(line) ||
        COPYRIGHT.test(folded) ||
        (ERROR.test(folded) && ERROR_FORM.test(bare(folded))))) ||
    (line.length <= 200 && CHANNEL.test(folded) && !/\d{4}/.test(line) && asksToFollow(bare(folded)))
  );
}

const asksToFollow = (label: string): boolean => ASKS.test(label) && asksReader(label);

/** «Следите за нашими новостями в Telegram» speaks to the reader; «Подписаться на рассылку отказались двое» does not. */
function asksReader(label: string): boolean {
  return (
    /(?:^|\s)(?:наш\p{L}*|нас|нам|ваш\p{L}*|вы|вам|біз\p{L}*|сіз\p{L}*|our|us|your|you)(?:\s|$)/u.test(
      label,
    ) ||
    /(?:йтесь|итесь|йте|ыңыз|іңіз|ңыздар|ңіздер)(?:\s|$)/u.test(label) ||
    /^(?:subscribe|sign up|follow|join|download|get|stay)/u.test(label)
  );
}

function isWhenOrTicker(folded: string): boolean {
  if (!/[\p{L}&]/u.test(folded)) return true;
  if (folded.length > 160 || !/\d/.test(folded)) return false;
  const degrees = /[+−-]?\d{1,2}\s?°/u.test(folded);
  const named = folded.match(/[\p{L}&]+/gu) ?? [];
  // Most lines have a word that is none of theirs, and mostly among the first.
  if (!degrees && !named.every((word) => isWhenWord(word) || isSectionWord(word))) return false;
  const tokens = withoutSections(bare(folded)).match(/[\p{L}&]+/gu) ?? [];
  if (tokens.length === 0 && tokens.length < named.length) return /\d{1,2}[.:]\d{2}/.test(folded);
  if (tokens.every(isWhenWord)) return true;
  // Алматы +5°C, облачно
  return degrees && tokens.length <= 6 && !/[.!?]$/.test(folded);
}

const isWhenWord = (word: string): boolean => TICKER_WORDS.has(word) || TIME_WORDS.has(word);

function isMenu(line: string): boolean {
  if (FINAL.test(line) || line.length > 300) return false;
  if (MENU_HOME.test(line) && line.length <= 160) return true;
  if (/^(?:#[\p{L}\p{N}_-]+[\s,]*)+$/u.test(line)) return true;
  const items = line.split(SEPARATOR).filter((item) => item.trim() !== '');
  return (
    items.length >= 3 && !/\d/.test(line) && items.every((item) => item.trim().split(/\s+/u).length <= 3)
  );
}

/** A folded line without its punctuation, arrows and emoji. */
function bare(folded: string): string {
  return folded
    .replace(/[^\p{L}\p{N}&\s-]+/gu, ' ')
    .replace(/\s{2,}|[^\S ]/gu, ' ')
    .replace(/^[\s-]+|[\s-]+$/gu, '');
}
