import { number } from './kk-formats.ts';
import type { StoryWords } from './ru-story.ts';

const articles = (n: number) => `${number(n)} мақала`;

/** The last edition's numbers are not those of a sample or a search. */
const elsewhere =
  'Үлгідегі не іздеуден табылған жаңалық болса, осы команданы сол хабарламаға жауап ретінде жіберіңіз.';

/** A story's page, and following it. */
export const story: StoryWords = {
  buttons: {
    follow: '🔔 Жалғасын бақылау',
    unfollow: '🔕 Бақылауды тоқтату',
    open: 'Толығырақ',
    related: (headline) => `→ ${headline}`,
    end: (n) => `✕ ${n}`,
  },
  articles,
  moreArticles: (n) => `… тағы ${articles(n)}`,

  following: (headline) =>
    `Мына жаңалықтың жалғасын бақылап отырсыз:\n${headline}\nӨзгеріс болса, хабарлама келеді. Толық тізім: /follow`,
  already: (headline) =>
    `Бұл жаңалықтың жалғасын бұрыннан бақылап отырсыз:\n${headline}\nТолық тізім: /follow`,
  ended: (headline) => `Бұл жаңалық туралы хабарлама енді келмейді:\n${headline}`,
  notFollowed: (headline) =>
    `Бұл жаңалықтың жалғасын бақылап отырған жоқсыз:\n${headline}\nТолық тізім: /follow`,
  followingToast: 'Жаңалықта өзгеріс болса, хабарлама келеді.',
  endedToast: 'Бұл жаңалық туралы хабарлама енді келмейді.',
  full: (most) =>
    `Бір чатта ең көбі ${number(most)} жаңалықтың жалғасын бақылауға болады. Керегі жоғын тізімнен алып тастаңыз: /follow`,
  list: (n) => `Жалғасын бақылап отырған жаңалықтарыңыз: ${number(n)}`,
  listShown: (n) => `Көрсетілгені – соңғы ${number(n)} жаңалық`,
  listHow: 'Жаңалықты ашу үшін нөмірін, бақылауды тоқтату үшін ✕ түймесін басыңыз.',
  none: 'Әзірге бірде-бір жаңалықтың жалғасын бақылап отырған жоқсыз. Шолудағы жаңалықты ашып, «🔔 Жалғасын бақылау» түймесін басыңыз немесе нөмірін жазыңыз: /follow 2',
  noEdition: `Алдымен шолуды ашыңыз: /digest\nСодан кейін жаңалықтың нөмірін жазыңыз, мысалы /follow 2\n${elsewhere}`,
  noNumber: (q, most) =>
    `${q}: соңғы шолуда мұндай нөмір жоқ. Нөмірлер: 1–${number(most)}.\nМысалы: /follow ${Math.min(2, most)}\n${elsewhere}`,
  noNumberHere: (q) => `${q}: бұл хабарламада мұндай нөмір жоқ.`,

  news: 'Жалғасын бақылап отырған жаңалығыңызда өзгеріс бар',
};
