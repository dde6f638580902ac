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

function figureChange({ from, to }: ShownChanges['figures'][number]): string {
  const { value, unit } = to;
  if (unit === 'pct' && from !== null) return `показатель: ${percent(from.value)} → ${percent(value)}`;
  const shown = (amount: number) => figure({ value: amount, unit, qualifier: null, text: '' });
  if (BARE_UNITS.has(unit) || shown(value) === '') return '';
  const isMoney = MONEY_UNITS.has(unit);
  if (from === null) return `${isMoney ? 'названа сумма' : 'новая цифра'}: ${shown(value)}`;
  // The unit is said once; the dollar stands before its number and is said with both.
  const was = unit === 'usd' ? shown(from.value) : number(from.value);
  return `${isMoney ? 'сумма: ' : ''}${was} → ${shown(value)}`;
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
    return [
      ...(stages[1] === '' ? [] : [stages.filter((word) => word !== '').join(' → ')]),
      ...turned,
      ...(dates !== '' && turned.length > 0 ? [`новая дата: ${dates}`] : []),
      ...figures.map(figureChange),
      ...(parties.length === 0
        ? []
        : [`${parties.length > 1 ? 'новые стороны' : 'новая сторона'}: ${parties.join(', ')}`]),
      ...(dates !== '' && turned.length === 0 ? [`названа дата: ${dates}`] : []),
    ].filter((item) => item !== '');
  },
};

/** Every locale has exactly these keys. */
export type EditionWords = typeof edition;
