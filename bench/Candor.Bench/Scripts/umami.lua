-- The same page view for umami's /api/send. Every event has its own address line, and umami's session token is sent along when UMAMI_CACHE
-- holds one, which is umami's cheapest case.
local site, cache = os.getenv("SITE"), os.getenv("UMAMI_CACHE")
local format = string.format
local count = 0
local head = "POST /api/send HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36\r\n" ..
  "Accept: */*\r\nContent-Type: application/json\r\nOrigin: https://example.org\r\n" .. (cache and "x-umami-cache: " .. cache .. "\r\n" or "") .. "Content-Length: "

function request()
  count = count + 1
  local body = format('{"type":"event","payload":{"website":"%s","hostname":"example.org","screen":"1440x900","language":"en-GB","title":"Walking boots, waterproof - Example shop","url":"/shop/products/walking-boots-%d?utm_source=newsletter&utm_medium=email&utm_campaign=spring","referrer":"https://www.google.com/"}}', site, count % 5000)
  return head .. #body .. "\r\n\r\n" .. body
end

function done(summary, latency)
  local e = summary.errors
  io.write(format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
