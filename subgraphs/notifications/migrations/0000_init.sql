CREATE SCHEMA "notifications";
--> statement-breakpoint
CREATE TYPE "notifications"."kind" AS ENUM('FOLLOW', 'FOLLOW_REQUEST', 'FOLLOW_ACCEPTED', 'COMMENT', 'REPLY', 'MENTION');--> statement-breakpoint
CREATE TABLE "notifications"."mutes" (
	"muter_id" uuid NOT NULL,
	"muted_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "mutes_muter_id_muted_id_pk" PRIMARY KEY("muter_id","muted_id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"kind" "notifications"."kind" NOT NULL,
	"actor_id" uuid NOT NULL,
	"subject_id" text NOT NULL,
	"post_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."blocks" (
	"blocker_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."follows" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "follows_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."group_members" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."groups" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"privacy" text NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."inbox" (
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
CREATE TABLE "notifications"."mutation_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutation_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "notifications"."outbox" (
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
CREATE TABLE "notifications"."people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"is_private" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."post_audiences" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"group_id" uuid,
	"visibility" text NOT NULL,
	"is_deleted" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_by_recipient" ON "notifications"."notifications" USING btree ("recipient_id","sequence");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications"."notifications" USING btree ("recipient_id","sequence") WHERE "notifications"."notifications"."read_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_by_subject" ON "notifications"."notifications" USING btree ("subject_id","kind","recipient_id","actor_id");--> statement-breakpoint
CREATE INDEX "notifications_by_post" ON "notifications"."notifications" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "blocks_by_blocked" ON "notifications"."blocks" USING btree ("blocked_id","blocker_id");--> statement-breakpoint
CREATE INDEX "group_members_by_user" ON "notifications"."group_members" USING btree ("user_id","group_id");--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "notifications"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "notifications"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "notifications"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "notifications"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "notifications"."outbox" USING btree ("position") WHERE announced_at is null;--> statement-breakpoint
CREATE INDEX "people_by_username" ON "notifications"."people" USING btree ("username");