-- Neovim 0.10 compares what is typed with what would be written, which has no @:
-- there the offers are looked at, not taken.
if vim.fn.has('nvim-0.11') == 0 then
  local buffer, client = open_story()
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { 'It was @Bra' })
  vim.cmd('normal! G$')
  local position = vim.lsp.util.make_position_params(0, client.offset_encoding)
  position.position.character = position.position.character + 1
  local answer = client.request_sync('textDocument/completion', position, 10000, buffer)
  equal(answer.result.items[1].textEdit.newText, 'Brandt', 'what is offered')
  return
end

local editor = child()
editor.lua("vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'")

-- Types a line, asks for completion, and takes the first offer.
local function typed(line)
  editor.type('<Esc>Go' .. line)
  wait_for(line, function()
    return editor.lua('return vim.api.nvim_get_current_line()') == line
  end)
  editor.type('<C-x><C-o>')
  wait_for('offers for ' .. line, function()
    return editor.lua('return vim.fn.pumvisible()') == 1
  end)
  editor.type('<C-y><Esc>')
  wait_for('normal mode', function()
    return editor.lua('return vim.api.nvim_get_mode().mode') == 'n'
  end)
  return editor.lua('return vim.api.nvim_get_current_line()')
end
equal(typed('It was @Bra'), 'It was Brandt', 'a name after @')
equal(typed('on @fri'), 'on Friday', 'a day after @')
editor.stop()
