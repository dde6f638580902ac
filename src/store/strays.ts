/**
 * Whether an error that nobody caught comes from a lost connection and harms nothing.
 *
 * postgres.js 3.4 rejects a transaction whose connection closed, but what that transaction does
 * afterwards still writes to the closed socket, in a tick of its own ("Cannot read properties of null
 * (reading 'write')"), or rejects where nobody listens any more. The unit of work itself has failed and
 * been recorded by then; a restarting server must not take the program with it.
 */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError) return /[\\/]postgres[\\/].*connection\.js/.test(error.stack ?? '');
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (
      'code' in e &&
      /^(CONNECTION_(CLOSED|ENDED|DESTROYED|SILENT)|CONNECT_TIMEOUT|ECONNREFUSED|57P0\d|08\w{3}|ECONNRESET|EPIPE)$/.test(
        String(e.code),
      )
    ) {
      return true;
    }
  }
  return false;
}
