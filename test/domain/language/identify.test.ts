import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Language } from '../../../src/domain/article.ts';
import { loadIdentifier } from '../../../src/domain/language/identify.ts';
import { evalArticles } from '../../eval/articles.ts';
import { measureLanguages } from '../../eval/measure.ts';
import { shortTexts } from './identifyTexts.ts';

const identifier = await loadIdentifier();

/** Paragraphs by the language they are to be read as. The comment before a group says which language it really is. */
const PARAGRAPHS: Record<Language, string[]> = {
  ru: [
    'Президент Казахстана провёл в Вашингтоне переговоры с американским лидером о торговле и инвестициях.',
    'Товарооборот двух стран за девять месяцев вырос на 12 процентов и достиг 3,2 млрд долларов.',
    'США ввели пошлины',
    'Посол встретился с министром',
    'Токаев прилетел в США',
    'Казатомпром увеличит поставки урана',
    'Соглашение подпишут осенью',
    'Что известно о визите',
    'Компания «Қазақстан темір жолы» закупит у Wabtec 300 локомотивов.',
    'Издание «Егемен Қазақстан» опубликовало интервью посла США.',
    'Министр напомнил слова поэта: «Бірлік болмай, тірлік болмас».',
    'АО «НАК «Қазатомөнеркәсіп» и американская Cameco обсудили добычу.',
    'Wabtec, Boeing и John Deere подписали контракты с КТЖ и Air Astana на 7 млрд долларов.',
    'В рамках C5+1 в Вашингтоне прошёл саммит, сообщает Reuters.',
    'Владимир Зеленский и Шавкат Мирзиёев также приняли участие в форуме.',
    'Госдепартамент приветствовал решение Астаны о присоединении к Авраамовым соглашениям.',
    'Жапаров, Мирзиёев, Рахмон и Бердымухамедов приехали в Вашингтон вместе с Токаевым.',
    'Ильясов вручил верительные грамоты',
    'Ещё один рейс в Нью-Йорк',
    'Доля местного содержания достигнет 55 процентов к 2027 году.',
    'Қасым-Жомарт Тоқаев, как сообщили в Акорде, поговорил по телефону с Дональдом Трампом.',
    'Объём инвестиций — 4,2 млрд долларов.',
  ],
  kk: [
    'Қазақстан Президенті Вашингтонда америкалық әріптесімен сауда мен инвестиция туралы келіссөз жүргізді.',
    'Екі елдің тауар айналымы тоғыз айда 12 пайызға өсіп, 3,2 млрд долларға жетті.',
    'АҚШ баж салығын енгізді',
    'Елші министрмен кездесті',
    'Тоқаев АҚШ-қа ұшып келді',
    'Қазатомөнеркәсіп уран жеткізуді арттырады',
    'Министрлер Астанада кездесті',
    'Екі ел басшысы келіссөз жүргізді',
    'Алматыда жаңа зауыт салынады',
    'Маңызды минералдар бойынша меморандум жасалды',
    'Баспасөз хатшысы мәлімдеме жасады',
    '«Қазақстан темір жолы» компаниясы Wabtec-тен 300 локомотив сатып алады.',
    'Президент Астанада саммит өткізді, оған бес ел басшысы қатысты.',
    'Елші: «Это историческое соглашение», – деді ол журналистерге сұхбатында.',
    'Wabtec, Boeing және John Deere компаниялары ҚТЖ және Air Astana-мен келісімшартқа қол қойды.',
    'Мемлекет басшысы халықаралық мәселелер жөнінде пікір алмасты.',
    'Сауда айналымы өсті',
    'Келісімге қол қойылды',
    'Тараптар көлік, энергетика және цифрландыру саласын талқылады.',
    'Бұл туралы Ақорда хабарлады',
    'Дональд Трамп Қазақстан Президентін Ақ үйде қабылдады.',
    'Баяндамада адам құқығы мен сөз бостандығы туралы айтылған.',
    'Университет жатақханасында тұратын шәкірттер саны артты.',
    'Локомотивтің жалпы саны 300-ге жетеді, зауыт Астанада орналасқан.',
    'Қaзақстан мен АҚШ apасындағы сауда өсті, – деді министр.',
    'Prezıdent Qasym-Jomart Toqaev Vashıngtonǵa sapar jasady jáne mańyzdy kezdesýler ótkizdi.',
  ],
  en: [
    'Kazakhstan and the United States signed a memorandum on critical minerals in Washington on Thursday.',
    'Kazakhstan signs deal with Wabtec',
    'Tokayev meets Trump',
    'Senators urge repeal of Jackson-Vanik',
    'Air Astana to buy Boeing 787-9 aircraft',
    'The Astana Times reports that trade grew by 12 percent.',
    'Kazakhstan joins the Abraham Accords, White House says',
    'Uranium exports to the US rise',
    'Ambassador Magzhan Ilyassov presented his credentials to President Trump.',
    'President Qasym-Jomart Toqayev (Қасым-Жомарт Тоқаев) arrived in Washington for the C5+1 summit.',
    'What the deal means for Almaty and Karaganda',
    'A new direct flight is planned between Astana and New York.',
  ],
  other: [
    // Kyrgyz
    'Кыргызстандын президенти Садыр Жапаров Вашингтондо АКШнын президенти менен жолугушту.',
    'Кыргызстан жаңы келишимге кол койду',
    'Өкмөт жаңы мыйзамды кабыл алды, ал эми депутаттар аны колдоп беришти.',
    'Тараптар соода жана экономикалык байланыштарды өнүктүрүү маселелерин талкуулашты.',
    'Казакстан менен АКШнын ортосундагы соода көлөмү өстү деп билдирди министрлик.',
    'Борбор Азия өлкөлөрү АКШ менен кызматташууну тереңдетет.',
    // Uzbek, Cyrillic and Latin
    'Ўзбекистон Президенти Шавкат Мирзиёев АҚШга ташриф буюрди ва музокаралар ўтказди.',
    'Икки давлат ўртасидаги савдо ҳажми ошди',
    'Қозоғистон ва АҚШ ўртасида янги битим имзоланди, деб хабар берди ҳукумат.',
    "O'zbekiston Prezidenti AQSh Prezidenti bilan uchrashdi va savdo masalalarini muhokama qildi.",
    'Qozogʻiston va AQSh oʻrtasida yangi kelishuv imzolandi.',
    'Toshkentda yangi zavod ochildi',
    // Turkish, Azerbaijani
    'Kazakistan Cumhurbaşkanı Tokayev, Washington ziyaretinde ticaret anlaşması imzaladı.',
    'Türk Devletleri Teşkilatı zirvesi Astana’da yapılacak',
    'Azərbaycan və Qazaxıstan prezidentləri telefonla danışıblar.',
    // Ukrainian, Belarusian
    'Україна підписала угоду зі США про корисні копалини, повідомив прем’єр-міністр.',
    'Зеленський прибув до Вашингтона',
    'Президент Казахстану зустрівся з Трампом у Вашингтоні та обговорив торгівлю.',
    'Прэзідэнт Беларусі правёў перамовы з дэлегацыяй Злучаных Штатаў у Мінску.',
    'Қуллик ва одам савдоси тақиқланади, дейди Ҳукумат вакили.',
    'Қозоқ ва америка томонлари қатор масалаларни қараб чиқдилар, қарор қабул қилинди.',
    // Bulgarian, Serbian, Macedonian
    'Министърът има среща с посланика',
    'Всеки има право на живот, свобода и лична сигурност.',
    'Президентът на България се срещна с посланика на САЩ и обсъди енергийната сигурност.',
    'Казахстан ще купи триста локомотива от американска компания, съобщиха от министерството.',
    'Председник Казахстана састао се са америчким колегом и разговарао о трговини.',
    'Претседателот на Казахстан се сретна со американскиот колега во Вашингтон.',
    // Tatar, Bashkir, Tajik, Mongolian, Uyghur in Arabic script
    'Татарстан рәисе Миңнеханов Казанда АКШ илчесе белән очрашты, диде җитәкчелек.',
    'Бөгөн Өфөлә Башҡортостан Республикаһы башлығы осрашыу үткәрҙе.',
    'Президенти Тоҷикистон бо сафири ИМА мулоқот намуд ва оид ба ҳамкорӣ гуфтугӯ кард.',
    'Монгол Улсын Ерөнхийлөгч АНУ-ын Элчин сайдыг хүлээн авч уулзлаа.',
    'قازاقىستان پرەزيدەنتى ۆاشينگتوندا كەلىسسوز جۇرگىزدى',
    // Chinese, Georgian, German, Polish
    '哈萨克斯坦总统在华盛顿会见了美国总统。',
    'ყაზახეთის პრეზიდენტი ვაშინგტონში ჩავიდა',
    'Der kasachische Präsident traf in Washington den amerikanischen Präsidenten.',
    'Prezydent Kazachstanu spotkał się z prezydentem Stanów Zjednoczonych w Waszyngtonie.',
    // Nothing to read
    '',
    '12 345 – 67 %',
    '🔥🔥🔥',
  ],
};

for (const language of ['ru', 'kk', 'en', 'other'] as const) {
  for (const text of PARAGRAPHS[language]) {
    test(`"${text.slice(0, 70)}" is read as ${language}`, () =>
      assert.equal(identifier.paragraph(text), language));
  }
}

for (const { what, language, text } of shortTexts) {
  test(`${what}: "${text}" is read as ${language}`, () => assert.equal(identifier.paragraph(text), language));
}

test('the tables hold at least eighty paragraphs and three hundred short texts', () => {
  assert.ok(Object.values(PARAGRAPHS).flat().length >= 80);
  assert.ok(shortTexts.length >= 300);
});

for (const part of ['tuned', 'frozen'] as const) {
  test(`of the ${part} set 99.5 % of paragraphs and 98 % of headlines are read rightly`, () => {
    const figures = Object.entries(measureLanguages(part, evalArticles(part), identifier));
    assert.equal(figures.length, 4);
    for (const [name, { n, right }] of figures) {
      const floor = name.startsWith('headlines') ? 0.98 : 0.995;
      assert.ok(n >= 80 && right >= floor * n, `${name}: ${right} of ${n}`);
    }
  });
}

test('capitals change no language, but where they alone show a name', () => {
  const cased = shortTexts.filter(({ what }) => !what.includes('spelt as in Kazakh'));
  assert.ok(cased.length >= 300);
  for (const { language, text } of cased)
    assert.equal(identifier.paragraph(text.toUpperCase()), language, text.toUpperCase());
});

test('a Cyrillic text in small letters keeps its language', () => {
  const cased = shortTexts.filter(
    ({ what, text }) => /\p{Script=Cyrillic}/u.test(text) && !what.includes('spelt as in Kazakh'),
  );
  assert.ok(cased.length >= 200);
  for (const { language, text } of cased)
    assert.equal(identifier.paragraph(text.toLowerCase()), language, text.toLowerCase());
});

test('a declared language decides only what the text cannot', () => {
  const cases: [string, Language, Language][] = [
    ['Астанада форум басталды', 'kk', 'kk'],
    ['Трамп', 'kk', 'kk'],
    ['Трамп', 'ru', 'ru'],
    ['Президент Казахстана прибыл в Вашингтон на переговоры с американским лидером.', 'kk', 'ru'],
    ['Қазақстан Президенті Вашингтонға келіссөз жүргізуге барды.', 'ru', 'kk'],
    ['Кыргызстандын президенти АКШнын президенти менен жолугушту жана келишимге кол койду.', 'kk', 'other'],
    ['Президентът на България се срещна с посланика на САЩ и обсъди енергетиката.', 'ru', 'other'],
    ['The ministers met in Astana on Monday to discuss trade.', 'ru', 'en'],
  ];
  for (const [text, hint, language] of cases) assert.equal(identifier.paragraph(text, hint), language, text);
});

test('an article has the language of most letters, and is mixed when another has a quarter', () => {
  const ru = 'Президент Казахстана провёл в Вашингтоне переговоры с американским лидером о торговле.';
  const kk = 'Қазақстан Президенті Вашингтонда америкалық әріптесімен келіссөз жүргізді.';
  const cases: [string, string[], Language, boolean][] = [
    ['Президент в Вашингтоне', [ru, ru, ru, ru, ru, kk], 'ru', false],
    ['Президент в Вашингтоне', [ru, kk, ru], 'ru', true],
    ['Kazakhstan deal', [kk, kk, kk], 'kk', false],
    ['', [], 'other', false],
    ['Тоқаев АҚШ-қа барды', [], 'kk', false],
  ];
  for (const [title, paragraphs, language, mixed] of cases) {
    const read = identifier.article(title, paragraphs);
    assert.deepEqual([read.language, read.mixed], [language, mixed]);
    assert.equal(read.paragraphs.length, paragraphs.length);
  }
  assert.deepEqual(identifier.article('', [ru, kk, ru]).paragraphs, ['ru', 'kk', 'ru']);
});

const LONG = {
  ru: 'Президент Казахстана провёл в Вашингтоне переговоры с американским лидером о торговле.',
  kk: 'Қазақстан Президенті Вашингтонда америкалық әріптесімен келіссөз жүргізді.',
  en: 'The president of Kazakhstan held talks on trade with his American counterpart in Washington.',
  other: 'Кыргызстандын президенти АКШнын президенти менен жолугушту жана келишимге кол койду.',
} as const;
const LANGUAGES = ['ru', 'kk', 'en', 'other'] as const;

test('a paragraph of another language inside an article keeps its own, whatever surrounds or is declared', () => {
  for (const around of LANGUAGES)
    for (const inside of LANGUAGES)
      for (const hint of [undefined, ...LANGUAGES]) {
        const paragraphs = [LONG[around], LONG[around], LONG[inside], LONG[around], LONG[around]];
        const read = identifier.article('', paragraphs, hint);
        assert.equal(read.language, around);
        assert.deepEqual(read.paragraphs, [around, around, inside, around, around]);
      }
});

test('a title in another language changes neither the paragraphs nor the article', () => {
  for (const title of LANGUAGES)
    for (const body of LANGUAGES) {
      const read = identifier.article(LONG[title], [LONG[body], LONG[body], LONG[body], LONG[body]]);
      assert.deepEqual([read.language, read.mixed], [body, false]);
    }
});

test('a few letters that could be two languages are read as the article is', () => {
  for (const [short, language] of [
    ['Дональд Трамп', 'ru'],
    ['Дональд Трамп', 'kk'],
    ['Астана', 'kk'],
  ] as const)
    assert.deepEqual(identifier.article('', [short, LONG[language], LONG[language]]).paragraphs[0], language);
  assert.deepEqual(identifier.article('', ['Тараптар кездесті', LONG.ru, LONG.ru]).paragraphs[0], 'kk');
});

test('a declared language chooses between those that the text leaves open, and never a script', () => {
  assert.equal(identifier.paragraph('Трамп', 'en'), identifier.paragraph('Трамп'));
  assert.equal(identifier.paragraph('Trump', 'kk'), identifier.paragraph('Trump'));
  assert.equal(identifier.paragraph('Trump', 'en'), 'en');
  for (const hint of LANGUAGES)
    for (const language of LANGUAGES) assert.equal(identifier.paragraph(LONG[language], hint), language);
});

test('the language of an article is the one that most of its letters are in', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LANGUAGES), { minLength: 1, maxLength: 9 }), (languages) => {
      const letters = new Map<Language, number>();
      for (const one of languages)
        letters.set(one, (letters.get(one) ?? 0) + (LONG[one].match(/\p{L}/gu) ?? []).length);
      const read = identifier.article(
        '',
        languages.map((one) => LONG[one]),
      );
      assert.equal(letters.get(read.language), Math.max(...letters.values()));
      assert.deepEqual(read.paragraphs, languages);
    }),
  );
});

test('the model is loaded once', () => assert.equal(loadIdentifier(), loadIdentifier()));

test('words of two languages thrown together never fail, and read the same every time', () => {
  const words = shortTexts.flatMap(({ text }) => text.split(' '));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (chosen) => {
      const text = chosen.join(' ');
      const language = identifier.paragraph(text);
      assert.ok(LANGUAGES.includes(language));
      assert.equal(identifier.paragraph(`  ${text}\n`), language);
    }),
  );
});

test('any string has one of the four languages, always the same', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom<Language | undefined>(undefined, 'kk', 'ru', 'en'),
      (text, hint) => {
        const language = identifier.paragraph(text, hint);
        assert.ok(['ru', 'kk', 'en', 'other'].includes(language));
        assert.equal(identifier.paragraph(text, hint), language);
      },
    ),
  );
});
