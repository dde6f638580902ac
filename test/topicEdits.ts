/** One edit of a good folder and what the editor is told. `file` is below digests/. */
export interface Edit {
  readonly name: string;
  readonly file: string;
  readonly edit: (json: any) => unknown;
  readonly says: RegExp | string;
}

/** Edits of the topics. */
export const TOPIC_EDITS: readonly Edit[] = [
  {
    name: 'a title without Kazakh',
    file: 'uranium.json',
    edit: (d) => delete d.title.kk,
    says: 'digests/uranium.json: title.kk must be text',
  },
  {
    name: 'a title that is a number',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = 5),
    says: 'digests/uranium.json: title.ru must be text',
  },
  {
    name: 'an empty title',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = '  '),
    says: 'digests/uranium.json: title.ru must not be empty',
  },
  {
    name: 'a long title',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = 'а'.repeat(29)),
    says: 'digests/uranium.json: title.ru must be at most 28 characters',
  },
  {
    name: 'a shouting title',
    file: 'uranium.json',
    edit: (d) => (d.title.ru = 'Уран!'),
    says: 'digests/uranium.json: title.ru must not contain an exclamation mark',
  },
  {
    name: 'an untranslated description',
    file: 'uranium.json',
    edit: (d) => (d.description.kk = d.description.ru),
    says: 'digests/uranium.json: description.kk is the same as description.ru',
  },
  {
    name: 'a Latin letter in a Cyrillic word',
    file: 'uranium.json',
    edit: (d) => (d.title.kk = 'Урaн'),
    says: 'digests/uranium.json: title.kk mixes Cyrillic and Latin letters in "Урaн" (Latin: a)',
  },
  {
    name: 'a flag as emoji',
    file: 'uranium.json',
    edit: (d) => (d.emoji = '🇰🇿'),
    says: 'digests/uranium.json: emoji must be one emoji, not a flag',
  },
  {
    name: 'two emoji',
    file: 'uranium.json',
    edit: (d) => (d.emoji = '🤝🤝'),
    says: 'digests/uranium.json: emoji must be one emoji, not a flag',
  },
  {
    name: 'a letter as emoji',
    file: 'uranium.json',
    edit: (d) => (d.emoji = 'U'),
    says: 'digests/uranium.json: emoji must be one emoji, not a flag',
  },
  {
    name: 'an unknown field',
    file: 'uranium.json',
    edit: (d) => (d.titel = {}),
    says: 'digests/uranium.json: has unknown fields: titel',
  },
  {
    name: 'an unknown entity',
    file: 'uranium.json',
    edit: (d) => d.match.entities.push('uranus'),
    says: 'digests/uranium.json: match.entities names an unknown entity "uranus"',
  },
  {
    name: 'an unknown weak entity',
    file: 'uranium.json',
    edit: (d) => d.match.weak.entities.push('uranus'),
    says: 'digests/uranium.json: match.weak.entities names an unknown entity "uranus"',
  },
  {
    name: 'an unknown implied topic',
    file: 'uranium.json',
    edit: (d) => (d.match.implies = ['power']),
    says: 'digests/uranium.json: match.implies names an unknown topic "power"',
  },
  {
    name: 'a topic that implies itself',
    file: 'uranium.json',
    edit: (d) => (d.match.implies = ['uranium']),
    says: 'digests/uranium.json: match.implies names the topic itself',
  },
  {
    name: 'an unknown member',
    file: 'c5plus1.json',
    edit: (d) => d.match.together.entities.push('atlantis'),
    says: 'digests/c5plus1.json: match.together.entities names an unknown entity "atlantis"',
  },
  {
    name: 'an unknown actor',
    file: 'c5plus1.json',
    edit: (d) => d.match.acts.entities.push('atlantis'),
    says: 'digests/c5plus1.json: match.acts.entities names an unknown entity "atlantis"',
  },
  {
    name: 'sums beside an unknown topic',
    file: 'trade.json',
    edit: (d) => (d.match.sums.beside = ['ore']),
    says: 'digests/trade.json: match.sums.beside names an unknown topic "ore"',
  },
  {
    name: 'an unknown unit',
    file: 'trade.json',
    edit: (d) => (d.match.sums.units = ['gbp']),
    says: /^digests\/trade\.json: match\.sums\.units\[0\] must be one of usd, /,
  },
  {
    name: 'a term in capitals',
    file: 'uranium.json',
    edit: (d) => d.match.terms.ru.push('Уран'),
    says: /^digests\/uranium\.json: match\.terms\.ru\[\d+\] must be lower case$/,
  },
  {
    name: 'a star inside a word',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.ru = ['ур*н']),
    says: 'digests/uranium.json: match.terms.ru[0] may have * only at the end of a word',
  },
  {
    name: 'a star after one letter',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.ru = ['у*']),
    says: 'digests/uranium.json: match.terms.ru[0] must have at least two letters before *',
  },
  {
    name: 'a term with a comma',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.ru = ['уран, торий']),
    says: 'digests/uranium.json: match.terms.ru[0] must be words of letters and digits, joined by spaces or hyphens',
  },
  {
    name: 'a term given twice',
    file: 'uranium.json',
    edit: (d) => (d.match.terms.en = ['leu bank', 'leu bank']),
    says: 'digests/uranium.json: match.terms.en has "leu bank" twice',
  },
  {
    name: 'an alias of another topic',
    file: 'uranium.json',
    edit: (d) => d.aliases.ru.push('нефть'),
    says: 'digests/uranium.json: "нефть" is already a name of energy.json',
  },
  {
    name: 'an eighth weekday',
    file: 'uranium.json',
    edit: (d) => (d.schedule.days = [1, 8]),
    says: 'digests/uranium.json: schedule.days[1] must be a whole number from 1 to 7',
  },
  {
    name: 'no weekday',
    file: 'uranium.json',
    edit: (d) => (d.schedule.days = []),
    says: 'digests/uranium.json: schedule.days must have at least one weekday',
  },
  {
    name: 'an hour that does not exist',
    file: 'uranium.json',
    edit: (d) => (d.schedule.at = '24:00'),
    says: 'digests/uranium.json: schedule.at must be a time of day like "08:30"',
  },
  {
    name: 'too many stories',
    file: 'uranium.json',
    edit: (d) => (d.maxStories = 21),
    says: 'digests/uranium.json: maxStories must be a whole number from 1 to 20',
  },
];
