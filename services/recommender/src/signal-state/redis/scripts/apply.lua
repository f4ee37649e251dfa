-- Applies a batch to a shard, or nothing of it, and answers the fence as it was before.
-- KEYS: the shard's prefix. ARGV: the source; the fence that it must have at least; the first and the last offset of the
-- batch; the packed changes. They are applied when expected <= fence < first: all of them are new then.
-- All keys begin with the prefix, whose hash tag makes them one slot: naming thousands of them would take longer than
-- changing them.
local prefix, source = KEYS[1], ARGV[1]
local expected, first, last = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local fence = tonumber(redis.call('HGET', prefix .. ':fence', source) or -1)
local passed = tonumber(redis.call('HGET', prefix .. ':passed', source) or 0)
-- The first and the last write of a batch agree unless a batch torn at the end of the append-only file came back.
if passed ~= fence + 1 then
  return redis.error_reply(
    'TORN ' .. prefix .. ' was changed by ' .. passed .. ' offsets of ' .. source .. ' while its fence is at ' .. fence ..
      ': run redis-check-aof --fix before each start of Redis, and rebuild the state'
  )
end
if fence < expected or fence >= first then
  return fence
end

local strings, sums, totals, records, erased = unpack(cmsgpack.unpack(ARGV[5]))
redis.call('HINCRBY', prefix .. ':passed', source, last - fence)
for _, row in ipairs(sums) do
  local key = prefix .. row[1]
  for i = 2, #row, 2 do
    local amount, member = strings[row[i]], strings[row[i + 1]]
    local sum = redis.call('ZINCRBY', key, amount, member)
    if sum == '0' then
      redis.call('ZREM', key, member)
    end
  end
end
for _, row in ipairs(totals) do
  local sum, empty = {}, true
  local stored = redis.call('HGET', prefix .. ':totals', row[1]) or ''
  for amount in string.gmatch(stored, '%S+') do
    sum[#sum + 1] = tonumber(amount)
  end
  for i = 2, #row do
    sum[i - 1] = (sum[i - 1] or 0) + row[i]
    empty = empty and sum[i - 1] == 0
    sum[i - 1] = string.format('%.0f', sum[i - 1])
  end
  if empty then
    redis.call('HDEL', prefix .. ':totals', row[1])
  else
    redis.call('HSET', prefix .. ':totals', row[1], table.concat(sum, ' '))
  end
end
for _, row in ipairs(records) do
  redis.call('RPUSH', prefix .. ':ledger:' .. row[1], unpack(row, 2))
end
for _, userId in ipairs(erased) do
  redis.call('HINCRBY', prefix .. ':erased', userId, 1)
end
redis.call('HSET', prefix .. ':fence', source, last)
return fence
