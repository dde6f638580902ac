import { getLIDModel } from 'fasttext.wasm.js';
import type { Language } from '../article.ts';
import { normalize } from './text.ts';

/** Tells Russian, Kazakh and English apart, and from all else. Synchronous and deterministic once loaded. */
export interface Identifier {
  /**
   * Language of one paragraph. Never throws; a text without letters is `other`.
   *
   * @param hint what the source declares. It decides only where the text cannot: under 20 letters, or where the
   *   letters and the model disagree.
   */
  paragraph(text: string, hint?: Language): Language;
  /**
   * Language of most letters of title and paragraphs. `mixed` when a second language has at least a quarter of them.
   * `paragraphs[i]` is the language of paragraph `i`; one of under 20 letters takes the article's where its own is
   * not certain.
   */
  article(
    title: string,
    paragraphs: readonly string[],
    hint?: Language,
  ): { language: Language; mixed: boolean; paragraphs: Language[] };
}

interface Verdict {
  readonly language: Language;
  readonly certain: boolean;
}

/** The model's label ("ru", "kk", "ky" …) and its probability. */
type Model = (text: string) => { label: string; probability: number };

/** What the model reads of a paragraph: more does not make it surer. */
const MODEL_CHARACTERS = 500;
const FEW_LETTERS = 20;
const MANY_LETTERS = 60;
/** Below this probability the model's answer for a short text gives way to the declared language. */
const UNSURE = 0.6;

const LETTER = /\p{L}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;
/** A name in quotes, up to six words. */
const QUOTED_NAME = /[«"“„][^\s«»"“”„]+(?: [^\s«»"“”„]+){0,5} ?[»"”“]/gu;
const WORD = /[\p{L}]+(?:[-'’][\p{L}]+)*/gu;

/** Letters that neither Russian nor Kazakh has, each the mark of a language that is not read. */
const FOREIGN_CYRILLIC = /[ўҳӯӣҷҗҡҙҫјљњћђѓќџѕҥ]/u;
const UKRAINIAN = /[їєґ]/u;
const KAZAKH_LETTER = /[әғқңөұүһі]/u;
/** қ, ғ and ұ belong to Kazakh among the Cyrillic languages of our news that also have no ў ҳ ҷ (uz, tg). */
const KAZAKH_OWN = /[ғқұ]/u;
const KAZAKH_SHARED = /[әңөү]/u;
/** Letters of nearly every Kazakh sentence that Uzbek and Tajik do not have, though they share қ and ғ. */
const NOT_UZBEK = /[әңөүұіһы]/u;
/** Bulgarian words that Russian does not have; a short Bulgarian sentence passes for Russian otherwise. */
const BULGARIAN_WORD =
  /^(?:има|ще|със|като|които|който|която|което|това|този|тази|тези|всеки|беше|бъде|във|чрез)$/u;
const RUSSIAN_LETTER = /[ыэё]/u;
const KAZAKH_ENDING = /\p{L}(?:лер|дер|тер|[ндт]ің|дегі|ндегі|[лнрстй][дт]і|[еі]ді|лігі|ісі|сіз)$/u;
const SLAVIC_WORD = /^(?:та|що|на|у|в|з|із|для|про|це|від|до|не|і|й|за|по|як|аб|з|ў|гэта)$/u;
/** Uzbek and its neighbours in plain Latin letters («Toshkentda yangi zavod ochildi») pass for English when short. */
const TURKIC_ENDING = /\p{L}{2}(?:[dt]a|[gqk]a|ning|lar|ler|[dt]an|den|[iu]l?di|[st]di|ni|gi|ib)$/u;
const ENGLISH_WORD = /^(?:the|a|an|of|to|in|on|at|for|and|with|by|from|is|are|as|its|says?|signs?)$/;
/** Kazakh Latin of 2021 and earlier drafts: letters no other Latin alphabet joins, and its function words. */
const KAZAKH_LATIN_LETTER = /[ǵńý]/u;
const KAZAKH_LATIN_WORD = /^(?:jáne|men|úshin|týraly|bolyp|degen|osy|jyly|boıynsha)$/u;

const RUSSIAN_WORDS = new Set(
  (
    'и в во на с со не что как по из за от до для при это этот эта или но а о об у к ко же был была были было быть есть ' +
    'его её ее их он она они мы вы я который которая которые которого также уже только если чтобы между после перед ' +
    'сообщил сообщила заявил отметил года году лет этом том так все ещё еще более под над без где когда'
  ).split(' '),
);

function identifyBy(model: Model, text: string, hint: Language | undefined): Verdict {
  const shown = normalize(text).toLowerCase();
  const { letters, cyrillic, latin } = countLetters(shown);
  if (letters === 0) return { language: 'other', certain: false };
  if ((cyrillic + latin) * 2 < letters) return { language: 'other', certain: true };
  if (latin > 3 * cyrillic) return identifyLatin(model, shown, letters, hint);

  const words = cyrillicWords(shown);
  const own = wordsWith(KAZAKH_OWN, words, shown);
  const kazakhish = wordsWith(/[ғқұі]/, words, shown);
  const enough = words.length > 30 ? 2 : 1;
  const foreign = wordsWith(FOREIGN_CYRILLIC, words, shown);
  if (foreign >= enough && (foreign * 2 >= kazakhish || !NOT_UZBEK.test(shown)))
    return { language: 'other', certain: true };
  if (own === 0 && wordsWith(UKRAINIAN, words, shown) >= enough) {
    return { language: 'other', certain: true };
  }

  // A name in quotes («Қазақстан темір жолы») says nothing of the sentence around it.
  const unquoted = shown.replace(QUOTED_NAME, ' ');
  const outside = unquoted === shown ? words : cyrillicWords(unquoted);
  const [read, judged] = outside.length >= 3 ? [unquoted, outside] : [shown, words];
  const kazakh = wordsWith(KAZAKH_LETTER, judged, read);
  const russian = judged.filter((word) => RUSSIAN_WORDS.has(word)).length;
  const lettered =
    (KAZAKH_OWN.test(read) && (letters < MANY_LETTERS || NOT_UZBEK.test(read))) ||
    (KAZAKH_SHARED.test(read) && read.includes('і'));
  if (lettered && kazakh * 5 >= judged.length && 2 * russian <= kazakh) {
    return { language: 'kk', certain: kazakh > 1 || judged.length < 4 };
  }
  const said = model(read);
  // Under twenty letters the model guesses between neighbours, and so does a Kazakh text without its own letters.
  if (letters < FEW_LETTERS) return shortCyrillic(said, lettered, russian, hint);
  if (said.label === 'kk') {
    // Kazakh without a single letter of its own in sixty is Kyrgyz, Bashkir, Tatar, Uzbek or transliteration.
    if (letters >= MANY_LETTERS && !(/[әғқұіһ]/u.test(read) && NOT_UZBEK.test(read)))
      return { language: 'other', certain: true };
    return { language: 'kk', certain: said.probability >= UNSURE };
  }
  const unsure = letters < MANY_LETTERS && said.probability < UNSURE;
  if (said.label === 'ru') {
    if (!RUSSIAN_LETTER.test(read) && judged.some((word) => BULGARIAN_WORD.test(word)))
      return { language: 'other', certain: true };
    const doubtful = (lettered && kazakh * 5 >= judged.length) || (unsure && russian === 0);
    return { language: doubtful && hint === 'kk' ? 'kk' : 'ru', certain: !doubtful };
  }
  // The model takes a short «Министрлер кездесті», with no Kazakh letter but і, for Ukrainian.
  const slavic = /^(?:uk|be|rue)$/.test(said.label) && !UKRAINIAN.test(read);
  if (
    slavic &&
    judged.some((word) => KAZAKH_ENDING.test(word)) &&
    !judged.some((word) => SLAVIC_WORD.test(word))
  ) {
    return { language: 'kk', certain: false };
  }
  if (lettered && hint === 'kk') return { language: 'kk', certain: false };
  if (unsure && (hint === 'ru' || hint === 'kk')) return { language: hint, certain: false };
  return { language: 'other', certain: said.probability >= UNSURE };
}

function cyrillicWords(text: string): string[] {
  return text.match(WORD)?.filter((word) => CYRILLIC.test(word)) ?? [];
}

/** How many of `words`, all of them from `text`, hold one of `letters`: mostly none, which the text tells at once. */
function wordsWith(letters: RegExp, words: readonly string[], text: string): number {
  return letters.test(text) ? words.filter((word) => letters.test(word)).length : 0;
}

function shortCyrillic(
  said: ReturnType<Model>,
  own: boolean,
  russian: number,
  hint: Language | undefined,
): Verdict {
  if (own) return { language: 'kk', certain: false };
  if (russian > 0) return { language: 'ru', certain: false };
  if (hint !== undefined && hint !== 'en') return { language: hint, certain: false };
  const language = said.label === 'ru' || said.label === 'kk' ? said.label : 'other';
  return { language, certain: false };
}

function identifyLatin(model: Model, shown: string, letters: number, hint: Language | undefined): Verdict {
  const words = shown.match(WORD) ?? [];
  const marked = words.filter((word) => KAZAKH_LATIN_LETTER.test(word)).length;
  if (marked >= 2 && words.some((word) => KAZAKH_LATIN_WORD.test(word))) {
    return { language: 'kk', certain: true };
  }
  // A name in brackets «(Қасым-Жомарт Тоқаев)» must not make an English sentence foreign.
  const said = model(shown.replace(/\p{Script=Cyrillic}+/gu, ' '));
  if (said.label === 'en') {
    const sure = said.probability >= UNSURE;
    const turkic = !sure && words.filter((word) => TURKIC_ENDING.test(word)).length >= 2;
    if (turkic && !words.some((word) => ENGLISH_WORD.test(word)))
      return { language: 'other', certain: false };
    return { language: 'en', certain: sure && letters >= FEW_LETTERS };
  }
  if (letters < FEW_LETTERS && hint === 'en' && /^[\x20-\x7E–—“”‘’]+$/.test(shown)) {
    return { language: 'en', certain: false };
  }
  if (letters < MANY_LETTERS && said.probability < UNSURE && hint === 'en')
    return { language: 'en', certain: false };
  return { language: 'other', certain: letters >= FEW_LETTERS && said.probability >= UNSURE };
}

/** Letters of any script, and characters of the Cyrillic and the Latin one. */
function countLetters(text: string): { letters: number; cyrillic: number; latin: number } {
  let [letters, cyrillic, latin] = [0, 0, 0];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // Nearly all characters are ASCII or basic Cyrillic; Unicode's tables are asked for the others only.
    if (code < 0x80) {
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) {
        letters++;
        latin++;
      }
    } else if (code >= 0x400 && code <= 0x481) {
      letters++;
      cyrillic++;
    } else {
      if (LETTER.test(character)) letters++;
      if (CYRILLIC.test(character)) cyrillic++;
      else if (LATIN.test(character)) latin++;
    }
  }
  return { letters, cyrillic, latin };
}

function identifyArticle(
  model: Model,
  title: string,
  paragraphs: readonly string[],
  hint: Language | undefined,
): { language: Language; mixed: boolean; paragraphs: Language[] } {
  const verdicts = paragraphs.map((paragraph) => ({
    ...identifyBy(model, paragraph, hint),
    size: countLetters(paragraph).letters,
  }));
  const titled = { ...identifyBy(model, title, hint), size: countLetters(title).letters };
  const letters = new Map<Language, number>();
  for (const { language, size } of [titled, ...verdicts])
    letters.set(language, (letters.get(language) ?? 0) + size);

  const ranked = [...letters].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  const [language, most] = ranked[0] ?? ['other' as const, 0];
  const total = ranked.reduce((sum, [, n]) => sum + n, 0);
  const second = ranked[1]?.[1] ?? 0;
  return {
    language,
    mixed: most > 0 && second >= total / 4,
    paragraphs: verdicts.map((verdict) => {
      const short = verdict.size < FEW_LETTERS;
      return short && !verdict.certain && language !== 'en' ? language : verdict.language;
    }),
  };
}

async function load(): Promise<Identifier> {
  // The package finds its model and its WebAssembly beside its own files; nothing is fetched.
  const native = await (await getLIDModel()).load();
  // A title is asked for twice in a row, with and without the article's language as a hint.
  let last: { readonly input: string; readonly answer: ReturnType<Model> } | null = null;
  const model: Model = (text) => {
    // A line break would end the model's input; punctuation and digits only blur short texts.
    const input = text.slice(0, MODEL_CHARACTERS).replace(/\s+/g, ' ').trim();
    if (last?.input === input) return last.answer;
    const answers = native.predict(input, 1, 0);
    try {
      const [probability = 0, label = ''] = answers.size() > 0 ? answers.get(0) : [];
      last = { input, answer: { label: label.replace('__label__', ''), probability } };
      return last.answer;
    } finally {
      answers.delete(); // WebAssembly memory is not garbage-collected
    }
  };
  return {
    paragraph: (text, hint) => identifyBy(model, text, hint).language,
    article: (title, paragraphs, hint) => identifyArticle(model, title, paragraphs, hint),
  };
}

let loaded: Promise<Identifier> | undefined;

/**
 * Loads the language model that ships with the package (about 0.25 s, 27 MB), once per process.
 *
 * @throws Error when the package's files cannot be read; the next call tries again
 */
export function loadIdentifier(): Promise<Identifier> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}
