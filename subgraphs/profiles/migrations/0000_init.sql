CREATE SCHEMA "profiles";
--> statement-breakpoint
CREATE TABLE "profiles"."blocks" (
	"blocker_id" uuid NOT NULL,
	"blocked_id" uuid NOT NULL,
	"blocked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "blocks_blocker_id_blocked_id_pk" PRIMARY KEY("blocker_id","blocked_id"),
	CONSTRAINT "blocks_others" CHECK ("profiles"."blocks"."blocker_id" <> "profiles"."blocks"."blocked_id")
);
--> statement-breakpoint
CREATE TABLE "profiles"."follow_requests" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "follow_requests_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id"),
	CONSTRAINT "follow_requests_others" CHECK ("profiles"."follow_requests"."follower_id" <> "profiles"."follow_requests"."followed_id")
);
--> statement-breakpoint
CREATE TABLE "profiles"."follows" (
	"follower_id" uuid NOT NULL,
	"followed_id" uuid NOT NULL,
	"followed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "follows_follower_id_followed_id_pk" PRIMARY KEY("follower_id","followed_id"),
	CONSTRAINT "follows_others" CHECK ("profiles"."follows"."follower_id" <> "profiles"."follows"."followed_id")
);
--> statement-breakpoint
CREATE TABLE "profiles"."former_usernames" (
	"username" text NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "former_usernames_username_user_id_pk" PRIMARY KEY("username","user_id")
);
--> statement-breakpoint
CREATE TABLE "profiles"."mutes" (
	"muter_id" uuid NOT NULL,
	"muted_id" uuid NOT NULL,
	"muted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mutes_muter_id_muted_id_pk" PRIMARY KEY("muter_id","muted_id"),
	CONSTRAINT "mutes_others" CHECK ("profiles"."mutes"."muter_id" <> "profiles"."mutes"."muted_id")
);
--> statement-breakpoint
CREATE TABLE "profiles"."profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"named_at" timestamp (3) with time zone NOT NULL,
	"account_version" bigint NOT NULL,
	"display_name" text NOT NULL,
	"bio" text,
	"website" text,
	"location" text,
	"is_private" boolean DEFAULT false NOT NULL,
	"settling" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"follower_count" integer DEFAULT 0 NOT NULL,
	"following_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "profiles_counts" CHECK ("profiles"."profiles"."follower_count" >= 0 and "profiles"."profiles"."following_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "profiles"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profiles"."inbox" (
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
CREATE TABLE "profiles"."mutation_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutation_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "profiles"."outbox" (
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
ALTER TABLE "profiles"."blocks" ADD CONSTRAINT "blocks_blocker_id_profiles_user_id_fk" FOREIGN KEY ("blocker_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."blocks" ADD CONSTRAINT "blocks_blocked_id_profiles_user_id_fk" FOREIGN KEY ("blocked_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."follow_requests" ADD CONSTRAINT "follow_requests_follower_id_profiles_user_id_fk" FOREIGN KEY ("follower_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."follow_requests" ADD CONSTRAINT "follow_requests_followed_id_profiles_user_id_fk" FOREIGN KEY ("followed_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."follows" ADD CONSTRAINT "follows_follower_id_profiles_user_id_fk" FOREIGN KEY ("follower_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."follows" ADD CONSTRAINT "follows_followed_id_profiles_user_id_fk" FOREIGN KEY ("followed_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."former_usernames" ADD CONSTRAINT "former_usernames_user_id_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."mutes" ADD CONSTRAINT "mutes_muter_id_profiles_user_id_fk" FOREIGN KEY ("muter_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles"."mutes" ADD CONSTRAINT "mutes_muted_id_profiles_user_id_fk" FOREIGN KEY ("muted_id") REFERENCES "profiles"."profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "blocks_to" ON "profiles"."blocks" USING btree ("blocked_id","blocker_id");--> statement-breakpoint
CREATE INDEX "blocks_page" ON "profiles"."blocks" USING btree ("blocker_id","blocked_at","blocked_id");--> statement-breakpoint
CREATE INDEX "follow_requests_page" ON "profiles"."follow_requests" USING btree ("followed_id","requested_at","follower_id");--> statement-breakpoint
CREATE INDEX "follows_to" ON "profiles"."follows" USING btree ("followed_id","follower_id");--> statement-breakpoint
CREATE INDEX "followers_page" ON "profiles"."follows" USING btree ("followed_id","followed_at","follower_id");--> statement-breakpoint
CREATE INDEX "following_page" ON "profiles"."follows" USING btree ("follower_id","followed_at","followed_id");--> statement-breakpoint
CREATE INDEX "former_usernames_by_user" ON "profiles"."former_usernames" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "former_usernames_by_expiry" ON "profiles"."former_usernames" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mutes_page" ON "profiles"."mutes" USING btree ("muter_id","muted_at","muted_id");--> statement-breakpoint
CREATE INDEX "profiles_by_username" ON "profiles"."profiles" USING btree ("username","named_at");--> statement-breakpoint
CREATE INDEX "profiles_settling" ON "profiles"."profiles" USING btree ("user_id") WHERE settling;--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "profiles"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "profiles"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "profiles"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "profiles"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "profiles"."outbox" USING btree ("position") WHERE announced_at is null;