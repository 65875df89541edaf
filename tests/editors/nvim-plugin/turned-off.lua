vim.g.loaded_backread = nil
if vim.lsp.enable then
  vim.lsp.enable('backread', false)
else
  vim.api.nvim_del_augroup_by_name('backread.start')
end
vim.g.backread_enable = false
vim.cmd.runtime('plugin/backread.lua')
if vim.lsp.is_enabled then
  equal(vim.lsp.is_enabled('backread'), false, 'enabled')
end
local buffer = open(vim.env.BACKREAD_STORY)
vim.wait(500)
equal(#vim.lsp.get_clients({ bufnr = buffer }), 0, 'servers for a text')
equal(vim.fn.exists(':Backread'), 2, 'the command is there all the same')
