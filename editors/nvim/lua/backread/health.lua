local M = {}

-- The first line that a program prints, or nil.
local function first_line(command)
  local ok, result = pcall(function()
    return vim.system(command, { text = true, timeout = 5000 }):wait()
  end)
  if ok and result.code == 0 then
    return vim.split(vim.trim(result.stdout or ''), '\n')[1]
  end
end

--- `:checkhealth backread`
function M.check()
  vim.health.start('backread')

  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok('Neovim ' .. tostring(vim.version()))
  elseif vim.fn.has('nvim-0.10') == 1 then
    vim.health.ok('Neovim ' .. tostring(vim.version()) .. ': it has no vim.lsp.config(), settings go into vim.g.backread')
  else
    vim.health.error('Neovim 0.10 or newer is needed')
    return
  end

  local cmd = require('backread').config().cmd
  if type(cmd) == 'function' then
    vim.health.ok('The server is started by a function of your own')
  else
    local program = cmd and cmd[1] or 'backread'
    local path = vim.fn.exepath(program)
    if path == '' then
      vim.health.error('`' .. program .. '` is not found', {
        'Install it: cargo install --path . in a checkout of it; ~/.cargo/bin is to be on PATH',
        "Or name it: vim.lsp.config('backread', { cmd = { '/path/to/backread', 'lsp' } })",
      })
      return
    end
    local version = first_line({ path, '--version' })
    if version then
      vim.health.ok(version .. ' at ' .. path)
    else
      vim.health.error(path .. ' does not run')
      return
    end
  end

  local clients = vim.lsp.get_clients({ name = 'backread' })
  if #clients == 0 then
    vim.health.info('No text is open with it now (filetypes text and markdown)')
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    vim.health.ok(('Running: %d text%s open, folder %s, positions in %s'):format(
      buffers,
      buffers == 1 and '' or 's',
      client.root_dir or 'none',
      client.offset_encoding
    ))
  end
end

return M
