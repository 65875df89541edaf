local buffer = open_story()
local function at(words)
  go(words)
  local cursor = vim.api.nvim_win_get_cursor(0)
  local row, column = cursor[1] - 1, cursor[2]
  return wait_for('a token at ' .. words, function()
    for _, token in ipairs(vim.lsp.semantic_tokens.get_at_pos(buffer, row, column) or {}) do
      return token
    end
  end)
end
equal(at('Mayor E|leanor').type, 'person', 'type of a person')
equal(at('Harwell D|epartment').type, 'organisation', 'type of an organisation')
equal(at('said on F|riday').type, 'date', 'type of a date')
equal(at('cost $|14').type, 'figure', 'type of a figure')
equal(at('crossing,” Brandt s|aid').type, 'cue', 'type of a cue')
equal(at('have w|aited').type, 'quotation', 'type of quoted words')
equal(at('- A|dvertisement').type, 'boilerplate', 'type of a left-over')
equal(at('waited e|leven years').modifiers, { quoted = true }, 'modifiers inside a quotation')

equal(vim.api.nvim_get_hl(0, { name = '@lsp.type.person' }).link, 'Identifier', 'colour of a person')
vim.cmd.colorscheme('habamax')
assert(not vim.tbl_isempty(vim.api.nvim_get_hl(0, { name = '@lsp.type.cue' })), 'no colour under another scheme')
