import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { loadKnowledge } from '../digests.ts';
import { type Identifier, loadIdentifier } from '../domain/language/identify.ts';
import type { DocumentKind, DocumentReading } from '../sources/document.ts';
import { remedyOf } from '../sources/failure.ts';
import { DOCUMENT_KINDS } from '../sources/limits.ts';
import { createReader, type DocumentReader } from '../sources/reader.ts';
import { VERSION } from '../version.ts';

const USAGE = `usage: npm run -s read -- <file-or-url> [--kind ${DOCUMENT_KINDS.join('|')}]`;
/** What relative links of a file start from when it names no address of its own. */
const UNKNOWN_ADDRESS = 'https://document.invalid/';
const IS_ADDRESS = /^https?:\/\//i;

/** `npm run read`: prints one document as the reading stage sees it. */
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const command = commandOf(args);
  if (typeof command === 'string') return complain(command);
  const config = readConfig(undefined, 'tool');
  if (config.kind === 'invalid') return complain(config.mistakes.join('\n'));

  const { contact, fetchAllow, digestsDir } = config.config;
  const reader = createReader({ contact, version: VERSION, fetchAllow });
  try {
    const reading = await read(reader, command, digestsDir);
    if (typeof reading === 'string') return complain(reading);
    if (reading.kind === 'failed') return complain(`${command.target}: ${remedyOf(reading)}`);
    process.stdout.write(`${JSON.stringify(shown(reading, await loadIdentifier()), null, 2)}\n`);
    return 0;
  } finally {
    await reader.close();
  }
}

interface Command {
  readonly target: string;
  readonly kind: DocumentKind | null;
}

function commandOf(args: readonly string[]): Command | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { kind: { type: 'string' } },
      allowPositionals: true,
    });
    const [target] = positionals;
    if (target === undefined || positionals.length > 1) return USAGE;
    const kind = DOCUMENT_KINDS.find((known) => known === values.kind) ?? null;
    if (values.kind !== undefined && kind === null)
      return `"${values.kind}" is no kind of document\n${USAGE}`;
    return { target, kind };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

async function read(
  reader: DocumentReader,
  { target, kind }: Command,
  digestsDir: string,
): Promise<DocumentReading | string> {
  if (IS_ADDRESS.test(target)) {
    // An address of sources.json is read as its source is, selectors and zone included.
    const knowledge = loadKnowledge(digestsDir);
    const sources = knowledge.kind === 'ok' ? knowledge.knowledge.sources : [];
    const source = sources.find(({ url }) => url === target) ?? null;
    return await reader.readAddress(
      target,
      kind ?? source?.kind ?? null,
      source,
      AbortSignal.timeout(60_000),
    );
  }
  try {
    const bytes = await readFile(target);
    return await reader.readBytes(bytes, addressIn(bytes), kind);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return `${target}: cannot be read (${code}). Give a file, or an address that begins with http:// or https://`;
  }
}

/** The address that a document in a file gives itself, so that its relative links lead somewhere. */
function addressIn(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 100_000));
  const stated =
    head.match(/<link[^>]*\srel=["']canonical["'][^>]*\shref=["'](https?:[^"'\s]+)/i) ??
    head.match(/<link[^>]*\shref=["'](https?:[^"'\s]+)["'][^>]*\srel=["']canonical["']/i) ??
    head.match(/<meta[^>]*\sproperty=["']og:url["'][^>]*\scontent=["'](https?:[^"'\s]+)/i) ??
    head.match(/<(?:atom:)?link[^>]*\srel=["']self["'][^>]*\shref=["'](https?:[^"'\s]+)/i) ??
    head.match(/<link>\s*(https?:[^<\s]+)/i);
  return (stated?.[1] && URL.parse(stated[1])?.href) ?? UNKNOWN_ADDRESS;
}

/** The document in the order in which an editor looks at it. */
function shown(reading: Exclude<DocumentReading, { kind: 'failed' }>, identifier: Identifier): object {
  const languageOf = (title: string, text: string) => identifier.article(title, text.split('\n')).language;
  if (reading.kind === 'page') {
    const { title, text, publishedAt, author, canonicalUrl, links } = reading;
    const language = languageOf(title, text);
    return {
      kind: 'page',
      language,
      title,
      text,
      published: publishedAt,
      author,
      // Of a file that names no address there is nothing to say.
      canonicalUrl: canonicalUrl === UNKNOWN_ADDRESS ? null : canonicalUrl,
      links,
    };
  }
  const { kind, title, entries } = reading;
  const all = entries.map((entry) => `${entry.title}. ${entry.text}`.slice(0, 400)).join('\n');
  const newest = Math.max(...entries.map(({ publishedAt }) => publishedAt?.getTime() ?? 0));
  return {
    kind,
    language: languageOf(title, all),
    title,
    text: '',
    published: newest > 0 ? new Date(newest) : null,
    links: entries.flatMap(({ url }) => url ?? []),
    repaired: reading.repaired,
    entries: entries.map((entry) => ({
      id: entry.guid,
      language: languageOf(entry.title, entry.text),
      title: entry.title,
      text: entry.text,
      published: entry.publishedAt,
      link: entry.url,
    })),
  };
}

function complain(words: string): number {
  process.stderr.write(`${words}\n`);
  return 1;
}
