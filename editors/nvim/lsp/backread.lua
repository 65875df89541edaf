---@type vim.lsp.Config
return {
  cmd = { 'backread', 'lsp' },
  filetypes = { 'text', 'markdown' },
  root_markers = { 'backread.toml', 'entities.toml', '.git' },
  -- Token types of our own names, for the highlight groups in plugin/backread.lua.
  init_options = { ownTokenTypes = true },
}
