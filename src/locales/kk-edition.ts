import { BARE_UNITS, MONEY_UNITS, type ShownChanges, wordOf } from './formats.ts';
import { calendarDate, figure, number, percent } from './kk-formats.ts';
import type { EditionWords } from './ru-edition.ts';

const STAGES = {
  announced: 'жарияланды',
  signed: 'қол қойылды',
  financed: 'қаржыландырылды',
  delivered: 'жеткізілді',
};

const TURNS = {
  postpone: 'кейінге қалдырылды',
  cancel: 'бас тартылды',
  suspend: 'уақытша тоқтатылды',
  resume: 'қайта басталды',
  withdraw: 'құрамнан шығу',
};

type Figures = ShownChanges['figures'];
const shown = (value: number, unit: string) => figure({ value, unit, qualifier: null, text: '' });
const hasWords = ({ to: { value, unit } }: Figures[number]) =>
  !BARE_UNITS.has(unit) && shown(value, unit) !== '';

function replaced({ from, to: { value, unit } }: Figures[number]): string {
  if (from === null) return '';
  if (unit === 'pct') return `көрсеткіш: ${percent(from.value)} → ${percent(value)}`;
  return `${MONEY_UNITS.has(unit) ? 'сома: ' : ''}${number(from.value)} → ${shown(value, unit)}`;
}

function added(figures: Figures): string {
  const areSums = figures.every(({ to }) => MONEY_UNITS.has(to.unit));
  const one = areSums ? 'сомасы белгілі болды' : 'жаңа дерек';
  const label = figures.length === 1 ? one : areSums ? 'сомалары белгілі болды' : 'жаңа деректер';
  return `${label}: ${figures.map(({ to }) => shown(to.value, to.unit)).join(', ')}`;
}

/** What editions say around their stories, in Kazakh. */
export const edition: EditionWords = {
  otherNews: '📰 Басқа жаңалықтар',
  label: 'Не өзгерді:',
  items: ({ stage, figures, parties, days, turns }, yearNow) => {
    const stages = [wordOf(STAGES, stage?.from ?? null), wordOf(STAGES, stage?.to ?? null)];
    const turned = turns.map((turn) => wordOf(TURNS, turn)).filter((word) => word !== '');
    const dates = days.map((day) => calendarDate(day, yearNow)).join(', ');
    const fresh = figures.filter((one) => one.from === null && hasWords(one));
    return [
      ...(stages[1] === '' ? [] : [stages.filter((word) => word !== '').join(' → ')]),
      ...turned,
      ...(dates !== '' && turned.length > 0 ? [`жаңа күні: ${dates}`] : []),
      ...figures.filter((one) => hasWords(one) || one.to.unit === 'pct').map(replaced),
      ...(fresh.length === 0 ? [] : [added(fresh)]),
      ...(parties.length === 0
        ? []
        : [`${parties.length > 1 ? 'жаңа тараптар' : 'жаңа тарап'}: ${parties.join(', ')}`]),
      ...(dates !== '' && turned.length === 0 ? [`күні белгілі болды: ${dates}`] : []),
    ].filter((item) => item !== '');
  },
};
