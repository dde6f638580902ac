import { readdirSync, readFileSync } from 'node:fs';

/** Jiffies of Linux: /proc counts processor time in hundredths of a second. */
const TICK_MICROS = 10_000;

/** What a process needed so far; null where /proc does not say (it is gone, or the system is not Linux). */
export interface ProcessFigures {
  readonly peakMegabytes: number;
  /** Of all its threads. */
  readonly cpuMicros: number;
}

/** Reads what `pid` needed until now (proc(5): VmHWM of status, fields 14 and 15 of stat). */
export function processFigures(pid: number): ProcessFigures | null {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = fieldsOf(stat);
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { peakMegabytes: Number(peak) / 1024, cpuMicros: ticks * TICK_MICROS };
  } catch {
    return null;
  }
}

/** Of a line of /proc/<pid>/stat, from the third on: the name in brackets before them may hold anything. */
const fieldsOf = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** Processor time in µs of a process, of its children and of those it had before: a PostgreSQL by its first process. */
export function familyMicros(pid: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = fieldsOf(readFileSync(`/proc/${name}/stat`, 'utf8'));
      const own = Number(fields[11]) + Number(fields[12]);
      if (Number(name) === pid) ticks += own + Number(fields[13]) + Number(fields[14]);
      else if (Number(fields[1]) === pid) ticks += own;
    } catch {
      // It ended meanwhile, and is with those that its parent had.
    }
  }
  return ticks * TICK_MICROS;
}
