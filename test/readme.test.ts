import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { analyzeLines } from '../src/cli/analyzeLines.ts';
import type { Understanding } from '../src/domain/understand.ts';
import { shippedUnderstanding } from './domain/understanding.ts';
import { evalArticles, type Part } from './eval/articles.ts';
import { type Column, judge, measure, measureLanguages, type Report } from './eval/measure.ts';

const README = readFileSync('README.md', 'utf8');
const between = (name: string) =>
  README.split(`<!-- ${name}:start -->`)[1]?.split(`<!-- ${name}:end -->`)[0] ?? assert.fail(name);

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

describe('the worked examples of the README', () => {
  /** Pairs of JSON blocks: what goes in, and what comes out of it. */
  const blocks = [...between('examples').matchAll(/```json\n(.*?)```/gsu)].map(
    ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
  );
  const inputs = blocks.filter((_, index) => index % 2 === 0);

  test('are one for each language and a near miss', () => {
    assert.deepEqual(
      inputs.map(({ id }) => id),
      ['ru', 'kk', 'en', 'rate'],
    );
    assert.equal(blocks.length, 2 * inputs.length);
  });

  test('say what the program says', () => {
    const answers = analyzeLines(inputs.map((input) => JSON.stringify(input)).join('\n'), u, 2026).map(
      (line) => JSON.parse(line) as Record<string, unknown>,
    );
    for (const [index, answer] of answers.entries()) {
      const shown = blocks[2 * index + 1] ?? {};
      for (const [field, value] of Object.entries(shown))
        assert.deepEqual(answer[field], value, `${answer.id}: ${field}`);
    }
    const stories = answers.map(({ story }) => story);
    assert.equal(new Set(stories.slice(0, 3)).size, 1, 'three articles are one story');
    assert.notEqual(stories[3], stories[0]);
  });
});

describe('the figures of the README', () => {
  /** Rows `| measure | part | ru | kk | en | all |`, a figure or – in each cell. */
  const rows = between('figures')
    .split('\n')
    .filter((line) => /^\| [^-m]/u.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  const columns: readonly Column[] = ['ru', 'kk', 'en', 'all'];

  for (const part of ['tuned', 'frozen'] as const)
    test(`are not better than what is measured on the ${part} part`, () => {
      const own = rows.filter(([, which]) => which === part);
      assert.ok(own.length >= 8, `${own.length} rows`);
      const { report, languages } = measured(part);
      for (const [name = '', , ...cells] of own)
        for (const [index, cell] of cells.entries()) {
          const column = columns[index] as Column;
          if (cell === '–') continue;
          const language = /^language of (.*)$/u.exec(name)?.[1];
          const found = language === undefined ? undefined : languages[language]?.columns.get(column);
          const value =
            language === undefined
              ? report.get(name)?.get(column)?.value
              : found === undefined
                ? undefined
                : found.right / found.n;
          assert.ok(value !== undefined, `${name} of ${column} is not measured`);
          if (name.startsWith('summaries')) assert.ok(value <= Number(cell), `${name}, ${column}: ${value}`);
          else
            assert.ok(
              value >= Number(cell) - 0.0005,
              `${name}, ${column}: ${value}, the README says ${cell}`,
            );
        }
    });

  function measured(part: Part): { report: Report; languages: ReturnType<typeof measureLanguages> } {
    const articles = evalArticles(part);
    return { report: measure(judge(articles, u)), languages: measureLanguages(part, articles, u.identifier) };
  }
});
