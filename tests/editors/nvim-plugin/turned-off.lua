vim.g.loaded_backread = nil
vim.lsp.enable('backread', false)
vim.g.backread_enable = false
vim.cmd.runtime('plugin/backread.lua')
equal(vim.lsp.is_enabled('backread'), false, 'enabled')
