import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

/** What the browser loads: address → file beside this one, and its type. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html'],
  '/demo/style.css': ['style.css', 'text/css'],
  '/demo/messages.css': ['messages.css', 'text/css'],
  '/demo/composer.css': ['composer.css', 'text/css'],
  '/demo/app.js': ['app.js', 'text/javascript'],
  '/demo/api.js': ['api.js', 'text/javascript'],
  '/demo/composer.js': ['composer.js', 'text/javascript'],
  '/demo/inline.js': ['inline.js', 'text/javascript'],
  '/demo/formatted.js': ['formatted.js', 'text/javascript'],
  '/demo/place.js': ['place.js', 'text/javascript'],
  '/demo/view.js': ['view.js', 'text/javascript'],
  '/demo/words.js': ['words.js', 'text/javascript'],
  '/demo/icon.svg': ['icon.svg', 'image/svg+xml'],
};
const FOLDER = fileURLToPath(new URL('./browser', import.meta.url));

/** Texts of readers and sources are shown: nothing but our own files may run or load. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the chat page and what it loads. False for any other path. */
export async function servePage(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const found = FILES[(request.url ?? '/').split('?')[0] ?? '/'];
  if (!found || request.method !== 'GET') return false;
  const [file, type] = found;
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(readFileSync(`${FOLDER}/${file}`));
  return true;
}
