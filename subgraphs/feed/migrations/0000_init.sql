CREATE SCHEMA "feed";
--> statement-breakpoint
CREATE TABLE "feed"."dismissals" (
	"viewer_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "dismissals_viewer_id_subject_id_pk" PRIMARY KEY("viewer_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "feed"."engagement" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"published_seconds" double precision NOT NULL,
	"is_open" boolean NOT NULL,
	"score" double precision GENERATED ALWAYS AS (published_seconds + 21600 * ln(1 + greatest(points, 0)) / ln(2)) STORED NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."items" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"is_repost" boolean NOT NULL,
	"withheld" boolean NOT NULL,
	"written_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."reposts" (
	"reposter_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "reposts_reposter_id_post_id_pk" PRIMARY KEY("reposter_id","post_id")
);
--> statement-breakpoint
CREATE TABLE "feed"."posts" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"group_id" uuid,
	"visibility" text NOT NULL,
	"tags" text[] NOT NULL,
	"is_deleted" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."tagged" (
	"tag" text NOT NULL,
	"item_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	CONSTRAINT "tagged_tag_item_id_pk" PRIMARY KEY("tag","item_id")
);
--> statement-breakpoint
CREATE TABLE "feed"."rankings" (
	"ranked_at" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"post_ids" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."readers" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"last_seen" timestamp (3) with time zone NOT NULL,
	"active_since" timestamp (3) with time zone NOT NULL,
	"filled_at" timestamp (3) with time zone NOT NULL,
	"trimmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_up_to" uuid
);
--> statement-breakpoint
CREATE TABLE "feed"."watchers" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"is_armed" boolean NOT NULL,
	"watches_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"fanout_max_followers" integer NOT NULL,
	"fanout_batch" integer NOT NULL,
	"timeline_cap" integer NOT NULL,
	"active_days" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."blocks" (
	"blocker_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id")
);
--> statement-breakpoint
CREATE TABLE "feed"."follows" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "follows_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id")
);
--> statement-breakpoint
CREATE TABLE "feed"."group_members" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "feed"."groups" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"privacy" text NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."inbox" (
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
CREATE TABLE "feed"."mutation_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutation_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "feed"."outbox" (
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
CREATE TABLE "feed"."people" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"is_private" boolean NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."sources" (
	"source_id" uuid PRIMARY KEY NOT NULL,
	"subscribers" integer NOT NULL,
	"is_large" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed"."subscribers" (
	"source_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"is_large" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "subscribers_source_id_subscriber_id_pk" PRIMARY KEY("source_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "feed"."timeline" (
	"owner_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"is_repost" boolean NOT NULL,
	"written_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "timeline_owner_id_item_id_pk" PRIMARY KEY("owner_id","item_id")
);
--> statement-breakpoint
CREATE INDEX "dismissals_by_end" ON "feed"."dismissals" USING btree ("until");--> statement-breakpoint
CREATE INDEX "engagement_by_score" ON "feed"."engagement" USING btree ("score") WHERE "feed"."engagement"."is_open";--> statement-breakpoint
CREATE INDEX "items_by_source" ON "feed"."items" USING btree ("source_id","item_id");--> statement-breakpoint
CREATE INDEX "items_reposts" ON "feed"."items" USING btree ("post_id","source_id","item_id") WHERE "feed"."items"."is_repost";--> statement-breakpoint
CREATE INDEX "readers_by_trimming" ON "feed"."readers" USING btree ("trimmed_at");--> statement-breakpoint
CREATE INDEX "blocks_by_blocked" ON "feed"."blocks" USING btree ("blocked_id","blocker_id");--> statement-breakpoint
CREATE INDEX "group_members_by_user" ON "feed"."group_members" USING btree ("user_id","group_id");--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "feed"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "feed"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "feed"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "feed"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "feed"."outbox" USING btree ("position") WHERE announced_at is null;--> statement-breakpoint
CREATE INDEX "people_by_username" ON "feed"."people" USING btree ("username");--> statement-breakpoint
CREATE INDEX "subscribers_of_large" ON "feed"."subscribers" USING btree ("subscriber_id","source_id") WHERE "feed"."subscribers"."holds" and "feed"."subscribers"."is_large";--> statement-breakpoint
CREATE INDEX "subscribers_of_small" ON "feed"."subscribers" USING btree ("subscriber_id","source_id") WHERE "feed"."subscribers"."holds" and not "feed"."subscribers"."is_large";--> statement-breakpoint
CREATE INDEX "timeline_reposts" ON "feed"."timeline" USING btree ("owner_id","post_id","item_id") WHERE "feed"."timeline"."is_repost";