local editor = child()
editor.lua([[
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = 0 })
  else
    vim.lsp.codelens.refresh({ bufnr = 0 })
  end
]])
for _, words in ipairs({ '3 June 2024, from the published line', '1 person, 2 organisations', '4 statements from 2 named sources' }) do
  wait_for(words, function()
    return editor.screen():find(words, 1, true)
  end)
end
editor.stop()
