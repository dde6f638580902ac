import { getLIDModel } from 'fasttext.wasm.js';
import type { Language } from '../article.ts';
import { identifyCyrillic } from './identifyCyrillic.ts';
import { identifyLatin } from './identifyLatin.ts';
import { normalize } from './text.ts';
import type { Model, Verdict } from './verdict.ts';

/** Tells Russian, Kazakh and English apart, and from all else. Synchronous and deterministic once loaded. */
export interface Identifier {
  /**
   * Language of one paragraph. Never throws; a text without letters is `other`.
   *
   * @param hint what the source declares. It decides only where the text cannot: under 20 letters without a telling
   *   word, or where signs and model leave two languages about equally likely; and only among those two.
   */
  paragraph(text: string, hint?: Language): Language;
  /**
   * Language of most letters of title and paragraphs. `mixed` when a second language has at least a quarter of them.
   * `paragraphs[i]` is the language of paragraph `i`: its own, or the article's where it leaves that open. A paragraph
   * wholly in another language keeps its own; so does the title, whose language is `title`.
   */
  article(title: string, paragraphs: readonly string[], hint?: Language): ArticleLanguages;
}

/** What an article is written in. */
export interface ArticleLanguages {
  readonly language: Language;
  readonly mixed: boolean;
  readonly title: Language;
  readonly paragraphs: readonly Language[];
}

/** What the model reads of a paragraph: more does not make it surer. */
const MODEL_CHARACTERS = 500;
/** How many of the model's answers are asked for; those after are improbable. */
const MODEL_ANSWERS = 6;

const LETTER = /\p{L}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;

function identify(model: Model, text: string): Verdict {
  const shown = normalize(text);
  const { letters, cyrillic, latin } = countLetters(shown);
  if (letters === 0) return { language: 'other', open: EVERY };
  if ((cyrillic + latin) * 2 < letters) return { language: 'other', open: [] };
  if (latin > 3 * cyrillic) return identifyLatin(model, shown, letters);
  return identifyCyrillic(model, shown, letters);
}

const EVERY: readonly Language[] = ['ru', 'kk', 'en', 'other'];

/** What the text says, or where it leaves that open, what is declared. */
function settled({ language, open }: Verdict, declared: Language | undefined): Language {
  return declared !== undefined && open.includes(declared) ? declared : language;
}

/** Letters of any script, and characters of the Cyrillic and the Latin one. */
function countLetters(text: string): { letters: number; cyrillic: number; latin: number } {
  let [letters, cyrillic, latin] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
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
      const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
      i += character.length - 1;
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
): ArticleLanguages {
  const texts = [title, ...paragraphs];
  const verdicts = texts.map((text) => identify(model, text));
  const letters = new Map<Language, number>();
  for (const [index, verdict] of verdicts.entries()) {
    const language = settled(verdict, hint);
    const { letters: size } = countLetters(texts[index] ?? '');
    letters.set(language, (letters.get(language) ?? 0) + size);
  }
  const ranked = [...letters].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  const [language, most] = ranked[0] ?? ['other' as const, 0];
  const total = ranked.reduce((sum, [, n]) => sum + n, 0);
  const second = ranked[1]?.[1] ?? 0;
  const [titled = language, ...own] = verdicts.map((verdict) => settled(verdict, language));
  return { language, mixed: most > 0 && second >= total / 4, title: titled, paragraphs: own };
}

async function load(): Promise<Identifier> {
  // The package finds its model and its WebAssembly beside its own files; nothing is fetched.
  const native = await (await getLIDModel()).load();
  const model: Model = (text) => {
    // A line break would end the model's input; punctuation and digits only blur short texts.
    const input = text.slice(0, MODEL_CHARACTERS).replace(/\s+/g, ' ').trim();
    const answers = native.predict(input, MODEL_ANSWERS, 0);
    try {
      return Array.from({ length: answers.size() }, (_, index) => {
        const [probability = 0, label = ''] = answers.get(index) ?? [];
        return { label: label.replace('__label__', ''), probability };
      });
    } finally {
      answers.delete(); // WebAssembly memory is not garbage-collected
    }
  };
  return {
    paragraph: (text, hint) => settled(identify(model, text), hint),
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
