-- Articles of before say in which week they were published, as new ones do (src/domain/searchIndex.ts).
UPDATE "articles" SET "search" = "search" || array_to_tsvector(ARRAY['at:' || floor((extract(epoch from "published_at") - 345600) / 604800)::bigint]);--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "search_title" "tsvector" GENERATED ALWAYS AS (ts_filter(search, '{a}')) STORED;
