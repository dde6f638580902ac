import { guarded } from './guarded.ts';
import { foldCase } from './text.ts';

/** A person as pages write him: two or three capitalised words, a surname perhaps in capitals. */
const NAME =
  "\\p{Lu}(?:[\\p{Ll}'’]+|\\.)(?:-\\p{Lu}\\p{Ll}+)?(?: (?:\\p{Lu}[\\p{Ll}'’]+|\\p{Lu}{3,}|\\p{Lu}\\.)(?:-\\p{Lu}[\\p{L}]+)?){1,2}";
const AGENCY =
  '(?:reuters|рейтер|ap|afp|getty(?: images)?|tass|тасс|риа|риа ["«]?новости["»]?|sputnik|спутник|epa|bloomberg|anadolu|shutterstock|unsplash|depositphotos|' +
  'xinhua|wikimedia|pexels|pixabay|flickr|коммерсантъ?|[\\p{L}\\p{N}-]+\\.(?:kz|com|ru|org|net|media|gov))';
const WORKS =
  'тілші(?:сі|міз)?|журналист|корреспондент|собкор|автор|редактор|фотограф|оператор|обозреватель|колумнист|шолушы|staff writer|correspondent|reporter|editor';
/** «Беседовала», «Сұхбаттасқан»: what its maker did to a text. */
const MADE =
  'беседовал[аи]?|интервью (?:взял[аи]?|подготовил[аи]?|провел[аи]?)|подготовил[аи]?|записал[аи]?|перевел[аи]?|сұхбаттасқан|сұхбат(?:ты)? (?:жүргізген|алған)|әңгімелескен|' +
  'дайындаған|жазып алған|аударған|әзірлеген|сұхбатты дайындаған|written by|reported by|reporting by|interviewed by|translated by|compiled by|edited by|edited and translated by';

/** Whole lines about who made a text or a picture, and embedded posts. Matched as written, case aside. */
const LINES = [
  // Имя Фамилия/РИА «Новости» · Имя Фамилия. Фото Имя Фамилия/Site.kz
  new RegExp(
    `^(?:${NAME}[.,]? )?(?:[Фф]ото\\p{L}*|[Сс]урет\\p{L}*)?:? ?(?:${NAME} ?[/|©] ?)?${AGENCY}(?: via ${AGENCY})?$`,
    'iu',
  ),
  new RegExp(
    `^${NAME} ?[/|©] ?(?:${AGENCY}|["«][^"»]{2,30}["»]|\\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)?)$`,
    'u',
  ),
  /^(?:afp|ap|reuters) via getty images$/iu,
  // Фото из архива, фото предоставлено …, сурет ашық дереккөзден алынды
  /^(?:фото\p{L}*|снимок|изображение|иллюстрац\p{L}+|картинка|видео|скриншот|кадр|фотоколлаж|коллаж|инфографика)(?: \([^)]*\))? (?:из (?:\p{L}+ )?(?:источник|архив|соцсет|сет|интернет|доступ|видео|личн|telegram|instagram|facebook)\p{L}*|с (?:сайта|официального|портала|платформы|страницы)|(?:предоставлен|сгенерирован|создан|сделан|взят)\p{L}*|автора|редакции|пресс-службы|видео|[A-Z]\S+\.\p{L}+)(?!\p{L})[^.!?]{0,80}\.?$/iu,
  /^(?:(?:сурет|фото|бейне|видео|иллюстрация|скриншот)\p{L}* )?(?:ашық дереккөз\p{L}*|ғаламтор\p{L}*|интернет\p{L}*|жеке мұрағат\p{L}*|мұрағат\p{L}*|видеодан|баспасөз қызметі\p{L}*)(?: (?:алынды|алынған|алынған (?:сурет|скриншот)|ұсынды|ұсынған|сурет|скриншот))?\.?$/iu,
  /^(?:көрнекі|мұрағаттағы|иллюстративті|архивтегі|коллаж) (?:сурет|фото)\p{L}*\.?$/iu,
  /^(?:сурет|фото|видео|бейне|иллюстрация)\p{L}* (?:жи|жасанды интеллект|нейрожелі|нейросеть)\p{L}* (?:арқылы|көмегімен)(?: жасал\p{L}+)?\.?$/iu,
  /^(?:жи|жасанды интеллект|нейрожелі|нейросеть)\p{L}* (?:көмегімен|арқылы) жасалған (?:сурет|иллюстрация|фото|видео)\p{L}*\.?$/iu,
  /^(?:(?:иллюстративн|архивн|скриншот|стоков|тематическ|символическ)\p{L}*) ?(?:фото|изображение|снимок|видео)\p{L}*\.?$/iu,
  /^(?:file|stock|archive|illustrative|illustration) (?:photo|image|picture|footage)\.?$/iu,
  /^(?:photos?|images?|pictures?|video) (?:courtesy of|by|via|from|provided by) [^.]{2,60}\.?$/iu,
  /^[([](?:photo|image|фото|сурет|видео|source|источник)\s*[:/][^)\]]{2,60}[)\]]$/iu,
  // Беседовала Имя Фамилия · Сұхбаттасқан Имя ФАМИЛИЯ
  new RegExp(`^(?:${MADE}):? (?:${NAME}|\\p{Lu}\\p{Ll}+ \\p{Lu}{3,})(?:[,;] .{2,60})?\\.?$`, 'iu'),
  // Имя ФАМИЛИЯ, «Газета» · Имя Фамилия, тілші · Тілші: Имя Фамилия
  new RegExp(
    `^\\p{Lu}\\p{Ll}+ \\p{Lu}{3,}(?:, ?(?:["«][^"»]{2,40}["»]|\\p{Lu}\\p{Ll}+|(?:${WORKS})))*\\.?$`,
    'u',
  ),
  new RegExp(`^${NAME}, (?:${WORKS}|["«][^"»]{2,40}["»])(?:, \\p{L}[^.]{2,40})?\\.?$`, 'u'),
  new RegExp(`^(?:${WORKS})\\s*[:–—]\\s*${NAME}\\.?$`, 'iu'),
  /^(?:staff (?:writer|report|reporter)|редакция|редакциядан|баспасөз қызметі|пресс-служба|from our (?:staff|correspondent))\.?$/iu,
  // Posts of others inside the page.
  /^(?:a post shared by|публикация от|пост от|запись от|posted by) .{2,80}$/iu,
  /^(?:please )?(?:open|откройте|ашыңыз) (?:telegram|телеграм|instagram|инстаграм|facebook) .{0,40}$/iu,
  /^(?:видео|публикация|запись|пост|бейнежазба|video|post) (?:недоступн\p{L}+|удален\p{L}*|қолжетімсіз|unavailable)\.?$/iu,
  /^(?:ваш браузер|браузеріңіз|your browser)(?!\p{L}).{0,80}$/iu,
  /^(?:(?:instagram|facebook|telegram|twitter|x|youtube|tiktok|threads)(?:-\p{L}+)?\s*[:/–—-]\s*)?@[\w.]{3,40}$/iu,
  /^(?:telegram|телеграм)-?(?:бот|канал|арна)\s*[:–—-]\s*\S+$/iu,
  /^(?:t\.me|instagram\.com|facebook\.com|youtu\.be|wa\.me)\/\S+$/iu,
].map(guarded);

/** Lines that speak for the publisher: rights, consent, legal details, appeals to the reader. Matched folded. */
const NOTICES = [
  /^(?:мнение|точка зрения|позиция) (?:автора|авторов|героя|редакции)\p{L}* .{0,40}(?:не совпада|может отличаться|не отражает)/u,
  /^(?:редакция\p{L}*|автор\p{L}*) (?:көзқарас|ұстаным|пікір)\p{L}* .{0,60}(?:сәйкес келме|үйлеспе|бірдей болма)/u,
  /^(?:the )?(?:views|opinions)(?: and opinions)? expressed .{0,120}(?:not necessarily|do not|are those)/u,
  /^(?:материал|статья|текст|проект|публикация) (?:подготовлен|опубликован|создан|размещен|реализован)\p{L}* (?:при поддержке|в рамках (?:гос|информац|спецпроект|партнер)|на правах|совместно с партнер)/u,
  /^(?:мемлекеттік (?:ақпараттық )?тапсырыс|серіктес(?:тік)? материал|демеуші)\p{L}* ?.{0,60}$/u,
  /^(?:реклама|жарнама)[.,]? ?(?:\d{1,2}\+|тоо|жшс|erid|ао ).{0,80}$/u,
  /^(?:erid|ерид)\s*:/u,
  /^(?:тоо|жшс|ао|ип|жк|llp)\s*["«][^"»]{2,40}["»]\.?$/u,
  /^(?:бин|бсн|иин|жсн)[\s:]*\d{6,12}$/u,
  /^(?:свидетельство|куәлік|лицензия сми|бақ куәлігі) (?:о постановке|о регистрации|№)/u,
  /^\d{1,2}\s?\+$/u,
  /^(?:(?:мы |сайт |біз |we )?(?:используе[мт]|use|accept|қолданамыз|пайдаланамыз) .{0,30}cookies?|cookies?-файл|файлы? cookies?).{0,80}$/u,
  /^(?:your email address|ваш (?:адрес )?e-?mail|электрондық поштаңыз)(?!\p{L})/u,
  /^(?:чтобы|для того чтобы) оставить комментар|^пікір (?:қалдыру|жазу) үшін/u,
  /^(?:есть|знаете|увидели|стали свидетелем) (?:новость|новости|что рассказать|интересн).{0,80}(?:напишите|присылайте|сообщите)|^(?:сообщить|прислать|предложить) новость$|^жаңалық (?:жіберу|ұсыну)$/u,
  /^(?:ұнаса|(?:мақала|жаңалық|материал) ұна(?:са|ды ма)).{0,60}(?:бөліс|жазыл|лайк)/u,
  /^(?:осы|бұл) (?:материал|мақала|жаңалық)\p{L}* (?:достарыңызбен )?бөліс/u,
  /^(?:была ли|понравил\p{L}+) .{0,30}(?:статья|материал|новость|полезн).{0,20}\?$|^(?:что|а что) вы (?:об этом )?думаете.{0,40}\?$/u,
  /^(?:оригинал|первоисточник|источник|полный текст|полная версия|подробности|подробнее|толық нұсқа\p{L}*|толығырақ|түпнұсқа\p{L}*)(?: (?:статьи|новости|материала|читайте|смотрите|мына|осы))*(?:\s*[:–—-]\s*|\s)(?:(?:(?:по|на|в|во|здесь|тут|мына|осы|бұл) )?(?:ссылк\p{L}*|сайт\p{L}*|здесь|тут|сілтеме\p{L}*(?: оқ\p{L}+)?)|[\p{L}\p{N}.-]{3,40})\.?$/u,
  /^(?:редакция|ақпарат|байланыс)\p{L}* (?:телефон|тел|пошта)\p{L}*\s*:/u,
  /^(?:самые|еще больше|больше|все) (?:свежие|важные|интересные|актуальные|последние|главные)? ?новост\p{L}+ .{0,60}(?:ищите|читайте|смотрите|узнавайте|в нашем|на наших?)/u,
  /^(?:получайте|узнавайте) .{0,60}(?:новост|доступ|эксклюзив|первыми)\p{L}*.{0,40}$/u,
  /^(?:қате\p{L}*) (?:байқасаңыз|көрсеңіз|тапсаңыз)/u,
  /^(?:whatsapp|telegram|tiktok|instagram|facebook|google news|youtube)(?:-\p{L}+)? .{0,30}(?:жазылыңыз|тіркеліңіз|қосылыңыз|бақылаңыз|оқыңыз|жүктеңіз)\p{L}*[.!]?$/u,
  /^(?:следите|подписывайтесь|читайте) .{0,30}google news[.!]?$/u,
  // Banner of American official sites.
  /^(?:an )?official website of the united states government|^here's how you know|^(?:official websites use|secure (?:websites use|\.gov websites use)|share sensitive information only|a \.(?:gov|mil) website belongs|a lock ?\(|u\.s\. (?:embassy|mission) )(?:.{0,160})(?:\.gov|\.mil|https|official, secure|organization in the united states|connected to)/u,
  /^flag$/u,
  /^(?:об авторе|автор туралы|about the author|метки|связанные теги|байланысты тегтер)\s*:?.{0,80}$/u,
].map(guarded);

/** Sections that a line with a date names: «Саясат • 12 қараша, 2025», «22.09.2025, 14:05 | Политика». */
const SECTIONS =
  'сұхбат|саясат|экономика|қоғам|әлем|қазақстан|мәдениет|спорт|жаңалық\\p{L}*|талдау|пікір|шолу|оқиға\\p{L}*|бизнес|қаржы|ел|өңір\\p{L}*|' +
  'аймақ\\p{L}*|ғылым|білім|президент|үкімет|интервью|политика|общество|мир|в мире|новости|аналитика|мнение|происшествия|финансы|регионы|' +
  'наука|власть|главное|казахстан|politics|economy|world|business|society|opinion|interview|news|nation|central asia|international|editor’?s? picks?';
const SECTION = new RegExp(`(?:^|\\s)(?:${SECTIONS})(?=\\s|$)`, 'gu');
/** One of the words that sections are named with. */
const SECTION_WORD = new RegExp(`^(?:${SECTIONS.replaceAll(' ', '|')})`, 'u');

/** True for a line that says who made the text, took the picture or posted what is shown, or speaks for the publisher. */
export function isCredit(line: string): boolean {
  if (line.length > 220) return false;
  const folded = foldCase(line);
  if (NOTICES.some((notice) => notice.test(folded))) return true;
  return line.length <= 130 && LINES.some((pattern) => pattern.test(line));
}

/** The words of a line without the names of sections: what is left of «Саясат • 12 қараша» is a date. */
export function withoutSections(words: string): string {
  return words.replace(SECTION, ' ');
}

/** Says whether a folded word may stand in the name of a section: any word that `withoutSections` takes away does. */
export const isSectionWord = (word: string): boolean => SECTION_WORD.test(word);
