-- Drops the oldest records of a ledger, an erasure the last of them, unless that was done before.
-- KEYS: the shard's prefix. ARGV: the viewer, how many records, the last of them, how many erasures are among them.
local key = KEYS[1] .. ':ledger:' .. ARGV[1]
local count = tonumber(ARGV[2])
if redis.call('LINDEX', key, count - 1) == ARGV[3] then
  redis.call('LTRIM', key, count, -1)
  if redis.call('HINCRBY', KEYS[1] .. ':erased', ARGV[1], -ARGV[4]) <= 0 then
    redis.call('HDEL', KEYS[1] .. ':erased', ARGV[1])
  end
end
