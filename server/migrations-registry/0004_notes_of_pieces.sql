-- What a maker tells whoever scans a piece of a recall.
CREATE TABLE "registry"."notice" (
  "id" uuid PRIMARY KEY,
  "maker_folded" text NOT NULL,
  "text" text NOT NULL,
  "text_th" text,
  "since" date NOT NULL
);
--> statement-breakpoint
-- What the public may know of a piece besides its state, as of a version of the piece: since when it is claimed (never by whom), and
-- what its maker tells of it.
CREATE TABLE "registry"."piece_note" (
  "piece_id" uuid PRIMARY KEY,
  "version" integer NOT NULL,
  "claimed_on" date,
  "notice_id" uuid
);
