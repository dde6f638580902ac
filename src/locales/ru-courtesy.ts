/** What people are told who ask too often, press dead buttons, say thanks, or send what is no text. */
export const courtesy = {
  tooMany: 'Слишком много запросов подряд. Подождите минуту и повторите.',
  deadButton: 'Эта кнопка больше не действует. Настройки: /settings',
  thanked: 'Пожалуйста. Свежие новости: /digest',
  notText: 'Бот понимает только текст и команды. Поиск: /search',
  /** A second line under `notText`, by what was sent. */
  kinds: {
    voice: 'Голос бот не слушает: напишите то же словами, например: вольфрам',
    picture: 'Картинки и файлы бот не открывает. Если подписать их словами, найдёт новости по этим словам.',
    contact: 'Контакт нигде не сохранён.',
    place: 'Часовой пояс можно выбрать по городу: /timezone Алматы',
  },
};

/** What each locale says of it. */
export type Courtesy = typeof courtesy;
