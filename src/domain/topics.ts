import type { ReadText, Sentence } from './article.ts';
import type { Digest, DigestMatch } from './knowledge.ts';
import type { Gazetteer } from './language/gazetteer.ts';
import { compileTerms, type TermHit, type TermIndex } from './terms.ts';

export { type ResolvedTopic, resolveTopic } from './topicNames.ts';

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
interface Evidence {
  readonly topic: string;
  readonly strength: number;
  readonly start: number;
  readonly end: number;
}

type Hit = Pick<TermHit<Signal>, 'value' | 'start' | 'end'>;

const TITLE = 1;
const LEAD = 0.6;
/** The first body sentences go on telling the news, the later ones what is around it. */
const EARLY_BODY = 0.4;
const BODY = 0.25;
const EARLY = 3;
/** Body sentences that count at most, so that a long text is not about everything it touches. */
const BODY_MOST = 2;
/** What several full signals in one sentence are worth, where the title has not said it already. */
const SEVERAL = 1.5;
const GIVEN = 1;
/** A relevant text is about something: when nothing reaches `GIVEN`, the best that one early sentence names is taken. */
const NEARLY = EARLY_BODY;
const MOST_TOPICS = 4;
const WEAK = 0.25;
/** Sentences that `why` quotes for a topic. */
const REASONS = 2;
/** How near an occasion's words ("на полях") must stand to a signal, in characters. */
const OCCASION_DISTANCE = 40;
/** A list in a piece this short is its content, in a longer one an agenda. */
const SHORT_PIECE = 6;
/** From this share of a long text's sentences on, a subject is one of the text's own, wherever it begins. */
const MAIN_SHARE = 0.2;
const LONG = 8;
const LEAST_SUM = 1e6;
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

/** What a text is about, and the words that said so, for editors. */
export interface TopicsFound {
  /** Digest ids, best first, at most four, never `all`. */
  readonly topics: readonly string[];
  /** One entry per topic in the same order: "topic trade: «контракт» in the title, $4.2 bn in the lead". */
  readonly why: readonly string[];
}

/**
 * Finds what a relevant text is about.
 *
 * A sentence speaks for a topic in full, or by a quarter when it only names an occasion, an item of an
 * agenda or a weak word; the title counts 1, each lead sentence .6, two body sentences .4 or .25, background
 * nothing. A subject that holds a fifth of a long text counts as much as a lead. Never throws.
 *
 * @returns no topics when nothing comes near 1
 */
export function findTopics(read: ReadText, rules: TopicRules): TopicsFound {
  const told = read.sentences.filter((sentence) => sentence.position !== 'background');
  const short = told.length <= SHORT_PIECE;
  const evidence = told.map((sentence) => evidenceOf(sentence, rules, short));
  const of = (id: string) => evidence.map((found) => found.filter(({ topic }) => topic === id));
  const scores = new Map(rules.topics.map(({ id }) => [id, scoreOf(told, of(id).map(strengthOf))]));
  // Sums are judged when it is known which topics they stand beside.
  for (const { id, match } of rules.topics) {
    const { sums } = match;
    if (!sums) continue;
    const beside = sums.beside.some((topic) => (scores.get(topic) ?? 0) >= GIVEN);
    const strengths = of(id).map((own, index) => {
      const sum = told[index]?.figures.find(
        ({ unit, value }) => sums.units.includes(unit) && value >= LEAST_SUM,
      );
      // A sum beside "agreement" is a deal whatever it is about; alone it needs a subject that deals are made of.
      if (!sum || !(beside || own.length > 0)) return strengthOf(own);
      const figure = { topic: id, strength: 1, start: sum.start, end: sum.end };
      evidence[index]?.push(figure);
      return strengthOf([...own, figure]);
    });
    scores.set(id, scoreOf(told, strengths));
  }
  const implied = new Map<string, string>();
  for (const { id, match } of rules.topics) {
    if ((scores.get(id) ?? 0) < GIVEN) continue;
    // What is implied comes right after what implies it.
    for (const topic of match.implies) {
      if ((scores.get(topic) ?? 0) >= GIVEN) continue;
      scores.set(topic, GIVEN);
      implied.set(topic, id);
    }
  }
  const ranked = [...scores].sort(([, a], [, b]) => b - a);
  const given = ranked.filter(([, score]) => score >= GIVEN).slice(0, MOST_TOPICS);
  const nearly = ranked.slice(0, 1).filter(([, score]) => score >= NEARLY);
  const topics = (given.length > 0 ? given : nearly).map(([id]) => id);
  return { topics, why: topics.map((id) => `topic ${id}: ${reasonOf(told, of(id), implied.get(id))}`) };
}

/** The two sentences that said most, title before lead before body, each by its strongest words. */
function reasonOf(
  told: readonly Sentence[],
  evidence: readonly (readonly Evidence[])[],
  implied: string | undefined,
): string {
  if (implied !== undefined) return `implied by ${implied}`;
  const said = evidence.flatMap((found, index) => {
    const best = found.toSorted((a, b) => b.strength - a.strength)[0];
    const sentence = told[index];
    return best && sentence ? [{ best, sentence }] : [];
  });
  return said
    .sort((a, b) => b.best.strength - a.best.strength)
    .slice(0, REASONS)
    .map(({ best, sentence }) => {
      const words = sentence.text.slice(best.start, best.end);
      return `«${words}» in the ${sentence.position}${best.strength < 1 ? ' (weak)' : ''}`;
    })
    .join(', ');
}

function scoreOf(told: readonly Sentence[], strengths: readonly number[]): number {
  const titled = told[0]?.position === 'title';
  let head = 0;
  let main = 0;
  const bodies: number[] = [];
  for (const [index, sentence] of told.entries()) {
    const strength = strengths[index] ?? 0;
    if (sentence.position === 'title' || (!titled && index === 0)) head += TITLE * Math.min(1, strength);
    else if (sentence.position === 'lead') head += LEAD * strength;
    else {
      bodies.push((bodies.length < EARLY ? EARLY_BODY : BODY) * Math.min(1, strength));
      if (strength >= 1) main += 1;
    }
  }
  const best = bodies.toSorted((a, b) => b - a).slice(0, BODY_MOST);
  const own = bodies.length >= LONG && main / bodies.length >= MAIN_SHARE ? LEAD : 0;
  return head + best.reduce((sum, score) => sum + score, 0) + own;
}

/** One full signal is 1, several are more; weak ones add up to a half. */
function strengthOf(evidence: readonly Evidence[]): number {
  const full = evidence.filter(({ strength }) => strength === 1).length;
  if (full > 0) return full > 1 ? SEVERAL : 1;
  return Math.min(
    2 * WEAK,
    evidence.reduce((sum, { strength }) => sum + strength, 0),
  );
}

function evidenceOf(sentence: Sentence, rules: TopicRules, short: boolean): Evidence[] {
  const hits: Hit[] = [
    ...rules.terms.find(sentence.text, sentence.language),
    ...sentence.mentions.flatMap(({ entity, start, end }) =>
      (rules.entities.get(entity) ?? []).map((value) => ({ value, start, end })),
    ),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Evidence[] = rules.topics.flatMap(({ id, match }) => together(sentence, id, match.together));
  found.push(...acted(hits));
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
function acted(hits: readonly Hit[]): Evidence[] {
  const isOccasion = nearOneOf(hits, 'occasion', OCCASION_DISTANCE);
  const actors = hits.filter((hit) => hit.value.kind === 'actor' && !isOccasion(hit));
  const topics = new Set(actors.map(({ value }) => value.topic));
  return [...topics].flatMap((topic) => {
    const act = hits.find(
      ({ value, start, end }) =>
        value.kind === 'act' &&
        value.topic === topic &&
        !actors.some((actor) => actor.start < end && start < actor.end),
    );
    return act ? [{ topic, strength: 1, start: act.start, end: act.end }] : [];
  });
}

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
