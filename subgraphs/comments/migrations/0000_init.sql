CREATE SCHEMA "comments";
--> statement-breakpoint
CREATE TABLE "comments"."comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"parent_id" uuid,
	"author_id" uuid NOT NULL,
	"depth" smallint NOT NULL,
	"body" text NOT NULL,
	"entities" jsonb NOT NULL,
	"sequence" bigint NOT NULL,
	"reply_count" integer NOT NULL,
	"child_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "comments"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments"."blocks" (
	"blocker_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "comments"."follows" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "follows_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id")
);
--> statement-breakpoint
CREATE TABLE "comments"."group_members" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "comments"."groups" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"privacy" text NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments"."inbox" (
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
CREATE TABLE "comments"."mutation_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutation_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "comments"."outbox" (
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
CREATE TABLE "comments"."people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"is_private" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments"."post_audiences" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"group_id" uuid,
	"visibility" text NOT NULL,
	"is_deleted" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments"."threads" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"comment_count" integer NOT NULL,
	"top_level_count" integer NOT NULL,
	"is_closed" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "comments_by_parent" ON "comments"."comments" USING btree ("post_id","parent_id","sequence");--> statement-breakpoint
CREATE INDEX "replies_by_parent" ON "comments"."comments" USING btree ("parent_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_by_sequence" ON "comments"."comments" USING btree ("post_id","sequence");--> statement-breakpoint
CREATE INDEX "comments_by_author" ON "comments"."comments" USING btree ("post_id","author_id");--> statement-breakpoint
CREATE INDEX "replies_by_author" ON "comments"."comments" USING btree ("parent_id","author_id");--> statement-breakpoint
CREATE INDEX "blocks_by_blocked" ON "comments"."blocks" USING btree ("blocked_id","blocker_id");--> statement-breakpoint
CREATE INDEX "group_members_by_user" ON "comments"."group_members" USING btree ("user_id","group_id");--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "comments"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "comments"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "comments"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "comments"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "comments"."outbox" USING btree ("position") WHERE announced_at is null;--> statement-breakpoint
CREATE INDEX "people_by_username" ON "comments"."people" USING btree ("username");