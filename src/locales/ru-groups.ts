/** Words of groups and channels. `kind` is what the chat is. */
export const groups = {
  /** First line of every screen that acts on another chat than the one it stands in; '' = no title is known. */
  head: (kind: 'group' | 'channel', title: string) =>
    `${kind === 'channel' ? 'Канал' : 'Группа'}${title === '' ? '' : ` «${title}»`}`,
  added:
    'Бот стал администратором канала. Выберите темы, и дайджест будет выходить в канале в назначенный час. Настраивать канал могут только его администраторы, здесь, в личном чате.',
  notTheirAdmin: 'Настройки канала или группы меняют только их администраторы.',
  notInside:
    'Бота нет в этом канале или группе. Сделайте его администратором канала и перешлите сюда любой пост.',
  unknownName: (q: string) =>
    `Канал или группа «${q}»: бот там не состоит, или в имени ошибка.\nСделайте бота администратором канала и перешлите сюда любой пост.`,
  cannotWrite: 'Здесь боту не разрешено писать. Дать ему это право может администратор.',
  /** To the administrator who took the right to post away from the bot. */
  mayNotPost:
    'Боту больше нельзя публиковать в этом канале: дайджесты не выйдут. Верните ему право на публикацию, и они продолжатся.',
  /** After a change that moved the digests into another topic of a forum. */
  movedHere: 'Дайджесты теперь приходят сюда.',
  buttons: {
    setUpPrivately: 'Настроить в личном чате',
    addToChannel: 'Добавить в канал',
  },

  /** Instead of texts that name commands: typed in the private chat, those would act on the private chat. */
  elsewhere: {
    subscribed: (digests: string, when: string) => `Темы: ${digests}.\nСледующий дайджест: ${when}.`,
    notSubscribed: 'Темы не выбраны, дайджесты не выходят.',
    unsubscribed: (digests: string) => `Подписка отменена: ${digests}.`,
    unsubscribedLast: 'Подписок больше нет, дайджесты не выйдут.',
    noneLeft: 'Подписок больше нет, дайджесты не выйдут.',
    timeAsk: (schedule: string) => `Время дайджеста: ${schedule}.\nВыберите час и дни.`,
    zoneAsk: (zone: string, hour: string) => `Часовой пояс: ${zone}, сейчас там ${hour}.\nВыберите город.`,
    stopped: 'Рассылка остановлена. Темы и время сохранятся 90 дней.',
    resumed: (when: string | null) =>
      when === null
        ? 'Рассылка возобновлена. Темы не выбраны.'
        : `Рассылка возобновлена.\nСледующий дайджест: ${when}.`,
    forgetDone: 'Данные этого канала или группы удалены.',
  },
};

/** Every locale has exactly these keys. */
export type Groups = typeof groups;
