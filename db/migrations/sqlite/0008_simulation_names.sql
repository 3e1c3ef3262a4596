-- +goose Up

-- Simulations that are kept can have a name.

ALTER TABLE simulations ADD COLUMN name TEXT NOT NULL DEFAULT ''; -- '': none
