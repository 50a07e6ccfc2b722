CREATE TABLE "comments"."comment_changes" (
	"post_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"is_gone" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "comment_changes_post_id_comment_id_pk" PRIMARY KEY("post_id","comment_id")
);
--> statement-breakpoint
ALTER TABLE "comments"."threads" ADD COLUMN "is_locked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "comment_changes_by_sequence" ON "comments"."comment_changes" USING btree ("post_id","sequence");