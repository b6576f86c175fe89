-- Who goes on when the nodes of a cluster lose each other: one row, which one node holds and renews each second.
-- Load it into ejabberd's own database, as the user that ejabberd connects by. To load it again changes nothing.
CREATE TABLE IF NOT EXISTS chatxblock_lease (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    holder text NOT NULL DEFAULT '',                    -- a node's name
    token text NOT NULL DEFAULT '',                     -- of this time that it was taken, so that no other one is renewed
    taken timestamptz NOT NULL DEFAULT 'epoch',
    renewed timestamptz NOT NULL DEFAULT 'epoch',       -- by the database's own clock, the only one that counts
    backend integer NOT NULL DEFAULT 0                  -- process of the holder's connection: gone with the holder
);
INSERT INTO chatxblock_lease DEFAULT VALUES ON CONFLICT DO NOTHING;

-- The newest ejabberd that has served from this database, 2412 for 24.12: an older one might not open what that one wrote, and
-- does not start. To go back all the same is a page of its own (ejabberd in production, "The way back").
CREATE TABLE IF NOT EXISTS chatxblock_newest (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    ejabberd integer NOT NULL
);

-- ejabberd 24.12 adds this column when it starts, without a default, after which the database refuses every line of a 23.01
-- beside it. Where the column is there before, 24.12 leaves it as it is, and both may serve at once.
ALTER TABLE archive ADD COLUMN IF NOT EXISTS origin_id text NOT NULL DEFAULT '';
ALTER TABLE archive ALTER COLUMN origin_id SET DEFAULT '';
CREATE INDEX IF NOT EXISTS i_archive_username_origin_id ON archive USING btree (username, origin_id);
