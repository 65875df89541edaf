if vim.lsp.config then
  vim.lsp.config('backread', { cmd = { 'no-such-backread', 'lsp' } })
else
  vim.g.backread = { cmd = { 'no-such-backread', 'lsp' } }
end
vim.cmd('checkhealth backread')
local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
assert(report:find('no%-such%-backread` is not found') and report:find('cargo install'), report)
