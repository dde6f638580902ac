import { readFileSync } from 'node:fs';

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
    // The name in brackets may hold anything; the first field after it is the third.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { peakMegabytes: Number(peak) / 1024, cpuMicros: ticks * TICK_MICROS };
  } catch {
    return null;
  }
}
