/** An entity in short: type, offset, length. */
export type Short = readonly [type: string, offset: number, length: number];

/** Entities as given and as stored, of `text` (one long word where not said), which is stored as `text2`. */
export const FIXES: readonly {
  readonly name: string;
  readonly text?: string;
  readonly given: readonly Short[];
  readonly text2?: string;
  readonly stored: readonly Short[];
}[] = [
  {
    name: 'bold and link over the same words stay, the link outside',
    given: [
      ['bold', 0, 4],
      ['text_link', 0, 4],
    ],
    stored: [
      ['text_link', 0, 4],
      ['bold', 0, 4],
    ],
  },
  {
    name: 'an entity of length 0 is dropped',
    given: [
      ['bold', 2, 0],
      ['italic', 0, 1],
    ],
    stored: [['italic', 0, 1]],
  },
  {
    name: 'the later of two overlapping links is dropped',
    given: [
      ['text_link', 0, 4],
      ['text_link', 2, 4],
    ],
    stored: [['text_link', 0, 4]],
  },
  {
    name: 'code inside a link is dropped',
    given: [
      ['text_link', 0, 6],
      ['code', 2, 2],
    ],
    stored: [['text_link', 0, 6]],
  },
  {
    name: 'a date under bold loses the bold',
    given: [
      ['bold', 0, 8],
      ['date_time', 2, 4],
    ],
    stored: [
      ['bold', 0, 2],
      ['date_time', 2, 4],
      ['bold', 6, 2],
    ],
  },
  {
    name: 'a date under a link is dropped',
    given: [
      ['text_link', 0, 8],
      ['date_time', 2, 4],
    ],
    stored: [['text_link', 0, 8]],
  },
  {
    name: 'bold in code is dropped',
    given: [
      ['code', 0, 6],
      ['bold', 2, 2],
    ],
    stored: [['code', 0, 6]],
  },
  {
    name: 'a quote holds bold, a link and a date',
    given: [
      ['expandable_blockquote', 0, 10],
      ['bold', 0, 2],
      ['text_link', 3, 2],
      ['date_time', 6, 2],
    ],
    stored: [
      ['expandable_blockquote', 0, 10],
      ['bold', 0, 2],
      ['text_link', 3, 2],
      ['date_time', 6, 2],
    ],
  },
  {
    name: 'a quote in a quote is dropped',
    given: [
      ['blockquote', 0, 10],
      ['expandable_blockquote', 2, 4],
    ],
    stored: [['blockquote', 0, 10]],
  },
  {
    name: 'a link over the border of a quote is dropped',
    given: [
      ['blockquote', 0, 5],
      ['text_link', 3, 5],
    ],
    stored: [['blockquote', 0, 5]],
  },
  {
    name: 'a link around a quote is dropped',
    given: [
      ['text_link', 0, 8],
      ['blockquote', 2, 3],
    ],
    stored: [['blockquote', 2, 3]],
  },
  {
    name: 'bold over the border of a quote is cut there',
    given: [
      ['blockquote', 0, 5],
      ['bold', 3, 5],
    ],
    stored: [
      ['blockquote', 0, 5],
      ['bold', 3, 2],
      ['bold', 5, 3],
    ],
  },
  {
    name: 'styles that half-overlap are cut where the second begins',
    given: [
      ['bold', 0, 5],
      ['italic', 3, 5],
    ],
    stored: [
      ['bold', 0, 3],
      ['italic', 3, 5],
      ['bold', 3, 2],
    ],
  },
  {
    name: 'touching bold is joined',
    given: [
      ['bold', 0, 3],
      ['bold', 3, 3],
    ],
    stored: [['bold', 0, 6]],
  },
  {
    name: 'white space at both ends goes, and entities move along',
    text: '  абв  ',
    given: [['bold', 2, 5]],
    text2: 'абв',
    stored: [['bold', 0, 3]],
  },
  {
    name: 'white space under an entity in front stays outside it',
    text: 'а бв',
    given: [['bold', 1, 3]],
    stored: [['bold', 2, 2]],
  },
  { name: 'bold over white space only is dropped', text: 'а  б', given: [['bold', 1, 2]], stored: [] },
  {
    name: 'control characters become spaces',
    text: 'а\u0001б\tв',
    given: [['bold', 2, 1]],
    text2: 'а б в',
    stored: [['bold', 2, 1]],
  },
  {
    name: 'carriage returns and bidi marks vanish, and entities move along',
    text: 'а\r\nб\u202eвг',
    given: [
      ['bold', 3, 3],
      ['italic', 0, 1],
    ],
    text2: 'а\nбвг',
    stored: [
      ['italic', 0, 1],
      ['bold', 2, 2],
    ],
  },
  { name: 'emoji count as two units', text: '👍👍 да', given: [['bold', 2, 2]], stored: [['bold', 2, 2]] },
  {
    name: 'links in the text are found beside given entities',
    text: 'см. site.kz',
    given: [['bold', 0, 3]],
    stored: [
      ['bold', 0, 3],
      ['url', 4, 7],
    ],
  },
  {
    name: 'nothing is found inside a link or code',
    text: 'site.kz /help',
    given: [
      ['text_link', 0, 7],
      ['code', 8, 5],
    ],
    stored: [
      ['text_link', 0, 7],
      ['code', 8, 5],
    ],
  },
];
