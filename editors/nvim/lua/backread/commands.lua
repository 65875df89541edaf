-- :Backread and what comes after it.
local backread = require('backread')
local M = {}

local METHOD = vim.fn.has('nvim-0.11') == 1

-- Calls a function of a client; they take the client itself since 0.11.
local function call(client, name, ...)
  if METHOD then
    return client[name](client, ...)
  end
  return client[name](...)
end

local function say(words, level)
  vim.notify('backread: ' .. words, level or vim.log.levels.INFO)
end

-- The client of a buffer. Without one it says so.
local function client_of(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'backread' })[1]
  if not client then
    say('no server runs for this text; :Backread restart starts it', vim.log.levels.WARN)
  end
  return client
end

-- Asks the server and hands on the answer, if there is one.
local function ask(client, buffer, method, params, take)
  call(client, 'request', method, params, function(err, answer)
    if err then
      say(err.message or tostring(err), vim.log.levels.ERROR)
    else
      take(answer)
    end
  end, buffer)
end

-- Fills the quickfix list and opens it.
local function quickfix(client, buffer, query, title, nothing)
  ask(client, buffer, 'workspace/symbol', { query = query }, function(symbols)
    local items = vim.lsp.util.symbols_to_items(symbols or {}, buffer, client.offset_encoding)
    if #items == 0 then
      return say(nothing)
    end
    vim.fn.setqflist({}, ' ', { title = title, items = items })
    vim.cmd('botright copen')
  end)
end

-- What the server lists: of an article in the location list of its window, of the folder in the quickfix list.
local function overview(client, buffer, list, scope)
  local window = vim.api.nvim_get_current_win()
  local article = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
  ask(client, buffer, list.method, scope == 'article' and article or vim.empty_dict(), function(answer)
    local items = {}
    for _, one in ipairs(answer[list.key]) do
      for _, place in ipairs(one.places) do
        local item = vim.lsp.util.locations_to_items({ place.location }, client.offset_encoding)[1]
        item.text = list.text(one, place)
        table.insert(items, item)
      end
    end
    if #items == 0 then
      return say(list.nothing)
    elseif scope == 'folder' then
      vim.fn.setqflist({}, ' ', { title = list.title .. ' of all articles', items = items })
      vim.cmd('botright copen')
    elseif vim.api.nvim_win_is_valid(window) then
      vim.fn.setloclist(window, {}, ' ', { title = list.title, items = items })
      vim.api.nvim_set_current_win(window)
      vim.cmd('lopen')
    end
    if answer.omitted > 0 then
      say(('%d more are not listed'):format(answer.omitted))
    end
  end)
end

local TIMELINE = {
  method = 'backread/timeline',
  key = 'days',
  title = 'Timeline',
  nothing = 'no day is known',
  text = function(day, place)
    return day.value .. '  ' .. (place.words or day.title)
  end,
}

local ACTORS = {
  method = 'backread/actors',
  key = 'actors',
  title = 'Actors',
  nothing = 'nobody is named',
  text = function(actor, place)
    local what = actor.titles[1] or actor.class
    return vim.trim(('%s (%s)  %s'):format(actor.name, what, place.words or ''))
  end,
}

--- Stops the servers that run and starts them again for every text that is open.
local function restart()
  local running = vim.lsp.get_clients({ name = 'backread' })
  local buffers = vim.tbl_filter(backread.is_text, vim.api.nvim_list_bufs())
  for _, client in ipairs(running) do
    for buffer in pairs(client.attached_buffers) do
      if not vim.tbl_contains(buffers, buffer) and vim.api.nvim_buf_is_loaded(buffer) then
        table.insert(buffers, buffer)
      end
    end
    call(client, 'stop')
  end
  local tries = 0
  local function go_on()
    local left = vim.tbl_filter(function(client)
      return not call(client, 'is_stopped')
    end, running)
    tries = tries + 1
    if #left > 0 and tries < 200 then
      if tries == 100 then
        for _, client in ipairs(left) do
          call(client, 'stop', true)
        end
      end
      return vim.defer_fn(go_on, 50)
    end
    for _, buffer in ipairs(buffers) do
      if vim.api.nvim_buf_is_loaded(buffer) then
        backread.start(buffer)
      end
    end
  end
  go_on()
end

--- The subcommands: what they do, and whether they take a word.
M.all = {
  restart = {
    run = function()
      restart()
    end,
  },
  log = {
    run = function()
      vim.cmd.split(vim.fn.fnameescape(require('vim.lsp.log').get_filename()))
      vim.cmd('setlocal readonly nomodifiable')
      vim.cmd('normal! G')
    end,
  },
  timeline = {
    word = true,
    run = function(buffer, month)
      local client = client_of(buffer)
      if not client then
        return
      end
      if month == '' or month == '*' then
        overview(client, buffer, TIMELINE, month == '*' and 'folder' or 'article')
      elseif month:match('^%d%d%d%d%-%d%d$') or month:match('^%d%d%d%d%-%d%d%-%d%d$') then
        quickfix(client, buffer, month, 'Timeline of ' .. month, 'no article names a day of ' .. month)
      else
        say('a month or a day is written 2024-06 or 2024-06-10', vim.log.levels.ERROR)
      end
    end,
  },
  actors = {
    word = true,
    run = function(buffer, name)
      local client = client_of(buffer)
      if client and (name == '' or name == '*') then
        overview(client, buffer, ACTORS, name == '*' and 'folder' or 'article')
      elseif client then
        quickfix(client, buffer, name, vim.trim('Actors ' .. name), 'nobody of that name in this folder')
      end
    end,
  },
}

-- Completes the subcommands.
local function complete(lead, line)
  if not line:match('^%s*%S+%s+%S*$') then
    return {}
  end
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, lead)
  end, vim.tbl_keys(M.all))
  table.sort(names)
  return names
end

--- Gives a buffer the command.
---@param buffer integer
function M.add(buffer)
  vim.api.nvim_buf_create_user_command(buffer, 'Backread', function(command)
    local name, word = command.args:match('^(%S+)%s*(.-)%s*$')
    local found = M.all[name]
    if not found then
      say('no command ' .. name, vim.log.levels.ERROR)
    elseif word ~= '' and not found.word then
      say(name .. ' takes nothing after it', vim.log.levels.ERROR)
    else
      found.run(buffer, word)
    end
  end, { nargs = '+', complete = complete, desc = 'restart, log, timeline, actors' })
end

return M
