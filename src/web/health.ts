import { type Handler, sendText } from './server.ts';

/** What the program cannot work without, with what an operator can do when it is missing. */
const REMEDIES = {
  database:
    'PostgreSQL does not answer, or is not open yet. Look at its log, its disk and DATABASE_URL; nothing is lost meanwhile',
  telegram:
    'the Bot API does not answer, or another process polls with this BOT_TOKEN (409). Look at the log, the network and BOT_API_ROOT',
  draining:
    'this process was told to end and finishes what it has begun. Start it again, or leave the work to other replicas',
} as const;
/** The name of one of them. */
export type Need = keyof typeof REMEDIES;

/** Why the program cannot do its work at present; empty = ready. */
export interface Readiness {
  readonly waitingFor: ReadonlySet<Need>;
  /** Says that something is missing. */
  lack(what: Need): void;
  have(what: Need): void;
}

/** Starts without `what`. */
export function createReadiness(what: readonly Need[]): Readiness {
  const waitingFor = new Set(what);
  return {
    waitingFor,
    lack: (name) => void waitingFor.add(name),
    have: (name) => void waitingFor.delete(name),
  };
}

/** `/healthz`: the process answers. `/readyz`: 200 when it does its work, 503 with what is missing and what to do. */
export function healthHandler(readiness: Readiness): Handler {
  return async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') sendText(response, 200, 'ok\n');
    else if (path === '/readyz') {
      const missing = [...readiness.waitingFor];
      const remedies = missing.map((name) => `- ${name}: ${REMEDIES[name]}\n`).join('');
      if (missing.length === 0) sendText(response, 200, 'ready\n');
      else sendText(response, 503, `waiting for: ${missing.join(', ')}\n${remedies}`);
    } else return false;
    return true;
  };
}
