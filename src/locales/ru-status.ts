import { NEWS, number, plural } from './ru-formats.ts';

/** The status page that anybody may see. Values are plain text. */
export const status = {
  title: 'Köpir: как идут дела',
  about: 'Новости о Казахстане и США в Telegram',
  fine: 'Всё работает.',
  troubled: (n: number) => `Источников с неполадкой: ${number(n)}. Остальное работает.`,
  away: 'База данных не отвечает. Что должно прийти, придёт, когда она вернётся.',
  at: (when: string) => `По состоянию на ${when}`,
  otherLanguage: 'Қазақша',
  sources: 'Источники',
  source: 'Источник',
  state: 'Состояние',
  lastRead: 'Последнее чтение',
  well: 'в порядке',
  never: 'ещё не читался',
  troubles: {
    failing: 'не читается',
    wrong_kind: 'отдаёт не то, что ожидалось',
    gone: 'закрыт',
    paused: 'не читался 14 дней, проверяется раз в сутки',
    silent: 'молчит дольше обычного',
  } as Readonly<Record<string, string>>,
  editions: 'Последние дайджесты',
  languages: { ru: 'по-русски', kk: 'по-казахски' },
  stories: (n: number) => `${number(n)} ${plural(n, NEWS)}`,
  days: 'Доставка по дням',
  day: (date: string, sent: number, lost: number) =>
    `${date}: доставлено ${number(sent)}${lost === 0 ? '' : `, не дошло ${number(lost)}`}`,
  none: 'Пока ничего нет.',
};
