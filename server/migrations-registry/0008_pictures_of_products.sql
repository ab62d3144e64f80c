-- What pieces of a product look like: its first public picture, which is on its maker's host. The page that verifies a piece shows it
-- without asking the workshop's store.
CREATE TABLE "registry"."product_picture" (
  "maker_folded" text NOT NULL,
  "sku" text NOT NULL,
  "file_id" uuid NOT NULL,
  "alt" text,
  "alt_th" text,
  PRIMARY KEY ("maker_folded", "sku")
);
