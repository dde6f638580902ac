import type { IncomingMessage } from 'node:http';
import type { PublicStatus } from '../app/publicStatus.ts';
import { kk } from '../locales/kk.ts';
import { type Messages, ru } from '../locales/ru.ts';
import type { Handler } from './server.ts';

const WIDTH = 560;
const HEIGHT = 120;
const GAP = 4;

const STYLE = `:root{color-scheme:light dark;--text:light-dark(#16181d,#e9ebf0);--dim:light-dark(#5c6470,#9aa3b2);
--line:light-dark(#dfe3ea,#2b313b);--good:light-dark(#1a7f5a,#46c08f);--bad:light-dark(#b3362b,#f0786c)}
body{font:16px/1.5 system-ui,sans-serif;color:var(--text);background:light-dark(#fff,#14171c);max-width:44rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;margin:.5rem 0 0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.25rem 0}
table{width:100%;border-collapse:collapse}th{text-align:start;font-weight:600;color:var(--dim)}
th,td{padding:.35rem .5rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
td:first-child{overflow-wrap:anywhere}
ul{padding:0;list-style:none}li{padding:.35rem 0;border-bottom:1px solid var(--line)}
small,.dim{color:var(--dim)}.good{color:var(--good)}.bad{color:var(--bad)}
svg{width:100%;height:auto}rect.sent{fill:var(--good)}rect.lost{fill:var(--bad)}a{color:inherit}`;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/**
 * A page at `/` for anybody: sources, last editions, deliveries per day; in Kazakh with `?lang=kk` or for a browser
 * that asks for it first, else in Russian. Without script, cookies or anything from elsewhere. It says so when `status`
 * throws.
 *
 * @param zone IANA zone of the times on it
 */
export function statusPage(status: () => Promise<PublicStatus>, zone: string): Handler {
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://status');
    if (pathname !== '/' || !['GET', 'HEAD'].includes(request.method ?? '')) return false;
    const words = languageOf(request, searchParams.get('lang')) === 'kk' ? kk : ru;
    const now = await status().catch(() => null);
    response.writeHead(now === null ? 503 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'public, max-age=60',
      vary: 'accept-language',
    });
    response.end(request.method === 'HEAD' ? undefined : page(words, now, zone));
    return true;
  };
}

function languageOf(request: IncomingMessage, asked: string | null): 'ru' | 'kk' {
  if (asked === 'ru' || asked === 'kk') return asked;
  return /^\s*kk\b/i.test(request.headers['accept-language'] ?? '') ? 'kk' : 'ru';
}

function page(words: Messages, now: PublicStatus | null, zone: string): string {
  const { status } = words;
  const code = words === kk ? 'kk' : 'ru';
  const other = code === 'kk' ? 'ru' : 'kk';
  const body = now === null ? `<p class="bad">${escaped(status.away)}</p>` : whole(words, now, zone, code);
  return `<!doctype html>
<html lang="${code}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(status.title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(status.title)}</h1>
<p class="dim">${escaped(status.about)} · <a href="/?lang=${other}" lang="${other}">${escaped(status.otherLanguage)}</a></p>
${body}
</body></html>
`;
}

function whole(words: Messages, now: PublicStatus, zone: string, code: 'ru' | 'kk'): string {
  const { status, formats } = words;
  const troubled = now.sources.filter(({ trouble }) => trouble !== null).length;
  const summary = troubled === 0 ? status.fine : status.troubled(troubled);
  return [
    `<p class="${troubled === 0 ? 'good' : 'bad'}" id="summary">${escaped(summary)}</p>`,
    `<p class="dim">${escaped(status.at(formats.dateTime(now.at, zone, now.at)))}</p>`,
    section(status.days, now.days.length === 0 ? null : chart(words, now), status.none),
    section(
      status.editions,
      now.editions.length === 0 ? null : editions(words, now, zone, code),
      status.none,
    ),
    section(status.sources, now.sources.length === 0 ? null : sources(words, now, zone, code), status.none),
  ].join('\n');
}

const section = (title: string, body: string | null, none: string): string =>
  `<h2>${escaped(title)}</h2>\n${body ?? `<p class="dim">${escaped(none)}</p>`}`;

function sources({ status, formats }: Messages, now: PublicStatus, zone: string, code: 'ru' | 'kk'): string {
  const rows = now.sources.map(({ source, lastSuccessAt, trouble }) => {
    const state = trouble === null ? status.well : (status.troubles[trouble] ?? trouble);
    const read = lastSuccessAt === null ? status.never : formats.dateTime(lastSuccessAt, zone, now.at);
    const mark = trouble === null ? 'good' : 'bad';
    return `<tr><td>${escaped(source.name[code])}</td><td class="${mark}">${escaped(state)}</td><td>${escaped(read)}</td></tr>`;
  });
  const head = [status.source, status.state, status.lastRead].map((title) => `<th>${escaped(title)}</th>`);
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function editions({ status, formats }: Messages, now: PublicStatus, zone: string, code: 'ru' | 'kk'): string {
  const items = now.editions.map(({ madeAt, digests, language, stories }) => {
    const titles = digests.map(({ emoji, title }) => `${emoji} ${title[code]}`).join(', ');
    const facts = [
      formats.dateTime(madeAt, zone, now.at),
      status.languages[language],
      status.stories(stories),
    ];
    return `<li>${escaped(titles)}<br><small>${escaped(facts.join(' · '))}</small></li>`;
  });
  return `<ul>${items.join('\n')}</ul>`;
}

/** One bar a day, what was lost on top of what was sent. */
function chart({ status, formats }: Messages, { days, at }: PublicStatus): string {
  const most = Math.max(1, ...days.map(({ sent, lost }) => sent + lost));
  const width = WIDTH / Math.max(days.length, 7);
  const bars = days.map(({ date, sent, lost }, index) => {
    const [tall, above] = [(sent / most) * HEIGHT, (lost / most) * HEIGHT];
    const bar = (name: string, y: number, height: number) =>
      `<rect class="${name}" x="${(index * width).toFixed(1)}" y="${y.toFixed(1)}" width="${(width - GAP).toFixed(1)}" height="${height.toFixed(1)}"/>`;
    const words = status.day(formats.calendarDate(date, at.getUTCFullYear()), sent, lost);
    return `<g><title>${escaped(words)}</title>${bar('sent', HEIGHT - tall, tall)}${bar('lost', HEIGHT - tall - above, above)}</g>`;
  });
  const last = days.at(-1);
  const caption =
    last && status.day(formats.calendarDate(last.date, at.getUTCFullYear()), last.sent, last.lost);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(status.days)}">${bars.join('')}</svg>
<p class="dim">${escaped(caption ?? '')}</p>`;
}
