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

/** Kyrgyz, Uzbek, Turkish, Azerbaijani, Ukrainian, Bulgarian and German news, with its topics. */
const news: { title: string; text: string; topics: string[] }[] = [
  {
    title: 'Қазақстан АКШнын Wabtec компаниясынан 300 локомотив сатып алат',
    text: 'Астанада кол коюлган келишимдин баасы 4,2 млрд доллар. Локомотивдер Казакстандагы заводдо чогултулат. Темир жол компаниясы парктын жарымын жаңыртат.',
    topics: ['transport', 'trade'],
  },
  {
    title: "Qozog'iston AQShga uran yetkazib beradi",
    text: '«Kazatomprom» amerikalik energetika kompaniyasi bilan kelishdi. Uran Texasdagi atom elektr stansiyasi uchun yuboriladi. Yetkazib berish 2027-yilda boshlanadi.',
    topics: ['uranium', 'energy'],
  },
  {
    title: "Trump, Orta Asya liderlerini Beyaz Saray'da ağırladı",
    text: "C5+1 zirvesine Kazakistan Cumhurbaşkanı Tokayev, Özbekistan Cumhurbaşkanı Mirziyoyev ve diğer üç lider katıldı. Liderler iş birliğini görüştü. Tokayev Trump'ı Astana'ya davet etti.",
    topics: ['diplomacy', 'c5plus1'],
  },
  {
    title: 'Казахстан и САЩ подписаха меморандум за критични минерали',
    text: 'Американската компания Cove Capital ще разработва находище на волфрам. Инвестицията е 1,1 милиарда долара. Президентът Токаев присъства на церемонията.',
    topics: ['minerals', 'trade'],
  },
  {
    title: "Nvidia, Kazakistan'a yapay zeka çipleri satacak",
    text: "ABD Ticaret Bakanlığı 2 milyar dolarlık anlaşmaya onay verdi. Çipler Ekibastuz'daki veri merkezinde kullanılacak. Astana süper bilgisayar kurmayı planlıyor.",
    topics: ['technology', 'trade'],
  },
  {
    title: 'Токаев поговорив телефоном із Трампом',
    text: 'Президент Казахстану та президент США обговорили двосторонні відносини. Трамп запросив Токаєва до Вашингтона. Розмова тривала пів години.',
    topics: ['diplomacy'],
  },
  {
    title: 'Казакстан менен АКШ биргелешкен аскердик машыгуу өткөрдү',
    text: '«Степной орел» машыгуусуна 800 аскер катышты. Аризона улуттук гвардиясы тик учактарын алып келди. Машыгуу Алматы облусунда өттү.',
    topics: ['security'],
  },
  {
    title: "Chevron Qozog'istondagi Tengiz konini kengaytirishga 2 mlrd dollar sarflaydi",
    text: "Amerika kompaniyasi rahbari Ostonada neft qazib olishni oshirishni va'da qildi. Shartnoma 2033-yilda tugaydi. Hukumat ulushini ko'paytirmoqchi.",
    topics: ['energy', 'trade'],
  },
  {
    title: 'АКШ элчилиги казакстандык студенттерге стипендия жарыялады',
    text: 'Fulbright программасы боюнча 20 адам Америка университеттеринде окуйт. Документтер октябрда кабыл алынат. Виза акысын элчилик төлөйт.',
    topics: ['education'],
  },
  {
    title: 'Казакстан менен АКШ ортосунда түз каттам ачылышы мүмкүн',
    text: 'Казакстандын жарандык авиация комитети Федералдык авиация башкармалыгынын текшерүүсүнөн өттү. Алматыдан Нью-Йоркко учактар 14 саат учат. Авиакомпания жазында билет сата баштайт.',
    topics: ['transport'],
  },
  {
    title: 'АКШ Мамлекеттик департаменти Казакстандагы адам укуктарынын абалына тынчсызданды',
    text: 'Жыл сайынкы баяндамада журналисттерди камоо жана митингдерди чектөө жөнүндө айтылат. Казакстандын Тышкы иштер министрлиги баяндама эскирген деп жооп берди. Документ жүз тогуз өлкөнү камтыйт.',
    topics: ['rights'],
  },
  {
    title: 'Алматыда америкалык университеттин филиалы ачылды',
    text: 'Мичиган университети менен биргелешкен программада 200 студент окуйт. Бүтүрүүчүлөр эки диплом алышат. Сабактар англис тилинде өтөт.',
    topics: ['education'],
  },
  {
    title: 'Борбор Азия лидерлери Вашингтонго чогулат',
    text: 'Президент Трамп беш өлкөнүн башчыларын ноябрда кабыл алат. Казакстандын президенти Токаев саммитте сөз сүйлөйт. Бул формат он жыл мурда түзүлгөн.',
    topics: ['c5plus1', 'diplomacy'],
  },
  {
    title: 'Qozog‘iston AQShdan 2 milliard dollarlik chip sotib oladi',
    text: "Nvidia protsessorlari Ostonadagi ma'lumotlar markaziga o‘rnatiladi. Shartnoma sun'iy intellekt vazirligida imzolandi. AQSh hukumati eksportga ruxsat berdi.",
    topics: ['technology', 'trade'],
  },
  {
    title: 'AQSh Qozog‘iston chegarachilariga dronlar topshirdi',
    text: 'Amerika elchixonasi vakili uskunalar giyohvandlik savdosiga qarshi kurashda yordam berishini aytdi. Askarlar ikki hafta mashg‘ulot o‘tdi. Qiymati bir million dollar.',
    topics: ['security'],
  },
  {
    title: 'Qozog‘iston va AQSh volfram konini birga o‘zlashtiradi',
    text: 'Cove Capital kompaniyasi Qarag‘andi viloyatida zavod quradi. Investitsiya hajmi 1,1 milliard dollar. Nodir metallar Amerika sanoatiga yetkaziladi.',
    topics: ['minerals', 'trade'],
  },
  {
    title: 'Toʻqayev AQSh elchisini qabul qildi',
    text: 'Prezident Juli Staffta faoliyatiga omad tiladi. Suhbatda ikki tomonlama munosabatlar muhokama qilindi. Elchi ishonch yorligʻini topshirdi.',
    topics: ['diplomacy'],
  },
  {
    title: "ABD'li GE Vernova Kazakistan'a gaz türbini satacak",
    text: "Şirket Kızılorda'daki santral için iki türbin teslim edecek. Sözleşmenin değeri 610 milyon dolar. Elektrik üretimi 2028'de başlayacak.",
    topics: ['energy', 'trade'],
  },
  {
    title: 'Kazakistan ile ABD arasında 17 milyar dolarlık anlaşma',
    text: "Cumhurbaşkanı Tokayev'in Washington ziyareti sırasında 29 belge imzalandı. Trump, Kazak mevkidaşını Beyaz Saray'da kabul etti. Anlaşmalar ticaret ve yatırımı kapsıyor.",
    topics: ['diplomacy', 'trade'],
  },
  {
    title: 'Kazakistan İbrahim Anlaşmalarına katıldı',
    text: "Trump kararı Netanyahu ve Tokayev ile telefon görüşmesinin ardından duyurdu. Dışişleri Bakanlığı adımın barışa katkı sağlayacağını belirtti. İmza töreni Washington'da yapılacak.",
    topics: ['security', 'diplomacy'],
  },
  {
    title: 'ABD Büyükelçiliği Kazakistan vatandaşları için vize kurallarını değiştirdi',
    text: "Turist vizesi başvurusunda bulunanlar teminat ödeyecek. Öğrenciler için kural aynı kalacak. Konsolosluk görüşmeleri Almatı'da yapılıyor.",
    topics: ['education'],
  },
  {
    title: 'Казахстан закупить у США локомотиви на 4 мільярди доларів',
    text: 'Компанія Wabtec підписала угоду з «Казахстан темір жоли». Тепловози збиратимуть в Астані. Перші машини отримають наступного року.',
    topics: ['transport', 'trade'],
  },
  {
    title: 'США запровадили санкції проти казахстанської фірми',
    text: 'Мінфін вважає, що компанія постачала електроніку для російських дронів. Рахунки фірми заблоковано. Астана обіцяє перевірити дані.',
    topics: ['security'],
  },
  {
    title: 'Chevron продължава договора за находището Тенгиз в Казахстан',
    text: 'Американската компания и правителството в Астана преговарят за нови условия. Договорът за добив на нефт изтича през 2033 г. Инвестициите ще достигнат 3 милиарда долара.',
    topics: ['energy', 'trade'],
  },
  {
    title: 'Казахстан и САЩ ще си сътрудничат за малки ядрени реактори',
    text: 'Споразумението предвижда обучение на инспектори. Първата атомна централа ще бъде край Улкен. Американски експерти ще помогнат за лицензирането.',
    topics: ['uranium', 'energy'],
  },
  {
    title: 'Kasachstan und USA: Zölle von 25 Prozent treffen kaum Exporte',
    text: 'Trump kündigte in einem Brief an Tokajew neue Zölle an. Die meisten Waren sind ausgenommen. Der Handel erreichte im Vorjahr 4 Milliarden Dollar.',
    topics: ['trade'],
  },
  {
    title: 'Qazaxıstan və ABŞ nadir torpaq metallarını birgə axtaracaq',
    text: 'ABŞ Geoloji Xidməti Şərqi Qazaxıstanda tədqiqat aparır. Litium və berillium ehtiyatları qiymətləndiriləcək. Nəticələr yazda açıqlanacaq.',
    topics: ['minerals'],
  },
  {
    title: 'Бишкекте B5+1 бизнес-форуму өттү',
    text: 'Форумга Борбор Азиянын беш өлкөсүнүн жана АКШнын ишкерлери катышты. Казакстандык компаниялар 12 келишимге кол койду. Инвестициялардын көлөмү 300 миллион доллар.',
    topics: ['c5plus1', 'trade'],
  },
  {
    title: 'Amerika sudyalari Qozog‘istonda seminar o‘tkazdi',
    text: 'Federal sudyalar yosh huquqshunoslarga adolatli sud haqida dars berdi. Tinglovchilar uch kun o‘qidi. Loyihani AQSh elchixonasi moliyalashtirdi.',
    topics: ['education', 'rights'],
  },
];
for (const { title, text, topics } of news)
  test(`"${title}" in another language is about ${topics.join(', ')}`, () => {
    const found = read(title, text);
    assert.equal(found.language, 'other');
    assert.deepEqual([...findTopics(found, rules).topics].sort(), topics.toSorted());
  });

const nearly: { title: string; not: string[] }[] = [
  { title: 'Українські газети пишуть про поїздку Токаєва до Вашингтона', not: ['energy'] },
  { title: 'Kazakistan ile ABD gıda güvenliğini görüştü', not: ['security'] },
  { title: 'Казакстандын соода министри АКШнын элчисин кабыл алды', not: ['trade'] },
  { title: 'AQSh Qozog‘istonda odam savdosiga qarshi loyihani boshladi', not: ['trade'] },
  { title: 'Міністр торгівлі Казахстану зустрівся з послом США', not: ['trade'] },
  { title: 'Казахстан и САЩ обсъдиха ядреното оръжие', not: ['uranium', 'energy'] },
  { title: 'ABD ve Kazakistan nükleer silahların yayılmasını görüştü', not: ['uranium', 'energy'] },
  { title: 'Qozog‘iston va AQSh oziq-ovqat xavfsizligini muhokama qildi', not: ['security'] },
];
for (const { title, not } of nearly)
  test(`"${title}" in another language is not about ${not.join(', ')}`, () => {
    const found = read(title, '');
    assert.equal(found.language, 'other');
    for (const topic of not) assert.ok(!findTopics(found, rules).topics.includes(topic), topic);
  });
