import { loadKnowledge } from '../../src/digests.ts';
import { compileKnowledge } from '../../src/domain/understand.ts';
import { evalArticles, type Part } from './articles.ts';
import { FLOORS, TARGETS } from './floors.ts';
import {
  COLUMNS,
  type Figure,
  type Judged,
  judge,
  type LanguageFigure,
  measure,
  measureLanguages,
  pairsOf,
} from './measure.ts';
import { withNoise } from './noise.ts';

/**
 * `npm run eval [-- --details] [--noise seed]`: scores of the development set, per language and overall, with n and
 * a 95 % bootstrap interval. `--details` names what the tuned part gets wrong; the frozen part is only ever counted.
 * Exit code 1 when a figure is below its floor.
 */
async function main(): Promise<void> {
  const loaded = loadKnowledge('digests');
  if (loaded.kind === 'invalid') throw new Error(loaded.mistakes.join('\n'));
  const u = await compileKnowledge(loaded.knowledge);
  const seed = Number(argument('--noise') ?? 1);
  let fallen = 0;
  for (const part of ['tuned', 'frozen'] as const) {
    const articles = evalArticles(part);
    const judged = judge(articles, u);
    fallen += print(part, judged);
    const { pairs, right, wrong, missed } = pairsOf(judged);
    console.log(`  pairs of one event: ${pairs}; joined ${right}, missed ${missed}, wrongly joined ${wrong}`);
    printLanguages(part, measureLanguages(part, articles, u.identifier));
    if (part === 'tuned' && details) printMistakes(judged);
    fallen += print(`${part} with noise (seed ${seed})`, judge(withNoise(articles, seed), u));
  }
  const all = [...evalArticles('tuned'), ...evalArticles('frozen')];
  const before = process.cpuUsage();
  for (let round = 0; round < 3; round += 1) judge(all, u);
  const { user, system } = process.cpuUsage(before);
  const perSecond = Math.round((3 * all.length * 1e6) / (user + system));
  console.log(`\narticles/s of processor time, stories and summaries included: ${perSecond} (limit: 150)`);
  if (fallen > 0) process.exitCode = 1;
}

const details = process.argv.includes('--details');

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** @returns how many figures are below their floor */
function print(heading: string, judged: readonly Judged[]): number {
  console.log(`\n${heading}: ${judged.length} articles`);
  let fallen = 0;
  const floors: Readonly<Record<string, number>> = FLOORS[heading as Part] ?? {};
  for (const [name, columns] of measure(judged)) {
    const cells = COLUMNS.flatMap((column) => {
      const figure = columns.get(column);
      return figure === undefined || figure.n === 0 ? [] : [`${column} ${shown(figure)}`];
    });
    const floor = floors[name];
    const value = columns.get('all')?.value ?? Number.NaN;
    const low = floor !== undefined && (name.startsWith('summaries') ? value > floor : !(value >= floor));
    if (low) fallen += 1;
    const target = heading === 'frozen' ? TARGETS[name] : undefined;
    const marks = [
      floor === undefined ? '' : `  floor ${floor}`,
      low ? '  BELOW' : '',
      target === undefined ? '' : `  target ${target}${value >= target ? '' : ', not reached'}`,
    ];
    console.log(`  ${name.padEnd(35)} ${cells.join('  ')}${marks.join('')}`);
  }
  return fallen;
}

function shown({ value, n, interval }: Figure): string {
  if (interval === null) return `${value} of ${n}`;
  return `${value.toFixed(3)} [${interval.map((end) => end.toFixed(2)).join('–')}] n ${n}`;
}

function printLanguages(part: Part, figures: Record<string, LanguageFigure>): void {
  for (const [name, { columns, mistaken }] of Object.entries(figures)) {
    const cells = [...columns].map(
      ([column, { n, right }]) => `${column} ${((100 * right) / n).toFixed(2)} % of ${n}`,
    );
    console.log(`  ${`language of ${name}`.padEnd(42)} ${cells.join('  ')}`);
    if (part === 'tuned' && details)
      for (const { language, taken, text } of mistaken)
        console.log(`    ${language} taken for ${taken}: ${text}`);
  }
}

function printMistakes(judged: readonly Judged[]): void {
  for (const { article, answer, faults, facts } of judged) {
    const about: string[] = [];
    if (answer.language !== article.language) about.push(`language ${answer.language}`);
    if (answer.relevant !== article.relevant)
      about.push(`relevant ${answer.relevant}: ${answer.why.join('; ')}`);
    if (article.relevant && String([...answer.topics].sort()) !== String([...article.topics].sort()))
      about.push(`topics ${answer.topics.join(', ')} for ${article.topics.join(', ')}`);
    for (const { reader, numbers, boilerplate, wrongLanguage } of faults)
      if (numbers.length + boilerplate.length > 0 || wrongLanguage)
        about.push(`${reader} summary: ${JSON.stringify({ numbers, boilerplate, wrongLanguage })}`);
    if (facts.found < facts.wanted)
      about.push(
        `facts ${facts.found} of ${facts.wanted}: ${answer.summary[article.language as 'ru' | 'kk']}`,
      );
    for (const line of about) console.log(`    ${article.id}: ${line}`);
  }
  for (const [index, a] of judged.entries())
    for (const b of judged.slice(index + 1)) {
      const [truth, found] = [a.article.story === b.article.story, a.answer.story === b.answer.story];
      if (truth !== found)
        console.log(`    ${found ? 'wrongly joined' : 'missed'}: ${a.article.id} + ${b.article.id}`);
    }
}

await main();
