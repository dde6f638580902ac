import { namesOutlet } from './attributionSources.ts';
import { guarded } from './language/guarded.ts';

const PASS_ON = 'reports|reported|report|writes|wrote|relays|relayed|informs|informed|cites';
const SAY = 'said|says';
const PRESS = guarded(
  /^(?:the |its |a |local |state |foreign |us |kazakh |american )*(?:.{0,60} )?(?:news ?(?:agency|paper|wire|portal|site)|press (?:service|office|centre|center|release)|correspondent|newspaper|media|outlet|channel|portal|website|broadcaster|magazine)/iu,
);

/** Takes off an English sentence's attribution; null when nothing of substance is left. */
export function stripEnglish(text: string): string | null {
  if (EMPTY.some((pattern) => pattern.test(text))) return null;
  return stripOpening(stripTail(text));
}

const EMPTY = [
  /^(?:This|That|It|The news|The information|The announcement|The statement)(?: was| has been| is| were)?(?: first| also)? (?:reported|announced|published|stated|released|relayed|posted)(?: (?:by|in|on|at|to|via)(?![\p{L}])|[.,])/iu,
  /^(?:Source|Photo|Video|Read more|Earlier|As (?:previously|earlier) reported)(?![\p{L}])/iu,
].map(guarded);

const TAILS = [
  new RegExp(`,["”]?\\s*(?:as )?(?:${PASS_ON}) (?<source>[^,;]{2,120})(?:, citing [^;]{2,120})?$`, 'iu'),
  new RegExp(
    `,["”]?\\s*(?<source>[^,;]{2,120}?) (?<verb>${PASS_ON}|${SAY})(?<rest>,? (?:citing|with reference to|referring to|quoting) [^;]{2,160})?$`,
    'iu',
  ),
  /,?\s*(?:as reported by|according to|citing|with reference to) (?<source>[^,;]{2,120})$/iu,
  /\s*\((?<source>[^()]{2,40})\)$/u,
].map(guarded);

function stripTail(text: string): string {
  const body = text.replace(/[.!]$/, '');
  for (const pattern of TAILS) {
    const match = pattern.exec(body);
    if (match === null) continue;
    const { source = '', verb = '', rest = '' } = match.groups ?? {};
    if (passesOn(source) || (rest !== '' && new RegExp(`^(?:${PASS_ON})$`, 'iu').test(verb)))
      return body.slice(0, match.index);
  }
  return text;
}

const OPENINGS = [
  /^(?:According to|As reported by|Citing) (?<source>[^,]{2,120}),\s*/iu,
  new RegExp(`^As (?<source>[^,]{2,120}?) (?:${PASS_ON}|${SAY}),\\s*`, 'iu'),
  new RegExp(
    `^(?<source>[^,]{2,120}?)(?:, citing [^,]{2,120},)? (?:has )?(?:${PASS_ON}|${SAY})(?:,? citing [^,]{2,120},?)? that `,
    'iu',
  ),
].map(guarded);

function stripOpening(text: string): string {
  for (const pattern of OPENINGS) {
    const match = pattern.exec(text);
    if (match !== null && passesOn(match.groups?.source ?? '')) return text.slice(match[0].length);
  }
  return text;
}

function passesOn(source: string): boolean {
  return PRESS.test(source.trim()) || namesOutlet(source);
}
