import { namesOutlet } from './attributionSources.ts';
import { plainLine } from './language/text.ts';

/** Longest headline that is cut out of a sentence. */
const CUT = 110;

/** Rubrics and marks that stand before a headline. */
const PREFIX =
  /^(?:\[[^\]]{2,24}\]|(?:видео|фото|аудио|срочно|молния|обновлено|дополнено|эксклюзив|интервью|анализ|обзор|мнение|политика|экономика|общество|мир|новости|главное|шұғыл|жедел|арнайы|сұхбат|талдау|шолу|пікір|саясат|экономика|қоғам|әлем|жаңалық(?:тар)?|breaking|exclusive|video|photos?|interview|analysis|opinion|update[d]?)\s*(?:[:|.!]|\s[–—-])\s*)/iu;
const SUFFIX = /\s(?:[|•»]|[–—-])\s([^|•–—]{2,60})$/u;
const MARKS =
  /\s*[([](?:видео|фото|фото, видео|обновлено|дополнено|аудио|инфографика|сурет|видео, фото|video|photos?)[)\]]\s*$/iu;

/** A published title without rubric, outlet and marks; empty when nothing is left. */
export function cleanHeadline(title: string): string {
  let text = plainLine(title, 300).trim();
  for (let prefix = PREFIX.exec(text); prefix !== null; prefix = PREFIX.exec(text))
    text = text.slice(prefix[0].length);
  text = text.replace(MARKS, '');
  const suffix = SUFFIX.exec(text);
  if (suffix !== null && (namesOutlet(suffix[1] ?? '') || /\s[|•]\s/.test(suffix[0])))
    text = text.slice(0, suffix.index);
  const bare = text.trim().replace(/(?<![.\p{Lu}]|\s\p{L})\.$/u, '');
  return bare.charAt(0).toLocaleUpperCase('ru') + bare.slice(1);
}

/**
 * A headline out of a sentence: the whole when it is short, else cut at a clause, at most 110 characters;
 * where there is no clause, at a word and marked by an ellipsis. Empty for an empty sentence.
 */
export function headlineFrom(sentence: string): string {
  const bare = sentence.replace(/[.!]$/, '');
  if (bare.length <= CUT) return bare;
  const cuts = [...bare.matchAll(/(?:,|;|:|\s[–—])\s/gu)]
    .map(({ index }) => index)
    .filter((index) => index <= CUT);
  const balanced = cuts.filter((index) => {
    const head = bare.slice(0, index);
    return (
      index >= 40 &&
      head.split('«').length === head.split('»').length &&
      head.split('(').length === head.split(')').length
    );
  });
  const at = balanced.at(-1);
  if (at !== undefined) return bare.slice(0, at);
  return `${bare.slice(0, CUT - 1).replace(/[\s,;:–—-]*\s\S*$/u, '')}…`;
}
