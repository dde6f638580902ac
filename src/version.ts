import { readFileSync } from 'node:fs';

/** The program's version, as package.json states it. */
export const VERSION: string = versionOf(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
);

function versionOf(manifest: unknown): string {
  return manifest && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '0';
}
