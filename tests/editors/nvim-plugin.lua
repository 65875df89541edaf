-- Loaded before each test of the plugin: small helpers.
function _G.equal(got, wanted, what)
  if not vim.deep_equal(got, wanted) then
    error(('%s: got %s, wanted %s'):format(what, vim.inspect(got), vim.inspect(wanted)), 2)
  end
end

function _G.attached(buffer)
  local found
  vim.wait(10000, function()
    found = vim.lsp.get_clients({ bufnr = buffer, name = 'backread' })[1]
    return found ~= nil and found.initialized
  end, 20)
  return found
end

function _G.open(path)
  vim.cmd('filetype on')
  vim.o.swapfile = false
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end

-- Waits for an answer that is neither false nor nil, and gives it.
function _G.wait_for(what, ask)
  local answer
  vim.wait(30000, function()
    answer = ask()
    return answer ~= nil and answer ~= false
  end, 20)
  assert(answer, 'waited in vain for ' .. what)
  return answer
end

-- A folder of its own with these files: name, then text. Without a table, the story alone.
function _G.folder(files)
  local path = vim.fn.tempname()
  vim.fn.mkdir(path, 'p')
  path = vim.uv.fs_realpath(path)
  vim.fn.writefile({}, path .. '/backread.toml')
  for name, text in pairs(files or { ['story.txt'] = vim.fn.readfile(vim.env.BACKREAD_STORY) }) do
    vim.fn.writefile(type(text) == 'table' and text or vim.split(text, '\n'), path .. '/' .. name)
  end
  return path
end

-- Opens a copy of the story with the server attached and its findings there.
function _G.open_story()
  local buffer = open(folder() .. '/story.txt')
  local client = assert(attached(buffer), 'the server is not attached')
  wait_for('findings', function()
    return #vim.diagnostic.get(buffer) > 0
  end)
  return buffer, client
end

-- Puts the cursor where the bar stands in these words.
function _G.go(words)
  local bar = words:find('|', 1, true)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local from = line:find(words:gsub('|', ''), 1, true)
    if from then
      return vim.api.nvim_win_set_cursor(0, { number, from + bar - 2 })
    end
  end
  error('no such words: ' .. words, 2)
end

function _G.text_of(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

-- What the plugin says to the writer, gathered.
function _G.messages()
  local said = {}
  vim.notify = function(words)
    table.insert(said, words)
  end
  return said
end

-- Another Neovim with a screen, on a copy of the story, driven by the keys that a writer types. With a home it is
-- started as its owner would, with what is in there; with a path it opens that text.
function _G.child(options)
  options = options or {}
  local one = { path = options.path or folder() .. '/story.txt' }
  local socket = vim.fn.tempname()
  local command = { vim.v.progpath, '--listen', socket, '-n' }
  local env = { TERM = 'xterm-256color' }
  if options.home then
    env.HOME = options.home
    for name, where in pairs({ CONFIG = 'config', DATA = 'local/share', STATE = 'local/state', CACHE = 'cache' }) do
      env['XDG_' .. name .. '_HOME'] = options.home .. '/.' .. where
    end
  else
    vim.list_extend(command, { '--clean', '--cmd', 'set noswapfile completeopt=menuone,noinsert shortmess+=I rtp^=' .. vim.env.PLUGIN })
  end
  local job = vim.fn.jobstart(vim.list_extend(command, { one.path }), { pty = true, width = 160, height = 40, env = env })
  local channel = wait_for('the other Neovim', function()
    local ok, channel = pcall(vim.fn.sockconnect, 'pipe', socket, { rpc = true })
    return ok and channel
  end)
  function one.lua(code)
    return vim.rpcrequest(channel, 'nvim_exec_lua', code, {})
  end
  function one.type(keys)
    vim.rpcrequest(channel, 'nvim_input', keys)
  end
  function one.screen()
    return one.lua([[
      vim.cmd.redraw()
      local rows = {}
      for row = 1, vim.o.lines do
        local cells = {}
        for column = 1, vim.o.columns do
          cells[column] = vim.fn.screenstring(row, column)
        end
        rows[row] = table.concat(cells):gsub('%s+$', '')
      end
      return table.concat(rows, '\n')
    ]])
  end
  function one.stop()
    vim.fn.jobstop(job)
  end
  wait_for('the server in the other Neovim', function()
    return one.lua('local c = vim.lsp.get_clients()[1] return c ~= nil and c.initialized == true and #vim.diagnostic.get() > 0')
  end)
  return one
end

-- Presses K on some words in the other Neovim until the hover says so.
function _G.hover(editor, words, says)
  editor.type('gg/' .. words .. '<CR>')
  wait_for('the cursor on ' .. words, function()
    return vim.startswith(editor.lua('return vim.api.nvim_get_current_line():sub(vim.fn.col("."))'), words)
  end)
  wait_for('a hover', function()
    if editor.screen():find(says, 1, true) then
      return true
    end
    editor.type('K')
    vim.wait(1000)
  end)
end
