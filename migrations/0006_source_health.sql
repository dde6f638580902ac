CREATE TABLE "troubles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "troubles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text,
	"what" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "troubles_what" CHECK ("troubles"."what" in ('failing', 'wrong_kind', 'gone', 'paused', 'silent', 'outage')),
	CONSTRAINT "troubles_outage_of_all" CHECK (("troubles"."source_id" is null) = ("troubles"."what" = 'outage'))
);
--> statement-breakpoint
ALTER TABLE "editions" DROP CONSTRAINT "editions_kind";--> statement-breakpoint
ALTER TABLE "editions" DROP CONSTRAINT "editions_stories_have_parts";--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "added_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "definition" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "failing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "last_code" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "last_status" integer;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "moved_to" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "median_gap_seconds" integer;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "quiet_after_seconds" integer;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "gaps_up_to" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "troubles_open" ON "troubles" USING btree (coalesce("source_id", ''),"what") WHERE "troubles"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "troubles_told_at" ON "troubles" USING btree ("told_at");--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_kind" CHECK ("editions"."kind" in ('scheduled', 'onDemand', 'notice'));--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_stories_have_parts" CHECK ("editions"."kind" = 'notice' or (cardinality("editions"."story_ids") = 0) = (jsonb_array_length("editions"."parts") = 0));