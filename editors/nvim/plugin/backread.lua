-- Starts `backread lsp` for news text. Nothing to call: with the plugin on the
-- runtimepath it runs. Set vim.g.backread_enable = false before to do it yourself.
if vim.g.loaded_backread then
  return
end
vim.g.loaded_backread = true

if vim.g.backread_enable == false then
  return
end

if vim.lsp.config and vim.lsp.enable then
  vim.lsp.enable('backread')
else
  require('backread').enable_by_autocmd()
end
