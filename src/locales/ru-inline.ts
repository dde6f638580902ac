/** What people see of us who type the bot's name in another chat. */
export const inline = {
  /** Under a story that was shared. */
  open: 'Открыть в Köpir',
  /** Above the place for results: leads to the bot. */
  nothing: 'Ничего не нашлось. Открыть Köpir',
  failed: 'Не получилось. Открыть Köpir',
};

/** Every locale has exactly these keys. */
export type Inline = typeof inline;
