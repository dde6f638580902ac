DROP INDEX "follows_story";--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "shown_edition_id" bigint;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "shown_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "follows_behind" ON "follows" USING btree ("story_id","version","chat_id");--> statement-breakpoint
CREATE INDEX "stories_merged" ON "stories" USING btree ("merged_into") WHERE "stories"."merged_into" is not null;