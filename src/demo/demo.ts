import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { Source } from '../domain/knowledge.ts';
import { createArchive } from './archive/archive.ts';
import { servePage } from './page/page.ts';
import { DEMO_ACCOUNTS, DEMO_GROUPS, startStandIn } from './standin/standin.ts';

/** The archive's dates are relative to a "now" of its own, which is renewed when it is older than this. */
const STALE_HOURS = 3;

const LAID = z.object({ origin: z.string(), now: z.iso.datetime() });

/** The demo: Telegram and the outlets, all of this process. */
export interface Demo {
  /** Address of the stand-in for Telegram's Bot API. */
  readonly apiRoot: string;
  readonly token: string;
  /** The sample outlets, in place of the real sources. */
  readonly sources: readonly Source[];
  /** True when the archive was laid anew: what was read of an older one is out of date. */
  readonly renewed: boolean;
  /** Serves the chat page, its control routes and the archive. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Starts everything that stands in for the world: Telegram, its readers, and news sites.
 *
 * @param options.origin where `handle` is served, such as "http://127.0.0.1:8080"
 * @param options.dataDir keeps chats and the archive's dates over restarts
 */
export async function startDemo(options: {
  readonly origin: string;
  readonly dataDir: string;
}): Promise<Demo> {
  mkdirSync(options.dataDir, { recursive: true });
  const laid = layArchive(join(options.dataDir, 'archive.json'), options.origin);
  const archive = createArchive(options.origin, laid.now);
  const standIn = await startStandIn({
    statePath: join(options.dataDir, 'chats.json'),
    accounts: DEMO_ACCOUNTS,
    groups: DEMO_GROUPS,
  });
  return {
    apiRoot: standIn.apiRoot,
    token: standIn.token,
    sources: archive.sources,
    renewed: laid.renewed,
    handle: async (request, response) =>
      (await standIn.handle(request, response)) ||
      (await archive.handle(request, response)) ||
      (await servePage(request, response)),
    close: () => standIn.close(),
  };
}

/** The archive's own now: kept over restarts so that addresses stay, renewed when the news would look old. */
function layArchive(path: string, origin: string): { now: Date; renewed: boolean } {
  const known = readLaid(path);
  if (known && known.origin === origin) {
    const now = new Date(known.now);
    const hours = (Date.now() - now.getTime()) / 3_600_000;
    if (hours >= 0 && hours < STALE_HOURS) return { now, renewed: false };
  }
  const now = new Date();
  writeFileSync(`${path}.new`, JSON.stringify({ origin, now: now.toISOString() }));
  renameSync(`${path}.new`, path);
  return { now, renewed: true };
}

function readLaid(path: string): z.infer<typeof LAID> | null {
  try {
    const parsed = LAID.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
