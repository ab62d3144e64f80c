DROP INDEX "cart_updated_idx";--> statement-breakpoint
DROP INDEX "payment_state_idx";--> statement-breakpoint
DROP INDEX "sales_order_placed_idx";--> statement-breakpoint
-- A cart is changed a few times: room in its page lets each change stay there, without new entries in the index.
ALTER TABLE "cart" SET (fillfactor = 70);
