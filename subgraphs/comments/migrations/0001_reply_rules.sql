CREATE TABLE "comments"."reply_rules" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"policy" text NOT NULL,
	"mentioned_ids" jsonb NOT NULL,
	"sequence" bigint NOT NULL
);
