import type { SettingsWords } from './ru-settings.ts';

/** See ru-settings.ts. A variable never takes an ending. */
export const settings: SettingsWords = {
  overview: (now) =>
    [
      'Баптаулар',
      `Тақырыптар: ${now.digests ?? 'жазылым жоқ'}`,
      ...(now.schedule === null ? [] : [`Шолу уақыты: ${now.schedule}`]),
      `Уақыт белдеуі: ${now.zone}`,
      'Тіл: қазақша',
      `Шолу көлемі: ${now.length}`,
      now.quiet === null ? 'Тыныш уақыт: жоқ' : `Тыныш уақыт: ${now.quiet}, дыбыссыз`,
      ...(now.stopped ? ['Шолу тоқтатылған.'] : []),
      ...(now.next === null ? [] : [`Келесі шолу: ${now.next}`]),
    ].join('\n'),

  length: 'Шолу көлемі',
  quiet: 'Тыныш уақыт',
  full: 'Толық',
  brief: 'Қысқаша',
  quietOff: 'Тыныш уақыт керек емес',

  lengths: { full: 'толық', brief: 'қысқаша' },
  lengthAsk: (length) =>
    `Шолу көлемі: ${length}.\nТолық: әр жаңалықтың мазмұны айтылады. Қысқаша: бір сөйлем мен сандар.`,
  lengthHow: 'Таңдаңыз немесе былай жазыңыз: /length brief',
  lengthSet: (length) => `Шолу көлемі: ${length}.`,
  badLength: (q) =>
    `«${q}» деген көлем жоқ. Шолу қысқаша (brief) не толық (full) болады.\nМысалы: /length brief`,

  quietHow: 'Таңдаңыз немесе былай жазыңыз: /quiet 23:00 08:00',
  quietSet: (span) =>
    span === null
      ? 'Тыныш уақыт жоқ: хабарлама әрқашан дыбыспен келеді.'
      : `Тыныш уақыт: ${span}. Осы аралықта хабарлама дыбыссыз келеді.`,
  badQuiet: (q) =>
    `Тыныш уақыт түсініксіз: ${q}. Басы мен аяғын 00:00–23:59 аралығында жазыңыз.\nМысалы: /quiet 22:00 07:00 немесе /quiet off (тыныш уақытсыз)`,
  halfQuiet: (start, end) =>
    `Тыныш уақыттың басы да, аяғы да керек, ал жазылғаны біреу ғана: ${start}.\nМысалы: /quiet ${start} ${end}`,
  sameQuiet: (time) =>
    `Тыныш уақыттың басы мен аяғы бірдей: ${time}. Екі түрлі уақыт жазыңыз.\nМысалы: /quiet 22:00 07:00 немесе /quiet off (тыныш уақытсыз)`,
  silentDigest: (hours) => `Шолу тыныш уақытта, дыбыссыз келеді: ${hours}.`,

  zoneByPlace:
    'Тұрған жеріңізді де жіберуге болады: қыстырғыш белгісі, содан кейін «Геопозиция». Координаттар сақталмайды.',
  zoneOfPlace: 'Уақыт белдеуі дұрыс болмаса, қалаңызды жазыңыз: /timezone Алматы',
  placeUnknown:
    'Бұл жердің уақыт белдеуі анықталмады. Қаланы не IANA атауын жазыңыз.\nМысалы: /timezone Алматы немесе /timezone America/New_York',

  quietWeekTitle: (days) => `Тыныш апта · ${days}`,
  quietWeekNone: 'Тақырыптарыңыз бойынша жаңалық болмады.',
  quietWeekChecked: 'Бот жұмыс істеп тұр, дереккөздер соңғы рет тексерілді:',
  quietWeekNext: 'Жаңалық шықса, шолу әдеттегі уақытта келеді.',
};
