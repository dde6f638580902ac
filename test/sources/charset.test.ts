import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { type CharsetHints, decodeBody } from '../../src/sources/charset.ts';

const TEXT = '<p>Қазақстан Президенті Вашингтонға ресми сапармен барды — переговоры прошли успешно.</p>';
const RUSSIAN = '<p>Президент Казахстана прибыл в Вашингтон, переговоры прошли успешно.</p>';
const none: CharsetHints = { contentType: null, fallback: null, expectsCyrillic: true };
const bytes = (text: string, charset: string) => new Uint8Array(iconv.encode(text, charset));
const join = (...parts: (number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

const cases: { name: string; body: Uint8Array; hints?: Partial<CharsetHints>; text: string }[] = [
  {
    name: 'a UTF-8 BOM outranks the header',
    body: join([0xef, 0xbb, 0xbf], bytes(TEXT, 'utf8')),
    hints: { contentType: 'text/xml; charset=windows-1251' },
    text: TEXT,
  },
  { name: 'a UTF-16 BOM is obeyed', body: join([0xff, 0xfe], bytes(TEXT, 'utf16le')), text: TEXT },
  { name: 'big-endian UTF-16 is seen by its NULs', body: bytes(TEXT, 'utf16be'), text: TEXT },
  { name: 'little-endian UTF-16 is seen by its NULs', body: bytes(TEXT, 'utf16le'), text: TEXT },
  {
    name: 'UTF-16 is seen behind blanks',
    body: bytes(`\r\n ${TEXT}`, 'utf16le'),
    text: `\r\n ${TEXT}`,
  },
  { name: 'UTF-16 is seen in JSON', body: bytes(`{"a":"${TEXT}"}`, 'utf16be'), text: `{"a":"${TEXT}"}` },
  {
    name: 'valid UTF-8 is UTF-8 whatever the header says',
    body: bytes(TEXT, 'utf8'),
    hints: { contentType: 'text/html; charset=windows-1251' },
    text: TEXT,
  },
  {
    name: 'valid UTF-8 is UTF-8 whatever the prolog says',
    body: bytes(`<?xml version="1.0" encoding="koi8-r"?>${TEXT}`, 'utf8'),
    text: `<?xml version="1.0" encoding="koi8-r"?>${TEXT}`,
  },
  {
    name: 'the header outranks the document',
    body: bytes(`<meta charset="koi8-r">${RUSSIAN}`, 'win1251'),
    hints: { contentType: 'text/html; charset=windows-1251' },
    text: `<meta charset="koi8-r">${RUSSIAN}`,
  },
  {
    name: 'the prolog is read',
    body: bytes(`<?xml version="1.0" encoding="koi8-r"?>${RUSSIAN}`, 'koi8-r'),
    text: `<?xml version="1.0" encoding="koi8-r"?>${RUSSIAN}`,
  },
  {
    name: 'a meta element is read',
    body: bytes(
      `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-5">${RUSSIAN}`,
      'iso-8859-5',
    ),
    text: `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-5">${RUSSIAN}`,
  },
  {
    name: 'the source default comes before windows-1251',
    body: bytes(RUSSIAN, 'koi8-r'),
    hints: { fallback: 'KOI8-R' },
    text: RUSSIAN,
  },
  { name: 'without a word it is windows-1251', body: bytes(RUSSIAN, 'win1251'), text: RUSSIAN },
  {
    name: 'a header that claims UTF-8 for windows-1251 gives way',
    body: bytes(RUSSIAN, 'win1251'),
    hints: { contentType: 'text/html; charset=utf-8' },
    text: RUSSIAN,
  },
  {
    name: 'an unknown label decides nothing',
    body: bytes(RUSSIAN, 'win1251'),
    hints: { contentType: 'text/html; charset=klingon' },
    text: RUSSIAN,
  },
  {
    name: 'Latin-1 of a source in Russian is not believed',
    body: bytes(RUSSIAN, 'win1251'),
    hints: { contentType: 'text/html; charset=ISO-8859-1' },
    text: RUSSIAN,
  },
  {
    name: 'Kazakh in one byte is read when named',
    body: bytes('Қазақстан әлемге үлгі', 'rk1048'),
    hints: { fallback: 'KZ-1048' },
    text: 'Қазақстан әлемге үлгі',
  },
  {
    name: 'ASCII declared as UTF-16 is ASCII',
    body: bytes('<?xml version="1.0" encoding="utf-16"?><a>b</a>', 'latin1'),
    text: '<?xml version="1.0" encoding="utf-16"?><a>b</a>',
  },
  {
    name: 'Latin-1 is believed when another charset makes no Cyrillic words of it',
    body: bytes('Café in Washington, naïve façade', 'latin1'),
    hints: { contentType: 'text/xml; charset=ISO-8859-1' },
    text: 'Café in Washington, naïve façade',
  },
  {
    name: 'without a word and without Cyrillic words it is windows-1252',
    body: bytes('Café “Zürich” — 5 €', 'win1252'),
    text: 'Café “Zürich” — 5 €',
  },
  ...(['cp866', 'ibm855', 'cp1125', 'mac-cyrillic', 'x-mac-cyrillic', 'koi8-u', 'iso-8859-5'] as const).map(
    (label) => ({
      name: `${label} is known by name`,
      body: bytes(RUSSIAN, label.replace(/^x-/, '')),
      hints: { contentType: `application/xml; charset="${label.toUpperCase()}"` },
      text: RUSSIAN,
    }),
  ),
  {
    name: 'a letter cut in half leaves UTF-8 what it is, whatever the header says',
    body: join(bytes(RUSSIAN, 'utf8'), [0xd0], bytes(`</a>${RUSSIAN}`, 'utf8')),
    hints: { contentType: 'text/xml; charset=windows-1251' },
    text: `${RUSSIAN}\ufffd</a>${RUSSIAN}`,
  },
  {
    name: 'letters that the publisher lost himself do not make another charset',
    body: bytes(RUSSIAN.replaceAll('а', '\ufffd'), 'utf8'),
    hints: { contentType: 'text/xml; charset=windows-1251' },
    text: RUSSIAN.replaceAll('а', '\ufffd'),
  },
  {
    name: 'no transfer encoding is a charset',
    body: bytes(RUSSIAN, 'win1251'),
    hints: { contentType: 'text/xml; charset=base64' },
    text: RUSSIAN,
  },
  { name: 'an empty body is an empty text', body: new Uint8Array(), text: '' },
];
for (const { name, body, hints, text } of cases) {
  test(`decoding: ${name}`, () => {
    assert.equal(decodeBody(body, { ...none, ...hints })?.text, text);
  });
}

test('an English source may be in Latin-1', () => {
  const body = bytes('Café in Washington', 'latin1');
  const hints = { contentType: 'text/html; charset=iso-8859-1', fallback: null, expectsCyrillic: false };
  assert.equal(decodeBody(body, hints)?.text, 'Café in Washington');
});

test('UTF-32 is refused', () => {
  assert.equal(decodeBody(bytes(TEXT, 'utf-32le'), none), null);
  assert.equal(decodeBody(bytes(TEXT, 'utf-32be'), none), null);
});
