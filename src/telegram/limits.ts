/** Most UTF-16 units of a message. Telegram counts code points; UTF-16 units are the stricter measure. */
export const MAX_TEXT = 4096;
/** Most entities of a message; what is beyond them Telegram drops without a word. */
export const MAX_ENTITIES = 100;
/** Most bytes of a button's data. */
export const MAX_CALLBACK_BYTES = 64;
/** Most characters of the answer to a button. */
export const MAX_TOAST = 200;
/** Ours: most stories of one message. */
export const MAX_STORIES_PER_PART = 10;
/** Ours: most messages of one edition. */
export const MAX_PARTS = 3;
/** Ours: story buttons of one row. Telegram takes 12, a thumb takes eight. */
export const BUTTONS_PER_ROW = 8;
/** Ours: stories of one page of a search; more of them would lose sentences to fit. */
export const SEARCH_PAGE = 5;
