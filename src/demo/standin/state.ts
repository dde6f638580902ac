import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Chat, World } from './world.ts';

/** Keeps a world on disk so that it survives the end of the process, also by kill -9. */
export interface State {
  /** Plans a save; many changes within a moment are one save. */
  changed(): void;
  /** The next update id, greater than every one before, also those of a process that was killed. */
  nextUpdateId(): number;
  nextMessageId(): number;
  /** Saves what is not saved yet. */
  close(): void;
}

const FORMAT = 1;
const SAVE_AFTER_MS = 100;
/** Ids are given out up to a number that is on disk already; this many are reserved at a time. */
const RESERVE = 1000;
const KEPT_MESSAGES = 500;

function toText(world: World, ids: { nextUpdateId: number; nextMessageId: number }, clean: boolean): string {
  const chats = new Map(
    [...world.chats].map(([id, chat]): [number, Chat] => [
      id,
      { ...chat, messages: new Map([...chat.messages].slice(-KEPT_MESSAGES)) },
    ]),
  );
  return JSON.stringify({ format: FORMAT, clean, world: { ...world, chats, ...ids } }, (_, value: unknown) =>
    value instanceof Map ? { $map: [...value] } : value,
  );
}

function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$map' in value)) return value;
  return new Map(value.$map as [unknown, unknown][]);
}

/**
 * Reads what was saved at `path`; null when there is nothing readable. The bot is told apart by its id: the
 * state of another one is not taken.
 */
export function restoreWorld(path: string, botId: number): World | null {
  let saved: { format?: number; clean?: boolean; world?: World };
  try {
    saved = JSON.parse(readFileSync(path, 'utf8'), revive);
  } catch {
    return null;
  }
  const { world } = saved;
  if (saved.format !== FORMAT || !world || world.bot.id !== botId) return null;
  if (saved.clean) return world;
  // The process was killed: what it gave out in its last moment is not in the file.
  world.nextSerial += RESERVE;
  for (const chat of world.chats.values()) {
    if (chat.kind !== 'private') chat.nextMessageId += RESERVE;
  }
  return world;
}

/** @param path where to save; null keeps nothing */
export function createState(world: World, path: string | null): State {
  const reserved = { nextUpdateId: world.nextUpdateId, nextMessageId: world.nextMessageId };
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  if (path !== null) mkdirSync(dirname(path), { recursive: true });

  /** Writes all at once and then takes the old file's place, so that a kill leaves one whole file. */
  function saveNow(clean: boolean): void {
    if (path === null) return;
    const ids = clean ? { nextUpdateId: world.nextUpdateId, nextMessageId: world.nextMessageId } : reserved;
    writeFileSync(`${path}.new`, toText(world, ids, clean));
    renameSync(`${path}.new`, path);
  }

  function take(name: 'nextUpdateId' | 'nextMessageId'): number {
    if (path !== null && world[name] >= reserved[name]) {
      reserved[name] = world[name] + RESERVE;
      saveNow(false);
    }
    const id = world[name];
    world[name] = id + 1;
    return id;
  }

  return {
    changed() {
      if (path === null || timer !== null || closed) return;
      timer = setTimeout(() => {
        timer = null;
        try {
          saveNow(false);
        } catch {
          // A full disk must not end the demo; the next change tries again.
        }
      }, SAVE_AFTER_MS);
      timer.unref();
    },
    nextUpdateId: () => take('nextUpdateId'),
    nextMessageId: () => take('nextMessageId'),
    close() {
      if (closed) return;
      closed = true;
      if (timer !== null) clearTimeout(timer);
      saveNow(true);
    },
  };
}
