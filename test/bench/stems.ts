/**
 * How fast words are stemmed, on one core: `node test/bench/stems.ts`. Prints `name: figure unit (limit: figure) ratio`
 * and exits 1 when a figure is below its limit.
 *
 * Running text is that of the fixtures in its order, over and over. Distinct words are forms that the process has not
 * met before, so that nothing could be remembered. Nothing is: there is no cache. Time is processor time of the
 * thread that stems, so that what else the machine does counts less.
 */
import { globSync, readFileSync } from 'node:fs';
import type { Language } from '../../src/domain/article.ts';
import { KAZAKH_ROOTS } from '../../src/domain/language/kazakhRoots.ts';
import { VERB_ROOTS } from '../../src/domain/language/kazakhVerbRoots.ts';
import { stem, stems, words } from '../../src/domain/language/stems.ts';

const RUN_SECONDS = 0.3;
const PASSES = 5;
const OWN_WORD = { ru: /^[а-я-]+$/u, kk: /^[а-яәғқңөұүһі-]+$/u, en: /^[a-z'-]+$/ };

function runningText(language: 'ru' | 'kk' | 'en'): string[] {
  const files = globSync([`test/fixtures/**/${language}*.txt`, `test/fixtures/**/${language}*.html`]);
  const all = files.flatMap((file) => words(readFileSync(file, 'utf8').replace(/<[^>]*>/g, ' ')));
  // Pages also hold addresses and scripts.
  return all.filter((word) => OWN_WORD[language].test(word));
}

/** Real beginnings with endings of nouns and verbs, each combination once, those of one beginning far apart. */
function distinctWords(): string[] {
  const beginnings = [...KAZAKH_ROOTS, ...VERB_ROOTS, ...runningText('kk')].filter((word) =>
    /^[а-яәғқңөұүһі]{3,10}$/u.test(word),
  );
  const endings = (
    'ға ге ның дің ды ті дан ден лар лер тары ларының леріне ында інде мен ымыз ған генін атын ады еді мады майтындығын ' +
    'ып пейді са ушы ушылар лық лығы тігін шылық қа ке тағы ндағы ін'
  ).split(' ');
  const all = new Set(endings.flatMap((ending) => beginnings.map((beginning) => beginning + ending)));
  // Cut from one text, as words are: a sum of strings would be put together only when first read.
  return [...all].join(' ').split(' ');
}

const median = (figures: number[]) => figures.sort((a, b) => a - b)[figures.length >> 1] ?? 0;
let failed = false;

function report(name: string, figure: number, limit: number): void {
  const ratio = figure / limit;
  if (ratio < 1) failed = true;
  const round = (value: number) => Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  console.log(`${name}: ${round(figure)} words/s (limit: ${round(limit)}) ${ratio.toFixed(2)}`);
}

/** Keeps results from being optimised away. */
let kept = 0;
const run: Record<string, (word: string, language: Language) => void> = {
  stem: (word, language) => {
    kept += stem(word, language).length;
  },
  stems: (word, language) => {
    kept += stems(word, language).length;
  },
};

const cpuSeconds = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
};

/** Words a second, over `list` as often as `leastSeconds` ask for, at least once. */
function speed(of: string, list: readonly string[], language: Language, leastSeconds = 0): number {
  const one = run[of];
  if (one === undefined || list.length === 0) throw new Error(`nothing to measure for ${of}`);
  const start = cpuSeconds();
  let done = 0;
  do {
    for (const word of list) one(word, language);
    done += list.length;
  } while (cpuSeconds() - start < leastSeconds);
  return done / (cpuSeconds() - start);
}

function everyEighth(list: readonly string[], remainders: readonly number[]): string[] {
  return list.filter((_word, at) => remainders.includes(at % 8));
}

const LIMITS: readonly [of: 'stem' | 'stems', language: 'ru' | 'kk' | 'en', limit: number][] = [
  ['stem', 'kk', 1_000_000],
  ['stems', 'kk', 250_000],
  ['stem', 'ru', 1_000_000],
  ['stem', 'en', 1_000_000],
];
for (const [of, language, limit] of LIMITS) {
  const text = runningText(language);
  const cold = Math.round(speed(of, text, language));
  console.log(`${of} ${language}, first pass over ${text.length} words: ${cold} words/s`);
  speed(of, text, language, RUN_SECONDS);
  const figures = Array.from({ length: PASSES }, () => speed(of, text, language, RUN_SECONDS));
  report(`${of} ${language}, running text`, median(figures), limit);
}
const distinct = distinctWords();
const letters = distinct.reduce((sum, word) => sum + word.length, 0) / distinct.length;
console.log(`${distinct.length} distinct words of ${letters.toFixed(1)} letters, a quarter to warm up with`);
for (const [index, [of, , limit]] of LIMITS.slice(0, 2).entries()) {
  speed(of, everyEighth(distinct, [6, 7]), 'kk', 4 * RUN_SECONDS);
  const figures = [index, index + 2, index + 4].map((part) => speed(of, everyEighth(distinct, [part]), 'kk'));
  report(`${of} kk, distinct words, each once`, median(figures), limit);
}
process.exitCode = failed || kept === 0 ? 1 : 0;
