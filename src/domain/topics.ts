import type { ReadText, Sentence } from './article.ts';
import { type Evidence, evidenceOf, isActorsTitle, type TopicRules, WEAK } from './topicEvidence.ts';

export { compileTopics, type TopicRules } from './topicEvidence.ts';
export { namesTopic, type ResolvedTopic, resolveTopic } from './topicNames.ts';

const TITLE = 1;
const LEAD = 0.6;
/** The first body sentences go on telling the news, the later ones what is around it. */
const EARLY_BODY = 0.45;
const BODY = 0.2;
const EARLY = 3;
/** Body sentences that count at most, so that a long text is not about everything it touches. */
const BODY_MOST = 2;
/** What several full signals in one sentence are worth, where the title has not said it already. */
const SEVERAL = 1.75;
const GIVEN = 1;
/** A relevant text is about something: when nothing reaches `GIVEN`, the best is taken if at least the headline touches it. */
const NEARLY = WEAK;
const MOST_TOPICS = 4;
/** Sentences that `why` quotes for a topic. */
const REASONS = 2;
/** A list in a piece this short is its content, in a longer one an agenda. */
const SHORT_PIECE = 6;
/** From this share of a long text's sentences on, a subject is one of the text's own, wherever it begins. */
const MAIN_SHARE = 0.2;
const LONG = 8;
const LEAST_SUM = 1e6;
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
 * agenda or a weak word; the title counts 1, each lead sentence .6, two body sentences .45 or .2, background
 * nothing. A subject that holds a fifth of a long text counts as much as a lead. Never throws.
 *
 * @returns the topics of `rest` when nothing so much as touches the headline, none for an empty text
 */
export function findTopics(read: ReadText, rules: TopicRules): TopicsFound {
  const told = read.sentences.filter((sentence) => sentence.position !== 'background');
  const short = told.length <= SHORT_PIECE;
  const titled = new Set(
    rules.topics
      .filter(
        ({ id, match }) => match.acts?.titled && told.some((sentence) => isActorsTitle(sentence, id, rules)),
      )
      .map(({ id }) => id),
  );
  const plain = told.map((sentence) => evidenceOf(sentence, rules, short, titled));
  const yielding = yieldingTopics(plain[0] ?? [], rules);
  const evidence = plain.map((found) => found.filter(({ topic }) => !yielding.has(topic)));
  const of = (id: string) => evidence.map((found) => found.filter(({ topic }) => topic === id));
  const met = new Set(evidence.flatMap((found) => found.map(({ topic }) => topic)));
  const scores = new Map(
    rules.topics.map(({ id }) => [id, met.has(id) ? scoreOf(told, of(id).map(strengthOf)) : 0]),
  );
  // Sums are judged when it is known which topics they stand beside.
  for (const { id, match } of rules.topics) {
    const { sums } = match;
    if (!sums || yielding.has(id)) continue;
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
  // Of equals the more special one: the catalogue begins with whoever talks and ends with what it is about.
  const best = Math.max(NEARLY, ranked[0]?.[1] ?? 0);
  const nearly = ranked.filter(([, score]) => score === best).slice(-1);
  const rest = rules.topics.filter(({ match }) => match.rest && told.length > 0).map(({ id }) => id);
  const found = (given.length > 0 ? given : nearly).map(([id]) => id);
  const topics = found.length > 0 ? found : rest;
  return { topics, why: topics.map((id) => `topic ${id}: ${reasonOf(told, of(id), implied.get(id))}`) };
}

/**
 * Topics that a headline leaves out because it is about something else: the power that a data centre takes, the
 * English that officers learn, the payments that sanctions stop. They do not count. The first sentence stands for a
 * missing headline.
 */
function yieldingTopics(headline: readonly Evidence[], rules: TopicRules): ReadonlySet<string> {
  const headed = new Set(headline.filter(({ strength }) => strength >= 1).map(({ topic }) => topic));
  return new Set(
    rules.topics
      .filter(({ id, match }) => !headed.has(id) && match.yields?.some((other) => headed.has(other)))
      .map(({ id }) => id),
  );
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
  if (said.length === 0) return 'about nothing else';
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
