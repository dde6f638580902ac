import iconv from 'iconv-lite';

/** A body turned into text. */
export interface DecodedBody {
  readonly text: string;
  /** The charset that was used, in lower case. */
  readonly charset: string;
}

/** What is known of a body’s encoding before its bytes are looked at. */
export interface CharsetHints {
  /** The Content-Type header as it came; null when there was none. */
  readonly contentType: string | null;
  /** What an editor knows of a source that lies; null when nothing is known. */
  readonly fallback: string | null;
  /** True for Russian and Kazakh sources, whose text cannot be without Cyrillic letters. */
  readonly expectsCyrillic: boolean;
}

/** Share of U+FFFD above which a decoding is held to be wrong. */
const MAX_REPLACED = 0.005;
const DECLARATION_BYTES = 4096;
/** Names that the Encoding standard maps to windows-1252 but that servers send for anything. */
const LATIN_LABELS = new Set(['iso-8859-1', 'us-ascii', 'latin1', 'ascii', 'windows-1252']);
/** What iconv-lite also calls an encoding although no document is written in it, and what bytes decide. */
const NO_CHARSET = /^(?:base64|hex|binary|utf|ucs|cesu)/;
/** Of nearly valid UTF-8 so many letters are whole for each that is broken: feeds cut texts by bytes. */
const MIN_WHOLE_PER_BROKEN = 20;
/** Kazakh Cyrillic in one byte. */
const KAZAKH_LABELS = new Set(['kz-1048', 'kz_1048', 'strk1048-2002', 'rk1048', 'ptcp154', 'pt154', 'cp154']);

/**
 * Decodes a body by the evidence of its bytes first and by what is declared second: BOM, UTF-16 by its
 * NULs, valid UTF-8 (or nearly: a letter cut in half), the header, the document's own declaration, the
 * source's default, windows-1251, windows-1252. A candidate that yields more than 0.5 % U+FFFD gives way to
 * the next, and so does a Latin or Cyrillic one whose letters make no Cyrillic word where they should.
 *
 * @returns null when no candidate fits: the body is not text that we can read
 */
export function decodeBody(bytes: Uint8Array, hints: CharsetHints): DecodedBody | null {
  const certain = charsetOfBytes(bytes);
  if (certain === 'utf-32') return null;
  if (certain !== null) return accept(bytes, certain);

  const ascii = isAscii(bytes);
  const nearly = ascii ? null : nearlyUtf8(bytes);
  if (nearly !== null) return nearly;
  const fallback = hints.fallback?.toLowerCase() ?? null;
  for (const label of [charsetOfHeader(hints.contentType), declaredCharset(bytes), fallback]) {
    const decoded = label === null ? null : accept(bytes, ascii ? asciiSafe(label) : label);
    if (decoded === null) continue;
    const isDoubtful = hints.expectsCyrillic && LATIN_LABELS.has(decoded.charset) && !ascii;
    if (isDoubtful && !hasCyrillicWord(decoded.text)) {
      return firstWithCyrillic(bytes, [fallback, 'windows-1251']) ?? decoded;
    }
    return decoded;
  }
  return firstWithCyrillic(bytes, ['windows-1251']) ?? accept(bytes, 'windows-1252');
}

/** UTF-8 in which a few letters are broken. windows-1251 has next to no letters that are whole in it. */
function nearlyUtf8(bytes: Uint8Array): DecodedBody | null {
  const text = new TextDecoder().decode(bytes);
  let whole = 0;
  let broken = 0;
  for (const [letter] of text.matchAll(/[^\0-\x7f]/g)) {
    if (letter === '\ufffd') broken++;
    else whole++;
  }
  return whole >= broken * MIN_WHOLE_PER_BROKEN ? { text, charset: 'utf-8' } : null;
}

function accept(bytes: Uint8Array, label: string): DecodedBody | null {
  const text = decode(bytes, label);
  if (text === null) return null;
  let replaced = 0;
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) replaced++;
  if (replaced > 0 && label === 'utf-8') replaced -= writtenReplacements(bytes);
  return replaced > text.length * MAX_REPLACED ? null : { text, charset: label };
}

/** How often U+FFFD itself stands in UTF-8: what a publisher lost says nothing about how we decode. */
function writtenReplacements(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let written = 0;
  for (let at = buffer.indexOf('\ufffd'); at !== -1; at = buffer.indexOf('\ufffd', at + 3)) written++;
  return written;
}

function firstWithCyrillic(bytes: Uint8Array, labels: readonly (string | null)[]): DecodedBody | null {
  for (const label of labels) {
    const decoded = label === null ? null : accept(bytes, label);
    if (decoded !== null && hasCyrillicWord(decoded.text)) return decoded;
  }
  return null;
}

function decode(bytes: Uint8Array, label: string): string | null {
  if (KAZAKH_LABELS.has(label)) {
    const name = label.includes('154') ? 'pt154' : 'rk1048';
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
  }
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    // The web has forgotten the code pages of DOS and of the old Macintosh; feeds still name them.
    if (NO_CHARSET.test(label) || !iconv.encodingExists(label)) return null;
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), label);
  }
}

/** What the bytes prove by themselves; null when a declaration is needed. */
function charsetOfBytes(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && (c === 0xfe || c === 0) && d !== 0) return 'utf-32';
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32';
  const wide = wideCharset(bytes);
  if (wide !== null) return wide;
  if (isAscii(bytes)) return null;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return null;
  }
}

/** UTF-16 without a BOM, by the NUL beside its first letter that is no blank; markup and JSON begin in ASCII. */
function wideCharset(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    if ((first === 0) === (second === 0)) return null;
    const letter = first + second;
    if (letter > 0x20) return letter > 0x7f ? null : second === 0 ? 'utf-16le' : 'utf-16be';
  }
  return null;
}

function charsetOfHeader(contentType: string | null): string | null {
  return contentType?.match(/charset\s*=\s*["']?([\w.:-]+)/i)?.[1]?.toLowerCase() ?? null;
}

function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  const declared =
    head.match(/^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']/i) ??
    head.match(/<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i);
  return declared?.[1]?.toLowerCase() ?? null;
}

/** A document that could be searched for `<?xml` or `<meta` byte by byte is not in UTF-16 or UTF-32. */
function asciiSafe(label: string): string {
  return /^(utf|ucs|iso-10646)/.test(label) ? 'utf-8' : label;
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** Single letters say nothing: "Café" in Latin-1 is "Cafй" in windows-1251. */
function hasCyrillicWord(text: string): boolean {
  return /[\u0400-\u04ff]{3}/.test(text);
}
