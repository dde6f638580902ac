import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';
import type { Language } from '../article.ts';
import { kazakhStem, kazakhStems } from './kazakh.ts';
import { letterCode } from './kazakhLetters.ts';
import { perText } from './perText.ts';
import { isPlain, PLAIN_LETTERS } from './plain.ts';
import { foldCase } from './text.ts';

const WORDS =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:%?-|['+&]|[.,](?=\p{N}))[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
/** The same for a plain text. */
const PLAIN_WORDS = new RegExp(`[${PLAIN_LETTERS}]+(?:(?:%?-|['+&]|[.,](?=[0-9]))[${PLAIN_LETTERS}]+)*`, 'g');
const CYRILLIC_WORD = /^[\p{Script=Cyrillic}-]+$/u;
const ENGLISH_WORD = /^[a-z][a-z'-]*$/;
const LONGEST_WORD = 60;

/**
 * Russian nouns of which the stemmer takes the bare form for a verb's or an adjective's («визит» → «виз», «уран» →
 * «ура»), while it leaves most other forms alone («урана» → «уран»).
 */
const RUSSIAN_NOUNS: ReadonlySet<string> = new Set(
  (
    'визит транзит депозит реквизит кредит аудит лимит саммит гранит аппетит архив массив пассив прилив наплыв отзыв ' +
    'призыв созыв взрыв прорыв перерыв режим материал капитал персонал портал журнал квартал интервал минерал канал ' +
    'финал сигнал терминал арсенал металл уран иран тегеран океан экран титан орган вольфрам литий алюминий обмен ' +
    'экзамен феномен объем подъем прием байден рубио мадиев токаев нуртлеу бектенов ильясов юсупов акорда'
  ).split(' '),
);
/** The same by their endings: локомотив, дефицит, потенциал, Узбекистан, Кошербаев. */
const RUSSIAN_NOUN = /^.+(?:[аеиокрс]тив|[иео]фицит|[ио]зит|[цнртл]иал|[еикох]стан|[аеикорс]баев)$/u;
const RUSSIAN_LATIN = /^([a-z\d+]+)-(?:а|у|ом|е|ы|и|ов|ами|ах|я|ю|ем|й|го|му|х)$/;
const RUSSIAN_CASE = /(?:ами|ями|ах|ях|ам|ям|ом|ем|ым|ов|ей|[аяуюеыи])$/u;

/**
 * Cuts `text` into words in folded case, in order. A hyphenated word or ending stays in one piece, and so does what
 * is written with + & ' or a decimal mark: «c5+1-дің», «10%-ға», «касым-жомарт», «4,2».
 */
export function words(text: string): string[] {
  const folded = foldCase(text);
  return folded.match(isPlain(folded) ? PLAIN_WORDS : WORDS) ?? [];
}

/**
 * Returns the one stem that stands best for `word` in its paragraph's language; words of other languages and scripts
 * are only folded. Most forms of a word share it, not all: compare by prefix where a miss is costly.
 *
 * @returns never empty for a word with a letter or digit
 */
export function stem(word: string, language: Language): string {
  if (language === 'kk' && word.length <= LONGEST_WORD) return kazakhStem(word);
  const folded = folding(word);
  if (folded.length > LONGEST_WORD) return folded;
  if (language === 'ru') return russianStem(folded);
  if (language === 'en') return englishStem(folded);
  return folded;
}

/** News repeats its words; the memory of a language is emptied when full. */
const MOST_REMEMBERED = 20_000;

function stemsOf(language: Language): (text: string) => readonly string[] {
  const known = new Map<string, string>();
  const remembered = (word: string): string => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const made = stem(word, language);
    if (known.size >= MOST_REMEMBERED) known.clear();
    if (word.length <= LONGEST_WORD) known.set(word, made);
    return made;
  };
  return perText((text) => words(text).map(remembered));
}

const STEMS_OF: Readonly<Record<Language, (text: string) => readonly string[]>> = {
  ...{ ru: stemsOf('ru'), kk: stemsOf('kk'), en: stemsOf('en'), other: stemsOf('other') },
};

/** The stem of each word of `text`, in order. Stories and summaries ask this of the same sentences. */
export function stemsIn(text: string, language: Language): readonly string[] {
  return STEMS_OF[language](text);
}

/**
 * Returns all stems that `word` may have, the best first: one in Russian and English, up to eight in Kazakh, where a
 * word must be found by any of its forms («саммиті» is саммит + і or самми + ті). For the search index.
 */
export function stems(word: string, language: Language): string[] {
  return language === 'kk' ? kazakhStems(word) : [stem(word, language)];
}

/** `foldCase`, without its cost for words that are in folded case already, as those of `words` are. */
function folding(word: string): string {
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    const plain = (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x2d;
    if (!plain && letterCode(unit) === 0) return foldCase(word);
  }
  return word;
}

function russianStem(word: string): string {
  // «Wabtec-а», «Boeing-ом»: the ending of a Latin name.
  const latin = word.includes('-') ? RUSSIAN_LATIN.exec(word)?.[1] : undefined;
  if (latin !== undefined) return latin;
  if (!CYRILLIC_WORD.test(word)) return word;
  const base = word.replace(RUSSIAN_CASE, '');
  if (RUSSIAN_NOUNS.has(word) || RUSSIAN_NOUN.test(word)) return word;
  if (base !== word && (RUSSIAN_NOUNS.has(base) || RUSSIAN_NOUN.test(base))) return base;
  return russian(word) || word;
}

function englishStem(word: string): string {
  const bare = word.includes("'") ? word.replace(/'s?$/, '') : word;
  return ENGLISH_WORD.test(bare) ? english(bare) || bare : bare || word;
}
