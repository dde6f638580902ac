CREATE TABLE "model_answers" (
	"key" text PRIMARY KEY NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_days" (
	"day" date PRIMARY KEY NOT NULL,
	"calls" integer NOT NULL,
	"characters" bigint NOT NULL,
	CONSTRAINT "model_days_not_negative" CHECK ("model_days"."calls" >= 0 and "model_days"."characters" >= 0)
);
--> statement-breakpoint
CREATE TABLE "retellings" (
	"story_id" bigint NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone,
	"reason" text,
	CONSTRAINT "retellings_story_id_language_pk" PRIMARY KEY("story_id","language"),
	CONSTRAINT "retellings_language" CHECK ("retellings"."language" in ('ru', 'kk')),
	CONSTRAINT "retellings_state" CHECK ("retellings"."state" in ('waiting', 'told', 'refused', 'failed', 'late')),
	CONSTRAINT "retellings_attempts" CHECK ("retellings"."attempts" between 0 and 3),
	CONSTRAINT "retellings_lease_while_waiting" CHECK ("retellings"."lease_until" is null or "retellings"."state" = 'waiting'),
	CONSTRAINT "retellings_reason" CHECK ("retellings"."reason" is not null or "retellings"."state" in ('waiting', 'told'))
);
--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "basis" text;--> statement-breakpoint
ALTER TABLE "retellings" ADD CONSTRAINT "retellings_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_answers_created_at" ON "model_answers" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "retellings_waiting" ON "retellings" USING btree ("not_before") WHERE "retellings"."state" = 'waiting';--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_basis_of_model" CHECK (("summaries"."basis" is not null) = ("summaries"."method" = 'model'));