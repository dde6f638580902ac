-- A month's digest on demand is a hundred kilobytes: to compress it takes longer than to write it, it is taken apart
-- again for each page that somebody turns to, and it is gone after two days.
ALTER TABLE "editions" ALTER COLUMN "parts" SET STORAGE EXTERNAL;
