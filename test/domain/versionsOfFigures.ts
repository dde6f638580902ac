/** Hours after the first article, title, text. */
export type Piece = readonly [hours: number, title: string, text: string];

/** Articles in the order in which they come, and the version that the story has after each. */
export interface Sequence {
  readonly name: string;
  readonly pieces: readonly Piece[];
  readonly versions: readonly number[];
}

/** What other outlets and their figures make of a story. */
export const FIGURE_SEQUENCES: readonly Sequence[] = [
  {
    name: 'three outlets in three languages that tell the same are one version',
    pieces: [
      [
        0,
        'КТЖ и Wabtec подписали контракт на 4,2 млрд долларов',
        'КТЖ и Wabtec подписали в Нью-Йорке контракт на 300 локомотивов стоимостью 4,2 млрд долларов.',
      ],
      [
        1,
        'ҚТЖ мен Wabtec 4,2 млрд долларға келісті',
        'ҚТЖ мен америкалық Wabtec 300 локомотивке арналған 4,2 млрд долларлық келісімшартқа қол қойды.',
      ],
      [
        2,
        'Wabtec, KTZ sign $4.2 billion deal',
        'Wabtec and Kazakhstan Temir Zholy signed a $4.2 billion contract for 300 locomotives in New York.',
      ],
    ],
    versions: [1, 1, 1],
  },
  {
    name: 'another outlet with another title and more background is no update (ru)',
    pieces: [
      [
        0,
        'Посольство США сократит срок ожидания виз',
        'Посольство США в Казахстане до конца года добавит 1 200 мест на собеседование.',
      ],
      [
        4,
        'Очереди за американской визой станут короче',
        'Посольство США в Казахстане увеличит приём. До конца года добавят 1 200 мест. Напомним, в 2019 году визы получили 18 430 казахстанцев.',
      ],
    ],
    versions: [1, 1],
  },
  {
    name: 'another outlet with another title and more background is no update (kk)',
    pieces: [
      [
        0,
        'АҚШ елшілігі виза кезегін қысқартады',
        'АҚШ-тың Қазақстандағы елшілігі жыл соңына дейін сұхбатқа 1 200 орын қосады.',
      ],
      [
        4,
        'Америкаға виза күту азаяды',
        'АҚШ елшілігі қабылдауды көбейтеді. Жыл соңына дейін 1 200 орын қосылмақ. Айта кетейік, 2019 жылы 18 430 қазақстандық виза алған.',
      ],
    ],
    versions: [1, 1],
  },
  {
    name: 'another outlet with another title and more background is no update (en)',
    pieces: [
      [
        0,
        'US embassy to cut visa waits',
        'The US embassy in Kazakhstan will add 1,200 interview slots by the end of the year.',
      ],
      [
        4,
        'Shorter visa queues promised',
        'The US embassy in Kazakhstan will see more applicants, with 1,200 slots added this year. In 2019 it issued 18,430 visas.',
      ],
    ],
    versions: [1, 1],
  },
  {
    name: 'a new sum in a later head is an update (ru)',
    pieces: [
      [
        0,
        'John Deere и «АгромашХолдинг» готовят соглашение',
        'John Deere и «АгромашХолдинг» планируют соглашение на 2,5 млрд долларов.',
      ],
      [
        9,
        'Сумма соглашения с John Deere выросла',
        'Соглашение John Deere и «АгромашХолдинга» оценили в 3 млрд долларов.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a new sum in a later head is an update (kk)',
    pieces: [
      [
        0,
        'John Deere мен «АгромашХолдинг» келісім дайындап жатыр',
        'John Deere мен «АгромашХолдинг» 2,5 млрд долларлық келісім жоспарлап отыр.',
      ],
      [
        9,
        'John Deere келісімінің сомасы өсті',
        'John Deere мен «АгромашХолдинг» келісімі 3 млрд долларға бағаланды.',
      ],
    ],
    versions: [1, 2],
  },
  {
    name: 'a new sum in a later head is an update (en)',
    pieces: [
      [
        0,
        'John Deere, AgromashHolding prepare pact',
        'John Deere and AgromashHolding plan a $2.5 billion agreement.',
      ],
      [9, 'Deere pact grows', 'The agreement of John Deere and AgromashHolding was valued at $3 billion.'],
    ],
    versions: [1, 2],
  },
  {
    name: 'a sum told more roughly by one outlet is a difference, no update',
    pieces: [
      [
        0,
        'КТЖ купит локомотивы Wabtec за 4,2 млрд долларов',
        'КТЖ купит у Wabtec 300 локомотивов за 4,2 млрд долларов.',
      ],
      [
        2,
        'KTZ to buy Wabtec locomotives for $4 billion',
        'KTZ will buy 300 locomotives from Wabtec for $4 billion.',
      ],
    ],
    versions: [1, 1],
  },
  {
    name: 'the same other sum of two outlets is a correction',
    pieces: [
      [
        0,
        'КТЖ купит локомотивы Wabtec за 4 млрд долларов',
        'КТЖ купит у Wabtec 300 локомотивов за 4 млрд долларов.',
      ],
      [
        5,
        'ҚТЖ Wabtec-ке 4,2 млрд доллар төлейді',
        'ҚТЖ Wabtec-тен 300 локомотивті 4,2 млрд долларға сатып алады.',
      ],
      [
        6,
        'KTZ deal with Wabtec put at $4.2 billion',
        'KTZ will buy 300 Wabtec locomotives for $4.2 billion.',
      ],
    ],
    versions: [1, 1, 2],
  },
  {
    name: 'a new count in the title is an update, one in a text is detail',
    pieces: [
      [
        0,
        'АҚШ Қазақстанға чип сатуға рұқсат берді',
        'АҚШ Сауда министрлігі Nvidia-ға Қазақстанға 18 400 чип сатуға лицензия берді.',
      ],
      [
        3,
        'Nvidia чиптері Қазақстанға келеді',
        'Nvidia 18 400 чип жеткізеді. Бұл – үлкен жоба. Дата-орталық салынып жатыр. Құрылыста 640 адам жұмыс істейді.',
      ],
      [
        20,
        'Қазақстанға 25 000 адам оқытатын Nvidia орталығы келеді',
        'Nvidia Қазақстанға 18 400 чип жеткізіп, 25 000 адам оқытады.',
      ],
    ],
    versions: [1, 1, 2],
  },
  {
    name: 'an older article that turns up late is no update',
    pieces: [
      [
        5,
        'КТЖ и Wabtec подписали контракт на 4,2 млрд долларов',
        'КТЖ и Wabtec подписали контракт на 300 локомотивов стоимостью 4,2 млрд долларов.',
      ],
      [
        0,
        'Wabtec и КТЖ подписали контракт',
        'КТЖ и Wabtec подписали контракт на 300 локомотивов. Завод стоит в Астане. На нём трудятся 1 350 человек.',
      ],
    ],
    versions: [1, 1],
  },
];
