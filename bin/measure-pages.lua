-- What everybody signed in asks for, for wrk; started by bin/measure-pages.
--
--   wrk … -s bin/measure-pages.lua ADDRESS -- FOLDER KIND WAIT
--
-- FOLDER is what `sightline bench visits` wrote. KIND is what is asked for: `mixed` (files, lists
-- and searches, as people do), `file`, `list`, `find` or `record`. WAIT is how long somebody reads
-- before the next page, in milliseconds.

local threads = {}

function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

local sessions, names, kind, wait, today = {}, {}, "mixed", 0, os.date("!*t", os.time() - 3600)
-- Searches answer with the address of what was found, which is asked for next.
local next_up = {}
local count = 0
wrong = 0

function init(args)
  local folder = args[1]
  kind, wait = args[2], tonumber(args[3])
  math.randomseed(20261122 + number)
  for line in io.lines(folder .. "/sessions") do
    local words = {}
    for word in line:gmatch("[^\t]+") do words[#words + 1] = word end
    local one = { cookie = "sightline=" .. words[1], form = words[2], files = {} }
    for place = 3, #words do one.files[#one.files + 1] = words[place] end
    sessions[#sessions + 1] = one
  end
  for line in io.lines(folder .. "/names") do names[#names + 1] = line end
end

-- Nobody asks at the same beat as everybody else.
function delay()
  if wait == 0 then return 0 end
  return math.random(math.floor(wait / 2), math.floor(wait * 3 / 2))
end

local function pick(list) return list[math.random(#list)] end

local function hex(bytes)
  local figures = {}
  for place = 1, bytes do figures[place] = string.format("%02x", math.random(0, 255)) end
  return table.concat(figures)
end

local function encode(text)
  return (text:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end

local function get(session, path)
  return wrk.format("GET", path, { ["Cookie"] = session.cookie })
end

local function post(session, path, fields)
  local pairs_of = { "form=" .. session.form }
  for name, value in pairs(fields) do pairs_of[#pairs_of + 1] = name .. "=" .. encode(value) end
  return wrk.format("POST", path, {
    ["Cookie"] = session.cookie,
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Sec-Fetch-Site"] = "same-origin",
  }, table.concat(pairs_of, "&"))
end

local ask = {}

function ask.file(session)
  local pages = { "", "", "", "/timeline", "/duties" }
  return get(session, "/child/" .. pick(session.files) .. pick(pages))
end

function ask.overview(session) return get(session, "/child/" .. pick(session.files)) end

function ask.list(session) return get(session, pick({ "/", "/drafts", "/to-authorise" })) end

function ask.find(session)
  local typed = pick(names)
  if math.random(3) == 1 then
    -- As somebody hears it: a letter is missing.
    local place = math.random(2, #typed)
    typed = typed:sub(1, place - 1) .. typed:sub(place + 1)
  end
  next_up.session = session
  return post(session, "/find", { who = typed })
end

function ask.record(session)
  count = count + 1
  return post(session, "/child/" .. pick(session.files) .. "/record/case-note", {
    ["draft"] = hex(16),
    ["draft-version"] = "0",
    ["based-on"] = "1000000",
    ["f-subject"] = "Telephone call " .. count,
    ["f-note"] = "Spoke on the telephone. All is as it was agreed, and the next visit stands.",
    ["f-how"] = "",
    ["f-happened_at-day"] = tostring(today.day),
    ["f-happened_at-month"] = tostring(today.month),
    ["f-happened_at-year"] = tostring(today.year),
    ["f-happened_at-time"] = string.format("%02d:%02d", today.hour, today.min),
  })
end

function ask.mixed(session)
  local chance = math.random(100)
  if chance <= 65 then return ask.file(session) end
  if chance <= 90 then return ask.list(session) end
  return ask.find(session)
end

function request()
  if next_up.path then
    local asked = get(next_up.session, next_up.path)
    next_up = {}
    return asked
  end
  return ask[kind](pick(sessions))
end

function response(status, headers)
  local to = headers["location"] or headers["Location"]
  if status == 303 and to and to:find("/find?q=", 1, true) and next_up.session then
    next_up.path = to
  elseif status >= 400 or (status == 303 and to and to:find("/sign-in", 1, true)) then
    wrong = wrong + 1
    if wrong <= 3 then io.stderr:write("answered " .. status .. " " .. (to or "") .. "\n") end
  end
end

function done(summary, latency, _)
  local ms = function(figure) return string.format("%.1f ms", figure / 1000) end
  local errors = summary.errors
  local refused = 0
  for _, thread in ipairs(threads) do refused = refused + thread:get("wrong") end
  io.write(string.format(
    "%s: %d answers in %.0f s, %.0f a second; half within %s, 95 of 100 within %s, 99 within %s, longest %s; not answered rightly: %d\n",
    "RESULT", summary.requests, summary.duration / 1e6, summary.requests / (summary.duration / 1e6),
    ms(latency:percentile(50)), ms(latency:percentile(95)), ms(latency:percentile(99)), ms(latency.max),
    errors.connect + errors.read + errors.write + errors.timeout + refused))
end
