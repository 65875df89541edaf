-- Neovim set up as the plugin's pages say, word for word: by its README and its help.
local README = vim.env.PLUGIN .. '/README.md'
local HELP = vim.env.PLUGIN .. '/doc/backread.txt'
local NEW = vim.fn.has('nvim-0.11') == 1
local STORY = vim.fn.readfile(vim.env.BACKREAD_STORY)

-- The one block of a page that has these words.
local function block(page, words)
  local text = table.concat(vim.fn.readfile(page), '\n') .. '\n'
  local found = {}
  local pattern = vim.endswith(page, '.md') and '\n *```%l+\n(.-)\n *```' or '>lua\n(.-)\n<'
  for one in text:gmatch(pattern) do
    if one:find(words, 1, true) then
      table.insert(found, one)
    end
  end
  equal(#found, 1, 'blocks with ' .. words .. ' in ' .. page)
  return found[1]
end

-- Somebody's home, with this init.lua, and with the plugin where the page puts it.
local function home(init, plugin)
  local path = vim.fn.tempname()
  vim.fn.mkdir(path .. '/.config/nvim', 'p')
  vim.fn.writefile(vim.split(init, '\n'), path .. '/.config/nvim/init.lua')
  if plugin then
    local done = vim.system({ 'sh', '-euc', block(README, 'ln -s') }, { cwd = vim.env.CHECKOUT, env = { HOME = path } }):wait()
    equal(done.code, 0, 'the commands of the page: ' .. (done.stderr or ''))
  end
  return path
end

-- With the plugin: nothing to call, and the help is there.
local editor = child({ home = home('', true) })
hover(editor, 'Friday', 'Friday 31 May 2024')
editor.type('<Esc>:help backread<CR>')
wait_for('the help', function()
  return editor.screen():find('reads a news article as an editor at the desk', 1, true)
end)
editor.stop()

-- The hints that the page turns on.
editor = child({ home = home(block(README, 'inlay_hint'), true) })
wait_for('the hints', function()
  return editor.screen():find('Friday ?2024%-05%-31 ?that')
end)
editor.stop()

-- Another program; in 0.10 as the help has it.
local program = vim.fn.tempname()
vim.fn.mkdir(program .. '/bin', 'p')
vim.uv.fs_symlink(vim.fn.exepath('backread'), program .. '/bin/backread')
for _, page in ipairs(NEW and { README, HELP } or { HELP }) do
  local init = block(page, NEW and 'asciidoc' or 'vim.g.backread ='):gsub('/opt/backread', program)
  editor = child({ home = home(init, true) })
  equal(editor.lua('return vim.lsp.get_clients()[1].config.cmd'), { program .. '/bin/backread', 'lsp' }, 'the program')
  hover(editor, 'Friday', 'Friday 31 May 2024')
  editor.stop()
  if NEW then
    editor = child({ home = home(init, true), path = folder({ ['story.adoc'] = STORY }) .. '/story.adoc' })
    equal(editor.lua('return vim.bo.filetype'), 'asciidoc', 'the other kind of file')
    editor.stop()
  end
end

-- No colours, in the words of the help.
if NEW then
  local colours = 'return vim.lsp.semantic_tokens.get_at_pos(0, 4, 24) or {}'
  editor = child({ home = home('', true) })
  wait_for('the colour of a name', function()
    return #editor.lua(colours) > 0
  end)
  editor.stop()
  editor = child({ home = home(block(HELP, 'semanticTokensProvider'), true) })
  vim.wait(500)
  equal(editor.lua(colours), {}, 'colours')
  editor.stop()
end

-- The line over the text.
if vim.fn.has('nvim-0.12') == 1 then
  editor = child({ home = home(block(HELP, 'codelens'), true) })
  wait_for('the line over the text', function()
    return editor.screen():find('3 June 2024, from the published line', 1, true)
  end)
  editor.stop()
end

-- Turned off, and started by oneself.
if NEW then
  editor = child({ home = home('vim.g.backread_enable = false\n' .. block(HELP, 'vim.lsp.enable'), true) })
  hover(editor, 'Friday', 'Friday 31 May 2024')
  editor.stop()
end

-- Without the plugin.
if NEW then
  editor = child({ home = home(block(README, 'ownTokenTypes'), false) })
  hover(editor, 'Friday', 'Friday 31 May 2024')
  editor.stop()
end
