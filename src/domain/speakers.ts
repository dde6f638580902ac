import type { Sentence } from './article.ts';
import { namesOutlet } from './attributionSources.ts';

/** Who speaks in a text of questions and answers. */
export interface Speakers {
  /** Indexes of sentences that belong to whoever asks. */
  readonly asked: ReadonlySet<number>;
  /** Names that stand before answers, with their colon: «М. Ильясов:», «Жауап:». */
  readonly labels: ReadonlySet<string>;
  /** True when somebody asks by name or by mark. */
  readonly dialogue: boolean;
}

/** «– Имя Фамилия: Ответ»: at most six words, then a colon and a new beginning. */
const LABEL =
  /^(?:[–—-]\s*)?(\p{Lu}[\p{L}.’'«»"-]*(?: [\p{L}.’'«»"-]+){0,5}):\s+(?=[–—\-«"“\p{Lu}\p{N}$€₸])/u;
const ASKS =
  /^(?:вопрос|корреспондент|корр|журналист|интервьюер|редакция|ведущ\p{L}*|модератор|сұрақ|сауал|тілші|журналист|жүргізуші|модератор|question|q|interviewer|moderator)\.?$/iu;
const ANSWERS = /^(?:ответ|жауап|answer|a)\.?$/iu;

/** Tells answers from questions by labels and question marks; `text` is without the title. */
export function findSpeakers(text: readonly Sentence[], interview: boolean): Speakers {
  const paragraphs = [...Map.groupBy(text.keys(), (index) => text[index]?.paragraph).values()];
  const turns = Map.groupBy(
    paragraphs,
    ([first = 0]) => LABEL.exec(text[first]?.text.trim() ?? '')?.[1] ?? '',
  );
  turns.delete('');
  const asked = new Set<number>();
  const labels = new Set<string>();
  let dialogue = interview;
  const asks = (paragraph: readonly number[]) => paragraph.some((index) => isQuestion(text[index]));
  for (const [label, spoken] of turns) {
    const role = roleOf(label, spoken.length, spoken.filter(asks).length);
    if (role === 'none') continue;
    if (role === 'answers') labels.add(label);
    else for (const index of spoken.flat()) asked.add(index);
    dialogue ||= role === 'asks';
  }
  for (const paragraph of paragraphs) {
    const last = paragraph.findLastIndex((index) => isQuestion(text[index]));
    if (last < 0) continue;
    // A question at the end is asked by all that leads up to it in a dialogue, and by whoever addresses somebody; a
    // writer's own («Что изменилось?») leaves what he said before it.
    const addressed =
      /^[–—-]\s/.test(text[paragraph[0] ?? -1]?.text.trim() ?? '') || asksSomebody(text, paragraph);
    const whole = dialogue || (last === paragraph.length - 1 && addressed);
    for (const index of whole ? paragraph.slice(0, last + 1) : paragraph)
      if (whole || isQuestion(text[index])) asked.add(index);
  }
  return { asked, labels, dialogue };
}

const isQuestion = (sentence: Sentence | undefined) => /\?["»”’)]*$/.test(sentence?.text.trim() ?? '');

const asksSomebody = (text: readonly Sentence[], paragraph: readonly number[]) =>
  paragraph.some((index) =>
    /(?<!\p{L})(?:[Вв]ы|[Вв]ас|[Вв]ам|[Вв]аш\p{L}*|[Сс]із\p{L}*|[Өө]зіңіз\p{L}*|\p{L}{2,}(?:ыңыз|іңіз|асыз|есіз|йсыз|йсіз))(?!\p{L})/u.test(
      text[index]?.text ?? '',
    ),
  );

/** A name before one paragraph only may be any phrase with a colon. */
function roleOf(label: string, turns: number, questions: number): 'asks' | 'answers' | 'none' {
  if (ASKS.test(label) || (namesOutlet(label) && (turns > 1 || questions > 0))) return 'asks';
  if (ANSWERS.test(label)) return 'answers';
  if (turns < 2) return 'none';
  return questions * 2 >= turns ? 'asks' : 'answers';
}

/** The text without a dash and a speaker's name in front. */
export function withoutLabel(text: string, labels: ReadonlySet<string>): string {
  const match = LABEL.exec(text);
  const bare = match !== null && labels.has(match[1] ?? '') ? text.slice(match[0].length) : text;
  return bare.replace(/^[–—-]\s+/, '');
}
