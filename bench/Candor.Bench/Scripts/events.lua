-- Events of about 630 bytes as a browser sends them, EVENTS to a request, each with an id and a time of its own. Half of the visitors
-- have consented; the others are known by address and browser, so the address changes with every request.
local site, seed, batch = os.getenv("SITE"), os.getenv("SEED"), tonumber(os.getenv("EVENTS"))
local format, time, concat = string.format, os.time, table.concat
local count = 0

local agents = {
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
}

local heads = {}
for i, agent in ipairs(agents) do
  heads[i] = "POST /e HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: " .. agent ..
    "\r\nAccept: */*\r\nAccept-Language: en-GB,en;q=0.9\r\nContent-Type: text/plain;charset=UTF-8\r\nOrigin: https://example.org\r\n" ..
    "Referer: https://example.org/\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\nX-Forwarded-For: 93.184."
end

local first = '{"site":"' .. site .. '","id":"' .. seed .. "-"
local page = ',"url":"https://example.org/shop/products/walking-boots-'
local rest = '?utm_source=newsletter&utm_medium=email&utm_campaign=spring","title":"Walking boots, waterproof - Example shop",' ..
  '"referrer":"https://www.google.com/","props":{"content_ids":["sku-1001","sku-1002"],"content_type":"product","value":42.5,"currency":"EUR",' ..
  '"category":"Shoes > Outdoor","colour":"dark brown","list_position":'
local tail = '"screen":"1440x900","language":"en-GB","source":"pixel"}'

local function event(n)
  local now = format("%d", time() * 1000 + n % 1000)
  local who = n % 2 == 0 and format('},"consent":{"analytics":true,"ads":false},"visitor":"c.Zm9vYmFyYmF6cXV4%06d",', n % 40000) or '},"consent":{"analytics":false,"ads":false},'
  return first .. format("%04x-7abc-8def-%012x", n % 65536, n) .. '","name":"PageView","time":' .. now .. ',"sent":' .. now .. page .. n % 5000 .. rest .. n % 20 .. who .. tail
end

function request()
  count = count + 1
  local body
  if batch == 1 then
    body = event(count)
  else
    local events = {}
    for i = 1, batch do
      events[i] = event(count * batch + i)
    end
    body = concat(events, "\n")
  end
  return heads[count % 4 + 1] .. count % 199 .. "." .. count % 251 .. "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end

function done(summary, latency)
  local e = summary.errors
  io.write(format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
