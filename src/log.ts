import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { type Logger, pino } from 'pino';

/** Looks like a bot token, also inside an address ("/bot123:AA…/getMe"). */
const TOKEN = /\d{6,}:[\w-]{30,}/g;
/** user:password@ of any address. */
const CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi;

/** The program’s log: JSON lines, without secrets. */
export type Log = Logger;

/**
 * A JSON logger that lets no secret through: whatever a line holds, configured secrets, bot tokens and
 * credentials in addresses are replaced at the sink, also inside errors and their causes.
 *
 * @param secrets values that are never written
 * @param write where lines go; standard output unless told otherwise
 */
export function createLog(
  level: string,
  secrets: readonly string[],
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const redact = redactor(secrets);
  const sink = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      write(redact(String(line)));
      done();
    },
  });
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } },
    sink,
  );
}

/** Replaces every secret in a text. */
function redactor(secrets: readonly string[]): (text: string) => string {
  // Longest first, and as JSON spells them; shorter than 6 characters they would mangle every line.
  const spelled = [
    ...new Set(secrets.flatMap((s) => [s, JSON.stringify(s).slice(1, -1), encodeURIComponent(s)])),
  ]
    .filter((s) => s.length >= 6)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of spelled) clean = clean.replaceAll(secret, '[secret]');
    return clean.replace(TOKEN, '[token]').replace(CREDENTIALS, '$1[credentials]@');
  };
}

/** An error with its chain of causes, short enough for a log line. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return inspect(error, { depth: 2 }).slice(0, 500);
  const { name, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    type: name,
    message: withoutParameters(error.message),
    code,
    stack: error.stack === undefined ? undefined : withoutParameters(error.stack),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

/** Drizzle's errors repeat the query's parameters, and with them chat ids and readers' words. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams:.*?(?=\n {4}at |$)/s, '');
}
