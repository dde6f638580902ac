/** What became of a URL: how Telegram stores it, or why it refuses it. */
export type CheckedLink =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'wrong'; readonly why: string };

const wrong = (why: string): CheckedLink => ({ kind: 'wrong', why });

/** Characters of ASCII that may stand in a host; every other character of ASCII may not. */
const HOST = /^(?:[a-z0-9._!$,~*'();&+=-]|%[0-9a-f]{2}|[^\p{ASCII}])*$/iu;

/**
 * Checks a URL of a link or button as Telegram does: `tg:` links pass; a web address needs a host with a
 * dot; a missing scheme means http; an empty path becomes `/`.
 */
export function checkLink(text: string): CheckedLink {
  const trimmed = text.trim();
  if (/^(?:tg|ton|tonsite):/i.test(trimmed)) return { kind: 'link', url: trimmed };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed);
  const protocol = scheme?.[1]?.toLowerCase() ?? 'http';
  if (protocol !== 'http' && protocol !== 'https') return wrong('Unsupported URL protocol');

  const rest = scheme ? trimmed.slice(scheme[0].length) : trimmed;
  const border = rest.search(/[/?#]/);
  const authority = border < 0 ? rest : rest.slice(0, border);
  const tail = border < 0 ? '' : rest.slice(border);
  const address = authority.slice(authority.lastIndexOf('@') + 1);
  const [, host = '', port] = /^(.*?)(?::([^:]*))?$/s.exec(address) ?? [];
  if (host === '') return wrong('URL host is empty');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
    return wrong('Wrong port number specified in the URL');
  }
  if (!HOST.test(host)) return wrong('Disallowed character in URL host');
  if (!/[^.]\.[^.]/.test(host) || /\s/.test(tail)) return wrong('Wrong HTTP URL');
  const path = tail.startsWith('/') ? tail : `/${tail}`;
  return { kind: 'link', url: `${protocol}://${authority.toLowerCase()}${path}` };
}
