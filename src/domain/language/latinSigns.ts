/** Words of every English sentence; none of them is a word of the neighbours below, or they stand with a lower weight. */
const ENGLISH: Readonly<Record<number, string>> = {
  0.5: 'a in on me no so do us are or at we he an man be his men war is as',
  1: `output halves half guidance trim trims chair chairs grain port ports reopen reopens loading loadings museum rob robs past dollar stop stops general state plan deal test start bank oil gas film team most all one two out over under can per new data`,
  1.5: `ban bans bid bids call calls cup cut cuts talk talks trip tie ties tour tours visit visits back backs top tops hit hits
    hike hikes grow grows rise rises fall falls fell rose gain gains drop drops slip slips slide slides climb climbs
    edge edges jump jumps steady steadies dip dips sink sinks rally rallies open opens close closes shut shuts end ends
    begin begins launch launches land lands leave leaves arrive arrives reach reaches pass passes vote votes win wins
    deficit debt tax taxes bill bills law laws rule rules title bout boxer fighter coach player club stadium arena theatre
    movie memoir album singer actor sells trial judge judges guilty prison sentence sentenced police crash crashes crashed
    blast blasts explosion quake winter summer spring autumn weather cold heat wind heavy traffic road roads bridge bridges
    airport airline airlines carrier ticket tickets tourist tourists travel visa visas hotel passport export import
    demand cost costs crisis risk risks threat threats attack attacks war wars missile missiles drone peace ceasefire truce
    poll polls voter voters election elections candidate party reform reforms veto vetoes speech letter message warning
    statement interview opinion analysis explained profile review forecast outlook bank banks lender crypto bitcoin
    exchange cash profit profits loss losses revenue quarter annual output production producer producers miner refinery crude
    barrel barrels cargo tanker shipment shipments delivery factory factories industry worker labour strike union hike
    hospital doctor doctors health disease virus vaccine water river lake sea dam dams mountain desert steppe wildlife
    horse tiger saiga culture history heritage festival holiday family young youth elderly teacher teachers pupils exam
    science scientist scientists study survey satellite rocket internet online app phone media press journalist reporter
    sacks snarls clashes hands shake shakes robbed sells knocks rival rivals flock banned scrubbed surge surges confirms
    lose loses lost beat beats draw draws face faces seek seeks eye eyes mull mulls weigh weighs plans
    build builds boost boosts raise raises lower add adds make makes take takes give gives get gets set sets
    put puts keep keeps hold holds host hosts join joins send sends sell sells buy buys pay pays order orders deliver
    delivers supply supplies ship ships sign signs ink inks strike strikes meet meets met greet greets hail hails
    praise praises urge urges warn warns ask asks tell tells say says said discuss discusses agree agrees approve
    approves adopt adopts reject rejects deny denies confirm confirms announce announces unveil unveils reveal reveals
    report reports name names appoint appoints elect elects nominate nominates resign resigns quit quits fire fires
    jail jails arrest arrests kill kills killed die dies dead injure injured probe probes sue sues charge charges court
    lift lifts impose imposes ease eases repeal repeals extend extends delay delays cancel cancels halt halts suspend
    suspends resume resumes restart return returns review reviews expand expands invite invites invest invests fund
    funds lend lends loan loans grant grants help helps support supports train trains study studies mark marks
    celebrate honour honors award awards show shows see sees know knows need needs want wants matter matters mean means
    remain remains stay stays move moves turn turns break breaks burst bursts flood floods fire snow storm quake
    uranium oil rare earths trade tariff tariffs sanctions exports imports minerals tungsten railway rail aircraft
    flights flight locomotives chips reactor nuclear power plant mine field pipeline wheat grain rice farms jobs
    budget growth price prices rate rates currency bond bonds shares stake stock market markets economy economic
    minister ministry ministers president presidential prime leader leaders envoy ambassador senator senators senate
    lawmakers parliament government foreign secretary embassy house white state states united american british
    kazakh chinese russian turkish central asia asian korea south north east west lead leads chief head heads
    company companies firm firms maker giant investor investors billion million percent year years month months week
    weeks day days today summit peace accords agreement border city cities village school schools university students
    women children people life heart world national international first second third five high low record big
    small strong rising best free direct full final round season match games gold silver ahead amid despite off how
    executives officials workers miners police army military drills space launch data centre center green clean energy`,
  2.5: `the of to for and with by from its it's will has have had was were been this that these those their they his her
    our your who what when where why which how than then not but after before until since about against between into
    through during without would could should may might must more less only also just now still again up down there`,
};

/** Endings that only English gives its words, each after at least three letters. */
const ENGLISH_ENDING =
  /^[a-z]{2,}(?:ing|ings|tion|tions|ness|ship|ships|ght|ghts|ies|ied|shed|ched|ted|ned|red|led|ked|sed|ped|ved|wth|tch|ock|ck|ew|ow|ows|eed|eeds|ood|oods|ook|ooks|ean|eak|eaks|ouse|ould|dge|ware|work|works|way|ways|lly|tly|ful|less|sh|wn|'s|’s)$/;

/** Words of the other Latin languages that English does not have. */
const FOREIGN_WORDS: Readonly<Record<number, string>> = {
  // Turkish, Azerbaijani, Turkmen, Uzbek, Karakalpak, Crimean Tatar
  2.5: `ve bir bu ile da de için icin olarak daha çok gibi kadar sonra oldu olan yeni göre karşı üzere ancak dedi etti edildi
    və ilə üçün edib olub edilib görə haqqında arasında arasındakı cumhurbaşkanı bakanı türkiye abd
    bilen üçin boldy bolan barada hem bolar geçirdi prezidenti türkmenistanyň
    yana bordi qimmatladi terma jamoasi bekor kengayadi maktab elchisi soʻm hajmi baravar
    va bilan uchun yangi haqida boʻyicha bo'yicha bo‘yicha prezident deb edi boʻldi bo'ldi ham yil yili toshkentda
    qildi etdi berdi keldi oshdi pasaydi tushdi ochildi boshlandi imzolandi uchrashdi tashrif vazir vaziri davlat
    savdo kursi narxi aqsh respublikasi menen hám boyınsha ushın qazaqstan qozogʻiston qozog'iston jyly jańa
    der die das und ist ein eine einen einem einer mit von zu für auf dem den des im nicht wird trifft reist nach gegen
    über will wegen aus bei als sich auch noch wie zum zur vom beim unter oder werden wurde sind hat haben um
    le la les du et une un pour dans avec sur au aux est son sa ses qui que pas par plus entre après contre vers en
    el los las del y con por para se su sus es al una como más sobre entre hacia ante tras desde
    incontra riceve firma annuncia visita compra vende sale minaccia recibe viaja visita anuncia acuerdo presidente presidentes
    reçoit rencontre visite signe achète vend menace prix accord präsident kanzler kauft liefert steigt droht empfängt
    spotyka kupuje jedzie grozi podpisał prezydenci
    il lo gli di della del dei delle degli e per nel nella alla dal sul che non sono tra anche dopo
    o os da do das dos em um uma com na no ao não é mais sobre pelo pela
    het van een op met voor is niet zijn aan bij wordt naar over uit ook
    i w z na do się nie jest od po za przez dla jak czy ze oraz przy ma są prezydent prezydenta spotkał kazachstan
    v se je s k o za ve ze pro od po jako však nebo prezident ministr
    și cu pe din la ce mai care pentru este au a fost lui
    och att det på för som med av till den är om från har inte ett vid
    og er til av den på ikke for med
    dan yang untuk dengan dari ke pada ini itu akan oleh tidak kasachstan kazakistan kasachische kasachischen
    у је і та hán và của với là các cho được`,
};

/** English words that the others have too: what stands in both lists is no sign. */
const AMBIGUOUS = new Set(
  'a an in on me no so do am or man men war is as he be his us we i o for over per top van bin sin pan ten dan star final'.split(
    ' ',
  ),
);

/** Case and verb endings of the Turkic languages in plain letters («Toshkentda», «kursi pasaydi»). */
const TURKIC_ENDING =
  /^[a-z'ʻ’‘]{3,}(?:[dt]a|[gq]a|ning|lar|lari|larni|larga|larda|ler|leri|dan|den|tan|[iu]l?di|[nrlyst]di|dy|ydi|ni|gi|ib|ish|lik|lash|ydi|adi|moqda|yapti|[lrt]gan|[dt]aki|daki|yor|acak|ecek|mak|mek|ması|mesi|sini|sida|siga)$/;
const APOSTROPHE_ENDING =
  /\p{L}['’](?:[dt][ae]n?|y[aeıiuü]|[ıiuü]|n[ıiuü]n|[ıiuü]n|n[dt][ae]n?|[dt][ae]ki|l[ae]|y?l[ae]|[ae])$/u;
const UZBEK_LETTER = /[a-z][og][ʻ'‘’`ʼ](?!s\b|re\b|ll\b|t\b|ve\b|d\b)[a-z]|^o[ʻ'‘’`ʼ]z|[og][ʻ‘ʼ]/u;
/** Spellings of Dutch and German, against those that English has of them. */
const GERMANIC_SPELLING = /ij|aa|uu|sch|lijk|heid$|[^c]ks|tz|eid$/;
const GERMANIC_ENDING =
  /^[a-zäöüß]{3,}(?:ung|ungen|lich|liche|lichen|isch|ische|ischen|keit|heit|schaft|sche|schen|ierung|aft)$/;
const ROMANCE_ENDING =
  /^\p{L}{2,}(?:ción|ciones|zione|zioni|ção|ções|dad|idad|eux|euse|aux|ais|aise|eur|ité|mente|ento|ados|idos|ando|endo|iert|ato|ata|ati|ello|ella|etto|itto|oso|osa|ismo|ano|ana)$/u;
const SLAVIC_ENDING =
  /^\p{L}{2,}(?:ego|iego|emu|ych|ich|ymi|ski|ska|ske|skie|skiej|ów|ać|ić|eć|ował|owa|owe|owy|ení|ání|ova|ové|ých|ího|jeg|og|ije|ija|šk|ła|ło|ły|uje)$/u;
/** No English word has a q without its u; names do. */
const BARE_Q = /q(?!u)/;
/** Ways of spelling that English words have. */
const ENGLISH_SPELLING = /^[a-z]*(?:th|wh|ck|gh|ee|oo|ea|ou|ow|ew|[^s]sh)[a-z]*$/;
const LETTERED = /[^a-z\-'’éèáíóñçüöäãâêôúà]/iu;
const ACCENTED = /[^a-z\-'’]/iu;

/** What is longer is no word; its letters would only cost time. */
const LONGEST_WORD = 40;

const weightsOf = (lists: Readonly<Record<number, string>>) =>
  new Map(
    Object.entries(lists).flatMap(([weight, listed]) =>
      listed
        .trim()
        .split(/\s+/)
        .map((word) => [word, Number(weight)] as const),
    ),
  );
const ENGLISH_WORDS = weightsOf(ENGLISH);
const OTHER_WORDS = weightsOf(FOREIGN_WORDS);

/** Points for English of `words` in lower case. */
export function englishSigns(words: readonly string[]): number {
  let points = 0;
  for (const word of words) {
    if (word.length > LONGEST_WORD) continue;
    const known = ENGLISH_WORDS.get(word);
    if (known !== undefined) points += AMBIGUOUS.has(word) ? 0.5 : known;
    else if (ENGLISH_ENDING.test(word)) points += 1;
    else if (ENGLISH_SPELLING.test(word)) points += 0.5;
  }
  return points;
}

/** Points against English of `words` as they are written. */
export function foreignSigns(words: readonly string[]): number {
  let points = 0;
  const capitals = words.length > 2 && words.every((word) => word === word.toUpperCase());
  for (const word of words) {
    if (word.length > LONGEST_WORD) continue;
    const lower = word.toLowerCase();
    const small = capitals || word === lower;
    const known = OTHER_WORDS.get(lower);
    if (known !== undefined) {
      // «Las Vegas», "U.S.": names lend English the small words of others, in capitals.
      const weak = AMBIGUOUS.has(lower) || ENGLISH_WORDS.has(lower) || !small;
      points += weak ? 0.5 : lower.length === 1 ? 1 : known;
    } else if (!ENGLISH_WORDS.has(lower)) {
      if (APOSTROPHE_ENDING.test(lower) || UZBEK_LETTER.test(lower)) points += 3;
      else if (GERMANIC_ENDING.test(lower)) points += 1;
      else if (small && GERMANIC_SPELLING.test(lower)) points += 1;
      else if (ROMANCE_ENDING.test(lower) || SLAVIC_ENDING.test(lower)) points += 0.7;
      else if (TURKIC_ENDING.test(lower)) points += small ? 1.2 : 0.5;
    }
    if (BARE_Q.test(lower)) points += small ? 2 : 0.5;
    // «Erdoğan» may stand in English; a small word with such a letter may not.
    if (LETTERED.test(word)) points += small ? 2 : 0.7;
    else if (ACCENTED.test(word)) points += small ? 1 : 0.4;
  }
  return points;
}
