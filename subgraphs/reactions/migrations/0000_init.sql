CREATE SCHEMA "reactions";
--> statement-breakpoint
CREATE TABLE "reactions"."comment_audiences" (
	"comment_id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"is_deleted" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions"."reactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"subject_type" text NOT NULL,
	"reactor_id" uuid NOT NULL,
	"kind" smallint NOT NULL,
	"previous_kind" smallint,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions"."blocks" (
	"blocker_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "reactions"."follows" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "follows_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id")
);
--> statement-breakpoint
CREATE TABLE "reactions"."group_members" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "reactions"."groups" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"privacy" text NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions"."inbox" (
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
CREATE TABLE "reactions"."mutation_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutation_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "reactions"."outbox" (
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
CREATE TABLE "reactions"."people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"is_private" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions"."post_audiences" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"group_id" uuid,
	"visibility" text NOT NULL,
	"is_deleted" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions"."subjects" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"counts" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions"."sweeps" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "comment_audiences_by_post" ON "reactions"."comment_audiences" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reactions_by_reactor" ON "reactions"."reactions" USING btree ("subject_id","reactor_id");--> statement-breakpoint
CREATE INDEX "reactions_by_kind" ON "reactions"."reactions" USING btree ("subject_id","kind","id");--> statement-breakpoint
CREATE INDEX "reactions_by_subject" ON "reactions"."reactions" USING btree ("subject_id","id") WHERE kind <> 2;--> statement-breakpoint
CREATE INDEX "blocks_by_blocked" ON "reactions"."blocks" USING btree ("blocked_id","blocker_id");--> statement-breakpoint
CREATE INDEX "group_members_by_user" ON "reactions"."group_members" USING btree ("user_id","group_id");--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "reactions"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "reactions"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "reactions"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "reactions"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "reactions"."outbox" USING btree ("position") WHERE announced_at is null;--> statement-breakpoint
CREATE INDEX "people_by_username" ON "reactions"."people" USING btree ("username");--> statement-breakpoint
CREATE INDEX "subjects_by_post" ON "reactions"."subjects" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "sweeps_due" ON "reactions"."sweeps" USING btree ("next_at");