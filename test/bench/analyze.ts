/**
 * How fast articles are read, judged, put into stories and summarised, on one core: `node test/bench/analyze.ts`.
 * Prints `name: figure unit (limit: figure) ratio` and exits 1 when a figure is below its limit.
 *
 * Articles are made of paragraphs of the tuned set, each article of another choice of them in one language, so that
 * no two are alike. Time is processor time of the process, so that what else the machine does counts less, and so
 * that what the engine compiles and sweeps on other threads counts too. The first articles of a fresh process cost
 * more, for expressions and functions are compiled on their first use: that is printed beside. All is measured in
 * processes that are started with the options of `npm run analyze`, as package.json has them.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { analyzeLines } from '../../src/cli/analyzeLines.ts';
import { loadKnowledge } from '../../src/digests.ts';
import { compileKnowledge, type Understanding } from '../../src/domain/understand.ts';
import { evalArticles } from '../eval/articles.ts';
import { randomFrom } from '../eval/scores.ts';

const ARTICLES = 200;
const PASSES = 3;
const LIMIT = 150;
const LENGTHS = [800, 3000] as const;
const LEAST_PARAGRAPH = 60;

const own = evalArticles('tuned').filter(({ language }) => language !== 'other');
const paragraphs = Map.groupBy(
  own.flatMap(({ language, text }) => text.split('\n').map((paragraph) => ({ language, paragraph }))),
  ({ language }) => language,
);

/** `count` lines for `analyzeLines`, texts of about `length` characters; others for another `seed`. */
function articles(length: number, count: number, seed: number): string {
  const random = randomFrom(seed);
  const lines = Array.from({ length: count }, (_, id) => {
    const base = own[id % own.length];
    const all = (paragraphs.get(base?.language ?? 'ru') ?? []).filter(
      ({ paragraph }) => paragraph.length >= LEAST_PARAGRAPH,
    );
    let text = '';
    while (text.length < length - 100) text += `${all[Math.floor(random() * all.length)]?.paragraph ?? ''}\n`;
    return JSON.stringify({ id, title: base?.title, text, publishedAt: base?.published ?? undefined });
  });
  return lines.join('\n');
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function compile(): Promise<Understanding> {
  const loaded = loadKnowledge('digests');
  if (loaded.kind === 'invalid') throw new Error(loaded.mistakes.join('\n'));
  return compileKnowledge(loaded.knowledge);
}

/** Articles a second of processor time. */
function speed(understanding: Understanding, length: number, seed: number): number {
  const input = articles(length, ARTICLES, seed);
  const start = cpuSeconds();
  const answers = analyzeLines(input, understanding, 2026);
  const seconds = cpuSeconds() - start;
  if (answers.length !== ARTICLES || answers.some((answer) => answer.includes('"error"')))
    throw new Error('an article was not read');
  return ARTICLES / seconds;
}

/** Runs this file as `npm run analyze` runs its program. */
function run(...args: string[]): void {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { analyze: string } };
  const options = scripts.analyze.split(' ').filter((word) => word.startsWith('--'));
  const { status } = spawnSync(process.execPath, [...options, import.meta.filename, ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

const [what, cold] = process.argv.slice(2);
if (what === undefined) {
  for (const length of LENGTHS) run('cold', String(length));
  run('warm');
} else if (what === 'cold') {
  const first = Math.round(speed(await compile(), Number(cold), 1));
  console.log(`analyze, first ${ARTICLES} articles of ${cold} characters in a process: ${first} articles/s`);
} else {
  const understanding = await compile();
  for (const length of LENGTHS) {
    speed(understanding, length, 2);
    const figures = Array.from({ length: PASSES }, (_, pass) => speed(understanding, length, 3 + pass)).sort(
      (a, b) => a - b,
    );
    const figure = figures[PASSES >> 1] ?? 0;
    if (figure < LIMIT) process.exitCode = 1;
    const said = `${Math.round(figure)} articles/s of processor time (limit: ${LIMIT}) ${(figure / LIMIT).toFixed(2)}`;
    console.log(`analyze, articles of ${length} characters: ${said}`);
  }
}
