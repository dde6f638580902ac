/** Byte → character of windows-1251, turned round; Node decodes it but cannot encode it. */
const BYTES = new Map(
  Array.from(
    new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
    (letter, byte) => [letter, byte],
  ),
);

/** Text in bytes of `charset`. What windows-1251 cannot say becomes a numeric reference, as real sites do. */
export function encode(text: string, charset: 'utf-8' | 'windows-1251'): Uint8Array {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = BYTES.get(letter);
    if (byte !== undefined) bytes.push(byte);
    else for (const digit of `&#${letter.codePointAt(0)};`) bytes.push(digit.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}
