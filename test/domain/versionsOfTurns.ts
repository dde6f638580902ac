import type { Sequence } from './versionsOfFigures.ts';

/** What new stages, parties, delays and endings make of a story. */
export const TURN_SEQUENCES: readonly Sequence[] = [
  {
    name: 'what was announced is signed a day later (ru)',
    pieces: [
      [0, 'КТЖ и Wabtec подпишут контракт', 'КТЖ и Wabtec планируют контракт на 300 локомотивов.'],
      [26, 'КТЖ и Wabtec подписали контракт', 'КТЖ и Wabtec подписали контракт на 300 локомотивов.'],
      [27, 'Контракт с Wabtec подписан', 'Контракт КТЖ и Wabtec на 300 локомотивов подписан в Астане.'],
    ],
    versions: [1, 2, 2],
  },
  {
    name: 'what was announced is signed a day later (kk)',
    pieces: [
      [
        0,
        'ҚТЖ мен Wabtec келісімшарт жасамақ',
        'ҚТЖ мен Wabtec 300 локомотивке келісімшарт жоспарлап отыр, құжатқа ертең қол қойылады.',
      ],
      [
        26,
        'ҚТЖ мен Wabtec келісімшартқа қол қойды',
        'ҚТЖ мен Wabtec 300 локомотивке келісімшартқа қол қойды.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'what was announced is signed a day later (en)',
    pieces: [
      [0, 'KTZ and Wabtec to sign contract', 'KTZ and Wabtec plan to sign a contract for 300 locomotives.'],
      [26, 'KTZ and Wabtec sign contract', 'KTZ and Wabtec signed a contract for 300 locomotives.'],
    ],
    versions: [1, 2],
  },
  {
    name: 'outlets that choose "announced" or "signed" within the hour are one version',
    pieces: [
      [0, 'КТЖ и Wabtec объявили о контракте', 'КТЖ и Wabtec объявили о контракте на 300 локомотивов.'],
      [1, 'КТЖ и Wabtec подписали контракт', 'КТЖ и Wabtec подписали контракт на 300 локомотивов.'],
    ],
    versions: [1, 1],
  },
  {
    name: 'a loan for what was signed is the next stage',
    pieces: [
      [0, 'КТЖ и Wabtec подписали контракт', 'КТЖ и Wabtec подписали контракт на 300 локомотивов.'],
      [
        50,
        'Эксимбанк США одобрил кредит',
        'Эксимбанк США одобрил кредит для контракта КТЖ и Wabtec на 300 локомотивов.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a delivery is the next stage (kk)',
    pieces: [
      [0, 'ҚТЖ Wabtec локомотивтерін алады', 'ҚТЖ мен Wabtec 300 локомотивке келісімшартқа қол қойды.'],
      [
        60,
        'Wabtec локомотивтері жеткізілді',
        'ҚТЖ тапсырыс берген Wabtec локомотивтері Алматыға жеткізілді.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a new party in a later title is an update (ru)',
    pieces: [
      [
        0,
        'Cove Capital начнёт разведку вольфрама',
        'Компания Cove Capital и «Тау-Кен Самрук» начнут разведку вольфрама.',
      ],
      [
        20,
        'К вольфрамовому проекту присоединилась Rio Tinto',
        'Rio Tinto вошла в проект Cove Capital и «Тау-Кен Самрук» по разведке вольфрама.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a new party in a later title is an update (kk)',
    pieces: [
      [
        0,
        'Cove Capital вольфрам барлауын бастайды',
        'Cove Capital мен «Тау-Кен Самұрық» вольфрам барлауын бастайды.',
      ],
      [
        20,
        'Вольфрам жобасына Rio Tinto қосылды',
        'Rio Tinto Cove Capital мен «Тау-Кен Самұрық» жобасына кірді.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a new party in a later title is an update (en)',
    pieces: [
      [
        0,
        'Cove Capital to explore tungsten',
        'Cove Capital and Tau-Ken Samruk will explore for tungsten in Kazakhstan.',
      ],
      [
        20,
        'Rio Tinto joins tungsten project',
        'Rio Tinto joined the project of Cove Capital and Tau-Ken Samruk.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a firm that one outlet mentions for comparison is no party',
    pieces: [
      [
        0,
        'Cove Capital начнёт разведку вольфрама',
        'Компания Cove Capital и «Тау-Кен Самрук» начнут разведку вольфрама.',
      ],
      [
        20,
        'Вольфрам ищут и американцы',
        'Cove Capital и «Тау-Кен Самрук» начнут разведку вольфрама. Месторождение лежит в степи. Работы начнутся летом. Ранее интерес проявляла Rio Tinto.',
      ],
    ],
    versions: [1, 1],
  },
  {
    name: 'a person who tells of it is no party',
    pieces: [
      [0, 'КТЖ и Wabtec подписали контракт', 'КТЖ и Wabtec подписали контракт на 300 локомотивов.'],
      [
        5,
        'Сауранбаев рассказал о контракте с Wabtec',
        'Министр транспорта Нурлан Сауранбаев рассказал о контракте КТЖ и Wabtec на 300 локомотивов.',
      ],
    ],
    versions: [1, 1],
  },
  {
    name: 'a postponement with its new day is an update (ru)',
    pieces: [
      [
        0,
        'Учения «Степной орёл» начнутся 10 марта',
        'Учения «Степной орёл» Казахстана и США начнутся 10 марта на полигоне.',
      ],
      [
        20,
        'Учения «Степной орёл» перенесли на 24 марта',
        'Учения «Степной орёл» Казахстана и США перенесены на 24 марта.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a postponement with its new day is an update (kk)',
    pieces: [
      [
        0,
        '«Дала қыраны» жаттығуы 10 наурызда басталады',
        'Қазақстан мен АҚШ-тың «Дала қыраны» жаттығуы 10 наурызда басталады.',
      ],
      [
        20,
        '«Дала қыраны» жаттығуы кейінге қалдырылды',
        'Қазақстан мен АҚШ-тың «Дала қыраны» жаттығуы 24 наурызға кейінге қалдырылды.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a cancellation is an update (en)',
    pieces: [
      [
        0,
        'Air Astana plans direct flights to New York',
        'Air Astana plans direct flights from Kazakhstan to New York.',
      ],
      [
        30,
        'Air Astana suspends New York plans',
        'Air Astana suspended its plans for direct flights from Kazakhstan to New York.',
      ],
    ],
    versions: [1, 2],
  },
];
