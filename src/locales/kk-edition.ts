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
  cancel: 'күші жойылды',
  suspend: 'уақытша тоқтатылды',
  resume: 'қайта басталды',
  withdraw: 'құрамынан шығу',
};

function figureChange({ from, to }: ShownChanges['figures'][number]): string {
  const { value, unit } = to;
  if (unit === 'pct' && from !== null) return `көрсеткіш: ${percent(from.value)} → ${percent(value)}`;
  const shown = figure({ value, unit, qualifier: null, text: '' });
  if (BARE_UNITS.has(unit) || shown === '') return '';
  const isMoney = MONEY_UNITS.has(unit);
  if (from === null) return `${isMoney ? 'аталған сома' : 'жаңа дерек'}: ${shown}`;
  return `${isMoney ? 'сома: ' : ''}${number(from.value)} → ${shown}`;
}

export const edition: EditionWords = {
  otherNews: '📰 Басқа жаңалықтар',
  label: 'Не өзгерді:',
  items: ({ stage, figures, parties, days, turns }, yearNow) => {
    const stages = [wordOf(STAGES, stage?.from ?? null), wordOf(STAGES, stage?.to ?? null)];
    const turned = turns.map((turn) => wordOf(TURNS, turn)).filter((word) => word !== '');
    const dates = days.map((day) => calendarDate(day, yearNow)).join(', ');
    return [
      ...(stages[1] === '' ? [] : [stages.filter((word) => word !== '').join(' → ')]),
      ...turned,
      ...(dates !== '' && turned.length > 0 ? [`жаңа күні: ${dates}`] : []),
      ...figures.map(figureChange),
      ...(parties.length === 0
        ? []
        : [`${parties.length > 1 ? 'жаңа тараптар' : 'жаңа тарап'}: ${parties.join(', ')}`]),
      ...(dates !== '' && turned.length === 0 ? [`аталған күн: ${dates}`] : []),
    ].filter((item) => item !== '');
  },
};
