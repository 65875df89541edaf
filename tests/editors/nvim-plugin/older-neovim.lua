-- As Neovim 0.10 does it, without vim.lsp.enable.
vim.lsp.enable('backread', false)
vim.lsp.config = nil
vim.g.backread = { cmd = { vim.fn.exepath('backread'), 'lsp' } }
require('backread').enable_by_autocmd()
local buffer = open(vim.env.BACKREAD_STORY)
local client = assert(attached(buffer), 'the server is not attached')
equal(client.config.cmd, { vim.fn.exepath('backread'), 'lsp' }, 'cmd from g:backread')
