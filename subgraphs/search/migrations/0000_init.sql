CREATE SCHEMA "search";
--> statement-breakpoint
CREATE TABLE "search"."documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" smallint NOT NULL,
	"language" smallint NOT NULL,
	"sequence" bigint NOT NULL,
	"author_id" uuid,
	"post_id" uuid,
	"name" text,
	"texts" text[] NOT NULL,
	"vector" "tsvector" NOT NULL,
	"marks" text[] NOT NULL,
	"created_at" timestamp (3) with time zone,
	"is_gone" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."engagements" (
	"subject_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"weight" smallint NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "engagements_subject_id_actor_id_pk" PRIMARY KEY("subject_id","actor_id")
);
--> statement-breakpoint
CREATE TABLE "search"."popularity" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."postings" (
	"kind" smallint NOT NULL,
	"lexeme" text collate "C" NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "postings_kind_lexeme_id_pk" PRIMARY KEY("kind","lexeme","id")
);
--> statement-breakpoint
CREATE TABLE "search"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."blocks" (
	"blocker_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "search"."follows" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "follows_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id")
);
--> statement-breakpoint
CREATE TABLE "search"."group_members" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "search"."groups" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"privacy" text NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."inbox" (
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
CREATE TABLE "search"."outbox" (
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
CREATE TABLE "search"."people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"is_private" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."post_audiences" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"group_id" uuid,
	"visibility" text NOT NULL,
	"is_deleted" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."words" (
	"word" text collate "C" PRIMARY KEY NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "documents_of_post" ON "search"."documents" USING btree ("post_id") WHERE kind = 3;--> statement-breakpoint
CREATE INDEX "blocks_by_blocked" ON "search"."blocks" USING btree ("blocked_id","blocker_id");--> statement-breakpoint
CREATE INDEX "group_members_by_user" ON "search"."group_members" USING btree ("user_id","group_id");--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "search"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "search"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "search"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "search"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "search"."outbox" USING btree ("position") WHERE announced_at is null;--> statement-breakpoint
CREATE INDEX "people_by_username" ON "search"."people" USING btree ("username");--> statement-breakpoint
CREATE INDEX "words_alike" ON "search"."words" USING gin (word extensions.gin_trgm_ops);