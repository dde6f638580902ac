import normalizeUrl from 'normalize-url';

/** Parameters that say where a reader came from, never what he reads. */
const TRACKING = [
  /^utm_/i,
  /^_?openstat$/i,
  /^(?:fbclid|gclid|yclid|ysclid|erid|from|rss|mc_cid|mc_eid|_ga|igshid)$/i,
];

/**
 * Returns what two addresses of one article have in common: without scheme, `www.`, `m.`, `/amp`, fragment,
 * trailing slash, `index.*` and tracking parameters, with sorted parameters and one spelling of IDN and
 * percent escapes. It is a key for uniqueness only: it is neither fetched nor shown.
 *
 * @returns the trimmed argument when it is not an http(s) address
 */
export function urlKey(url: string): string {
  try {
    const parsed = new URL(url.trim());
    if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return url.trim();
    parsed.hostname = withoutMobile(parsed.hostname);
    if (parsed.hostname === 't.me') parsed.pathname = parsed.pathname.replace(/^\/s\//, '/');
    parsed.pathname = parsed.pathname.replace(/\/amp\/?$/i, '');
    const key = normalizeUrl(parsed.href, {
      stripProtocol: true,
      stripHash: true,
      removeQueryParameters: TRACKING,
      removeDirectoryIndex: [/^index\.[a-z]+$/],
    });
    // A port belongs to a scheme, which the key does not have.
    return key.replace(/^([^/?]+):(?:80|443)(?=[/?]|$)/, '$1');
  } catch {
    return url.trim();
  }
}

/** `m.zakon.kz` and `www.m.zakon.kz` are `zakon.kz`; `m.kz` stays. */
function withoutMobile(hostname: string): string {
  return hostname.replace(/^(?:www\.)?m\.(?=[^.]+\.[^.]+)/, '');
}
