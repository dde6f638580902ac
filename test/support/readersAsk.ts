/** What readers ask of the bot, for figures on how long they wait. */

const COMMON = ['США', 'Казахстан', 'соглашение', 'Тоқаев', 'келісім', 'АҚШ', 'Токаев', 'президент сказал'];
const RARE = ['Wabtec локомотив', 'вольфрам', 'Boeing', 'елшілік', 'виза', 'critical minerals deal'];
const MISSPELT = ['Вабтэк локамотив', 'волфрам', 'саглашение', 'миниралы', 'университед'];

/** What a person types, and the figure that its answers go to. */
export const COMMANDS: [name: string, typed: readonly string[], how?: 'anew'][] = [
  ['/digest', ['/digest']],
  ['/digest anew', ['/digest', '/digest uranium 7d', '/digest trade', '/digest энергетика 7d'], 'anew'],
  ['/digest all 30d anew', ['/digest all 30d'], 'anew'],
  ['/digest all 30d', ['/digest all 30d']],
  ['/digest, a topic that is none', ['/digest гороскоп', '/digest транспорд и лагистика']],
  ['/topics', ['/topics']],
  ['/search, common words', COMMON.map((words) => `/search ${words}`)],
  ['/search, rare words', RARE.map((words) => `/search ${words}`)],
  ['/search, misspelt', MISSPELT.map((words) => `/search ${words}`)],
  ['/search, nothing found', ['/search ъыъыъ', '/search яяя ъъъ']],
  ['plain words', [...COMMON, ...RARE]],
  ['/subscribe', ['/subscribe', '/subscribe uranium']],
  ['/unsubscribe', ['/unsubscribe', '/unsubscribe uranium']],
  ['/time', ['/time', '/time 09:15 weekdays', '/time 25:61']],
  ['/timezone', ['/timezone', '/timezone Ташкент', '/timezone Нарния']],
  ['/language', ['/language', '/language kk', '/language ru']],
  ['/quiet', ['/quiet', '/quiet 22:00 07:00', '/quiet off']],
  ['/length', ['/length', '/length brief', '/length full']],
  ['/follow', ['/follow', '/follow 1']],
  ['/unfollow', ['/unfollow', '/unfollow 1']],
  ['/settings', ['/settings']],
  ['/stop', ['/stop']],
  ['/start', ['/start']],
  ['/start, by a link to a topic', ['/start uranium', '/start minerals']],
  ['/forget', ['/forget']],
  ['/privacy', ['/privacy']],
  ['an unknown command', ['/wat']],
  ['/admin', ['/admin']],
  ['/announce, how', ['/announce']],
  ['/remove, an unknown address', ['/remove https://zakon.kz/1', '/remove 17']],
];

/** A button: what is typed first, what is pressed on the way, and the beginning of the data of the one measured. */
export const BUTTONS: [name: string, typed: string, ...path: readonly string[]][] = [
  ['a story', '/digest all 30d', 'st'],
  ['back from a story', '/digest all 30d', 'st', 'close'],
  ['a story followed', '/digest all 30d', 'st', 'fol'],
  ['next page of a digest', '/digest all 30d', '→'],
  ['page back of a digest', '/digest all 30d', '→', '←'],
  ['a week of a topic', '/topics', 'dg'],
  ['next page of a search', '/search Казахстан', '→'],
  ['page back of a search', '/search Казахстан', '→', '←'],
  ['a found story', '/search Казахстан', 'st'],
  ['the topic picker', '/topics', 'topics'],
  ['a topic on and off', '/subscribe', 'sub'],
  ['done', '/subscribe', 'done'],
  ['the end of a subscription', '/unsubscribe', 'end'],
  ['settings: topics', '/settings', 'topics'],
  ['settings: time', '/settings', 'menu:time'],
  ['an hour', '/time', 'at'],
  ['days', '/time', 'days'],
  ['settings: zone', '/settings', 'menu:zone'],
  ['a zone', '/timezone', 'zone'],
  ['settings: language', '/settings', 'menu:lang'],
  ['a language', '/language', 'lang'],
  ['settings: length', '/settings', 'menu:length'],
  ['a length', '/length', 'length'],
  ['settings: quiet hours', '/settings', 'menu:quiet'],
  ['quiet hours', '/quiet', 'quiet'],
  ['stop and resume', '/settings', 'run'],
  ['forget nothing', '/forget', 'forget:no'],
  ['admin: anew', '/admin', 'adm:ov'],
  ['admin: sources', '/admin', 'adm:src'],
  ['admin: journal', '/admin', 'adm:log'],
];

/** What is typed behind the bot's name in another chat. `story` stands for one of those that were found before. */
export const INLINE: [name: string, typed: readonly string[]][] = [
  ['nothing typed', ['']],
  ['common words', COMMON],
  ['rare words', RARE],
  ['misspelt', MISSPELT],
  ['one story', ['story']],
];
