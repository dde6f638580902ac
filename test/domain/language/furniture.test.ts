import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { cleanText } from '../../../src/domain/language/clean.ts';

const ABOVE = 'Казахстан и США подписали соглашение о поставке локомотивов, сообщил министр транспорта.';
const BELOW = 'Қазақстан мен АҚШ локомотив жеткізу туралы келісімге қол қойды, деді көлік министрі.';
/** What is left of `line` between two paragraphs of news. */
const left = (line: string) =>
  cleanText('', `${ABOVE}\n${line}\n${BELOW}`, ['Kazinform'])
    .paragraphs.map(({ text }) => text)
    .slice(1, -1);

const linesOf = (name: string) =>
  readFileSync(new URL(`../../fixtures/lines/${name}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n');

/** Lines as sites print them around an article: embeds, counters, times, buttons, credits, authors, notices. */
const FURNITURE = linesOf('furniture');
/** Lines of news that begin with the same words. */
const NEWS = linesOf('news');

describe('what sites print around an article', () => {
  for (const line of FURNITURE) test(`goes: ${line}`, () => assert.deepEqual(left(line), []));
  for (const line of NEWS) test(`is not: ${line}`, () => assert.deepEqual(left(line), [line]));
});
