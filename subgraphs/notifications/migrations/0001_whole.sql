ALTER TYPE "notifications"."kind" ADD VALUE 'REACTION';--> statement-breakpoint
ALTER TYPE "notifications"."kind" ADD VALUE 'REPOST';--> statement-breakpoint
ALTER TYPE "notifications"."kind" ADD VALUE 'QUOTE';--> statement-breakpoint
ALTER TYPE "notifications"."kind" ADD VALUE 'GROUP_JOIN_REQUEST';--> statement-breakpoint
ALTER TYPE "notifications"."kind" ADD VALUE 'GROUP_INVITATION';--> statement-breakpoint
ALTER TYPE "notifications"."kind" ADD VALUE 'GROUP_JOINED';--> statement-breakpoint
ALTER TYPE "notifications"."kind" ADD VALUE 'GROUP_ROLE';--> statement-breakpoint
CREATE TABLE "notifications"."gone_comments" (
	"comment_id" uuid PRIMARY KEY NOT NULL,
	"gone_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."notification_actors" (
	"notification_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"acted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notification_actors_notification_id_actor_id_pk" PRIMARY KEY("notification_id","actor_id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."digests" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"told_up_to" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."preferences" (
	"user_id" uuid NOT NULL,
	"kind" "notifications"."kind" NOT NULL,
	"in_app" boolean NOT NULL,
	"push" boolean NOT NULL,
	"mail" boolean NOT NULL,
	CONSTRAINT "preferences_user_id_kind_pk" PRIMARY KEY("user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "notifications"."push_devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_devices_endpoint" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "notifications"."pushes" (
	"notification_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "pushes_notification_id_device_id_pk" PRIMARY KEY("notification_id","device_id")
);
--> statement-breakpoint
CREATE TABLE "notifications"."epochs" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"epoch" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."unread_counts" (
	"recipient_id" uuid PRIMARY KEY NOT NULL,
	"unread" integer,
	"version" bigint NOT NULL,
	"epoch" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
DROP INDEX "notifications"."notifications_by_subject";--> statement-breakpoint
ALTER TABLE "notifications"."notifications" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "notifications"."notifications" ADD COLUMN "day" date;--> statement-breakpoint
ALTER TABLE "notifications"."notifications" ADD COLUMN "actor_count" integer;--> statement-breakpoint
ALTER TABLE "notifications"."notifications" ADD COLUMN "updated_at" timestamp (3) with time zone;--> statement-breakpoint
-- Each of the notifications so far has one actor, and so stays one.
INSERT INTO "notifications"."notification_actors" ("notification_id", "actor_id", "sequence", "acted_at")
	SELECT "id", "actor_id", "sequence", "created_at" FROM "notifications"."notifications";--> statement-breakpoint
UPDATE "notifications"."notifications"
	SET "day" = ("created_at" AT TIME ZONE 'UTC')::date, "actor_count" = 1, "updated_at" = "created_at";--> statement-breakpoint
ALTER TABLE "notifications"."notifications" ALTER COLUMN "day" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications"."notifications" ALTER COLUMN "actor_count" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications"."notifications" ALTER COLUMN "updated_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications"."notifications" DROP COLUMN "actor_id";--> statement-breakpoint
INSERT INTO "notifications"."epochs" ("epoch") VALUES (1);--> statement-breakpoint
CREATE UNIQUE INDEX "notification_actors_latest" ON "notifications"."notification_actors" USING btree ("notification_id","sequence");--> statement-breakpoint
CREATE INDEX "digests_due" ON "notifications"."digests" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "push_devices_by_user" ON "notifications"."push_devices" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "pushes_due" ON "notifications"."pushes" USING btree ("due_at") WHERE "notifications"."pushes"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "pushes_sent" ON "notifications"."pushes" USING btree ("sent_at") WHERE "notifications"."pushes"."due_at" is null;--> statement-breakpoint
CREATE INDEX "pushes_by_device" ON "notifications"."pushes" USING btree ("device_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_by_subject" ON "notifications"."notifications" USING btree ("subject_id","kind","recipient_id","day");