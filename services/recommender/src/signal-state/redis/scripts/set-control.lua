-- Replaces a control record of the expected version; answers whether it was. KEYS: the record. ARGV: the version, the next.
local record = redis.call('GET', KEYS[1])
local version = record and cjson.decode(record).version or 0
if version ~= tonumber(ARGV[1]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1
