-- Of each film the pairs of the largest amounts, descending, ties by id. KEYS: the shard's prefix. ARGV: limit, films.
local limit = tonumber(ARGV[1])
local reply = {}
for i = 2, #ARGV do
  local key = KEYS[1] .. ':pairs:' .. ARGV[i]
  local top = redis.call('ZREVRANGE', key, 0, limit - 1, 'WITHSCORES')
  -- Of those that tie for the last places ZREVRANGE takes the last ids.
  local last = top[#top]
  local first = #top
  while first > 2 and top[first - 2] == last do
    first = first - 2
  end
  if #top == 2 * limit then
    local ties = redis.call('ZRANGEBYSCORE', key, last, last, 'LIMIT', 0, (#top - first) / 2 + 1)
    for j, id in ipairs(ties) do
      top[first + 2 * j - 3] = id
    end
  end
  reply[i - 1] = top
end
return reply
