import { foldCase } from './text.ts';

/** Networks and services that a page embeds or links to. */
const NETWORKS =
  'telegram телеграм телеграмм instagram инстаграм facebook фейсбук youtube ютуб tiktok тикток twitter твиттер whatsapp ватсап ' +
  'viber вайбер vk вк вконтакте ok одноклассники linkedin threads дзен spotify rss rutube';

/**
 * Words of buttons, counters, menus and embedded posts. A line of nothing else is no news, in whatever order a page
 * puts them: «Поделиться в Telegram», «Смотреть на YouTube», «Тағы көрсету», "View this post on Instagram".
 */
const WORDS = new Set(
  [
    NETWORKS,
    // What one does with a page.
    'смотреть посмотреть просмотреть читать прочитать почитать слушать послушать прослушать озвучить поделиться поделитесь поделились ' +
      'сохранить добавить скачать скопировать копировать закрыть открыть показать загрузить загрузка обновить отправить написать ' +
      'напишите подписаться подпишись подпишитесь подписывайтесь комментировать оставить оставьте оценить оцените голосовать войти ' +
      'авторизоваться зарегистрироваться распечатать увеличить свернуть развернуть назад вперед наверх далее дальше пропустить перейти',
    'қарау көру оқу тыңдау бөлісу бөлісіңіз сақтау жүктеу жүктелуде ашу жабу көрсету көрсетілді көрсетілген қосу жіберу жазу жазылу ' +
      'жазылыңыз тіркелу тіркеліңіз кіру шығу қалдыру қалдырыңыз бағалау бағалаңыз бағалаңыздар басып шығару көшіру жаңарту артқа алға жоғары',
    'view watch read listen share save print loading load show close open copy download subscribe follow join comment reply leave like ' +
      'sign log in up out back next previous continue click tap accept skip',
    // What it is done with.
    'публикацию публикация публикации пост запись записи статью статья статьи статей новость новости новостей текст материал материала ' +
      'материалы видео аудио фото комментарий комментария комментарии комментариев комментарием отзыв ссылку ссылка ссылке страницу страницы сайт ' +
      'канал канале каналы канала группа архив лента топ меню поиск оглавление содержание рубрики разделы теги метки шрифт шрифта ' +
      'размер избранное иконка блок кнопка соцсети соцсетях соц сети сеть реклама версия слабовидящих русском казахском английском',
    'instagram жазбаны жазба жазбасын мақала мақаланы мақалалар жаңалық жаңалықты жаңалықтар жаңалықтарды материалды мәтін мәтінді бейне сурет ' +
      'пікір пікірді пікіріңізді пікірлер сілтеме сілтемені парақша арна арнасы арнамыз мұрағаты мұрағат мазмұны мәзір іздеу айдарлар ' +
      'айдар айдарда айдардағы тақырыпта тақырып тегтер әлеуметтік желі желіде желісінде желілерде нұсқасы нұсқа арналған нашар көретіндерге қазақшасын қазақша',
    'post this article story stories news page link video comments comment replies thread newsletter menu search contents table top home',
    // Heads of boxes beside a text.
    'сейчас читают обсуждают популярные популярное следующая предыдущая еще другие также похожие важное главное последние свежие ' +
      'рекомендуем рекомендуемые рекомендации интересно интересное заинтересует возможно вам может быть вас вы это не пропустите ' +
      'партнеров сми2 партнерский проект подборка подробнее подробности полностью больше все всё',
    'қазір оқылып жатыр оқылған оқылды қаралған қаралды саны рет оқыңыз оқыңыздар тағы да көбірек толық толығырақ жалғасын келесі алдыңғы ең көп ' +
      'танымал соңғы басқа ұқсас сізге қызықты ұнауы болуы мүмкін байланысты барлық барлығы осы үшін бойынша арқылы',
    'more most popular also might you like related recommended trending latest editor editors picks s the a an on to of for and by ' +
      'with via from our your us now here all about author',
    'пока нет мы нас наш наши нашем на в во и с к из по у о об для эту этот ваш свой нравится просмотров просмотра чтения чтение минут минуты минута ' +
      'минутное мин раз',
    'бұл біз бізді біздің бізге мен және мин минут минутта қаралым',
    'minutes minute min mins reading time views',
    'russian kazakh рус каз eng kaz rus ru kz kk en қаз русский қазақша english казахский aa',
  ]
    .join(' ')
    .split(/\s+/),
);
/** Without one of these the words above may still be a headline: «Новости США» is none, «Еще о главном» might be. */
const TELLING = new RegExp(
  `(?<!\\p{L})(?:${NETWORKS.replaceAll(' ', '|')}|${
    'смотреть|посмотреть|читать|прочитать|слушать|прослушать|послушать|озвучить|поделит\\p{L}*|поделились|сохранить|добавить|скачать|скопировать|копировать|' +
    'закрыть|показать|загруз\\p{L}*|обновить|подпи\\p{L}+|комментар\\p{L}*|оставит\\p{L}*|оставьте|оцените|войти|иконка|шрифт\\p{L}*|избранное|назад|вперед|' +
    'далее|меню|оглавление|содержание|архив|рубрики|разделы|лента|топ|читают|обсуждают|популярн\\p{L}+|следующая|предыдущая|еще|также|похожие|рекоменд\\p{L}+|' +
    'заинтересует|интересно|пропустите|партнеров|партнерский|соцсетях|желіде|желілерде|сми2|подробнее|подробности|полностью|больше|нравится|просмотр\\p{L}*|чтени[ея]|слабовидящих|' +
    'қарау|көру|оқу|тыңдау|бөліс\\p{L}*|сақтау|жүктел?у\\p{L}*|жабу|көрсет\\p{L}+|жіберу|пікір\\p{L}*|жазылу|жазылыңыз|тірке\\p{L}+|қалдыр\\p{L}*|бағалаңыз\\p{L}*|артқа|' +
    'оқылып|оқыл\\p{L}+|қарал\\p{L}+|тағы|көбірек|толық\\p{L}*|жалғасын|келесі|алдыңғы|сізге|ұқсас|басқа|мұрағаты?|мазмұны|мәзір|көретіндерге|айдар\\p{L}*|оқыңыз\\p{L}*|' +
    'view|watch|listen|share|save|print|load\\p{L}*|show|close|copy|download|follow|comments?|reply|leave|next|previous|continue|popular|might|related|' +
    'recommended|trending|picks|author|read|reading|subscribe|accept'
  })(?!\\p{L})`,
  'u',
);
const LANGUAGE_NAMES =
  /^(?:(?:рус|каз|қаз|eng|kaz|rus|ru|kz|kk|en|кз|русский|қазақша|english|казахский|қазақ тілі)(?:[\s|/·,-]+|$)){2,}$/u;
/** Most words of such a line. */
const MOST_WORDS = 9;

/**
 * Says whether a line holds nothing but words of a page's own controls: buttons, counters, menus, embedded posts and
 * heads of boxes. A line that states, with a verb or a name that pages do not use, is none.
 */
export function isInterface(line: string): boolean {
  if (line.length > 90) return false;
  const folded = foldCase(line);
  const words = folded.match(/\p{L}+/gu) ?? [];
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  if (/^aa$|^(?:а|a)(?: (?:а|a)){1,3}$/u.test(folded)) return true;
  if (LANGUAGE_NAMES.test(folded)) return true;
  if (!TELLING.test(folded)) return false;
  // «Facebook-те», «Telegram-нан», «WhatsApp-тағы»: a service with a Kazakh ending.
  const bare = folded.replace(/([a-z]{2,})-(?:[нтд][аеі][нғгқк]?\p{L}{0,2})(?!\p{L})/gu, '$1');
  return (bare.match(/\p{L}+/gu) ?? []).every((word) => WORDS.has(word));
}
