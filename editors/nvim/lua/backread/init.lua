-- What the plugin knows beside its lsp/backread.lua.
local M = {}

--- The configuration that is in force.
---@return table
function M.config()
  if vim.lsp.config then
    return vim.lsp.config.backread or {}
  end
  local found = vim.api.nvim_get_runtime_file('lsp/backread.lua', false)[1]
  local config = found and dofile(found) or {}
  return vim.tbl_deep_extend('force', config, vim.g.backread or {})
end

--- Whether a buffer holds a text that the server is for.
---@param buffer integer
---@return boolean
function M.is_text(buffer)
  local filetypes = M.config().filetypes or {}
  return vim.api.nvim_buf_is_loaded(buffer)
    and vim.bo[buffer].buftype == ''
    and vim.tbl_contains(filetypes, vim.bo[buffer].filetype)
end

--- Starts the server for a buffer, or attaches the one that runs for its folder.
---@param buffer integer
function M.start(buffer)
  local config = vim.tbl_extend('force', M.config(), { name = 'backread' })
  local function start(root)
    config.root_dir = root
    vim.lsp.start(config, { bufnr = buffer })
  end
  if type(config.root_dir) == 'function' then
    config.root_dir(buffer, start)
  else
    start(config.root_dir or vim.fs.root(buffer, config.root_markers or {}))
  end
end

--- For Neovim 0.10, which has no vim.lsp.enable: start the server on FileType.
--- vim.g.backread, a table, changes the configuration there.
function M.enable_by_autocmd()
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('backread.start', { clear = true }),
    callback = function(event)
      if M.is_text(event.buf) then
        M.start(event.buf)
      end
    end,
  })
end

return M
