import type { Language } from '../article.ts';

/** «Прошёл», «подписали»: letters before -л that a verb has; nouns that end so are taken out first. */
const RU_PAST = /\p{L}{2}(?:[аеиоуыюя]л(?:[аои])?|ш[её]л|шл[аои])(?:с[ья])?(?!\p{L})/iu;
const RU_NOUN =
  /(?<!\p{L})(?:если|или|дел[аоы]?|сел[ао]|тел[ао]|цели|мили|недели|модели|(?:от|пре|раз)дел[аы]?|(?:кан|журн|фин|сигн|капит|фили|термин|порт|матери|персон|потенци|сканд)ала?|правил[ао]?|мало|начало|школ[аы]|стол[аы]?|земли|апрел[ья]|рол[ьи]|дол[ия]|пол[аи]?|посол|посла|был[аои]? бы)(?!\p{L})/giu;
/** The last word of a Kazakh sentence: -ды after anything but the -а-, -и- or -ай- of the present, or after the -ла- of a verb made of a noun. */
const KK_PAST =
  /\p{L}{2}(?:(?<![аеи]|[аеыі]й)[дт][ыі]|\p{L}(?<![ыі])[лдт](?:ады|еді)|[ғқ]ан|[гк]ен|[ыі]пт[ыі])[қкмң]?[."»”)]*$/iu;
const KK_ADJECTIVE =
  /(?:маңызды|тиімді|міндетті|қолжетімді|жеткілікті|тұрақты|сенімді|белгілі|қажетті|ыңғайлы)[."»”)]*$/iu;
const EN_PARTICIPLE =
  /\b(?:is|are|be|been|being|not|gets?|if|as|when|an?|and|or)\s(?:\w+ly\s)?\w+ed\b|\b(?:need|based|required|related|united|limited|advanced|interested)\b/gi;
const EN_PAST =
  /\b(?:\w{3,}ed|was|were|had|said|told|met|won|took|made|went|came|began|held|gave|got|became|led|sold|bought|left|sent|paid|found|built|spoke|grew|rose|fell|flew|beat|brought|wrote|chose|saw)\b/i;

/**
 * True when a sentence tells what has happened, as news does and instructions do not: it has a verb of the past.
 * By endings, so that single sentences are mistaken; a share of many is reliable. False in other languages.
 */
export function tellsPast(text: string, language: Language): boolean {
  if (language === 'ru') return RU_PAST.test(text.replace(RU_NOUN, ' '));
  if (language === 'kk') return KK_PAST.test(text) && !KK_ADJECTIVE.test(text);
  return language === 'en' && EN_PAST.test(text.replace(EN_PARTICIPLE, ' '));
}
