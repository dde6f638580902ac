import type { PublishedArticle } from './archive.ts';
import { xml } from './feeds.ts';
import type { Outlet } from './outlets.ts';

/** What surrounds an article on a news site, in the site's language. */
interface Furniture {
  readonly menu: readonly string[];
  readonly ticker: string;
  readonly readAlso: string;
  readonly share: string;
  readonly photo: string;
  readonly subscribe: string;
  readonly cookies: string;
  readonly rights: string;
  readonly months: readonly string[];
}

const FURNITURE: Record<Outlet['language'], Furniture> = {
  ru: {
    menu: ['Главная', 'Политика', 'Экономика', 'Общество', 'Спорт', 'Видео'],
    ticker: 'USD 512,40 ▲ · EUR 561,10 ▼ · RUB 5,41 · Астана −4 °C',
    readAlso: 'Читайте также',
    share: 'Поделиться',
    photo: 'Фото: пресс-служба',
    subscribe: 'Подписывайтесь на нас в Telegram и Instagram, чтобы узнавать новости первыми',
    cookies: 'Мы используем файлы cookie, чтобы сайт работал лучше. Продолжая, вы соглашаетесь с этим.',
    rights: 'Все права защищены. При использовании материалов ссылка обязательна.',
    months: [
      'января',
      'февраля',
      'марта',
      'апреля',
      'мая',
      'июня',
      'июля',
      'августа',
      'сентября',
      'октября',
      'ноября',
      'декабря',
    ],
  },
  kk: {
    menu: ['Басты бет', 'Саясат', 'Экономика', 'Қоғам', 'Спорт', 'Видео'],
    ticker: 'USD 512,40 ▲ · EUR 561,10 ▼ · RUB 5,41 · Астана −4 °C',
    readAlso: 'Оқи отырыңыз',
    share: 'Бөлісу',
    photo: 'Фото: баспасөз қызметі',
    subscribe:
      'Жаңалықтан бірінші болып хабардар болу үшін Telegram мен Instagram парақшаларымызға жазылыңыз',
    cookies: 'Сайт жақсы жұмыс істеуі үшін cookie файлдары қолданылады.',
    rights: 'Барлық құқық қорғалған. Материалды пайдаланғанда сілтеме жасау міндетті.',
    months: [
      'қаңтар',
      'ақпан',
      'наурыз',
      'сәуір',
      'мамыр',
      'маусым',
      'шілде',
      'тамыз',
      'қыркүйек',
      'қазан',
      'қараша',
      'желтоқсан',
    ],
  },
  en: {
    menu: ['Home', 'Politics', 'Business', 'Region', 'Opinion', 'Video'],
    ticker: 'USD/KZT 512.40 ▲ · Brent 71.20 ▼ · Gold 2,650',
    readAlso: 'Read also',
    share: 'Share this article',
    photo: 'Photo credit: press service',
    subscribe: 'Subscribe to our newsletter and never miss a story from the region',
    cookies: 'We use cookies to improve your experience on this site.',
    rights: 'All rights reserved. Reproduction requires a link to the original.',
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
  },
};

/** The page of an article, with all that real pages put around it. */
export function renderPage(article: PublishedArticle, others: readonly PublishedArticle[]): string {
  const { outlet } = article;
  const words = FURNITURE[outlet.language];
  const body = { portal, agency, journal }[outlet.page](article, others, words);
  const name = outlet.name[outlet.language === 'kk' ? 'kk' : 'ru'];
  return `<!DOCTYPE html>
<html lang="${outlet.language}"><head>
<meta charset="${outlet.charset}"><meta name="viewport" content="width=device-width">
<title>${xml(article.title)} | ${xml(name)}</title>
<meta property="og:title" content="${xml(article.title)}"><meta property="og:type" content="article">
<meta property="article:published_time" content="${article.publishedAt.toISOString()}">
<link rel="canonical" href="${xml(article.url)}">
<style>body{font:18px/1.5 Georgia,serif;max-width:46rem;margin:0 auto;padding:1rem}nav,aside,footer,.cookie,.ticker{font:14px sans-serif;color:#666}nav a{margin-right:1rem}</style>
</head><body>
<div class="cookie-bar cookie">${words.cookies}</div>
<header><strong>${xml(name)}</strong><nav>${words.menu.map((item) => `<a href="#">${item}</a>`).join('')}</nav>
<div class="ticker">${words.ticker}</div></header>
${body}
<footer>© ${xml(name)}. ${words.rights}</footer>
</body></html>
`;
}

/** Paragraphs in plain divs, the "read also" box in the middle of the text. */
function portal(article: PublishedArticle, others: readonly PublishedArticle[], words: Furniture): string {
  const [lead = '', ...rest] = textOf(article);
  return `<main><div class="news-view"><h1>${xml(article.title)}</h1><div class="date">${dateOf(article, words)}</div>
<div class="photo"><span>${words.photo}</span></div>
<div class="content"><p>${lead}</p>${links(others.slice(0, 2), words.readAlso)}${paragraphs(rest)}</div>
<div class="share">${words.share}</div><div class="subscribe"><p>${words.subscribe}</p></div></div>
<aside class="sidebar">${links(others.slice(2, 9), words.readAlso)}</aside></main>`;
}

/** An <article>, its text separated by line breaks as old agency systems print it. */
function agency(article: PublishedArticle, others: readonly PublishedArticle[], words: Furniture): string {
  return `<article><h1>${xml(article.title)}</h1><time datetime="${article.publishedAt.toISOString()}">${dateOf(article, words)}</time>
<div class="article-text">${textOf(article).join('<br><br>\n')}</div>
<p class="author">${xml(article.author ?? '')}</p></article>
<aside>${links(others.slice(0, 6), words.readAlso)}<p>${words.subscribe}</p></aside>`;
}

/** A journal page: author line, lead in italics, related pieces under the text. */
function journal(article: PublishedArticle, others: readonly PublishedArticle[], words: Furniture): string {
  const [lead = '', ...rest] = textOf(article);
  return `<div id="content"><article class="post"><header><h1 class="entry-title">${xml(article.title)}</h1>
<p class="byline">${xml(article.author ?? '')} · ${dateOf(article, words)}</p></header>
<div class="entry-content"><p><em>${lead}</em></p>${paragraphs(rest)}</div>
<div class="related"><h3>${words.readAlso}</h3>${links(others.slice(0, 4), '')}</div>
<p class="newsletter">${words.subscribe}</p></article></div>`;
}

function textOf({ outlet, city, paragraphs: texts }: PublishedArticle): string[] {
  const [first = '', ...rest] = texts;
  return [xml(`${outlet.dateline(city)}${first}`), ...rest.map(xml)];
}

function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p>${text}</p>`).join('\n');
}

function links(articles: readonly PublishedArticle[], head: string): string {
  const items = articles.map(({ url, title }) => `<li><a href="${xml(url)}">${xml(title)}</a></li>`);
  return `<div class="related">${head ? `<h4>${head}</h4>` : ''}<ul>${items.join('')}</ul></div>`;
}

/** The date as the outlet's readers write it, in Kazakhstan's time. */
function dateOf({ publishedAt, outlet }: PublishedArticle, { months }: Furniture): string {
  const local = new Date(publishedAt.getTime() + 5 * 3_600_000);
  const [day, month, year] = [local.getUTCDate(), months[local.getUTCMonth()] ?? '', local.getUTCFullYear()];
  const time = local.toISOString().slice(11, 16);
  if (outlet.language === 'en') return `${month} ${day}, ${year}`;
  return outlet.language === 'kk'
    ? `${year} жылғы ${day} ${month}, ${time}`
    : `${day} ${month} ${year}, ${time}`;
}
