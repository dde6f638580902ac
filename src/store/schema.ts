import type { Figure } from '../domain/article.ts';
import type { Part, ToldStory } from '../domain/edition.ts';
import type { StoryFeatures } from '../domain/storyFeatures.ts';
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  sql,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from './drizzle.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** State of each source of digests/reading/sources.json; its words stay in the file. */
export const sources = pgTable(
  'sources',
  {
    id: text('id').primaryKey(),
    etag: text('etag'),
    lastModified: text('last_modified'),
    bodyHash: text('body_hash'),
    nextCheckAt: instant('next_check_at').notNull().defaultNow(),
    /** Failures in a row; 0 after a success. */
    failures: integer('failures').notNull().default(0),
    lastError: text('last_error'),
    lastSuccessAt: instant('last_success_at'),
    lastTriedAt: instant('last_tried_at'),
    /** When an entry that was not known before was last seen. */
    lastNewAt: instant('last_new_at'),
    addedAt: instant('added_at').notNull().defaultNow(),
    /** The address and how it is read, as JSON; its change begins everything anew. */
    definition: text('definition'),
    /** When the first of the present failures in a row happened; null after a success. */
    failingSince: instant('failing_since'),
    /** Stable code of the last failure, such as `network`; null after a success. */
    lastCode: text('last_code'),
    /** HTTP status of the last failure, when there was one. */
    lastStatus: integer('last_status'),
    /** Since when it is tried once a day only: it answered 410, or failed for 14 days. */
    pausedAt: instant('paused_at'),
    /** Where a lasting redirect leads. */
    movedTo: text('moved_to'),
    /** Usual time between new entries; null until enough were seen. */
    medianGapSeconds: integer('median_gap_seconds'),
    /** A longer time without a new entry is silence; null until it was computed. */
    quietAfterSeconds: integer('quiet_after_seconds'),
    /** The `last_new_at` up to which both were computed. */
    gapsUpTo: instant('gaps_up_to'),
  },
  (t) => [
    check('sources_failures_not_negative', sql`${t.failures} >= 0`),
    index('sources_next_check_at').on(t.nextCheckAt),
  ],
);

/** What is or was wrong with a source, each told to the admins once when it began and once when it ended. */
export const troubles = pgTable(
  'troubles',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null for `outage`: most sources at once. */
    sourceId: text('source_id'),
    what: text('what', { enum: ['failing', 'wrong_kind', 'gone', 'paused', 'silent', 'outage'] }).notNull(),
    /** When it began, which is before anybody noticed. */
    since: instant('since').notNull(),
    /** When the message to the admins was queued. */
    toldAt: instant('told_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    check('troubles_what', sql`${t.what} in ('failing', 'wrong_kind', 'gone', 'paused', 'silent', 'outage')`),
    check('troubles_outage_of_all', sql`(${t.sourceId} is null) = (${t.what} = 'outage')`),
    uniqueIndex('troubles_open')
      .on(sql`coalesce(${t.sourceId}, '')`, t.what)
      .where(sql`${t.endedAt} is null`),
    index('troubles_told_at').on(t.toldAt),
  ],
);

/** Entries seen, kept so that an entry is judged once; `article_id` is null when no page was worth reading. */
export const entries = pgTable(
  'entries',
  {
    sourceId: text('source_id')
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    guid: text('guid').notNull(),
    url: text('url').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    publishedAt: instant('published_at'),
    firstSeenAt: instant('first_seen_at').notNull().defaultNow(),
    /** Hash of the feed's text where that is the whole article, so that an edit is seen; null for teasers. */
    textHash: text('text_hash'),
    /** `waiting` for its page, `done`, `ignored` (not about both countries), `quarantined` after three tries. */
    state: text('state', { enum: ['waiting', 'done', 'ignored', 'quarantined'] }).notNull(),
    attempts: smallint('attempts').notNull().default(0),
    /** Not tried again before this instant. */
    notBefore: instant('not_before').notNull().defaultNow(),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.guid] }),
    check('entries_state', sql`${t.state} in ('waiting', 'done', 'ignored', 'quarantined')`),
    check('entries_attempts', sql`${t.attempts} between 0 and 3`),
    check('entries_quarantine_has_reason', sql`${t.state} <> 'quarantined' or ${t.reason} is not null`),
    index('entries_waiting').on(t.sourceId, t.firstSeenAt).where(sql`${t.state} = 'waiting'`),
    index('entries_first_seen_at').on(t.firstSeenAt),
  ],
);

/** Articles on one event, in any language. */
export const stories = pgTable(
  'stories',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Grows when parties, stage, figures or dates of the story change; not with another outlet. */
    version: integer('version').notNull().default(1),
    /** Hash of what `version` watches. */
    substance: text('substance').notNull(),
    topics: text('topics').array().notNull(),
    /** Highest of its articles, 0–1. */
    relevance: doublePrecision('relevance').notNull(),
    firstPublishedAt: instant('first_published_at').notNull(),
    lastPublishedAt: instant('last_published_at').notNull(),
    /** When the summaries of the first version were stored: from then on the story can be sent. */
    readyAt: instant('ready_at'),
    /** The version that the stored summaries tell; 0 before the first ones. */
    toldVersion: integer('told_version').notNull().default(0),
    /** When the summaries of the told version were first stored. */
    updatedAt: instant('updated_at'),
    /** Set while summaries are to be made; in the future after a failure. */
    dirtyAt: instant('dirty_at'),
    /** The story it was merged into; null for a living story. */
    mergedInto: bigint('merged_into', { mode: 'number' }),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({ columns: [t.mergedInto], foreignColumns: [t.id] }).onDelete('cascade'),
    check('stories_version_positive', sql`${t.version} >= 1`),
    check('stories_relevance_range', sql`${t.relevance} between 0 and 1`),
    check('stories_published_order', sql`${t.firstPublishedAt} <= ${t.lastPublishedAt}`),
    check('stories_not_merged_into_itself', sql`${t.mergedInto} <> ${t.id}`),
    check('stories_updated_after_ready', sql`(${t.updatedAt} is null) = (${t.readyAt} is null)`),
    index('stories_ready').on(t.readyAt).where(sql`${t.mergedInto} is null`),
    index('stories_updated').on(t.updatedAt).where(sql`${t.mergedInto} is null`),
    index('stories_last_published').on(t.lastPublishedAt),
    index('stories_dirty').on(t.dirtyAt).where(sql`${t.dirtyAt} is not null`),
    index('stories_merged').on(t.mergedInto).where(sql`${t.mergedInto} is not null`),
  ],
);

/** What each version of a story said when it was told: readers learn what changed since theirs. */
export const storyVersions = pgTable(
  'story_versions',
  {
    storyId: bigint('story_id', { mode: 'number' })
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    /** The substance of that version, of which its articles stated all; see `statedOnly`. */
    facts: text('facts').notNull(),
    /** The story's `updated_at` of then. */
    toldAt: instant('told_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storyId, t.version] }),
    check('story_versions_version_positive', sql`${t.version} >= 1`),
  ],
);

/** One text at one canonical URL. The full text goes after 30 days, the rest stays. */
export const articles = pgTable(
  'articles',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: text('source_id').notNull(),
    /** Address without scheme, www, tracking and the like: one per article. */
    urlKey: text('url_key').notNull(),
    /** Shown to readers. */
    url: text('url').notNull(),
    title: text('title').notNull(),
    /** Title folded for typo-tolerant search: ә→а, ғ→г, қ→к … */
    titleFolded: text('title_folded').notNull(),
    /** Null once it was pruned. */
    text: text('text'),
    /** Hash of the normalised text: a reprint has the same one. */
    textHash: text('text_hash').notNull(),
    /** Set when only the feed's teaser could be read. */
    teaserOnly: boolean('teaser_only').notNull().default(false),
    language: text('language', { enum: ['ru', 'kk', 'en', 'other'] }).notNull(),
    publishedAt: instant('published_at').notNull(),
    /** False when the source stated no readable date and the moment first seen stands in. */
    dateStated: boolean('date_stated').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    relevance: doublePrecision('relevance').notNull(),
    relevant: boolean('relevant').notNull(),
    why: text('why').array().notNull(),
    topics: text('topics').array().notNull(),
    entities: text('entities').array().notNull(),
    figures: jsonb('figures').$type<Figure[]>().notNull(),
    /** What tells whether two articles are of one event. */
    features: jsonb('features').$type<StoryFeatures>().notNull(),
    /** Search document, written by the app as a tsvector literal. */
    search: tsvector('search').notNull(),
    /** Its part that stands in the title: small enough to rank two thousand hits by. */
    searchTitle: tsvector('search_title').generatedAlwaysAs(sql`ts_filter(search, '{a}')`),
    storyId: bigint('story_id', { mode: 'number' }),
  },
  (t) => [
    unique('articles_url_key').on(t.urlKey),
    foreignKey({ columns: [t.storyId], foreignColumns: [stories.id] }),
    foreignKey({ columns: [t.sourceId], foreignColumns: [sources.id] }),
    check('articles_language', sql`${t.language} in ('ru', 'kk', 'en', 'other')`),
    check('articles_relevance_range', sql`${t.relevance} between 0 and 1`),
    check('articles_only_relevant_in_stories', sql`${t.storyId} is null or ${t.relevant}`),
    check('articles_other_language_in_no_story', sql`${t.storyId} is null or ${t.language} <> 'other'`),
    index('articles_text_hash').on(t.textHash),
    index('articles_story').on(t.storyId),
    index('articles_published_at').on(t.publishedAt),
    index('articles_ungrouped').on(t.seenAt).where(sql`${t.storyId} is null and ${t.relevant}`),
    index('articles_search').using('gin', t.search),
    index('articles_title_trgm').using('gin', sql`${t.titleFolded} gin_trgm_ops`),
  ],
);

/** A story in one reader language. `story` is what editions show; it holds no reader's data. */
export const summaries = pgTable(
  'summaries',
  {
    storyId: bigint('story_id', { mode: 'number' })
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    language: text('language', { enum: ['ru', 'kk'] }).notNull(),
    version: integer('version').notNull(),
    method: text('method', { enum: ['extractive', 'model', 'card'] }).notNull(),
    /** Everything of an EditionStory but `updated`, which depends on the reader's window. */
    story: jsonb('story').$type<ToldStory>().notNull(),
    /** Ids of the articles each sentence stands on, in the order of the sentences. */
    sentenceArticles: jsonb('sentence_articles').$type<number[][]>().notNull(),
    /** Which articles a model's summary stands on, with the hashes of their texts; null for other methods. */
    basis: text('basis'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.storyId, t.language] }),
    check('summaries_basis_of_model', sql`(${t.basis} is not null) = (${t.method} = 'model')`),
    check('summaries_language', sql`${t.language} in ('ru', 'kk')`),
    check('summaries_method', sql`${t.method} in ('extractive', 'model', 'card')`),
    check('summaries_version_positive', sql`${t.version} >= 1`),
  ],
);

/** Stories that a model is to tell, or was asked to; nothing ever waits for these rows. */
export const retellings = pgTable(
  'retellings',
  {
    storyId: bigint('story_id', { mode: 'number' })
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    language: text('language', { enum: ['ru', 'kk'] }).notNull(),
    /** The story's version that is to be told. */
    version: integer('version').notNull(),
    /** `refused`: its text was not faithful; `failed`: no usable answer three times; `late`: the news is old. */
    state: text('state', { enum: ['waiting', 'told', 'refused', 'failed', 'late'] }).notNull(),
    /** Failures of this version. */
    attempts: smallint('attempts').notNull().default(0),
    /** Not asked for before this instant. */
    notBefore: instant('not_before').notNull(),
    /** Held by one process until then; null when by none. */
    leaseUntil: instant('lease_until'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.storyId, t.language] }),
    check('retellings_language', sql`${t.language} in ('ru', 'kk')`),
    check('retellings_state', sql`${t.state} in ('waiting', 'told', 'refused', 'failed', 'late')`),
    check('retellings_attempts', sql`${t.attempts} between 0 and 3`),
    check('retellings_lease_while_waiting', sql`${t.leaseUntil} is null or ${t.state} = 'waiting'`),
    check('retellings_reason', sql`${t.reason} is not null or ${t.state} in ('waiting', 'told')`),
    index('retellings_waiting').on(t.notBefore).where(sql`${t.state} = 'waiting'`),
  ],
);

/** What the model was asked for per day (UTC), over all replicas. */
export const modelDays = pgTable(
  'model_days',
  {
    day: date('day', { mode: 'string' }).primaryKey(),
    calls: integer('calls').notNull(),
    /** UTF-16 units of the requests. */
    characters: bigint('characters', { mode: 'number' }).notNull(),
  },
  (t) => [check('model_days_not_negative', sql`${t.calls} >= 0 and ${t.characters} >= 0`)],
);

/** Answers of the model by what it was asked, so that nothing is asked twice. */
export const modelAnswers = pgTable(
  'model_answers',
  {
    /** SHA-256 of model, prompt version, language and sentences, hex. */
    key: text('key').primaryKey(),
    /** JSON as the parser made it; null when what it wrote was not faithful. */
    answer: jsonb('answer').$type<unknown>(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [index('model_answers_created_at').on(t.createdAt)],
);

/** Where we write: a private chat, a group or a channel. No names are kept. */
export const chats = pgTable(
  'chats',
  {
    chatId: bigint('chat_id', { mode: 'number' }).primaryKey(),
    /** Forum topic; null outside forums. */
    threadId: bigint('thread_id', { mode: 'number' }),
    type: text('type', { enum: ['private', 'group', 'channel'] }).notNull(),
    language: text('language', { enum: ['ru', 'kk'] }).notNull(),
    zone: text('zone').notNull(),
    /** The chat's own /time: ISO weekdays as a bit mask, Monday = 1; null = each digest's default. */
    days: smallint('days'),
    /** Minutes after local midnight; null together with `days`. */
    atMin: smallint('at_min'),
    variant: text('variant', { enum: ['brief', 'full'] })
      .notNull()
      .default('full'),
    /** Silent from this minute of the local day … */
    quietFrom: smallint('quiet_from'),
    /** … to this one; both null = never silent. */
    quietTo: smallint('quiet_to'),
    status: text('status', { enum: ['active', 'stopped', 'paused'] })
      .notNull()
      .default('active'),
    statusReason: text('status_reason'),
    statusAt: instant('status_at').notNull().defaultNow(),
    /** When it was last told that a week was quiet; null = never. */
    quietToldAt: instant('quiet_told_at'),
    /** True once the chat was shown a sample of its digests. */
    sampled: boolean('sampled').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** The edition that it was last shown on demand: /follow goes by its numbers. */
    shownEditionId: bigint('shown_edition_id', { mode: 'number' }),
    /** When; null together with it. */
    shownAt: instant('shown_at'),
  },
  (t) => [
    check('chats_type', sql`${t.type} in ('private', 'group', 'channel')`),
    check('chats_language', sql`${t.language} in ('ru', 'kk')`),
    check('chats_variant', sql`${t.variant} in ('brief', 'full')`),
    check('chats_status', sql`${t.status} in ('active', 'stopped', 'paused')`),
    check('chats_paused_has_reason', sql`${t.status} <> 'paused' or ${t.statusReason} is not null`),
    check('chats_days_mask', sql`${t.days} between 1 and 127`),
    check('chats_at_min_range', sql`${t.atMin} between 0 and 1439`),
    check('chats_own_time_whole', sql`(${t.days} is null) = (${t.atMin} is null)`),
    check('chats_quiet_range', sql`${t.quietFrom} between 0 and 1439 and ${t.quietTo} between 0 and 1439`),
    check('chats_quiet_whole', sql`(${t.quietFrom} is null) = (${t.quietTo} is null)`),
  ],
);

/** A chat's standing order for a digest. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    chatId: bigint('chat_id', { mode: 'number' })
      .notNull()
      .references(() => chats.chatId, { onDelete: 'cascade', onUpdate: 'cascade' }),
    digest: text('digest').notNull(),
    /** Copy of the chat's zone, so that planning joins without the chat. */
    zone: text('zone').notNull(),
    days: smallint('days').notNull(),
    atMin: smallint('at_min').notNull(),
    /** True when this digest has its own days and hour, which /time leaves alone. */
    ownTime: boolean('own_time').notNull().default(false),
    /** Null unless the chat is active. */
    nextDueAt: instant('next_due_at'),
    /** Local date of the latest slot that was planned: one digest per local date. */
    lastLocalDate: date('last_local_date', { mode: 'string' }),
    /** News up to here was planned. */
    coveredTo: instant('covered_to').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.chatId, t.digest] }),
    check('subscriptions_days_mask', sql`${t.days} between 1 and 127`),
    check('subscriptions_at_min_range', sql`${t.atMin} between 0 and 1439`),
    index('subscriptions_due').on(t.nextDueAt, t.chatId).where(sql`${t.nextDueAt} is not null`),
  ],
);

/** A digest set, language and window rendered once. Never changed once used. */
export const editions = pgTable(
  'editions',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Sorted `digest@covered_to` (epoch seconds); on-demand editions use `digest@window_from`. */
    sections: text('sections').array().notNull(),
    language: text('language', { enum: ['ru', 'kk'] }).notNull(),
    variant: text('variant', { enum: ['brief', 'full'] }).notNull(),
    windowTo: instant('window_to').notNull(),
    /** A `notice` is for the admins, an `announcement` from them: neither holds a story. A `story` is one that changed. */
    kind: text('kind', { enum: ['scheduled', 'onDemand', 'notice', 'story', 'announcement'] }).notNull(),
    /** Empty when the window holds no story. */
    parts: jsonb('parts').$type<Part[]>().notNull(),
    storyIds: bigint('story_ids', { mode: 'number' }).array().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('editions_key').on(t.kind, t.sections, t.language, t.variant, t.windowTo),
    check('editions_language', sql`${t.language} in ('ru', 'kk')`),
    check('editions_variant', sql`${t.variant} in ('brief', 'full')`),
    check('editions_kind', sql`${t.kind} in ('scheduled', 'onDemand', 'notice', 'story', 'announcement')`),
    check('editions_sections_not_empty', sql`cardinality(${t.sections}) > 0`),
    check('editions_parts_array', sql`jsonb_typeof(${t.parts}) = 'array'`),
    check(
      'editions_stories_have_parts',
      sql`${t.kind} in ('notice', 'announcement') or (cardinality(${t.storyIds}) = 0) = (jsonb_array_length(${t.parts}) = 0)`,
    ),
    index('editions_created_at').on(t.createdAt),
  ],
);

/** The outbox: one edition to one chat, with its outcome. No foreign keys, because it is hot. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    kind: text('kind', { enum: ['digest', 'story', 'announcement', 'notice'] }).notNull(),
    /** `digest:<due epoch>` and the like: at most one delivery per chat and key. */
    dedupeKey: text('dedupe_key').notNull(),
    /** Null when it expired before it was planned. */
    editionId: bigint('edition_id', { mode: 'number' }),
    /** True once plain text without entities and keyboard was chosen after a refusal. */
    plain: boolean('plain').notNull().default(false),
    dueAt: instant('due_at').notNull(),
    localDate: date('local_date', { mode: 'string' }).notNull(),
    /** Subscription runs that it settles. */
    slots: integer('slots').notNull(),
    /** Index of the part that goes next, from 0. */
    part: smallint('part').notNull().default(0),
    state: text('state', {
      enum: ['queued', 'claimed', 'sending', 'sent', 'dead', 'unknown', 'expired', 'cancelled'],
    }).notNull(),
    attempts: smallint('attempts').notNull().default(0),
    /** Doubtful sends of the present part. */
    unknownCount: smallint('unknown_count').notNull().default(0),
    worker: uuid('worker'),
    leaseUntil: instant('lease_until'),
    sendingAt: instant('sending_at'),
    notBefore: instant('not_before').notNull(),
    expiresAt: instant('expires_at').notNull(),
    messageIds: bigint('message_ids', { mode: 'number' }).array().notNull().default(sql`'{}'::bigint[]`),
    reason: text('reason'),
    errorCode: smallint('error_code'),
    createdAt: instant('created_at').notNull().defaultNow(),
    doneAt: instant('done_at'),
  },
  (t) => [
    unique('deliveries_chat_key').on(t.chatId, t.dedupeKey),
    check(
      'deliveries_state',
      sql`${t.state} in ('queued', 'claimed', 'sending', 'sent', 'dead', 'unknown', 'expired', 'cancelled')`,
    ),
    check('deliveries_kind', sql`${t.kind} in ('digest', 'story', 'announcement', 'notice')`),
    check(
      'deliveries_done_when_final',
      sql`(${t.doneAt} is not null) = (${t.state} in ('sent', 'dead', 'unknown', 'expired', 'cancelled'))`,
    ),
    check(
      'deliveries_worker_while_held',
      sql`(${t.worker} is not null) = (${t.state} in ('claimed', 'sending'))`,
    ),
    check('deliveries_lease_while_claimed', sql`${t.state} <> 'claimed' or ${t.leaseUntil} is not null`),
    check('deliveries_sending_at', sql`(${t.sendingAt} is not null) = (${t.state} = 'sending')`),
    check(
      'deliveries_edition_to_send',
      sql`${t.editionId} is not null or ${t.state} in ('expired', 'cancelled')`,
    ),
    check(
      'deliveries_final_has_reason',
      sql`${t.state} not in ('dead', 'unknown', 'cancelled') or ${t.reason} is not null`,
    ),
    check('deliveries_slots_not_negative', sql`${t.slots} >= 0`),
    check('deliveries_part_not_negative', sql`${t.part} >= 0`),
    check('deliveries_unknown_count', sql`${t.unknownCount} between 0 and 2`),
    index('deliveries_queued').on(t.notBefore, t.id).where(sql`${t.state} = 'queued'`),
    index('deliveries_queued_expiry').on(t.expiresAt).where(sql`${t.state} = 'queued'`),
    index('deliveries_claimed').on(t.leaseUntil).where(sql`${t.state} = 'claimed'`),
    index('deliveries_sending').on(t.sendingAt).where(sql`${t.state} = 'sending'`),
    index('deliveries_done_at').on(t.doneAt).where(sql`${t.doneAt} is not null`),
    /** How far an announcement is: digests are not in it, and cost nothing more. */
    index('deliveries_announced').on(t.editionId, t.state).where(sql`${t.kind} = 'announcement'`),
  ],
);

/** The stories that a chat follows: a message comes when one of them changes. */
export const follows = pgTable(
  'follows',
  {
    chatId: bigint('chat_id', { mode: 'number' })
      .notNull()
      .references(() => chats.chatId, { onDelete: 'cascade', onUpdate: 'cascade' }),
    storyId: bigint('story_id', { mode: 'number' })
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    /** The version that the chat was told last. */
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.chatId, t.storyId] }),
    // Those of one story that are behind its version, without a look at those that are not.
    index('follows_behind').on(t.storyId, t.version, t.chatId),
  ],
);

/** What an admin says to all subscribers, in both languages. */
export const announcements = pgTable(
  'announcements',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    texts: jsonb('texts').$type<Readonly<Record<'ru' | 'kk', string>>>().notNull(),
    /** A `draft` waits for its confirmation; `queuing` while deliveries are made; then `queued` or `dropped`. */
    state: text('state', { enum: ['draft', 'queuing', 'queued', 'dropped'] }).notNull(),
    /** Chats up to this id have their delivery; null before the first. */
    plannedTo: bigint('planned_to', { mode: 'number' }),
    createdAt: instant('created_at').notNull().defaultNow(),
    confirmedAt: instant('confirmed_at'),
  },
  (t) => [
    check('announcements_state', sql`${t.state} in ('draft', 'queuing', 'queued', 'dropped')`),
    check(
      'announcements_confirmed',
      sql`(${t.confirmedAt} is not null) = (${t.state} in ('queuing', 'queued'))`,
    ),
    index('announcements_queuing').on(t.id).where(sql`${t.state} = 'queuing'`),
  ],
);

/** What admins did, for good. */
export const audit = pgTable(
  'audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    /** Telegram's id of the person. */
    adminId: bigint('admin_id', { mode: 'number' }).notNull(),
    action: text('action').notNull(),
    /** What it was done to: an address, an announcement's id; empty for none. */
    subject: text('subject').notNull(),
    /** What came of it. */
    outcome: text('outcome').notNull(),
  },
  (t) => [index('audit_at').on(t.at)],
);

/** Articles that an admin took down: they are never read again. */
export const removedUrls = pgTable('removed_urls', {
  urlKey: text('url_key').primaryKey(),
  removedAt: instant('removed_at').notNull().default(sql`clock_timestamp()`),
});

/** One row: the rate and the pause that all replicas share. */
export const sendGate = pgTable(
  'send_gate',
  {
    id: smallint('id').primaryKey().default(1),
    nextAt: instant('next_at').notNull().defaultNow(),
    pausedUntil: instant('paused_until').notNull().default(sql`'-infinity'::timestamptz`),
    reason: text('reason'),
    /** Grows when editions lose an article that was taken down: senders then read anew what they remember. */
    withdrawals: integer('withdrawals').notNull().default(0),
  },
  (t) => [check('send_gate_one_row', sql`${t.id} = 1`)],
);

/** Updates whose effect is committed. */
export const updatesSeen = pgTable(
  'updates_seen',
  {
    updateId: bigint('update_id', { mode: 'number' }).primaryKey(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [index('updates_seen_at').on(t.seenAt)],
);

/** What is left of deliveries after 30 days: counts. */
export const deliveryDays = pgTable(
  'delivery_days',
  {
    localDate: date('local_date', { mode: 'string' }).notNull(),
    language: text('language').notNull(),
    state: text('state').notNull(),
    reason: text('reason').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.localDate, t.language, t.state, t.reason] }),
    check('delivery_days_n_positive', sql`${t.n} > 0`),
  ],
);

/** What was last set at Telegram (commands, name, descriptions), by a hash, so that it is set only on change. */
export const botProfile = pgTable('bot_profile', {
  key: text('key').primaryKey(),
  hash: text('hash').notNull(),
  setAt: instant('set_at').notNull().defaultNow(),
});

/** Which installation a database serves: a demo's and a real one's data never mix. */
export const installation = pgTable(
  'installation',
  {
    id: smallint('id').primaryKey().default(1),
    kind: text('kind', { enum: ['real', 'demo'] }).notNull(),
  },
  (t) => [
    check('installation_one_row', sql`${t.id} = 1`),
    check('installation_kind', sql`${t.kind} in ('real', 'demo')`),
  ],
);

/** Per `host:port` of the web: when it may be asked again, so that replicas are polite together. */
export const hosts = pgTable(
  'hosts',
  {
    host: text('host').primaryKey(),
    /** No request before; while one is under way, the instant at which its turn ends by itself. */
    nextAt: instant('next_at').notNull().defaultNow(),
    /** The turn that is taken; null when nobody asks the host anything. */
    turn: uuid('turn'),
    /** Until when the host asked us to stay away; null when it did not. */
    pausedUntil: instant('paused_until'),
    /** From the end of one request to the next: the usual 2 s or what its robots.txt wants. */
    delaySeconds: doublePrecision('delay_seconds').notNull().default(2),
    /** Answers 429 and 503 in a row that did not say how long to stay away. */
    refusals: integer('refusals').notNull().default(0),
  },
  (t) => [
    check('hosts_delay_range', sql`${t.delaySeconds} between 2 and 30`),
    check('hosts_refusals_not_negative', sql`${t.refusals} >= 0`),
  ],
);
