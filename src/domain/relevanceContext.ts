import type { Sentence } from './article.ts';
import type { RelevanceRules } from './relevanceRules.ts';

/** What follows a compound that is part of a school's name, with at most two words between. */
const SCHOOL =
  /^(?:\s\p{L}+){0,2}\s(?:университет|институт|лице[йя]|школ|колледж|клиник|мектеб|мектеп|university|college|school|lyceum|clinic)/iu;
const NEVER = /^(?!)/;
/** "To American design, by the American model": what the thing is like. `before` null means that nothing must stand there. */
const STYLE: Readonly<Record<Sentence['language'], { before: RegExp | null; after: RegExp }>> = {
  ru: { before: /(?:^|\s)по $/i, after: /^ (?:проект|образц|стандарт|модел|методик|технологи|сценари)/ },
  kk: { before: null, after: /^ (?:үлгі|жобамен|стандарт|технологиямен|әдіс|тәсіл|моделі?мен)/i },
  en: { before: null, after: /^(?:-style| style| way| design| model| standards?)\b/ },
  other: { before: null, after: NEVER },
};
/** «По-американски», "look like American buses": what is only compared. */
const MANNER =
  /(?:^|\P{L})(?:по-|(?:похож\p{L}* на|наподобие|вроде|по примеру) |(?:like|similar to|resembl\p{L}+|modell?ed on) (?:the |an? |those of )?)$/iu;
/** «АҚШ-тағы автобусқа ұқсайды». */
const ALIKE = /^(?:[\p{L}-]*)(?: [\p{L}-]+){0,3} (?:ұқса[йс]\p{L}*|сияқты|секілді)(?!\p{L})/iu;
/** Public bodies that bear a town's name. */
const BODY_WORDS =
  '(?:университет|музе[йея]|госпитал|клиник|больниц|институт|колледж|мэри[яиюе]|зоопарк|университеті|музей|мұражай|аурухана|сот[ыт]|суд(?:а|у|ом|е)?(?!\\p{L})|суд(?:ья|ьи)|university|museum|hospital|clinic|institute|college|city council|mayor|zoo|sheriff|prosecutor|court|judge|jury|medical (?:center|school)|orchestra|philharmonic|opera)';
/** Where a public body stands of the town's name it bears. */
const BODY = {
  after: new RegExp(`^(?:['’]s|\\p{L}{0,4}) (?:[\\p{L}-]+ ){0,2}${BODY_WORDS}`, 'iu'),
  before: new RegExp(`(?<!\\p{L})${BODY_WORDS}\\p{L}{0,4} (?:of |in |в |из )?$`, 'iu'),
};
/** Policies beside the name of whose they are; behind it in Kazakh and English. */
const POLICY = {
  ru: /(?:пошлин|тариф|политик|торгов\p{L}{2,3} войн)\p{L}{0,4} (?:дональда )?$/iu,
  after: /(?:['’]s (?:\w+ )?(?:tariff|trade|polic)| tariffs?\b|[дт]ың (?:\p{L}+ )?(?:баж|тариф|саясат))/iu,
};
/** Words for the land, air and borders of a country, by the side on which they stand of its name. */
const SCENE: Readonly<Record<Sentence['language'], { before: RegExp; after: RegExp }>> = {
  ru: { before: /(?:территори|пространств|границ|земл|небо|небе|вод)[а-я]{0,3} (?:с |над )?$/, after: NEVER },
  kk: { before: NEVER, after: /^[а-яёәғқңөұүһі-]{0,8} (?:аума[ғқ]|әуе кеңістіг|шекара|жерінде|аспанын)/i },
  en: {
    before: /(?:territory|airspace|soil|border|waters|skies) (?:of|with|over) (?:the )?$/,
    after: /^(?:['’]s)?(?: air)? (?:territory|soil|airspace|space|waters|border|skies)\b/,
  },
  other: { before: NEVER, after: NEVER },
};
/** A country that is only where somebody was: "detained in Spain", «задержали в Испании», «Испанияда ұсталды». */
const PLACE: Partial<Record<Sentence['language'], { before: RegExp; name: RegExp }>> = {
  ru: { before: /(?:задерж|арест|жи[влт]|учи[лтм]|работал|скрыва|пойма)\p{L}* (?:в|во|на) $/iu, name: /^/ },
  en: { before: /(?:detained|arrested|caught|held|living|lived|studied|born) in (?:the )?$/i, name: /^/ },
  kk: { before: /^/, name: /^\p{L}+[дт][ае](?:н|ғы|гі)? (?:ұста|қамау|тұр|оқы|жасырын|қолға түс)/iu },
};
/** «МИД Украины», «Өзбекстан президенті»: a country beside an office says whose it is. */
export function isOwned(
  { text, mentions }: Sentence,
  rules: RelevanceRules,
  start: number,
  end: number,
): boolean {
  return mentions.some((mention) => {
    const meaning = rules.entities.get(mention.entity);
    if (meaning?.kind !== 'place' || meaning.kz > 0 || !(meaning.third || meaning.bare)) return false;
    const between = mention.end <= start ? text.slice(mention.end, start) : text.slice(end, mention.start);
    return (mention.end <= start || mention.start >= end) && between === ' ';
  });
}

/** «Казахстанско-Американский свободный университет» is a Kazakh school and ties nobody. */
export function isNameOfSchool({ text }: Sentence, end: number): boolean {
  return SCHOOL.test(text.slice(end, end + 40));
}

/** True when "American" says how a thing is made and not by whom. */
export function isStyle({ text, language }: Sentence, start: number, end: number): boolean {
  const style = STYLE[language];
  if (MANNER.test(text.slice(Math.max(0, start - 24), start))) return true;
  if (language === 'kk' && ALIKE.test(text.slice(end, end + 60))) return true;
  return (
    style.after.test(text.slice(end, end + 20)) &&
    (style.before === null || style.before.test(text.slice(Math.max(0, start - 12), start)))
  );
}

/** "Trump's tariffs", «пошлины Трампа»: what is done to the whole world, of which the person is no actor here. */
export function isPolicy({ text, language }: Sentence, start: number, end: number): boolean {
  if (language === 'ru') return POLICY.ru.test(text.slice(Math.max(0, start - 32), start));
  return POLICY.after.test(text.slice(Math.max(start, end - 4), end + 32));
}

/** A museum, a clinic, a university of a town acts; the town alone is where somebody was. */
export function isBody({ text }: Sentence, start: number, end: number): boolean {
  return (
    BODY.after.test(text.slice(end, end + 48)) || BODY.before.test(text.slice(Math.max(0, start - 48), start))
  );
}

/** True when a third country there is only where, or over which, something happens. */
export function isScene({ text, language }: Sentence, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 24);
  const [scene, place] = [SCENE[language], PLACE[language]];
  if (place?.before.test(before) && place.name.test(text.slice(start, end) + after)) return true;
  return scene.before.test(before) || scene.after.test(after);
}
