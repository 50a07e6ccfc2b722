CREATE TABLE "media"."draft_media" (
	"draft_id" uuid PRIMARY KEY NOT NULL,
	"media_ids" uuid[] NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "draft_media_by_media" ON "media"."draft_media" USING gin ("media_ids");