import { BARE_UNITS, MONEY_UNITS, type ShownChanges, wordOf } from './formats.ts';
import { calendarDate, figure, number, percent } from './ru-formats.ts';

/** How far an undertaking has come. */
const STAGES = {
  announced: 'объявлено',
  signed: 'подписано',
  financed: 'профинансировано',
  delivered: 'поставлено',
};

/** What turns an event round. */
const TURNS = {
  postpone: 'перенесено',
  cancel: 'отменено',
  suspend: 'приостановлено',
  resume: 'возобновлено',
  withdraw: 'выход',
};

type Figures = ShownChanges['figures'];
const shown = (value: number, unit: string) => figure({ value, unit, qualifier: null, text: '' });
const hasWords = ({ to: { value, unit } }: Figures[number]) =>
  !BARE_UNITS.has(unit) && shown(value, unit) !== '';

/** "сумма: $4 млрд → $4,2 млрд"; the unit is said once, but the dollar, which stands before its number, with both. */
function replaced({ from, to: { value, unit } }: Figures[number]): string {
  if (from === null) return '';
  if (unit === 'pct') return `показатель: ${percent(from.value)} → ${percent(value)}`;
  const was = unit === 'usd' ? shown(from.value, unit) : number(from.value);
  return `${MONEY_UNITS.has(unit) ? 'сумма: ' : ''}${was} → ${shown(value, unit)}`;
}

/** "названа сумма: $2 млрд", "новые цифры: 20 локомотивов, $2 млрд". */
function added(figures: Figures): string {
  const areSums = figures.every(({ to }) => MONEY_UNITS.has(to.unit));
  const one = areSums ? 'названа сумма' : 'новая цифра';
  const label = figures.length === 1 ? one : areSums ? 'названы суммы' : 'новые цифры';
  return `${label}: ${figures.map(({ to }) => shown(to.value, to.unit)).join(', ')}`;
}

/** What editions say around their stories. */
export const edition = {
  /** Heading of the stories that belong to no topic. */
  otherNews: '📰 Другие новости',
  label: 'Что изменилось:',
  /** What is new in a story, the weightiest first; empty when there are no words of ours for it. */
  items: ({ stage, figures, parties, days, turns }: ShownChanges, yearNow: number): string[] => {
    const stages = [wordOf(STAGES, stage?.from ?? null), wordOf(STAGES, stage?.to ?? null)];
    const turned = turns.map((turn) => wordOf(TURNS, turn)).filter((word) => word !== '');
    const dates = days.map((day) => calendarDate(day, yearNow)).join(', ');
    const fresh = figures.filter((one) => one.from === null && hasWords(one));
    return [
      ...(stages[1] === '' ? [] : [stages.filter((word) => word !== '').join(' → ')]),
      ...turned,
      ...(dates !== '' && turned.length > 0 ? [`новая дата: ${dates}`] : []),
      ...figures.filter((one) => hasWords(one) || one.to.unit === 'pct').map(replaced),
      ...(fresh.length === 0 ? [] : [added(fresh)]),
      ...(parties.length === 0
        ? []
        : [`${parties.length > 1 ? 'новые стороны' : 'новая сторона'}: ${parties.join(', ')}`]),
      ...(dates !== '' && turned.length === 0 ? [`названа дата: ${dates}`] : []),
    ].filter((item) => item !== '');
  },
};

/** Every locale has exactly these keys. */
export type EditionWords = typeof edition;
