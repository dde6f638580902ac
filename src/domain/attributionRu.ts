import { namesOutlet } from './attributionSources.ts';
import { guarded } from './language/guarded.ts';

const W = '(?![\\p{L}])';
/** What those do who pass news on. */
const PRESENT =
  'переда[её]т|передают|сообщает|сообщают|пишет|пишут|информирует|информируют|публикует|цитирует|рассказывает';
const PAST =
  'сообщил|сообщила|сообщили|сообщило|передал|передала|передали|передало|написал|написала|написали|написало|' +
  'проинформировал|проинформировала|проинформировали|проинформировало|рассказали|рассказал|рассказала|уточнили|' +
  'добавили|пояснили|отметили|отмечают|отмечает|уточняет|уточняют|пояснила|подтвердили|говорят|заявили|подчеркнули';
/** Verbs without a speaker: their source is a document. */
const WRITTEN =
  'говорится|сказано|отмечается|указано|указывается|подч[её]ркивается|сообщается|уточняется|поясняется|' +
  'добавляется|отмечено|приводится|следует';
const RECALLED =
  'напоминает|напоминают|напомнил|напомнила|напомнило|напомнили|отметило|отмечает|подчеркивает|добавляет|уточнило|уточняет|пишет';
const IS_PRESENT = new RegExp(`^(?:${PRESENT})$`, 'iu');
const IS_WRITTEN = new RegExp(`^(?:${WRITTEN})$`, 'iu');
/** Verbs of saying, not of passing on: their speaker stays unless it is an outlet or a press office. */
const IS_SAYING =
  /^(?:рассказал|рассказала|рассказывает|уточн|добавили|поясн|отме|подтверд|говорят|заявили|подчеркнули)/iu;

/** Head nouns of those who pass news on. */
const PRESS = guarded(
  /^(?:(?:в|во|на|из|нам|нашему|наш|наша|собственн\p{L}+|официальн\p{L}+|зарубежн\p{L}+|местн\p{L}+|американск\p{L}+|казахстанск\p{L}+|международн\p{L}+|информационн\p{L}+|деловo?\p{L}*|соб)\.? +)*(?:информ?агентств|агентств\p{L}* (?:новост|[«"A-ZА-Я])|агентств\p{L}*$|издани|газет|журнал(?!ист)|телеканал|телекомпани|радио|портал|сайт|пресс-(?!секрет)|корреспондент|корр\.|собкор|сми(?!\p{L})|медиа|редакци|источник|telegram|телеграм|канал|интернет-|медиахолдинг|новостн|служб\p{L}* (?:коммуникаци|новост|информаци)|департамент\p{L}* (?:информаци|коммуникаци|по связям)|управлени\p{L}* (?:информаци|коммуникаци|по связям)|страниц|аккаунт|сообщени|релиз|публикаци|материал|статье|тексте|facebook|соцсет)/iu,
);
/** Those who speak for themselves. */
const PERSON = guarded(
  /^(?:(?:его|ее|её|сам\p{L}*|зам)\.? +)?(?:\p{L}+(?:ый|ий|ой|ая|яя) +){0,3}(?:\p{L}+-)?(?:президент|глава|министр(?!ств|ерств)|вице-|премьер|посол|депутат|сенатор|конгрессмен|аким(?!ат)|директор|гендиректор|председател|руководител|секретар|госсекретар|пресс-секретар|представител|спикер|эксперт|аналитик|экономист|политолог|дипломат|чиновник|заместител|зам|советник|уч[её]н|профессор|юрист|он|она|они|собеседник|участник|автор|лидер|ректор|студент|житель|спецпосланник|управляющ)/iu,
);
/** Two capitalised words in a row, or one with the ending of a surname: a person. */
const FULL_NAME = /^(?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? ){1,2}\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?![\p{L}»"])/u;
/** Bodies whose names stand without a noun in front. */
const BODY =
  /^(?:(?:в|во|на) |\p{Ll}|\p{Lu}{2,}|[A-Z«"]|(?:Нац|Мин|Гос|Казатом|КазМунай|Бел|Пентагон|Сенат|Конгресс|Акорд|Кремл|Мажилис|Курултай|Правительств|Посольств))/u;
/** To report, not to state: whoever it is but a person, the news only came through him. */
const IS_REPORTING = /^(?:сообщил|передал|проинформировал)/iu;
const SURNAME =
  /^\p{Lu}\p{Ll}*(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|ко|улы|ұлы|амп|био|ник|вэнс|анс)(?![\p{L}])/iu;

/** Takes off a Russian sentence's attribution; null when nothing of substance is left. */
export function stripRussian(text: string): string | null {
  const rest = stripOpening(stripMiddle(stripTail(stripBracket(text))));
  if (rest === null || EMPTY.some((pattern) => pattern.test(text) || pattern.test(rest))) return null;
  return rest;
}

/** Sentences that say nothing but where the news came from, or that it is told elsewhere. */
const EMPTY = [
  /^(?:Об этом|О ч[её]м|Про это|О данном факте|О случившемся)(?![\p{L}]).{0,200}?(?:сообщ|переда|пиш|писал|говор|известно|заяв|рассказ|информир|отме[тч]|объяв|свидетельств|указ|упом|расскаж|поведал|напис)/iu,
  /^(?:Эту|Данную|Такую|Соответствующую) (?:информацию|новость|запись|публикацию|заявление)/iu,
  /^(?:Соответствующ\p{L}+|Информаци\p{L}+ об этом|Данные об этом) .{0,80}(?:размещ|опубликован|появил|подтвержд)/iu,
  /^(?:Источник|Фото|Видео|Автор|Подробнее|Подробности|Больше новостей|Ссылка)(?![\p{L}])[^.!?]{0,80}[:.]?/iu,
  /^.{0,90}(?:(?:сообщ|напис|заяв|рассказ|объяв|поведа)\p{L}* об этом|об этом (?:сообщ|напис|заяв|рассказ|объяв|поведа)\p{L}*).{0,90}$/iu,
  /^(?:Ранее|Напомним|Как (?:ранее )?(?:сообщалось|писал\p{L}*|мы писали|уже сообщалось))(?![\p{L}])/iu,
].map(guarded);

const BRACKET = /\s*[([]([^()[\]]{2,60})[)\]]\s*([.!])?$/u;

function stripBracket(text: string): string {
  const match = BRACKET.exec(text);
  if (match === null || !namesOutlet(match[1] ?? '') || /\d/.test(match[1] ?? '')) return text;
  return `${text.slice(0, match.index)}.`.replace(/([.!?])\.$/, '$1');
}

const VERB = new RegExp(
  `(?:[,;]|[«»"”]?\\s+[–—-])\\s*(?:[–—-]\\s*)?(?:(?:как|о ч[её]м|об этом)\\s+)?(?<verb>${PRESENT}|${PAST}|${WRITTEN})${W}(?<rest>.*)$`,
  'giu',
);

const HAS_VERB = guarded(new RegExp(VERB.source, 'iu'));

/** «…, передаёт X со ссылкой на Y.» */
function stripTail(text: string): string {
  if (!HAS_VERB.mayMatch(text)) return text;
  VERB.lastIndex = 0;
  for (let match = VERB.exec(text); match !== null; match = VERB.exec(text)) {
    const { verb = '', rest = '' } = match.groups ?? {};
    const source = rest.trim().replace(/[.!…]+$/, '');
    // What follows a comma inside the source may only be more of the source.
    if (
      source.length <= 240 &&
      !/[,;] (?:что|чтобы|котор|но|а|где|когда|если|хотя|и|однако)(?![\p{L}])/iu.test(source)
    )
      if (tailOfSources(source) && passesOn(verb, source)) return text.slice(0, match.index);
    VERB.lastIndex = match.index + 1;
  }
  return text;
}

/** True when the commas of a tail only join sources: «в МИД, сообщает X», «пресс-служба компании, передаёт Y». */
function tailOfSources(source: string): boolean {
  return source
    .split(/[,;]\s+/)
    .slice(1)
    .every((part) =>
      new RegExp(`^(?:(?:как|со ссылкой на|ссылаясь на|по данным)\\s|${PRESENT}|${PAST})`, 'iu').test(part),
    );
}

/** True when whoever stands after `verb` passes the news on and does not speak for itself. */
function passesOn(verb: string, source: string): boolean {
  if (/(?:со ссылкой|ссылаясь) на(?![\p{L}])/iu.test(source)) return true;
  if (IS_WRITTEN.test(verb)) return source === '' || PRESS.test(source) || namesOutlet(source);
  if (source === '') return IS_PRESENT.test(verb);
  if (PRESS.test(source)) return true;
  if (PERSON.test(source)) return false;
  if (namesOutlet(source)) return true;
  if (IS_SAYING.test(verb)) return false;
  const bare = source.replace(/^(?:в|во|на)\s+/iu, '');
  if (FULL_NAME.test(bare) || SURNAME.test(bare)) return false;
  return IS_PRESENT.test(verb) || (IS_REPORTING.test(verb) && BODY.test(source));
}

const MIDDLE = guarded(
  new RegExp(
    `,\\s*(?:как\\s+)?(?<verb>${PRESENT}|${PAST})${W}\\s*(?<source>[^,.;]{2,120}),\\s*(?<rest>\\p{Ll}.*)$`,
    'iu',
  ),
);
/** A verb in a personal form or a short participle: what a clause has and a ministry's name has not. */
const FINITE =
  /(?<!\p{L})\p{L}{2,}(?:[аеиоуыяюё]л(?:а|о|и|ся|ась|ось|ись)?|[её]т(?:ся)?|ит(?:ся)?|[ую]т(?:ся)?|[ая]т(?:ся)?|[аяе]н(?:а|о|ы)?)(?!\p{L})/u;
const JOINS_BY_COMMA =
  /^(?:что|чтобы|котор\p{L}+|где|когда|если|хотя|но|а|однако|поскольку|так как|куда|откуда)(?![\p{L}])/iu;

/** «Казахстан, передаёт X, подписал …»; left alone when it is unclear whether a comma has to stay. */
function stripMiddle(text: string): string | null {
  const match = MIDDLE.exec(text);
  const { verb = '', source = '', rest = '' } = match?.groups ?? {};
  if (match === null || /^что(?![\p{L}])/iu.test(source) || !passesOn(verb, source)) return text;
  const before = text.slice(0, match.index);
  // «…, передаёт пресс-служба министерства развития, инноваций и …»: the comma is the source's own.
  if (!FINITE.test(rest) && !JOINS_BY_COMMA.test(rest)) return before;
  if (JOINS_BY_COMMA.test(rest)) return `${before}, ${rest}`;
  if (before.includes(',') || /^(?:Когда|Если|После того|Хотя|Чтобы|Поскольку)/u.test(before)) return null;
  return `${before} ${rest}`;
}

/** «Как говорится в документе, который …, …»: a written source that is not named; a named one says whose words these are. */
const WRITTEN_OPENING = guarded(
  /^Как (?:говорится|отмечается|указано|указывается|следует|сказано|сообщается|подч[её]ркивается|поясняется|уточняется) (?:в|во|на|из) (?:\p{Ll}[^,«»"A-ZА-ЯЁ]{2,80})(?:, (?:котор|опубликован|размещ[её]нн|подготовлен|представлен|распростран[её]н|выпущен)[^,]{2,100})?, (?=[\p{L}\p{N}«$])/u,
);

const OPENINGS = [
  {
    pattern:
      /^(?<source>[^,:«»]{2,100}?) (?:сообщает|пишет|передает|передаёт|сообщил|сообщила|сообщило): (?=[\p{Lu}\p{N}])/u,
    always: true,
  },
  {
    pattern: new RegExp(
      `^Как (?:ранее )?(?<verb>${PRESENT}|${PAST}|стало известно)${W}\\s*(?<source>[^,]{0,160}),\\s*`,
      'iu',
    ),
    always: false,
  },
  {
    pattern: new RegExp(
      `^(?<source>[^,]{2,160}?)(?:,? (?:со ссылкой|ссылаясь) на [^,]{2,120},?)? (?<verb>${PRESENT}|${PAST}|${RECALLED}), (?:что )`,
      'iu',
    ),
    always: true,
  },
  {
    pattern:
      /^(?:Со ссылкой|Ссылаясь) на (?<source>[^,]{2,120}),? (?:[^,]{2,60} )?(?:сообщает|передает|пишет)[^,]{0,60},(?: что)? /iu,
    always: false,
  },
  {
    pattern:
      /^(?:По (?:данным|информации|сообщени\p{L}+|сведениям|материалам)|Согласно (?:данным|информации|сообщению|пресс-релизу|публикации|материалу))\s+(?<source>[^,]{2,120}),\s*/iu,
    always: true,
  },
].map(({ pattern, always }) => ({ pattern: guarded(pattern), always }));

/** A second verb of the one who says: it leans on what would be cut. */
const SPEAKS_ON = guarded(
  /\s(?:и|а также|но)\s(?:также )?(?:выраз|подчеркн|отмет|добав|призва|пожела|поблагодар|сообщ|заяв|напомн|попрос|рекомендова|посоветова|уточн|предупред|назва|указа)\p{L}*(?:л|ла|ли|ло)(?!\p{L})/u,
);

function stripOpening(text: string | null): string | null {
  if (text === null) return null;
  const written = WRITTEN_OPENING.exec(text);
  if (written !== null) return text.slice(written[0].length);
  for (const { pattern, always } of OPENINGS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const { verb = 'сообщает', source = '' } = match.groups ?? {};
    const outlet = PRESS.test(source) || namesOutlet(source);
    // «В сообщении отметили, что …, и выразили …»: the second verb would be left without its subject.
    if (SPEAKS_ON.test(text.slice(match[0].length))) return text;
    if (outlet || (!always && passesOn(verb.startsWith('стало') ? 'сообщает' : verb, source)))
      return text.slice(match[0].length);
  }
  return text;
}
