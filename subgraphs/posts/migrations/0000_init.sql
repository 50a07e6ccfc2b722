CREATE SCHEMA "posts";
--> statement-breakpoint
CREATE TYPE "posts"."visibility" AS ENUM('PUBLIC', 'FOLLOWERS', 'PRIVATE');--> statement-breakpoint
CREATE TABLE "posts"."author_counts" (
	"author_id" uuid NOT NULL,
	"visibility" "posts"."visibility" NOT NULL,
	"posts" integer NOT NULL,
	CONSTRAINT "author_counts_author_id_visibility_pk" PRIMARY KEY("author_id","visibility")
);
--> statement-breakpoint
CREATE TABLE "posts"."posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"visibility" "posts"."visibility" NOT NULL,
	"body" text NOT NULL,
	"entities" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"revision_count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts"."revisions" (
	"post_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"body" text NOT NULL,
	"entities" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revisions_post_id_number_pk" PRIMARY KEY("post_id","number")
);
--> statement-breakpoint
CREATE TABLE "posts"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts"."blocks" (
	"blocker_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "posts"."follows" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "follows_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id")
);
--> statement-breakpoint
CREATE TABLE "posts"."group_members" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "posts"."groups" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"privacy" text NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts"."inbox" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"aggregate" text NOT NULL,
	"sequence" bigint NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"dead_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	"envelope" jsonb
);
--> statement-breakpoint
CREATE TABLE "posts"."mutation_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutation_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "posts"."outbox" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"owner" text NOT NULL,
	"aggregate" text NOT NULL,
	"sequence" bigint NOT NULL,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"live_id" text,
	"announced_at" timestamp (3) with time zone,
	"consumers" text[] NOT NULL,
	"waiting" text[] NOT NULL,
	"published_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	CONSTRAINT "outbox_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "posts"."people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"is_private" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "posts"."revisions" ADD CONSTRAINT "revisions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "posts"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posts_by_author" ON "posts"."posts" USING btree ("author_id","visibility","id");--> statement-breakpoint
CREATE INDEX "blocks_by_blocked" ON "posts"."blocks" USING btree ("blocked_id","blocker_id");--> statement-breakpoint
CREATE INDEX "group_members_by_user" ON "posts"."group_members" USING btree ("user_id","group_id");--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "posts"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "posts"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "posts"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "posts"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "posts"."outbox" USING btree ("position") WHERE announced_at is null;--> statement-breakpoint
CREATE INDEX "people_by_username" ON "posts"."people" USING btree ("username");