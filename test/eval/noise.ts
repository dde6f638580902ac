import type { EvalArticle } from './articles.ts';
import { randomFrom } from './scores.ts';

type Written = 'ru' | 'kk' | 'en';

/** What sites put around an article, in their words. Nothing of it is news. */
const FURNITURE: Record<Written, { dateline: string[]; top: string[]; bottom: string[]; also: string }> = {
  ru: {
    dateline: ['АСТАНА. КАЗИНФОРМ — ', 'АЛМАТЫ /Дала хабары/ - ', 'ВАШИНГТОН, 7 ноября – Сарыарка. '],
    top: ['Фото: Акорда', 'USD 525,30 EUR 611,20 RUB 6,48', '14:05, 7 ноября 2025', 'Просмотров: 1 204'],
    bottom: [
      'Подписывайтесь на наш Telegram-канал',
      'Поделиться:',
      'Нашли ошибку? Выделите её и нажмите Ctrl+Enter',
    ],
    also: 'Читайте также:',
  },
  kk: {
    dateline: ['АСТАНА. KAZINFORM – ', 'АЛМАТЫ. Дала хабары — ', 'ВАШИНГТОН. 7 қараша. САРЫАРҚА — '],
    top: ['Сурет: Ақорда', 'USD 525,30 EUR 611,20 RUB 6,48', '7 қараша 2025, 14:05', 'Қаралым: 1 204'],
    bottom: ['Telegram-арнамызға жазылыңыз', 'Бөлісу:', 'Қате таптыңыз ба? Белгілеп, Ctrl+Enter басыңыз'],
    also: 'Тағы оқыңыз:',
  },
  en: {
    dateline: ['ASTANA – ', 'ALMATY, November 7. /STEPPE POST/. ', 'WASHINGTON — '],
    top: [
      'Photo credit: Akorda',
      'USD 525.30 EUR 611.20 RUB 6.48',
      'November 7, 2025, 14:05',
      'Views: 1,204',
    ],
    bottom: ['Subscribe to our newsletter', 'Share this article', 'Skip to content'],
    also: 'Read also:',
  },
};
const HOMOGLYPHS: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  і: 'i',
  һ: 'h',
  ә: 'ə',
};

/** The articles as badly kept sites would give them: the same for the same `seed`. Labels stay. */
export function withNoise(articles: readonly EvalArticle[], seed: number): EvalArticle[] {
  const random = randomFrom(seed);
  const one = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return articles.map((article) => {
    if (article.language === 'other') return article;
    const { dateline, top, bottom, also } = FURNITURE[article.language];
    let { title, text, published } = article;
    if (random() < 0.4) text = `${one(dateline)}${text}`;
    if (random() < 0.3 && title !== '') text = `${title}\n${text}`;
    if (random() < 0.5) text = `${one(top)}\n${text}`;
    if (random() < 0.5) text = `${text}\n${one(bottom)}`;
    if (random() < 0.4) {
      const others = articles.filter(
        (o) => o.language === article.language && o.story !== article.story && o.title,
      );
      if (others.length > 2)
        text = [text, also, one(others).title, one(others).title, one(others).title].join('\n');
    }
    if (random() < 0.3 && article.language !== 'en') text = misspelt(text, random);
    if (random() < 0.1 && text.length > 300) title = '';
    if (random() < 0.1) published = null;
    return { ...article, title, text, published, paragraphLanguages: new Map() };
  });
}

/** One word in forty holds a Latin letter that looks like its own. */
function misspelt(text: string, random: () => number): string {
  return text.replaceAll(/[а-яёәғқңөұүһі]{4,}/gu, (word) => {
    if (random() > 0.025) return word;
    const at = [...word].findIndex((letter) => letter in HOMOGLYPHS);
    const letter = word[at];
    return letter === undefined ? word : `${word.slice(0, at)}${HOMOGLYPHS[letter]}${word.slice(at + 1)}`;
  });
}
