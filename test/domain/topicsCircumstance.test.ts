import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ReadText } from '../../src/domain/article.ts';
import { findTopics, type TopicRules } from '../../src/domain/topics.ts';
import { topicReader } from './topicReader.ts';

let rules: TopicRules;
let read: (title: string, text: string) => ReadText;
before(async () => {
  ({ rules, read } = await topicReader());
});

const cases: { title: string; text: string; has: string[]; not?: string[] }[] = [
  // What the headline leaves out because it is about something else is a circumstance; what it names is not.
  {
    title: 'Американская компания построит в Павлодаре дата-центр',
    text: 'Площадку выбрали рядом с угольной электростанцией. Подстанцию возведут за счёт области. Электроэнергии понадобится столько, сколько берёт небольшой город.',
    has: ['technology'],
    not: ['energy'],
  },
  {
    title: 'Американская компания построит в Павлодаре дата-центр и электростанцию',
    text: 'Станция будет газовой. Электроэнергии понадобится столько, сколько берёт небольшой город.',
    has: ['technology', 'energy'],
  },
  {
    title: 'Америкалық компания Павлодарда дата-орталық салады',
    text: 'Нысанды көмірмен жұмыс істейтін электр станциясының жанына салады. Қосалқы станцияны облыс береді. Электр энергиясы көп керек болады.',
    has: ['technology'],
    not: ['energy'],
  },
  {
    title: 'Америкалық компания Павлодарда дата-орталық пен электр станциясын салады',
    text: 'Станция газбен жұмыс істейді. Электр энергиясы көп керек болады.',
    has: ['technology', 'energy'],
  },
  {
    title: 'American company to build data centre in Pavlodar',
    text: 'The site is next to a coal-fired power plant. The region will pay for a substation. The hall will take as much electricity as a small town.',
    has: ['technology'],
    not: ['energy'],
  },
  {
    title: 'American company to build data centre and power plant in Pavlodar',
    text: 'The plant will burn gas. The hall will take as much electricity as a small town.',
    has: ['technology', 'energy'],
  },
  {
    title: 'Казахстанские офицеры прошли курсы в Техасе',
    text: 'Они полгода изучали тактическую медицину и английский язык. Обучение оплатил Пентагон. Выпускники станут инструкторами.',
    has: ['security'],
    not: ['education'],
  },
  {
    title: 'Казахстанские учителя прошли курсы в Техасе',
    text: 'Они полгода изучали английский язык. Обучение оплатило посольство США. Выпускники станут наставниками.',
    has: ['education'],
    not: ['security'],
  },
  {
    title: 'Қазақстандық әскерилер Техаста курстан өтті',
    text: 'Олар жарты жыл тактикалық медицина мен ағылшын тілін оқыды. Оқытуды Пентагон төледі.',
    has: ['security'],
    not: ['education'],
  },
  {
    title: 'Қазақстандық мұғалімдер Техаста курстан өтті',
    text: 'Олар жарты жыл ағылшын тілін оқыды. Оқытуды АҚШ елшілігі төледі.',
    has: ['education'],
    not: ['security'],
  },
  {
    title: 'Kazakh military officers finish course in Texas',
    text: 'They studied field medicine and the English language for half a year. The Pentagon paid for the training course.',
    has: ['security'],
    not: ['education'],
  },
  {
    title: 'Kazakh teachers finish course in Texas',
    text: 'They studied the English language for half a year. The U.S. Embassy paid for the training course.',
    has: ['education'],
    not: ['security'],
  },
  {
    title: 'Студенты из Караганды год проучатся в университете Миссури',
    text: 'Программа рассчитана на будущих горняков и металлургов. Расходы берут на себя рудники области.',
    has: ['education'],
    not: ['minerals'],
  },
  {
    title: 'Қарағандылық студенттер Миссури университетінде бір жыл оқиды',
    text: 'Бағдарлама болашақ кеншілер мен металлургтерге арналған. Шығынды облыстағы кеніштер көтереді.',
    has: ['education'],
    not: ['minerals'],
  },
  {
    title: 'Students from Karaganda to spend a year at Missouri university',
    text: 'The programme is for future mining engineers and metallurgists. Mines of the region bear the cost.',
    has: ['education'],
    not: ['minerals'],
  },
  // A firm in the headline and what it signs in the lead are a deal.
  {
    title: 'Baker Hughes займётся компрессорами Карачаганака',
    text: 'В Аксае подписано соглашение на пять лет. Работы начнутся в марте.',
    has: ['energy', 'trade'],
  },
  {
    title: 'Baker Hughes Қарашығанақтың компрессорларын күтеді',
    text: 'Ақсайда бес жылдық келісімге қол қойылды. Жұмыс наурызда басталады.',
    has: ['energy', 'trade'],
  },
  {
    title: 'Baker Hughes to look after Karachaganak compressors',
    text: 'A five-year agreement was signed in Aksai. Work starts in March.',
    has: ['energy', 'trade'],
  },
  {
    title: 'Baker Hughes рассказала о компрессорах Карачаганака',
    text: 'В Аксае открылась техническая выставка. Посетители увидели старые машины.',
    has: ['energy'],
    not: ['trade'],
  },
  // How a load travels is no transport news.
  {
    title: 'Американская турбина прибыла в Кызылорду',
    text: 'Её везли морем до Актау, а дальше по железной дороге. Станцию запустят осенью.',
    has: ['energy'],
    not: ['transport'],
  },
  {
    title: 'Америкалық турбина Қызылордаға жетті',
    text: 'Оны Ақтауға дейін теңізбен, одан әрі теміржолмен жеткізді. Станция күзде іске қосылады.',
    has: ['energy'],
    not: ['transport'],
  },
  {
    title: 'American turbine reaches Kyzylorda',
    text: 'It came by sea to Aktau and on by rail. The power station will start in autumn.',
    has: ['energy'],
    not: ['transport'],
  },
  // Drones spray fields as well as they fight.
  {
    title: 'Казахстан купит у США дроны для опрыскивания полей',
    text: '',
    has: ['trade'],
    not: ['security'],
  },
  { title: 'Қазақстан АҚШ-тан егістікке дрон сатып алады', text: '', has: ['trade'], not: ['security'] },
  {
    title: 'Kazakhstan to buy crop-spraying drones from the US',
    text: '',
    has: ['trade'],
    not: ['security'],
  },
  { title: 'США передали армии Казахстана дроны', text: '', has: ['security'] },
  { title: 'АҚШ Қазақстан армиясына дрон берді', text: '', has: ['security'] },
  { title: 'U.S. hands drones to the army of Kazakhstan', text: '', has: ['security'] },
  // A body that keeps the law is not one that defends rights.
  {
    title: 'АҚШ құқық қорғау органдары қазақстандық әріптестерімен кездесті',
    text: '',
    has: [],
    not: ['rights'],
  },
  { title: 'АҚШ құқық қорғау ұйымы Қазақстандағы журналистерге араша түсті', text: '', has: ['rights'] },
];
for (const { title, text, has, not = [] } of cases)
  test(`"${title}" is about ${has.join(', ') || 'none'}${not.length > 0 ? `, not ${not.join(', ')}` : ''}`, () => {
    const found = findTopics(read(title, text), rules).topics;
    for (const topic of has) assert.ok(found.includes(topic), `${topic} in ${found.join(', ')}`);
    for (const topic of not) assert.ok(!found.includes(topic), `${topic} in ${found.join(', ')}`);
  });
