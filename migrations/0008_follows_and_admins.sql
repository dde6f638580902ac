CREATE TABLE "announcements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"texts" jsonb NOT NULL,
	"state" text NOT NULL,
	"planned_to" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "announcements_state" CHECK ("announcements"."state" in ('draft', 'queuing', 'queued', 'dropped')),
	CONSTRAINT "announcements_confirmed" CHECK (("announcements"."confirmed_at" is not null) = ("announcements"."state" in ('queuing', 'queued')))
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"admin_id" bigint NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"chat_id" bigint NOT NULL,
	"story_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follows_chat_id_story_id_pk" PRIMARY KEY("chat_id","story_id")
);
--> statement-breakpoint
CREATE TABLE "removed_urls" (
	"url_key" text PRIMARY KEY NOT NULL,
	"removed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "editions" DROP CONSTRAINT "editions_kind";--> statement-breakpoint
ALTER TABLE "editions" DROP CONSTRAINT "editions_stories_have_parts";--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_chat_id_chats_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("chat_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcements_queuing" ON "announcements" USING btree ("id") WHERE "announcements"."state" = 'queuing';--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "follows_story" ON "follows" USING btree ("story_id");--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_kind" CHECK ("editions"."kind" in ('scheduled', 'onDemand', 'notice', 'story', 'announcement'));--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_stories_have_parts" CHECK ("editions"."kind" in ('notice', 'announcement') or (cardinality("editions"."story_ids") = 0) = (jsonb_array_length("editions"."parts") = 0));