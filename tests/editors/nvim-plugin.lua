-- Loaded before each test of the plugin: small helpers.
function _G.equal(got, wanted, what)
  if not vim.deep_equal(got, wanted) then
    error(('%s: got %s, wanted %s'):format(what, vim.inspect(got), vim.inspect(wanted)), 2)
  end
end

function _G.attached(buffer)
  local found
  vim.wait(10000, function()
    found = vim.lsp.get_clients({ bufnr = buffer, name = 'backread' })[1]
    return found ~= nil and found.initialized
  end, 20)
  return found
end

function _G.open(path)
  vim.cmd('filetype on')
  vim.o.swapfile = false
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end
