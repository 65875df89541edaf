-- What try.sh runs in Neovim, with the plugin of this project on the runtimepath
-- and nothing of the user's. With $TOUR=open the text is opened to be read in the
-- terminal; with $TOUR=print what Neovim's LSP client receives is printed instead.
local path, limit = vim.env.TOUR_FILE, 20000

vim.o.swapfile = false
vim.o.termguicolors = true
vim.o.number = true
vim.o.linebreak = true
vim.o.signcolumn = 'yes'
vim.o.showmode = false
pcall(function()
  vim.o.winborder = 'rounded'
end)
vim.diagnostic.config({ virtual_text = { prefix = '' }, severity_sort = true, float = { source = true } })
vim.lsp.inlay_hint.enable(true)
vim.lsp.config('backread', { cmd = { vim.env.TOUR_SERVER, 'lsp' } })

if vim.env.TOUR == 'open' then
  vim.keymap.set('n', 'gd', vim.lsp.buf.definition, { desc = 'definition' })
  vim.o.laststatus = 2
  vim.o.statusline = ' %t  K hover  gd definition  Ctrl-O back  grr mentions  gO outline  gra actions  ]d next finding  :q leave'
  return
end

local function fail(message)
  io.stdout:write(message, '\n')
  vim.cmd('cquit')
end
local function say(...)
  io.stdout:write(string.format(...), '\n')
end

vim.cmd('filetype on')
vim.cmd.edit(vim.fn.fnameescape(path))
local buffer = vim.api.nvim_get_current_buf()
local client
vim.wait(limit, function()
  client = vim.lsp.get_clients({ bufnr = buffer, name = 'backread' })[1]
  return client ~= nil and client.initialized
end, 20)
if not client then
  fail('the server is not attached to ' .. path)
end
local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
local document = vim.lsp.util.make_text_document_params(buffer)

local function ask(method, params)
  local answer = client:request_sync(method, params, 5000, buffer)
  if not answer or answer.err then
    fail(method .. ': ' .. (answer and answer.err.message or 'no answer'))
  end
  return answer.result
end
local function at(line, byte)
  local character = vim.str_utfindex(lines[line + 1], client.offset_encoding, byte, false)
  return { textDocument = document, position = { line = line, character = character } }
end
local function word_at(line, byte)
  return (lines[line + 1]:sub(byte + 1):match('^%S+') or ''):gsub('[%s,.;:!?]+$', '')
end
-- Cuts between characters, never inside one.
local function short(text, most)
  return vim.fn.strcharlen(text) > most and vim.fn.strcharpart(text, 0, most - 1) .. '…' or text
end

local shown = vim.fn.fnamemodify(path, ':~:.')
local version = client.server_info and client.server_info.version or ''
say('%s, read in Neovim %s by backread %s\n', shown, tostring(vim.version()):match('^[%d.]+'), version)

-- Findings.
local seen, since = -1, vim.uv.now()
vim.wait(3000, function()
  local count = #vim.diagnostic.get(buffer)
  if count ~= seen then
    seen, since = count, vim.uv.now()
  end
  return count > 0 and vim.uv.now() - since > 500
end, 20)
local levels = { 'error', 'warning', 'information', 'hint' }
local findings = vim.diagnostic.get(buffer)
table.sort(findings, function(a, b)
  return a.lnum < b.lnum or a.lnum == b.lnum and a.col < b.col
end)
say('Findings: %d', #findings)
for _, d in ipairs(findings) do
  say('  %d:%d  %s  %s  [%s]', d.lnum + 1, d.col + 1, levels[d.severity], d.message, d.code or '')
end

-- Inlay hints: the day that a relative date means.
local last = #lines - 1
local whole = { start = { line = 0, character = 0 }, ['end'] = at(last, #lines[last + 1]).position }
local hints = ask('textDocument/inlayHint', { textDocument = document, range = whole }) or {}
say('\nInlay hints: %d', #hints)
for _, hint in ipairs(hints) do
  local line = lines[hint.position.line + 1]
  local column = vim.str_byteindex(line, client.offset_encoding, hint.position.character, false)
  local before = line:sub(1, column)
  local words = vim.fn.strcharpart(before, math.max(0, vim.fn.strcharlen(before) - 30))
  say('  line %d: …%s [%s]', hint.position.line + 1, words, hint.label)
end

-- Hovers and definitions: asked at the beginning of each word, two different ones
-- shown for each kind of answer.
local kinds = {
  { name = 'Dates', signs = { '\nAnchor:', '\nRule:' } },
  { name = 'Claims', signs = { '\nCue:', 'who says it is not known' } },
  { name = 'Figures', signs = { 'The same count', '\nSaid by' } },
  { name = 'Actors', signs = { '\nRecord:', 'No record in', 'who is meant', 'equally likely' } },
}
local function kind_of(text)
  for _, kind in ipairs(kinds) do
    for _, sign in ipairs(kind.signs) do
      if text:find(sign, 1, true) then
        return kind
      end
    end
  end
end
local function definition_of(place)
  local found = ask('textDocument/definition', place)
  local target = found and (vim.islist(found) and found[1] or not vim.islist(found) and found) or nil
  if not target then
    return nil
  end
  local uri, range = target.targetUri or target.uri, target.targetSelectionRange or target.range
  local file = vim.uri_to_fname(uri)
  local text = vim.fn.readfile(file)[range.start.line + 1] or ''
  local column = vim.str_byteindex(text, client.offset_encoding, range.start.character, false)
  local where = ('%s:%d:%d'):format(vim.fn.fnamemodify(file, ':~:.'), range.start.line + 1, column + 1)
  local same = vim.fs.normalize(file) == vim.fs.normalize(vim.api.nvim_buf_get_name(buffer))
  return ('%s  %s'):format(where, short(text:sub(column + 1), 60)), same and range.start.line + 1 or 0
end

local enough, asked = 2, 0
for line, text in ipairs(lines) do
  local from = 1
  while asked < 1500 do
    local begin, finish = text:find('[^%s“”"‘’%(%)—–%-]+', from)
    if not begin then
      break
    end
    from, asked = finish + 1, asked + 1
    local place = at(line - 1, begin - 1)
    local answer = ask('textDocument/hover', place)
    local contents = answer and (type(answer.contents) == 'table' and answer.contents.value or answer.contents) or ''
    local kind = kind_of(contents)
    local head = vim.split(contents, '\n')[1]
    if kind then
      kind.found = kind.found or {}
      local here = kind.found[head]
      -- The first place of an answer, or a later one whose definition is elsewhere.
      if not here or here.line == here.leads_to and here.tries < 4 then
        local definition, leads_to = definition_of(place)
        local one = { line = line, byte = begin, text = contents, definition = definition, leads_to = leads_to, tries = 1 }
        if not here then
          kind.found[head] = one
          table.insert(kind.found, one)
        else
          here.tries = here.tries + 1
          if leads_to and leads_to ~= line then
            for key, value in pairs(one) do
              here[key] = value
            end
          end
        end
      end
    end
  end
end
-- Those that lead elsewhere come first, each in the order of the text.
for _, kind in ipairs(kinds) do
  local chosen = {}
  for _, elsewhere in ipairs({ true, false }) do
    for _, one in ipairs(kind.found or {}) do
      local leads = one.leads_to ~= nil and one.leads_to ~= one.line
      if leads == elsewhere and #chosen < enough then
        table.insert(chosen, one)
      end
    end
  end
  kind.found = #chosen > 0 and chosen or nil
end
for _, kind in ipairs(kinds) do
  say('\n%s', kind.name)
  if not kind.found then
    say('  none')
  end
  for _, one in ipairs(kind.found or {}) do
    say('  hover at %d:%d “%s”', one.line, one.byte, word_at(one.line - 1, one.byte - 1))
    for _, row in ipairs(vim.split(vim.trim(one.text), '\n')) do
      say('    %s', vim.trim(row))
    end
    say('    definition: %s', one.definition or 'none')
  end
end

client:stop()
vim.wait(2000, function()
  return client:is_stopped()
end, 20)
vim.cmd('qa!')
