import { foldForSearch } from '../domain/language/text.ts';

const forms = (base: string, endings: string): (readonly [ending: string, base: string])[] =>
  endings.split(' ').map((ending) => [foldForSearch(ending), base] as const);

/**
 * Endings of a city's name with what they stand for in its dictionary form: «Астан|е» is «Астан|а». The Kazakh ones
 * come behind the whole name, whichever vowels it has: people do not mind the harmony of a foreign one.
 */
const ENDINGS: readonly (readonly [ending: string, base: string])[] = [
  ...forms('а', 'е ы и у ой ою'),
  ...forms('я', 'е и ю ей'),
  ...forms('', 'а у ом е'),
  ...forms('й', 'я ю ем е'),
  ...forms('ь', 'и ью я ю ем е'),
  ...forms('ы', 'ах ам ами'),
  ...forms('и', 'ях ям ями'),
  ...forms('ый', 'ого ому ым ом'),
  ...forms('', 'да де та те дан ден тан тен нан нен ға ге қа ке ның нің дың дің тың тің ны ні ды ді ты ті'),
  ...forms('', 'дағы дегі тағы тегі дамын демін тамын темін дамыз деміз тамыз теміз'),
];

/** Words around a city, as in «живу в Алматы», «Астана қаласының уақыты». */
const BESIDE = new Set(
  [
    'в во из с по на у г город города городе городу я мы живу живем нахожусь сейчас время времени',
    'мен біз қазір қаласы қаласында қаласынан қаласына қаласының қаласындамын қаласындағы қала уақыты уақытымен',
    'уақытын бойынша тұрамын тұрам тұрамыз',
  ].flatMap((line) => line.split(' ').map(foldForSearch)),
);

/** `words` without those that stand around a city's name; all of them when nothing else is there. */
export function withoutAround(words: string): string {
  const all = words.split(/\s+/);
  const left = all.filter((word) => !BESIDE.has(foldForSearch(word).replace(/[.,]+$/u, '')));
  return (left.length === 0 ? all : left).join(' ');
}

/**
 * The dictionary forms of which `name` may be an inflected one, in Russian or Kazakh, most of them no words at all.
 *
 * @param name folded as `foldForSearch` does, letters and digits only
 */
export function uninflected(name: string): string[] {
  return ENDINGS.filter(([ending]) => name.endsWith(ending) && name.length > ending.length).map(
    ([ending, base]) => name.slice(0, -ending.length) + base,
  );
}
