import type { Sentence } from './article.ts';
import type { Digest, DigestMatch } from './knowledge.ts';
import type { Gazetteer } from './language/gazetteer.ts';
import { compileTerms, type TermHit, type TermIndex } from './terms.ts';

/** Editors' topics, compiled for `findTopics`. */
export interface TopicRules {
  /** Topics in the catalogue's order, without `all`. */
  readonly topics: readonly { readonly id: string; readonly match: DigestMatch }[];
  readonly terms: TermIndex<Signal>;
  /** What each gazetteer id means for topics. */
  readonly entities: ReadonlyMap<string, readonly Signal[]>;
}

interface Signal {
  readonly topic: string;
  readonly kind: 'full' | 'weak' | 'not' | 'occasion' | 'act' | 'actor';
}

/** One place of a sentence that speaks for a topic. */
export interface Evidence {
  readonly topic: string;
  readonly strength: number;
  readonly start: number;
  readonly end: number;
}

type Hit = Pick<TermHit<Signal>, 'value' | 'start' | 'end'>;

/** What an occasion, an item of an agenda or a weak word is worth. */
export const WEAK = 0.25;
/** How near an occasion's words ("на полях") must stand to a signal, in characters. */
const OCCASION_DISTANCE = 40;
/** What stands between two items of a list: a comma or "and", with a word or two around it. */
const LIST_JOINT =
  /^[^.;:!?]{0,30}(?:,|(?:^|\s)(?:и|а также|және|мен|бен|пен|сондай-ақ|and|as well as)\s)[^.;:!?]{0,20}$/i;

/** Compiles the topics for `findTopics`. Ids that the gazetteer does not know are never met, so they do nothing. */
export function compileTopics(digests: readonly Digest[], gazetteer: Gazetteer): TopicRules {
  const topics = digests.filter(({ id }) => id !== 'all').map(({ id, match }) => ({ id, match }));
  const entities = new Map<string, Signal[]>(gazetteer.entries.map((entry) => [entry.id, []]));
  for (const { id: topic, match } of topics) {
    const lists = { full: match.entities, weak: match.weak.entities, not: match.not.entities };
    for (const kind of ['full', 'weak', 'not'] as const)
      for (const id of lists[kind]) entities.get(id)?.push({ topic, kind });
    for (const id of match.acts?.entities ?? []) entities.get(id)?.push({ topic, kind: 'actor' });
  }
  const terms = compileTerms<Signal>(
    topics.flatMap(({ id: topic, match }) => [
      { terms: match.terms, value: { topic, kind: 'full' } },
      { terms: match.weak.terms, value: { topic, kind: 'weak' } },
      { terms: match.not.terms, value: { topic, kind: 'not' } },
      ...(match.acts ? [{ terms: match.acts.terms, value: { topic, kind: 'act' } as const }] : []),
      ...(match.occasions ? [{ terms: match.occasions, value: { topic, kind: 'occasion' } as const }] : []),
    ]),
  );
  return { topics, terms, entities };
}

/**
 * The places of `sentence` that speak for a topic, in full or weakly.
 *
 * @param short the text is so short that a list in its lead is its content
 * @param titled topics of whose actors the headline names one, as far as that counts
 */
export function evidenceOf(
  sentence: Sentence,
  rules: TopicRules,
  short: boolean,
  titled: ReadonlySet<string>,
): Evidence[] {
  const hits: Hit[] = [
    ...rules.terms.find(sentence.text, sentence.language),
    ...sentence.mentions.flatMap(({ entity, start, end }) =>
      (rules.entities.get(entity) ?? []).map((value) => ({ value, start, end })),
    ),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Evidence[] = rules.topics.flatMap(({ id, match }) => together(sentence, id, match.together));
  found.push(...acted(hits, sentence.position === 'lead' ? titled : new Set()));
  const joint = new Map(found.map(({ topic }, place) => [topic, place]));
  const latest = new Map<string, number>();
  const isDenied = nearOneOf(hits, 'not', 0);
  const isOccasion = nearOneOf(hits, 'occasion', OCCASION_DISTANCE);
  for (const hit of hits) {
    const { value, start, end } = hit;
    if ((value.kind !== 'full' && value.kind !== 'weak') || isDenied(hit)) continue;
    const strength = value.kind === 'weak' || isOccasion(hit) ? WEAK : 1;
    const evidence = { topic: value.topic, strength, start, end };
    // «торговля» inside «торговая палата»: one place speaks once for one topic. Places of one topic stand in
    // order and apart, so that only the latest can hold this one.
    const before = [joint.get(value.topic), latest.get(value.topic)]
      .filter((place) => place !== undefined)
      .find((place) => (found[place]?.start ?? end) < end && start < (found[place]?.end ?? start));
    if (before === undefined) latest.set(value.topic, found.push(evidence) - 1);
    else if ((found[before]?.strength ?? 1) < strength) found[before] = evidence;
  }
  if (sentence.position === 'title' || (short && sentence.position === 'lead')) return found;
  return weakenAgenda(found, sentence.text);
}

/**
 * Tells of hits, asked in order of their start, whether one of `kind` for the same topic stands nearer than
 * `distance` characters; with 0, whether they overlap. Goes through `hits` once, however many there are.
 */
function nearOneOf(hits: readonly Hit[], kind: Signal['kind'], distance: number): (hit: Hit) => boolean {
  const others = hits.filter(({ value }) => value.kind === kind);
  let first = 0;
  return ({ value, start, end }) => {
    while (first < others.length && start - (others[first]?.end ?? 0) >= distance) first++;
    for (let i = first; i < others.length; i++) {
      const other = others[i];
      if (other === undefined || other.start - end >= distance) return false;
      if (other.value.topic === value.topic && start - other.end < distance) return true;
    }
    return false;
  };
}

/** Enough members of a format in one sentence stand for the format. */
function together(sentence: Sentence, topic: string, rule: DigestMatch['together']): Evidence[] {
  if (!rule) return [];
  const members = sentence.mentions.filter(({ entity }) => rule.entities.includes(entity));
  const [first] = members;
  if (!first || new Set(members.map(({ entity }) => entity)).size < rule.least) return [];
  return [{ topic, strength: 1, start: first.start, end: first.end }];
}

/** Somebody of a topic and what is done, in one sentence; the two are different places of it. */
function acted(hits: readonly Hit[], titled: ReadonlySet<string>): Evidence[] {
  const isOccasion = nearOneOf(hits, 'occasion', OCCASION_DISTANCE);
  const isDenied = nearOneOf(hits, 'not', 0);
  const actors = hits.filter((hit) => hit.value.kind === 'actor' && !isOccasion(hit));
  // «Қабылдады» is said of guests, and of laws.
  const denied = new Set(
    hits.filter((hit) => hit.value.kind === 'act' && isDenied(hit)).map(({ start }) => start),
  );
  const topics = new Set([...actors.map(({ value }) => value.topic), ...titled]);
  return [...topics].flatMap((topic) => {
    const act = hits.find(
      ({ value, start, end }) =>
        value.kind === 'act' &&
        value.topic === topic &&
        !denied.has(start) &&
        !actors.some((actor) => actor.start < end && start < actor.end),
    );
    if (!act) return [];
    const done = { topic, strength: 1, start: act.start, end: act.end };
    // Who stands in the headline and what the lead says of them are two signals.
    return actors.some(({ value }) => value.topic === topic) ? [done] : [done, done];
  });
}

/** True for a title that names somebody of `topic` who acts. */
export const isActorsTitle = (sentence: Sentence, topic: string, rules: TopicRules): boolean =>
  sentence.position === 'title' &&
  sentence.mentions.some(({ entity }) =>
    rules.entities.get(entity)?.some((signal) => signal.kind === 'actor' && signal.topic === topic),
  );

/** Items of an agenda ("торговля, энергетика, транспорт") are what was named, not what the text is about. */
function weakenAgenda(found: readonly Evidence[], text: string): Evidence[] {
  const items = found.filter(({ strength }) => strength === 1).sort((a, b) => a.start - b.start);
  const listed = new Set<Evidence>();
  let run: Evidence[] = [];
  const close = () => {
    const places = new Set(run.map(({ start }) => start));
    const topics = new Set(run.map(({ topic }) => topic));
    if (places.size >= 3 && topics.size >= 3) for (const item of run) listed.add(item);
    run = [];
  };
  for (const item of items) {
    const last = run.at(-1);
    if (last && item.start >= last.end && !LIST_JOINT.test(text.slice(last.end, item.start))) close();
    run.push(item);
  }
  close();
  return found.map((item) => (listed.has(item) ? { ...item, strength: WEAK } : item));
}
