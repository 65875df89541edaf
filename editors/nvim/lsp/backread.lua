---@type vim.lsp.Config
return {
  cmd = { 'backread', 'lsp' },
  filetypes = { 'text', 'markdown' },
  root_markers = { 'backread.toml', 'entities.toml', '.git' },
  -- Whatever else it is turned on for is read as plain text.
  get_language_id = function(_, filetype)
    return filetype == 'markdown' and 'markdown' or 'text'
  end,
  -- Token types of our own names, for the highlight groups in plugin/backread.lua.
  init_options = { ownTokenTypes = true },
}
