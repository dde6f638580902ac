-- The one row of the gate: the rate and the pause that all replicas share.
INSERT INTO "send_gate" ("id") VALUES (1) ON CONFLICT DO NOTHING;
