import type { ReaderLanguage } from './article.ts';
import { stem } from './language/stems.ts';
import { alike } from './summaryScore.ts';

/** Words that only tie a sentence to the one before: what follows is whole without them. */
const CONNECTORS: Readonly<Record<ReaderLanguage, RegExp>> = {
  ru: /^(?:(?:но|однако|зато|впрочем|правда|кстати|причем|причём|притом|при этом|кроме (?:того|этого)|помимо (?:того|этого)|вместе с (?:тем|этим)|наряду с этим|между тем|тем временем|тем не менее|в то же время|одновременно|к тому же|более того|в свою очередь|в частности|например|к примеру|также|вдобавок|кроме всего прочего)(?:,\s+|\s+)|так, )(?=[\p{L}\p{N}«"$])/iu,
  kk: /^(?:бірақ|алайда|дегенмен|әйтсе де|десе де|сонда да|сондай-ақ|сондай ақ|сонымен (?:қатар|бірге)|осымен қатар|(?:бұдан|одан|мұнан) (?:бөлек|басқа)|(?:оған|бұған|осыған|соған) қоса|өз кезегінде|атап айтқанда|мәселен|мысалы|айталық|ал|тағы бір айта кетерлігі)(?:,\s+|\s+)(?=[\p{L}\p{N}«"$])/iu,
};
/** What may not follow a connector that was taken off: the tie was more than a word. */
const STILL_TIED =
  /^(?:и|а|но|если|что|чтобы|ли|же|бы|лишь|только|даже|и так|соң|бұл үшін|да|де|және)(?!\p{L})/iu;

/**
 * Takes off words that tie a sentence to the one before («Но», «Кроме того», «Сонымен қатар», «Алайда») and gives the
 * rest a capital; the very text when there is none, or when it would be no sentence without them.
 */
export function withoutConnector(text: string, language: ReaderLanguage): string {
  let rest = text;
  for (let again = 0; again < 2; again++) {
    const found = CONNECTORS[language].exec(rest)?.[0];
    if (found === undefined || STILL_TIED.test(rest.slice(found.length))) break;
    rest = capitalised(rest.slice(found.length));
  }
  return rest;
}

const POINTERS: Readonly<Record<ReaderLanguage, RegExp>> = {
  ru: /^(?:эт(?:от|а|о|и|у|ого|ой|ому|им|ими|их|ом)|данн(?:ый|ая|ое|ые|ого|ой|ому|ым|ых|ом|ую)|указанн(?:ый|ая|ое|ые|ого|ой|ых|ом)) (?<noun>\p{L}{4,})/iu,
  kk: /^(?:бұл|осы|аталған|аталмыш) (?<noun>\p{L}{4,})/iu,
};
/** «Это стало», «этой весной»: no noun that a headline could have named. */
const NO_NOUN =
  /^(?:стал\p{L}*|был\p{L}*|буд\p{L}*|значит|означает|позволит|касается|неделе|месяце|дня|днях|году|году|лет|годы|время|раз|разу|туралы|жөнінде|жолы|жылы|ретте|орайда|уақыт\p{L}*|күн\p{L}*|апта\p{L}*|жыл\p{L}*|кезде)$/iu;

/**
 * Takes the demonstrative off a noun that the headline names: «Это соглашение рассчитано …» under «… подписали
 * соглашение» becomes «Соглашение рассчитано …». The very text when the noun is not there.
 *
 * @param named stems of the headline
 */
export function withoutPointer(text: string, language: ReaderLanguage, named: readonly string[]): string {
  const { noun = '' } = POINTERS[language].exec(text)?.groups ?? {};
  if (noun === '' || NO_NOUN.test(noun) || named.length === 0) return text;
  const key = stem(noun, language);
  if (!named.some((other) => other === key || alike(other, key))) return text;
  return capitalised(text.slice(text.indexOf(noun)));
}

function capitalised(text: string): string {
  return text.replace(
    /^(["«“„]?)(\p{L})/u,
    (_, mark: string, letter: string) => mark + letter.toLocaleUpperCase('ru'),
  );
}
