-- Opens a text in Neovim with the project's own plugin and reports what the
-- editor ends up with. Started by nvim.sh: the questions come in $PLAN (JSON,
-- from expected.mjs), the report goes to $REPORT (JSON).
local plan = vim.json.decode(vim.env.PLAN, { luanil = { object = true, array = true } })
local version = vim.version()
local report = { editor = 'Neovim', version = ('%d.%d.%d'):format(version.major, version.minor, version.patch), errors = {} }
local LIMIT = 20000

local function try(name, ask)
  local ok, err = xpcall(ask, debug.traceback)
  if not ok then
    table.insert(report.errors, name .. ': ' .. err)
  end
end

local function line_of(buffer, line)
  return vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] or ''
end
-- A byte column as a UTF-16 column, and back.
local OLD = vim.fn.has('nvim-0.11') == 0
local function utf16(buffer, line, byte)
  if OLD then
    return (select(2, vim.str_utfindex(line_of(buffer, line), byte)))
  end
  return vim.str_utfindex(line_of(buffer, line), 'utf-16', byte, false)
end
local function byte(buffer, line, column, encoding)
  if OLD then
    return vim.str_byteindex(line_of(buffer, line), column, true)
  end
  return vim.str_byteindex(line_of(buffer, line), encoding or 'utf-16', column, false)
end

local function go(buffer, place)
  vim.api.nvim_win_set_buf(0, buffer)
  vim.api.nvim_win_set_cursor(0, { place[1] + 1, byte(buffer, place[1], place[2]) })
end

local function floats()
  return vim.tbl_filter(function(window)
    return vim.api.nvim_win_get_config(window).relative ~= ''
  end, vim.api.nvim_list_wins())
end

-- Waits until what is counted is more than nothing and has rested a while.
local function settled(count, rest)
  local last, since = -1, vim.uv.now()
  vim.wait(LIMIT, function()
    local now = count()
    if now ~= last then
      last, since = now, vim.uv.now()
    end
    return now > 0 and vim.uv.now() - since > rest
  end, 20)
end

local function diagnostics(buffer)
  settled(function()
    return #vim.diagnostic.get(buffer)
  end, 600)
  local words = { 'error', 'warning', 'information', 'hint' }
  local found = vim.diagnostic.get(buffer)
  table.sort(found, function(a, b)
    return a.lnum < b.lnum or a.lnum == b.lnum and a.col < b.col
  end)
  return vim.tbl_map(function(d)
    return {
      line = d.lnum,
      character = utf16(buffer, d.lnum, d.col),
      end_line = d.end_lnum,
      end_character = utf16(buffer, d.end_lnum, d.end_col),
      severity = words[d.severity],
      code = d.code,
      source = d.source,
      message = d.message,
    }
  end, found)
end

local function hints(buffer, client)
  vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  local found = {}
  vim.wait(3000, function()
    found = vim.lsp.inlay_hint.get({ bufnr = buffer })
    return #found > 0
  end, 20)
  return vim.tbl_map(function(hint)
    local label, at = hint.inlay_hint.label, hint.inlay_hint.position
    if type(label) == 'table' then
      label = table.concat(vim.tbl_map(function(part)
        return part.value
      end, label))
    end
    -- Neovim 0.10 has turned it into bytes already.
    local column = OLD and at.character or byte(buffer, at.line, at.character, client.offset_encoding)
    return { line = at.line, character = utf16(buffer, at.line, column), label = label }
  end, found)
end

local function symbols(buffer)
  local answer = vim.lsp.buf_request_sync(buffer, 'textDocument/documentSymbol', {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
  }, 5000)
  local flat = {}
  local function walk(list)
    for _, symbol in ipairs(list or {}) do
      table.insert(flat, (symbol.detail or '') .. ': ' .. symbol.name)
      walk(symbol.children)
    end
  end
  for _, one in pairs(answer or {}) do
    walk(one.result)
  end
  return flat
end

local function hover(buffer, place)
  for _, window in ipairs(floats()) do
    vim.api.nvim_win_close(window, true)
  end
  go(buffer, place)
  vim.lsp.buf.hover()
  vim.wait(2000, function()
    return #floats() > 0
  end, 20)
  local window = floats()[1]
  if not window then
    return ''
  end
  local shown = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return table.concat(shown, '\n')
end

local function definition(buffer, place)
  go(buffer, place)
  local before = vim.api.nvim_win_get_cursor(0)
  vim.lsp.buf.definition()
  vim.wait(3000, function()
    return not vim.deep_equal(vim.api.nvim_win_get_cursor(0), before) or vim.api.nvim_get_current_buf() ~= buffer
  end, 20)
  local target, at = vim.api.nvim_get_current_buf(), vim.api.nvim_win_get_cursor(0)
  return { file = vim.api.nvim_buf_get_name(target), line = at[1] - 1, character = utf16(target, at[1] - 1, at[2]) }
end

local function references(buffer, place)
  go(buffer, place)
  local found
  vim.lsp.buf.references({ includeDeclaration = true }, {
    on_list = function(list)
      found = #list.items
    end,
  })
  vim.wait(3000, function()
    return found ~= nil
  end, 20)
  return found or 0
end

try('run', function()
  vim.cmd('filetype on')
  vim.o.swapfile = false
  vim.cmd.edit(vim.fn.fnameescape(plan.file))
  local buffer = vim.api.nvim_get_current_buf()
  local client
  vim.wait(LIMIT, function()
    client = vim.lsp.get_clients({ bufnr = buffer, name = 'backread' })[1]
    return client ~= nil and client.initialized
  end, 20)
  assert(client, 'the server is not attached')
  report.encoding = client.offset_encoding
  try('diagnostics', function()
    report.diagnostics = diagnostics(buffer)
  end)
  try('inlay hints', function()
    report.inlay_hints = hints(buffer, client)
  end)
  try('symbols', function()
    report.symbols = symbols(buffer)
  end)
  for name, ask in pairs({ hovers = hover, definitions = definition, references = references }) do
    report[name] = {}
    for i, place in ipairs(plan[name] or {}) do
      try(name, function()
        report[name][i] = ask(buffer, place)
      end)
      report[name][i] = report[name][i] or vim.NIL
    end
  end
end)

local file = assert(io.open(vim.env.REPORT, 'w'))
file:write(vim.json.encode(report), '\n')
file:close()
for _, client in ipairs(vim.lsp.get_clients()) do
  client.stop(OLD and true or client)
end
vim.wait(2000, function()
  return #vim.lsp.get_clients() == 0
end, 20)
vim.cmd('qa!')
