CREATE TYPE "posts"."reply_policy" AS ENUM('EVERYONE', 'FOLLOWED', 'MENTIONED');--> statement-breakpoint
CREATE TABLE "posts"."bookmarks" (
	"user_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bookmarks_user_id_post_id_pk" PRIMARY KEY("user_id","post_id")
);
--> statement-breakpoint
CREATE TABLE "posts"."drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"visibility" "posts"."visibility" NOT NULL,
	"group_id" uuid,
	"media_ids" jsonb NOT NULL,
	"quoted_post_id" uuid,
	"reply_policy" "posts"."reply_policy" NOT NULL,
	"content_warning" text,
	"is_sensitive" boolean NOT NULL,
	"poll" jsonb,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"scheduled_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "posts"."group_counts" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"posts" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts"."pins" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts"."poll_choices" (
	"post_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"text" text NOT NULL,
	"votes" integer NOT NULL,
	CONSTRAINT "poll_choices_post_id_position_pk" PRIMARY KEY("post_id","position")
);
--> statement-breakpoint
CREATE TABLE "posts"."poll_votes" (
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "poll_votes_post_id_user_id_pk" PRIMARY KEY("post_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "posts"."polls" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts"."reposts" (
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reposts_post_id_user_id_pk" PRIMARY KEY("post_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "posts"."tag_follows" (
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tag_follows_user_id_name_pk" PRIMARY KEY("user_id","name")
);
--> statement-breakpoint
CREATE TABLE "posts"."tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"follower_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "tags_name_unique" UNIQUE("name")
);
--> statement-breakpoint
DROP INDEX "posts"."posts_by_author";--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "media_ids" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "quoted_post_id" uuid;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "quoted_author_id" uuid;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "reply_policy" "posts"."reply_policy" DEFAULT 'EVERYONE' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "content_warning" text;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "is_sensitive" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "repost_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "posts"."posts" ADD COLUMN "quote_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "posts"."bookmarks" ADD CONSTRAINT "bookmarks_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "posts"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts"."pins" ADD CONSTRAINT "pins_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "posts"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts"."poll_choices" ADD CONSTRAINT "poll_choices_post_id_polls_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "posts"."polls"("post_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts"."poll_votes" ADD CONSTRAINT "poll_votes_post_id_polls_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "posts"."polls"("post_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts"."polls" ADD CONSTRAINT "polls_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "posts"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts"."reposts" ADD CONSTRAINT "reposts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "posts"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bookmarks_by_user" ON "posts"."bookmarks" USING btree ("user_id","created_at","post_id");--> statement-breakpoint
CREATE INDEX "bookmarks_by_post" ON "posts"."bookmarks" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "drafts_by_author" ON "posts"."drafts" USING btree ("author_id","id");--> statement-breakpoint
CREATE INDEX "drafts_by_due" ON "posts"."drafts" USING btree ("due_at") WHERE "posts"."drafts"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "pins_by_post" ON "posts"."pins" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "posts_by_group" ON "posts"."posts" USING btree ("group_id","id") WHERE "posts"."posts"."group_id" is not null;--> statement-breakpoint
CREATE INDEX "posts_by_group_and_author" ON "posts"."posts" USING btree ("group_id","author_id") WHERE "posts"."posts"."group_id" is not null;--> statement-breakpoint
CREATE INDEX "posts_by_author" ON "posts"."posts" USING btree ("author_id","visibility","id") WHERE "posts"."posts"."group_id" is null;