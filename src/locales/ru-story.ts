import { number, plural } from './ru-formats.ts';

const ARTICLES = { one: 'статья', few: 'статьи', many: 'статей', other: 'статьи' };
const articles = (n: number) => `${number(n)} ${plural(n, ARTICLES)}`;

/** The last edition's numbers are not those of a sample or a search. */
const elsewhere = 'Новость из примера или поиска: ответьте этой командой на то сообщение.';

/** A story's page, and following it. */
export const story = {
  buttons: {
    follow: '🔔 Следить',
    unfollow: '🔕 Не следить',
    open: 'Подробнее',
    /** Leads to the page of another story. */
    related: (headline: string) => `→ ${headline}`,
    /** Ends following the story with this number of the list. */
    end: (n: number) => `✕ ${n}`,
  },
  articles,
  /** Between the first and the last articles of a long list. */
  moreArticles: (n: number) => `… ещё ${articles(n)}`,

  following: (headline: string) =>
    `Вы следите за новостью:\n${headline}\nКогда в ней что-то изменится, придёт сообщение. Весь список: /follow`,
  already: (headline: string) => `Вы уже следите за новостью:\n${headline}\nВесь список: /follow`,
  ended: (headline: string) => `Сообщений об этой новости больше не будет:\n${headline}`,
  notFollowed: (headline: string) => `За этой новостью вы не следите:\n${headline}\nВесь список: /follow`,
  /** Over the button that was pressed. */
  followingToast: 'Когда в новости что-то изменится, придёт сообщение.',
  endedToast: 'Сообщений об этой новости больше не будет.',
  full: (most: number) =>
    `В одном чате можно следить не более чем за ${number(most)} новостями. Уберите лишнее из списка: /follow`,
  list: (n: number) => `Новости, за которыми вы следите: ${number(n)}`,
  listShown: (n: number) => `Показаны последние: ${number(n)}`,
  listHow: 'Чтобы открыть новость, нажмите её номер; чтобы больше не следить, нажмите ✕.',
  none: 'Вы пока не следите ни за одной новостью. Откройте новость из дайджеста и нажмите «🔔 Следить» или напишите её номер: /follow 2',
  noEdition: `Сначала откройте дайджест: /digest\nПотом напишите номер новости, например /follow 2\n${elsewhere}`,
  noNumber: (q: string, most: number) =>
    `${q}: такого номера в последнем дайджесте нет. Номера: от 1 до ${number(most)}.\nНапример: /follow ${Math.min(2, most)}\n${elsewhere}`,
  noNumberHere: (q: string) => `${q}: такого номера в этом сообщении нет.`,

  /** Above a story that changed, in a message to those who follow it. */
  news: 'Новое в новости, за которой вы следите',
};

/** Every locale has exactly these keys. */
export type StoryWords = typeof story;
