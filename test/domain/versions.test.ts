import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type StoryFeatures, storyFeatures } from '../../src/domain/storyFeatures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { revise, whatChanged } from '../../src/domain/versions.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

/** Hours after the first article, title, text. */
type Piece = readonly [hours: number, title: string, text: string];

const START = Date.parse('2026-03-02T06:00:00Z');

function featuresOf([hours, title, text]: Piece): StoryFeatures {
  const publishedAt = new Date(START + hours * 3_600_000);
  const analysis = understand({ title, text, publishedAt }, u);
  return storyFeatures(analysis.read, analysis, publishedAt, u);
}

/** The version after each article, the first being 1, as live grouping counts them. */
function versionsOf(members: readonly StoryFeatures[]): number[] {
  let substance: string | null = null;
  let version = 0;
  return members.map((_, index) => {
    const next = revise(substance, members.slice(0, index + 1));
    if (next !== substance) version++;
    substance = next;
    return version;
  });
}

const SEQUENCES: readonly {
  readonly name: string;
  readonly pieces: readonly Piece[];
  readonly versions: readonly number[];
}[] = [
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

describe('the version after each article of a story', () => {
  for (const { name, pieces, versions } of SEQUENCES)
    test(name, () => assert.deepEqual(versionsOf(pieces.map(featuresOf)), versions));
  test('there are sequences enough to say so', () => assert.ok(SEQUENCES.length >= 20));
});

const DEAL: Piece = [
  0,
  'John Deere и «АгромашХолдинг» подпишут соглашение',
  'John Deere и «АгромашХолдинг» планируют соглашение на 2,5 млрд долларов.',
];

describe('an edit of the article that opened the story', () => {
  const EDITS: readonly (readonly [string, Piece, number])[] = [
    ['with another sum is an update', [0, DEAL[1], DEAL[2].replace('2,5', '2,6')], 2],
    ['with another title is none', [0, 'John Deere и «АгромашХолдинг»: соглашение близко', DEAL[2]], 1],
    ['with one more remark is none', [0, DEAL[1], `${DEAL[2]} В Костанае идёт снег.`], 1],
  ];
  for (const [name, edited, version] of EDITS)
    test(name, () => {
      const first = revise(null, [featuresOf(DEAL)]);
      assert.equal(revise(first, [featuresOf(edited)]) === first ? 1 : 2, version);
    });
});

describe('what changed', () => {
  test('is told as stage, figures with what they replace, and parties', () => {
    const opened = featuresOf(DEAL);
    const signed = featuresOf([
      26,
      'John Deere и Caterpillar подписали соглашение с «АгромашХолдингом» на 3 млрд долларов',
      'John Deere, Caterpillar и «АгромашХолдинг» подписали соглашение на 3 млрд долларов.',
    ]);
    const old = revise(null, [opened]);
    const changes = whatChanged(old, revise(old, [opened, signed]));
    assert.deepEqual(changes, {
      stage: { from: 'announced', to: 'signed' },
      figures: [{ from: { value: 2.5e9, unit: 'usd' }, to: { value: 3e9, unit: 'usd' } }],
      parties: ['caterpillar'],
      days: [],
      turns: [],
    });
  });
  test('a sum of another size replaces none', () => {
    const opened = featuresOf(DEAL);
    const paid = featuresOf([
      9,
      'John Deere вложит в завод',
      'John Deere вложит в «АгромашХолдинг» 40 млн долларов.',
    ]);
    const old = revise(null, [opened]);
    assert.deepEqual(whatChanged(old, revise(old, [opened, paid]))?.figures, [
      { from: null, to: { value: 4e7, unit: 'usd' } },
    ]);
  });
  test('is nothing between equal versions, and unknown for what is no version', () => {
    const only = revise(null, [featuresOf(DEAL)]);
    assert.deepEqual(whatChanged(only, only), { stage: null, figures: [], parties: [], days: [], turns: [] });
    for (const text of ['', 'd41d8cd98f00b204', 'null', '[]', '{"a":1}'])
      assert.equal(whatChanged(text, only), null);
  });
});

test('the order of the articles and their repetition do not change a version', () => {
  const members = SEQUENCES.flatMap(({ pieces }) => pieces.slice(0, 1)).map(featuresOf);
  const wanted = revise(null, members);
  fc.assert(
    fc.property(fc.shuffledSubarray(members, { minLength: members.length }), (shuffled) => {
      assert.equal(revise(null, shuffled), wanted);
      assert.equal(revise(wanted, shuffled), wanted);
      assert.equal(revise(wanted, [...shuffled, ...shuffled]), wanted);
    }),
    { numRuns: 20 },
  );
});

test('no articles, and articles read by an earlier program, give an answer as well', () => {
  assert.equal(revise(null, []), revise(null, []));
  const {
    headFigures: _,
    titleFigures: __,
    concepts: ___,
    names: ____,
    numbers: _____,
    ...old
  } = featuresOf(DEAL);
  const first = revise(null, [old]);
  assert.equal(revise(first, [old]), first);
  assert.notEqual(revise('a hash of an earlier program', [old]), 'a hash of an earlier program');
});
