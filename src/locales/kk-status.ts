import { number } from './kk-formats.ts';
import type { status as ru } from './ru-status.ts';

/** The status page that anybody may see. Values are plain text. */
export const status: typeof ru = {
  title: 'Köpir: жұмыс барысы',
  about: 'Қазақстан мен АҚШ жаңалықтары Telegram-да',
  fine: 'Бәрі жұмыс істеп тұр.',
  troubled: (n) => `Ақауы бар дереккөз саны: ${number(n)}. Қалғаны жұмыс істеп тұр.`,
  away: 'Дерекқор жауап бермей тұр. Ол қалпына келген соң, кідірген шолулар жеткізіледі.',
  at: (when) => `Уақыты: ${when}`,
  otherLanguage: 'Русский',
  sources: 'Дереккөздер',
  source: 'Дереккөз',
  state: 'Күйі',
  lastRead: 'Соңғы рет оқылғаны',
  well: 'ақаусыз',
  never: 'әлі оқылған жоқ',
  troubles: {
    failing: 'оқылмай тұр',
    wrong_kind: 'күткен мазмұн келмей тұр',
    gone: 'жабылған',
    paused: '14 күн бойы оқылмады, тәулігіне бір рет тексеріледі',
    silent: 'әдеттегіден ұзақ үнсіз',
  },
  editions: 'Соңғы шолулар',
  languages: { ru: 'орысша', kk: 'қазақша' },
  stories: (n) => `${number(n)} жаңалық`,
  days: 'Күн сайынғы жеткізу',
  day: (date, sent, lost) =>
    `${date}: жеткізілді – ${number(sent)}${lost === 0 ? '' : `, жетпеді – ${number(lost)}`}`,
  none: 'Әзірге ештеңе жоқ.',
};
