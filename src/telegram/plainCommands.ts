import type { NextFunction } from 'grammy';
import type { BotContext } from './context.ts';
import { byTheClock } from './hours.ts';
import { inDigits } from './hourWords.ts';
import { foldTyped, parseTime } from './words.ts';

/** Whole messages that mean a command, as people who do not know commands write them. */
const PHRASES: readonly (readonly [command: string, phrases: string])[] = [
  [
    '/help',
    'помощь|помоги|помогите|справка|команды|help|что ты умеешь|что умеет бот|как пользоваться|привет|здравствуйте|здравствуй|добрый день|доброе утро|добрый вечер|hi|hello|көмек|анықтама|командалар|сәлем|сәлеметсіз бе|салем|қайырлы таң|қайырлы күн|қайырлы кеш',
  ],
  ['/start', 'старт|начать|start|бастау'],
  // «Жазба» is "do not write" and "a note": there a stop is one tap away, and none happens unasked.
  [
    '/settings',
    'настройки|настройка|меню|settings|menu|мои подписки|мои темы|подписки|баптаулар|баптау|мәзір|жазылымдарым|тақырыптарым|жазба|жазбаңыз',
  ],
  ['/topics', 'темы|список тем|все темы списком|topics|тақырыптар|тақырыптар тізімі'],
  ['/time', 'время|время дайджеста|уақыт|шолу уақыты'],
  ['/timezone', 'часовой пояс|уақыт белдеуі'],
  ['/quiet', 'тихие часы|тыныш уақыт'],
  ['/language', 'язык|сменить язык|language|тіл|тілді ауыстыру'],
  ['/language ru', 'по-русски|по русски|на русском|русский|русский язык|орысша'],
  ['/language kk', 'қазақша|казакша|казахша|по-казахски|на казахском|казахский|казахский язык|қазақ тілі'],
  ['/subscribe', 'подписаться|подписка|жазылу'],
  ['/unsubscribe', 'отписаться|отписка|жазылымды тоқтату|жазылымнан бас тарту'],
  [
    '/stop',
    'стоп|stop|хватит|остановить|остановить рассылку|не присылай|не присылайте|больше не присылай|больше не присылайте|не пиши|не пишите|тоқта|тоқтат|тоқтату|тоқтатыңыз|шолуды тоқтату|маған жазба|маған жазбаңыз|енді жазба|енді жазбаңыз|маған енді жазба|маған енді жазбаңыз',
  ],
  ['/forget', 'удали мои данные|удалите мои данные|удалить мои данные|деректерімді жою|дерегімді жою'],
];
/** Kazakh letters as they are typed on a Russian keyboard. */
const ON_RUSSIAN_KEYS: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' },
};
const onRussianKeys = (words: string) =>
  words.replace(/[әғқңөұүһі]/g, (letter) => ON_RUSSIAN_KEYS[letter] ?? letter);
const COMMANDS: ReadonlyMap<string, string> = new Map(
  PHRASES.flatMap(([command, phrases]) =>
    phrases.split('|').map((phrase) => [onRussianKeys(phrase), command] as const),
  ),
);

/** "отпиши меня от урана", "уранға жазылу": a command with what it is about. "Қарудан бас тарту" is news, not a wish. */
const WITH_TOPIC: readonly (readonly [command: string, form: RegExp])[] = [
  ['/unsubscribe', /^отпи(?:ши|шите|шись|саться|сать|ска)(?: меня)? (?:от |с )(?:темы )?(.+)$/u],
  ['/subscribe', /^подпи(?:ши|шите|шись|саться|сать|ска)(?: меня)? на (?:тему )?(.+)$/u],
  ['/subscribe', /^(?!қалай )(.+?) (?:тақырыбына )?жазыл(?:у|амын|айын|ғым келеді|ып қояйын)$/u],
  [
    '/unsubscribe',
    /^(.+?) (?:тақырыбын|тақырыбынан|жазылым(?:ын|ды|ынан)) (?:тоқтат(?:у|ың|ыңыз)?|бас тарт(?:у|амын|қым келеді))$/u,
  ],
];
/** All that comes, as it stands in such a sentence. */
const EVERYTHING = new Set([
  ...['всего', 'всех', 'всех тем', 'все', 'все темы', 'рассылки'],
  ...['барлық', 'бәріне', 'барлығына', 'барлық тақырыпқа', 'бәрінің', 'барлығының', 'барлық тақырыптың'],
]);
/** Nobody who wants a command writes more. */
const MAX_PHRASE = 80;

const wordsOf = (line: string) => new Set(line.split(' ').map(onRussianKeys));
const THANKS = wordsOf(
  'спасибо спасибочки пасиб спс благодарю благодарен благодарна мерси рахмет рақмет алғыс алғысым thanks thank thx tnx',
);
const BESIDE_THANKS = wordsOf(
  'большое огромное большущее очень вам тебе вас всем за все это помощь ответ новости дайджест бот боту и ' +
    'көп үлкен зор мың сізге саған сіздерге бәріне бәрі үшін көмегіңізге көмегіңіз жаңалық жаңалықтар шолу айтамын ' +
    'айтам ботқа you so much very a lot for the all help',
);
/** Signs that stand for thanks, without the marks that only choose how they are drawn. */
const KIND_SIGN = /^(?:[👍👌👏🙌🙏🫶💯🔥🌹💐😊🙂😀😍🥰🤗☺♥💖💗💓💕💞❤🧡💛💚💙💜🤎🖤🤍🩷🩵🩶]|\s)+$/u;
const DRAWN_AS = /[\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F\u200D]/gu;

/** Whether all of a message is thanks, in words of any of the languages or as a sign such as 👍. */
export function isThanks(typed: string): boolean {
  if (typed.length > MAX_PHRASE) return false;
  const said = typed.replace(DRAWN_AS, '');
  if (KIND_SIGN.test(said)) return /\S/.test(said);
  const words = onRussianKeys(foldTyped(said)).match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    words.some((word) => THANKS.has(word)) &&
    words.every((word) => THANKS.has(word) || BESIDE_THANKS.has(word))
  );
}

/**
 * The command that a message without one means; null for words to search for.
 *
 * @param typed all of the message
 */
export function commandIn(typed: string): string | null {
  if (typed.length > MAX_PHRASE) return null;
  const words = foldTyped(typed).replace(/[\s?!.,]+$/u, '');
  const whole = COMMANDS.get(onRussianKeys(words));
  if (whole !== undefined) return whole;
  for (const [command, form] of WITH_TOPIC) {
    const topic = form.exec(words)?.[1];
    if (topic !== undefined) return `${command} ${EVERYTHING.has(topic) ? 'all' : topic}`;
  }
  // "8:30", "таңғы 8": after /time nothing else can be meant. "8" may be anything, "22.11" a date, "2 дня" a period.
  const time = parseTime(words);
  const digits = inDigits(words);
  const isClock = /^\d{1,2}:\d{2}(?!\d)/.test(words) || /^(?:в|сағат) \d{1,2}:\d{2}(?!\d)/.test(digits);
  const isHour = isClock || (byTheClock(digits) !== digits && !/дня/.test(words));
  return time !== null && (isHour || time.days !== null) ? `/time ${words}` : null;
}

/** Lets the features read the command that a person's own words in a private chat mean. */
export async function readPlainly({ message, chat }: BotContext, next: NextFunction): Promise<void> {
  const isOwn = message?.forward_origin === undefined && message?.via_bot === undefined;
  if (message?.text !== undefined && chat?.type === 'private' && isOwn) {
    const command = message.text.startsWith('/') ? null : commandIn(message.text);
    if (command !== null) {
      message.text = command;
      const [name = ''] = command.split(' ');
      message.entities = [{ type: 'bot_command', offset: 0, length: name.length }];
    }
  }
  await next();
}
