-- The same facts as a query of about 500 bytes, for an image request that nginx logs.
wrk.path = "/pixel.gif?site=s_8f3kq2m4x7ab&id=0198b7a2-7c3e-7abc-8def-2c3d4e5f6a7b&name=PageView&time=1790000000000&url=https%3A%2F%2Fexample.org%2Fshop%2Fproducts%2Fwalking-boots-1234%3Futm_source%3Dnewsletter%26utm_medium%3Demail%26utm_campaign%3Dspring&title=Walking+boots%2C+waterproof+-+Example+shop&referrer=https%3A%2F%2Fwww.google.com%2F&content_ids=sku-1001%2Csku-1002&content_type=product&value=42.5&currency=EUR&category=Shoes+%3E+Outdoor&colour=dark+brown&list_position=12&visitor=c.Zm9vYmFyYmF6cXV4012345&screen=1440x900&language=en-GB"
wrk.headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
wrk.headers["Accept"] = "image/*"
wrk.headers["Accept-Language"] = "en-GB,en;q=0.9"
wrk.headers["Referer"] = "https://example.org/"

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
