/**
 * How fast names are found, on one core: `node --expose-gc test/bench/gazetteer.ts`. Prints `name: figure unit (limit:
 * figure) ratio` and exits 1 when a figure misses its limit. Cold is the first pass of the process, warm the median of
 * five later ones over the same texts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { GazetteerEntry } from '../../src/domain/knowledge.ts';
import { compileGazetteer } from '../../src/domain/language/gazetteer.ts';

/** Characters of news in all, and how many of them make one text: about a paragraph, as the program reads them. */
const CHARACTERS = 2_000_000;
const CHARACTERS_PER_SECOND = 10_000_000;
const COMPILE_MS = 250;
const MEGABYTES = 12;
const ROUNDS = 5;

/** Paragraphs of the articles that are kept for measuring, in Russian, Kazakh and English. */
function paragraphs(): string[] {
  const texts: string[] = [];
  for (const dir of ['test/eval/tuned', 'test/fixtures/labelled']) {
    for (const file of readdirSync(dir)) {
      if (!file.endsWith('.txt')) continue;
      const lines = readFileSync(`${dir}/${file}`, 'utf8').split('\n');
      texts.push(...lines.filter((line) => line.length >= 80 && !line.startsWith('facts:')));
    }
  }
  return texts;
}

/** Processor time of this process in milliseconds: what others do on the machine is no part of it. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Prints "name: figure unit (limit: figure) ratio"; a ratio of at least one keeps the limit. */
function report(name: string, figure: number, unit: string, limit: number, most: boolean): void {
  const ratio = most ? limit / figure : figure / limit;
  if (ratio < 1) process.exitCode = 1;
  console.log(`${name}: ${figure.toFixed(1)} ${unit} (limit: ${limit}) ${ratio.toFixed(2)}`);
}

const entries: GazetteerEntry[] = JSON.parse(readFileSync('digests/reading/gazetteer.json', 'utf8'));
const distinct = paragraphs();
if (distinct.length < 500) throw new Error('there is hardly any text to measure with');
const texts: string[] = [];
let length = 0;
for (let i = 0; length < CHARACTERS; i++) {
  // A new string each time, copied flat as a parser gives it: nothing can be remembered of the text read before.
  const text = Buffer.from(`${distinct[i % distinct.length]} ${i}`, 'utf16le').toString('utf16le');
  texts.push(text);
  length += text.length;
}

const begun = spent();
const gazetteer = compileGazetteer(entries);
report('compile', spent() - begun, 'ms', COMPILE_MS, true);

let found = 0;
const speeds: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const start = spent();
  for (const text of texts) found += gazetteer.find(text).length;
  speeds.push(length / 1e6 / ((spent() - start) / 1000));
}
const [cold = 0, ...warm] = speeds;
const middle = warm.sort((a, b) => a - b)[warm.length >> 1] ?? 0;
report('cold', cold, 'M characters/s', CHARACTERS_PER_SECOND / 1e6, false);
report('warm', middle, 'M characters/s', CHARACTERS_PER_SECOND / 1e6, false);
// Several at once, each of which has read some text: expressions are compiled by V8 when they are first asked.
const COPIES = 8;
const inUse = () => {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const before = inUse();
const copies = Array.from({ length: COPIES }, () => compileGazetteer(entries));
for (const copy of copies) for (const text of distinct) found += copy.find(text).length;
if (globalThis.gc) report('memory', (inUse() - before) / COPIES / 1e6, 'MB', MEGABYTES, true);
else console.log('memory: not measured (needs --expose-gc)');
if (copies.length !== COPIES) throw new Error('unreachable: keeps the copies alive');
console.log(`${entries.length} entries, ${found} mentions in ${(length / 1e6).toFixed(1)} M characters`);
