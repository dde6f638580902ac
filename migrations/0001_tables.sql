CREATE TABLE "articles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "articles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text NOT NULL,
	"url_key" text NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"title_folded" text NOT NULL,
	"text" text,
	"text_hash" text NOT NULL,
	"teaser_only" boolean DEFAULT false NOT NULL,
	"language" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"date_stated" boolean NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"relevance" double precision NOT NULL,
	"relevant" boolean NOT NULL,
	"why" text[] NOT NULL,
	"topics" text[] NOT NULL,
	"entities" text[] NOT NULL,
	"figures" jsonb NOT NULL,
	"features" jsonb NOT NULL,
	"search" "tsvector" NOT NULL,
	"story_id" bigint,
	CONSTRAINT "articles_url_key" UNIQUE("url_key"),
	CONSTRAINT "articles_language" CHECK ("articles"."language" in ('ru', 'kk', 'en', 'other')),
	CONSTRAINT "articles_relevance_range" CHECK ("articles"."relevance" between 0 and 1),
	CONSTRAINT "articles_only_relevant_in_stories" CHECK ("articles"."story_id" is null or "articles"."relevant"),
	CONSTRAINT "articles_other_language_in_no_story" CHECK ("articles"."story_id" is null or "articles"."language" <> 'other')
);
--> statement-breakpoint
CREATE TABLE "bot_profile" (
	"key" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"chat_id" bigint PRIMARY KEY NOT NULL,
	"thread_id" bigint,
	"type" text NOT NULL,
	"language" text NOT NULL,
	"zone" text NOT NULL,
	"days" smallint,
	"at_min" smallint,
	"variant" text DEFAULT 'full' NOT NULL,
	"quiet_from" smallint,
	"quiet_to" smallint,
	"status" text DEFAULT 'active' NOT NULL,
	"status_reason" text,
	"status_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chats_type" CHECK ("chats"."type" in ('private', 'group', 'channel')),
	CONSTRAINT "chats_language" CHECK ("chats"."language" in ('ru', 'kk')),
	CONSTRAINT "chats_variant" CHECK ("chats"."variant" in ('brief', 'full')),
	CONSTRAINT "chats_status" CHECK ("chats"."status" in ('active', 'stopped', 'paused')),
	CONSTRAINT "chats_paused_has_reason" CHECK ("chats"."status" <> 'paused' or "chats"."status_reason" is not null),
	CONSTRAINT "chats_days_mask" CHECK ("chats"."days" between 1 and 127),
	CONSTRAINT "chats_at_min_range" CHECK ("chats"."at_min" between 0 and 1439),
	CONSTRAINT "chats_own_time_whole" CHECK (("chats"."days" is null) = ("chats"."at_min" is null)),
	CONSTRAINT "chats_quiet_range" CHECK ("chats"."quiet_from" between 0 and 1439 and "chats"."quiet_to" between 0 and 1439),
	CONSTRAINT "chats_quiet_whole" CHECK (("chats"."quiet_from" is null) = ("chats"."quiet_to" is null))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"edition_id" bigint,
	"plain" boolean DEFAULT false NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	"slots" integer NOT NULL,
	"part" smallint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"unknown_count" smallint DEFAULT 0 NOT NULL,
	"worker" uuid,
	"lease_until" timestamp with time zone,
	"sending_at" timestamp with time zone,
	"not_before" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"message_ids" bigint[] DEFAULT '{}'::bigint[] NOT NULL,
	"reason" text,
	"error_code" smallint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "deliveries_chat_key" UNIQUE("chat_id","dedupe_key"),
	CONSTRAINT "deliveries_state" CHECK ("deliveries"."state" in ('queued', 'claimed', 'sending', 'sent', 'dead', 'unknown', 'expired', 'cancelled')),
	CONSTRAINT "deliveries_kind" CHECK ("deliveries"."kind" in ('digest', 'story', 'announcement', 'notice')),
	CONSTRAINT "deliveries_done_when_final" CHECK (("deliveries"."done_at" is not null) = ("deliveries"."state" in ('sent', 'dead', 'unknown', 'expired', 'cancelled'))),
	CONSTRAINT "deliveries_worker_while_held" CHECK (("deliveries"."worker" is not null) = ("deliveries"."state" in ('claimed', 'sending'))),
	CONSTRAINT "deliveries_lease_while_claimed" CHECK ("deliveries"."state" <> 'claimed' or "deliveries"."lease_until" is not null),
	CONSTRAINT "deliveries_sending_at" CHECK (("deliveries"."sending_at" is not null) = ("deliveries"."state" = 'sending')),
	CONSTRAINT "deliveries_edition_to_send" CHECK ("deliveries"."edition_id" is not null or "deliveries"."state" in ('expired', 'cancelled')),
	CONSTRAINT "deliveries_final_has_reason" CHECK ("deliveries"."state" not in ('dead', 'unknown', 'cancelled') or "deliveries"."reason" is not null),
	CONSTRAINT "deliveries_slots_not_negative" CHECK ("deliveries"."slots" >= 0),
	CONSTRAINT "deliveries_part_not_negative" CHECK ("deliveries"."part" >= 0),
	CONSTRAINT "deliveries_unknown_count" CHECK ("deliveries"."unknown_count" between 0 and 2)
);
--> statement-breakpoint
CREATE TABLE "delivery_days" (
	"local_date" date NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "delivery_days_local_date_language_state_reason_pk" PRIMARY KEY("local_date","language","state","reason"),
	CONSTRAINT "delivery_days_n_positive" CHECK ("delivery_days"."n" > 0)
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "editions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sections" text[] NOT NULL,
	"language" text NOT NULL,
	"variant" text NOT NULL,
	"window_to" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"parts" jsonb NOT NULL,
	"story_ids" bigint[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "editions_key" UNIQUE("kind","sections","language","variant","window_to"),
	CONSTRAINT "editions_language" CHECK ("editions"."language" in ('ru', 'kk')),
	CONSTRAINT "editions_variant" CHECK ("editions"."variant" in ('brief', 'full')),
	CONSTRAINT "editions_kind" CHECK ("editions"."kind" in ('scheduled', 'onDemand')),
	CONSTRAINT "editions_sections_not_empty" CHECK (cardinality("editions"."sections") > 0),
	CONSTRAINT "editions_parts_array" CHECK (jsonb_typeof("editions"."parts") = 'array'),
	CONSTRAINT "editions_stories_have_parts" CHECK ((cardinality("editions"."story_ids") = 0) = (jsonb_array_length("editions"."parts") = 0))
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"source_id" text NOT NULL,
	"guid" text NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"published_at" timestamp with time zone,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text,
	CONSTRAINT "entries_source_id_guid_pk" PRIMARY KEY("source_id","guid"),
	CONSTRAINT "entries_state" CHECK ("entries"."state" in ('waiting', 'done', 'ignored', 'quarantined')),
	CONSTRAINT "entries_attempts" CHECK ("entries"."attempts" between 0 and 3),
	CONSTRAINT "entries_quarantine_has_reason" CHECK ("entries"."state" <> 'quarantined' or "entries"."reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "installation_one_row" CHECK ("installation"."id" = 1),
	CONSTRAINT "installation_kind" CHECK ("installation"."kind" in ('real', 'demo'))
);
--> statement-breakpoint
CREATE TABLE "send_gate" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"paused_until" timestamp with time zone DEFAULT '-infinity'::timestamptz NOT NULL,
	"reason" text,
	CONSTRAINT "send_gate_one_row" CHECK ("send_gate"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"etag" text,
	"last_modified" text,
	"body_hash" text,
	"next_check_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_success_at" timestamp with time zone,
	"last_tried_at" timestamp with time zone,
	"last_new_at" timestamp with time zone,
	CONSTRAINT "sources_failures_not_negative" CHECK ("sources"."failures" >= 0)
);
--> statement-breakpoint
CREATE TABLE "stories" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version" integer DEFAULT 1 NOT NULL,
	"substance" text NOT NULL,
	"topics" text[] NOT NULL,
	"relevance" double precision NOT NULL,
	"first_published_at" timestamp with time zone NOT NULL,
	"last_published_at" timestamp with time zone NOT NULL,
	"ready_at" timestamp with time zone,
	"told_version" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone,
	"dirty_at" timestamp with time zone,
	"merged_into" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stories_version_positive" CHECK ("stories"."version" >= 1),
	CONSTRAINT "stories_relevance_range" CHECK ("stories"."relevance" between 0 and 1),
	CONSTRAINT "stories_published_order" CHECK ("stories"."first_published_at" <= "stories"."last_published_at"),
	CONSTRAINT "stories_not_merged_into_itself" CHECK ("stories"."merged_into" <> "stories"."id"),
	CONSTRAINT "stories_updated_after_ready" CHECK (("stories"."updated_at" is null) = ("stories"."ready_at" is null))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"chat_id" bigint NOT NULL,
	"digest" text NOT NULL,
	"zone" text NOT NULL,
	"days" smallint NOT NULL,
	"at_min" smallint NOT NULL,
	"own_time" boolean DEFAULT false NOT NULL,
	"next_due_at" timestamp with time zone,
	"last_local_date" date,
	"covered_to" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_chat_id_digest_pk" PRIMARY KEY("chat_id","digest"),
	CONSTRAINT "subscriptions_days_mask" CHECK ("subscriptions"."days" between 1 and 127),
	CONSTRAINT "subscriptions_at_min_range" CHECK ("subscriptions"."at_min" between 0 and 1439)
);
--> statement-breakpoint
CREATE TABLE "summaries" (
	"story_id" bigint NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"method" text NOT NULL,
	"story" jsonb NOT NULL,
	"sentence_articles" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "summaries_story_id_language_pk" PRIMARY KEY("story_id","language"),
	CONSTRAINT "summaries_language" CHECK ("summaries"."language" in ('ru', 'kk')),
	CONSTRAINT "summaries_method" CHECK ("summaries"."method" in ('extractive', 'model', 'card')),
	CONSTRAINT "summaries_version_positive" CHECK ("summaries"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "updates_seen" (
	"update_id" bigint PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_merged_into_stories_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_chat_id_chats_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("chat_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "articles_text_hash" ON "articles" USING btree ("text_hash");--> statement-breakpoint
CREATE INDEX "articles_story" ON "articles" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "articles_published_at" ON "articles" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "articles_ungrouped" ON "articles" USING btree ("seen_at") WHERE "articles"."story_id" is null and "articles"."relevant";--> statement-breakpoint
CREATE INDEX "articles_search" ON "articles" USING gin ("search");--> statement-breakpoint
CREATE INDEX "articles_title_trgm" ON "articles" USING gin ("title_folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "deliveries_queued" ON "deliveries" USING btree ("not_before","id") WHERE "deliveries"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "deliveries_queued_expiry" ON "deliveries" USING btree ("expires_at") WHERE "deliveries"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "deliveries_claimed" ON "deliveries" USING btree ("lease_until") WHERE "deliveries"."state" = 'claimed';--> statement-breakpoint
CREATE INDEX "deliveries_sending" ON "deliveries" USING btree ("sending_at") WHERE "deliveries"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "deliveries_done_at" ON "deliveries" USING btree ("done_at") WHERE "deliveries"."done_at" is not null;--> statement-breakpoint
CREATE INDEX "editions_created_at" ON "editions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "entries_waiting" ON "entries" USING btree ("source_id","first_seen_at") WHERE "entries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "entries_first_seen_at" ON "entries" USING btree ("first_seen_at");--> statement-breakpoint
CREATE INDEX "sources_next_check_at" ON "sources" USING btree ("next_check_at");--> statement-breakpoint
CREATE INDEX "stories_ready" ON "stories" USING btree ("ready_at") WHERE "stories"."merged_into" is null;--> statement-breakpoint
CREATE INDEX "stories_updated" ON "stories" USING btree ("updated_at") WHERE "stories"."merged_into" is null;--> statement-breakpoint
CREATE INDEX "stories_last_published" ON "stories" USING btree ("last_published_at");--> statement-breakpoint
CREATE INDEX "stories_dirty" ON "stories" USING btree ("dirty_at") WHERE "stories"."dirty_at" is not null;--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("next_due_at","chat_id") WHERE "subscriptions"."next_due_at" is not null;--> statement-breakpoint
CREATE INDEX "updates_seen_at" ON "updates_seen" USING btree ("seen_at");