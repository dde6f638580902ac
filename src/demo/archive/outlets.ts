import type { Publisher } from '../../domain/knowledge.ts';

/** An invented outlet of the sample archive: it lists and shows articles the way real ones do. */
export interface Outlet {
  readonly id: string;
  readonly name: { readonly ru: string; readonly kk: string };
  readonly language: 'ru' | 'kk' | 'en';
  readonly publisher: Publisher;
  /** `full` carries the article in the feed, the others a teaser. */
  readonly feed: 'rss' | 'rss-full' | 'atom' | 'json';
  readonly page: 'portal' | 'agency' | 'journal';
  /** What its bytes are in. */
  readonly charset: 'utf-8' | 'windows-1251';
  /** How it signs its texts. */
  readonly dateline: (city: string) => string;
}

const NONE = () => '';

/** No outlet of these names is known to us; likeness would be chance. */
export const OUTLETS: readonly Outlet[] = [
  {
    id: 'saryarka',
    name: { ru: 'Сарыарка сегодня', kk: 'Бүгінгі Сарыарқа' },
    language: 'ru',
    publisher: 'private',
    feed: 'rss',
    page: 'portal',
    charset: 'utf-8',
    dateline: NONE,
  },
  {
    id: 'kaspiy',
    name: { ru: 'Каспийский курьер', kk: 'Каспий курьері' },
    language: 'ru',
    publisher: 'private',
    feed: 'rss',
    page: 'agency',
    // Some newsrooms still publish in it, and readers should not notice.
    charset: 'windows-1251',
    dateline: (city) => `${city.toUpperCase()}. КАСПИЙСКИЙ КУРЬЕР — `,
  },
  {
    id: 'vestnik',
    name: { ru: 'Вестник двух берегов', kk: 'Екі жаға хабаршысы' },
    language: 'ru',
    publisher: 'state',
    feed: 'atom',
    page: 'journal',
    charset: 'utf-8',
    dateline: NONE,
  },
  {
    id: 'dala',
    name: { ru: 'Дала хабары', kk: 'Дала хабары' },
    language: 'kk',
    publisher: 'private',
    feed: 'rss',
    page: 'portal',
    charset: 'utf-8',
    dateline: NONE,
  },
  {
    id: 'alatau',
    name: { ru: 'Алатау арайы', kk: 'Алатау арайы' },
    language: 'kk',
    publisher: 'state',
    feed: 'json',
    page: 'agency',
    charset: 'utf-8',
    dateline: (city) => `${city.toUpperCase()}. АЛАТАУ АРАЙЫ – `,
  },
  {
    id: 'steppe',
    name: { ru: 'Steppe Post', kk: 'Steppe Post' },
    language: 'en',
    publisher: 'foreign',
    feed: 'rss-full',
    page: 'journal',
    charset: 'utf-8',
    dateline: (city) => `${city.toUpperCase()} – `,
  },
];
