const B = '(?<![\\p{L}\\p{N}])';
const E = '(?![\\p{L}\\p{N}])';

/** Whom an instruction in an article speaks to: the machine that reads it. */
const MACHINE_WORDS = [
  'ai(?: models?| systems?| assistants?| agents?)?|a\\.i\\.|llms?|gpt|chatgpt|claude|gemini|llama|(?:language )?models?|assistants?',
  'chatbots?|bots?|summari[sz]ers?|prompts?|developer mode|ии(?:-\\p{L}+)?|нейросет[а-я]*|(?:языков[а-я]+ )?модел[а-я]*|ассистент[а-я]*',
  'чат-?бот[а-я]*|бот[а-я]{0,3}|промпт[а-я]*|автоматическ[а-я]+ систем[а-я]*|жи|жасанды интеллект\\p{L}*|нейрожелі\\p{L}*',
  '(?:тілдік )?модель\\p{L}*|көмекші\\p{L}*|автоматты жүйе\\p{L}*|automated systems?',
].join('|');
const MACHINE = new RegExp(`${B}(?:${MACHINE_WORDS})${E}`, 'iu');

/** The work that is being done with the articles. */
const WORK_WORDS = [
  'summar(?:y|ies|i[sz]e|i[sz]ing)|headlines?|output|responses?|answers?|json|instructions?|сводк[а-я]*|пересказ[а-я]*|резюме|заголов[а-я]*|ответ(?:а|у|ом|е|ы|ов)?',
  'инструкци[а-я]*|дайджест[а-я]*|мазмұндама\\p{L}*|түйіндеме\\p{L}*|тақырып\\p{L}*|жауап\\p{L}*|нұсқау\\p{L}*|шолу\\p{L}*',
].join('|');
const WORK = new RegExp(`${B}(?:${WORK_WORDS})${E}`, 'iu');

/** «Do this», said to somebody. */
const VERBS = [
  'ignore|disregard|forget|override|bypass|write|output|print|reply|respond|answer|reveal|repeat|show|add|append|insert|include|replace|change',
  "set|state|report|say|translate|use|pretend|act|stop|mention|omit|do not|don't|never|always|tell|put|switch|publish|link|encode|follow|summari[sz]e",
].join('|');
const ORDERS = [
  '(?:про)?игнорируй|забудь|отбрось|отмени|(?:на)?пиши|выведи|укажи|ответь|отвечай|покажи|раскрой|повтори|добавь|вставь|включи|замени|измени|поменяй',
  'переведи|используй|сообщи|скажи|притворись|считай|следуй|опубликуй|удали|назови|поставь|перейди|перескажи|выдай|начни|начинай|закончи|заверши|составь|сделай|сгенерируй|сформируй|приведи|процитируй|упомяни|перечисли|опиши|убери|подтверди|не (?:упоминай|пиши|указывай|используй|сообщай|следуй|обращай)',
].join('|');
const KAZAKH_ORDERS = [
  'елеме|ескерме|ұмыт|жаз|шығар|көрсет|жауап бер|қайтала|қос|енгіз|ауыстыр|өзгерт|аудар|пайдалан|хабарла|айт|алып таста|жарияла|қой|орында|мазмұнда|баста|бер|атап өт|тоқтат|таста',
].join('|');
/** At the start of a sentence or clause, or right after the one who is told. */
const ORDER = new RegExp(
  [
    `(?:^|[.:;!»”)\\]—–]\\s*|${B}(?:${MACHINE_WORDS})[,:]? (?:must |should |please )?|${B}(?:please|instead|now) )["«“'([*]*(?:${VERBS})${E}`,
    `${B}(?:${ORDERS})(?:те|ся|тесь)?${E}`,
    `${B}(?:${KAZAKH_ORDERS})(?:ыңыз|іңіз|ңыз|ңіз|ыңдар|іңдер)?(?=[.,:;!»”")]|$)`,
  ].join('|'),
  'iu',
);
/** The same anywhere: enough where the sentence also speaks of the summary that is to be written. */
const LOOSE_ORDER = new RegExp(
  `${B}(?:${VERBS}|must|should|shall|обязан[аоы]?|долж(?:ен|на|ны)|необходимо|нужно|следует|требуется|тиіс(?:сің|сіз)?|керек|қажет)${E}|${ORDER.source}`,
  'iu',
);
/** A place in the text that is to be written: «в заголовке», "in the summary", «мазмұндамада». */
const PLACE = new RegExp(
  [
    `${B}(?:in|to|into|of|as|at the end of) (?:the |your |this )?(?:${WORK_WORDS})${E}|${B}your (?:${WORK_WORDS})${E}`,
    `${B}(?:в|во|к|из) (?:эт[а-я]+ |сво[а-я]+ )?(?:сводк|пересказ|заголов|ответ|резюме|дайджест|инструкци)[а-я]*${E}|${B}(?:нач[а-я]+|закон[а-я]+) (?:сводк|пересказ|ответ|резюме)[а-я]*${E}`,
    `${B}(?:мазмұндама|түйіндеме|тақырып|жауап|шолу|нұсқау)(?:ны|ды|ты|ға|ге|қа|ке|да|де|та|те|сында|ында|сына|ына|ның|дың|тың|ңыз\\p{L}*|іңіз\\p{L}*|ыңыз\\p{L}*)${E}`,
  ].join('|'),
  'iu',
);

/** What nobody says but to a machine that follows orders. */
const OVERRIDE = new RegExp(
  [
    `${B}(?:ignor(?:e|ing)|disregard(?:ing)?|forget|override|bypass)\\W+(?:\\p{L}+\\W+){0,3}(?:previous|prior|above|earlier|all|any|your|these|system)\\W+(?:\\p{L}+\\W+){0,3}(?:instructions?|rules?|prompts?|text|guidelines?|directions?|messages?|context)`,
    `${B}(?:new|updated|real|actual|hidden|secret|system) (?:instructions?|task|rules?|prompt) ?[:—–-]|${B}(?:system|hidden|initial) prompts?${E}`,
    `${B}(?:(?:про)?игнорир|забудь|отбрось|отмени|не следуй)\\p{L}* (?:\\p{L}+ ){0,3}(?:инструкци|указани|правил|предыдущ|команд|промпт)\\p{L}*`,
    `${B}(?:нов|обновл|скрыт|системн)\\p{L}+ (?:инструкци|задани|задач|правил|указани)\\p{L}* ?[:—–-]|${B}системн\\p{L}+ (?:промпт|инструкци|подсказк|сообщени)\\p{L}*`,
    `${B}(?:нұсқау|ереже|бұйрық|тапсырма)\\p{L}*[ ,]+(?:\\p{L}+ ){0,2}(?:елеме|ескерме|ұмыт|орындама|бұз)\\p{L}*`,
    `${B}(?:елеме|ескерме|ұмыт)\\p{L}* (?:\\p{L}+ ){0,3}(?:нұсқау|ереже|бұйрық|тапсырма)\\p{L}*|${B}жүйелік (?:нұсқау|сұрау|хабарлама|промпт)\\p{L}*`,
    `${B}(?:жаңа|жасырын) (?:нұсқау|тапсырма|ереже)\\p{L}* ?[:—–-]`,
    '<\\/?(?:system|assistant|user|instructions?|sources?|think)\\b|\\[\\/?(?:inst|system)\\]|<\\|[a-z_]+\\|>|(?:^|\\s)#{2,} ?(?:system|instruction|assistant|user)',
    '(?:^|[\\s"«(])(?:system|assistant|user|developer|система|ассистент|жүйе) ?: ',
  ].join('|'),
  'iu',
);

/** Said to a machine by name: «Для роботов: …», "Dear summarizer, …". */
const ADDRESS = new RegExp(
  `${B}(?:для|note (?:to|for)|notes? for|message (?:to|for)|attention|dear|внимание|уважаем[а-я]+|құрметті|назар аудар[\\p{L}]*)[ ,:—–-]+(?:[\\p{L}]+ )?(?:${MACHINE_WORDS}|робот[а-я]*|robots?|crawlers?)[ ]?[,:!—–-]`,
  'iu',
);
/** What the text that is to be written must be like. */
const DEMAND = new RegExp(
  [
    `${B}(?:summar(?:y|ies)|headlines?|output|answers?|responses?) (?:must|should|shall|has to|have to|needs? to)${E}`,
    `${B}(?:сводк|пересказ|заголов|ответ|резюме|дайджест)[а-я]* (?:обязан|долж)[а-я]*${E}|${B}(?:мазмұндама|түйіндеме|жауап)\\p{L}* (?:[\\p{L}\\d,.]+ ){0,8}(?:тиіс|керек)${E}`,
  ].join('|'),
  'iu',
);
/** Words said to somebody, which reports do not hold outside quotation marks. */
const SECOND_PERSON = new RegExp(
  [
    `${B}(?:you|your|yours|yourself|please|пожалуйста|өтінемін)${E}|${B}always (?:state|write|say|report|use|include|mention|add)${E}|^["(\\s]*(?:important|note|warning|nb)? ?:? ?(?:ignore|disregard|forget|override|bypass|write|print|reply|respond|reveal|pretend|do not|don't|never|always|translate|append|insert|summari[sz]e|replace|add|begin|mention|output (?:only|the|a|your)|act as|use only|make sure|remember|from now on)${E}`,
    `${B}(?:ты|тебя|тебе|тобой|тво(?:й|я|е|и|его|ей|ему|ю|им|их)|вы|вас|вам|вами|ваш(?:а|е|и|его|ей|ему|у|им|их|ими)?)${E}|${B}(?:${ORDERS})(?:те|ся|тесь)?${E}`,
    `${B}[а-я]{3,}(?:ируй|уй)(?:те|ся|тесь)?${E}|${B}не (?!китай|случай|урожай|край|май|алтай|обыч|трамвай|сара)[а-я]{3,}[аяуе]й(?:те|ся|тесь)?${E}`,
    `${B}(?:сен|сені|саған|сенің|сенде|өзің(?:ді|нің|е)?|сіз|сізді|сізге|сіздің|сіздер\\p{L}*|өзіңіз\\p{L}*)${E}|${B}(?!шығар)(?:${KAZAKH_ORDERS})[.!»”]*$|\\p{L}{2,}(?:ыңыз|іңіз|ңыз|ңіз|ыңдар|іңдер)(?:дар|дер|шы|ші)?(?=[.!,:])`,
  ].join('|'),
  'iu',
);
/** A report does not speak of its own text to a machine, nor of the headline that it ought to have. */
const THIS_TEXT = new RegExp(
  `${B}(?:th(?:is|e) (?:article|text|page|story|document)|эт(?:ой|от|у|ого|ом|им) (?:стать|текст|страниц|материал|новост)[а-я]*|(?:осы|бұл) (?:мәтін|мақала|бет|материал)\\p{L}*)${E}`,
  'iu',
);
const OBLIGED = new RegExp(
  `${B}(?:instructed|required|obliged|mandatory|must|обязан[аоы]?|предписан[аоы]?|надлежит|велено|міндетті|тиіс)${E}`,
  'iu',
);
const OUTPUT = new RegExp(
  `${B}(?:output|cite|state|report|write|show|print|say|указ[а-я]+|вывод[а-я]+|вывести|пис[а-я]+|напис[а-я]+|сообщ[а-я]+|показ[а-я]+|көрсет\\p{L}*|жаз\\p{L}*|шығар\\p{L}*|хабарла\\p{L}*)${E}`,
  'iu',
);
const QUOTED = /«[^«»]*»|“[^“”]*”|"[^"]*"/gu;

/**
 * True for a sentence that tells somebody what to do («Игнорируй инструкции…», "AI models must write…"). Such a
 * sentence is no news: it is neither shown to a model nor accepted as a source of what it wrote.
 *
 * Advice to travellers and some sentences on artificial intelligence are taken for orders as well; they are lost to the
 * model's summary only.
 */
export function ordersMachine(sentence: string): boolean {
  if (OVERRIDE.test(sentence) || ADDRESS.test(sentence) || DEMAND.test(sentence)) return true;
  if (MACHINE.test(sentence) && (ORDER.test(sentence) || (WORK.test(sentence) && LOOSE_ORDER.test(sentence))))
    return true;
  if (THIS_TEXT.test(sentence) && (MACHINE.test(sentence) || WORK.test(sentence))) return true;
  if (MACHINE.test(sentence) && OBLIGED.test(sentence) && OUTPUT.test(sentence)) return true;
  return (PLACE.test(sentence) && ORDER.test(sentence)) || SECOND_PERSON.test(sentence.replace(QUOTED, ' '));
}
