import dns, { type LookupAddress } from 'node:dns';
import net, { type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { bareHost, isPublicAddress } from './links.ts';

/** Thrown into a request whose address is not of the open internet. */
export class BlockedAddressError extends Error {
  override readonly name = 'BlockedAddressError';

  constructor(host: string) {
    super(`${host} is not a public address`);
  }
}

/** What the guard lets through, besides public addresses on usual ports. */
export interface GuardOptions {
  /** `host:port` of addresses that are let through as they are. */
  readonly fetchAllow: ReadonlySet<string>;
  /** Ports that may be connected to elsewhere. */
  readonly ports?: readonly string[];
  /** Resolves names. */
  readonly resolve?: typeof dns.lookup;
}

const CONNECT_TIMEOUT_MS = 5000;

/**
 * A dispatcher that connects to public unicast addresses only: literals are checked before the connection,
 * names by every address they resolve to, and the socket's remote address once it stands, so that a name
 * that changes its mind between the look-ups gains nothing.
 */
export function guardedAgent({
  fetchAllow,
  ports = ['80', '443'],
  resolve = dns.lookup,
}: GuardOptions): Agent {
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '');
      const open = (found as LookupAddress[]).filter(({ address }) => isPublicAddress(address));
      const [first] = open;
      if (first === undefined) return done(new BlockedAddressError(host), '');
      if (options.all) done(null, open);
      else done(null, first.address, first.family);
    });
  };
  const plain = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false });
  const guarded = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false, lookup });

  return new Agent({
    keepAliveTimeout: 10_000,
    connect(options, done) {
      const host = bareHost(options.hostname);
      const port = options.port || (options.protocol === 'https:' ? '443' : '80');
      if (fetchAllow.has(`${host}:${port}`)) return plain(options, done);
      if (!ports.includes(port) || (net.isIP(host) !== 0 && !isPublicAddress(host))) {
        return done(new BlockedAddressError(`${host}:${port}`), null);
      }
      guarded(options, (error, socket) => {
        if (error !== null) return done(error, null);
        if (isPublicAddress(socket.remoteAddress ?? '')) return done(null, socket);
        socket.destroy();
        done(new BlockedAddressError(host), null);
      });
    },
  });
}
