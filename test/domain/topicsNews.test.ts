import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import type { ReadText } from '../../src/domain/article.ts';
import { findTopics, type TopicRules } from '../../src/domain/topics.ts';
import { topicReader } from './topicReader.ts';

let rules: TopicRules;
let read: (title: string, text: string) => ReadText;
before(async () => {
  ({ rules, read } = await topicReader());
});

/** A block is `@ language | topics`, a title, and the text. */
const news = readFileSync(new URL('../fixtures/topicNews.txt', import.meta.url), 'utf8')
  .split(/^@ /m)
  .slice(1)
  .map((block) => {
    const [head = '', title = '', ...text] = block.trim().split('\n');
    const [language = '', topics = ''] = head.split(' | ');
    return { language, topics: topics.split(', ').sort(), title, text: text.join('\n') };
  });

describe('short news of every field', () => {
  test('is there in every language and on every topic', () => {
    for (const language of ['ru', 'kk', 'en'])
      assert.ok(news.filter((piece) => piece.language === language).length >= 25, language);
    const topics = new Set(news.flatMap((piece) => piece.topics));
    assert.deepEqual([...topics].sort(), rules.topics.map(({ id }) => id).sort());
  });

  for (const { language, topics, title, text } of news)
    test(`«${title}» (${language}) is about ${topics.join(', ')} and nothing else`, () => {
      assert.deepEqual([...findTopics(read(title, text), rules).topics].sort(), topics);
    });
});

const without: { title: string; text: string }[] = [
  { title: 'Что думают в Вашингтоне об Астане', text: 'Автор ищет ответ на двух страницах.' },
  { title: 'Вашингтон Астана туралы не ойлайды', text: 'Автор жауапты екі бетке сыйғызды.' },
  { title: 'What Washington makes of Astana', text: 'The author needs two pages for an answer.' },
];
for (const { title, text } of without)
  test(`«${title}», about no topic, is about the ties of the two states`, () => {
    const { topics, why } = findTopics(read(title, text), rules);
    assert.deepEqual(topics, ['diplomacy']);
    assert.deepEqual(why, ['topic diplomacy: about nothing else']);
  });
