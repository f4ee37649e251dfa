-- The fence of a source, then, where it has reached what is wanted, the records of each viewer's ledger end to end.
-- KEYS: the shard's prefix. ARGV: the source, the wanted offset, viewers.
local fence = tonumber(redis.call('HGET', KEYS[1] .. ':fence', ARGV[1]) or -1)
local reply = { fence }
if fence >= tonumber(ARGV[2]) then
  for i = 3, #ARGV do
    reply[i - 1] = table.concat(redis.call('LRANGE', KEYS[1] .. ':ledger:' .. ARGV[i], 0, -1))
  end
end
return reply
