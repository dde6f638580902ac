import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '../../src/domain/article.ts';
import { compileTerms } from '../../src/domain/terms.ts';

const none = { ru: [], kk: [], en: [] };
const found = (terms: Partial<Record<Language, string[]>>, text: string, language: Language) =>
  compileTerms([{ terms: { ...none, ...terms }, value: null }])
    .find(text, language)
    .map(({ start, end }) => text.slice(start, end));

const cases: { term: string; text: string; language: Language; finds: string[] }[] = [
  // A Russian stem in a consonant and «к» takes a vowel where it has no ending.
  {
    term: 'сделк*',
    text: 'Пакет сделок: сделка за сделкой',
    language: 'ru',
    finds: ['сделок', 'сделка', 'сделкой'],
  },
  { term: 'пытк*', text: 'Жертвы пыток', language: 'ru', finds: ['пыток'] },
  { term: 'сумм* сделк*', text: 'Сумма сделок выросла', language: 'ru', finds: ['Сумма сделок'] },
  { term: 'вышк*', text: 'Пять вышек и одна вышка', language: 'ru', finds: ['вышек', 'вышка'] },
  { term: 'рынк*', text: 'Рынок растёт', language: 'ru', finds: ['Рынок'] },
  { term: 'сделк*', text: 'Сделал и сделано', language: 'ru', finds: [] },
  { term: 'американск*', text: 'Американсок', language: 'ru', finds: [] },
  { term: 'поставк', text: 'Поставок', language: 'ru', finds: [] },
  // A Kazakh stem in қ, к or п is voiced before a vowel.
  {
    term: 'достық*',
    text: 'Екі елдің достығы мен достықтың күші',
    language: 'kk',
    finds: ['достығы', 'достықтың'],
  },
  { term: 'серіктестік*', text: 'Стратегиялық серіктестігіміз', language: 'kk', finds: ['серіктестігіміз'] },
  { term: 'серіктестік*', text: 'Серіктестің сөзі', language: 'kk', finds: [] },
  { term: 'достық*', text: 'Достығы', language: 'ru', finds: [] },
  // Other languages have words of their own, and the Turkish capital İ is an i.
  { term: 'işbirliğ*', text: 'İşbirliği', language: 'other', finds: ['İşbirliği'] },
  { term: 'ihracat*', text: 'İHRACAT', language: 'other', finds: ['İHRACAT'] },
  { term: 'сделк*', text: 'сделка', language: 'other', finds: [] },
];
for (const { term, text, language, finds } of cases)
  test(`"${term}" finds ${finds.join(', ') || 'nothing'} in "${text}" (${language})`, () => {
    const of = finds.length === 0 && language === 'other' ? 'ru' : language;
    assert.deepEqual(found({ [of]: [term] }, text, language), finds);
  });
