import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { ReaderLanguage } from '../domain/article.ts';
import type { Part } from '../domain/edition.ts';
import type { Notice, NoticedEnd, NoticedSource, NoticedTrouble } from '../domain/notice.ts';
import { MAX_TEXT } from './limits.ts';
import { asPart } from './render.ts';
import { fits, linked, messagesFor } from './render-story.ts';
import { clean } from './text.ts';

/** Sources that one message tells of in full; of more it tells the ids. */
const MOST_IN_FULL = 6;
const MOST_NAMED = 30;
/** Ids of sources that are only named, for each of what began and what ended. */
const MOST_IDS = 25;
const MAX_NAME = 64;
const MAX_ADDRESS = 300;

/** How a notice is shown to one group of admins. */
interface NoticeStyle {
  readonly language: ReaderLanguage;
  readonly zone: string;
  readonly now: Date;
}

/**
 * A message to the admins about the health of sources: what happened, since when, what to do. Always one part: what
 * does not fit is named by its id.
 */
export function renderNotice(
  notice: Notice,
  to: { readonly language: ReaderLanguage; readonly zone: string },
): Part[] {
  const style = { ...to, now: notice.at };
  for (let inFull = MOST_IN_FULL; ; inFull--) {
    const text = FormattedString.join(blocksOf(notice, style, inFull), '\n\n');
    if (inFull === 0 || fits(text, MAX_TEXT)) return [asPart(text, [])];
  }
}

function blocksOf(notice: Notice, style: NoticeStyle, inFull: number): FormattedString[] {
  const notices = wordsOf(style);
  const { troubles, ended } = notice;
  return [
    ...outageLines(notice, style),
    ...(troubles.length > 1 ? [FormattedString.bold(notices.several(troubles.length))] : []),
    ...troubles.slice(0, inFull).map((trouble) => troubleLines(trouble, style)),
    ...rest(
      troubles.slice(inFull).map(({ source }) => source),
      style,
    ),
    ...(ended.length > 1 ? [FormattedString.bold(notices.severalOver(ended.length))] : []),
    ...ended.slice(0, inFull).map((end) => endLines(end, style)),
    ...rest(
      ended.slice(inFull).flatMap(({ source }) => source ?? []),
      style,
    ),
    ...(troubles.length > 0 ? [new FormattedString(notices.check)] : []),
  ];
}

function outageLines({ outage }: Notice, style: NoticeStyle): FormattedString[] {
  if (outage === null) return [];
  const notices = wordsOf(style);
  const { formats } = messagesFor(style.language);
  const { failing, total, since, code } = outage;
  const names = failing.slice(0, MOST_NAMED).map((source) => nameOf(source, style));
  if (failing.length > MOST_NAMED) names.push(notices.andMore(failing.length - MOST_NAMED));
  const why = notices.why(code, null);
  const lines = [
    FormattedString.bold(notices.outage(failing.length, total)),
    notices.outageSince(
      formats.dateTime(since, style.zone, style.now),
      why.charAt(0).toLowerCase() + why.slice(1),
    ),
    notices.outageRemedy,
    notices.outageSources(formats.list(names)),
  ];
  return [FormattedString.join(lines, '\n')];
}

function troubleLines(trouble: NoticedTrouble, style: NoticeStyle): FormattedString {
  const notices = wordsOf(style);
  const { formats } = messagesFor(style.language);
  const { source, what, code, status, failures, lastSuccessAt, medianGapSeconds } = trouble;
  const when = (at: Date) => formats.dateTime(at, style.zone, style.now);
  const gap = medianGapSeconds === null ? null : notices.duration(medianGapSeconds);
  const facts =
    what === 'silent'
      ? [notices.silence(when(trouble.since), gap)]
      : [
          notices.failures(notices.why(code ?? '', status), failures, when(trouble.since)),
          notices.lastRead(lastSuccessAt === null ? null : when(lastSuccessAt)),
        ];
  const address = clean(source.url, MAX_ADDRESS);
  const lines = [
    FormattedString.bold(notices.titles[what](nameOf(source, style))),
    ...facts,
    notices.remedy(what, code, status),
    fmt`${notices.address} ${linked(address, source.url)} (${FormattedString.code(source.id)})`,
  ];
  return FormattedString.join(lines, '\n');
}

function endLines({ source, what, since }: NoticedEnd, style: NoticeStyle): FormattedString {
  const notices = wordsOf(style);
  const { formats } = messagesFor(style.language);
  const when = formats.dateTime(since, style.zone, style.now);
  if (source === null) return fmt`${FormattedString.bold(notices.outageOver)}\n${notices.overOutage(when)}`;
  const title = FormattedString.bold(notices.over(nameOf(source, style)));
  const fact = what === 'silent' ? notices.overSilence(when) : notices.overReading(when);
  return fmt`${title}\n${fact}`;
}

/** Ids of the sources for which there was no room, and how many there are besides. */
function rest(sources: readonly NoticedSource[], style: NoticeStyle): FormattedString[] {
  if (sources.length === 0) return [];
  const ids = sources.slice(0, MOST_IDS).map(({ id }) => clean(id, MAX_NAME));
  const more = sources.length - ids.length;
  const named = FormattedString.code(ids.join(', '));
  return [more > 0 ? fmt`${named}, ${wordsOf(style).andMore(more)}` : named];
}

const wordsOf = ({ language }: Pick<NoticeStyle, 'language'>) => messagesFor(language).notices;

const nameOf = ({ name }: NoticedSource, { language }: NoticeStyle): string =>
  clean(name[language], MAX_NAME);
