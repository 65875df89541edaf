-- Without vim.lsp.enable, as in Neovim 0.10, whichever this is.
if vim.lsp.enable then
  vim.lsp.enable('backread', false)
end
vim.lsp.config = nil
vim.g.backread = { cmd = { vim.fn.exepath('backread'), 'lsp' } }
require('backread').enable_by_autocmd()
local buffer = open(vim.env.BACKREAD_STORY)
local client = assert(attached(buffer), 'the server is not attached')
equal(client.config.cmd, { vim.fn.exepath('backread'), 'lsp' }, 'cmd from g:backread')
