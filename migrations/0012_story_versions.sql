CREATE TABLE "story_versions" (
	"story_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"facts" text NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "story_versions_story_id_version_pk" PRIMARY KEY("story_id","version"),
	CONSTRAINT "story_versions_version_positive" CHECK ("story_versions"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "story_versions" ADD CONSTRAINT "story_versions_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "story_versions" ("story_id", "version", "facts", "told_at")
SELECT "id", "told_version", "substance", "updated_at" FROM "stories" WHERE "updated_at" IS NOT NULL AND "told_version" = "version";
