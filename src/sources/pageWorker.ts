import { parentPort } from 'node:worker_threads';
import { type DocumentRequest, readDocument } from './document.ts';
import { failure } from './failure.ts';

/** Runs in a worker thread: understands one document per message and says how much heap it holds. */
parentPort?.on('message', (request: DocumentRequest) => {
  let reading: ReturnType<typeof readDocument>;
  try {
    reading = readDocument(request);
  } catch (error) {
    reading = failure('parse', error instanceof Error ? error.message.slice(0, 200) : 'unreadable');
  }
  parentPort?.postMessage({ reading, heapBytes: process.memoryUsage().heapUsed });
});
parentPort?.postMessage('ready');
