import type { Mention, Position, ReadText, Sentence } from './article.ts';
import type { EntityKind, NegativeFrame } from './knowledge.ts';
import { guarded, type Matcher } from './language/guarded.ts';
import { tellsPast } from './language/tense.ts';
import { isBody, isNameOfSchool, isOwned, isPolicy, isScene, isStyle } from './relevanceContext.ts';
import type { EntityMeaning, Meaning, RelevanceRules } from './relevanceRules.ts';

/** What one sentence says of the two sides. */
export interface SentenceFacts {
  readonly position: Position;
  /** How strongly each side stands in it, 0–1. */
  readonly kz: number;
  readonly us: number;
  /** True when the side is there as a person, company, agency … and not only by the country's name. */
  readonly kzActs: boolean;
  readonly usActs: boolean;
  readonly usKinds: ReadonlySet<EntityKind>;
  /** Distinct third countries; leaders and capitals of the same country are not counted again. */
  readonly third: number;
  /** True when a third country, or somebody who stands for one, is named. */
  readonly thirdNamed: boolean;
  /** Distinct Central Asian states, Kazakhstan among them. */
  readonly members: number;
  /** True when a third country outside Central Asia, or somebody who stands for one, is named. */
  readonly outsider: boolean;
  /** It speaks of all five Central Asian states at once: "five leaders of Central Asia". */
  readonly five: boolean;
  /** An embassy or ambassador of one side with the other is named, and the host too. */
  readonly mission: boolean;
  readonly format: boolean;
  /** One name stands for both sides: an ambassador, "казахстанско-американский". */
  readonly both: boolean;
  readonly interaction: boolean;
  readonly measure: boolean;
  readonly aside: boolean;
  /** The United States and a third country stand side by side, Kazakhstan apart: "talks of Trump and Xi". */
  readonly othersPair: boolean;
  readonly shareholder: boolean;
  /** It speaks to its reader ("you will need", "заполните") and quotes nobody. */
  readonly addressed: boolean;
  /** It says what travellers or applicants can or must do, and quotes nobody. */
  readonly instructs: boolean;
  /** A visa, a passport, a stay … is named. */
  readonly paper: boolean;
  /** Something is decided, changed or announced. */
  readonly decision: boolean;
  /** Whether it tells what has happened: asked of few texts. */
  readonly past: () => boolean;
  /** It speaks of the writer's own country without naming it, and quotes nobody. */
  readonly home: boolean;
  /** Distinct words of each negative frame. */
  readonly frames: ReadonlyMap<NegativeFrame, number>;
  readonly lifted: ReadonlySet<NegativeFrame>;
}

/** A weak name. */
const HALF = 0.5;
/** What a name counts that other countries share: less than the full name, more than a weak word. */
const SHARED = 0.75;
/** A firm's product ("Boeing 787") is there without the firm. */
const PRODUCT = 0.4;
const MODEL = /^[\s-]{1,2}(?:[A-Z]{1,2}-?\d{2,4}|\d{3})\b/;
/** A Latin name with a Cyrillic ending («Boeing-тен 15 ұшақ»): no number that follows is its model. */
const DECLINED = /[a-z]['’-]?[а-яёәғқңөұүһі]+$/i;
/** What stands between two partners: "and", "with" or a dash, and at most a word such as "President". */
const PARTNERS =
  /^(?: ?[-–—] ?|(?: [\p{L}-]{2,14}){0,2} (?:и|с|со|мен|бен|пен|және|and|with|ile|ve|va|bilan|билан|менен|жана|та|і|й|з|із|und|mit|et|avec|y|con)(?: the)? (?:(?!\p{L}*[аеиыуюя]л[аио]? )[\p{L}.-]{2,16} ){0,2})$/u;
/** An embassy that is named without its host may be the one in another country. */
const HOST = /[кқ]аза[хқ]ст|kazakh|аст[аә]н|astan|алмат|almat|(?<!\p{L})(?:РК|ҚР|Қазақ)/iu;
/** What stands between two items of a list. */
const LISTED = /^ ?[,–—-] ?(?:the )?$/;
/** The second person in which guides speak; in news it stands in quotes only. */
const ADDRESS: Readonly<Record<Sentence['language'], Matcher | null>> = {
  ru: guarded(
    /(?<!\p{L})(?:вы|вам|вас|вами|ваш(?:а|е|и|у|его|ему|ей|им|ими|их|ем)?)(?!\p{L})|[аеиоуыюя]йте(?:сь)?(?!\p{L})|\p{L}{3}ьте(?:сь)?(?!\p{L})|\p{L}{3}итесь(?!\p{L})|^\p{L}{3,}ите(?!\p{L})/iu,
  ),
  kk: guarded(
    /(?<!\p{L})(?:сіз(?:ге|дің|ден|ді|бен)?)(?!\p{L})|\p{L}{2}[ыі]?(?:ңыз|ңіз)(?:ды|ді|дың|дің|ға|ге|да|де|дан|ден)?(?!\p{L})|(?<!\p{L})(?:(?:ал|бар|толтыр|тапсыр|таб|қатыс|жаз)асыз|(?:бер|кел|көр|кір|түс|жібер|күт|біл|үйрен)есіз|(?:таңда|жаса|тыңда)йсыз|(?:төле|істе|жүкте)йсіз|оқисыз)(?!\p{L})/iu,
  ),
  en: guarded(/(?<!\p{L})(?:you|your|yours)(?!\p{L})/iu),
  other: null,
};
const QUOTE = /["«»“”„]|^\s*[-–—] /;
/** Words that end as an imperative or the second person does: "site", "sea", "important", "legend". */
const NOT_ADDRESS = /сайте(?!\p{L})|(?<!\p{L})(?:теңіз|маңыз|аңыз)/giu;

/** Reads off every sentence what `judgeRelevance` weighs. Never throws. */
export function relevanceFacts(read: ReadText, rules: RelevanceRules): SentenceFacts[] {
  return [...read.sentences, ...(read.asked ?? [])].map((sentence) => factsOf(sentence, rules));
}

function factsOf(sentence: Sentence, rules: RelevanceRules): SentenceFacts {
  const strength = { kz: 0, us: 0 };
  const acts = { kz: false, us: false };
  const usKinds = new Set<EntityKind>();
  const countries = new Set<string>();
  const members = new Set<number>();
  const hits = rules.terms.find(sentence.text, sentence.language);
  const names = hits.filter(({ value, end }) => value.kind === 'compound' && isNameOfSchool(sentence, end));
  const aboutFormat = sentence.mentions.some(({ entity }) => isUsFormat(rules.entities.get(entity)));
  let thirdNamed = false;
  let outsider = false;
  let mission = false;
  const said = new Set<Meaning['kind']>();
  const frames = new Map<NegativeFrame, Set<string>>();
  const lifted = new Set<NegativeFrame>();
  let both = false;
  let format = false;

  for (const { entity, start, end } of sentence.mentions) {
    const meaning = rules.entities.get(entity);
    if (!meaning) continue;
    if (meaning.us > 0 && names.some((school) => school.start < end && start < school.end)) continue;
    const name = sentence.text.slice(start, end);
    const product =
      meaning.kind === 'company' && MODEL.test(sentence.text.slice(end, end + 8)) && !DECLINED.test(name);
    const shared = meaning.bare && rules.sharedNames.some((beginning) => name.startsWith(beginning));
    const style = meaning.bare && meaning.us > 0 && isStyle(sentence, start, end);
    const policy = meaning.kind === 'person' && meaning.us > 0 && isPolicy(sentence, start, end);
    const most = style ? 0 : product ? PRODUCT : policy ? HALF : shared ? SHARED : 1;
    strength.kz = Math.max(strength.kz, Math.min(meaning.kz, most));
    const body = meaning.kind === 'place' && meaning.us === HALF && isBody(sentence, start, end);
    strength.us = Math.max(strength.us, body ? 1 : Math.min(meaning.us, most));
    if (meaning.us > 0) usKinds.add(meaning.kind);
    if (!meaning.bare && meaning.kind !== 'place' && !product && !policy) {
      acts.kz ||= meaning.kz > 0;
      acts.us ||= meaning.us > 0;
    }
    acts.us ||= body;
    if (meaning.member !== null) members.add(meaning.member);
    mission ||= meaning.mission && HOST.test(name);
    if (meaning.third && !(meaning.subject && aboutFormat) && !isScene(sentence, start, end)) {
      if (meaning.kind === 'place') countries.add(entity);
      thirdNamed = true;
      outsider ||= meaning.member === null;
    }
    both ||= meaning.both;
    format ||= meaning.format;
  }
  for (const { value, term, start, end } of hits) {
    if (value.kind === 'compound' && names.some((school) => school.start === start)) continue;
    said.add(value.kind);
    if (value.kind === 'side' && !isOwned(sentence, rules, start, end)) {
      const body = value.side === 'us' && value.strength === HALF && isBody(sentence, start, end);
      strength[value.side] = Math.max(strength[value.side], body ? 1 : value.strength);
      acts.us ||= body;
    }
    if (value.kind === 'third' && !insideName(sentence, start, end) && !isScene(sentence, start, end)) {
      countries.add(value.name);
      thirdNamed = true;
      outsider = true;
    }
    if (value.kind === 'stranger') {
      thirdNamed = true;
      outsider = true;
    }
    if (value.kind === 'lifts') lifted.add(value.frame);
    // A word inside a party's name («Америка Құрама Штаттары») or a sum («млн долларов США») is no subject.
    const isPart = insideParty(sentence, rules, start, end) || insideFigure(sentence, start, end);
    if (value.kind === 'frame' && !isPart) {
      const found = frames.get(value.frame) ?? new Set();
      frames.set(value.frame, found.add(term));
    }
  }
  both ||= said.has('compound');
  if (names.length > 0) strength.kz = 1;
  return {
    position: sentence.position,
    kz: both ? 1 : strength.kz,
    us: both ? 1 : strength.us,
    kzActs: acts.kz,
    usActs: acts.us,
    usKinds,
    third: countries.size,
    thirdNamed,
    members: members.size,
    outsider,
    five: said.has('five'),
    mission,
    format,
    both,
    interaction: said.has('interaction'),
    measure: said.has('measure'),
    aside: said.has('aside'),
    othersPair: isOthersPair(sentence, rules),
    shareholder: said.has('shareholder'),
    addressed: speaksToReader(sentence),
    instructs: said.has('must') && (said.has('reader') || said.has('paper')) && !QUOTE.test(sentence.text),
    paper: said.has('paper'),
    decision: said.has('decision'),
    past: () => tellsPast(sentence.text, sentence.language),
    home: said.has('home') && !QUOTE.test(sentence.text),
    frames: new Map([...frames].map(([frame, found]) => [frame, found.size])),
    lifted,
  };
}

/** What the gazetteer has read there, a third country or a name that holds one, is not counted again. */
function insideName(sentence: Sentence, start: number, end: number): boolean {
  return sentence.mentions.some((mention) => mention.start < end && start < mention.end);
}

function insideParty(sentence: Sentence, rules: RelevanceRules, start: number, end: number): boolean {
  return sentence.mentions.some((mention) => {
    const party = rules.entities.get(mention.entity);
    return party && party.kz + party.us > 0 && mention.start <= start && end <= mention.end;
  });
}

function insideFigure(sentence: Sentence, start: number, end: number): boolean {
  return sentence.figures.some((figure) => figure.start < end && start < figure.end);
}

function isUsFormat(meaning: EntityMeaning | undefined): boolean {
  return meaning?.kind === 'format' && meaning.us > 0;
}

/** True when a US and a third party are joined, and no Kazakh party is joined to either. */
function isOthersPair(sentence: Sentence, rules: RelevanceRules): boolean {
  const { text, mentions } = sentence;
  const joined = (a: Mention | undefined, b: Mention | undefined) =>
    a !== undefined && b !== undefined && PARTNERS.test(text.slice(a.end, b.start));
  const isKz = (mention: Mention | undefined) =>
    mention !== undefined && (rules.entities.get(mention.entity)?.kz ?? 0) > 0;
  return mentions.some((first, index) => {
    const second = mentions[index + 1];
    const [a, b] = [rules.entities.get(first.entity), rules.entities.get(second?.entity ?? '')];
    if (!a || !b || !((a.us > 0 && b.third) || (a.third && b.us > 0))) return false;
    if (isUsFormat(a) || isUsFormat(b) || !joined(first, second)) return false;
    const [before, after] = [mentions[index - 1], mentions[index + 2]];
    const near = (x: Mention, y: Mention) => LISTED.test(text.slice(x.end, y.start));
    if (before && isKz(before) && (joined(before, first) || near(before, first))) return false;
    return !(after && second && isKz(after) && (joined(second, after) || near(second, after)));
  });
}

/** True for a sentence that speaks to its reader in the second person, as guides do; quotes are not counted. */
export function speaksToReader({ text, language }: Sentence): boolean {
  const words = ADDRESS[language];
  // The mark is looked for first: it is found sooner, or is not there.
  return words !== null && !QUOTE.test(text) && words.test(text.replace(NOT_ADDRESS, ' '));
}
