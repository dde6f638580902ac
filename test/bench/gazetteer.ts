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
  // A new string each time: nothing can be remembered of the text that was read before.
  const text = `${distinct[i % distinct.length]} ${i}`;
  texts.push(text);
  length += text.length;
}

globalThis.gc?.();
const before = process.memoryUsage();
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
globalThis.gc?.();
const after = process.memoryUsage();
const bytes = after.heapUsed + after.external - before.heapUsed - before.external;
report('memory', bytes / 1e6, 'MB', MEGABYTES, true);
console.log(`${entries.length} entries, ${found} mentions in ${(length / 1e6).toFixed(1)} M characters`);
