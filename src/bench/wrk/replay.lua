-- Sends the requests of a file in turn, and prints what came of them as one line of JSON.
-- The file, named after "--" on the command line, holds whole HTTP requests, each ended by a
-- zero byte. Every thread begins elsewhere in the file.

local threads = 0
local requests = {}
local turn = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for text in file:read("*a"):gmatch("%Z+") do
    requests[#requests + 1] = text
  end
  file:close()
  turn = math.floor(#requests * number / 2)
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"bytes":%.0f,"micros":%d,"p50":%d,"p99":%d,"failed":%d}',
    summary.requests, summary.bytes, summary.duration,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
