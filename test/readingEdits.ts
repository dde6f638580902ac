import type { Edit } from './topicEdits.ts';

/** Edits of the files of digests/reading. */
export const READING_EDITS: readonly Edit[] = [
  {
    name: 'a source given twice',
    file: 'reading/sources.json',
    edit: (s) => s.push({ ...s[0], url: 'https://example.org/rss' }),
    says: 'digests/reading/sources.json: tengri_ru is given twice',
  },
  {
    name: 'an address given twice',
    file: 'reading/sources.json',
    edit: (s) => s.push({ ...s[0], id: 'again' }),
    says: 'digests/reading/sources.json: two sources have the url https://tengrinews.kz/news.rss',
  },
  {
    name: 'an address that is none',
    file: 'reading/sources.json',
    edit: (s) => (s[0].url = 'tengrinews.kz'),
    says: 'digests/reading/sources.json: tengri_ru.url must be an http(s) address without a password',
  },
  {
    name: 'an address with a password',
    file: 'reading/sources.json',
    edit: (s) => (s[0].url = 'https://a:b@example.org/'),
    says: 'digests/reading/sources.json: tengri_ru.url must be an http(s) address without a password',
  },
  {
    name: 'an unknown time zone',
    file: 'reading/sources.json',
    edit: (s) => (s[0].timeZone = 'Asia/Astana'),
    says: 'digests/reading/sources.json: tengri_ru.timeZone must be an IANA time zone like "Asia/Almaty"',
  },
  {
    name: 'an unknown charset',
    file: 'reading/sources.json',
    edit: (s) => (s[0].charset = 'cp-nine'),
    says: 'digests/reading/sources.json: tengri_ru.charset must be a known charset like "windows-1251"',
  },
  {
    name: 'a list without selectors',
    file: 'reading/sources.json',
    edit: (s) => (s[0].kind = 'list'),
    says: 'digests/reading/sources.json: tengri_ru.selectors must be given for kind "list": item, link, title',
  },
  {
    name: 'selectors of a feed',
    file: 'reading/sources.json',
    edit: (s) => (s[0].selectors = { item: 'a', link: 'a', title: 'a' }),
    says: 'digests/reading/sources.json: tengri_ru.selectors are only for kind "list"',
  },
  {
    name: 'a channel that is no preview',
    file: 'reading/sources.json',
    edit: (s) => (s[0].kind = 'telegram'),
    says: 'digests/reading/sources.json: tengri_ru.url must be https://t.me/s/<channel> for kind "telegram"',
  },
  {
    name: 'an unknown kind',
    file: 'reading/sources.json',
    edit: (s) => (s[0].kind = 'rss'),
    says: 'digests/reading/sources.json: tengri_ru.kind must be one of feed, sitemap, list, telegram',
  },
  {
    name: 'minutes that are none',
    file: 'reading/sources.json',
    edit: (s) => (s[0].everyMinutes = 0),
    says: 'digests/reading/sources.json: tengri_ru.everyMinutes must be a whole number from 1 to 1440',
  },
  {
    name: 'a source without an id',
    file: 'reading/sources.json',
    edit: (s) => delete s[0].id,
    says: 'digests/reading/sources.json: [0].id must be text',
  },
  {
    name: 'an entity given twice',
    file: 'reading/gazetteer.json',
    edit: (g) => g.push(g[0]),
    says: 'digests/reading/gazetteer.json: tokayev is given twice',
  },
  {
    name: 'an unknown side',
    file: 'reading/gazetteer.json',
    edit: (g) => (g[0].side = 'ru'),
    says: 'digests/reading/gazetteer.json: tokayev.side must be one of kz, us, -',
  },
  {
    name: 'an unknown country',
    file: 'reading/relevance.json',
    edit: (r) => (r.countries.us = 'mars'),
    says: 'digests/reading/relevance.json: countries names an unknown entity "mars"',
  },
  {
    name: 'a factor above 1',
    file: 'reading/relevance.json',
    edit: (r) => (r.negatives[0].factor = 2),
    says: 'digests/reading/relevance.json: negatives[0].factor must be 0–1',
  },
  {
    name: 'a concept given twice',
    file: 'reading/concepts.json',
    edit: (c) => c.push(c[0]),
    says: 'digests/reading/concepts.json: president is given twice',
  },
  {
    name: 'a concept with words in one language only',
    file: 'reading/concepts.json',
    edit: (c) => Object.assign(c[0], { kk: [], en: [] }),
    says: 'digests/reading/concepts.json: president must have words in two languages at least',
  },
  {
    name: 'a concept without its English words',
    file: 'reading/concepts.json',
    edit: (c) => delete c[0].en,
    says: 'digests/reading/concepts.json: president.en must be a list of words',
  },
  {
    name: 'a concept whose word is two letters short',
    file: 'reading/concepts.json',
    edit: (c) => c[0].ru.push('с*'),
    says: 'digests/reading/concepts.json: president.ru[1] must have at least two letters before *',
  },
];
