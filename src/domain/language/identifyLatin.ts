import type { Language } from '../article.ts';
import { englishSigns, foreignSigns } from './latinSigns.ts';
import { FEW_LETTERS, type Model, POINTS, trust, type Verdict, WORD } from './verdict.ts';

/** Kazakh Latin of 2018 and of 2021: letters that no other Latin alphabet joins so, and its function words. */
const KAZAKH_LATIN = [
  [/[áǵńóúýı]/u, /^(?:jáne|úshin|týraly|boıynsha|keıin|deıin|úkimet|memlekettiń)$/u],
  [/[äğñöūüş]/u, /^(?:jäne|üşın|üşin|turaly|boiynşa|keiın|deiın|retınde|ükımet|memlekettıñ|qazaqstannyñ)$/u],
] as const;

const ASCII = /^[\n -~–—“”‘’…]+$/;

/** More points than the model can give: its probabilities are 1 and a rounding error at most. */
const MOST_HEARD = Math.log((1.1 + POINTS.unnamed) / POINTS.unnamed);

/**
 * Language of a text that is mostly Latin: Kazakh in Latin letters, English, or another.
 *
 * @param shown normalized, letter case kept: a name with a foreign letter says less than a word
 * @param letters how many it has
 */
export function identifyLatin(model: Model, shown: string, letters: number): Verdict {
  const lower = shown.toLowerCase();
  const words = lower.match(WORD) ?? [];
  for (const [letter, functional] of KAZAKH_LATIN) {
    const marked = words.filter((word) => letter.test(word)).length;
    if (marked >= 2 && words.some((word) => functional.test(word))) return { language: 'kk', open: [] };
  }
  const [own, foreign] = [englishSigns(words), foreignSigns(shown.match(WORD) ?? [])];
  const plain = foreign < POINTS.near && ASCII.test(shown) ? POINTS.ours : 0;
  // Most English paragraphs have so many signs that the model, slow as it is, could not change the verdict.
  if (letters >= FEW_LETTERS && plain + own - foreign - trust(letters) * MOST_HEARD >= POINTS.near)
    return { language: 'en', open: [] };
  // A name in brackets «(Қасым-Жомарт Тоқаев)» must not make an English sentence foreign.
  const said = model(lower.replace(/\p{Script=Cyrillic}+/gu, ' '));
  const english = said.find(({ label }) => label === 'en')?.probability ?? 0;
  const rival = said.find(({ label }) => label !== 'en')?.probability ?? 0;
  const heard = Math.log((english + POINTS.unnamed) / (rival + POINTS.unnamed));
  const margin = plain + own - foreign + trust(letters) * heard;
  const language: Language = margin > 0 ? 'en' : 'other';
  if (letters < FEW_LETTERS && Math.abs(own - foreign) < POINTS.strong)
    return { language, open: ['en', 'other'] };
  return { language, open: Math.abs(margin) < POINTS.near ? ['en', 'other'] : [] };
}
