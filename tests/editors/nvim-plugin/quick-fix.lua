local buffer = open_story()
local before = vim.api.nvim_buf_line_count(buffer)
go('- |Advertisement')
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.title == 'Delete the leftover'
  end,
})
wait_for('the fix', function()
  return not text_of(buffer):find('Advertisement', 1, true)
end)
equal(vim.api.nvim_buf_line_count(buffer), before - 2, 'lines after the fix')
wait_for('the other finding alone', function()
  local codes = vim.tbl_map(function(finding)
    return finding.code
  end, vim.diagnostic.get(buffer))
  return vim.deep_equal(codes, { 'placeholder' })
end)
