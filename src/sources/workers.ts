import { Worker } from 'node:worker_threads';
import type { DocumentReading, DocumentRequest } from './document.ts';
import { failure } from './failure.ts';

/** Understands documents in worker threads, so that no document can hold up the program. */
export interface DocumentWorkers {
  /**
   * Never throws: a document that takes too much memory or more than `limitMs` of processor time is a `parse` failure,
   * and so is one that gets less than a third of a processor and has not been understood in three times as long.
   */
  read(request: DocumentRequest, limitMs: number): Promise<DocumentReading>;
  close(): Promise<void>;
}

const MAX_WORKERS = 2;
/** A second one costs 70 MB: it is started when a document has waited so long for the first, which has a hard one. */
const PATIENCE_MS = 1000;
const MAX_OLD_SPACE_MB = 256;
/** Parsing makes garbage quickly; a young space that may grow freely held 130 MB more and was no faster. */
const MAX_YOUNG_SPACE_MB = 8;
/** A worker that holds more after a document is replaced: a heap gives nothing back by itself. */
const MAX_KEPT_HEAP_BYTES = 64 * 1024 * 1024;
const IDLE_MS = 20_000;
/** On a busy machine a document may take so many times its limit, as long as it did not get the time of its limit. */
const MOST_LIMITS = 3;
/** A thread that does not say so soon what it used cannot be waited for. */
const ANSWER_MS = 500;

/**
 * Documents beyond this size are understood one at a time: each may take 150 MB while it lasts, and the other thread
 * stays free for ordinary ones.
 */
const LARGE_BYTES = 1024 * 1024;

interface Job {
  readonly isLarge: boolean;
  readonly request: DocumentRequest;
  readonly limitMs: number;
  readonly done: (reading: DocumentReading) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  isReady: boolean;
  killTimer: NodeJS.Timeout | null;
  idleTimer: NodeJS.Timeout | null;
}

/** One thread is started when there is work, a second when that one is held up; each ends after 20 s without any. */
export function createDocumentWorkers(): DocumentWorkers {
  const queue: Job[] = [];
  const threads = new Set<Thread>();
  let isClosed = false;
  /** Whether the document begun last was a large one. */
  let isLargeLast = false;
  let helpTimer: NodeJS.Timeout | null = null;

  function start(): void {
    const worker = new Worker(new URL('./pageWorker.ts', import.meta.url), {
      resourceLimits: {
        maxYoungGenerationSizeMb: MAX_YOUNG_SPACE_MB,
        maxOldGenerationSizeMb: MAX_OLD_SPACE_MB,
      },
    });
    const thread: Thread = { worker, job: null, isReady: false, killTimer: null, idleTimer: null };
    threads.add(thread);
    worker.on('message', (message: 'ready' | { reading: DocumentReading; heapBytes: number }) => {
      if (message === 'ready') {
        thread.isReady = true;
      } else {
        finish(thread, message.reading);
        if (message.heapBytes > MAX_KEPT_HEAP_BYTES) end(thread);
      }
      next();
    });
    worker.on('error', (error: Error) => {
      const isMemory = (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
      finish(thread, failure('parse', isMemory ? 'needs too much memory' : error.message.slice(0, 200)));
    });
    worker.on('exit', () => {
      finish(thread, failure('parse', 'its worker ended'));
      // A thread that cannot even start must not be started for ever.
      if (!thread.isReady) queue.shift()?.done(failure('parse', 'no worker could be started'));
      end(thread);
      next();
    });
  }

  function next(): void {
    for (const thread of threads) {
      if (!thread.isReady || thread.job !== null) continue;
      const job = startable();
      if (job === undefined) {
        waitIdle(thread);
        continue;
      }
      queue.splice(queue.indexOf(job), 1);
      give(thread, job);
    }
    const first = startable();
    if (first === undefined || threads.size >= MAX_WORKERS || isClosed) return;
    if (threads.size === 0) start();
    else helpTimer ??= setTimeout(() => help(first), PATIENCE_MS);
  }

  /** The job that has waited longest, of those that may be given to a thread now; after a large one an ordinary one. */
  function startable(): Job | undefined {
    const ordinary = queue.find(({ isLarge }) => !isLarge);
    if ([...threads].some(({ job }) => job?.isLarge)) return ordinary;
    return isLargeLast ? (ordinary ?? queue[0]) : queue[0];
  }

  /** Starts one more thread when `job` still waits. */
  function help(job: Job): void {
    helpTimer = null;
    // A thread that is still starting is help that comes.
    const isHeldUp = startable() === job && [...threads].every(({ isReady }) => isReady);
    if (isHeldUp && threads.size < MAX_WORKERS && !isClosed) start();
    else next();
  }

  function give(thread: Thread, job: Job): void {
    if (thread.idleTimer !== null) clearTimeout(thread.idleTimer);
    thread.idleTimer = null;
    thread.job = job;
    isLargeLast = job.isLarge;
    thread.worker.ref();
    const before = usage(thread.worker);
    thread.killTimer = setTimeout(() => void judge(thread, job, before, job.limitMs), job.limitMs);
    const { buffer, byteLength } = job.request.bytes;
    // Handed over when it is all of its buffer; Node's small ones are pieces of a pool.
    const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
    thread.worker.postMessage(job.request, isOwn ? [buffer] : []);
  }

  /** Ends a document that had its time; one that did not get it, after `waitedMs`, goes on. */
  async function judge(
    thread: Thread,
    job: Job,
    before: Promise<NodeJS.CpuUsage | null>,
    waitedMs: number,
  ): Promise<void> {
    const at = await before;
    const used = at === null ? null : await usage(thread.worker, at);
    if (thread.job !== job) return;
    const missingMs = used === null ? 0 : job.limitMs - (used.user + used.system) / 1000;
    const moreMs = Math.min(missingMs, job.limitMs * MOST_LIMITS - waitedMs);
    if (moreMs >= 1) {
      thread.killTimer = setTimeout(() => void judge(thread, job, before, waitedMs + moreMs), moreMs);
      return;
    }
    finish(thread, failure('parse', `not understood within ${job.limitMs / 1000} s`));
    end(thread);
    next();
  }

  function finish(thread: Thread, reading: DocumentReading): void {
    if (thread.killTimer !== null) clearTimeout(thread.killTimer);
    thread.killTimer = null;
    const { job } = thread;
    thread.job = null;
    job?.done(reading);
  }

  function end(thread: Thread): void {
    if (!threads.delete(thread)) return;
    if (thread.idleTimer !== null) clearTimeout(thread.idleTimer);
    void thread.worker.terminate();
  }

  function waitIdle(thread: Thread): void {
    // Neither the timer nor an idle thread keeps the program alive.
    thread.worker.unref();
    thread.idleTimer ??= setTimeout(() => end(thread), IDLE_MS).unref();
  }

  return {
    read: (request, limitMs) =>
      new Promise((resolve) => {
        if (isClosed) return resolve(failure('parse', 'the reader is closed'));
        queue.push({ isLarge: request.bytes.byteLength > LARGE_BYTES, request, limitMs, done: resolve });
        next();
      }),
    async close() {
      isClosed = true;
      if (helpTimer !== null) clearTimeout(helpTimer);
      for (const { done } of queue.splice(0)) done(failure('parse', 'the reader is closed'));
      const ending = [...threads].map((thread) => {
        finish(thread, failure('parse', 'the reader is closed'));
        end(thread);
        return thread.worker.terminate();
      });
      await Promise.all(ending);
    },
  };
}

/** Processor time that a thread has had, in all or since `before`; null when it cannot be asked. */
function usage(worker: Worker, before?: NodeJS.CpuUsage): Promise<NodeJS.CpuUsage | null> {
  const silence = new Promise<null>((resolve) => setTimeout(resolve, ANSWER_MS, null).unref());
  return Promise.race([worker.cpuUsage(before).catch(() => null), silence]);
}
