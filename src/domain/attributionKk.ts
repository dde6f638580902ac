import { namesOutlet } from './attributionSources.ts';
import { guarded } from './language/guarded.ts';

const W = '(?![\\p{L}])';
/** What those do who pass news on; the present tense is theirs alone, the past is a speaker's as well. */
const PRESENT = 'хабарлайды|хабарлап отыр|жазады|жазып отыр|жеткізеді|баяндайды|таратады|мәлімдейді|дейді';
const PAST = 'хабарлады|хабарлаған|хабарлаған болатын|хабарланды|жазды|жазған|жеткізді|таратты|баяндады';
const IS_PASSING_ON = guarded(/^(?:хабарла|жазады|жазып|жеткізеді|баяндайды|таратады)/iu);
const IS_SAYING = guarded(/^(?:мәлімдейді|дейді)/iu);

/** Nouns of those who pass news on; in Kazakh the head noun comes last, before endings. */
const PRESS = guarded(
  /(?:агенттіг|ақпарат\p{L}* агентт|басылым|газет|журнал(?!ист)|телеарна|арна(?:сы|сынан|ның|дан)|портал|сайт|баспасөз|тілші|бақ(?:\s|$)|медиа|редакция|дереккөз|telegram|телеграм|facebook|қызметінен|ақпарат көз|байланыс департамент|коммуникация|желісі|парақша|хабарлама)/iu,
);
/** Those who speak for themselves. */
const PERSON = guarded(
  /(?:президент|басшы|басқарма төра|министр(?!лі)|премьер|елші(?!лі)|депутат|сенатор|конгрессмен|әкім(?!ді)|директор|төраға|жетекші|хатшы(?!лы)|өкіл|спикер|сарапшы|талдаушы|экономист|саясаттанушы|дипломат|шенеунік|орынбасар|кеңесші|ғалым|профессор|заңгер|^ол$|^олар$|ректор|кәсіпкер|тұрғын)/iu,
);
const FULL_NAME = /(?:^|\s)\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}+(?![\p{L}»"])/u;
const SURNAME = guarded(
  /(?:^|\s)\p{Lu}\p{Ll}*(?:ов|ев|ин|ова|ева|ина|ұлы|қызы|баев|амп|био|лутник)(?![\p{L}])/iu,
);

/** Takes off a Kazakh sentence's attribution; null when nothing of substance is left. */
export function stripKazakh(text: string): string | null {
  const rest = stripOpening(stripTail(text));
  return EMPTY.some((pattern) => pattern.test(text) || pattern.test(rest)) ? null : rest;
}

const EMPTY = [
  /^(?:Бұл|Ол|Осы|Аталған|Мұндай)(?: мәлімет\p{L}*| ақпарат\p{L}*| жаңалық\p{L}*)? (?:туралы|жөнінде|жайлы|жайында|хақында)(?![\p{L}]).{0,200}?(?:хабарла|мәлім|жаз|айт|жеткіз|белгілі|жариял|делін|деді|дейді|баянда|бөліс|түсіндір)/iu,
  /^(?:Бұл|Осы|Тиісті) (?:ақпарат|мәлімет|деректі|жаңалықты|хабарды|жазба)\p{L}* .{0,120}?(?:хабарла|мәлім|жаз|жеткіз|жариял|растады|таратты)/iu,
  /^[^:;–—]{0,80}(?:бұл|осы) (?:туралы|жөнінде|жайлы|жайында).{0,110}(?:хабарла|мәлім|жаз|айт|жеткіз|жариял|бөліс)\p{L}*[.!]?$/iu,
  /^(?:Дереккөз|Сурет|Фото|Видео|Автор|Толығырақ|Сілтеме)(?![\p{L}])[^.!?]{0,80}[:.]?/iu,
  /^(?:Бұған дейін|Еске сала|Еске салсақ|Айта кет|Айта кетейік|Естеріңізге сала)/iu,
].map(guarded);

/** «…, деп хабарлайды X», «…, деп X хабарлайды», «…, делінген хабарламада». */
const TAIL = guarded(
  new RegExp(
    `[,»"”]?\\s*(?:[–—-]\\s*)?деп(?:,)?\\s+(?<before>[^,;]{0,140}?)\\s*(?<verb>${PRESENT}|${PAST})${W}(?<after>[^;]*)$`,
    'iu',
  ),
);
const WRITTEN = guarded(
  /[,»"”]\s*(?:[–—-]\s*)?(?:деп\s+)?(?:делінген|делінеді|жазылған|көрсетілген|айтылған|хабарланған)(?![\p{L}])(?<source>[^,;]*)$/iu,
);
const CITING = guarded(
  /[,»"”]?\s*(?:[–—-]\s*)?(?:деп\s+)?(?:хабарлайды|жазады|жеткізеді)?[^,;]{2,100}сілтеме жаса(?:п|й отырып|ды)?(?![\p{L}])[^,;]*$/iu,
);

function stripTail(text: string): string {
  const match = TAIL.exec(text);
  if (match !== null) {
    const { before = '', verb = '', after = '' } = match.groups ?? {};
    const source = `${before} ${after}`.trim().replace(/[.!…]+$/, '');
    if (passesOn(verb, source)) return keepQuote(text, match.index);
  }
  const written = WRITTEN.exec(text);
  if (written !== null) {
    const source = (written.groups?.source ?? '').replace(/[.!…]+$/, '').trim();
    if (source === '' || PRESS.test(source) || namesOutlet(source)) return keepQuote(text, written.index);
  }
  const citing = CITING.exec(text);
  if (citing !== null && citing.index > 40 && /^\s*[,–—-]/.test(citing[0]))
    return text.slice(0, citing.index);
  return text;
}

/** The closing quotation mark belongs to what stays. */
function keepQuote(text: string, index: number): string {
  return /[»"”]/.test(text.charAt(index)) ? text.slice(0, index + 1) : text.slice(0, index);
}

/** True when `source` passes the news on and does not speak for itself. */
function passesOn(verb: string, source: string): boolean {
  if (/сілтеме жаса/iu.test(source)) return true;
  // Without a source the past tense may be the very news: «Президент … деп хабарлады».
  if (source === '')
    return IS_PASSING_ON.test(verb) && /(?:ды|ді)$/u.test(verb) && !/(?:лады|зды|ізді)$/u.test(verb);
  if (PRESS.test(source) && !/баспасөз хатшы/iu.test(source)) return true;
  if (namesOutlet(source)) return !PERSON.test(source) || /тілші/iu.test(source);
  if (PERSON.test(source) || FULL_NAME.test(source) || SURNAME.test(source)) return false;
  if (IS_SAYING.test(verb)) return false;
  return IS_PASSING_ON.test(verb);
}

const OPENINGS = [
  /^(?<source>[^,:«»]{2,100}?)\s+(?:хабарлайды|жазады|жазып отыр|хабарлады|жазды):\s+(?=[\p{Lu}\p{N}])/u,
  /^(?<source>[^,]{2,140}?)\s+(?:хабарлағандай|жазғандай|жеткізгендей|хабарлауынша|жазуынша|мәлімдегендей|хабарлап отырғандай|хабарлауына қарағанда),?\s*/iu,
  /^(?<source>[^,]{2,140}?)\s+(?:мәліметінше|дерегінше|деректерінше|ақпаратынша|ақпаратына сәйкес|мәліметіне сәйкес|дерегіне сәйкес|дерегіне қарағанда|мәліметіне сүйенсек|ақпаратына сүйенсек|мәліметі бойынша|дерегі бойынша|ақпараты бойынша),?\s*/iu,
  /^(?<source>[^,]{2,140}?)\s+сілтеме (?:жасап|жасай отырып),?\s*(?:[^,]{2,60} (?:хабарлағандай|жазғандай|хабарлайды|жазады),?\s*)?/iu,
].map(guarded);

/** «Құжатта айтылғандай, …»: a written source without a name. */
const WRITTEN_OPENING = guarded(
  /^(?:Құжат|Хабарлама|Есеп|Баяндама|Мәлімдеме|Пресс-релиз|Ақпарат|Жарияланым|Мақала|Материал)\p{L}{0,4}[дт][ае] (?:айтыл|көрсетіл|жазыл|атап өтіл|келтіріл|хабарлан)(?:ғандай|гендей|ғанындай|геніндей|ған деректерге сәйкес|ген деректерге сәйкес),\s*/u,
);

function stripOpening(text: string): string {
  const unnamed = WRITTEN_OPENING.exec(text);
  if (unnamed !== null) return text.slice(unnamed[0].length);
  for (const [index, pattern] of OPENINGS.entries()) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const source = match.groups?.source ?? '';
    const outlet = (PRESS.test(source) && !/баспасөз хатшы/iu.test(source)) || namesOutlet(source);
    const person = PERSON.test(source) || FULL_NAME.test(source) || SURNAME.test(source);
    // «хабарлауынша» and «сілтеме жасап» pass on by their very words; a ministry's figures («Ұлттық банк
    // дерегінше») stay its own.
    if (outlet || index === 3 || (index === 1 && !person)) return text.slice(match[0].length);
  }
  return text;
}
