---
id: dash-comment
title: Comment of a migration
path: migrations/0042_orders.sql
escape: line
---
-- Orders get a column for the pick-up point.
-- {{payload}}
ALTER TABLE orders ADD COLUMN pickup_point_id bigint REFERENCES pickup_points (id);

CREATE INDEX orders_pickup_point ON orders (pickup_point_id) WHERE pickup_point_id IS NOT NULL;
