---@type vim.lsp.Config
return {
  cmd = { 'backread', 'lsp' },
  filetypes = { 'text', 'markdown' },
  root_markers = { 'backread.toml', 'entities.toml', '.git' },
}
