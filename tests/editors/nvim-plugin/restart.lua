local buffer, first = open_story()
vim.cmd('Backread restart')
local second = wait_for('another server', function()
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'backread' })[1]
  return client and client.id ~= first.id and client.initialized and client
end)
equal(second.root_dir, first.root_dir, 'folder')
equal(#vim.lsp.get_clients({ name = 'backread' }), 1, 'servers')
wait_for('findings again', function()
  return #vim.diagnostic.get(buffer) > 0
end)

-- When the server has died, restart starts another.
local name = vim.api.nvim_buf_get_name(buffer)
local pid = vim.trim(vim.fn.system({ 'pgrep', '-P', tostring(vim.uv.os_getpid()), '-x', 'backread' }))
vim.uv.kill(assert(tonumber(pid), 'process of the server: ' .. pid), 'sigkill')
wait_for('its end', function()
  return #vim.lsp.get_clients({ bufnr = buffer, name = 'backread' }) == 0
end)
vim.cmd('Backread restart')
local third = wait_for('a third server', function()
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'backread' })[1]
  return client and client.initialized and client
end)
assert(third.id ~= second.id and vim.api.nvim_buf_get_name(buffer) == name)
