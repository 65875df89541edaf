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

--- For Neovim 0.10, which has no vim.lsp.enable: start the server on FileType.
--- vim.g.backread, a table, changes the configuration there.
function M.enable_by_autocmd()
  local config = M.config()
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('backread', { clear = true }),
    pattern = config.filetypes,
    callback = function(event)
      if vim.bo[event.buf].buftype ~= '' then
        return
      end
      vim.lsp.start({
        name = 'backread',
        cmd = config.cmd,
        settings = config.settings,
        root_dir = vim.fs.root(event.buf, config.root_markers),
      }, { bufnr = event.buf })
    end,
  })
end

return M
