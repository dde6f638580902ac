/** What Telegram says besides the description when it refuses: how to go on. */
export interface RefusalParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** A call that the Bot API refuses; the envelope turns it into `{ok: false, …}`. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: RefusalParameters | undefined;

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description);
    this.name = 'Refusal';
    this.code = code;
    this.parameters = parameters;
  }
}

/**
 * Begins a description as Telegram does: the first letter in lower case, except when the second character
 * is a capital or an underscore, because that is a constant such as `BUTTON_DATA_INVALID`.
 */
function lowerFirst(text: string): string {
  return /^.[A-Z_]/.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** 400, with the prefix that Telegram puts before every description of this code. */
export function badRequest(text: string, parameters?: RefusalParameters): Refusal {
  return new Refusal(400, `Bad Request: ${lowerFirst(text)}`, parameters);
}

/** 403: the chat exists, and the bot may not write there. */
export function forbidden(text: string): Refusal {
  return new Refusal(403, `Forbidden: ${text}`);
}

/** 409: two ways of receiving updates, or two receivers, at once. */
export function conflict(text: string): Refusal {
  return new Refusal(409, `Conflict: ${text}`);
}

/** 429 with the seconds to wait, in the words, in `parameters` and in the `Retry-After` header. */
export function tooManyRequests(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
