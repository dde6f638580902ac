import net from 'node:net';
import ipaddr from 'ipaddr.js';

/** Longer addresses are held to be an attack or a mistake. */
export const MAX_URL_LENGTH = 2048;
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/;
/** Second-level labels under which names are registered: akorda.gov.kz is not gov.kz. */
const SHARED_LABEL = /^(?:ac|co|com|edu|gov|mil|net|org)$/;

/** True for an address of the open internet: neither private, loopback, link-local, reserved nor multicast. */
export function isPublicAddress(ip: string): boolean {
  try {
    const address = ipaddr.process(ip);
    if (address.range() !== 'unicast') return false;
    // Of IPv6 only 2000::/3 is given out; the rest holds oddities such as ::127.0.0.1.
    return address.kind() === 'ipv4' || ((address.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
  } catch {
    return false;
  }
}

/** Why an address may not be connected to, before its name is resolved; null when it may. */
export function refusalOf(url: URL, fetchAllow: ReadonlySet<string>): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `scheme "${url.protocol}" is not read`;
  if (url.username !== '' || url.password !== '') return 'an address with credentials is not read';
  if (fetchAllow.has(hostAndPort(url))) return null;
  if (url.port !== '') return `port ${url.port} is neither 80 nor 443`;
  const host = bareHost(url.hostname);
  if (net.isIP(host) !== 0 && !isPublicAddress(host)) return `${host} is not a public address`;
  return PRIVATE_NAME.test(host.replace(/\.+$/, '')) ? `${host} is not a public name` : null;
}

/**
 * Makes an absolute address of a link found in a document.
 *
 * @returns null for what is no web page of the open internet: `javascript:`, credentials, private hosts,
 *   more than 2,048 characters
 */
export function resolveLink(
  href: string | null | undefined,
  base: string,
  fetchAllow: ReadonlySet<string>,
): string | null {
  const trimmed = href?.trim();
  if (!trimmed || trimmed.length > MAX_URL_LENGTH) return null;
  const url = URL.parse(trimmed, base);
  if (url === null || refusalOf(url, fetchAllow) !== null) return null;
  return url.href.length > MAX_URL_LENGTH ? null : url.href;
}

/**
 * The address under which a page wants to be known: its canonical link, else its `og:url`, when they lie
 * on the same registrable domain and are not the home page; else the address it was fetched from.
 */
export function canonicalUrl(
  candidates: readonly (string | null | undefined)[],
  finalUrl: string,
  fetchAllow: ReadonlySet<string>,
): string {
  const from = new URL(finalUrl);
  for (const candidate of candidates) {
    const resolved = resolveLink(candidate, finalUrl, fetchAllow);
    if (resolved === null) continue;
    const url = new URL(resolved);
    const isHome = url.pathname === '/' && url.search === '' && from.pathname !== '/';
    if (!isHome && registrableDomain(url) === registrableDomain(from)) return resolved;
  }
  return finalUrl;
}

/** `host:port` with the scheme's port when the address names none. */
export function hostAndPort(url: URL): string {
  return `${bareHost(url.hostname)}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/** The name without the brackets of an IPv6 literal. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function registrableDomain(url: URL): string {
  const host = bareHost(url.hostname);
  if (net.isIP(host) !== 0) return url.host;
  const labels = host.split('.');
  const isShared = labels.at(-1)?.length === 2 && SHARED_LABEL.test(labels.at(-2) ?? '');
  return labels.slice(isShared ? -3 : -2).join('.');
}
