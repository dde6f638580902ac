import type { Figure, Language } from './article.ts';
import type { EditionStory } from './edition.ts';
import { keyFigures } from './figures.ts';
import type { EntityKind } from './knowledge.ts';
import { isGeneric, weigh } from './weights.ts';

/** One story as its page shows it. */
export interface StoryPage extends EditionStory {
  /** Key figures, the most telling first, with the outlets that state them. */
  readonly stated: readonly StatedFigure[];
  /** Every article, the earliest published first. */
  readonly coverage: readonly CoveragePiece[];
  /** Other stories on the same matter, the nearest first; at most three. */
  readonly related: readonly RelatedStory[];
}

/** A figure of a story, with every outlet whose article states it. */
export interface StatedFigure {
  readonly figure: Figure;
  /** Names in the reader's language, in the order in which they reported. */
  readonly outlets: readonly string[];
}

/** An article of a story. */
export interface CoveragePiece {
  /** Name in the reader's language. */
  readonly outlet: string;
  readonly url: string;
  readonly language: Language;
  readonly publishedAt: Date;
}

/** Another story on the same matter. */
export interface RelatedStory {
  readonly id: number;
  readonly headline: string;
  readonly headlineLanguage: Language;
  readonly publishedAt: Date;
}

/** Most figures of a page. */
const MOST_FIGURES = 6;

/**
 * The key figures of a story with all the outlets that state them.
 *
 * @param members the story's articles, the lead one first
 */
export function statedFigures(members: Parameters<typeof keyFigures>[0]): StatedFigure[] {
  const { figures } = keyFigures(members, MOST_FIGURES);
  return figures.map((figure) => ({
    figure,
    outlets: [
      ...new Set(
        members
          .filter((member) =>
            member.figures.some(({ value, unit }) => unit === figure.unit && isSame(value, figure.value)),
          )
          .map(({ outlet }) => outlet),
      ),
    ],
  }));
}

/** As `keyFigures` takes two tellings of one figure for equal. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 0.001 * Math.max(Math.abs(a), Math.abs(b));

/** What is asked of a story to tell whether another one is on the same matter. */
export interface Matter {
  readonly id: number;
  /** Gazetteer ids that its articles name. */
  readonly entities: readonly string[];
  /** Digest ids. */
  readonly topics: readonly string[];
  /** When its newest article was published. */
  readonly publishedAt: Date;
}

/** Names that tell what a story is about; those that nearly every article of the field has do not. */
export const tellingNames = (entities: readonly string[]): string[] =>
  [...new Set(entities)].filter((id) => !isGeneric(id));

/** From this on two stories are on one matter: a rare name and a topic in common, or two less rare names. */
const RELATED_FROM = 0.35;
/** A common topic says as much as a third of a rare name. */
const TOPIC_SHARE = 0.12;
/** Investment, tungsten and Almaty are in many stories that have nothing else in common. */
const SUBJECTS: ReadonlySet<EntityKind | null> = new Set<EntityKind | null>(['commodity', 'place']);
const SUBJECT_SHARE = 0.5;
/** Three rare names: a story that names no more than one is not like everything that names it too … */
const FULL_WEIGHT = 10;
/** … and one that names a score of firms need not have a score in common. */
const MOST_NAMES = 8;
/** A story so much older or younger is half as near. */
const HALF_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Those of `others` that are on the same matter as `story`, the nearest first: they share names, the rarer the
 * better, and a topic; of equally near ones that of the nearest day comes first.
 */
export function relatedTo(
  story: Matter,
  others: readonly Matter[],
  gazetteer: { entry(id: string): { readonly kind: EntityKind } | undefined },
  most: number,
): Matter[] {
  const weights = weigh([]);
  const entity = (id: string) =>
    weights.entity(id) * (SUBJECTS.has(gazetteer.entry(id)?.kind ?? null) ? SUBJECT_SHARE : 1);
  const own = tellingNames(story.entities);
  const heaviest = own
    .map(entity)
    .sort((a, b) => b - a)
    .slice(0, MOST_NAMES);
  const whole = Math.max(
    FULL_WEIGHT,
    heaviest.reduce((sum, weight) => sum + weight, 0),
  );
  return others
    .filter(({ id }) => id !== story.id)
    .map((other) => {
      const shared = tellingNames(other.entities).filter((id) => own.includes(id));
      const names = shared.reduce((sum, id) => sum + entity(id), 0) / whole;
      const topic = other.topics.some((id) => story.topics.includes(id)) ? TOPIC_SHARE : 0;
      const days = Math.abs(other.publishedAt.getTime() - story.publishedAt.getTime()) / DAY_MS;
      const likeness = shared.length === 0 ? 0 : names + topic;
      return { other, likeness, near: likeness * 0.5 ** (days / HALF_DAYS) };
    })
    .filter(({ likeness }) => likeness >= RELATED_FROM)
    .sort((a, b) => b.near - a.near || b.other.id - a.other.id)
    .slice(0, most)
    .map(({ other }) => other);
}
