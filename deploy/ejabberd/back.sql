-- The way back to an older ejabberd, while no node runs. What a newer one wrote of the rooms is put as the older one writes it
-- (24.12 and 23.01: who set the subject, and whether people write to each other past the room), and what forbids the older
-- one to start is forgotten. Archive and members stay as they are.
UPDATE muc_room SET opts = regexp_replace(
    replace(opts, '{allowpm,none}', '{allow_private_messages,false}'),
    '\{subject_author,\{(<<"[^"]*">>|<<>>),\{jid(,(<<"[^"]*">>|<<>>)){6}\}\}\}',
    '{subject_author,\1}'
);
DELETE FROM chatxblock_newest;
