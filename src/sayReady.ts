import type { Demo } from './demo/demo.ts';
import type { Log } from './log.ts';

/** Says in the log that everything runs, and of the demo, to whoever started it, where it can be seen. */
export function sayReady(log: Log, demo: Demo | null, port: number, startSeconds: number): void {
  const seconds = Number(startSeconds.toFixed(1));
  log.info({ seconds, port, demo: demo !== null }, 'ready');
  if (!demo) return;
  process.stdout.write(
    `\nKöpir demo is ready in ${seconds} s: open http://127.0.0.1:${port}/ and press Start\n` +
      'Its news is a sample. For a real bot set BOT_TOKEN (see README.md). Ctrl-C stops it.\n\n',
  );
}
