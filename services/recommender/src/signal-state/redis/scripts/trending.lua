-- The films of the largest sums over some buckets, ties by id. KEYS: the shard's prefix. ARGV: limit, the buckets.
local union = { 'ZUNION', #ARGV - 1 }
for i = 2, #ARGV do
  union[i + 1] = KEYS[1] .. ':trending:' .. ARGV[i]
end
union[#union + 1] = 'WITHSCORES'
-- Ascending, ties by id ascending: the largest are the last, but of those that tie for a place the first ids are wanted.
local sums = redis.call(unpack(union))
local from = math.max(1, #sums - 2 * tonumber(ARGV[1]) + 1)
local least = sums[from + 1]
local tied = from
while tied > 1 and sums[tied - 1] == least do
  tied = tied - 2
end
local reply = {}
for i = from, #sums, 2 do
  local at = sums[i + 1] == least and tied + i - from or i
  reply[#reply + 1] = sums[at]
  reply[#reply + 1] = sums[at + 1]
end
return reply
