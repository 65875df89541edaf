local buffer = open_story()
go('|Brandt said the council')
vim.lsp.buf.document_highlight()
local function marked()
  local found = {}
  for name, space in pairs(vim.api.nvim_get_namespaces()) do
    if name:find('references', 1, true) then
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buffer, space, 0, -1, { details = true })) do
        local line = vim.api.nvim_buf_get_lines(buffer, mark[2], mark[2] + 1, false)[1]
        table.insert(found, line:sub(mark[3] + 1, mark[4].end_col) .. ' ' .. mark[4].hl_group)
      end
    end
  end
  return #found > 0 and found
end
equal(wait_for('highlights', marked), {
  'Eleanor Brandt LspReferenceWrite',
  'Brandt LspReferenceRead',
  'Brandt LspReferenceRead',
}, 'highlighted')
vim.lsp.buf.clear_references()
equal(marked(), false, 'highlights after clearing')
