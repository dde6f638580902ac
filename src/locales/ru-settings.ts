/** The settings, and what changes length, silent hours and, by a shared location, the zone; a quiet week. */
export const settings = {
  overview: (now: {
    digests: string | null;
    schedule: string | null;
    zone: string;
    length: string;
    /** "22:00–07:00"; null = never silent. */
    quiet: string | null;
    stopped: boolean;
    next: string | null;
  }) =>
    [
      'Настройки',
      `Темы: ${now.digests ?? 'подписок нет'}`,
      ...(now.schedule === null ? [] : [`Время: ${now.schedule}`]),
      `Часовой пояс: ${now.zone}`,
      'Язык: русский',
      `Длина дайджеста: ${now.length}`,
      now.quiet === null ? 'Тихие часы: нет' : `Тихие часы: ${now.quiet}, без звука`,
      ...(now.stopped ? ['Рассылка остановлена.'] : []),
      ...(now.next === null ? [] : [`Следующий дайджест: ${now.next}`]),
    ].join('\n'),

  /** Labels of buttons. */
  length: 'Длина',
  quiet: 'Тихие часы',
  full: 'Полностью',
  brief: 'Кратко',
  quietOff: 'Без тихих часов',

  /** A length inside a line. */
  lengths: { full: 'полностью', brief: 'кратко' },
  lengthAsk: (length: string) =>
    `Длина дайджеста: ${length}.\nПолностью: под каждым заголовком пересказ. Кратко: одно предложение и цифры.`,
  lengthHow: 'Выберите или напишите: /length brief',
  lengthSet: (length: string) => `Длина дайджеста: ${length}.`,
  badLength: (q: string) =>
    `Длины «${q}» нет. Есть кратко (brief) и полностью (full).\nНапример: /length brief`,

  quietHow: 'Выберите или напишите: /quiet 23:00 08:00',
  quietSet: (span: string | null) =>
    span === null
      ? 'Тихих часов нет: сообщения всегда приходят со звуком.'
      : `Тихие часы: ${span}. В это время сообщения приходят без звука.`,
  badQuiet: (q: string) =>
    `Не удалось разобрать тихие часы: ${q}. Нужны начало и конец, от 00:00 до 23:59.\nНапример: /quiet 22:00 07:00 или /quiet off (без тихих часов)`,
  /** `end` makes a whole span with the one time that was said. */
  halfQuiet: (start: string, end: string) =>
    `У тихих часов есть начало и конец, а указано одно время: ${start}.\nНапример: /quiet ${start} ${end}`,
  sameQuiet: (time: string) =>
    `Начало и конец тихих часов совпадают: ${time}. Укажите разное время.\nНапример: /quiet 22:00 07:00 или /quiet off (без тихих часов)`,
  /** The digest comes in the silent hours. */
  silentDigest: (hours: string) => `Дайджест приходит в тихие часы, без звука: ${hours}.`,

  zoneByPlace: 'Можно прислать и геопозицию: скрепка, затем «Геопозиция». Координаты не сохраняются.',
  zoneOfPlace: 'Если пояс не тот, напишите город: /timezone Алматы',
  placeUnknown:
    'Часовой пояс этого места определить не удалось. Напишите город или имя IANA.\nНапример: /timezone Алматы или /timezone America/New_York',

  /** A message pushed by itself; `days` is "16–22 ноября". */
  quietWeekTitle: (days: string) => `Тихая неделя · ${days}`,
  quietWeekNone: 'Новостей по вашим темам не было.',
  quietWeekChecked: 'Бот работает, источники проверены:',
  quietWeekNext: 'Когда новости появятся, дайджест придёт в обычное время.',
};

/** Every locale has exactly these keys. */
export type SettingsWords = typeof settings;
