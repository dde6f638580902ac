ALTER TABLE "hosts" ADD COLUMN "turn" uuid;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "delay_seconds" double precision DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_delay_range" CHECK ("hosts"."delay_seconds" between 2 and 30);--> statement-breakpoint
ALTER TABLE "hosts" ADD CONSTRAINT "hosts_refusals_not_negative" CHECK ("hosts"."refusals" >= 0);