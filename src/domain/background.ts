/**
 * How common words and names are in news of this field, so that five articles alone need not say it.
 *
 * Hand-made: the words below stand in roughly the given share of the articles that we read; they were
 * chosen by reading, tier by tier, not counted, because no text of others is kept in the repository.
 * A word that is missing counts as rare. A mistake of one tier moves a similarity by less than .02.
 */

/** Size of the imagined archive behind the shares. */
export const BACKGROUND_ARTICLES = 1000;

/** Share of articles → words in their dictionary form; forms are stemmed as texts are. */
export interface BackgroundTier {
  readonly share: number;
  readonly ru: string;
  readonly kk: string;
  readonly en: string;
}

/** Words by how many articles have them, the commonest first. A word that is missing is rare. */
export const BACKGROUND_WORDS: readonly BackgroundTier[] = [
  {
    share: 0.7,
    ru: 'и в во на с со по для из к ко о об от до за что не как его это также при а но или их год году года между был были была будет казахстан казахстана казахстане сша',
    kk: 'және мен бен пен бұл деп үшін жылы жыл туралы бойынша ол осы да де та те бар еді екі қазақстан ақш қатар арасында қазақстанның кейін дейін болды болып',
    en: 'the a an of to in and for on with at by from as is are was were be been has have had it its that this will said which also between more than their kazakhstan us u.s united states',
  },
  {
    share: 0.3,
    ru: 'президент страна стран стороны сторона сотрудничество развитие вопросы отношения компания глава государство государства американский казахстанский министр сообщил заявил отметил соглашение проект область сфера рост новый первый более свой который они мы он она этот тот все том рамках числе время словам доллар доллары млрд млн миллиард миллион экономика экономический торговля инвестиции партнерство республика международный развития вашингтон астана токаев трамп встреча в ходе',
    kk: 'президент ел елдің тарап тараптар ынтымақтастық даму мәселе қарым қатынас компания басшы мемлекет америкалық қазақстандық министр айтты деді атап өтті келісім жоба сала өсім жаңа алғашқы астам өз өзінің болады доллар миллиард миллион млрд млн экономика экономикалық сауда инвестиция серіктестік республика халықаралық вашингтон астана тоқаев трамп кездесу барысында соның ішінде бірінші қазір бірге тағы',
    en: 'president country countries side cooperation development issues relations company head state american kazakh minister announced noted agreement project sector growth new first over who they we he she these all during including time according dollars billion million economy economic trade investment partnership republic international washington astana tokayev trump meeting would can about into after',
  },
  {
    share: 0.12,
    ru: 'правительство министерство двусторонний взаимодействие совместный стратегический подписать подписание подписал подписали документ меморандум договоренность договор контракт сделка переговоры визит посол представитель делегация официальный производство предприятие завод строительство реализация поддержка обсудить обсудили программа участие рынок бизнес поставка поставки условия мир регион центральная азия нефть уран минералы металл транспорт энергетика технологии цифровой безопасность образование университет закон решение работа люди день месяц неделя сегодня процент тысяча стать быть мочь один два три пять',
    kk: 'үкімет министрлік екіжақты өзара бірлескен стратегиялық қол қою қойды құжат меморандум уағдаластық шарт келісімшарт мәміле келіссөз сапар елші өкіл делегация ресми өндіріс кәсіпорын зауыт құрылыс іске асыру қолдау талқылады бағдарлама қатысу нарық бизнес жеткізу шарт әлем өңір орталық азия мұнай уран минерал металл көлік энергетика технология цифрлық қауіпсіздік білім университет заң шешім жұмыс адам күн ай апта бүгін пайыз мың бір үш бес',
    en: 'government ministry bilateral joint strategic sign signed signing document memorandum deal contract talks visit ambassador representative delegation official production plant construction implementation support discussed discuss program programme participation market business supply terms world region central asia oil uranium minerals metals transport energy technology digital security education university law decision work people day month week today percent thousand one two three five',
  },
  {
    share: 0.05,
    ru: 'экспорт импорт товарооборот пошлина пошлины тариф санкции конгресс сенат госдепартамент госсекретарь посольство саммит форум конференция приглашение разговор телефонный письмо назначить локомотив самолет железная дорога месторождение добыча переработка редкоземельный критический лицензия разведка электростанция атомный искусственный интеллект чип данные центр студент филиал стипендия виза права человек доклад учения миротворческий',
    kk: 'экспорт импорт тауар айналымы баж салығы тариф санкция конгресс сенат мемлекеттік департамент хатшы елшілік саммит форум конференция шақыру әңгіме телефон хат тағайындау локомотив ұшақ темір жол кен орны өндіру өңдеу сирек жер маңызды лицензия барлау электр станциясы атом жасанды интеллект чип дерек орталығы студент филиал шәкіртақы виза құқық баяндама жаттығу бітімгер',
    en: 'exports imports turnover tariff tariffs duty sanctions congress senate department secretary embassy summit forum conference invitation conversation phone letter appointed locomotive aircraft railway field mining processing rare earth critical licence license exploration power nuclear artificial intelligence chip data centre center student branch scholarship visa rights human report exercise peacekeeping',
  },
];

/** Share of articles per gazetteer id. An id that is missing is rare: see `RARE_ENTITY_SHARE`. */
export const BACKGROUND_ENTITIES: Readonly<Record<string, number>> = {
  kazakhstan: 0.95,
  usa: 0.95,
  astana: 0.45,
  washington: 0.4,
  tokayev: 0.45,
  trump: 0.45,
  central_asia: 0.3,
  akorda: 0.2,
  white_house: 0.2,
  mfa_kz: 0.15,
  state_dept: 0.15,
  almaty: 0.15,
  new_york: 0.15,
  c5plus1: 0.12,
  us_embassy_kz: 0.1,
  oil: 0.12,
  uranium: 0.1,
  congress: 0.1,
  tariffs: 0.08,
  crit_minerals: 0.1,
  rare_earths: 0.08,
  aircraft: 0.06,
  sanctions: 0.06,
  kosherbayev: 0.08,
  rubio: 0.08,
  abraham: 0.06,
  middle_corridor: 0.06,
  us_ambassador_kz: 0.08,
  kz_ambassador_us: 0.06,
};

/** Share of articles, 0–1, of an id that `BACKGROUND_ENTITIES` does not list. */
export const RARE_ENTITY_SHARE = 0.03;

/** From this share on an id says nothing about which event a text tells of. */
export const GENERIC_SHARE = 0.13;

/**
 * Share of articles per concept of digests/reading/concepts.json, counted over the tuned part of the development set,
 * the story fixtures and the sample archive. A concept that is missing is rare: see `RARE_CONCEPT_SHARE`.
 */
export const BACKGROUND_CONCEPTS: Readonly<Record<string, number>> = {
  company_word: 0.29,
  price: 0.28,
  president: 0.24,
  agreement: 0.23,
  ministry: 0.21,
  meeting: 0.2,
  minister: 0.2,
  trade: 0.2,
  sign: 0.18,
  supply: 0.18,
  document: 0.17,
  region: 0.17,
  build: 0.14,
  centre: 0.14,
  discuss: 0.14,
  participant: 0.14,
  visit: 0.14,
  announce: 0.13,
  conversation: 0.13,
  host: 0.13,
  open: 0.13,
  plant: 0.13,
  export: 0.12,
  leader: 0.12,
  project: 0.12,
  talks: 0.12,
  buy: 0.11,
  propose: 0.11,
  question_matter: 0.11,
  growth: 0.1,
  head: 0.1,
  national: 0.1,
  plan: 0.1,
  bank: 0.09,
  data: 0.09,
  foreign_ministry: 0.09,
  list: 0.09,
  logistics: 0.09,
  machine: 0.09,
  percent_cut: 0.09,
  production: 0.09,
  session: 0.09,
  summit: 0.09,
  university: 0.09,
  week: 0.09,
  ambassador: 0.08,
  approve: 0.08,
  call: 0.08,
  contract: 0.08,
  half: 0.08,
  launch: 0.08,
  opinion: 0.08,
  peace: 0.08,
  result: 0.08,
  answer: 0.07,
  audit: 0.07,
  corridor: 0.07,
  council: 0.07,
  create: 0.07,
  day_span: 0.07,
  deal: 0.07,
  deposit: 0.07,
  deputy: 0.07,
  equipment: 0.07,
  exploration: 0.07,
  finance: 0.07,
  foreign: 0.07,
  freight: 0.07,
  goods: 0.07,
  government: 0.07,
  join: 0.07,
  journalist: 0.07,
  licence: 0.07,
  mining: 0.07,
  month: 0.07,
  prepare: 0.07,
  processing: 0.07,
  promise: 0.07,
  railway: 0.07,
  support: 0.07,
  trade_ministry: 0.07,
  training: 0.07,
  worker: 0.07,
  business: 0.06,
  ceremony: 0.06,
  citizen: 0.06,
  complete: 0.06,
  expert: 0.06,
  group: 0.06,
  impose: 0.06,
  invite: 0.06,
  money: 0.06,
  order: 0.06,
  ore: 0.06,
  payment: 0.06,
  programme: 0.06,
  report_doc: 0.06,
  sell: 0.06,
  south: 0.06,
  stake: 0.06,
  strategic_partnership: 0.06,
  student: 0.06,
  airline: 0.05,
  amendment: 0.05,
  assembly_line: 0.05,
  autumn: 0.05,
  aviation: 0.05,
  capacity: 0.05,
  committee: 0.05,
  court: 0.05,
  delegation: 0.05,
  director: 0.05,
  embassy: 0.05,
  flight: 0.05,
  forecast: 0.05,
  graduate: 0.05,
  hour: 0.05,
  import: 0.05,
  loan: 0.05,
  local: 0.05,
  memorandum: 0.05,
  north: 0.05,
  official: 0.05,
  raw_material: 0.05,
  repeal: 0.05,
  research: 0.05,
  return: 0.05,
  service_centre: 0.05,
  spring: 0.05,
  thank: 0.05,
  train: 0.05,
};

/** Share of articles, 0–1, of a concept that `BACKGROUND_CONCEPTS` does not list. */
export const RARE_CONCEPT_SHARE = 0.02;
