local path = vim.fn.tempname() .. '.lua'
vim.fn.writefile({ 'return 1' }, path)
local buffer = open(path)
vim.wait(500)
equal(#vim.lsp.get_clients({ bufnr = buffer }), 0, 'servers for a Lua file')
