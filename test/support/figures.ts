/** A bound that a figure is held to. */
export type Limit = { readonly least: number } | { readonly most: number };

/**
 * Prints `name: figure unit (limit: bound) ratio`, where a ratio of at least 1 keeps the limit. Beyond it the exit
 * code of the process becomes 1. A bound of 0 has no ratio; a figure without a limit stands alone.
 */
export function report(name: string, figure: number, unit: string, limit?: Limit | undefined): void {
  const shown = Number.isInteger(figure) || figure >= 100 ? figure.toFixed(0) : figure.toFixed(2);
  if (limit === undefined) {
    console.log(`${name}: ${shown} ${unit}`);
    return;
  }
  const least = 'least' in limit;
  const bound = least ? limit.least : limit.most;
  const kept = least ? figure >= bound : figure <= bound;
  if (!kept) process.exitCode = 1;
  const ratio = least ? figure / bound : bound / figure;
  const beside = bound === 0 || figure === 0 ? (kept ? '' : ' missed') : ` ${ratio.toFixed(2)}`;
  console.log(`${name}: ${shown} ${unit} (limit: ${least ? '≥' : '≤'} ${bound})${beside}`);
}
