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

-- The places of a document's tokens of one type, as LSP ranges.
local function tokens(client, data, wanted)
  local legend = client.server_capabilities.semanticTokensProvider.legend.tokenTypes
  local found, line, character = {}, 0, 0
  for i = 1, #data, 5 do
    if data[i] > 0 then
      line, character = line + data[i], 0
    end
    character = character + data[i + 1]
    if legend[data[i + 3] + 1] == wanted then
      table.insert(found, { line = line, character = character, length = data[i + 2] })
    end
  end
  return found
end

-- A column of the server as a byte column.
local function byte(text, column, encoding)
  if encoding == 'utf-8' then
    return math.min(column, #text)
  end
  return vim.str_byteindex(text, column, encoding == 'utf-16')
end

-- "2024-05-31" from a hover that begins with "**Friday 31 May 2024** - 2024-05-31".
local function iso(hover)
  local contents = hover and hover.contents
  local text = type(contents) == 'table' and contents.value or contents
  local first = type(text) == 'string' and vim.split(text, '\n')[1] or ''
  return first:match(' %- (%d%d%d%d%S*)')
end

--- The days of this article in their order, in the location list.
local function timeline_here(client, buffer)
  local window = vim.api.nvim_get_current_win()
  local document = { uri = vim.uri_from_bufnr(buffer) }
  ask(client, buffer, 'textDocument/semanticTokens/full', { textDocument = document }, function(answer)
    local places = tokens(client, answer and answer.data or {}, 'date')
    local items, left = {}, #places
    local function show()
      if #items == 0 then
        return say('no day is known in this text')
      elseif not vim.api.nvim_win_is_valid(window) then
        return
      end
      table.sort(items, function(a, b)
        return a.user_data < b.user_data or a.user_data == b.user_data and a.lnum < b.lnum
      end)
      vim.fn.setloclist(window, {}, ' ', { title = 'Timeline', items = items })
      vim.api.nvim_set_current_win(window)
      vim.cmd('lopen')
    end
    if left == 0 then
      return show()
    end
    for _, place in ipairs(places) do
      local position = { line = place.line, character = place.character }
      ask(client, buffer, 'textDocument/hover', { textDocument = document, position = position }, function(hover)
        local day = iso(hover)
        if day then
          local text = vim.api.nvim_buf_get_lines(buffer, place.line, place.line + 1, false)[1] or ''
          local from = byte(text, place.character, client.offset_encoding)
          local to = byte(text, place.character + place.length, client.offset_encoding)
          table.insert(items, {
            bufnr = buffer,
            lnum = place.line + 1,
            col = from + 1,
            end_lnum = place.line + 1,
            end_col = to + 1,
            text = day .. '  ' .. text:sub(from + 1, to),
            user_data = day,
          })
        end
        left = left - 1
        if left == 0 then
          show()
        end
      end)
    end
  end)
end

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
      if month == '' then
        timeline_here(client, buffer)
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
      if client then
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
