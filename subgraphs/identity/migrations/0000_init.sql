CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE TABLE "identity"."accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"display_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_email" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "identity"."refresh_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"generation" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"lasts_until" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text,
	"address" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "identity"."aggregates" (
	"aggregate" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."inbox" (
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
CREATE TABLE "identity"."mutation_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"mutation" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutation_keys_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "identity"."outbox" (
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
CREATE TABLE "identity"."signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_key" jsonb NOT NULL,
	"private_key" "bytea",
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"activated_at" timestamp (3) with time zone,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "identity"."throttles" (
	"bucket" text PRIMARY KEY NOT NULL,
	"empty_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."usernames" (
	"username" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"held_until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "identity"."refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "identity"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."usernames" ADD CONSTRAINT "usernames_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refresh_tokens_of_session" ON "identity"."refresh_tokens" USING btree ("session_id","generation");--> statement-breakpoint
CREATE INDEX "sessions_open" ON "identity"."sessions" USING btree ("account_id","id") WHERE "identity"."sessions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_by_expiry" ON "identity"."sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "inbox_accepted" ON "identity"."inbox" USING btree ("received_at","sequence") WHERE handled_at is null and dead_at is null and envelope is not null;--> statement-breakpoint
CREATE INDEX "inbox_unhandled" ON "identity"."inbox" USING btree ("owner","aggregate","sequence") WHERE handled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "identity"."inbox" USING btree ("dead_at") WHERE handled_at is null and dead_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "identity"."outbox" USING btree ("position") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unannounced" ON "identity"."outbox" USING btree ("position") WHERE announced_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_next" ON "identity"."signing_keys" USING btree ((true)) WHERE "identity"."signing_keys"."activated_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_current" ON "identity"."signing_keys" USING btree ((true)) WHERE "identity"."signing_keys"."activated_at" is not null and "identity"."signing_keys"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "usernames_current" ON "identity"."usernames" USING btree ("account_id") WHERE "identity"."usernames"."held_until" is null;