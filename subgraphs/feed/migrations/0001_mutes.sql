CREATE TABLE "feed"."mutes" (
	"muter_id" uuid NOT NULL,
	"muted_id" uuid NOT NULL,
	"holds" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "mutes_muter_id_muted_id_pk" PRIMARY KEY("muter_id","muted_id")
);
