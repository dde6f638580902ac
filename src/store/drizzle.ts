import { createRequire } from 'node:module';

/**
 * Drizzle and postgres.js for the whole of `store`, loaded as CommonJS: loading Drizzle's ES module
 * graph leaves some 215 MB of garbage in the process for good (Node 24), this way costs about 27 MB.
 */
const require = createRequire(import.meta.url);
const orm = require('drizzle-orm') as typeof import('drizzle-orm');
const pgCore = require('drizzle-orm/pg-core') as typeof import('drizzle-orm/pg-core');
const postgresJs = require('drizzle-orm/postgres-js') as typeof import('drizzle-orm/postgres-js');
const migrator =
  require('drizzle-orm/postgres-js/migrator') as typeof import('drizzle-orm/postgres-js/migrator');

/** postgres.js, for pools and connections of their own. */
export const postgres = require('postgres') as typeof import('postgres');
export const { drizzle } = postgresJs;
export const { migrate: applyMigrations } = migrator;
export const {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  getTableColumns,
  getTableName,
  gt,
  gte,
  inArray,
  is,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  or,
  sql,
  Table,
} = orm;
export const {
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
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} = pgCore;
