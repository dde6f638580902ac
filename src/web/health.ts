import { type Handler, sendText } from './server.ts';

/** Why the program cannot do its work at present; empty = ready. */
export interface Readiness {
  readonly waitingFor: ReadonlySet<string>;
  /** Says that something is missing: "database", "polling", "draining". */
  lack(what: string): void;
  have(what: string): void;
}

/** Starts without `what`. */
export function createReadiness(what: readonly string[]): Readiness {
  const waitingFor = new Set(what);
  return {
    waitingFor,
    lack: (name) => void waitingFor.add(name),
    have: (name) => void waitingFor.delete(name),
  };
}

/** `/healthz`: the process answers. `/readyz`: 200 when it does its work, 503 with what is missing. */
export function healthHandler(readiness: Readiness): Handler {
  return async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') sendText(response, 200, 'ok\n');
    else if (path === '/readyz') {
      const missing = [...readiness.waitingFor];
      sendText(
        response,
        missing.length === 0 ? 200 : 503,
        missing.length === 0 ? 'ready\n' : `waiting for: ${missing.join(', ')}\n`,
      );
    } else return false;
    return true;
  };
}
